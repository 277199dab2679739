"""Filters from words, as a dialog or a command line has them. What cannot be understood is a ValueError in plain words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from sitbrief import places
from sitbrief.briefing.entries import Sector
from sitbrief.briefing.filters import Filters
from sitbrief.briefing.grades import Grade, parse_least
from sitbrief.briefing.states import State
from sitbrief.text import clean_line, digits, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

T = TypeVar("T", Sector, State)


def province(text: str, country: places.Country | None) -> str:
    """The ISO code of a province in any spelling."""
    if country is None:
        raise ValueError("the provinces of this country are not known")
    match places.resolve(text, country):
        case places.Found(found):
            return found.iso
        case places.Ambiguous(provinces):
            which = " or ".join(f"{p.name} ({p.iso})" for p in provinces)
            raise ValueError(f'"{clean_line(text)}" is a name of several: {which}')
        case places.Unknown(nearest):
            near = "; nearest: " + ", ".join(p.name for p in nearest) if nearest else ""
            raise ValueError(f'"{clean_line(text)}" is no province of {country.name}{near}')


def provinces(text: str, country: places.Country | None) -> tuple[str, ...]:
    """ISO codes of provinces in any spelling, separated by commas."""
    return tuple(dict.fromkeys(province(part, country) for part in _parts(text)))


def day(text: str) -> date | None:
    """A day, written 2024-12-05; None for an empty text."""
    written = digits(text).strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise ValueError("a day is written 2024-12-05") from error


def least(text: str) -> Grade | None:
    """The least grade; None for an empty text."""
    return parse_least(text) if text.strip() else None


def yes(text: str) -> bool:
    """Yes or no; an empty text is yes."""
    words = {"yes": True, "y": True, "": True, "no": False, "n": False}
    if fold(text) not in words:
        raise ValueError("say yes or no")
    return words[fold(text)]


def sectors(text: str) -> tuple[Sector, ...]:
    """Humanitarian sectors, separated by commas."""
    return tuple(dict.fromkeys(_one_of(part, Sector) for part in _parts(text)))


def states(text: str) -> tuple[State, ...]:
    """States, separated by commas."""
    return tuple(dict.fromkeys(_one_of(part, State) for part in _parts(text)))


def _parts(text: str) -> Iterable[str]:
    return (part.strip() for part in text.replace("،", ",").split(",") if part.strip())


def _one_of(text: str, words: type[T]) -> T:
    found = [word for word in words if fold(word) == fold(text)] or [
        w for w in words if fold(w).startswith(fold(text))
    ]
    if len(found) != 1:
        raise ValueError(f'"{clean_line(text)}" is none of: ' + ", ".join(words))
    return found[0]


READERS: Mapping[str, Callable[[str, places.Country | None], object]] = {
    "provinces": provinces,
    "since": lambda text, _country: day(text),
    "until": lambda text, _country: day(text),
    "grade": lambda text, _country: least(text),
    "unknown": lambda text, _country: yes(text),
    "sector": lambda text, _country: sectors(text),
    "state": lambda text, _country: states(text),
}
"""How each field is read, by its name."""


def filters(values: Mapping[str, str], country: places.Country | None) -> Filters:
    """Filters from fields: those of `READERS` and text; a missing field filters nothing."""
    return Filters(
        provinces=provinces(values.get("provinces", ""), country),
        since=day(values.get("since", "")),
        until=day(values.get("until", "")),
        least=least(values.get("grade", "")),
        unknown=yes(values.get("unknown", "")),
        sectors=sectors(values.get("sector", "")),
        states=states(values.get("state", "")),
        text=clean_line(values.get("text", "")),
    )
