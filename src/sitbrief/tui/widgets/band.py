"""The summary band: the bottom line up front, above the panes until the reader moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.text import truncate, wrap
from sitbrief.tui.keymap import keymap
from sitbrief.tui.strips import line
from sitbrief.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.strip import Strip

    from sitbrief.briefing import View
    from sitbrief.tui.palette import Palette

_FEW: Final = 8
_MOST_NAMED: Final = 3
"""So many who say so are named where there are not few: a summary counted from rows rests on too many for a line."""


class Band(Lines):
    """The highlights of the summary, each with who says so. Takes at most a good third of the screen.

    Attributes:
        cut: There is more of it than fits.
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._view: View | None = None
        self._lines: list[str] = []
        self.cut = False

    def show(self, view: View) -> None:
        """Take the summary of another view."""
        self._view = view
        self.wrap_to(self.screen.size.width, self.screen.size.height)

    def wrap_to(self, width: int, height: int) -> None:
        """Wrap to a screen of that size."""
        lines: list[str] = []
        for mark, text in self._texts():
            for number, part in enumerate(wrap(text, max(10, width - 4))):
                lines.append(f" {' ' if number else mark} {part}")
        room = max(2, (height - 6) * 2 // 5)
        self.cut = len(lines) > room
        if self.cut:
            key = keymap.key("summary")
            lines = [*lines[: room - 1], truncate(f"   ... {len(lines) - room + 1} more lines: {key}", width)]
        self._lines = lines
        self.styles.height = len(lines)
        self.refresh_changed()

    def _texts(self) -> Iterator[tuple[str, str]]:
        """The highlights that are shown, and how many are not, each with the sign it begins with."""
        if self._view is None:
            return
        index = self._view.index
        for highlight in self._view.highlights:
            most = _MOST_NAMED if len(highlight.claims) > _FEW else None
            said = index.attributions((index.claims[c] for c in highlight.claims), most)
            told = self._view.told(highlight)
            yield "*", f"{told} ({said})" if said else told
        if self._view.highlights_hidden:
            yield " ", self._view.highlights_hidden

    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw one of the lines."""
        del height
        text = self._lines[y] if y < len(self._lines) else ""
        return line([(text, self._palette.plain)], width)
