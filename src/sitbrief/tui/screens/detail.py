"""The detail screen: one thing in full, its links followed with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.screen import Screen

from sitbrief.tui.details import DetailText
from sitbrief.tui.keymap import keymap
from sitbrief.tui.widgets.footer import Footer
from sitbrief.tui.widgets.header import Header
from sitbrief.tui.widgets.text import LinkedText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from sitbrief.briefing import View
    from sitbrief.briefing.detail import Link
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.widgets.text import TextLine


class Detail(Screen[str | None]):
    """An entry, a source, or the briefing itself. Enter on a link opens the next on top; back returns to this one."""

    CSS_PATH = "reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", show=False, id="detail.down"),
        Binding("k,up", "step(-1)", show=False, id="detail.up"),
        Binding("tab", "link(1)", show=False, id="detail.next-link"),
        Binding("shift+tab", "link(-1)", show=False, id="detail.previous-link"),
        Binding("pagedown,space,ctrl+d", "page(1)", show=False, id="detail.page-down"),
        Binding("pageup,b,ctrl+u", "page(-1)", show=False, id="detail.page-up"),
        Binding("g,home", "page(-9999)", show=False, id="detail.home"),
        Binding("G,end", "page(9999)", show=False, id="detail.end"),
        Binding("enter", "follow", show=False, id="detail.follow"),
        Binding("q,backspace,escape", "back", show=False, id="detail.back"),
    ]

    def __init__(self, view: View, link: Link | None, palette: Palette) -> None:
        """Make a screen for what a link leads to; None is the briefing itself."""
        super().__init__()
        self._view = view
        self._link = link
        self._palette = palette

    def compose(self) -> ComposeResult:
        """Header, the text, bottom line."""
        lines = self._layout(self.app.size.width)
        yield Header(self._palette)
        yield LinkedText(self._palette, self._layout)
        of_links = [("Enter", "follow"), ("Tab", "next link")] if any(line.link for line in lines) else []
        back = keymap.key("detail.back", "q")
        yield Footer(self._palette, [*of_links, (back, "back"), ("↑↓", "move"), ("PgDn", "page")])

    def on_mount(self) -> None:
        """Show the header's view."""
        self.query_one(Header).show(self._view)
        self.query_one(Header).styles.height = 1
        self._text.styles.height = "1fr"

    def _layout(self, width: int) -> Sequence[TextLine]:
        return DetailText(self._view, self._palette).about(self._link, width)

    @property
    def _text(self) -> LinkedText:
        return self.query_one(LinkedText)

    def action_step(self, direction: int) -> None:
        """To the next link in sight, or a line further."""
        self._text.step(direction)

    def action_link(self, direction: int) -> None:
        """To the next link."""
        self._text.next_link(direction)

    def action_page(self, share: float) -> None:
        """A page further."""
        self._text.page(share)

    def action_follow(self) -> None:
        """Follow the selected link."""
        if not self._text.follow():
            self.query_one(Footer).say("No link is selected: Tab goes to the next one.")

    def action_back(self) -> None:
        """Back to where this was opened from."""
        self.dismiss(None)

    @on(LinkedText.Followed)
    def _open(self, message: LinkedText.Followed) -> None:
        self.app.push_screen(Detail(self._view, message.link, self._palette))
