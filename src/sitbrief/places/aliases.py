r"""A user's own spellings, as text: lines of country, spelling and ISO 3166-2 code with tabs between, # for comments.

    # What our partners write
    SY	Hasake Gov.	SY-HA
    MM	N. Shan	MM-17

Reading and writing files is for others: here text goes in and out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.frozen import dataclass
from sitbrief.places.resolve import alias_key, code_of
from sitbrief.places.tables import country
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from sitbrief.places.model import Aliases

_FIELDS: Final = 3


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line that is no alias.

    Attributes:
        line: its number, from 1.
        what: what is wrong with it.
    """

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class _Alias:
    home: str
    spelling: str
    iso: str

    @property
    def key(self) -> tuple[str, str]:
        return self.home, alias_key(self.spelling)


def parse(text: str) -> tuple[Aliases, tuple[Mistake, ...]]:
    """Read aliases: those that are sound, and the mistakes of all other lines.

    Args:
        text: the whole file. Empty lines and lines that start with # are left out.
    """
    isos: dict[tuple[str, str], str] = {}
    lines: dict[tuple[str, str], int] = {}
    mistakes = []
    for number, line in enumerate(_lines(text), 1):
        try:
            alias = _read(line)
            if alias and isos.setdefault(alias.key, alias.iso) != alias.iso:
                raise ValueError(f"line {lines[alias.key]} gives this spelling to {isos[alias.key]}")  # noqa: TRY301
        except ValueError as error:
            mistakes.append(Mistake(number, str(error)))
            continue
        if alias:
            lines.setdefault(alias.key, number)
    return isos, tuple(mistakes)


def with_alias(text: str, spelling: str, iso: str) -> str:
    """The text of the file with one alias more, in place of the one that this spelling had.

    Args:
        text: the file's text so far; all else in it stays as it is.
        spelling: what is written for the province.
        iso: the province's ISO 3166-2 code.

    Raises:
        ValueError: that would be no alias, and why.
    """
    added = _checked(iso.partition("-")[0], clean_line(spelling), iso)
    line = f"{added.home}\t{added.spelling}\t{added.iso}"
    lines = _lines(text)
    places = [place for place, old in enumerate(lines) if _key_of(old) == added.key]
    if places:
        lines[places[0]] = line
        lines = [old for place, old in enumerate(lines) if place not in places[1:]]
    else:
        lines.append(line)
    return "\n".join(lines) + "\n"


def _lines(text: str) -> list[str]:
    """The lines of the text, numbered as an editor does."""
    lines = text.split("\n")
    return lines[:-1] if not lines[-1] else lines


def _read(line: str) -> _Alias | None:
    if not line.strip() or line.startswith("#"):
        return None
    fields = line.split("\t")
    if len(fields) != _FIELDS:
        raise ValueError(
            f"must be a country, a spelling and an ISO 3166-2 code with tabs between, not {len(fields)} fields"
        )
    home, spelling, iso = map(clean_line, fields)
    return _checked(home, spelling, iso)


def _checked(home: str, spelling: str, iso: str) -> _Alias:
    known = country(home)
    if known is None or known.iso2 != home:
        raise ValueError(f'no country has the code "{home}"')
    if known.province(iso) is None:
        raise ValueError(f'no province of {known.name} has the ISO 3166-2 code "{iso}"')
    if not alias_key(spelling):
        raise ValueError("the spelling is empty")
    coded = code_of(spelling, known)
    if coded:
        raise ValueError(f'"{spelling}" is a code already, that of {coded.name}')
    return _Alias(home, spelling, iso)


def _key_of(line: str) -> tuple[str, str] | None:
    try:
        alias = _read(line)
    except ValueError:
        return None
    return alias.key if alias else None
