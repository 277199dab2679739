"""The text of a detail: an entry, a source or the briefing itself in full, laid out for a width."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sitbrief.briefing.detail import entry_detail, last_confirmed, rival_table, source_detail
from sitbrief.briefing.entries import DERIVED, Front, HumanitarianNote, Pane
from sitbrief.briefing.resolved import MOST_SPEAKERS
from sitbrief.briefing.web import remark
from sitbrief.briefing.when import stamp_words
from sitbrief.briefing.where import province_name
from sitbrief.limits import limits, named
from sitbrief.text import plural, wrap, wrapped
from sitbrief.tui.keymap import keymap
from sitbrief.tui.strips import column
from sitbrief.tui.widgets.text import TextLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.style import Style

    from sitbrief.briefing import View
    from sitbrief.briefing.detail import ClaimDetail, EntryDetail, Link, SourceDetail
    from sitbrief.briefing.sources import Document
    from sitbrief.tui.palette import Palette

SIDE_BY_SIDE = 70
"""From this many columns on rival claims stand in a table."""

ROOMY = 100
"""From this many columns on the table's narrow columns are less narrow."""


class DetailText:
    """Lays out details of one view."""

    def __init__(self, view: View, palette: Palette) -> None:
        self._view = view
        self._palette = palette

    def about(self, link: Link | None, width: int) -> list[TextLine]:
        """What a link leads to: an entry or a source; None is the briefing itself."""
        index = self._view.index
        if link is None:
            return self._bounded(self._briefing(width), width)
        if link.pane is Pane.SOURCES:
            return self._bounded(
                self._source(source_detail(self._view, index.sources[link.id]), width), width
            )
        entry = next(entry for entry in index.entries[link.pane] if entry.id == link.id)
        return self._bounded(self._entry(entry_detail(self._view, link.pane, entry), width), width)

    def _bounded(self, lines: Iterator[TextLine], width: int) -> list[TextLine]:
        """As many lines as are laid out; where there are more, a sentence says so and names the way to all of them."""
        found = [*islice(lines, limits().laid_out)]
        if next(lines, None) is not None:
            key = keymap.key("export")
            told = f"More than {plural(len(found), 'line')}: {key} in the list exports all of it ({named('laid_out')})."
            found += [TextLine(()), *self._text(told, width, self._palette.strong)]
        return found

    def _briefing(self, width: int) -> Iterator[TextLine]:
        """The whole summary, then who made the briefing, when and from what."""
        index, briefing = self._view.index, self._view.index.briefing
        yield from self._text(briefing.title, width, self._palette.title)
        for highlight in self._view.highlights:
            yield TextLine(())
            yield from self._text(highlight.text, width, self._palette.strong)
            said = index.attributions((index.claims[name] for name in highlight.claims), MOST_SPEAKERS)
            yield from self._field("Says", said or "no claim is given for this", width)
        if self._view.highlights_hidden:
            yield TextLine(())
            yield from self._text(self._view.highlights_hidden, width, self._palette.dim)
        yield TextLine(())
        yield from self._text("About this briefing", width, self._palette.heading)
        yield from self._field("Edition", f"{briefing.edition} of {briefing.series} ({briefing.id})", width)
        yield from self._field("Period", f"{briefing.period.start} to {briefing.period.end}", width)
        for name, stamp in (
            ("As of", briefing.as_of),
            ("Cutoff", briefing.cutoff),
            ("Issued", briefing.issued),
        ):
            yield from self._field(name, stamp_words(stamp, briefing.zone), width)
        yield from self._field("Compiled by", briefing.compiled_by, width)
        if index.origin_carrier:
            yield from self._field("Carried by", index.sources[index.origin_carrier].label, width)
        if briefing.note:
            yield from self._field("Compiler", briefing.note, width)
        for document in briefing.documents:
            yield from self._document(document, width)

    def _entry(self, detail: EntryDetail, width: int) -> Iterator[TextLine]:
        palette = self._palette
        yield from self._text(detail.entry.headline, width, palette.title)
        rests = f"{detail.state}; rests on {plural(len(detail.claims), 'claim')}"
        yield from self._text(rests, width, palette.states[detail.state])
        if isinstance(detail.entry, (Front, HumanitarianNote)) and detail.entry.derived:
            yield from self._field("Made", DERIVED, width)
        if isinstance(detail.entry, Front):
            yield from self._front(detail.entry, detail.claims, width)
        if isinstance(detail.entry, HumanitarianNote):
            yield from self._note(detail.entry, width)
        yield from self._rivals(rival_table(detail.claims), width)
        for number, claim in enumerate(detail.claims, 1):
            yield from self._claim(claim, f"Claim {number} of {len(detail.claims)}", width)
        yield from self._links(detail.links, width)

    def _front(self, front: Front, claims: tuple[ClaimDetail, ...], width: int) -> Iterator[TextLine]:
        yield TextLine(())
        yield from self._field("Status", str(front.status), width)
        yield from self._field("Parties", "; ".join(front.parties) or "not stated", width)
        yield from self._field("Axes", ", ".join(axis.name for axis in front.axes) or "not stated", width)
        for phase in front.phases:
            said = self._attributions(phase.claims)
            yield from self._field(f"Phase, {phase.label}", f"{phase.movement} {said}".strip(), width)
        yield from self._field(
            "Last confirmed", last_confirmed(self._view, claims) or "nothing here is confirmed", width
        )

    def _attributions(self, names: Iterable[str]) -> str:
        index = self._view.index
        said = index.attributions((index.claims[name] for name in names), MOST_SPEAKERS)
        return f"({said})" if said else ""

    def _note(self, note: HumanitarianNote, width: int) -> Iterator[TextLine]:
        yield TextLine(())
        yield from self._field("Sector", note.sector, width)
        for name, value in (("Needs", note.needs), ("Response", note.response), ("Gaps", note.gaps)):
            if value:
                yield from self._field(name, value, width)
        if note.severity:
            yield from self._field("Severity", f"{note.severity} of 5", width)

    def _claim(self, item: ClaimDetail, title: str, width: int) -> Iterator[TextLine]:
        palette, claim, zone = self._palette, item.claim, self._view.index.briefing.zone
        yield TextLine(())
        outside = " · outside the filters" if item.outside else ""
        yield from self._text(f"{title} · {item.state}{outside}", width, palette.heading)
        yield from self._text(claim.statement, width, palette.strong)
        if claim.quote:
            yield from self._field("Quote", f'"{claim.quote}"', width)
        yield from self._field("Says", item.originator, width)
        yield from self._field("Through", ", ".join(item.carriers) or "nobody else named", width)
        yield from self._field("Grade", f"{item.grade}: {item.grade.words}", width)
        if claim.rationale:
            yield from self._field("Because", claim.rationale, width)
        when = claim.when.label(zone) + (", day inferred" if claim.when.inferred else "")
        when += f' (as written: "{claim.when.as_written}")' if claim.when.as_written else ""
        yield from self._field("When", f"{when}, {zone}", width)
        yield from self._field("Where", "; ".join(self._places(item)) or "no place stated", width)
        for figure in claim.figures:
            yield from self._field("Figure", figure.in_full, width)
        if claim.withdrawn:
            yield from self._field("Withdrawn", f"{claim.withdrawn.date}: {claim.withdrawn.reason}", width)
        if claim.note:
            yield from self._field("Compiler", claim.note, width)
        for document in item.documents:
            yield from self._document(document, width)

    def _document(self, document: Document, width: int) -> Iterator[TextLine]:
        said = remark(document.url) if document.url else ""
        address = f"{document.url} ({said})" if said else document.url
        parts = (document.title, document.publisher, str(document.date or ""), address)
        yield from self._field("Document", ", ".join(part for part in parts if part), width)

    def _places(self, item: ClaimDetail) -> Iterator[str]:
        for place in item.claim.where:
            names = ", ".join(province_name(code) for code in place.provinces) or "in no province"
            level = f"{place.level}, " if place.level else ""
            yield f'"{place.as_written}" ({level}{names})'

    def _rivals(self, rivals: tuple[ClaimDetail, ...], width: int) -> Iterator[TextLine]:
        if not rivals:
            return
        palette = self._palette
        yield TextLine(())
        yield from self._text(f"Rival claims, {len(rivals)} side by side", width, palette.heading)
        if width < SIDE_BY_SIDE:
            for item in rivals:
                yield from self._text("* " + item.claim.statement, width, palette.strong)
                yield from self._text(
                    f"  {item.grade}; {self._who(item)}; {self._stand(item)}", width, palette.plain
                )
            return
        narrow = 24 if width >= ROOMY else 19
        widths = (width - 2 * narrow - 5 - 4, narrow, narrow, 5)
        yield self._cells(
            (("Statement",), ("Who says so",), ("State, time",), ("Grade",)), widths, palette.title
        )
        for item in rivals:
            columns = (
                wrap(item.claim.statement, widths[0] - 1),
                wrap(self._who(item), widths[1] - 1),
                wrap(self._stand(item), widths[2] - 1),
                [str(item.grade)],
            )
            for number in range(max(len(column_) for column_ in columns)):
                cells = tuple((c[number],) if number < len(c) else ("",) for c in columns)
                yield self._cells(cells, widths, palette.plain)
            yield TextLine(())

    def _cells(self, cells: tuple[tuple[str, ...], ...], widths: tuple[int, ...], style: Style) -> TextLine:
        return TextLine(
            tuple((column(cell[0], size) + " ", style) for cell, size in zip(cells, widths, strict=True))
        )

    def _who(self, item: ClaimDetail) -> str:
        return item.originator + (f" via {', '.join(item.carriers)}" if item.carriers else "")

    def _stand(self, item: ClaimDetail) -> str:
        outside = ", outside the filters" if item.outside else ""
        return f"{item.state}, {item.claim.when.label(self._view.index.briefing.zone)}{outside}"

    def _links(self, links: tuple[Link, ...], width: int) -> Iterator[TextLine]:
        if not links:
            return
        yield TextLine(())
        yield from self._text("Go to", width, self._palette.heading)
        for link in links:
            label = column(f"{link.pane.title}: {link.label}", width).rstrip()
            yield TextLine(((label, self._palette.plain),), link)

    def _source(self, detail: SourceDetail, width: int) -> Iterator[TextLine]:
        source = detail.source
        yield from self._text(source.name, width, self._palette.title)
        yield from self._field("Grade", f"{source.reliability}: {source.reliability.words}", width)
        yield from self._field("Because", source.rationale, width)
        yield from self._field("Kind", source.kind, width)
        yield from self._field("Affiliation", source.affiliation or "not stated", width)
        yield from self._field("Control", source.control or "its own", width)
        for change in source.history:
            yield from self._field(
                "Regraded", f"{change.date}: {change.before} to {change.after}, {change.why}", width
            )
        for name, items in (("Says", detail.originates), ("Carries", detail.carries)):
            yield TextLine(())
            yield from self._text(f"{name}: {plural(len(items), 'claim')}", width, self._palette.heading)
            for item in items:
                yield from self._text(
                    f"* {item.claim.statement} ({item.grade}; {item.state})", width, self._palette.plain
                )
        yield from self._links(detail.links, width)

    def _field(self, name: str, value: str, width: int) -> Iterator[TextLine]:
        lead = f"{name}: "
        for number, part in enumerate(wrapped(lead + value, width)):
            if number == 0 and part.startswith(lead):
                yield TextLine(((lead, self._palette.dim), (part[len(lead) :], self._palette.plain)))
            else:
                yield TextLine(((part, self._palette.plain),))

    def _text(self, value: str, width: int, style: Style) -> Iterator[TextLine]:
        for part in wrapped(value, width):
            yield TextLine(((part, style),))
