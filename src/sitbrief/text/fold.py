"""Fold spellings for search, so that the ways of writing one word meet."""

from __future__ import annotations

import unicodedata

from sitbrief.text.gate import invisible, marks

_SEARCHED = str.maketrans(
    dict.fromkeys("'`´‘’‛ʹʻʼʽʾʿˈ′\u0640", "")  # noqa: RUF001  apostrophes, ayn and hamza; the last is tatweel
    | dict.fromkeys("-\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2212", " ")  # hyphens, dashes, minus
    # Arabic: alef wasla, alef maksura, teh marbuta, and the Persian and Urdu letters of a different keyboard.
    | {"\u0671": "\u0627", "\u0649": "\u064a", "\u0629": "\u0647", "\u06cc": "\u064a", "\u06a9": "\u0643"}
    | {"\u06c1": "\u0647", "\u06d5": "\u0647"}
    # Latin letters that Unicode does not decompose.
    | {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"},  # noqa: RUF001
)


def fold(value: str) -> str:
    """Fold a text for search, so that the spellings of one word meet: "Ḩamāh" and "hamah", "إدلب" and "ادلب"."""
    text = value.translate(_SEARCHED)
    if not text.isascii():
        text = _unaccented(invisible().sub("", text))
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


def _unaccented(value: str) -> str:
    # Accents go before and after: before, because long runs are slow to decompose; after, for the composed letters.
    return _drop_accents(unicodedata.normalize("NFKD", _drop_accents(value)))


def _drop_accents(value: str) -> str:
    # Vowel signs stay: without them words of Hindi or Thai would fall together.
    accents = {ord(sign): None for sign, accent in marks(value).items() if accent}
    return value.translate(accents) if accents else value
