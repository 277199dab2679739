"""The few styles of the reader. Each only repeats what a word or a sign says."""

from __future__ import annotations

from typing import Final, NamedTuple

from rich.style import Style

from sitbrief.briefing.states import State
from sitbrief.frozen import dataclass
from sitbrief.terminal.capabilities import MANY
from sitbrief.terminal.environment import COLOUR_BLIND, HIGH_CONTRAST, LIGHT, TERMINAL
from sitbrief.terminal.pen import PLAIN, Pen


@dataclass(frozen=True, slots=True)
class Palette:
    """Styles by their meaning.

    Attributes:
        ground: The colours of text and background where a style has none; those of the terminal by default.
    """

    plain: Style
    dim: Style
    strong: Style
    title: Style
    focus: Style
    cursor: Style
    heading: Style
    marking: Style
    states: dict[State, Style]
    ground: Pen = PLAIN


class Colours(NamedTuple):
    """The colours of a theme, as numbers of xterm's palette; None for that of the text.

    Attributes:
        text: Of all that has no other; None for the terminal's own.
        background: Behind everything; None for the terminal's own.
        dim: What is less important, and the selected row.
        withdrawn: The state of that name.
        contested: Likewise.
        unverified: Likewise.
        confirmed: Likewise.
    """

    text: int | None = None
    background: int | None = None
    dim: int | None = None
    withdrawn: int | None = None
    contested: int | None = None
    unverified: int | None = None
    confirmed: int | None = None


NO_COLOURS: Final = Colours()
THEMES: Final = {
    # The terminal's own colours: what they look like is its user's choice.
    TERMINAL: Colours(dim=6, withdrawn=13, contested=9, unverified=3, confirmed=2),
    TERMINAL + LIGHT: Colours(dim=4, contested=1, confirmed=4),
    # White and black are those of the cube, alike everywhere.
    HIGH_CONTRAST: Colours(231, 16, 159, 219, 217, 229, 157),
    HIGH_CONTRAST + LIGHT: Colours(16, 231, 17, 53, 52, 238, 22),
    # Told apart by brightness, and blue from orange, which every kind of colour blindness leaves.
    COLOUR_BLIND: Colours(231, 16, 75, 175, 214, 227, 117),
    COLOUR_BLIND + LIGHT: Colours(16, 231, 25, 90, 130, 58, 19),
}
"""The colours of every theme by its name."""


def palette(theme: str = TERMINAL, colours: int = MANY) -> Palette:
    """The styles of a theme on a terminal with so many colours; without any, bold and reverse alone.

    A theme that has its own background needs xterm's palette. Where there is none, bold and reverse have most contrast.
    """
    chosen = THEMES[theme]
    if not colours or (chosen.background is not None and colours < MANY):
        chosen = NO_COLOURS
    own = chosen.background is None
    states = {
        State.WITHDRAWN: chosen.withdrawn,
        State.CONTESTED: chosen.contested,
        State.UNVERIFIED: chosen.unverified,
        State.SINGLE_SOURCE: None,
        State.CONFIRMED: chosen.confirmed,
        State.NO_CLAIMS: chosen.withdrawn,
    }
    return Palette(
        plain=Style(),
        dim=_style(chosen.dim),
        strong=Style(bold=True),
        title=Style(bold=True),
        focus=Style(bold=True, reverse=True),
        cursor=_style(chosen.dim, bold=True),
        heading=Style(underline=True),
        marking=Style(bold=True, reverse=True),
        states={
            state: _style(number, bold=True if state is State.CONTESTED and number is not None else None)
            for state, number in states.items()
        },
        ground=PLAIN if own else Pen(f"38;5;{chosen.text}", f"48;5;{chosen.background}"),
    )


def _style(number: int | None, *, bold: bool | None = None) -> Style:
    return Style(color=None if number is None else f"color({number})", bold=bold)
