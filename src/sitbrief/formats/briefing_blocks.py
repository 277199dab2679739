"""A view as a sequence of blocks, the bottom line up front: what every writer for readers writes, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing import View
from sitbrief.briefing.entries import ENTRY_PANES, Pane
from sitbrief.briefing.rows import EntryRow
from sitbrief.briefing.when import UNDATED, stamp_words, time_words
from sitbrief.formats.blocks import Attribution, Block, Fact, Heading, Paragraph, Sentence, Table
from sitbrief.formats.claim_blocks import document_words
from sitbrief.formats.entry_blocks import EntryBlocks, source_blocks
from sitbrief.formats.extract import part_of
from sitbrief.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing import Briefing, ResolvedBriefing
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.sources import Document

FIGURES_HEAD = ("Figure", "What", "Scope", "Date", "Attribution", "State")

_NOUNS = {Pane.TIMELINE: "entry", Pane.FRONTS: "front", Pane.HUMANITARIAN: "humanitarian note"}


def blocks(view: View, *, in_brackets: bool) -> Iterator[Block]:
    """All blocks of a view.

    Args:
        view: What is shown.
        in_brackets: Who says a sentence will stand in brackets behind it, which leave out the one who carries everything.
    """
    index, briefing = view.index, view.index.briefing
    tell = EntryBlocks(view, alone=False)
    yield Paragraph(briefing.tlp, strong=True)
    yield Heading(1, briefing.title)
    yield from head_blocks(index, in_brackets=in_brackets)
    yield from _extract(view)
    yield from _section("Summary", summary_blocks(view), len(briefing.summary), "highlight")
    keys = sum(figure.key for claim in briefing.claims for figure in claim.figures)
    yield from _section("Key figures", _figures(view), keys, "key figure")
    for pane in ENTRY_PANES:
        yield from _section(pane.title, _entries(view, pane, tell), view.total(pane), _NOUNS[pane])
    loose = [claim for claim in briefing.claims if not index.entries_of[claim.id]]
    if loose:
        yield from _section("Other claims", _loose(_shown(view, loose), tell), len(loose), "claim")
    yield from _section("Sources", _sources(view), view.total(Pane.SOURCES), "source")
    yield from _section("Documents", _documents(view), len(briefing.documents), "document")
    yield Paragraph(briefing.tlp, strong=True)


def head_blocks(index: ResolvedBriefing, *, in_brackets: bool = False) -> Iterator[Block]:
    """The briefing itself: which edition, of when, by whom; `in_brackets` as `blocks` takes it."""
    briefing, zone = index.briefing, index.briefing.zone
    yield Fact(0, "Edition", f"{briefing.edition} of {briefing.series}")
    period = briefing.period
    yield Fact(0, "Period", f"{period.start} to {period.end}" if period else "nothing in it is dated")
    yield Fact(0, "As of", stamp_words(briefing.as_of, zone) if briefing.as_of else UNDATED)
    yield Fact(0, "Information cutoff", stamp_words(briefing.cutoff, zone))
    yield Fact(0, "Issued", stamp_words(briefing.issued, zone))
    yield Fact(0, "Compiled by", briefing.compiled_by)
    carrier = index.origin_carrier
    if carrier:
        name = index.sources[carrier].label
        own = sum(carrier == claim.originator for claim in briefing.claims)
        if own:
            yield Fact(0, "Asserted by", f"{name}; {_part(own, briefing)} of this briefing is its own")
        carried = sum(carrier in claim.carriers for claim in briefing.claims)
        if carried or not own:
            behind = "; it is not repeated behind each" if in_brackets else ""
            yield Fact(
                0,
                "Carried by",
                f"{name}; {_part(carried, briefing)} of this briefing came through it{behind}",
            )
    if briefing.note:
        yield Fact(0, "Compiler's note", briefing.note)


def _part(count: int, briefing: Briefing) -> str:
    total = len(briefing.claims)
    return "every claim" if count == total else f"{count} of {plural(total, 'claim')}"


def summary_blocks(view: View) -> Iterator[Block]:
    """The sentences of the summary that are shown, each with who says so."""
    shown = set(map(id, view.highlights))
    claims = view.index.claims
    for number, highlight in enumerate(view.index.briefing.summary, 1):
        if id(highlight) in shown:
            by = Attribution(view.index, tuple(claims[name] for name in highlight.claims))
            yield Sentence(0, str(number), view.told(highlight), by)
    if view.highlights_hidden:
        yield Paragraph(view.highlights_hidden)


def about_blocks(index: ResolvedBriefing) -> Iterator[Block]:
    """The briefing itself where it is opened: who made it, when, and from what."""
    yield Fact(0, "Id", index.briefing.id)
    yield from head_blocks(index)
    yield from _extract(View(index))
    documents = index.briefing.documents
    if documents:
        yield Heading(2, f"Made from {plural(len(documents), 'document')}")
    yield from document_blocks(documents)


def document_blocks(documents: Iterable[Document]) -> Iterator[Block]:
    """What claims are read from."""
    for document in documents:
        yield Fact(0, *document_words(document), document.url)
        if document.note:
            yield Fact(1, "Note", document.note)


def _section(title: str, inside: Iterable[Block], total: int, noun: str) -> Iterator[Block]:
    yield Heading(2, title)
    empty = True
    for block in inside:
        empty = False
        yield block
    if empty and total:
        yield Paragraph(f"Nothing to show here: the filters hide {plural(total, noun)}.")
    elif empty:
        yield Paragraph("None in this briefing.")


def _extract(view: View) -> Iterator[Block]:
    """That it is an extract, where it is one, of what and by which filters."""
    part = part_of(view)
    if part is None:
        return
    typed = bool(view.filters.text or view.filters.without or view.filters.by)
    yield Fact(0, "Extract of", part.full)
    if part.filtered_to:
        yield Fact(0, "Filtered to", part.filtered_to, typed=typed)
    yield Fact(0, "Shown", f"{part.shown:,} of {plural(part.total, 'entry')}")
    without = view.hidden.get("without a province", 0)
    if without:
        yield Fact(0, "Hidden", f"{plural(without, 'entry')} without a province")


def _shown(view: View, claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if not view.filters or claim.id in view.claims_shown]


def _figures(view: View) -> Iterator[Block]:
    index = view.index
    rows = tuple(
        (
            figure.with_words,
            figure.what + (f" of {figure.whose}" if figure.whose else ""),
            str(figure.scope) or "not stated",
            time_words(claim.when, index.briefing.zone),
            Attribution(index, (claim,)),
            str(index.states[claim.id]),
        )
        for claim in _shown(view, index.briefing.claims)
        for figure in claim.figures
        if figure.key
    )
    if rows:
        yield Table("", FIGURES_HEAD, rows)


def _entries(view: View, pane: Pane, tell: EntryBlocks) -> Iterator[Block]:
    for placed in view.rows(pane):
        if placed.heading:
            yield Heading(3, placed.heading.label)
        if isinstance(placed.row, EntryRow):  # pragma: no branch  (an entry pane has no other rows)
            yield from tell.entry(placed.row)


def _loose(claims: Iterable[Claim], tell: EntryBlocks) -> Iterator[Block]:
    for claim in claims:
        yield from tell.claims.claim(0, claim, "Claim in no entry")
        yield from tell.claims.rivals((claim,), claim.statement)


def _sources(view: View) -> Iterator[Block]:
    for row in view.sources:
        yield from source_blocks(row)


def _documents(view: View) -> Iterator[Block]:
    index, briefing = view.index, view.index.briefing
    told = {name for claim in _shown(view, briefing.claims) for name in (claim.id, *index.rivals[claim.id])}
    used = {name for claim in told for name in index.claims[claim].documents} | {briefing.origin}
    return document_blocks(d for d in briefing.documents if not view.filters or d.id in used)
