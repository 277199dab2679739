"""The commands. A new one is a module with `EXAMPLES`, `arguments(parser)` and `run(args)`, and a line here."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    import argparse


class Module(Protocol):
    """The interface of a command's module."""

    EXAMPLES: str
    """Command lines, indented, a line each."""

    def arguments(self, parser: argparse.ArgumentParser, /) -> None:
        """Add the command's arguments to its parser."""

    def run(self, args: argparse.Namespace, /) -> int:
        """Run the command and return the exit code."""


class Subcommand(NamedTuple):
    """A command as the table has it.

    Attributes:
        name: The first word that calls it; empty for the reader, which is what runs without one.
        usage: What follows the name.
        module: The module in `sitbrief.cli` that does it.
        help: What it does, on one line.
        minus: Whether a word may have a minus before it: it is then no slip in an option.
    """

    name: str
    usage: str
    module: str
    help: str
    minus: bool = False

    def loaded(self) -> Module:
        """Its module."""
        return cast("Module", importlib.import_module(f"sitbrief.cli.{self.module}"))


READER = Subcommand("", "[PATH ...]", "reader", "read briefings in the terminal")

COMMANDS = (
    Subcommand("list", "[PATH ...]", "list_", "list the briefings of a library, a line each"),
    Subcommand("show", "BRIEFING", "show", "print a briefing as plain text, without box drawing"),
    Subcommand(
        "export",
        "BRIEFING",
        "export",
        "write a briefing as Markdown or in another format",
    ),
    Subcommand(
        "check", "FILE ...", "check", "report every problem of briefing files, with file, line and column"
    ),
    Subcommand(
        "import",
        "FILE ... -o FOLDER",
        "import_",
        "turn datasets, such as ACLED's and UCDP's, into briefings",
    ),
    Subcommand("search", "QUERY", "search", "find entries in all editions of a library", minus=True),
    Subcommand(
        "index",
        "[PATH ...]",
        "index",
        "bring the index of a library up to date, as the reader does by itself",
    ),
    Subcommand(
        "alias", "SPELLING PROVINCE", "alias", "settle which province a spelling means, for all imports"
    ),
    Subcommand("config", "", "config", "print the configuration in force, with what each setting is for"),
    Subcommand("schema", "", "schema", "print the JSON Schema of the native format"),
    Subcommand(
        "completion", "SHELL", "completion", "print what makes bash, zsh or fish complete these words"
    ),
)

HIDDEN = (Subcommand("compare", "", "compare", "say whether an index says what the briefings say"),)
"""What the program starts for itself. No help names it, and no shell offers it."""

COMPLETE = "complete"
"""The word with which the completion of a shell asks the program. It takes any words, so it has no parser."""

BY_NAME = {command.name: command for command in (*COMMANDS, *HIDDEN)}
