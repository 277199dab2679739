"""The screen that an application draws, and the one that its terminal shows: from bytes for a terminal to fewer bytes.

What Textual writes is read into a frame; what is sent is the difference to the frame that the terminal shows. Nothing here
does input or output, and nothing knows of Textual but for the few sequences that it uses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitbrief.terminal.encoder import Brush
from sitbrief.terminal.frame import Frame
from sitbrief.terminal.moves import move
from sitbrief.terminal.pen import PLAIN, Pen, apply, on, within
from sitbrief.terminal.scroll import shortest
from sitbrief.text import clean_cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitbrief.terminal.capabilities import Capabilities
    from sitbrief.text import Clean

_TOKEN: Final = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<pen>[0-9;]*)m"
    r"|\x1b\[(?P<row>[0-9]*)(?:;(?P<column>[0-9]*))?H"
    r"|(?P<feed>\n)"
    # Whatever else a terminal would obey is none of what a frame is made of.
    r"|\x1b\][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[PX^_][^\x1b\x9c]*(?:\x1b\\|\x9c)?"
    r"|\x1b\[[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-~]?|[\x00-\x1f\x7f-\x9f]"
)
_CONTROL: Final = re.compile(
    r"(?:\x1b\[[?<>=][0-9;]*\$?[A-Za-z]"  # modes and questions
    r"|\x1b\[[0-9;]*[nct]"  # likewise
    r"|\x1b\]52;c;[A-Za-z0-9+/]*=*(?:\x07|\x1b\\)"  # the clipboard
    r"|\x1b\]22;[a-z-]*(?:\x07|\x1b\\)"  # the pointer's shape
    r"|\x07)+"
)
_OTHER_SCREEN: Final = re.compile(r"\x1b\[\?(?:47|1047|1049)[hl]")
_CLEAR: Final = "\x1b[m\x1b[H\x1b[J"


class Canvas:
    """Takes what an application writes, gives what its terminal lacks.

    Args:
        width: Columns of the terminal.
        height: Rows.
        able: What the terminal can do.
        ground: The colours of text and background where the application asks for none.
    """

    def __init__(self, width: int, height: int, able: Capabilities, ground: Pen = PLAIN) -> None:
        self._able = able
        self._ground = ground
        self._worded: Callable[[Clean], Clean] = lambda text: text
        if able.ascii:
            from sitbrief.terminal.ascii import in_ascii  # late: seldom needed

            self._worded = in_ascii
        self._wanted = Frame(width, height)
        self._shown = Frame(width, height)
        self._brush = Brush()
        self._known = False
        self._drawn = False
        self._touched: set[int] = set()
        self._cursor: tuple[int, int] | None = None
        self._controls: list[str] = []

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._wanted.width, self._wanted.height

    @property
    def stale(self) -> bool:
        """Whether there may be something to send."""
        return bool(self._controls or self._touched or self._astray or (self._drawn and not self._known))

    @property
    def _astray(self) -> bool:
        """Whether the terminal's cursor is elsewhere than it is wanted: braille lines and magnifiers follow it."""
        return self._known and self._cursor not in {None, (self._brush.y, self._brush.x)}

    def write(self, data: str) -> None:
        """Take output: a frame or a part of one, or sequences that are none. Either is sent by and by, the second as is."""
        if _CONTROL.fullmatch(data):
            self.control(data)
        else:
            self._draw(data)

    def control(self, data: str) -> None:
        """Take sequences that are sent as they are. After a switch to or from the other screen this one is not known."""
        self._controls.append(data)
        if _OTHER_SCREEN.search(data):
            self.forget()

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size: what it shows now depends on the terminal."""
        self._wanted = self._wanted.resized(width, height)
        self._touched.clear()  # rows of the old size; all of the new one are sent
        if self._cursor is not None:
            self._cursor = self._within(*self._cursor)
        self.forget()

    def forget(self) -> None:
        """Forget what the terminal shows: it is cleared, and the next frame is sent whole."""
        self._known = False

    def controls(self) -> str:
        """Take the sequences that wait to be sent unchanged."""
        waiting, self._controls = "".join(self._controls), []
        return waiting

    def difference(self) -> str:
        """The bytes that turn the screen as the terminal shows it into the frame, which counts as shown from then on."""
        head = ""
        if not self._known:
            head = _CLEAR
            self._shown = Frame(*self.size)
            self._brush = Brush(0, 0, PLAIN)
            self._touched.update(range(self._wanted.height))
            self._known = True
        rows = sorted(self._touched)
        self._touched.clear()
        text, self._brush = shortest(self._shown, self._wanted, rows, self._brush, self._able)
        for y in rows:
            self._shown.rows[y] = self._wanted.rows[y].copy()
        return head + text + self._led()

    def _led(self) -> str:
        """The bytes that move the cursor to where the frame has it."""
        if self._cursor is None:
            return ""
        y, x = self._cursor
        way = move(self._brush.y, self._brush.x, y, x, self._able)
        self._brush.y, self._brush.x = y, x
        return way

    def _draw(self, data: str) -> None:
        """Read a frame: text, pens, places. Pens and places hold to the end of what is written at once.

        The place at its very end is where the cursor is wanted.
        """
        self._drawn = True
        kind = None
        pen, x, y = PLAIN, 0, 0
        rows = self._wanted.rows
        for token in _TOKEN.finditer(data):
            kind = token.lastgroup
            if kind == "text":
                if 0 <= y < len(rows):
                    self._touched.add(y)
                    x = rows[y].put(
                        x,
                        self._worded(clean_cells(token[0])),
                        within(on(pen, self._ground), self._able.colours),
                    )
            elif kind == "pen":
                pen = apply(pen, token["pen"])
            elif kind == "feed":
                x, y = 0, y + 1
            elif token["row"] is not None:
                kind = "place"
                y = int(token["row"] or 1) - 1
                x = int(token["column"] or 1) - 1
        if kind == "place":
            self._cursor = self._within(y, x)

    def _within(self, y: int, x: int) -> tuple[int, int]:
        """A place on the screen, the nearest to one that may be beyond it."""
        return max(0, min(y, self._wanted.height - 1)), max(0, min(x, self._wanted.width - 1))
