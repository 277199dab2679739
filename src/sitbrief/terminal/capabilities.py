"""Optional sequences that a terminal supports, by its terminfo entry."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

TRUE: Final = 1 << 24
"""So many colours: any."""

MANY: Final = 256
"""So many colours: those of xterm's palette, which are the same everywhere from the seventeenth on."""

FEW: Final = 8


class Capabilities(NamedTuple):
    """What a terminal can do beyond placing the cursor, drawing and erasing to the end of a line.

    Attributes:
        columns: Move to a column of this row, or to a row in this column.
        erase: Erase some cells.
        coloured_erase: What is erased takes the background of the pen.
        regions: Scroll some rows of the screen.
        scroll: Scroll by several rows in one sequence.
        attributes: Switch one attribute off and leave the others on.
        colours: How many it has; 0 where it has none.
        other_screen: Has a screen for applications, beside that of the shell.
        cursor: Hide the cursor.
        wrap: Stop at the end of a line.
        reports: Mark what is pasted, report the mouse.
        ascii: Show nothing but ASCII.
    """

    columns: bool = False
    erase: bool = False
    coloured_erase: bool = False
    regions: bool = False
    scroll: bool = False
    attributes: bool = False
    colours: int = FEW
    other_screen: bool = True
    cursor: bool = True
    wrap: bool = True
    reports: bool = True
    ascii: bool = False


XTERM = Capabilities(
    columns=True,
    erase=True,
    coloured_erase=True,
    regions=True,
    scroll=True,
    attributes=True,
    colours=MANY,
)
"""The capabilities of xterm and of terminals that call themselves so."""

_SEQUENCES = {
    "hpa": b"\x1b[%i%p1%dG",
    "vpa": b"\x1b[%i%p1%dd",
    "ech": b"\x1b[%p1%dX",
    "csr": b"\x1b[%i%p1%d;%p2%dr",
    "indn": b"\x1b[%p1%dS",
    "rin": b"\x1b[%p1%dT",
    "rmul": b"\x1b[24m",
    "rmam": b"\x1b[?7l",
}
_TRUE_COLOUR: Final = frozenset({"truecolor", "24bit"})


def capabilities(term: str, descriptor: int, environ: Mapping[str, str] | None = None) -> Capabilities:
    """The capabilities of a terminal; for an unknown one the least, and modes that do no harm where they are ignored.

    Args:
        term: Its name (TERM). The first that is asked for counts for the whole process.
        descriptor: The terminal, of which the library behind this wants to know the speed.
        environ: Where COLORTERM may say that it has more colours than its name does.
    """
    try:
        import curses
    except ImportError:  # some builds of Python go without
        return Capabilities()
    if _is_trap(term, environ or {}):
        return Capabilities()
    try:
        curses.setupterm(term, descriptor)
    except (curses.error, ValueError, OSError):
        return Capabilities()
    known = {name for name, sequence in _SEQUENCES.items() if curses.tigetstr(name) == sequence}
    other_screen = bool(curses.tigetstr("smcup"))
    return Capabilities(
        columns={"hpa", "vpa"} <= known,
        erase="ech" in known,
        coloured_erase=bool(curses.tigetflag("bce")),
        regions="csr" in known,
        scroll={"indn", "rin"} <= known,
        attributes="rmul" in known,
        colours=_colours(max(0, curses.tigetnum("colors")), term, environ or {}),
        other_screen=other_screen,
        cursor=(curses.tigetstr("civis") or b"").startswith(b"\x1b[?25l"),
        wrap="rmam" in known or other_screen,  # the entries of screen and tmux are silent about it
        reports=other_screen,
    )


def _colours(told: int, term: str, environ: Mapping[str, str]) -> int:
    """How many colours a terminal has. GNU screen passes COLORTERM on, and loses all colour where it is believed."""
    if told and environ.get("COLORTERM", "") in _TRUE_COLOUR and not term.startswith("screen"):
        return TRUE
    return told


def _is_trap(term: str, environ: Mapping[str, str]) -> bool:
    """Whether something else than a file stands where the library looks for an entry: it would wait for a pipe for ever."""
    own = os.path.join(environ.get("HOME", ""), ".terminfo")  # noqa: PTH118  words
    folders = [environ.get("TERMINFO", ""), own, *environ.get("TERMINFO_DIRS", "").split(":")]
    return any(_is_no_file(os.path.join(folder, sub, term)) for folder in folders for sub in _below(term))  # noqa: PTH118


def _below(term: str) -> tuple[str, ...]:
    """The folders that an entry may be in: by its first letter, or by that letter's number."""
    return (term[:1], f"{ord(term[0]):x}") if term else ()


def _is_no_file(path: str) -> bool:
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116  a word
    except (OSError, ValueError):
        return False
