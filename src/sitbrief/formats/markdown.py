"""Writes a view as Markdown: CommonMark with GitHub's tables, which stay readable where tables are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.web import remark
from sitbrief.formats.blocks import Block, Fact, Heading, Paragraph, Sentence, Table
from sitbrief.formats.briefing_blocks import blocks
from sitbrief.formats.markdown_text import inert, inline
from sitbrief.text import LINE_BREAK, cells, clean_layout, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.briefing import View
    from sitbrief.text import Clean

WIDEST_PADDED = 48
"""A table with a wider column is not padded: where lines wrap, the blanks would tear it apart."""


def write(view: View) -> Clean:
    """Write all that a view shows, the bottom line up front."""
    return joined(lines(view))


def lines(view: View) -> Iterator[Clean]:
    """The same line by line."""
    before: Block | None = None
    for block in blocks(view, in_brackets=True):
        # Items of one list stand together; all else has an empty line around it.
        if before is not None and not (
            isinstance(before, Fact | Sentence) and isinstance(block, Fact | Sentence)
        ):
            yield LINE_BREAK
        for line in _lines(block):
            yield clean_layout(f"{line}\n")
        before = block


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {inline(block.text)}"
        case Paragraph():
            yield f"**{inline(block.text)}**" if block.strong else inline(block.text)
        case Fact():
            yield _item(block)
        case Sentence():
            yield _item(Fact(block.depth, block.label, f"{block.text} ({block.by})"))
            if block.state:
                yield _item(Fact(block.depth + 1, "State", block.state))
        case _:
            if block.title:
                yield f"**{inline(block.title)}**"
                yield ""
            yield from _table(block)


def _item(item: Fact) -> str:
    text = inert(item.text) if item.typed else inline(item.text)
    line = f"{'  ' * item.depth}- **{inline(item.label)}:** {text}"
    if not item.url:
        return line
    said = remark(item.url)
    return f"{line}, <{item.url}> ({inline(said)})" if said else f"{line}, <{item.url}>"


def _table(table: Table) -> Iterator[str]:
    rows = [tuple(inline(str(cell)) for cell in row) for row in (table.head, *table.rows)]
    widths = [max(cells(cell) for cell in column) for column in zip(*rows, strict=True)]
    padded = widths if max(widths) <= WIDEST_PADDED else [0] * len(widths)
    rows.insert(1, tuple("-" * max(3, width) for width in padded))
    for row in rows:
        filled = (cell + " " * (width - cells(cell)) for cell, width in zip(row, padded, strict=True))
        yield f"| {' | '.join(filled)} |"
