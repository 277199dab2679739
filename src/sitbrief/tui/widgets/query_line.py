"""The line for queries on the library's screen: what is typed narrows the lists at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing import query
from sitbrief.briefing.filter_text import NotUnderstood
from sitbrief.tui.keys import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitbrief.briefing import Filters

_HINT = "Type words, -words, by:SOHR after:2024-12-01 grade:B2. Enter keeps, Esc goes back"


class QueryLine(Field):
    """Shown while somebody types. What cannot be read yet is explained, and narrows nothing.

    Args:
        parse: What reads a query; it raises `NotUnderstood`.
        narrow: Is told the filters.
        say: Is told what to say.
    """

    def __init__(
        self,
        parse: Callable[[str], Filters],
        narrow: Callable[[Filters], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(id="query")
        self._parse = parse
        self._narrow = narrow
        self._say = say
        self._before: Filters | None = None
        self.cursor_blink = False
        self.edited, self.submitted, self.refused = self._typed, self._kept, say

    def on_mount(self) -> None:
        """Wait until it is asked for."""
        self._hide()

    def open(self, filters: Filters) -> None:
        """Take a query, beginning with what is in force."""
        self._before = filters
        self.display = True
        self.can_focus = True
        self.value = query.written(filters)
        self.cursor_position = len(self.value)
        self._fresh = True
        self.screen.set_focus(self)  # at once: the next key may be there already
        self._say(_HINT)

    def take_back(self) -> None:
        """Close, with what was in force before."""
        before = self._before
        self._hide()
        if before is not None:
            self._narrow(before)
        self._say("")

    def _typed(self, text: str) -> None:
        if not self.display:
            return
        try:
            self._narrow(self._parse(text))
        except NotUnderstood as error:
            self._say(str(error))

    def _kept(self, text: str) -> None:
        try:
            filters = self._parse(text)
        except NotUnderstood as error:
            self._say(str(error))
            return
        self._hide()
        self._narrow(filters)

    def _hide(self) -> None:
        self.display = False
        self.can_focus = False
