"""The detail screen: one thing in full, its links followed with Enter, and what it can be told to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.screen import Screen

from sitbrief.tui.commands.base import Command, bindings, command, command_set
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
    from sitbrief.tui.palette import Palette
    from sitbrief.tui.widgets.text import TextLine

_ALL_OF_IT: Final = 9_999
"""So many pages no text has."""


def _has_links(detail: DetailScreen) -> bool:
    return detail.has_links


_OWN: Final[tuple[Command[DetailScreen], ...]] = (
    command("detail.down", lambda detail: detail.text.step(1)),
    command("detail.up", lambda detail: detail.text.step(-1)),
    command("detail.next-link", lambda detail: detail.text.next_link(1), _has_links),
    command("detail.previous-link", lambda detail: detail.text.next_link(-1), _has_links),
    command("detail.page-down", lambda detail: detail.text.page(1)),
    command("detail.page-up", lambda detail: detail.text.page(-1)),
    command("detail.home", lambda detail: detail.text.page(-_ALL_OF_IT)),
    command("detail.end", lambda detail: detail.text.page(_ALL_OF_IT)),
    command("detail.follow", lambda detail: detail.follow(), _has_links),
    command("detail.copy", lambda detail: detail.copy(), lambda detail: detail.link is not None),
    command("detail.help", lambda detail: detail.show_help()),
    command("detail.back", lambda detail: detail.dismiss(None)),
)

DETAIL: Final = command_set(
    _OWN,
    hints=(
        "detail.follow",
        "detail.next-link",
        "detail.back",
        "detail.down",
        "detail.page-down",
        "detail.copy",
        "detail.help",
    ),
)


class DetailScreen(Screen[str | None]):
    """An entry, a source, or the briefing itself. Enter on a link opens the next on top; back returns to this one.

    Attributes:
        link: What led here; None for the briefing itself.
        has_links: Whether something in it leads further.
    """

    CSS_PATH = "reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(DETAIL.by_id.values())
    link: Link | None

    def __init__(self, view: View, link: Link | None, palette: Palette) -> None:
        """Make a screen for what a link leads to; None is the briefing itself."""
        super().__init__()
        self.has_links = False
        self.link = link
        self._view = view
        self._palette = palette
        self._laid_out: tuple[int, Sequence[TextLine]] = (0, ())

    def compose(self) -> ComposeResult:
        """Header, the text, bottom line."""
        self.has_links = any(line.link for line in self._layout(text_width(self.app.size.width)))
        yield Header(self._palette, self._view)
        yield LinkedText(self._palette, self._layout)
        hints = [DETAIL.by_id[name] for name in DETAIL.hints]
        yield Footer(
            self._palette, [(_short(c), c.spec.hint) for c in hints if c.written and c.available(self)]
        )

    def on_mount(self) -> None:
        """The header has one line at any height, and the text the rest."""
        self.query_one(Header).styles.height = 1
        self.text.styles.height = "1fr"

    def _layout(self, width: int) -> Sequence[TextLine]:
        """Lay out the text, once for a width: which keys do something is known only when it is."""
        if self._laid_out[0] != width:
            self._laid_out = width, DetailText(self._view, self._palette, width).about(self.link)
        return self._laid_out[1]

    @property
    def text(self) -> LinkedText:
        """The text."""
        return self.query_one(LinkedText)

    def action_command(self, name: str) -> None:
        """Run a command by its id."""
        self.query_one(Footer).say("")
        chosen = DETAIL.by_id[name]
        if chosen.available(self):
            chosen.run(self)
        else:
            self.query_one(Footer).say(chosen.idle)

    def follow(self) -> None:
        """Open what the selected link leads to, on top: now, for the next key may be there already."""
        link = self.text.selected
        if link is not None:
            self.app.push_screen(DetailScreen(self._view, link, self._palette))
        else:
            self.query_one(Footer).say("No link is selected: Tab goes to the next one.")

    def copy(self) -> None:
        """Send it to the terminal's clipboard; say what came of it."""
        from sitbrief.tui.copying import copy_linked

        if self.link is not None:
            self.query_one(Footer).say(copy_linked(self.app, self._view.index, self.link))

    def show_help(self) -> None:
        """List the keys that would do something now."""
        from sitbrief.tui.screens.help import HelpScreen

        alive = [each for each in DETAIL.by_id.values() if each.available(self)]
        self.app.push_screen(HelpScreen(alive, self._palette))


def _short(command: Command[Any]) -> str:
    """The first of a command's keys; for moving both arrows."""
    return "↑↓" if command.spec.hint == "move" else command.written.split()[0]
