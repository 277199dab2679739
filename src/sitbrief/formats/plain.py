"""Writes a view as plain text in one column, to be read by `less`, a screen reader or a Braille line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.grades import Grade
from sitbrief.briefing.resolved import MOST_SPEAKERS
from sitbrief.briefing.web import remark
from sitbrief.formats.blocks import NO_CLAIM, Attribution, Block, Fact, Heading, Paragraph, Sentence
from sitbrief.formats.briefing_blocks import blocks
from sitbrief.text import LINE_BREAK, clean_layout, joined, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing import View
    from sitbrief.formats.blocks import Cell, Speaker
    from sitbrief.text import Clean


def write(view: View, width: int = 80) -> Clean:
    """Write all that a view shows, the bottom line up front.

    Args:
        view: What is shown.
        width: The most cells a line may take.
    """
    return joined(lines(view, width))


def lines(view: View, width: int = 80) -> Iterator[Clean]:
    """The same line by line."""
    return laid_out(blocks(view, in_brackets=False), width)


def laid_out(parts: Iterable[Block], width: int) -> Iterator[Clean]:
    """Blocks line by line."""
    begun = False
    for block in parts:
        # A paragraph to each thing of its own; what is said about it follows without a gap.
        if begun and not (isinstance(block, Fact | Sentence) and block.depth):
            yield LINE_BREAK
        for line in _lines(block, width):
            yield clean_layout(f"{line}\n")
        begun = True


def _lines(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield from _wrapped(block.text, 0, width)
        case Fact():
            yield from _item(block, width)
        case Sentence():
            for fact in _facts(block):
                yield from _item(fact, width)
        case _:
            title = f"{block.title}: " if block.title else ""
            for number, row in enumerate(block.rows, 1):
                if number > 1:
                    yield ""
                lead = f"{title}{number} of {len(block.rows)}: {block.head[0]}: {_heard(row[0])}"
                yield from _wrapped(lead, 0, width)
                for name, cell in zip(block.head[1:], row[1:], strict=True):
                    yield from _wrapped(f"{name}: {_heard(cell)}", 1, width)


def _facts(sentence: Sentence) -> Iterator[Fact]:
    """A sentence, then who says so: each on a line, the first of many."""
    yield Fact(sentence.depth, sentence.label, sentence.text)
    below, speakers = sentence.depth + 1, sentence.by.speakers
    for speaker in speakers[:MOST_SPEAKERS]:
        yield Fact(below, speaker.verb, speaker.originator)
        for name in speaker.coded_from:
            yield Fact(below, "Coded from", name)
        for name in speaker.carriers:
            yield Fact(below, "Relayed by", name)
        yield Fact(below, "Grade", _heard(speaker.grade))
    if len(speakers) > MOST_SPEAKERS:
        yield Fact(below, "Says", f"{len(speakers) - MOST_SPEAKERS:,} more")
    if not speakers:
        yield Fact(below, "Says", NO_CLAIM)
    if sentence.state:
        yield Fact(below, "State", sentence.state)


def _heard(cell: Cell) -> str:
    """A cell of a table with its grades in words."""
    match cell:
        case Grade():
            return f"{cell}: {cell.words}"
        case Attribution():
            return "; ".join(f"grade {by.grade}, {by.grade.words}: {_named(by)}" for by in cell.speakers)
        case _:
            return cell


def _named(by: Speaker) -> str:
    """Who says so, whose accounts they coded, and through whom."""
    coded = f", coded from {', '.join(by.coded_from)}" if by.coded_from else ""
    through = "".join(f" through {name}" for name in by.carriers)
    return f"{by.originator}{coded}{',' if coded and through else ''}{through}"


def _item(item: Fact, width: int) -> Iterator[str]:
    yield from _wrapped(f"{item.label}: {item.text}", item.depth, width)
    if item.url:
        said = remark(item.url)
        yield from _wrapped(f"{item.url} ({said})" if said else item.url, item.depth + 1, width)


def _wrapped(text: str, depth: int, width: int) -> Iterator[str]:
    indent = "  " * min(depth, width // 8)
    for line in wrap(" ".join(text.split()), width - len(indent)):
        yield indent + line
