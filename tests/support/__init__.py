"""Real parts for tests: a terminal, an SSH server, the program itself."""
