"""What the full text of an index is asked: which words, and which of them have to stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from sitbrief.briefing.sought import Sought

EVERYWHERE: Final = "_"
"""A word that is in the full text of every entry and that nobody can type. FTS5 is asked for it, without another."""


class FullTextQuery(NamedTuple):
    """A question to the full text of a segment.

    Attributes:
        match: The words, in FTS5's syntax.
        together: Words that follow each other in one text of an entry. That FTS5 cannot tell: it keeps no places of words.
    """

    match: str
    together: tuple[str, ...] = ()


class IndexSearch:
    """A search in the full text, done list by list.

    Args:
        sought: What is searched for.
        todo: The lists of segments to look through.

    Attributes:
        wanted: What entries must have; None where nothing is searched for.
        unwanted: What they must not have, one by one, where `wanted` does not say so already.
        todo: The lists of segments that have not been looked through, the next one last.
        found: What was found in the others.
    """

    def __init__(self, sought: Sought, todo: list[tuple[int, int]]) -> None:
        together = tuple(phrase for phrase in sought.wanted if " " in phrase)
        words = dict.fromkeys(word for phrase in sought.wanted for word in _words(phrase))
        if not words and sought.unwanted:
            # FTS5 cannot be asked for what does not match alone; every entry has this word.
            words = dict.fromkeys((f'"{EVERYWHERE}"',))
        without = [_words(phrase)[0] for phrase in sought.unwanted if " " not in phrase]
        match = " NOT ".join([" AND ".join(words), *without])
        self.wanted = FullTextQuery(match, together) if words else None
        self.unwanted = tuple(
            FullTextQuery(" AND ".join(_words(phrase)), (phrase,))
            for phrase in sought.unwanted
            if " " in phrase
        )
        self.todo = todo if words else []
        self.found = 0


def _words(phrase: str) -> list[str]:
    """The words of a phrase for FTS5, the last by its beginning. They are letters and digits in quotes: none acts as syntax."""
    *whole, last = phrase.split(" ")
    return [*(f'"{word}"' for word in whole), f'"{last}"*']
