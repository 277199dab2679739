"""What our own widgets are made of: whole lines, drawn when they change, and passed on as they are."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from textual.geometry import Region, Size
from textual.widget import Widget

if TYPE_CHECKING:
    from typing import Self

    from textual.strip import Strip

    from sitbrief.tui.palette import Palette


class Lines(Widget, inherit_css=False):
    """A widget without borders, padding or background, of which each line is drawn by itself.

    Textual would mix styles into every line, and have all those between two that changed drawn again. Here nothing is
    mixed in, equal lines are one object, and a key costs as many lines as it changes.
    """

    def __init__(self, palette: Palette, name: str | None = None) -> None:
        super().__init__(id=name)
        self._palette = palette
        self._strips_now: list[Strip] | None = None
        self._strips_fit = Size(0, 0)
        self._strips_shown: dict[int, Strip] = {}

    def fit(self) -> None:
        """Lay out for a size that is new, before a line is drawn in it: not a frame later."""

    @abstractmethod
    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw a line.

        Args:
            y: Its number, from 0.
            width: How many cells it has.
            height: How many lines there are.
        """

    def point(self) -> tuple[int, int] | None:
        """Column and row of what is selected; None where nothing is."""
        return None

    def lead(self) -> None:
        """Lead the terminal's cursor to what is selected: braille lines and magnifiers follow it."""
        at = self.point()
        if at is not None:
            self.app.cursor_position = self.region.offset + at

    def render_line(self, y: int) -> Strip:
        """One of the lines as they are now."""
        return self._strips()[y]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget as they are now."""
        strips = self._strips()[crop.y : crop.bottom]
        self._strips_shown.update(zip(crop.line_range, strips, strict=True))
        if crop.column_span == (0, self._strips_fit.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def refresh(self, *regions: Region, **how: Any) -> Self:  # noqa: ANN401  Textual's own
        """Have all of it drawn again, or passed on again what is in some regions."""
        if not regions:
            self._strips_now = None
        return super().refresh(*regions, **how)

    def refresh_changed(self) -> None:
        """Draw again; those lines that are others than the last time are passed on."""
        self._strips_now = None
        changed = [y for y, strip in enumerate(self._strips()) if strip is not self._strips_shown.get(y)]
        if changed:
            self.refresh(*(Region(0, y, self._strips_fit.width, 1) for y in changed))

    def _strips(self) -> list[Strip]:
        if self._strips_now is None or self._strips_fit != self.size:
            self._strips_fit = self.size
            self.fit()
            width, height = self._strips_fit
            self._strips_now = [self.draw(y, width, height) for y in range(height)]
            if self.has_focus:
                self.lead()
        return self._strips_now
