"""Colours and attributes of a cell, and the shortest sequence from one pen to another."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from sitbrief.terminal.colours import nearest

_OFF: Final = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
"""The parameter that switches each attribute off; some share one."""

_SHOWN_ON_BLANKS: Final = frozenset({"4", "7", "9", "21", "51", "52", "53"})
_COLOUR_LENGTHS: Final = {"2": 5, "5": 3}


class Pen(NamedTuple):
    """The colours and attributes of characters.

    Attributes:
        foreground: The SGR parameters of the colour ("31", "38;5;208"); empty for the terminal's own.
        background: Likewise.
        attributes: The SGR parameters of the attributes that are on (bold is "1"), sorted.
    """

    foreground: str = ""
    background: str = ""
    attributes: tuple[str, ...] = ()

    @property
    def shows_on_blanks(self) -> bool:
        """Whether a blank drawn with it shows more than its background."""
        return not _SHOWN_ON_BLANKS.isdisjoint(self.attributes)


PLAIN: Final = Pen()


@lru_cache(maxsize=4096)
def _one(pen: Pen) -> Pen:
    """Intern a pen, so that comparing is mostly a comparison of identity."""
    return pen


_one(PLAIN)


@lru_cache(maxsize=1024)
def blank_of(pen: Pen) -> Pen:
    """The simplest pen with which a blank looks the same as with this one."""
    return pen if pen.shows_on_blanks else _one(Pen("", pen.background))


@lru_cache(maxsize=4096)
def apply(pen: Pen, parameters: str) -> Pen:
    """The pen after `CSI parameters m`. What is unknown changes nothing."""
    foreground, background, attributes = pen.foreground, pen.background, set(pen.attributes)
    codes = [code.lstrip("0") for code in parameters.split(";")]
    while codes:
        code = codes.pop(0)
        if code == "":
            foreground, background, attributes = "", "", set()
        elif code in _OFF:
            attributes.add(code)
        elif code in _OFF.values():
            attributes = {on for on in attributes if _OFF[on] != code}
        elif code in {"38", "48"}:
            more = _COLOUR_LENGTHS.get(codes[0] if codes else "", 1) - 1
            colour = ";".join([code, *(part or "0" for part in codes[:more])])
            del codes[:more]
            if code == "38":
                foreground = colour
            else:
                background = colour
        elif code in {"39", "49"} or _is_colour(code):
            value = "" if code[-1] == "9" else code
            if code[0] == "3" or (code[0] == "9" and len(code) == 2):  # noqa: PLR2004
                foreground = value
            else:
                background = value
    return _one(Pen(foreground, background, tuple(sorted(attributes, key=int))))


def _is_colour(code: str) -> bool:
    return len(code) in {2, 3} and code[:-1] in {"3", "4", "9", "10"} and code[-1] in "01234567"


@lru_cache(maxsize=4096)
def change(old: Pen, new: Pen, *, singly: bool = True) -> str:
    """The shortest sequence after which `new` draws; empty where nothing changes.

    Args:
        old: What draws now.
        new: What is to draw.
        singly: Whether the terminal can switch off one attribute alone.
    """
    if old == new:
        return ""
    if new == PLAIN:
        return "\x1b[m"
    before, after = set(old.attributes), set(new.attributes)
    offs = {_OFF[on] for on in before - after}
    ons = {on for on in after if on not in before or _OFF[on] in offs}
    step = [*sorted(offs), *sorted(ons, key=int)]
    if old.foreground != new.foreground:
        step.append(new.foreground or "39")
    if old.background != new.background:
        step.append(new.background or "49")
    whole = ["0", *new.attributes, *(colour for colour in (new.foreground, new.background) if colour)]
    ways = [whole] if offs and not singly else [step, whole]
    return f"\x1b[{min(map(';'.join, ways), key=len)}m"


@lru_cache(maxsize=4096)
def on(pen: Pen, ground: Pen) -> Pen:
    """The pen with default colours replaced by those given."""
    if ground is PLAIN:
        return pen
    return _one(Pen(pen.foreground or ground.foreground, pen.background or ground.background, pen.attributes))


@lru_cache(maxsize=4096)
def within(pen: Pen, colours: int) -> Pen:
    """The nearest pen on a terminal with so many colours; without any, a background becomes reverse video."""
    if colours:
        return _one(Pen(nearest(pen.foreground, colours), nearest(pen.background, colours), pen.attributes))
    reverse = {"7"} if pen.background else set()
    return _one(Pen("", "", tuple(sorted({*pen.attributes, *reverse}, key=int))))
