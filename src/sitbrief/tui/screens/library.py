"""The library: its briefings, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sitbrief import places
from sitbrief.briefing import ResolvedBriefing, View
from sitbrief.briefing.when import UNDATED
from sitbrief.text import clean_line
from sitbrief.tui.commands.base import binding
from sitbrief.tui.keymap import keymap
from sitbrief.tui.screens.list_dialog import ListDialog
from sitbrief.tui.widgets.picklist import Choice

if TYPE_CHECKING:
    from textual.binding import BindingType

    from sitbrief.library import Library
    from sitbrief.tui.palette import Palette


class LibraryList(ListDialog[str]):
    """Answers with the id of the briefing to open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("library.down", "move(1)"),
        binding("library.up", "move(-1)"),
        binding("library.open", "apply"),
        binding("library.cancel", "cancel"),
    ]

    def __init__(self, library: Library, current: str, palette: Palette) -> None:
        known = any(item.card and item.card.words for item in library.items)
        super().__init__(
            palette,
            "Library: country, what is of it in which file"
            if known
            else "Library: country, edition, as of, entries, !contested, title",
            f"Enter open · ↑↓ move · {keymap.key('library.cancel')} back",
        )
        self._library = library
        self._current = current

    def on_mount(self) -> None:
        """Offer them, the open one marked."""
        choices = []
        for item in self._library.items:
            if item.card is not None and item.card.words:
                card = item.card
                home = places.country(card.country)
                label = (
                    f"{card.country} {home.name if home else ''}, {card.words} · {clean_line(item.path.name)}"
                )
                choices.append(Choice(card.id, label, card.id == self._current))
                continue
            if item.briefing is None:
                choices.append(Choice("", f"cannot be read: {clean_line(item.path.name)}"))
                continue
            briefing = item.briefing
            view = View(ResolvedBriefing(briefing))
            contested = view.entries_contested
            day = f"{briefing.as_of:%Y-%m-%d}" if briefing.as_of else UNDATED
            label = (
                f"{briefing.country} {briefing.edition:>3} {day:<10} {view.entries_total:>4} "
                f"{f'!{contested}' if contested else '':<4} {briefing.called}"
            )
            choices.append(Choice(briefing.id, label, briefing.id == self._current))
        at = next((place for place, choice in enumerate(choices) if choice.ticked), 0)
        self.picks.offer(choices, at=at)

    def action_apply(self) -> None:
        """Open the marked one."""
        chosen = self.picks.chosen
        if chosen and chosen.value:
            self.answer(chosen.value)
        else:
            self.tell("That file cannot be read: sitbrief check says why.")
