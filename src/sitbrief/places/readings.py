"""Guesses at a name of unknown spelling: files add words to names, join several, and damage them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitbrief.places.fold import name_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST = 3

_IN_BRACKETS: Final = re.compile(r"([^()\[\]]*)[(\[]([^()\[\]]*)[)\]]([^()\[\]]*)")

# Too much like names to be dropped everywhere, as the words for a level are.
_LEVEL: Final = re.compile(
    r"\b(?:rep|aut|gouvernorat|oblasty|sahari|pradesh|peoples?|union territory|departament|municipality|administrative area"
    r"|special (?:republican )?city|economic prefecture)\b\.?|إدارة|أوبلاست|كراي|قسم",
    re.IGNORECASE,
)
_IN_FRONT: Final = re.compile(
    r"(?:de la |de l['\u2019]|d['\u2019]|du |de |la |las |los |l['\u2019])", re.IGNORECASE
)
_DIRECTIONS: Final = {
    "eastern": "east",
    "western": "west",
    "northern": "north",
    "southern": "south",
    "northeastern": "northeast",
    "northwestern": "northwest",
    "southeastern": "southeast",
    "southwestern": "southwest",
    "centre": "central",
    "center": "central",
}


def readings(name: str) -> Iterator[tuple[str, ...]]:
    """Other readings of a name, the likeliest first; each is the parts that must agree on one province.

    As UTF-8 that was read as something else ("MÃ©naka"); as a name and another one in brackets ("Homs (Hims)"); as a name
    with its country or level behind a comma ("Arusha, Mkoa wa"); without a word for a level, or an article in front.
    """
    for encoding in ("cp1252", "latin-1"):
        try:
            whole = name.encode(encoding).decode()
        except UnicodeError:
            continue
        if whole != name:
            yield (whole,)
    if found := _IN_BRACKETS.fullmatch(name):
        parts = (f"{found[1].strip()} {found[3].strip()}".strip(), found[2].strip())
        yield tuple(part for part in parts if len(part) >= _SHORTEST)
    if "," in name:
        yield tuple(name.split(","))
    bare = _LEVEL.sub(" ", name).strip(" ,")
    yield (bare,)
    if found := _IN_FRONT.match(bare):
        yield (bare[found.end() :],)


def directed(name: str) -> str:
    """A name with its directions in their short form: Eastern is East. For comparing, not for reading."""
    return " ".join(_DIRECTIONS.get(word, word) for word in name_words(name))
