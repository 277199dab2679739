"""Clean text from outside, fold spellings for search, measure and break lines by terminal cells.

Text from outside is data. It is cleaned once, where it enters the model: afterwards it holds no character that a
terminal obeys, none that reorders a line, and none on whose width terminals disagree. Widths are those of cleaned text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

REMOVED = "\ufffd"
"""Stands where something harmful was, so that the removal is seen."""

_BLANK_LINES = re.compile("\n{3,}")

# Terminals agree on a base with two accents. Vowel signs (Burmese, Hindi) are spelling, not decoration: up to four marks.
_MOST_ACCENTS = 2
_MOST_MARKS = 4

# Normalising sorts a run of marks in quadratic time, so a run is cut before. Three marks compose to one at most: of this
# many enough are left for the surplus to be seen.
_LONGEST_RUN = 32

_FIRST_MARK = "\u0300"
_WIDE = frozenset("WF")

_SEARCHED = str.maketrans(
    dict.fromkeys("'`´‘’‛ʹʻʼʽʾʿˈ′\u0640", "")  # noqa: RUF001  apostrophes, ayn and hamza; the last is tatweel
    | dict.fromkeys("-\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2212", " ")  # hyphens, dashes, minus
    # Arabic: alef wasla, alef maksura, teh marbuta, and the Persian and Urdu letters of a different keyboard.
    | {"\u0671": "\u0627", "\u0649": "\u064a", "\u0629": "\u0647", "\u06cc": "\u064a", "\u06a9": "\u0643"}
    | {"\u06c1": "\u0647", "\u06d5": "\u0647"}
    # Latin letters that Unicode does not decompose.
    | {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"},  # noqa: RUF001
)


class Removal(NamedTuple):
    """What cleaning takes out of a text.

    Attributes:
        harmful: characters replaced by U+FFFD, surplus marks among them.
        invisible: characters of invisible formatting dropped.
    """

    harmful: int
    invisible: int


def clean_line(value: str) -> str:
    """Clean a text as `clean_prose` does and lay it on one line, each run of whitespace a single space."""
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip(" ")
    return " ".join(clean_prose(value).split())


def clean_prose(value: str) -> str:
    r"""Clean a text of one or more lines, of any origin, in linear time.

    The result is in NFC and has no control character but `\n`, no more than one empty line in a row, and no whitespace
    at the end of a line. Cleaning it again changes nothing.
    """
    if value.isascii() and value.isprintable():
        return value.strip()
    return _clean(value)[0]


def removals(value: str) -> Removal:
    """Count what `clean_prose` takes out of a text, for a reader who wants to know."""
    if value.isascii() and value.isprintable():
        return Removal(0, 0)
    return _clean(value)[1]


def fold(value: str) -> str:
    """Fold a text for search, so that the spellings of one word meet: "Ḩamāh" and "hamah", "إدلب" and "ادلب"."""
    text = value.translate(_SEARCHED)
    if not text.isascii():
        text = _unaccented(_invisible().sub("", text))
        # Folding case can bring up what decomposes again, and decomposing what is in the table.
        text = digits(_unaccented(text.casefold()).translate(_SEARCHED))
    return " ".join(text.casefold().split())


def digits(value: str) -> str:
    """Write the decimal digits of every alphabet as 0 to 9, and leave all else as it is."""
    if value.isascii():
        return value
    return value.translate(
        {ord(sign): str(unicodedata.decimal(sign)) for sign in set(value) if sign.isdecimal()}
    )


def cells(value: str) -> int:
    """Measure how many columns of a terminal a cleaned line takes."""
    return len(value) if value.isascii() else sum(map(_width, value))


def truncate(value: str, width: int, ellipsis: str = "…") -> str:
    """Shorten a cleaned line to at most `width` cells, at the end of a word where one is near.

    Args:
        value: one line.
        width: cells; nothing fits into none.
        ellipsis: shows that something is missing, and is itself cut where it does not fit.
    """
    if width <= 0:
        return ""
    end = _fitting(value, width)
    if end == len(value):
        return value
    room = width - cells(ellipsis)
    if room < 0:
        return ellipsis[: _fitting(ellipsis, width)]
    end = _fitting(value, room)
    # The word is whole when a space follows it; else look for the last space that leaves two thirds.
    space = end if value[end] == " " else value.rfind(" ", 0, end)
    if space > 0 and 3 * cells(value[:space]) >= 2 * room:
        end = space
    return value[:end].rstrip() + ellipsis


def wrap(value: str, width: int) -> list[str]:
    """Wrap a cleaned text into lines of at most `width` cells, keeping its own lines, empty ones too.

    Only a plain space is a place to break: what a no-break space joins stays joined. A longer word is broken. In one
    single column a wide character stands alone on a line that is too long, for nothing is left out.
    """
    width = max(width, 1)
    return [line for paragraph in value.split("\n") for line in _wrap_paragraph(paragraph, width)]


def plural(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: "1 entry", "9 entries", "1,204 sources".

    Args:
        count: how many.
        one: the noun for one.
        many: the noun for all other counts; by default the regular English plural.
    """
    if count == 1:
        return f"1 {one}"
    return f"{count:,} {_regular_plural(one) if many is None else many}"


def _clean(value: str) -> tuple[str, Removal]:
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    shown = _invisible().sub("", lines)
    harmful = len(shown) - len(_harmful().sub("", shown))
    text = _harmful().sub(REMOVED, shown) if harmful else shown
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = _BLANK_LINES.sub("\n\n", text).strip()
    bounded = _bound_runs(text)
    thinned, surplus = _thin_marks(unicodedata.normalize("NFC", bounded))
    return thinned, Removal(harmful + surplus + len(text) - len(bounded), len(lines) - len(shown))


@cache
def _harmful() -> re.Pattern[str]:
    # C0 but tab and newline, DEL, C1; line and paragraph separators; bidi overrides and isolates; lone surrogates;
    # interlinear annotations; tags (and the unassigned rest of their plane); noncharacters.
    # Compiled when it is first asked for: that takes longer than importing the rest of this module.
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
        "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
        + "".join(
            f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
        )
        + "]+",
    )


@cache
def _invisible() -> re.Pattern[str]:
    # Formatting that shows nothing itself but changes widths, or hides letters from a search: soft hyphen, joiners,
    # marks of direction, fillers, variation selectors, skin tones, and the rarer characters of the same kinds.
    return re.compile(
        "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164"
        "\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]+",
    )


def _marks(value: str) -> dict[str, bool]:
    """Find the characters that sit on the one before them; the value says which are accents, not vowel signs."""
    # Three Tibetan signs are sorted among accents only once they are decomposed.
    return {
        sign: unicodedata.combining(unicodedata.normalize("NFD", sign)[0]) != 0
        or unicodedata.category(sign) == "Me"
        for sign in set(value)
        if _is_mark(sign)
    }


def _is_mark(sign: str) -> bool:
    # Vowels and finals of old Hangul join the consonant before them, as marks do, though Unicode calls them letters.
    return sign >= _FIRST_MARK and (
        unicodedata.category(sign)[0] == "M" or "\u1160" <= sign <= "\u11ff" or "\ud7b0" <= sign <= "\ud7fb"
    )


def _bound_runs(value: str) -> str:
    """Cut runs of marks that no language writes, before they cost quadratic time."""
    marks = _marks(value)
    if not marks:
        return value
    kept = []
    run = 0
    for sign in value:
        run = run + 1 if sign in marks else 0
        if run <= _LONGEST_RUN:
            kept.append(sign)
    return "".join(kept)


def _thin_marks(value: str) -> tuple[str, int]:
    """Replace the marks that are too many on one base, and count them."""
    marks = _marks(value)
    if not marks:
        return value, 0
    kept = []
    surplus = 0
    # A mark at the start of a line has no base of its own: it would land on what is beside the text.
    accents, room, replaced = 0, 0, False
    for sign in value:
        accent = marks.get(sign)
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


def _unaccented(value: str) -> str:
    # Accents go before and after: before, because long runs are slow to decompose; after, for the composed letters.
    return _drop_accents(unicodedata.normalize("NFKD", _drop_accents(value)))


def _drop_accents(value: str) -> str:
    # Vowel signs stay: without them words of Hindi or Thai would fall together.
    accents = {ord(sign): None for sign, accent in _marks(value).items() if accent}
    return value.translate(accents) if accents else value


@lru_cache(maxsize=4096)
def _width(sign: str) -> int:
    if _is_mark(sign) or _invisible().match(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _WIDE else 1


def _fitting(value: str, width: int) -> int:
    """How many characters from the start take at most `width` cells; marks go with their base."""
    if value.isascii():
        return min(len(value), width)
    used = 0
    for index, sign in enumerate(value):
        used += _width(sign)
        if used > width:
            return index
    return len(value)


def _wrap_paragraph(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for word in filter(None, paragraph.split(" ")):
        size = cells(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width) if size > width else [word]
        lines += whole
        used = cells(line)
    return [*lines, line]


def _pieces(word: str, width: int) -> list[str]:
    """Break a long word into pieces of `width` cells, the last one shorter or equal; never before a mark."""
    pieces = []
    start, used = 0, 0
    for index, sign in enumerate(word):
        size = _width(sign)
        if used + size > width and used:
            pieces.append(word[start:index])
            start, used = index, 0
        used += size
    return [*pieces, word[start:]]


def _regular_plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in {*"aeiou", ""}:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"
