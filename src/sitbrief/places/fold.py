"""Fold the names of provinces, so that the spellings of one name meet and those of two stay apart.

On top of the folding for search this drops what a name is dressed in: the article, and the word for its level. How much
is dropped depends on how it is looked up: nothing but signs (`name_words`), the words for an area, or those for a city
too (`fold_name`). Which words these are for a country, its `Dress` says. A romanisation glued to its article
("Deirezzor") is beyond folding; the country's data lists it.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from sitbrief import text
from sitbrief.frozen import dataclass

_ARTICLE = "\u0627\u0644"  # the Arabic article, al, which is written as one with its word

# A shorter word would lose a letter of its root.
_SHORTEST_WITH_ARTICLE = 5

_SAINTS = {"st": "saint", "ste": "sainte", "sta": "santa", "sto": "santo"}

# Letters of Latin alphabets that search takes as they are.
_LETTERS = str.maketrans(
    {
        "ð": "d",
        "þ": "th",
        "ə": "a",
        "ŋ": "n",
        "ŧ": "t",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ƴ": "y",
        "ɛ": "e",
        "ɔ": "o",
    }
)


@dataclass(frozen=True, slots=True)
class Dress:
    """The words that names of a country's provinces come with, folded: articles, and words for a level.

    Attributes:
        small: articles and the like.
        areas: words for a level: province, oblast.
        cities: words for a level that is a city.
        glued: signs for a level that are written as one with the name, as in Chinese and Thai.
        saints: whether "St." stands for one.
    """

    small: frozenset[str]
    areas: frozenset[str]
    cities: frozenset[str] = frozenset()
    glued: tuple[str, ...] = ()
    saints: bool = False


def _latin(folded: str) -> str:
    return folded if folded.isascii() else folded.translate(_LETTERS)


def _words(words: str) -> frozenset[str]:
    return frozenset(_latin(text.fold(words)).split())


SYRIA: Final = Dress(
    small=frozenset({"al", "el", "ar", "as", "ad", "at", "ash", "az", "ez", "es", "an", _ARTICLE}),
    areas=_words(
        "governorate governorates province provinces mohafaza mohafazah mohafazat muhafaza muhafazah muhafazat محافظة"
    ),
)
"""Nothing of a city: "Damascus City" is no governorate."""


def dress(country: str) -> Dress:
    """The `Dress` of a country, by its ISO 3166-1 code."""
    return SYRIA if country == "SY" else _world()


@cache
def _world() -> Dress:
    """The words of all languages together: a word for a level in one is a name in few others."""
    return Dress(
        small=SYRIA.small
        | _words("the of and la le les los las lo de del della di da do dos das du des d l et y e o и و"),
        areas=SYRIA.areas
        | _words(
            # English, French, Spanish, Portuguese, Italian
            "state states region regions division district districts department departments county counties area areas "
            "prefecture prefectures zone zones emirate parish parishes canton cantons territory island islands "
            "etat departement wilaya wilayas wilayah wilayat cercle gouvernorat commune comte autonomous "
            "estado provincia departamento distrito comarca regiao isla islas ilha ilhas provincie regione cantone "
            # Germanic, Slavic, Turkic, Uralic, Baltic, Romanian, Albanian, Caucasian
            "bundesland kanton bezirk provinz lan fylke freistaat maakunta megye judet judetul qark qarku "
            "gobernacion oblast oblasti oblysy oblys oblusu voblast voblasts voblasc krai kray kraj okrug okruh raion rayon rayonu "
            "republic republique republica republika respublika respublikasi avtonomnaya avtonomnyy viloyati viloyat "
            "vilayet vilayeti welayaty velayaty ili aymag aimag voivodeship wojewodztwo zupanija marz marzi mkhare "
            "maakond apskritis opstina novads "
            # Asia, Africa
            "ostan ustan suba zila zilla changwat tinh khoueng khwaeng khet provinsi propinsi negeri "
            "gobolka gobol kilil mkoa mintaqat mintaqah emarat imarat liwa shabiyah popularate faritra intara "
            "область обл край республика округ автономная автономный автономна республіка вобласць облусу облысы "
            "вилояти аймаг регион "
            "ولاية منطقة إقليم إمارة شعبية مقاطعة استان ولايت صوبہ جهة מחוז περιφερεια"
        ),
        cities=_words(
            "city municipality municipal ville cite municipio ciudad cidade citta stadt gorod "
            "misto horad shahri shahar sehri kalaki shaary qalasy kota thanh pho tp mesto miasto grad hotan municipiul "
            "город місто горад шаары қаласы шахри مدينة شهر"
        ),
        # Chinese and Japanese, Korean, Burmese, Thai, Lao, Khmer.
        glued=tuple(
            _latin(text.fold(sign))
            for sign in (
                *("自治区", "自治區", "省", "市", "県", "縣", "县", "府", "都"),
                *("특별자치도", "특별자치시", "특별시", "광역시", "도", "시"),
                *("တိုင်းဒေသကြီး", "ပြည်နယ်", "တိုင်း"),
                *("จังหวัด", "ແຂວງ", "ខេត្ត"),
            )
        ),
        saints=True,
    )


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name folded for search, articles and all; punctuation only separates.

    Digits stay: "Hama 2" is no spelling of Hama.
    """
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in _latin(text.fold(name)))
    return tuple("".join(kept).split())


def fold_name(name: str, worn: Dress = SYRIA, *, cities: bool = True) -> str:
    """Fold a name to its bare words: "Deir ez-Zor Governorate" to "deir zor", "محافظة الرقة" to "رقه".

    Args:
        name: as written.
        worn: what names are dressed in there.
        cities: whether the words for a city go, too: else "Kyiv City" and "Kyiv Oblast" stay apart.
    """
    words = name_words(name)
    dropped = worn.areas | worn.cities if cities else worn.areas
    bare = [_bare(word, worn) for word in words if word not in worn.small and word not in dropped]
    return " ".join(bare or words)


def says_level(name: str) -> bool:
    """Whether the name contains a word for the level of provinces, as "Dimashq Governorate" does."""
    return not SYRIA.areas.isdisjoint(name_words(name))


def _bare(word: str, worn: Dress) -> str:
    if word.isascii():
        return _SAINTS.get(word, word) if worn.saints else word
    if len(word) >= _SHORTEST_WITH_ARTICLE:
        word = word.removeprefix(_ARTICLE)
    for sign in worn.glued:
        cut = word.removeprefix(sign).removesuffix(sign)
        if cut and cut != word:
            return cut
    return word
