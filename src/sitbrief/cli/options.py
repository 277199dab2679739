"""The filters as options: the same for every command. `Filters.options` is the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from sitbrief.cli.trouble import Usage
from sitbrief.text import clean_line, digits, fold

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from datetime import date
    from enum import StrEnum

    from sitbrief.briefing import Filters
    from sitbrief.briefing.grades import Grade
    from sitbrief.places import Province

    S = TypeVar("S", bound=StrEnum)

_COMMAS = re.compile("[,،;]")


def add_library(parser: argparse.ArgumentParser) -> None:
    """Add the option that says where the library is."""
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
    group.add_argument("--text", metavar="WORDS", default="", help="entries that contain all these words")


def filters_of(args: argparse.Namespace) -> Filters:
    """Read the filters.

    Raises:
        Usage: a value is not understood.
    """
    from sitbrief.briefing import Filters
    from sitbrief.briefing.entries import Sector
    from sitbrief.briefing.states import State

    since, until = _day("--since", args.since), _day("--until", args.until)
    if since and until and until < since:
        raise Usage(f"--until {until} lies before --since {since}", "Swap the two days.")
    asked = [State.CONTESTED] if args.contested else []
    return Filters(
        provinces=_unique(code for value in args.province for code in _provinces(value)),
        since=since,
        until=until,
        least=_least(args.grade),
        unknown=_unknown(args.unknown),
        sectors=_unique(_choices("--sector", args.sector, Sector)),
        states=_unique((*asked, *_choices("--state", args.state, State))),
        text=clean_line(args.text),
    )


T = TypeVar("T")


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _day(option: str, value: str | None) -> date | None:
    from datetime import date

    if value is None:
        return None
    plain = digits(clean_line(value))
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain, re.ASCII):
            return date.fromisoformat(plain)
    except ValueError as error:
        raise Usage(f"{option}: there is no day {plain}", "A day is written 2024-12-05.") from error
    raise Usage(f"{option}: {value!r} is not a day", "A day is written 2024-12-05.")


def _least(value: str | None) -> Grade | None:
    from sitbrief.briefing.grades import parse_least

    if value is None:
        return None
    try:
        return parse_least(value)
    except ValueError as error:
        raise Usage(f"--grade: {value!r} is no least grade", f"{error}.") from error


def _unknown(value: str | None) -> bool:
    words = {"yes": True, "no": False}
    key = fold(value) if value is not None else "yes"
    if key not in words:
        raise Usage(f"--unknown: {value!r} is neither yes nor no", "--unknown no hides unknown grades.")
    return words[key]


def _choices(option: str, values: Iterable[str], kind: type[S]) -> Iterable[S]:
    return [_choice(option, word, kind) for value in values for word in _COMMAS.split(value)]


def _choice(option: str, word: str, kind: type[S]) -> S:
    key = _plain(word)
    known = {_plain(member): member for member in kind}
    started = [member for name, member in known.items() if key and name.startswith(key)]
    if key in known:
        return known[key]
    if len(started) == 1:
        return started[0]
    which = started or list(kind)
    raise Usage(f"{option}: {word!r} is not one of them", f"Give one of: {', '.join(which)}.")


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", "", fold(word))


def _provinces(value: str) -> Iterable[str]:
    # The whole first: a name may hold a comma.
    whole = _resolved(value)
    if isinstance(whole, str):
        return [whole]
    parts = [part for part in _COMMAS.split(value) if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004  one part is the whole
        raise whole
    return [_found(part) for part in parts]


def _found(value: str) -> str:
    code = _resolved(value)
    if isinstance(code, str):
        return code
    raise code


def _resolved(value: str) -> str | Usage:
    from sitbrief import places

    shared: list[Province] = []
    nearest: list[Province] = []
    found: list[Province] = []
    for iso2 in places.known_countries():
        country = places.country(iso2)
        match places.resolve(value, country) if country else None:
            case places.Found(province):
                found.append(province)
            case places.Ambiguous(provinces):
                shared += provinces
            case places.Unknown(provinces):
                nearest += provinces
            case _:
                pass
    if len(found) == 1 and not shared:
        return found[0].iso
    several = (*found, *shared)
    if several:
        return Usage(f"--province: {value!r} may mean several", f"Which one: {_named(several)}?")
    hint = f"Did you mean {_named(nearest)}?" if nearest else "Give a name or a code, as in Hama or SY-HM."
    return Usage(f"--province: no province is called {value!r}", hint)


def _named(provinces: Iterable[Province]) -> str:
    return " or ".join(f"{province.name} ({province.iso})" for province in provinces)
