"""A short list to pick from, drawn line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.frozen import dataclass
from sitbrief.tui.strips import line
from sitbrief.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from sitbrief.tui.palette import Palette

_MOST: Final = 16
"""Lines, at most; its list scrolls."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick: what it is, how it reads, and whether it is one of several already picked."""

    value: str
    label: str
    ticked: bool = False


class PickList(Lines):
    """Choices with a mark at the one that Enter takes. Keys are the screen's business, so a field can keep the focus.

    Attributes:
        at: The place of the marked choice.
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._choices: Sequence[Choice] = ()
        self.at = 0
        self._top = 0

    def offer(self, choices: Sequence[Choice], *, at: int = 0) -> None:
        """Show other choices."""
        self._choices = tuple(choices)
        self.at = max(0, min(at, len(self._choices) - 1))
        height = max(1, min(len(self._choices), _MOST, self.screen.size.height - 6))
        self.styles.height = height
        self._top = max(0, min(self._top, self.at, len(self._choices) - height))
        self._reveal(height)
        self.refresh_changed()

    @property
    def chosen(self) -> Choice | None:
        """The marked choice."""
        return self._choices[self.at] if self._choices else None

    def move(self, steps: int) -> None:
        """Mark another choice."""
        self.at = max(0, min(self.at + steps, len(self._choices) - 1))
        self._reveal(max(1, self.size.height))
        self.refresh_changed()
        self.lead()

    def _reveal(self, height: int) -> None:
        self._top = max(min(self._top, self.at), self.at - height + 1, 0)

    def point(self) -> tuple[int, int] | None:
        """The marked choice."""
        return 3, self.at - self._top

    def draw(self, y: int, width: int, height: int) -> Strip:
        """Draw one choice."""
        del height
        place = self._top + y
        if place >= len(self._choices):
            return line(
                [("  nothing matches" if not self._choices and y == 0 else "", self._palette.plain)],
                width,
            )
        choice = self._choices[place]
        marked = place == self.at
        text = f"{'>' if marked else ' '}{'*' if choice.ticked else ' '} {choice.label}"
        return line([(text, self._palette.cursor if marked else self._palette.plain)], width)
