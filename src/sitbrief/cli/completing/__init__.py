"""Completion in shells: the words of a line in, candidates out. The parsers of the commands are what it knows."""
