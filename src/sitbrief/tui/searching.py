"""Going from match to match, through the panes and around the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.entries import Pane

if TYPE_CHECKING:
    from sitbrief.tui.screens.reader import Reader


def step_match(reader: Reader, step: int) -> None:
    """Go to the next match of what is sought (the previous one where the step is negative), and say which it is."""
    panes = list(Pane)
    places = [
        (number, row) for number, pane in enumerate(panes) for row in reader.view.matches(pane, reader.sought)
    ]
    if not places:
        hidden = " Filters are in force: f shows them." if reader.filters else ""
        reader.say(f'"{reader.sought}" is not found.{hidden}')
        return
    here = (panes.index(reader.pane.pane), reader.pane.cursor)
    after = [n for n, place in enumerate(places) if (place > here if step > 0 else place < here)]
    number = (after[0] if step > 0 else after[-1]) if after else (0 if step > 0 else len(places) - 1)
    pane, row = places[number]
    reader.show_summary(shown=False)
    reader.go_to(panes[pane], row)
    around = "" if after else ", around the end"
    reader.say(f'"{reader.sought}": match {number + 1} of {len(places)}{around}. n next, N previous')
