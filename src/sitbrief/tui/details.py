"""The text of a detail: an entry, a source or the briefing itself in full, its blocks laid out for a width."""

from __future__ import annotations

from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from sitbrief.briefing.detail import links_from
from sitbrief.briefing.web import remark
from sitbrief.formats.blocks import Fact, Heading, Paragraph, Sentence
from sitbrief.formats.briefing_blocks import about_blocks, summary_blocks
from sitbrief.formats.claim_blocks import NO_CARRIERS
from sitbrief.formats.entry_blocks import detail_blocks
from sitbrief.limits import limits, named
from sitbrief.text import plural, wrap, wrapped
from sitbrief.tui.keymap import keymap
from sitbrief.tui.strips import column
from sitbrief.tui.widgets.text import TextLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.style import Style

    from sitbrief.briefing import View
    from sitbrief.briefing.detail import Link
    from sitbrief.formats.blocks import Block, Table
    from sitbrief.tui.palette import Palette

SIDE_BY_SIDE = 70
"""From this many columns on rival claims stand in a table."""

ROOMY = 100
"""From this many columns on the table's narrow columns are less narrow."""


class DetailText:
    """Lays out what a view says of one thing."""

    def __init__(self, view: View, palette: Palette, width: int) -> None:
        """Lay out for a width in cells."""
        self._view = view
        self._palette = palette
        self._width = width

    def about(self, link: Link | None) -> list[TextLine]:
        """What a link leads to: an entry or a source; None is the briefing itself.

        Where there are more lines than are laid out, a sentence says so and names the way to all of them.
        """
        lines = self._briefing() if link is None else self._opened(link)
        found = [*islice(lines, limits().laid_out)]
        if next(lines, None) is not None:
            key = keymap.key("export")
            told = f"More than {plural(len(found), 'line')}: {key} in the list exports all of it ({named('laid_out')})."
            found += [TextLine(()), *self._text(told, self._palette.strong)]
        return found

    def _briefing(self) -> Iterator[TextLine]:
        """The whole summary, then who made the briefing, when and from what."""
        yield from self._text(self._view.index.briefing.title, self._palette.title)
        yield from self._blocks(summary_blocks(self._view))
        yield from self._blocks([Heading(2, "About this briefing")])
        yield from self._blocks(about_blocks(self._view.index))

    def _opened(self, link: Link) -> Iterator[TextLine]:
        blocks = detail_blocks(self._view, link)
        lead = next(blocks)
        if isinstance(lead, Fact):  # pragma: no branch  (it is what names the entry or source)
            style = self._palette.states[lead.state] if lead.state else self._palette.plain
            yield from self._text(lead.label, self._palette.title)
            yield from self._text(lead.text, style)
        yield from self._blocks(blocks)
        links = links_from(self._view.index, link)
        if links:
            yield from self._blocks([Heading(2, "Go to")])
        for other in links:
            label = column(f"{other.pane.title}: {other.label}", self._width).rstrip()
            yield TextLine(((label, self._palette.plain),), other)

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[TextLine]:
        """Headings, what is a table and what has a heading begin with an empty line."""
        for block in blocks:
            if not isinstance(block, Fact) and not (isinstance(block, Sentence) and block.depth):
                yield TextLine(())
            match block:
                case Heading():
                    yield from self._text(block.text, self._palette.heading)
                case Paragraph():
                    yield from self._text(block.text, self._palette.dim)
                case Fact():
                    yield from self._fact(block)
                case Sentence():
                    yield from self._sentence(block)
                case _:
                    yield from self._rivals(block)

    def _fact(self, fact: Fact) -> Iterator[TextLine]:
        address = ""
        if fact.url:
            said = remark(fact.url)
            address = f", {fact.url} ({said})" if said else f", {fact.url}"
        return self._field(fact.label, fact.text + address)

    def _sentence(self, told: Sentence) -> Iterator[TextLine]:
        """A claim with who says so in lines; a sentence of the summary with that below it; any other with that behind it."""
        if told.depth:
            yield from self._field(told.label, f"{told.text} ({told.by})")
        elif not told.state:
            yield from self._text(told.text, self._palette.strong)
            yield from self._field("Sources", told.by.listed)
        else:
            yield from self._text(f"{told.label} · {told.state}", self._palette.heading)
            yield from self._text(told.text, self._palette.strong)
            for speaker in told.by.speakers:
                yield from self._field(speaker.verb, speaker.originator)
                if speaker.coded_from:
                    yield from self._field("Coded from", ", ".join(speaker.coded_from))
                yield from self._field("Relayed by", ", ".join(speaker.carriers) or NO_CARRIERS)
                yield from self._field("Grade", f"{speaker.grade}: {speaker.grade.words}")

    def _rivals(self, table: Table) -> Iterator[TextLine]:
        """Rivals in four columns, or below each other where there is no room for them."""
        palette, width = self._palette, self._width
        yield from self._text(f"{table.title}, {len(table.rows)} side by side", palette.heading)
        narrow = 24 if width >= ROOMY else 19
        widths = (width - 2 * narrow - 5 - 4, narrow, narrow, 5)
        if width >= SIDE_BY_SIDE:
            yield self._cells(("Statement", "Who says so", "State, time", "Grade"), widths, palette.title)
        for number, row in enumerate(table.rows):
            statement, originator, carriers, grade, when, state, _document = map(str, row)
            who = originator if carriers == NO_CARRIERS else f"{originator} via {carriers}"
            if width < SIDE_BY_SIDE:
                yield from self._text(f"* {statement}", palette.strong)
                yield from self._text(f"  {grade}; {who}; {state}, {when}", palette.plain)
                continue
            texts = (statement, who, f"{state}, {when}", grade)
            columns = [wrap(text, size - 1) for text, size in zip(texts, widths, strict=True)]
            if number:
                yield TextLine(())
            for cells in zip_longest(*columns, fillvalue=""):
                yield self._cells(cells, widths, palette.plain)

    def _cells(self, cells: tuple[str, ...], widths: tuple[int, ...], style: Style) -> TextLine:
        return TextLine(
            tuple((column(cell, size) + " ", style) for cell, size in zip(cells, widths, strict=True))
        )

    def _field(self, name: str, value: str) -> Iterator[TextLine]:
        lead = f"{name}: "
        for number, part in enumerate(wrapped(lead + value, self._width)):
            if number == 0 and part.startswith(lead):
                yield TextLine(((lead, self._palette.dim), (part[len(lead) :], self._palette.plain)))
            else:
                yield TextLine(((part, self._palette.plain),))

    def _text(self, value: str, style: Style) -> Iterator[TextLine]:
        for part in wrapped(value, self._width):
            yield TextLine(((part, style),))
