"""The one gate for text from outside: its rules, each written down once, and the type of what has passed it.

Outside is whatever is not in our own source: what files, names of files, keys of JSON, the index, the state, the
environment, the command line, a terminal and whoever types say. It is cleaned once, where it enters; a door that takes any
text (a line of the screen, a message) cleans it again, which changes nothing in what is clean. What writes to a terminal,
a clipboard or a file takes `Clean` alone, and only this module makes it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, NewType

if TYPE_CHECKING:
    from collections.abc import Iterable

Clean = NewType("Clean", str)
"""Cleaned text: no control characters, none that reorder a line, none that are invisible."""

LINE_BREAK: Final = Clean("\n")

REMOVED: Final = "\ufffd"
"""Replaces harmful characters, so that the removal is seen."""


class Rule(NamedTuple):
    """What is done with one kind of characters.

    Attributes:
        what: Which ones they are, in words.
        ranges: The same, as the inside of a regular expression's brackets.
        shown: Whether `REMOVED` stands where a run of them was; else they are dropped, for they show nothing themselves.
        acts: Whether they do something to a terminal, or hide what is beside them, rather than look strange.
    """

    what: str
    ranges: str
    shown: bool
    acts: bool = True


RULES: Final = (
    Rule(
        "controls, which a terminal obeys: C0 but tab and newline, DEL, C1",
        "\x00-\x08\x0b-\x1f\x7f-\x9f",
        shown=True,
    ),
    Rule(
        "separators of lines and paragraphs, overrides and isolates of direction",
        "\u2028-\u202e\u2066-\u2069",
        shown=True,
    ),
    Rule("halves of characters: lone surrogates", "\ud800-\udfff", shown=True),
    Rule(
        "what no text has: noncharacters",
        "\ufdd0-\ufdef"
        + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)),
        shown=True,
        acts=False,
    ),
    Rule(
        "text beside text: interlinear annotations, tags and the unassigned rest of their plane",
        "\ufff9-\ufffb\U000e0000-\U000e00ff\U000e01f0-\U000e0fff",
        shown=True,
    ),
    Rule(
        "marks of direction, joiners, soft hyphens, and other formatting that shows nothing",
        "\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\ufeff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a",
        shown=False,
    ),
    Rule(
        "fillers, which are blanks of no width",
        "\u115f\u1160\u17b4\u17b5\u3164\uffa0",
        shown=False,
        acts=False,
    ),
    Rule(
        "variants of the sign before, on whose width terminals disagree: selectors and skin tones",
        "\u180b-\u180d\u180f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef",
        shown=False,
        acts=False,
    ),
)
"""What is removed and what is replaced. All else is kept, in NFC; of a run of marks as many as terminals agree on."""

_BLANK_LINES = re.compile("\n{3,}")

# Terminals agree on a base with two accents. Vowel signs (Burmese, Hindi) are spelling, not decoration: up to four marks.
_MOST_ACCENTS = 2
_MOST_MARKS = 4

# Normalising sorts a run of marks in quadratic time, so a run is cut before. Three marks compose to one at most: of this
# many enough are left for the surplus to be seen.
_LONGEST_RUN = 32

_FIRST_MARK = "\u0300"


class Removal(NamedTuple):
    """What cleaning took out of a text.

    Attributes:
        harmful: characters replaced by U+FFFD, surplus marks among them.
        invisible: characters of invisible formatting dropped.
    """

    harmful: int
    invisible: int


def clean_line(value: str) -> Clean:
    """Clean a text as `clean_prose` does and lay it on one line, each run of whitespace a single space."""
    if value.isascii() and value.isprintable() and "  " not in value:
        return Clean(value.strip(" "))
    return Clean(" ".join(clean_prose(value).split()))


def clean_prose(value: str) -> Clean:
    r"""Clean a text of one or more lines, of any origin, in linear time.

    The result is in NFC and has no control character but `\n`, no more than one empty line in a row, and no whitespace
    at the end of a line. Cleaning it again changes nothing.
    """
    if value.isascii() and value.isprintable():
        return Clean(value.strip())
    return Clean(_clean(value)[0])


def clean_row(value: str) -> Clean:
    """Clean part of a line that we have laid out: spaces stay as they are, line breaks go."""
    if value.isascii() and value.isprintable():
        return Clean(value)
    return clean_layout(value.replace("\n", REMOVED).replace("\t", " "))


def clean_layout(value: str) -> Clean:
    """Clean several lines that we have laid out: spaces, tabs and line breaks stay as they are."""
    if value.isascii() and value.isprintable():
        return Clean(value)
    return Clean(harmful().sub(REMOVED, invisible().sub("", value)))


def clean_cells(value: str) -> Clean:
    """Clean text that others have laid out in cells: what has no cell is dropped without a sign, which would move the rest."""
    if value.isascii() and value.isprintable():
        return Clean(value)
    return Clean(_acting().sub("", value))


def joined(parts: Iterable[Clean]) -> Clean:
    """Clean several texts and join them."""
    return Clean("".join(parts))


def labelled(lines: Iterable[tuple[Clean, Clean]]) -> Clean:
    """Texts on a line each, behind what they are called and a colon; both are lines already."""
    return Clean("\n".join([f"{label}: {words}" for label, words in lines]))


def removals(value: str) -> Removal:
    """Count what `clean_prose` takes out of a text, for a reader who wants to know."""
    if value.isascii() and value.isprintable():
        return Removal(0, 0)
    return _clean(value)[1]


def _clean(value: str) -> tuple[str, Removal]:
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    shown = invisible().sub("", lines)
    acting = len(shown) - len(harmful().sub("", shown))
    text = harmful().sub(REMOVED, shown) if acting else shown
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = _BLANK_LINES.sub("\n\n", text).strip()
    bounded = _bound_runs(text)
    thinned, surplus = _thin_marks(unicodedata.normalize("NFC", bounded))
    return thinned, Removal(acting + surplus + len(text) - len(bounded), len(lines) - len(shown))


@cache
def harmful() -> re.Pattern[str]:
    """The pattern for runs that become `REMOVED`, compiled on first use: that takes longer than importing the rest."""
    return re.compile(f"[{''.join(rule.ranges for rule in RULES if rule.shown)}]+")


@cache
def invisible() -> re.Pattern[str]:
    """The pattern for runs that are dropped."""
    return re.compile(f"[{''.join(rule.ranges for rule in RULES if not rule.shown)}]+")


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(f"[\t\n{''.join(rule.ranges for rule in RULES if rule.acts)}]+")


def marks(value: str) -> dict[str, bool]:
    """Find the characters that sit on the one before them; the value says which are accents, not vowel signs."""
    # Three Tibetan signs are sorted among accents only once they are decomposed.
    return {
        sign: unicodedata.combining(unicodedata.normalize("NFD", sign)[0]) != 0
        or unicodedata.category(sign) == "Me"
        for sign in set(value)
        if is_mark(sign)
    }


def is_mark(sign: str) -> bool:
    """Whether a character sits on the one before it."""
    # Vowels and finals of old Hangul join the consonant before them, as marks do, though Unicode calls them letters.
    return sign >= _FIRST_MARK and (
        unicodedata.category(sign)[0] == "M" or "\u1160" <= sign <= "\u11ff" or "\ud7b0" <= sign <= "\ud7fb"
    )


def _bound_runs(value: str) -> str:
    """Cut runs of combining marks longer than any language has, which would cost quadratic time."""
    found = marks(value)
    if not found:
        return value
    kept = []
    run = 0
    for sign in value:
        run = run + 1 if sign in found else 0
        if run <= _LONGEST_RUN:
            kept.append(sign)
    return "".join(kept)


def _thin_marks(value: str) -> tuple[str, int]:
    """Replace the marks that are too many on one base, and count them."""
    found = marks(value)
    if not found:
        return value, 0
    kept = []
    surplus = 0
    # A mark at the start of a line has no base of its own: it would land on what is beside the text.
    accents, room, replaced = 0, 0, False
    for sign in value:
        accent = found.get(sign)
        if accent is None:
            room = 0 if sign == "\n" else _MOST_MARKS
            accents, replaced = min(room, _MOST_ACCENTS), False
        elif replaced or not room or (accent and not accents):
            surplus += 1
            if replaced:
                continue
            sign, replaced = REMOVED, True  # noqa: PLW2901  the sign that stands for the run
        else:
            accents, room = accents - accent, room - 1
        kept.append(sign)
    return "".join(kept), surplus
