"""The texts that a search looks through: all that is shown of an entry, a claim or a source."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from sitbrief.briefing.entries import Front, HumanitarianNote
from sitbrief.briefing.where import province_name
from sitbrief.text import searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.entries import AnyEntry
    from sitbrief.briefing.figures import Figure
    from sitbrief.briefing.sources import Document, Source

_SHORT: Final = 60
"""Texts that are shorter are names, which come again and again."""

_searchable_name: Final = lru_cache(maxsize=8_192)(searchable)


class Cited(Protocol):
    """What claims name by their ids."""

    @property
    def claims(self) -> Mapping[str, Claim]: ...  # noqa: D102
    @property
    def sources(self) -> Mapping[str, Source]: ...  # noqa: D102
    @property
    def documents(self) -> Mapping[str, Document]: ...  # noqa: D102


def in_lines(texts: Iterable[str | None]) -> str:
    """Texts as they are searched, a line each; those that are not there left out, those that come twice once."""
    given = dict.fromkeys(filter(None, texts))
    lines = [_searchable_name(text) if len(text) < _SHORT else searchable(text) for text in given]
    return "\n".join(dict.fromkeys(filter(None, lines)))


def entry_texts(entry: AnyEntry) -> Iterator[str | None]:
    """What an entry says without its claims, and its id."""
    yield entry.headline
    yield entry.id
    if isinstance(entry, Front):
        yield from entry.parties
        yield from (axis.name for axis in entry.axes)
        for phase in entry.phases:
            yield phase.label
            yield phase.movement
        yield entry.status
    if isinstance(entry, HumanitarianNote):
        yield entry.sector
        yield entry.needs
        yield entry.response
        yield entry.gaps


def claim_texts(claim: Claim, cited: Cited) -> Iterator[str | None]:
    """What a claim says, who has a part in it, where and when, what it is read from, and its id.

    Args:
        claim: The claim.
        cited: What it names by their ids.
    """
    yield claim.statement
    yield claim.id
    yield claim.quote
    yield claim.rationale
    yield claim.dataset_note
    yield claim.note
    if claim.when:
        yield claim.when.as_written
    if claim.withdrawn:
        yield claim.withdrawn.reason
    for name in claim.speakers:
        if name in cited.sources:
            yield from _names(cited.sources[name])
        else:
            yield name  # it is not stated, or unattributed
    for place in claim.where:
        yield place.as_written
        yield from map(province_name, place.provinces)
    for figure in claim.figures:
        yield from _figure_texts(figure)
    for name in claim.documents:
        yield from _document_texts(cited.documents[name])
    yield from (cited.claims[name].statement for name in claim.supersedes)


def source_texts(source: Source) -> Iterator[str]:
    """What a source is called, and all that is told of it."""
    told = (*_names(source), source.id, source.kind, source.control, source.rationale)
    yield from filter(None, told)
    yield from (change.why for change in source.history)


def _names(source: Source) -> tuple[str | None, ...]:
    return source.short, source.name, source.affiliation


def _figure_texts(figure: Figure) -> tuple[str | None, ...]:
    scope = figure.scope
    return figure.what, figure.whose, figure.unit, figure.as_said, scope.place, scope.period, scope.among


def _document_texts(document: Document) -> tuple[str | None, ...]:
    return document.title, document.publisher, document.url, document.note
