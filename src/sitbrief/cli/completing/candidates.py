"""Candidates for the word at the cursor."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.cli.completing.cursor import cursor_at
from sitbrief.cli.table import COMMANDS
from sitbrief.text import clean_line, truncate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitbrief.cli.completing.cursor import Cursor
    from sitbrief.places import Province

_WIDEST: Final = 60
_CODE: Final = re.compile(r"[A-Za-z]{2}-\w*")


class Files(StrEnum):
    """Which files are candidates too; the shell lists them."""

    NONE = "none"
    FILES = "files"
    FOLDERS = "folders"


class Candidate(NamedTuple):
    """A candidate.

    Attributes:
        value: The word, as the program is to get it.
        about: What it is, in a few words.
    """

    value: str
    about: str = ""


class Candidates(NamedTuple):
    """The candidates for a word.

    Attributes:
        candidates: Words.
        files: And which files.
    """

    candidates: tuple[Candidate, ...] = ()
    files: Files = Files.NONE


class Value(NamedTuple):
    """A kind of value.

    Attributes:
        known: Gives the candidates for what is typed at the cursor, in an environment.
        files: And which files.
        several: Whether it may be more than one, with commas between.
    """

    known: Callable[[Cursor, Mapping[str, str]], Iterable[Candidate]] = lambda _here, _environ: ()
    files: Files = Files.NONE
    several: bool = False


def candidates_at(before: Sequence[str], typed: str, environ: Mapping[str, str]) -> Candidates:
    """The candidates that begin as the word at the cursor does, in either case.

    Args:
        before: The words between the program's name and the cursor.
        typed: The word under the cursor, as far as it has been typed.
        environ: The environment.
    """
    here = cursor_at(before, typed)
    value = value_of(here.action) if here.action else _FREE
    head, start = here.head, here.typed
    if value.several:
        *parts, start = re.split("(?<=[,،;])", here.typed)
        head += "".join(parts)
    found = [Candidate(command.name, command.help) for command in COMMANDS if here.first]
    found += value.known(here._replace(typed=start), environ)
    found += _options(here)
    lower = start.casefold()
    good = {
        word: truncate(clean_line(about), _WIDEST)
        for word, about in found
        if word.casefold().startswith(lower) and word.isprintable()
    }
    return Candidates(tuple(Candidate(head + word, about) for word, about in good.items()), value.files)


def _options(here: Cursor) -> Iterator[Candidate]:
    for action in here.options:
        for name in sorted(action.option_strings, key=len, reverse=True):
            yield Candidate(name, action.help or "")
    if here.first and here.typed.startswith("-"):
        yield Candidate("--version", "show the version")
        yield Candidate("-V", "show the version")


def _briefings(here: Cursor, environ: Mapping[str, str]) -> Iterator[Candidate]:
    from sitbrief.cli.completing.peek import ID, peek

    if not here.typed or ID.fullmatch(here.typed.lower()):
        yield from (Candidate(found.id, found.title) for found in peek(here, environ))


def _provinces(here: Cursor, environ: Mapping[str, str]) -> Iterator[Candidate]:
    """The names of provinces, in either script; where none begins so, their other spellings."""
    known = tuple(_of_the_library(here, environ))
    typed = here.typed.strip().casefold()
    room = here.typed[: len(here.typed) - len(here.typed.lstrip())]
    if _CODE.fullmatch(typed):
        yield from (Candidate(room + found.iso, found.name) for found in known)
    names = [Candidate(room + found.name, f"{found.iso} {found.local_name}") for found in known]
    if typed:
        names += [Candidate(room + found.local_name, f"{found.iso} {found.name}") for found in known]
    if not any(name.value.strip().casefold().startswith(typed) for name in names):
        names = [
            Candidate(room + name, f"{found.iso} {found.name}") for found in known for name in found.spellings
        ]
    # A comma in a name would be taken for one between two.
    yield from (name for name in names if name.value.strip() and not re.search("[,،;]", name.value))


def _of_the_library(here: Cursor, environ: Mapping[str, str]) -> Iterator[Province]:
    """Syria's provinces, which need no country to be found, then those of the countries that the library is about."""
    from sitbrief.cli.completing.peek import peek
    from sitbrief.places import country

    for code in dict.fromkeys(["SY", *(found.country for found in peek(here, environ))]):
        home = country(code) if code else None
        yield from home.provinces if home else ()


def _codes(here: Cursor, environ: Mapping[str, str]) -> Iterator[Candidate]:
    yield from (Candidate(found.iso, found.name) for found in _of_the_library(here, environ))


def _countries(_here: Cursor, _environ: Mapping[str, str]) -> Iterator[Candidate]:
    from sitbrief.places import country, known_countries

    for code in known_countries():
        home = country(code)
        yield Candidate(code, home.name if home else "")


def _grades(here: Cursor, _environ: Mapping[str, str]) -> Iterator[Candidate]:
    """The steps that the reader takes; once something is typed, all grades."""
    from sitbrief.briefing.filters import LEAST_GRADES
    from sitbrief.briefing.grades import CREDIBILITY_WORDS, UNJUDGED, Reliability

    steps = {str(grade) for grade in LEAST_GRADES if grade}
    for reliability in Reliability:
        for credibility, words in CREDIBILITY_WORDS.items():
            name = f"{reliability}{credibility}"
            if reliability.known and credibility != UNJUDGED and (here.typed or name in steps):
                yield Candidate(name, f"{reliability.words}, {words}")


def _states(_here: Cursor, _environ: Mapping[str, str]) -> Iterator[Candidate]:
    from sitbrief.briefing.states import State

    yield from map(Candidate, State)


def _sectors(_here: Cursor, _environ: Mapping[str, str]) -> Iterator[Candidate]:
    from sitbrief.briefing.entries import Sector

    yield from map(Candidate, Sector)


_FREE: Final = Value()
"""Anything: what it will be cannot be known."""

_FILE: Final = Value(files=Files.FILES)
_PROVINCES: Final = Value(_provinces, several=True)
_BY_METAVAR: Final = {
    "BRIEFING": Value(_briefings, Files.FILES),
    "FILE": _FILE,
    "PATH": _FILE,
    "FOLDER": Value(files=Files.FOLDERS),
    "PROVINCE": Value(_codes),
    "CODE": Value(_countries),
    "GRADE": Value(_grades),
    "STATE": Value(_states, several=True),
    "SECTOR": Value(_sectors, several=True),
    "DATE": _FREE,
    "DAYS": _FREE,
    "N": _FREE,
    "NAME": _FREE,
    "QUERY": _FREE,
    "SPELLING": _FREE,
    "WORDS": _FREE,
}
"""It is told here, not beside the option: only completion needs it, and the reader starts without."""


def value_of(action: argparse.Action) -> Value:
    """The kind of value that an option takes: its choices, or "yes" and "no" of "yes|no", else as its metavar says.

    Raises:
        KeyError: nobody has said so.
    """
    metavar = str(action.metavar)
    if action.choices is not None or "|" in metavar:
        choices = [Candidate(str(choice)) for choice in action.choices or metavar.split("|")]
        return Value(lambda _here, _environ: choices)
    # Its metavar is a word for other things, too.
    return _PROVINCES if "--province" in action.option_strings else _BY_METAVAR[metavar]
