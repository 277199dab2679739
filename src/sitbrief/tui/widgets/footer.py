"""The bottom line: the keys that matter here, or a message until the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.text import cells, truncate
from sitbrief.tui.strips import Piece, line
from sitbrief.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from sitbrief.tui.palette import Palette


class Footer(Lines):
    """One line. Hints that do not fit are left out whole, the last first; a message goes before them until a key.

    Attributes:
        message: The message.
    """

    def __init__(self, palette: Palette, hints: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(palette)
        self._hints = tuple(hints)
        self.message = ""

    def hint(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these keys, each with a word or two, the most important first."""
        if self._hints != tuple(hints):
            self._hints = tuple(hints)
            self.refresh_changed()

    def say(self, message: str) -> None:
        """Show a message, or with an empty one the keys alone."""
        if message != self.message:
            self.message = message
            self.refresh_changed()

    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw the line."""
        del y, height
        pieces: list[Piece] = []
        if self.message:
            pieces.append((f" {truncate(self.message, width - 2)} ", self._palette.strong))
        left = width - sum(cells(text) for text, _ in pieces)
        for key, words in self._hints:
            needed = cells(key) + cells(words) + 3
            if needed > left:
                break
            pieces += [(f" {key}", self._palette.strong), (f" {words} ", self._palette.plain)]
            left -= needed
        return line(pieces, width)
