"""Fold the names of provinces, so that the spellings of one name meet and those of two stay apart.

On top of the folding for search this drops what a name is dressed in: the article, and the word for a province. A
romanisation glued to its article ("Deirezzor") is beyond folding; the country's data lists it.
"""

from __future__ import annotations

import unicodedata

from sitbrief import text

_ARTICLE = "\u0627\u0644"  # the Arabic article, al, which is written as one with its word
_ARTICLES = frozenset({"al", "el", "ar", "as", "ad", "at", "ash", "az", "ez", "es", "an", _ARTICLE})

# A shorter word would lose a letter of its root.
_SHORTEST_WITH_ARTICLE = 5

_LEVELS = frozenset(
    {
        "governorate",
        "governorates",
        "province",
        "provinces",
        "mohafaza",
        "mohafazah",
        "mohafazat",
        "muhafaza",
        "muhafazah",
        "muhafazat",
        text.fold("محافظة"),
    },
)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name folded for search, articles and all; punctuation only separates.

    Digits stay: "Hama 2" is no spelling of Hama.
    """
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text.fold(name))
    return tuple("".join(kept).split())


def fold_name(name: str) -> str:
    """Fold a name to its bare words: "Deir ez-Zor Governorate" to "deir zor", "محافظة الرقة" to "رقه"."""
    words = name_words(name)
    bare = [_without_article(word) for word in words if word not in _ARTICLES and word not in _LEVELS]
    return " ".join(bare or words)


def says_level(name: str) -> bool:
    """Whether the name says that it is a province's: "Dimashq Governorate"."""
    return not _LEVELS.isdisjoint(name_words(name))


def _without_article(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) >= _SHORTEST_WITH_ARTICLE else word
