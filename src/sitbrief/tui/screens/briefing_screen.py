"""What commands ask of a screen of one briefing, beyond what they ask of any with panes."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from sitbrief.tui.screens.panes import PanesScreen

if TYPE_CHECKING:
    from sitbrief.briefing import View


class BriefingScreen(PanesScreen, inherit_css=False):
    """The panes of one briefing.

    Attributes:
        view: The briefing under filters.
    """

    view: View

    @abstractmethod
    def edition(self, step: int) -> str | None:
        """The id of the edition so many steps newer; None where there is none."""

    @abstractmethod
    def open_edition(self, step: int) -> None:
        """Open the older or newer edition."""

    @abstractmethod
    def open_briefing(self, name: str) -> None:
        """Open another briefing of the library under the same filters."""

    @abstractmethod
    def open_library(self) -> None:
        """Show all editions."""

    @abstractmethod
    def step_summary(self) -> None:
        """Show the summary; where it is shown and does not fit, all of it; else hide it."""
