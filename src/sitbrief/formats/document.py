"""A view as a sequence of blocks, the bottom line up front: what every writer for readers writes, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.detail import Details, last_confirmed, rival_table, told_detail
from sitbrief.briefing.entries import DERIVED, Front, HumanitarianNote, Pane
from sitbrief.briefing.rows import EntryRow, SourceRow
from sitbrief.briefing.rows import GroupHeading as Group
from sitbrief.briefing.when import stamp_words
from sitbrief.formats.claim_blocks import ClaimBlocks
from sitbrief.formats.outline import Block, Heading, ListItem, Paragraph, Table
from sitbrief.text import plural, truncate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing import View
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.detail import ClaimDetail, EntryDetail
    from sitbrief.briefing.sources import Document, Source

FIGURES_HEAD = ("Figure", "What", "Scope", "Date", "Attribution", "State")

_MOST_RIVALS: Final = 24
"""So many stand under each entry that they concern. More are one dispute, which is told once: a thousand claims that all
contradict each other would be a million rows."""

_LONGEST_REFERENCE: Final = 80

_NOUNS = {Pane.TIMELINE: "entry", Pane.FRONTS: "front", Pane.HUMANITARIAN: "humanitarian note"}


def blocks(view: View, *, spoken: bool) -> Iterator[Block]:
    """All blocks of a view.

    Args:
        view: What is shown.
        spoken: For an ear rather than an eye: see `ClaimBlocks`.
    """
    return Outline(view, spoken=spoken).blocks()


class Outline:
    """Tells a view in blocks: all of it, or one thing in it."""

    def __init__(self, view: View, *, spoken: bool) -> None:
        """Make an outline; `spoken` as `blocks` takes it."""
        self._view = view
        self._index = view.index
        self._briefing = view.index.briefing
        self._tell = ClaimBlocks(view.index, spoken=spoken)
        self._details = Details(view)
        self._disputes: dict[str, str] = {}

    def blocks(self) -> Iterator[Block]:
        """All there is."""
        yield Paragraph(self._briefing.tlp, strong=True)
        yield Heading(1, self._briefing.title)
        yield from self.head()
        yield from self._filters()
        yield from self._section("Summary", self._summary(), len(self._briefing.summary), "highlight")
        keys = sum(figure.key for claim in self._briefing.claims for figure in claim.figures)
        yield from self._section("Key figures", self._figures(), keys, "key figure")
        for pane in (Pane.TIMELINE, Pane.FRONTS, Pane.HUMANITARIAN):
            yield from self._section(pane.title, self._entries(pane), self._view.total(pane), _NOUNS[pane])
        loose = [claim for claim in self._briefing.claims if not self._index.entries_of[claim.id]]
        if loose:
            yield from self._section("Other claims", self._loose(loose), len(loose), "claim")
        yield from self._section("Sources", self._sources(), self._view.total(Pane.SOURCES), "source")
        yield from self._section("Documents", self._documents(), len(self._briefing.documents), "document")
        yield Paragraph(self._briefing.tlp, strong=True)

    def _section(self, title: str, inside: Iterable[Block], total: int, noun: str) -> Iterator[Block]:
        yield Heading(2, title)
        empty = True
        for block in inside:
            empty = False
            yield block
        if empty and total:
            yield Paragraph(f"Nothing to show here: the filters hide {plural(total, noun)}.")
        elif empty:
            yield Paragraph("The briefing has nothing here.")

    def head(self) -> Iterator[Block]:
        """The briefing itself: which edition, of when, by whom."""
        briefing, zone = self._briefing, self._briefing.zone
        yield ListItem(0, "Edition", f"{briefing.edition} of {briefing.series}")
        yield ListItem(0, "Period", f"{briefing.period.start} to {briefing.period.end}")
        yield ListItem(0, "As of", stamp_words(briefing.as_of, zone))
        yield ListItem(0, "Information cutoff", stamp_words(briefing.cutoff, zone))
        yield ListItem(0, "Issued", stamp_words(briefing.issued, zone))
        yield ListItem(0, "Compiled by", briefing.compiled_by)
        carrier = self._index.origin_carrier
        if carrier:
            name = self._index.sources[carrier].label
            behind = "" if self._tell.spoken else "; it is not repeated behind each"
            carried = sum(carrier in claim.carriers for claim in self._briefing.claims)
            every = (
                "every claim"
                if carried == len(self._briefing.claims)
                else (f"{carried} of {plural(len(self._briefing.claims), 'claim')}")
            )
            yield ListItem(0, "Carried by", f"{name}; {every} of this briefing came through it{behind}")
        if briefing.note:
            yield ListItem(0, "Compiler's note", briefing.note)

    def _filters(self) -> Iterator[Block]:
        view = self._view
        if not view.filters:
            return
        typed = bool(view.filters.text or view.filters.without or view.filters.by)
        yield ListItem(0, "Filtered to", "; ".join(view.filters.words()), typed=typed)
        yield ListItem(0, "Shown", f"{view.entries_shown} of {plural(view.entries_total, 'entry')}")
        without = view.hidden.get("without a province", 0)
        if without:
            yield ListItem(0, "Hidden", f"{plural(without, 'entry')} without a province")

    def _is_shown(self, name: str) -> bool:
        return not self._view.filters or name in self._view.claims_shown

    def _summary(self) -> Iterator[Block]:
        shown = set(map(id, self._view.highlights))
        for number, highlight in enumerate(self._briefing.summary, 1):
            if id(highlight) in shown:
                yield from self._tell.said(0, str(number), highlight.text, highlight.claims)
        if self._view.highlights_hidden:
            yield Paragraph(self._view.highlights_hidden)

    def _figures(self) -> Iterator[Block]:
        rows = tuple(
            (
                str(figure) + (f', as said: "{figure.as_said}"' if figure.as_said else ""),
                figure.what + (f" of {figure.whose}" if figure.whose else ""),
                str(figure.scope) or "not stated",
                claim.when.label(self._briefing.zone),
                self._attribution(claim),
                str(self._index.states[claim.id]),
            )
            for claim in self._briefing.claims
            if self._is_shown(claim.id)
            for figure in claim.figures
            if figure.key
        )
        if rows:
            yield Table("", FIGURES_HEAD, rows)

    def _attribution(self, claim: Claim) -> str:
        if not self._tell.spoken:
            return self._index.attribution(claim)
        grade = self._index.grade_of(claim)
        names = (self._index.originator_name(claim), *self._index.carrier_names(claim))
        return f"grade {grade}, {grade.words}: {' through '.join(names)}"

    def _entries(self, pane: Pane) -> Iterator[Block]:
        for row in self._view.rows(pane):
            if isinstance(row, Group):
                yield Heading(3, row.label)
            elif isinstance(row, EntryRow):  # pragma: no branch  (an entry pane has no other rows)
                yield from self.entry(row)

    def entry(self, row: EntryRow) -> Iterator[Block]:
        """An entry with its claims and their rivals."""
        detail = told_detail(self._view, row.pane, row.entry, self._details)
        yield from self.lead(row, detail)
        yield from self.claims(detail)
        yield from self.rivals(detail)

    def lead(self, row: EntryRow, detail: EntryDetail) -> Iterator[Block]:
        """What stands at the head of an entry, before its claims."""
        where = ", ".join(row.provinces) or "no province"
        when = f"{row.clock}; " if row.clock else ""
        rests = f"rests on {plural(row.claims, 'claim')}" if row.claims else "rests on nothing"
        yield ListItem(0, row.entry.headline, f"{row.state}; {when}{where}; {rests}")
        if isinstance(row.entry, (Front, HumanitarianNote)) and row.entry.derived:
            yield ListItem(1, "Made", DERIVED)
        if isinstance(row.entry, Front):
            yield from self._front(row.entry, detail)
        if isinstance(row.entry, HumanitarianNote):
            yield from self._note(row.entry)

    def claims(self, detail: EntryDetail) -> Iterator[Block]:
        """The claims of an entry."""
        for number, claim in enumerate(detail.claims, 1):
            label = f"Claim {number} of {len(detail.claims)}" if len(detail.claims) > 1 else "Claim"
            yield from self._tell.claim(1, claim, label)

    def rivals(self, detail: EntryDetail) -> Iterator[Block]:
        """The claims of an entry that are in dispute, with all that contradict them."""
        yield from self._rivals(detail.claims, detail.entry.headline)

    def _rivals(self, claims: tuple[ClaimDetail, ...], headline: str) -> Iterator[Block]:
        """Rivals side by side. A dispute of very many stands in full where it comes first, and is named after that."""
        if sum(len(item.rivals) for item in claims) <= _MOST_RIVALS:
            yield from self._tell.rivals(rival_table(claims))
            return
        named: set[str] = set()
        for item in claims:
            name = item.claim.id
            if not item.rivals:
                continue
            if name not in self._disputes:
                dispute = self._index.dispute_of(name)
                where = truncate(headline, _LONGEST_REFERENCE)
                self._disputes.update(dict.fromkeys(dispute, where))
                named.add(where)
                yield from self._tell.rivals(tuple(map(self._details.alone, dispute)))
            elif self._disputes[name] not in named:
                named.add(self._disputes[name])
                count = plural(len(item.rivals), "claim")
                yield ListItem(1, "Rival claims", f'{count}, in the table of "{self._disputes[name]}"')

    def _front(self, front: Front, detail: EntryDetail) -> Iterator[Block]:
        yield ListItem(1, "Status", front.status)
        yield ListItem(1, "Parties", "; ".join(front.parties) or "not stated")
        for axis in front.axes:
            yield from self._tell.said(1, "Axis", axis.name, axis.claims)
        for phase in front.phases:
            yield from self._tell.said(1, f"Phase, {phase.label}", phase.movement, phase.claims)
        last = last_confirmed(self._view, detail.claims)
        yield ListItem(1, "Last confirmed", last or "nothing here is confirmed")

    def _note(self, note: HumanitarianNote) -> Iterator[Block]:
        for label, text in (("Needs", note.needs), ("Response", note.response), ("Gaps", note.gaps)):
            if text:
                yield from self._tell.said(1, label, text, note.claims)
        if note.severity:
            yield from self._tell.said(1, "Severity", f"{note.severity} of 5", note.claims)

    def _loose(self, claims: Iterable[Claim]) -> Iterator[Block]:
        for claim in claims:
            if self._is_shown(claim.id):
                detail = self._details.disputed(claim.id)
                yield from self._tell.claim(0, detail, "Claim in no entry")
                yield from self._rivals((detail,), claim.statement)

    def _sources(self) -> Iterator[Block]:
        for row in self._view.rows(Pane.SOURCES):
            if isinstance(row, SourceRow):  # pragma: no branch  (the pane of sources has no other rows)
                yield from self._source(row)

    def _source(self, row: SourceRow) -> Iterator[Block]:
        yield from self.source(row.source)
        counts = f"asserts {row.as_originator}"
        if row.as_originator:
            counts += f" ({row.confirmed} confirmed, {row.contested} contested)"
        yield ListItem(1, "Claims", f"{counts}; passes on {row.as_carrier}")
        yield from self.regraded(row.source)

    def source(self, source: Source) -> Iterator[Block]:
        """A source and how far it is trusted."""
        short = f"; in the text: {source.short}" if source.short else ""
        yield ListItem(0, source.name, f"{source.reliability}, {source.reliability.words}{short}")
        yield ListItem(1, "Why this grade", source.rationale)
        yield ListItem(1, "Kind", source.kind)
        yield ListItem(1, "Affiliation", source.affiliation or "not stated")
        yield ListItem(1, "Control", source.control or "its own")

    def regraded(self, source: Source) -> Iterator[Block]:
        """How its reliability has changed."""
        for change in source.history:
            yield ListItem(
                1, "Regraded", f"{change.date}, from {change.before} to {change.after}: {change.why}"
            )

    def _documents(self) -> Iterator[Block]:
        claims = [claim for claim in self._briefing.claims if self._is_shown(claim.id)]
        used = {name for claim in claims for name in claim.documents} | {self._briefing.origin}
        listed = self._briefing.documents
        yield from self.documents(d for d in listed if not self._view.filters or d.id in used)

    def documents(self, documents: Iterable[Document]) -> Iterator[Block]:
        """What claims are read from."""
        for document in documents:
            yield self._document(document)
            if document.note:
                yield ListItem(1, "Note", document.note)

    def _document(self, document: Document) -> ListItem:
        date = str(document.date or "no date")
        if document.title is None:
            return ListItem(0, document.publisher, date, document.url)
        return ListItem(0, document.title, f"{document.publisher}, {date}", document.url)
