"""What is said of filters that ask for what is not there: names that no source has, words that nothing has, the nearest names."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from sitbrief import places
from sitbrief.briefing.filters import Filters, Sieve, is_called
from sitbrief.briefing.sought import in_quotes, terms
from sitbrief.text import alternatives, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitbrief.briefing.resolved import ResolvedBriefing
    from sitbrief.briefing.view import View

_MOST_NAMES: Final = 20_000
_MOST_NEAREST: Final = 3
_LONGEST: Final = 100
"""Characters of what is asked for: how like it is to a name takes time in proportion to both."""

_LEAST_LIKENESS: Final = 0.7
_LEAST_LETTERS: Final = 3


def unmatched(view: View) -> tuple[str, ...]:
    """A sentence for each name and each word that filters of a briefing ask for in vain."""
    index = view.index
    if not (view.filters.by or view.filters.text):
        return ()

    def has(text: str) -> bool:
        sieve = Sieve(index, Filters(text=text))
        return any(sieve.passes(entry) for entries in index.entries.values() for entry in entries)

    speakers = tuple(index.speakers.values())
    return (
        *names_unmatched(view.filters, speakers),
        *(() if view.entries_shown else words_unmatched(view.filters.text, has, lambda: names_in(index))),
    )


def names_in(index: ResolvedBriefing) -> Iterator[str]:
    """The names that a briefing has: of sources, of places as they are written, of the provinces of its country."""
    yield from names_of(index.speakers.values(), index.countries)
    yield from (place.as_written for claim in index.briefing.claims for place in claim.where)


def names_of(speakers: Iterable[str], countries: Iterable[str]) -> Iterator[str]:
    """The names of sources, a line each where one has two, and of the provinces of some countries."""
    yield from (name for speaker in speakers for name in speaker.split("\n"))
    for code in countries:
        country = places.country(code)
        yield from (province.name for province in country.provinces) if country else ()


def names_unmatched(filters: Filters, speakers: Iterable[str]) -> Iterator[str]:
    """A sentence for each name asked for that no source has."""
    every = tuple(speakers)
    for asked in filters.by:
        if not any(is_called(speaker, asked) for speaker in every):
            yield f'No source here is called "{asked}".{nearest(asked, names_of(every, ()))}'


def words_unmatched(
    text: str, has: Callable[[str], bool], names: Callable[[], Iterable[str]]
) -> Iterator[str]:
    """A sentence for each term that nothing has, or one for all of them where each is there but not together.

    Args:
        text: What is searched for.
        has: Whether anything has a text, whatever else is filtered.
        names: The names that may be meant.
    """
    sought = tuple(dict.fromkeys(terms(text)))
    missing = [term for term in sought if not has(f'"{term}"')]
    for term in missing[:_MOST_NEAREST]:
        yield f'No entry has "{term}".{nearest(term, names())}'
    if len(sought) > 1 and not missing and not has(text):
        yield f"No entry has all of {in_quotes(text)}."


def nearest(asked: str, names: Iterable[str]) -> str:
    """The names that are most like one that is not there, as a question behind a sentence; empty where none is like it."""
    from difflib import get_close_matches  # late: most find what they ask for

    called: dict[str, str] = {}
    for name in islice(dict.fromkeys(names), _MOST_NAMES):
        called.setdefault(fold(name)[:_LONGEST], name)
        for word in words_of(name):
            if len(word) >= _LEAST_LETTERS:
                called.setdefault(word[:_LONGEST], name)
    close = get_close_matches(fold(asked)[:_LONGEST], called, n=_MOST_NEAREST, cutoff=_LEAST_LIKENESS)
    found = dict.fromkeys(called[key] for key in close)
    return f" Did you mean {alternatives([*found])}?" if found else ""
