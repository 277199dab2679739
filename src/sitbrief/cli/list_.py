"""`sitbrief list`: the briefings of a library, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.errors import DATA
from sitbrief.cli.options import Countries, add_filters, add_library, check_filters, filters_of
from sitbrief.text import cells, clean_layout

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sitbrief.briefing import Briefing, Filters
    from sitbrief.library import Library
    from sitbrief.library.index.editions import Edition

EXAMPLES = """\
  sitbrief list
  sitbrief list reports/ --province Hama       (entries are counted under the filters)
"""

_TITLES = ("ID", "COUNTRY", "EDITION", "AS OF", "ENTRIES", "CONTESTED", "TITLE")
_NUMBERS = frozenset({2, 4, 5})
_MOST_TABLES = 6


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help="files and folders; the library by default")
    add_library(parser)
    add_filters(parser)


def run(args: argparse.Namespace) -> int:
    """Print the list; files that cannot be loaded go to stderr."""
    from sitbrief.cli.briefings import library_of

    check_filters(args)
    library, words = library_of(args, args.paths)
    output.say(words)
    if args.province and not library.swift:
        from sitbrief.cli.indexing import bring_up_to_date

        bring_up_to_date(library)
    return print_list(library, filters_of(args, lambda: Countries.of_library(library.countries)))


def print_list(library: Library, filters: Filters) -> int:
    """Print the list of a library and return the exit code: that of the worst file."""
    from sitbrief.cli.errors import explain

    if not library.swift:
        return _print_indexed(library, filters)
    rows = [_loaded_row(item.briefing, filters) for item in library.items if item.briefing]
    _print_rows(rows)
    code = 0
    for item in library.items:
        if item.error is not None:
            output.say(item.error)
            told = explain(item.cause) if item.cause else None
            code = max(code, told[0] if told else DATA)
    if not rows and not code:
        output.say("There are no briefings in it.")
        _tell_tables(library)
    return code


def _tell_tables(library: Library) -> None:
    """Say which tables lie there instead: a folder is opened for its briefings, a table by its name."""
    from sitbrief.library.folder import tables_in

    names = [name for path in library.paths for name in tables_in(path)]
    if names:
        shown = ", ".join(names[:_MOST_TABLES])
        more = f" and {len(names) - _MOST_TABLES:,} more" if len(names) > _MOST_TABLES else ""
        output.say(
            f"But tables: {shown}{more}. Open one by its name, or make briefings of it: sitbrief import."
        )


def _print_indexed(library: Library, filters: Filters) -> int:
    """Print the list of a large library from its index, which is brought up to date."""
    from sitbrief.cli.indexing import index_of, worst
    from sitbrief.library.index.view import LibraryView

    with index_of(library) as snapshot:
        view = LibraryView(snapshot, filters)
        view.advance(float("inf"))
        ordered = sorted(
            snapshot.editions,
            key=lambda e: (e.country, e.series, e.number, e.extract_of or e.id, e.extract_of, e.id),
        )
        rows = [_row(edition, *view.counts(edition), filters) for edition in ordered]
        _print_rows(rows)
        return worst(library, snapshot.troubles)


def _loaded_row(briefing: Briefing, filters: Filters) -> tuple[str, ...]:
    from sitbrief.briefing import ResolvedBriefing, View
    from sitbrief.library.index.editions import edition_of

    resolved = ResolvedBriefing(briefing)
    view = View(resolved, filters)
    contested = view.entries_contested
    return _row(edition_of(resolved), view.entries_shown, contested, filters)


def _row(edition: Edition, shown: int, contested: int, filters: Filters) -> tuple[str, ...]:
    count = f"{shown} of {edition.entries}" if filters else str(edition.entries)
    number = str(edition.number)
    return edition.id, edition.country, number, edition.stamp, count, str(contested), edition.title


def _print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns under their titles; nothing where there are none."""
    table = [_TITLES, *rows] if rows else []
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    lines = ("  ".join(map(_cell, row, range(len(row)), widths)).rstrip() for row in table)
    output.data(clean_layout("".join(f"{line}\n" for line in lines)))


def _cell(text: str, place: int, width: int) -> str:
    room = " " * (width - cells(text))
    return room + text if place in _NUMBERS else text + room
