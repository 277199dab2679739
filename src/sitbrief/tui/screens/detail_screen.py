"""The detail screen: one thing in full, its links followed with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.screen import Screen

from sitbrief.tui.commands.base import bindings
from sitbrief.tui.commands.detail import DETAIL
from sitbrief.tui.details import DetailText
from sitbrief.tui.widgets.footer import Footer
from sitbrief.tui.widgets.header import Header
from sitbrief.tui.widgets.text import LinkedText, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.briefing import View
    from sitbrief.briefing.detail import Link
    from sitbrief.tui.commands.base import Command
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.widgets.text import TextLine


class DetailScreen(Screen[str | None]):
    """An entry, a source, or the briefing itself. Enter on a link opens the next on top; back returns to this one.

    Attributes:
        view: The view that it is of.
        link: What led here; None for the briefing itself.
        palette: The looks.
        has_links: Whether something in it leads further.
    """

    CSS_PATH = "reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(DETAIL.by_id.values())

    def __init__(self, view: View, link: Link | None, palette: Palette) -> None:
        """Make a screen for what a link leads to; None is the briefing itself."""
        super().__init__()
        self.has_links = False
        self.view = view
        self.link = link
        self.palette = palette
        self._laid_out: tuple[int, Sequence[TextLine]] = (0, ())

    def compose(self) -> ComposeResult:
        """Header, the text, bottom line."""
        self.has_links = any(line.link for line in self._layout(text_width(self.app.size.width)))
        yield Header(self.palette)
        yield LinkedText(self.palette, self._layout)
        hints = [DETAIL.by_id[name] for name in DETAIL.hints]
        yield Footer(self.palette, [(_short(c), c.hint) for c in hints if c.available(self)])

    def on_mount(self) -> None:
        """Show the header's view."""
        self.query_one(Header).show(self.view)
        self.query_one(Header).styles.height = 1
        self.text.styles.height = "1fr"

    def _layout(self, width: int) -> Sequence[TextLine]:
        """Lay out the text, once for a width: which keys do something is known only when it is."""
        if self._laid_out[0] != width:
            self._laid_out = width, DetailText(self.view, self.palette, width).about(self.link)
        return self._laid_out[1]

    @property
    def text(self) -> LinkedText:
        """The text."""
        return self.query_one(LinkedText)

    def alive(self) -> tuple[Command[Any], ...]:
        """The commands that would do something now."""
        return tuple(command for command in DETAIL.by_id.values() if command.available(self))

    def say(self, message: str) -> None:
        """Put a message on the bottom line until the next key."""
        self.query_one(Footer).say(message)

    def action_command(self, name: str) -> None:
        """Run a command by its id."""
        self.say("")
        command = DETAIL.by_id[name]
        if command.available(self):
            command.run(self)
        else:
            self.say(command.idle)

    def back(self) -> None:
        """Go back to where this was opened from."""
        self.dismiss(None)

    def follow(self, link: Link) -> None:
        """Open what a link leads to, on top: now, for the next key may be there already."""
        self.app.push_screen(DetailScreen(self.view, link, self.palette))


def _short(command: Command[Any]) -> str:
    """The first of a command's keys; for moving both arrows."""
    return "↑↓" if command.hint == "move" else command.written.split()[0]
