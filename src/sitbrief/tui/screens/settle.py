"""Names of a file of which no province is known: which is meant is settled here, once and for all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from sitbrief import places
from sitbrief.briefing.where import province_name
from sitbrief.library.spellings import keep_meaning
from sitbrief.text import cells, clean_line, digits, plural
from sitbrief.tui.commands.base import binding
from sitbrief.tui.keymap import keymap
from sitbrief.tui.screens.list_dialog import ListDialog, TypedList
from sitbrief.tui.strips import column
from sitbrief.tui.widgets.picklist import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType

    from sitbrief.formats.province_lookup import UnknownProvince
    from sitbrief.tui.palette import Palette

_MOST_COLUMNS = 24


def _widest(names: Iterable[str]) -> int:
    """Columns for these names, up to some that leave room for what stands beside."""
    return min(_MOST_COLUMNS, max(map(cells, names)))


class Unsettled(ListDialog[bool]):
    """Lists the names; answers whether one was settled. Each is written down when it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("unsettled.down", "move(1)"),
        binding("unsettled.up", "move(-1)"),
        binding("unsettled.choose", "choose"),
        binding("unsettled.back", "back"),
    ]

    def __init__(self, names: tuple[UnknownProvince, ...], palette: Palette) -> None:
        super().__init__(palette, "Names without a province, and what they may mean", _keys())
        self._names = names
        self._settled: dict[UnknownProvince, str] = {}
        self._columns = _widest(name.written for name in self._names)

    def on_mount(self) -> None:
        """Offer them."""
        self._offer(0)

    def _offer(self, at: int) -> None:
        choices = [
            Choice(str(place), self._label(name), name in self._settled)
            for place, name in enumerate(self._names)
        ]
        self.picks.offer(choices, at=at)

    def _label(self, name: UnknownProvince) -> str:
        written = column(clean_line(name.written), self._columns)
        if name in self._settled:
            meant = f"is {province_name(self._settled[name])}"
        else:
            meant = ", ".join(map(province_name, name.nearest)) + "?" if name.nearest else "none is like it"
        return f"{written} {meant} · {name.country}, {plural(name.rows, 'row')}"

    def action_choose(self) -> None:
        """Ask which province the marked name means."""
        picks = self.picks
        if picks.chosen is None:
            return
        name = self._names[picks.at]
        dialog = WhichProvince(name, self.palette)

        def chosen(iso: str | None) -> None:
            if iso is not None:
                trouble = keep_meaning(os.environ, name.written, iso)
                if not trouble:
                    self._settled[name] = iso
                    self._offer(min(picks.at + 1, len(self._names) - 1))
                self.tell(trouble or f"{name.written} is {province_name(iso)} from now on. {_keys()}")

        dialog.then = chosen
        self.app.push_screen(dialog)

    def action_back(self) -> None:
        """Back."""
        self.answer(bool(self._settled))


class WhichProvince(TypedList[str]):
    """Answers with the ISO 3166-2 code of the province that a name means."""

    def __init__(self, name: UnknownProvince, palette: Palette) -> None:
        super().__init__(
            palette,
            f"Which province is {clean_line(name.written)!r} ({plural(name.rows, 'row')})?",
            "Enter it is this one, from now on · Esc back",
            example="any spelling, code or number",
        )
        self._nearest = name.nearest
        self._country = places.country(name.country)

    def edited(self, value: str) -> None:
        """Offer what the text fits, or take a province by its number."""
        known = self._country.provinces if self._country else ()
        numbered = [province for province in known if province.number == digits(value).strip()]
        if numbered:
            self.answer(numbered[0].iso)
        else:
            self.offer(value)

    def offer(self, typed: str) -> None:
        """Offer the provinces that the text may become; all of them with those first that are like the name."""
        if self._country is None:
            return
        columns = _widest(province.name for province in self._country.provinces)
        found = list(places.narrow(typed, self._country))
        if not typed.strip():
            likely = {iso: place for place, iso in enumerate(self._nearest)}
            found.sort(key=lambda province: likely.get(province.iso, len(likely)))
        self.picks.offer(
            [
                Choice(
                    province.iso,
                    f"{province.number} {column(province.name, columns)} {province.local_name}",
                )
                for province in found
            ]
        )

    def action_apply(self) -> None:
        """Take the marked one."""
        chosen = self.picks.chosen
        if chosen is None:
            self.tell("No province is called that. Backspace, or Esc to go back")
        else:
            self.answer(chosen.value)


def _keys() -> str:
    return f"Enter say which is meant · ↑↓ move · {keymap.key('unsettled.back')} back"
