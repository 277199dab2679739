"""The sector of a figure, by the codes and names that tables use in English, French, Spanish, Portuguese and Arabic."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.entries import Sector
from sitbrief.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS: Final = {
    Sector.CCCM: "ccm cccm camp camps ccgc campamentos acampamentos المخيمات",
    Sector.EARLY_RECOVERY: "ery recovery early_recovery relevement recuperacion recuperacao",
    Sector.EDUCATION: "edu education educacion educacao التعليم",
    Sector.TELECOMMUNICATIONS: "etc telecom tel telecommunications telecomunicaciones telecomunicacoes",
    Sector.FOOD_SECURITY: "fsc food fs fsl secal ipc agriculture agricultura livelihoods "
    "alimentaire alimentaria alimentar subsistance الغذائي الغذاء الزراعة",
    Sector.HEALTH: "hea health sante salud saude الصحة الصحي",
    Sector.LOGISTICS: "log logistics logistique logistica اللوجستية",
    Sector.NUTRITION: "nut nutrition nutricion nutricao sam mam gam التغذية",
    Sector.PROTECTION: "pro protection proteccion protecao gbv vbg cpn hlp min child_protection "
    "killed injured missing civilians الحماية",
    Sector.SHELTER: "shl shelter nfi nfis esnfi snfi abris abri ame bna albergue albergues alojamiento alojamientos abrigo "
    "المأوى",
    Sector.WASH: "wsh wash water sanitation hygiene eha eah eau assainissement agua saneamiento saneamento higiene المياه",
    Sector.ACCESS: "access",
    Sector.DISPLACEMENT: "idps displaced displacement returnees refugees refugee النزوح",
}
_SECTORS: Final = {fold(word): sector for sector, words in _WORDS.items() for word in words.split()}
_PHRASES: Final = {
    ("non", "food"): Sector.SHELTER,
    ("non", "alimentaires"): Sector.SHELTER,
    ("articles", "menagers"): Sector.SHELTER,
    ("no", "alimentarios"): Sector.SHELTER,
    ("moyens", "existence"): Sector.FOOD_SECURITY,
    ("medios", "vida"): Sector.FOOD_SECURITY,
}
"""What two words mean together, small ones between them left out."""

_ALWAYS_PARTS: Final = frozenset(
    ["child", "gender", "gbv", "vbg", "cpn", "hlp", "min", "mine", "housing", "sam", "mam", "gam"]
)
"""What tells a part of a sector: child protection, violence against women, land rights, mines, malnutrition of a degree."""

_PARTS_ALONE: Final = frozenset({"agriculture", "agricultura", "livelihoods", "subsistance"})
"""What does where no other sector stands beside it: "Food security and livelihoods" is all of one."""

_SMALL: Final = frozenset({"d", "de", "des", "du", "la", "le", "les", "et", "y", "e", "and"})
_APOSTROPHE: Final = re.compile("['\u2019]")
_WORD: Final = re.compile(r"\w+")


def sector_named(*names: str) -> Sector | None:
    """The sector that the first of these names that tells any tells; None for none.

    Args:
        names: A code such as WSH or PRO-CPN, a name such as "Eau, Hygiène et Assainissement".
    """
    return next((found for name in names if name and (found := _named(name))), None)


def sector_of(words: Iterable[str]) -> Sector | None:
    """The sector that attributes of a tag tell."""
    return next((_SECTORS[word] for word in sorted(words) if word in _SECTORS), None)


@lru_cache(maxsize=1024)
def subsector_word(name: str) -> str:
    """The word of a name that tells a part of a sector, as written: "Gender", "AGRICULTURE"; empty where it is all of one.

    Args:
        name: The sector's code or name, or the heading of a column.
    """
    words = {fold(word): word for word in _WORD.findall(name)}
    found = next((word for plain, word in words.items() if plain in _ALWAYS_PARTS), "")
    alone = [word for plain, word in words.items() if plain in _PARTS_ALONE]
    others = words.keys() & _SECTORS.keys() - _PARTS_ALONE
    return found or (alone[0] if alone and not others else "")


@lru_cache(maxsize=1024)
def _named(name: str) -> Sector | None:
    words = [word for word in _WORD.findall(fold(_APOSTROPHE.sub(" ", name))) if word not in _SMALL]
    for pair in pairwise(words):
        if pair in _PHRASES:
            return _PHRASES[pair]
    return next((_SECTORS[word] for word in words if word in _SECTORS), None)
