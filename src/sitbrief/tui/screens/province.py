"""The province filter: type any spelling to narrow, or its digits to take one at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.widgets import Input

from sitbrief import places
from sitbrief.text import digits as plain_digits
from sitbrief.tui.screens.list_dialog import TypedList
from sitbrief.tui.strips import column, counted_width, short_count
from sitbrief.tui.widgets.picklist import Choice

if TYPE_CHECKING:
    from textual.binding import BindingType

    from sitbrief.places import Aliases, Province
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.view_protocol import ViewLike

_TWO: Final = 2
_WORDS: Final = {_TWO: "two digits", 3: "three digits"}
_KEYS: Final = "Enter apply · Tab select more · Esc back"


class ProvinceFilter(TypedList[tuple[str, ...]]):
    """Answers with ISO codes, none for all provinces."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "tick", show=False, priority=True, id="province.tick"),
    ]

    def __init__(
        self, view: ViewLike, countries: tuple[str, ...], palette: Palette, aliases: Aliases
    ) -> None:
        """Make the dialog.

        Args:
            view: What is shown.
            countries: The one whose provinces are listed; then others, of which those are that fit what is typed.
            palette: The looks.
            aliases: Spellings that the user has settled.
        """
        self._aliases = aliases
        self._view = view
        self._country, *self._abroad = map(places.country, countries)
        # Two, or three where there are more provinces than two can number.
        self._digits = len(self._country.provinces[0].number) if self._country else _TWO
        self._ticked = dict.fromkeys(view.filters.provinces)
        super().__init__(
            palette,
            f"Province: any spelling, code or {_WORDS[self._digits]}",
            _KEYS,
            example=f"e.g. {_example(self._country.provinces if self._country else ())}",
        )

    @property
    def _all(self) -> str:
        """The number that no province has."""
        return "0" * self._digits

    def offer(self, typed: str, at: int = 0) -> None:
        """Offer the provinces that the text may become, those of other countries last."""
        found = self._fitting(typed)
        counts = {row.code: row for row in self._view.provinces}
        digits = counted_width(row.entries for row in self._view.provinces)
        choices = [] if typed else [Choice("", f"{self._all} all provinces")]
        for province in found:
            row = counts[province.iso]
            contested = f"!{row.contested}" if row.contested else ""
            entries = short_count(row.entries)
            label = f"{province.number} {column(province.name, 16)} {entries:>{digits}} {contested:<4} {province.local_name}"
            choices.append(Choice(province.iso, label, province.iso in self._ticked))
        choices += self._of_others(typed)
        self.picks.offer(choices, at=at)

    def _of_others(self, text: str) -> list[Choice]:
        """The provinces of the other countries that the text may become; those that are ticked are always there."""
        others = [country for country in self._abroad if country]
        return [
            Choice(
                province.iso,
                f"{province.name} ({country.name}, {province.iso})",
                province.iso in self._ticked,
            )
            for country in others
            for province in (places.narrow(text, country) if text else country.provinces)
            if text or province.iso in self._ticked
        ]

    def _fitting(self, text: str) -> tuple[Province, ...]:
        """The provinces that the text may become; the one whose spelling the user has settled first."""
        if not self._country:
            return ()
        found = places.narrow(text, self._country)
        settled = places.settled(text, self._country, self._aliases)
        return (settled, *(province for province in found if province != settled)) if settled else found

    def edited(self, value: str) -> None:
        """Offer what the text fits, or take a province by its digits."""
        typed = plain_digits(value).strip()
        if len(typed) == self._digits and typed.isdecimal():
            taken = [row.code for row in self._view.provinces if row.number == typed]
            if typed == self._all or taken:
                self.answer(tuple(taken))
                return
        self.offer(value)
        match places.resolve(value, self._country, self._aliases) if self._country and typed else None:
            case places.Ambiguous(provinces):
                names = " and ".join(province.name for province in provinces)
                self.tell(f"That is a name of {names}: choose with the arrows")
            case _:
                self.tell(_KEYS)

    def action_tick(self) -> None:
        """Select the marked province too, or no more."""
        picks = self.picks
        if picks.chosen and picks.chosen.value:
            if picks.chosen.value in self._ticked:
                del self._ticked[picks.chosen.value]
            else:
                self._ticked[picks.chosen.value] = None
            self.offer(self.query_one(Input).value, picks.at)

    def action_apply(self) -> None:
        """Take the ticked provinces, or the marked one where none is ticked since this opened."""
        chosen = self.picks.chosen
        untouched = tuple(self._ticked) == self._view.filters.provinces
        if chosen is None:
            self.tell("No province is called that. Backspace, or Esc to go back")
        elif not chosen.value:
            self.answer(() if untouched else tuple(self._ticked))
        else:
            self.answer((chosen.value,) if untouched else tuple(self._ticked))


def _example(provinces: tuple[Province, ...]) -> str:
    """The ways to name one of the provinces."""
    if not provinces:
        return "SY-HM"
    one = next((province for province in provinces if province.iso == "SY-HM"), provinces[0])
    names = dict.fromkeys((one.name, one.local_name, one.iso, one.pcode, one.number))
    return ", ".join(name for name in names if name)
