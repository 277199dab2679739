"""Loads the module of a command when it is called, or asked for its arguments."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

from sitbrief.cli.parser import Parser

if TYPE_CHECKING:
    import argparse

    from sitbrief.cli.table import Subcommand


class Module(Protocol):
    """The interface of a command's module."""

    EXAMPLES: str
    """Command lines, indented, a line each."""

    def arguments(self, parser: argparse.ArgumentParser, /) -> None:
        """Add the command's arguments to its parser."""

    def run(self, args: argparse.Namespace, /) -> int:
        """Run the command and return the exit code."""


def parser_of(command: Subcommand) -> Parser:
    """The argument parser of a command."""
    module = module_of(command)
    parser = Parser(command, module.EXAMPLES)
    module.arguments(parser)
    return parser


def module_of(command: Subcommand) -> Module:
    """The module of a command, loaded."""
    return cast("Module", importlib.import_module(f"sitbrief.cli.{command.module}"))
