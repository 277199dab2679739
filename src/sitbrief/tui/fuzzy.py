"""How well a few letters fit a name: for lists that are found through by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sitbrief.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

_GAPS_A_LETTER = 2
"""Letters that stand further apart than this on average were not meant."""


def ranked(typed: str, items: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """The items whose names fit what is typed, the best first; of equals, in their order."""
    whole = fold(typed).strip()
    found = [
        (cost, fold(name(item)) != whole, item)
        for item in items
        if (cost := misfit(typed, name(item))) is not None
    ]
    return [item for *_, item in sorted(found, key=lambda each: each[:2])]


def misfit(typed: str, name: str) -> int | None:
    """How badly each word that is typed fits a name: 0 where it begins a word, more where its letters are strewn over it.

    Returns:
        None where some word does not fit at all.
    """
    text = fold(name)
    costs = [_misfit(word, text) for word in fold(typed).split()]
    return None if None in costs else sum(filter(None, costs))


def _misfit(word: str, text: str) -> int | None:
    if any(part.startswith(word) for part in text.split()):
        return 0
    if word in text:
        return 1
    spans = [span for start in range(len(text)) if (span := _span(word, text, start)) is not None]
    gaps = min(spans) - len(word) if spans else len(text)
    return 1 + gaps if spans and gaps <= _GAPS_A_LETTER * len(word) else None


def _span(word: str, text: str, start: int) -> int | None:
    """How many letters from one place on it takes to have all letters of a word in order."""
    if text[start] != word[0]:
        return None
    at = start
    for letter in word:
        at = text.find(letter, at) + 1
        if not at:
            return None
    return at - start
