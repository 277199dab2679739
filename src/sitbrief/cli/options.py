"""The filters as options: the same for every command. `Filters.options` is the way back."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Self

from sitbrief.cli.configured import add_config
from sitbrief.cli.errors import Usage

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

    from sitbrief.briefing import Filters, ResolvedBriefing


class Countries(NamedTuple):
    """Where a province is that is asked for by its name or number.

    Attributes:
        home: The country that is meant first; empty where none is.
        abroad: The countries that are meant next, or alike.
    """

    home: str
    abroad: Sequence[str]

    @classmethod
    def of_briefing(cls, index: ResolvedBriefing) -> Self:
        """The country of a briefing first."""
        home, *abroad = index.countries
        return cls(home, abroad)

    @classmethod
    def of_library(cls, codes: Sequence[str]) -> Self:
        """Those of a library: none of several is the first."""
        return cls(codes[0], ()) if len(codes) == 1 else cls("", codes)


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


def check_filters(args: argparse.Namespace) -> None:
    """Look at the filters before anything is read; where provinces are is known only after that.

    Raises:
        Usage: a value is not understood.
    """
    _read(args, None)


def filters_of(args: argparse.Namespace, meant: Callable[[], Countries]) -> Filters:
    """Read the filters.

    Args:
        args: The words of the command line, read.
        meant: Says in which countries a province is; it is asked where there is one.

    Raises:
        Usage: a value is not understood.
    """
    return _read(args, meant)


def _read(args: argparse.Namespace, meant: Callable[[], Countries] | None) -> Filters:
    """Read the filters; without what says where provinces are these are left out."""
    from sitbrief.briefing import filter_text
    from sitbrief.briefing.states import State

    asked = filter_text.FilterText(
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
    provinces = _several("--province", args.province)
    try:
        found = filter_text.filters(asked)
        if not provinces or meant is None:
            return found
        from sitbrief.library.spellings import settled

        home, abroad = meant()
        return filter_text.filters(replace(asked, provinces=provinces), home, settled(os.environ), abroad)
    except filter_text.NotUnderstood as error:
        raise Usage(f"--{error.field.removesuffix('s')}: {error.what}", error.hint) from error


def _several(option: str, values: Iterable[str]) -> str:
    """The values of an option that may be repeated, as one."""
    if not all(value.strip() for value in values):
        raise Usage(f"{option}: an empty value filters nothing", "Leave the option out, or give it a value.")
    return ",".join(values)
