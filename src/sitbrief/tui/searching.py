"""Going from match to match, through the panes and around the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.navigation import next_match
from sitbrief.tui.keymap import keymap, steps_of_search

if TYPE_CHECKING:
    from sitbrief.tui.screens.briefing_screen import BriefingScreen


def step_match(reader: BriefingScreen, step: int) -> None:
    """Go to the next match of what is sought (the previous one where the step is negative), and say which it is."""
    match = next_match(reader.view, reader.sought, (reader.pane.pane, reader.pane.cursor), step)
    if match is None:
        hidden = f" Filters are in force: {keymap.key('filter.all')} shows them." if reader.filters else ""
        reader.say(f'"{reader.sought}" is not found.{hidden}')
        return
    reader.show_summary(shown=False)
    reader.go_to(match.pane, match.place)
    around = ", around the end" if match.around else ""
    reader.say(f'"{reader.sought}": match {match.number} of {match.total}{around}. {steps_of_search()}')
