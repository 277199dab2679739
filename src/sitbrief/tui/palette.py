"""The few styles of the reader, in the terminal's own 16 colours. Each only repeats what a word or a sign says."""

from __future__ import annotations

from rich.style import Style

from sitbrief.briefing.states import State
from sitbrief.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Styles by their meaning."""

    plain: Style
    dim: Style
    strong: Style
    title: Style
    focus: Style
    cursor: Style
    heading: Style
    marking: Style
    states: dict[State, Style]


def palette(*, colour: bool) -> Palette:
    """The styles with the terminal's colours, or with bold and reverse alone."""
    states = {
        State.WITHDRAWN: "magenta",
        State.CONTESTED: "red",
        State.UNVERIFIED: "yellow",
        State.SINGLE_SOURCE: "",
        State.CONFIRMED: "green",
        State.NO_CLAIMS: "magenta",
    }
    return Palette(
        plain=Style(),
        dim=Style(color="cyan") if colour else Style(),
        strong=Style(bold=True),
        title=Style(bold=True),
        focus=Style(bold=True, reverse=True),
        cursor=Style(bold=True, color="cyan") if colour else Style(bold=True),
        heading=Style(underline=True),
        marking=Style(bold=True, reverse=True),
        states={
            state: Style(color=name or None, bold=state is State.CONTESTED) if colour else Style()
            for state, name in states.items()
        },
    )
