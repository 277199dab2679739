"""Rows that have more or fewer cells than their header: a spreadsheet leaves empty ones out at the end, or adds some."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_blank(cells: Sequence[str]) -> bool:
    """Whether all cells are empty: a row of those is none."""
    return not any(cell.strip() for cell in cells)


def fitted(cells: list[str], width: int) -> list[str] | None:
    """The cells of a row, as many as the header has: missing ones are empty. None where a filled one has no header."""
    if len(cells) <= width:
        return cells + [""] * (width - len(cells))
    return cells[:width] if is_blank(cells[width:]) else None
