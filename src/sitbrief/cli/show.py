"""`sitbrief show`: a briefing as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.cli import output
from sitbrief.cli.options import add_filters, add_library

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  sitbrief show briefing.json | less
  sitbrief show ID --province Hama,Aleppo --contested
"""


_LINES_AT_ONCE: Final = 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("briefing", metavar="BRIEFING", help="a file, or the id of a briefing in the library")
    add_library(parser)
    add_filters(parser)


def run(args: argparse.Namespace) -> int:
    """Print it."""
    from itertools import islice

    from sitbrief.cli.briefings import view_of, width
    from sitbrief.formats import plain
    from sitbrief.text import joined

    lines = plain.lines(view_of(args), width())
    while some := joined(islice(lines, _LINES_AT_ONCE)):
        output.data(some)
    return 0
