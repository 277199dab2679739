"""All filters in one dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from sitbrief.briefing import filter_text
from sitbrief.briefing.filters import Filters
from sitbrief.briefing.where import province_name
from sitbrief.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.places import Aliases
    from sitbrief.tui.palette import Palette


class FilterDialog(Dialog[Filters]):
    """Answers with new filters. What cannot be understood is said beside the field it stands in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False, priority=True, id="filters.next"),
        Binding("up", "app.focus_previous", show=False, priority=True, id="filters.previous"),
        Binding("ctrl+x", "clear", show=False, priority=True, id="filters.clear"),
    ]

    def __init__(
        self, filters: Filters, palette: Palette, countries: tuple[str, ...], aliases: Aliases
    ) -> None:
        """Make the dialog.

        Args:
            filters: The filters in force.
            palette: The looks.
            countries: Where a province is meant to be, the most likely first.
            aliases: Spellings that the user has settled.
        """
        super().__init__(palette)
        self._filters = filters
        self._home, *self._abroad = countries
        self._aliases = aliases

    def compose(self) -> ComposeResult:
        """A field for each filter."""
        now = self._filters
        values = {
            "provinces": (", ".join(province_name(code) for code in now.provinces), "Hama, Aleppo"),
            "since": (str(now.since or ""), "2024-12-01"),
            "until": (str(now.until or ""), "2024-12-05"),
            "grade": (str(now.least or ""), "B2 or better"),
            "unknown": ("yes" if now.unknown else "no", "yes or no"),
            "sector": (", ".join(now.sectors), "Health, WASH"),
            "state": (", ".join(now.states), "contested, confirmed"),
            "text": (now.text, "drone convoy"),
            "without": (now.without, "rumour"),
            "by": (", ".join(now.by), "SOHR, OCHA"),
        }
        with Vertical(id="box"):
            yield self.label("Filters; an empty field filters nothing")
            for name, (value, example) in values.items():
                with Horizontal(classes="field"):
                    yield self.label(name.capitalize())
                    yield self.field(value, name=name, example=f"e.g. {example}")
            yield self.label(_KEYS, name="message")

    def action_clear(self) -> None:
        """Empty every field."""
        for field in self.query(Input):
            field.value = "yes" if field.id == "unknown" else ""

    def submitted(self, value: str) -> None:
        """Answer with the filters of all fields, or say which cannot be read."""
        del value
        asked = filter_text.FilterText(**{field.id or "": field.value for field in self.query(Input)})
        try:
            self.answer(filter_text.filters(asked, self._home, self._aliases, self._abroad))
        except filter_text.NotUnderstood as error:
            self.query_one(f"#{error.field}", Input).focus()
            self.tell(f"{error.field.capitalize()}: {error}")


_KEYS = "↑↓ field · Enter apply · ctrl+x clear all · Esc back"
