"""The reader, which runs when the first word is no command. Without a terminal it prints plain text instead."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.options import add_filters, add_library, filters_of
from sitbrief.cli.table import BY_NAME
from sitbrief.cli.trouble import Usage

if TYPE_CHECKING:
    import argparse

    from sitbrief.briefing import Briefing, Filters
    from sitbrief.library import Library

EXAMPLES = """\
  sitbrief
  sitbrief briefing.json --province Hama
  sitbrief --library reports/ --open ID
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help="files and folders; the library by default")
    parser.add_argument("--open", metavar="BRIEFING", help="open this one first: a file, or an id")
    add_library(parser)
    add_filters(parser)


def run(args: argparse.Namespace) -> int:
    """Open the reader, or print what it would open."""
    from sitbrief.terminal.environment import why_not_interactive

    _look_for_commands(args.paths)
    reason = why_not_interactive(sys.stdin, sys.stderr, os.environ)
    if reason is None:
        from sitbrief.terminal.environment import prepare

        settings = prepare(os.environ)  # before Textual is imported: it reads the environment then

    from sitbrief.cli.briefings import library_of

    filters = filters_of(args)
    library, words = library_of(args, args.paths)
    first = _first(args, library)
    if reason is not None:
        return _print(library, first, filters, f"{reason.rstrip('.')}. {words}")
    from sitbrief.tui import run as read

    return read(
        library, open_id=first.id if first else None, filters=filters, settings=settings, notice=words
    )


def _look_for_commands(paths: list[str]) -> None:
    """A command misspelt, or behind an option, would be told to be no file. Say what is meant."""
    for place, word in enumerate(paths):
        if os.path.lexists(word):
            continue
        if word in BY_NAME:
            raise Usage(f"{word} is a command only as the first word", f"sitbrief {word} --help tells more.")
        if place == 0 and word.isalpha():
            import difflib

            near = difflib.get_close_matches(word, BY_NAME, n=1)
            hint = f"Did you mean sitbrief {near[0]}?" if near else "See sitbrief --help."
            raise Usage(f"there is no file, folder or command {word!r}", hint)


def _first(args: argparse.Namespace, library: Library) -> Briefing | None:
    """The briefing to open first: the one asked for, else that of a single file, else the reader's choice."""
    if args.open is not None:
        return library.find(args.open).loaded()
    if args.paths and os.path.isfile(args.paths[0]):  # noqa: PTH113  a word, not yet a path
        item = library.find(args.paths[0])
        return item.loaded() if len(args.paths) == 1 else item.briefing
    return None


def _print(library: Library, first: Briefing | None, filters: Filters, words: str) -> int:
    from sitbrief.briefing import Index, View
    from sitbrief.cli.briefings import width
    from sitbrief.cli.list_ import print_list
    from sitbrief.formats import plain

    output.say(words)
    good = [item.briefing for item in library.items if item.briefing] if first is None else [first]
    if not good:
        return print_list(library, filters)
    shown = library.editions(good[0])[-1].briefing if first is None else first
    if shown is None:
        return print_list(library, filters)
    if len(good) > 1:
        output.say(f"Shown: {shown.id}, one of {len(good)}. sitbrief list shows them all.")
    output.data(plain.write(View(Index(shown), filters), width()))
    return 0
