"""Commands that narrow what is shown."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from sitbrief.briefing.states import State
from sitbrief.tui.commands.base import command

if TYPE_CHECKING:
    from sitbrief.briefing.filters import Filters
    from sitbrief.tui.commands.base import Command
    from sitbrief.tui.screens.panes import PanesScreen


def _ask_for_provinces(reader: PanesScreen) -> None:
    from sitbrief.library.spellings import settled
    from sitbrief.tui.screens.province import ProvinceFilter

    def chosen(codes: tuple[str, ...] | None) -> None:
        if codes is not None:
            reader.narrow(replace(reader.filters, provinces=codes))

    countries = (reader.home, *reader.abroad)
    reader.ask(ProvinceFilter(reader.showing, countries, reader.palette, settled(os.environ)), chosen)


def _ask_for_all(reader: PanesScreen) -> None:
    from sitbrief.library.spellings import settled
    from sitbrief.tui.screens.filters import FilterDialog

    def chosen(filters: Filters | None) -> None:
        if filters is not None:
            reader.narrow(filters)

    countries = (reader.home, *reader.abroad)
    reader.ask(FilterDialog(reader.filters, reader.palette, countries, settled(os.environ)), chosen)


def _clear_provinces(reader: PanesScreen) -> None:
    reader.narrow(replace(reader.filters, provinces=()))


def _toggle_unknown(reader: PanesScreen) -> None:
    reader.narrow(replace(reader.filters, unknown=not reader.filters.unknown))


def _toggle_contested(reader: PanesScreen) -> None:
    reader.narrow(replace(reader.filters, states=() if reader.filters.contested else (State.CONTESTED,)))


FILTERING: tuple[Command[PanesScreen], ...] = (
    command("filter.province", _ask_for_provinces),
    command("filter.next-province", lambda reader: reader.step_province(1)),
    command("filter.previous-province", lambda reader: reader.step_province(-1)),
    command("filter.all-provinces", _clear_provinces, lambda reader: bool(reader.filters.provinces)),
    command("filter.grade", lambda reader: reader.narrow(reader.filters.next_least())),
    command("filter.unknown", _toggle_unknown),
    command("filter.contested", _toggle_contested),
    command("filter.all", _ask_for_all),
)
