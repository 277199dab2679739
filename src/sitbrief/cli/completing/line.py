r"""A line of bash as words: what has been typed so far, quotes left open, and the way back.

bash hands a completion the line, and of the word under the cursor the end that it will replace; where that begins depends
on the characters that it breaks words at ("=" and ":" among them). Nothing of a line is ever evaluated: `$(...)` stays
what it is.
"""

from __future__ import annotations

from typing import Final, NamedTuple

_SPACE: Final = " \t\n"
_DIRECTIONS: Final = "<>"
_OPEN: Final = str.maketrans({sign: f"\\{sign}" for sign in " !\"#$&'()*;<>?[\\]^`{|}~"})
"""What means something to the shell outside of quotes."""

_IN_DOUBLE: Final = '"\\$`'
"""What does inside of double quotes, and can be told not to by a backslash. "!" cannot."""

_DOUBLE: Final = str.maketrans({sign: f"\\{sign}" for sign in _IN_DOUBLE})


class LineWord(NamedTuple):
    """A word.

    Attributes:
        raw: As it is typed.
        value: What the shell makes of it.
        quote: The quote that is still open at its end, or nothing.
        target: It is the file that a redirection goes to or comes from.
    """

    raw: str
    value: str
    quote: str = ""
    target: bool = False


def words_of(line: str) -> tuple[LineWord, ...]:
    """The words of a line; the last is the one under the cursor at its end, which may be empty."""
    words: list[LineWord] = []
    place, target = 0, False
    while True:
        while place < len(line) and line[place] in _SPACE:
            place += 1
        if place < len(line) and line[place] in _DIRECTIONS:
            while place < len(line) and line[place] in "<>&|":
                place += 1
            target = True
            continue
        word, place = _word(line, place, target=target)
        words.append(word)
        if place >= len(line):
            return tuple(words)
        target = False


def _word(line: str, start: int, *, target: bool) -> tuple[LineWord, int]:
    value, quote, place = "", "", start
    while place < len(line):
        sign = line[place]
        if not quote and sign in _SPACE + _DIRECTIONS:
            break
        if sign == quote:
            quote = ""
        elif not quote and sign in "'\"":
            quote = sign
        elif sign == "\\" and quote != "'":
            following = line[place + 1 : place + 2]
            value += sign + following if quote and following not in _IN_DOUBLE else following
            place += 1
        else:
            value += sign
        place += 1
    place = min(place, len(line))
    return LineWord(line[start:place], value, quote, target), place


def quoted(value: str, quote: str = "") -> str | None:
    """A value as it has to be typed where this quote is open, or none; None where it cannot be."""
    if quote == "'":
        return value.replace("'", r"'\''")
    if quote:
        return None if "!" in value else value.translate(_DOUBLE)
    return value.translate(_OPEN)
