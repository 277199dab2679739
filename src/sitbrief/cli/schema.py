"""`sitbrief schema`: the JSON Schema of the native format, made from the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.cli import output

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  sitbrief schema > briefing-1.json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes nothing."""


def run(args: argparse.Namespace) -> int:  # noqa: ARG001  every command has it
    """Print it."""
    from sitbrief.formats.schema import schema

    output.data(schema())
    return 0
