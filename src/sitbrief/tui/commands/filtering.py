"""Commands that narrow what is shown."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sitbrief.briefing.states import State
from sitbrief.tui.commands.base import Command

if TYPE_CHECKING:
    from sitbrief.briefing.filters import Filters
    from sitbrief.tui.screens.panes import PanesScreen


class ProvincesCommand(Command["PanesScreen"]):
    """Choose provinces: type any spelling or the two digits."""

    id, keys, shown, hint, group = "filter.province", "p", "p", "province", "Filtering"

    def run(self, reader: PanesScreen) -> None:
        """Ask which provinces."""
        from sitbrief.library.spellings import settled
        from sitbrief.tui.screens.province import ProvinceFilter

        def chosen(codes: tuple[str, ...] | None) -> None:
            if codes is not None:
                reader.narrow(replace(reader.filters, provinces=codes))

        countries = (reader.home, *reader.abroad)
        reader.ask(ProvinceFilter(reader.showing, countries, reader.palette, settled(os.environ)), chosen)


class NextProvinceCommand(Command["PanesScreen"]):
    """Show the next province alone."""

    id, keys, shown, group = "filter.next-province", "right,right_square_bracket", "→ ]", "Filtering"

    def run(self, reader: PanesScreen) -> None:
        """The next province."""
        reader.step_province(1)


class PreviousProvinceCommand(Command["PanesScreen"]):
    """Show the previous province alone."""

    id, keys, shown, group = "filter.previous-province", "left,left_square_bracket", "← [", "Filtering"

    def run(self, reader: PanesScreen) -> None:
        """The previous province."""
        reader.step_province(-1)


class AllProvincesCommand(Command["PanesScreen"]):
    """Show all provinces again."""

    id, keys, shown, group = "filter.all-provinces", "0", "0", "Filtering"

    def available(self, reader: PanesScreen) -> bool:
        """Some province is asked for."""
        return bool(reader.filters.provinces)

    def run(self, reader: PanesScreen) -> None:
        """All provinces."""
        reader.narrow(replace(reader.filters, provinces=()))


class LeastCommand(Command["PanesScreen"]):
    """Raise the least grade: off, C3, B3, B2, A1 in turn."""

    id, keys, shown, group = "filter.grade", "r", "r", "Filtering"

    def run(self, reader: PanesScreen) -> None:
        """The next least grade."""
        reader.narrow(reader.filters.next_least())


class UnknownCommand(Command["PanesScreen"]):
    """Show or hide what nobody could grade (F, 6)."""

    id, keys, shown, group = "filter.unknown", "u", "u", "Filtering"

    def run(self, reader: PanesScreen) -> None:
        """Turn it over."""
        reader.narrow(replace(reader.filters, unknown=not reader.filters.unknown))


class ContestedCommand(Command["PanesScreen"]):
    """Show contested entries only, or all states again."""

    id, keys, shown, hint, group = "filter.contested", "c", "c", "contested", "Filtering"

    def run(self, reader: PanesScreen) -> None:
        """Turn it over."""
        reader.narrow(replace(reader.filters, states=() if reader.filters.contested else (State.CONTESTED,)))


class AllFiltersCommand(Command["PanesScreen"]):
    """Set all filters in one dialog: provinces, since, until, grade, unknown, sector, state, text."""

    id, keys, shown, hint, group = "filter.all", "f", "f", "filters", "Filtering"

    def run(self, reader: PanesScreen) -> None:
        """Ask for all of them."""
        from sitbrief.library.spellings import settled
        from sitbrief.tui.screens.filters import FilterDialog

        def chosen(filters: Filters | None) -> None:
            if filters is not None:
                reader.narrow(filters)

        countries = (reader.home, *reader.abroad)
        reader.ask(FilterDialog(reader.filters, reader.palette, countries, settled(os.environ)), chosen)


COMMANDS: tuple[Command[Any], ...] = (
    ProvincesCommand(),
    NextProvinceCommand(),
    PreviousProvinceCommand(),
    AllProvincesCommand(),
    LeastCommand(),
    UnknownCommand(),
    ContestedCommand(),
    AllFiltersCommand(),
)
