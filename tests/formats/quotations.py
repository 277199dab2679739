"""Every text in quotation marks of an export, and all that a file says: nothing may stand in marks that nobody wrote."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from sitbrief.briefing import ResolvedBriefing, View
from sitbrief.briefing.detail import Link
from sitbrief.formats.blocks import Fact, Heading, Paragraph, Sentence
from sitbrief.formats.briefing_blocks import blocks
from sitbrief.formats.clipboard_text import linked_text
from sitbrief.formats.html_text import text_of
from sitbrief.text import clean_prose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitbrief.briefing import Briefing
    from sitbrief.formats.blocks import Block

_QUOTED = re.compile(r'"([^"]*)"')
_DELIMITERS = ",;\t"


def invented(briefing: Briefing, source: Path) -> list[tuple[str, str]]:
    """The quotations of a briefing, and of what is told of it, that are no words of the file that it was imported from.

    A place may be several cells, a comma between, and the name of a column may stand on several lines.
    """
    texts = [*map(_flat, texts_of(source))]
    whole, cells = "\n".join(texts), {*texts}
    return [
        (where, quoted)
        for where, quoted in quotations(briefing)
        if _flat(quoted) not in whole and not _is_cells(_flat(quoted), cells)
    ]


def quotations(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Everything that stands for somebody's words: where, and the words."""
    for claim in briefing.claims:
        yield from [("quote", claim.quote)] if claim.quote else []
        if claim.when and claim.when.as_written:
            yield "when, as written", claim.when.as_written
        yield from (("where, as written", place.as_written) for place in claim.where)
        yield from (("as said", figure.as_said) for figure in claim.figures if figure.as_said)
    index = ResolvedBriefing(briefing)
    for block in blocks(View(index), in_brackets=True):
        yield from (("told", found) for text in _words(block) for found in _in_marks(text))
    for pane, entries in index.entries.items():
        for entry in entries[:20]:
            text = linked_text(index, Link(pane, entry.id, ""))
            yield from (("copied", found) for line in text.splitlines() for found in _in_marks(line))


def texts_of(source: Path) -> Iterator[str]:
    """Every cell of a table, every value of a JSON text; HTML as it is and without its marks."""
    read = source.read_bytes()
    try:
        data = read.decode("utf-8-sig")
    except UnicodeDecodeError:
        data = read.decode("cp1252")
    if data.lstrip()[:1] in {"{", "["}:
        yield from (told for text in _values(json.loads(data)) for told in (text, text_of(text)))
        return
    head = data.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    for row in csv.reader(io.StringIO(data, newline=""), delimiter=delimiter):
        yield from row


def _values(value: Any) -> Iterator[str]:  # noqa: ANN401  what JSON holds
    match value:
        case dict():
            for key, inside in value.items():
                yield key
                yield from _values(inside)
        case list():
            for inside in value:
                yield from _values(inside)
        case _:
            yield str(value)


def _words(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Fact():
            yield from (block.label, block.text)
        case Sentence():
            yield block.text
        case _:
            yield from (cell for row in block.rows for cell in row if isinstance(cell, str))


def _is_cells(text: str, cells: set[str]) -> bool:
    """Whether a text is several cells and nothing else."""
    ends = (found.span() for found in re.finditer(",? ", text))
    return text in cells or any(text[:at] in cells and _is_cells(text[to:], cells) for at, to in ends)


def _in_marks(text: str) -> list[str]:
    """What stands in marks; nothing of a text whose marks are no pairs, for then it is somebody else's."""
    return _QUOTED.findall(text) if text.count('"') % 2 == 0 else []


def _flat(text: str) -> str:
    return " ".join(clean_prose(text).split())
