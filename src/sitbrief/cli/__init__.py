"""The command line: one small module a command, each of which loads only what it needs."""
