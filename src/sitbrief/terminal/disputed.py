"""Words on whose cells terminals disagree: those with marks that take a cell here, and elsewhere none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitbrief.terminal.widths import is_leaning, is_line, is_sure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitbrief.terminal.frame import CellRow


class DisputedWord(NamedTuple):
    """Cells that are written at once, so that a word stays together whatever its marks take.

    Attributes:
        start: The column of the character that its first such mark belongs to.
        stop: The column after its last character.
        spare: How many cells at its end stay empty where no mark takes one.
    """

    start: int
    stop: int
    spare: int


def disputed(row: CellRow) -> list[DisputedWord]:
    """The words of a row that hold a mark that takes a cell, from the left. They end before a blank or a drawn line."""
    text = row.text
    if not any(map(is_leaning, set(text))):
        return []
    words = []
    stop = 0
    for x, cell in enumerate(text):
        if x < stop or not is_leaning(cell):
            continue
        start = max(x - 1, 0)
        while start and not text[start]:
            start -= 1
        stop = next((end for end in range(x, len(text)) if _ends_word(text[end])), len(text))
        words.append(DisputedWord(start, stop, sum(map(is_leaning, text[start:stop]))))
    return words


def affected(words: Iterable[DisputedWord], changed: Sequence[int], new: CellRow) -> list[int]:
    """The columns to write of a row: those that change, and those that a terminal with other widths has drawn over or will.

    Where a disputed word changes, that is the rest of the row. Elsewhere it is the character behind one that changes and
    that some terminal takes for wider, unless all that it would cover is a blank.

    Args:
        words: The disputed words of the row as it was and as it is to be.
        changed: The columns that change, ascending.
        new: The row as it is to be.
    """
    text, width = new.text, len(new.text)
    columns = set(changed)
    first = _unknown_from(words, columns)
    if first is not None:
        columns.update(range(first, width))
    for x in changed:
        at, reach = x + 1, x + 1 + _excess(text, x)
        while at < min(reach, width) and not (text[at] == " " and len(text[x]) == 1):
            columns.add(at)
            reach = max(reach, at + 1 + _excess(text, at))
            at += 1
    return sorted(columns)


def _unknown_from(words: Iterable[DisputedWord], columns: set[int]) -> int | None:
    """The column from which nobody knows what a row shows once these columns change; None where that is known."""
    first = min((word.start for word in words if not columns.isdisjoint(range(*word[:2]))), default=None)
    if first is not None:
        for word in sorted(words, reverse=True):
            if word.start < first < word.stop:
                first = word.start
    return first


def _excess(text: Sequence[str], x: int) -> int:
    """How many cells too many some terminal gives to a character that has one here. Drawn lines stand in runs."""
    cell = text[x]
    wide = x + 1 < len(text) and text[x + 1] == ""
    return 0 if not cell or wide or is_sure(cell) or is_line(cell) else max(1, len(cell) - 1)


def _ends_word(cell: str) -> bool:
    return cell == " " or (cell != "" and is_line(cell))
