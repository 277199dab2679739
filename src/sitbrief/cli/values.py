"""Kinds of option values for shell completion, told by the metavar or the name of an option.

It is told here, not beside the option: only completion needs it, and the reader starts without.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


class Value(Enum):
    """A kind of value."""

    BRIEFING = auto()
    """The id of a briefing in the library, or a file."""
    FILE = auto()
    """A file, or a folder of some."""
    FOLDER = auto()
    """A folder."""
    PROVINCE = auto()
    """Provinces by name, with commas between."""
    PROVINCE_CODE = auto()
    """A province by its ISO 3166-2 code."""
    COUNTRY = auto()
    """A country by its code."""
    GRADE = auto()
    """The least grade."""
    STATE = auto()
    """States, with commas between."""
    SECTOR = auto()
    """Humanitarian sectors, with commas between."""
    FREE = auto()
    """Anything: what it will be cannot be known."""


BY_METAVAR: Final = {
    "BRIEFING": Value.BRIEFING,
    "FILE": Value.FILE,
    "PATH": Value.FILE,
    "FOLDER": Value.FOLDER,
    "PROVINCE": Value.PROVINCE_CODE,
    "CODE": Value.COUNTRY,
    "GRADE": Value.GRADE,
    "STATE": Value.STATE,
    "SECTOR": Value.SECTOR,
    "DATE": Value.FREE,
    "N": Value.FREE,
    "NAME": Value.FREE,
    "QUERY": Value.FREE,
    "SPELLING": Value.FREE,
    "WORDS": Value.FREE,
}

BY_OPTION: Final = {"--province": Value.PROVINCE}
"""Options whose metavar is a word for other things, too."""


def value_of(action: argparse.Action) -> Value:
    """The kind of value that an option takes.

    Raises:
        KeyError: nobody has said so.
    """
    named = [BY_OPTION[name] for name in action.option_strings if name in BY_OPTION]
    return named[0] if named else BY_METAVAR[str(action.metavar)]


def choices_of(action: argparse.Action) -> Sequence[str]:
    """The values that an option takes, where these are all: its choices, or "yes" and "no" of "yes|no"."""
    if action.choices is not None:
        return tuple(map(str, action.choices))
    words = str(action.metavar or "").split("|")
    return words if len(words) > 1 else ()
