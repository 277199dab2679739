"""Which of the sequences that are not everywhere the terminal knows, as its terminfo entry says."""

from __future__ import annotations

from typing import NamedTuple


class Capabilities(NamedTuple):
    """What a terminal can do beyond placing the cursor, drawing and erasing to the end of a line.

    Attributes:
        columns: Move to a column of this row, or to a row in this column.
        erase: Erase some cells.
        coloured_erase: What is erased takes the background of the pen.
        regions: Scroll some rows of the screen.
        scroll: Scroll by several rows in one sequence.
    """

    columns: bool = False
    erase: bool = False
    coloured_erase: bool = False
    regions: bool = False
    scroll: bool = False


XTERM = Capabilities(columns=True, erase=True, coloured_erase=True, regions=True, scroll=True)
"""What xterm and all that call themselves so can do."""

_SEQUENCES = {
    "hpa": b"\x1b[%i%p1%dG",
    "vpa": b"\x1b[%i%p1%dd",
    "ech": b"\x1b[%p1%dX",
    "csr": b"\x1b[%i%p1%d;%p2%dr",
    "indn": b"\x1b[%p1%dS",
    "rin": b"\x1b[%p1%dT",
}


def capabilities(term: str, descriptor: int) -> Capabilities:
    """What a terminal can do; where nobody knows it, the least.

    Args:
        term: Its name (TERM). The first that is asked for counts for the whole process.
        descriptor: The terminal, of which the library behind this wants to know the speed.
    """
    try:
        import curses
    except ImportError:  # some builds of Python go without
        return Capabilities()
    try:
        curses.setupterm(term, descriptor)
    except (curses.error, ValueError, OSError):
        return Capabilities()
    known = {name for name, sequence in _SEQUENCES.items() if curses.tigetstr(name) == sequence}
    return Capabilities(
        columns={"hpa", "vpa"} <= known,
        erase="ech" in known,
        coloured_erase=bool(curses.tigetflag("bce")),
        regions="csr" in known,
        scroll={"indn", "rin"} <= known,
    )
