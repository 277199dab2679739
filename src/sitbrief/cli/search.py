"""`sitbrief search`: finds entries in all editions of a library."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.errors import Usage
from sitbrief.cli.options import Countries, add_filters, add_library, check_filters, filters_of
from sitbrief.text import clean_layout

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sitbrief.briefing import Filters
    from sitbrief.briefing.entries import Pane
    from sitbrief.briefing.rows import EntryRow
    from sitbrief.library.index.agreement import Agreement, Statement
    from sitbrief.library.index.view import LibraryView, Shown

EXAMPLES = """\
  sitbrief search hama drone -aleppo
  sitbrief search 'hama -aleppo after:2024-12-01 by:SOHR grade:B2'
  sitbrief search --library reports/ --json 'is:contested' | jq .headline
"""

_AT_ONCE = 1_000
_UNTRUE = "the index says what no briefing says: search again, it is made anew"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument(
        "query",
        metavar="QUERY",
        nargs="+",
        help="words, -words, after:DATE before:DATE by:NAME grade:B2 in:PROVINCE state:contested sector:health",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--limit", metavar="N", help="at most so many entries, the newest; from 1 on")
    add_library(parser)
    add_filters(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is found, the newest first: the timeline, then fronts, then humanitarian notes."""
    from sitbrief.cli.briefings import library_of
    from sitbrief.cli.indexing import index_of, worst
    from sitbrief.library.index.agreement import Untrue
    from sitbrief.library.index.unmatched import unmatched_in_library
    from sitbrief.library.index.view import LibraryView

    _filters(args, None)
    limit = _limit(args.limit)
    library, words = library_of(args)
    output.say(words)
    untrue = None
    while True:
        with index_of(library, untrue=untrue) as snapshot:
            view = LibraryView(snapshot, _filters(args, Countries.of_library(sorted(snapshot.countries))))
            view.advance(float("inf"))
            summary = f"{view.summary()}, in {len(view.editions):,} of {len(snapshot.editions):,} editions."
            printed = 0
            try:
                for pane, row in _found(view, view.entries_shown if limit is None else limit):
                    output.data(_object(view, pane, row) if args.json else clean_layout(_line(pane, row)))
                    printed += 1
            except Untrue as error:
                if printed or untrue:
                    raise OSError(_UNTRUE) from error
                untrue = snapshot.folder
                continue
            output.say(summary)
            for words in unmatched_in_library(view):
                output.say(words)
            return worst(library, snapshot.troubles)


def _filters(args: argparse.Namespace, meant: Countries | None) -> Filters:
    """What options and query ask for together.

    Args:
        args: The words of the command line, read.
        meant: Where provinces are; None where that is not known yet. Then they are left out, but all else is looked at.

    Raises:
        Usage: the query cannot be read.
    """
    from sitbrief.briefing import query
    from sitbrief.briefing.filter_text import NotUnderstood, filters
    from sitbrief.library.spellings import settled

    typed = " ".join(args.query)
    if not typed.strip():
        raise Usage("the query is empty", "Type words, as in: sitbrief search hama drone")
    try:
        asked = query.read(typed)
        if meant is None:
            check_filters(args)
            return filters(replace(asked, provinces=""))
        return query.both(
            filters_of(args, lambda: meant), filters(asked, meant.home, settled(os.environ), meant.abroad)
        )
    except NotUnderstood as error:
        raise Usage(f"QUERY: {error.what}", error.hint) from error


def _limit(text: str | None) -> int | None:
    """How many entries at most; None for all of them.

    Raises:
        Usage: that is no number, or less than one.
    """
    from sitbrief.text import clean_line, digits

    if text is None:
        return None
    number = digits(text).strip().lstrip("0")
    if not (number.isascii() and number.isdecimal()):
        raise Usage(
            f"--limit: {clean_line(text)!r} is no number of entries",
            "Give a whole number from 1 on, as in --limit 20.",
        )
    return int(number[:12])


def _found(view: LibraryView, most: int) -> Iterator[tuple[Pane, EntryRow]]:
    """So many rows at most, the newest first, each when its briefing was found to say the same.

    Raises:
        Untrue: one of them is not what its briefing says, or what decides which are found is damaged.
    """
    from sitbrief.briefing.entries import ENTRY_PANES, Pane
    from sitbrief.library.index.agreement import Agreement, Untrue

    agreement = Agreement()
    words = view.filters.text or view.filters.without
    if view.snapshot.damaged or (words and not view.snapshot.has_all_words()):
        raise Untrue
    for pane in ENTRY_PANES:
        count = view.count(pane)
        here = min(count, most)
        most -= here
        # The timeline is in the order of time: its end is the newest.
        newest_last = pane is Pane.TIMELINE
        first = count - here if newest_last else 0
        starts = range(first, first + here, _AT_ONCE)
        for start in reversed(starts) if newest_last else starts:
            page = view.shown(pane, start, min(_AT_ONCE, first + here - start))
            rows = _true(view, page, agreement)
            for row in reversed(rows) if newest_last else rows:
                yield pane, row


def _true(view: LibraryView, page: Sequence[Shown], agreement: Agreement) -> list[EntryRow]:
    from sitbrief.briefing.rows import EntryRow
    from sitbrief.library.index.agreement import Untrue

    by_file: dict[Path, list[Statement]] = {}
    for _, statement in page:
        if statement is None:
            raise Untrue
        by_file.setdefault(view.snapshot.path_of(statement.edition), []).append(statement)
    if any(agreement.untrue(path, statements) for path, statements in by_file.items()):
        raise Untrue
    return [placed.row for placed, _ in page if isinstance(placed.row, EntryRow)]


def _line(pane: Pane, row: EntryRow) -> str:
    where = ", ".join(row.provinces) or "no province"
    time = " ".join(part for part in (row.day, row.clock) if part)
    grade = str(row.grade) if row.grade else "--"
    return f"{time}  {pane.title}  {where}  {row.state}  {grade}  {row.entry.headline}  [{row.id}]\n"


def _object(view: LibraryView, pane: Pane, row: EntryRow) -> bytes:
    import orjson

    edition = view.edition_of(row)
    return orjson.dumps(
        {
            "briefing": row.edition,
            "entry": row.entry.id,
            "pane": pane,
            "day": row.day or None,
            "time": row.clock or None,
            "headline": row.entry.headline,
            "provinces": row.provinces,
            "state": row.state,
            "grade": str(row.grade) if row.grade else None,
            "claims": row.claims,
            # JSON is UTF-8; the bytes of a name need not be.
            "file": os.fsencode(view.snapshot.path_of(edition)).decode("utf-8", "backslashreplace")
            if edition
            else None,
        },
        option=orjson.OPT_APPEND_NEWLINE,
    )
