"""Filters from words, as a command line or a dialog has them. `Filters.options` is the way back."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from sitbrief import places
from sitbrief.briefing.entries import Sector
from sitbrief.briefing.filters import Filters
from sitbrief.briefing.grades import Grade, parse_least
from sitbrief.briefing.sought import MOST_SOUGHT
from sitbrief.briefing.states import State
from sitbrief.briefing.when import end_of_month
from sitbrief.errors import SitbriefError
from sitbrief.frozen import dataclass
from sitbrief.text import clean_line, digits, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitbrief.places import Aliases
    from sitbrief.places.resolve import Resolution
    from sitbrief.text import Clean

T = TypeVar("T", Sector, State)

# The country of the briefings that come with the package.
_FIRST = "SY"
_EXAMPLE = "SY-HM"

# The longest spelling that is known has 58; how like it is to another takes time in proportion to both.
_LONGEST_NAME = 200

_MOST_NEAREST = 3

_COMMAS = re.compile("[,،;]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}(-\d{2})?", re.ASCII)
_YEAR = 4


class NotUnderstood(SitbriefError, ValueError):
    """A value that cannot be read.

    Attributes:
        field: The filter, by its name in `FilterText`.
        what: What is wrong with the value.
        hint: What to give instead, a sentence.
    """

    def __init__(self, what: str, hint: str, field: str = "") -> None:
        super().__init__(f"{what}. {hint}")
        self.field = field
        self.what = what
        self.hint = hint


@dataclass(frozen=True, slots=True)
class FilterText:
    """Filters as words: each field as it was typed, empty where nothing was."""

    provinces: str = ""
    since: str = ""
    until: str = ""
    grade: str = ""
    unknown: str = ""
    sector: str = ""
    state: str = ""
    text: str = ""
    without: str = ""
    by: str = ""


def filters(
    asked: FilterText, home: str = "", aliases: Aliases = places.NO_ALIASES, abroad: Sequence[str] = ()
) -> Filters:
    """Read filters.

    Args:
        asked: the words.
        home: the country, by its ISO 3166-1 code, that a province's name or number is meant in. A code needs no country.
        aliases: spellings that the reader has settled.
        abroad: other countries, by their codes, where a name is looked for that the first one does not have; without a first
            one, all of them alike. Where no country is given, Syria is the first, and then comes the world.

    Raises:
        NotUnderstood: with the first field that cannot be read.
    """
    since, until = _read("since", day_of, asked.since), _read("until", _last_day, asked.until)
    if since and until and until < since:
        raise NotUnderstood(f"{until} lies before {since}", "Swap the two days.", "until")
    return Filters(
        provinces=_read("provinces", _Provinces(home, aliases, abroad).read, asked.provinces),
        since=since,
        until=until,
        least=_read("grade", _least, asked.grade),
        unknown=_read("unknown", _yes, asked.unknown),
        sectors=_read("sector", lambda text: _choices(text, Sector), asked.sector),
        states=_read("state", lambda text: _choices(text, State), asked.state),
        text=_read("text", _sought, asked.text),
        without=_read("without", _sought, asked.without),
        by=_read("by", lambda text: tuple(map(_sought, _parts(text))), asked.by),
    )


def asked(found: Filters) -> FilterText:
    """Filters as words again, each by the name that never changes: `filters` makes the same of them."""
    return FilterText(
        provinces=",".join(found.provinces),
        since=str(found.since or ""),
        until=str(found.until or ""),
        grade=str(found.least or ""),
        unknown="" if found.unknown else "no",
        sector=",".join(found.sectors),
        state=",".join(found.states),
        text=found.text,
        without=found.without,
        by=",".join(found.by),
    )


R = TypeVar("R")


def _read(field: str, read: Callable[[str], R], text: str) -> R:
    try:
        return read(text)
    except NotUnderstood as error:
        raise NotUnderstood(error.what, error.hint, field) from error


def _quoted(text: str) -> str:
    return f'"{clean_line(text)}"'


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _COMMAS.split(text) if part.strip()]


def _day(written: str) -> date | None:
    if not written:
        return None
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError as error:
        raise NotUnderstood(f"there is no day {written}", "A day is written 2024-12-05.") from error
    raise NotUnderstood(f"{_quoted(written)} is not a day", "A day is written 2024-12-05.")


def _least(text: str) -> Grade | None:
    try:
        return parse_least(text) if text.strip() else None
    except ValueError as error:
        raise NotUnderstood(f"{_quoted(text)} is no least grade", f"{error}.") from error


def day_of(text: str) -> date | None:
    """A day as it is typed; of a month or a year the first. None where nothing is typed.

    Raises:
        NotUnderstood: it is none.
    """
    written = digits(text).strip()
    if _MONTH.fullmatch(written):
        written += "-01" if len(written) > _YEAR else "-01-01"
    return _day(written)


def _last_day(text: str) -> date | None:
    """A day; of a month or a year the last."""
    first = day_of(text)
    written = digits(text).strip()
    if first is None or not _MONTH.fullmatch(written):
        return first
    return end_of_month(first.replace(month=12) if len(written) == _YEAR else first)


def _sought(text: str) -> Clean:
    """Words to look for."""
    if len(text) > MOST_SOUGHT:
        raise NotUnderstood(
            f"{len(text):,} characters are too many to look for", f"Give at most {MOST_SOUGHT:,}."
        )
    if text.strip() and not words_of(text):
        raise NotUnderstood(f"{_quoted(text)} has no letter and no digit", "Give words.")
    return clean_line(text)


def _yes(text: str) -> bool:
    words = {"": True, "yes": True, "y": True, "no": False, "n": False}
    if fold(text) not in words:
        raise NotUnderstood(f"{_quoted(text)} is neither yes nor no", "No hides unknown grades.")
    return words[fold(text)]


def _choices(text: str, kind: type[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(_choice(part, kind) for part in _parts(text)))


def _choice(text: str, kind: type[T]) -> T:
    key = _letters(text)
    started = [member for member in kind if key and _letters(member).startswith(key)]
    if len(started) == 1:  # no name begins another
        return started[0]
    raise NotUnderstood(f"{_quoted(text)} is not one of them", f"Give one of: {', '.join(started or kind)}.")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


class _Provinces:
    """Reads provinces in any spelling.

    Args:
        home: The country that is meant first.
        aliases: Spellings that the reader has settled.
        abroad: The countries that are meant next, alike where none is first; Syria and then the world where none is given.
    """

    def __init__(self, home: str, aliases: Aliases, abroad: Sequence[str]) -> None:
        self._aliases = aliases
        self._given = [code for code in (home, *abroad) if code]
        self._near = [home] if home else self._given or [_FIRST]
        self._further = abroad if home else () if self._given else None

    def read(self, text: str) -> tuple[str, ...]:
        """ISO codes of provinces, separated by commas; the whole is tried first, for a comma in a name."""
        parts = _parts(text)
        if len(parts) > 1:
            try:
                return (self._one(text, whole=True),)
            except NotUnderstood:
                return tuple(dict.fromkeys(map(self._one, dict.fromkeys(parts))))
        return tuple(map(self._one, parts))

    def _one(self, text: str, *, whole: bool = False) -> str:
        if len(text) > _LONGEST_NAME:
            raise NotUnderstood(f"a province's name is not {len(text):,} characters long", self._hint)
        coded = places.by_code(text)
        if coded:
            return coded.iso
        near = _answers(text, self._near, self._aliases, whole=whole)
        named = list(_named(near))
        if not (named or whole or digits(text).isdecimal()):
            # The world is slow, for each country is read: a second or two.
            further = places.known_countries() if self._further is None else self._further
            named = list(_named(_answers(text, further, self._aliases, whole=True)))
        if len(named) == 1:
            return named[0].iso
        if named:
            raise NotUnderstood(f"{_quoted(text)} is a name of several", f"Which one: {_names(named)}?")
        nearest = [p for answer in near if isinstance(answer, places.UnknownName) for p in answer.nearest]
        hint = f"Did you mean {_names(nearest[:_MOST_NEAREST])}?" if nearest else self._hint
        raise NotUnderstood(f"no province{self._of} is called {_quoted(text)}", hint)

    @property
    def _of(self) -> str:
        """Among whose provinces a name was looked for."""
        if len(self._given) > _MOST_NEAREST:
            return f" of {len(self._given)} countries"
        known = [country.name for code in self._given if (country := places.country(code))]
        return f" of {' or '.join(known)}" if known else ""

    @property
    def _hint(self) -> str:
        country = places.country(self._near[0])
        known = country.provinces if country else ()
        # The one that most readers know, where it is one of them.
        example = next((p for p in known if p.iso == _EXAMPLE), known[0] if known else None)
        return f"Give a name or a code, as in {example.name} or {example.iso}." if example else "Give a code."


def _answers(text: str, codes: Iterable[str], aliases: Aliases, *, whole: bool) -> list[Resolution]:
    countries = [country for iso2 in codes if (country := places.country(iso2))]
    return [places.resolve(text, country, aliases, whole=whole) for country in countries]


def _named(answers: Iterable[Resolution]) -> Iterator[places.Province]:
    for answer in answers:
        match answer:
            case places.ResolvedPlace(province):
                yield province
            case places.Ambiguous(provinces):
                yield from provinces


def _names(provinces: Iterable[places.Province]) -> str:
    return " or ".join(f"{province.name} ({province.iso})" for province in provinces)
