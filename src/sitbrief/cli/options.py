"""The filters as options: the same for every command. `Filters.options` is the way back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sitbrief.cli.configured import add_config
from sitbrief.cli.errors import Usage

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from sitbrief.briefing import Filters


def add_library(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where the library is."""
    add_config(parser)
    parser.add_argument(
        "--library", metavar="PATH", help="look here for briefings: files and folders, separated by colons"
    )


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add the filters. Their values stay words until `filters_of` reads them: help needs no model."""
    group = parser.add_argument_group("filters")
    group.add_argument(
        "--province",
        action="append",
        default=[],
        metavar="NAME",
        help="in this province, by any spelling or code; repeat it, or separate by commas",
    )
    group.add_argument("--since", metavar="DATE", help="on or after this day, as in 2024-12-05")
    group.add_argument("--until", metavar="DATE", help="on or before this day")
    group.add_argument("--grade", metavar="GRADE", help="at least this grade, as in B2")
    group.add_argument("--unknown", metavar="yes|no", help="with or without unknown grades (F or 6)")
    group.add_argument("--contested", action="store_true", help="contested entries only")
    group.add_argument("--state", action="append", default=[], metavar="STATE", help="entries in this state")
    group.add_argument(
        "--sector", action="append", default=[], metavar="SECTOR", help="notes of this humanitarian sector"
    )
    group.add_argument(
        "--text",
        metavar="WORDS",
        default="",
        help='entries with all these words, or some that begin so; "quotes" keep words together',
    )
    group.add_argument(
        "--without", metavar="WORDS", default="", help="entries with none of these words, likewise"
    )
    group.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="NAME",
        help="said or passed on by this source, or coded from what it says; repeat it",
    )


def filters_of(args: argparse.Namespace) -> Filters:
    """Read the filters.

    Raises:
        Usage: a value is not understood.
    """
    from sitbrief.briefing import filter_text
    from sitbrief.briefing.states import State
    from sitbrief.places import NO_ALIASES

    asked = filter_text.FilterText(
        provinces=_several("--province", args.province),
        since=args.since or "",
        until=args.until or "",
        grade=args.grade or "",
        unknown=args.unknown or "",
        sector=_several("--sector", args.sector),
        state=",".join([*([State.CONTESTED] if args.contested else []), _several("--state", args.state)]),
        text=args.text,
        without=args.without,
        by=_several("--by", args.by),
    )
    aliases = NO_ALIASES
    if args.province:
        from sitbrief.library.spellings import settled

        aliases = settled(os.environ)
    try:
        return filter_text.filters(asked, aliases=aliases)
    except filter_text.NotUnderstood as error:
        raise Usage(f"--{error.field.removesuffix('s')}: {error.what}", error.hint) from error


def _several(option: str, values: Iterable[str]) -> str:
    """The values of an option that may be repeated, as one."""
    if not all(value.strip() for value in values):
        raise Usage(f"{option}: an empty value filters nothing", "Leave the option out, or give it a value.")
    return ",".join(values)
