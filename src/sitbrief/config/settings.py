"""The settings, each declared once: name, default, allowed values, and its form in a file."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitbrief.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from dataclasses import Field

PROFILES: Final = ("auto", "local", "ssh")
THEMES: Final = (
    "auto",
    *(name + end for name in ("terminal", "high-contrast", "colour-blind") for end in ("", "-light")),
)


class Refused(ValueError):
    """A value that is not allowed; the message says what is."""


class Setting(NamedTuple):
    """A setting.

    Attributes:
        table: The table it stands in; empty for the top.
        name: Its key there.
        default: What it is where the file is silent, as TOML.
        help: What it is for, a sentence a line.
        read: Makes what the program uses of what the parser has found.
    """

    table: str
    name: str
    default: str
    help: str
    read: Callable[[Any], Any]


def whole(least: int, most: int) -> Callable[[object], int]:
    """Reads a whole number between two others, both included."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Refused(f"Give a whole number from {least:,} to {most:,}.")
        return value

    return read


def one_of(choices: Sequence[str]) -> Callable[[object], str]:
    """Reads one of some words."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            from difflib import get_close_matches

            near = get_close_matches(str(value), choices, n=1)
            raise Refused(f"Did you mean {near[0]!r}?" if near else f"Give one of: {', '.join(choices)}.")
        return value

    return read


def yes_or_no(value: object) -> bool:
    """Reads true or false."""
    if not isinstance(value, bool):
        raise Refused("Give true or false, without quotes.")
    return value


def yes_no_auto(value: object) -> bool | None:
    """Reads true, false or "auto", which is None."""
    if value == "auto":
        return None
    if not isinstance(value, bool):
        raise Refused('Give true, false or "auto".')
    return value


def word(value: object) -> str:
    """Reads one text."""
    if not isinstance(value, str):
        raise Refused("Give a text in quotes.")
    return value


def words(value: object) -> tuple[str, ...]:
    """Reads a text, or a list of texts."""
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise Refused('Give a text in quotes, or a list of them: ["one", "another"].')
    return tuple(found)


def _bound(bound: Field[int]) -> Setting:
    """A bound on what comes from outside, as the table of them has it."""
    told = bound.metadata
    words = f"{told['unit']} {told['help']}"
    read = whole(told["least"], told["most"])
    return Setting("limits", bound.name, str(bound.default), words[:1].upper() + words[1:], read)


_READER: Final = (
    Setting(
        "",
        "theme",
        '"auto"',
        f'Colours: {", ".join(THEMES)}.\n"auto" is the terminal\'s own colours, for its background.',
        one_of(THEMES),
    ),
    Setting(
        "", "profile", '"auto"', 'How far away the terminal is: "local", "ssh" or "auto".', one_of(PROFILES)
    ),
    Setting(
        "",
        "ascii",
        '"auto"',
        'Show nothing but ASCII: true, false or "auto", as the locale has it.',
        yes_no_auto,
    ),
    Setting("", "plain", "false", "Talk line by line, as --plain does.", yes_or_no),
    Setting("", "mouse", "false", "Take the mouse; its moves cost bytes.", yes_or_no),
    Setting(
        "",
        "library",
        "[]",
        "Files and folders of the library; ~ is your home.\nPATH, --library and $SITBRIEF_LIBRARY go before it.",
        words,
    ),
    Setting("filters", "province", "[]", "Provinces, by any spelling or code.", words),
    Setting("filters", "since", '""', "On or after this day, as in 2024-12-05.", word),
    Setting("filters", "until", '""', "On or before this day.", word),
    Setting("filters", "grade", '""', "At least this grade, as in B2.", word),
    Setting("filters", "unknown", "true", "With grades that are unknown (F or 6).", yes_or_no),
    Setting("filters", "state", "[]", "Entries in these states.", words),
    Setting("filters", "sector", "[]", "Humanitarian notes of these sectors.", words),
    Setting("filters", "text", '""', "Words that must occur.", word),
    Setting("filters", "without", '""', "Words that must not.", word),
    Setting("filters", "by", "[]", "Who must say it or pass it on.", words),
    Setting("limits", "frames", "15", "Frames a second over SSH, at most.", whole(1, 120)),
    Setting(
        "limits", "large", "16", "Megabytes from which on a library is not loaded whole.", whole(1, 4_096)
    ),
    Setting(
        "index",
        "trust",
        "[]",
        "Accounts, besides yours and root, whose index beside briefings is used (sitbrief index --shared).",
        words,
    ),
)

SETTINGS: Final = (
    *_READER,
    *map(_bound, fields(Limits)),
)

BY_NAME: Final = {(setting.table, setting.name): setting for setting in SETTINGS}

TABLES: Final = {
    "": "",
    "filters": "What the reader begins with, where you have not been before and the command line asks for no filter.",
    "limits": "How much is taken before it is refused. What is over a limit is told in a line that names the limit.",
    "index": "",
    "keys": "Keys by what they do. Arrows, Tab, Enter, Backspace, Esc, Home, End, page keys and digits always stay.",
}
"""The tables, each with what is said above it."""
