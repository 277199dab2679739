"""What is searched for: words by their beginning, and in quotation marks words that stand together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from sitbrief.text import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SOUGHT: Final = 10_000
"""Characters that are looked for at most. SQLite's full text, asked for hundreds of thousands of words, ends the process."""

_TERM: Final = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


def terms(text: str) -> tuple[str, ...]:
    """The parts of a text that is searched for, without their quotation marks; parts of which no word is left are left out."""
    found = (quoted or f"{minus}{bare}" for minus, quoted, bare in _TERM.findall(text))
    return tuple(term for term in found if words_of(term))


def in_quotes(text: str) -> str:
    """A text that is searched for, each term in quotation marks: what stands in one pair stands together."""
    return " ".join(f'"{term}"' for term in terms(text)) or f'"{text}"'


def typed_in_quotes(text: str) -> str:
    """The same of what is typed to search: a minus stays before the quotation marks."""
    found = [(minus, quoted or bare) for minus, quoted, bare in _TERM.findall(text)]
    return " ".join(f'{minus}"{term}"' for minus, term in found if words_of(term)) or f'"{text}"'


class Sought(NamedTuple):
    """What a text must contain and must not. Each is a word or several with one space between.

    Its words follow each other in the text, each of them whole but for the last, which may be the beginning of one there.

    Attributes:
        wanted: All that must occur.
        unwanted: None of this may.
    """

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, without: str = "") -> Self:
        """What filters ask for."""
        return cls(_phrases(terms(text)), _phrases(terms(without)))

    @classmethod
    def typed(cls, text: str) -> Self:
        """What is typed to search: with a minus before it is what must not occur."""
        found = [(minus, quoted or bare) for minus, quoted, bare in _TERM.findall(text)]
        return cls(
            _phrases(term for minus, term in found if not minus),
            _phrases(term for minus, term in found if minus),
        )

    def met_by(self, parts: Iterable[str]) -> bool:
        """Whether parts of something, each `text.searchable`, have together what is wanted and nothing that is not."""
        every = tuple(parts)
        return all(_occurs(phrase, every) for phrase in self.wanted) and not any(
            _occurs(phrase, every) for phrase in self.unwanted
        )


def _phrases(found: Iterable[str]) -> tuple[str, ...]:
    """Each term as the words to look for, once."""
    return tuple(dict.fromkeys(filter(None, (" ".join(words_of(term)) for term in found))))


def _occurs(phrase: str, parts: Iterable[str]) -> bool:
    begun = f" {phrase}"
    return any(begun in part for part in parts)
