"""The words of a text, as a search has them: the same in one briefing and in the index of a library."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sitbrief.text.fold import fold
from sitbrief.text.gate import is_mark

_ASCII: Final = str.maketrans(
    {chr(code): " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys("'`", None)
)
"""Of ASCII alone a word is letters and digits in one case, without the apostrophes that `fold` drops."""

_ARTICLE: Final = re.compile("(?:[وفبك]?ال|لل)(.{3,})")
_ARABIC: Final = re.compile("ال|لل")

_WITHOUT_SPACES: Final = (
    ("\u0e00", "\u0eff"),  # Thai, Lao
    ("\u1000", "\u109f"),  # Burmese
    ("\u1780", "\u17ff"),  # Khmer
    ("\u3040", "\u30ff"),  # Japanese
    ("\u3400", "\u9fff"),  # Chinese
)
"""Letters of scripts that put no space between words: there each begins one, so that any run of them is found."""


def words_of(text: str) -> list[str]:
    """The words of a text in their order: folded, nothing but letters and digits and the vowel signs on them."""
    if not text.isascii():
        text = fold(text)
        if not text.isascii():
            signs = {ord(sign): _as_part_of_a_word(sign) for sign in set(text)}
            return text.translate(signs).split()
    return text.translate(_ASCII).lower().split()


def searchable(text: str) -> str:
    """A text as it is searched: a line with a space before each word, so that a word begins where a space is.

    An Arabic text has a second line, without the article and what is written onto that: it is found by either.
    """
    words = words_of(text)
    if not words:
        return ""
    line = f" {' '.join(words)}"
    if text.isascii() or not _ARABIC.search(line):
        return line
    bare = [found[1] if (found := _ARTICLE.fullmatch(word)) else word for word in words]
    return line if bare == words else f"{line}\n {' '.join(bare)}"


@lru_cache(maxsize=2_048)
def _as_part_of_a_word(sign: str) -> str:
    if sign.isalnum():
        return f" {sign} " if any(first <= sign <= last for first, last in _WITHOUT_SPACES) else sign
    return sign if is_mark(sign) else " "
