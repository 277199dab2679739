"""Keyboards of other alphabets: which Latin letter stands where a letter of theirs is, so that shortcuts stay in their place."""

from __future__ import annotations

from typing import Final

_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_LAYOUTS: Final = (
    # Arabic 101; its key of b writes two letters, of which none alone is meant.
    ("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ", _LATIN.replace("b", "")),
    ("آإ؟", "NY?"),
    ("йцукенгшщзхъфывапролджэячсмитьбю.", _LATIN),
    ("ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬЖБЮ", "QWERTYUIOPASDFGHJKLZXCVBNM:<>"),
    (";ςερτυθιοπ[]ασδφγηξκλ;'ζχψωβνμ,./", _LATIN),
    ("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"),
)

LATIN: Final = {
    own: latin
    for letters, latins in _LAYOUTS
    for own, latin in zip(letters, latins, strict=True)
    if not own.isascii()
}
"""The Latin letter or sign on the key of each letter."""
