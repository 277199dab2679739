"""Keys in the order they were pressed, and keys as they come over a bad line or from another alphabet."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.widgets import Input

from sitbrief.terminal.sequences import MOST_PASTED
from sitbrief.text import clean_line, digits
from sitbrief.tui.later import later

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

_LOOK_SECONDS: Final = 0.002
"""So often somebody looks whether a screen has become ready for the next key."""

_MOST_WAITING: Final = 2_000
"""So many keys, at most, wait for a screen: as many as a line keeps for a program that does not read."""

_FOCUS_SECONDS: Final = 0.5
"""So long, at most, a key waits for a screen that is made to give the focus to somebody."""


class Field(Input):
    """A line to type in.

    Textual tells of what was typed by messages, which arrive after the keys that were pressed meanwhile; so over a slow
    link Enter took what was marked before the last letters. Here both are told at once.

    Attributes:
        edited: Is told each new value.
        submitted: Is told the value at Enter.
        refused: Is told why something was not taken, in words.
    """

    edited: Callable[[str], None] | None = None
    submitted: Callable[[str], None] | None = None
    refused: Callable[[str], None] | None = None
    _fresh = True
    """Whether the focus has come, or is about to, and nothing was typed since: what stands in it is replaced then."""

    def _on_focus(self, event: events.Focus) -> None:
        """Select what stands in it, but not what was typed while the news of the focus was on its way."""
        del event
        self.select_on_focus, self._fresh = self._fresh, False

    def _on_blur(self, event: events.Blur) -> None:
        """The next one who comes replaces it, unless somebody has come back already."""
        del event
        self._fresh = self.screen.focused is not self

    def watch_value(self, value: str) -> None:
        """Tell of a new value."""
        if self.edited is not None:
            self.edited(value)

    async def action_submit(self) -> None:
        """Tell of Enter."""
        if self.submitted is not None:
            self.submitted(self.value)

    def pasted(self, text: str) -> None:
        """Insert the first line of what is pasted; of what is too long nothing, and say so."""
        if len(text) > MOST_PASTED:
            if self.refused is not None:
                self.refused(
                    f"The pasted text has more than {MOST_PASTED:,} characters: nothing of it is taken"
                )
            return
        line = clean_line(next(iter(text.splitlines()), ""))
        if not line:
            return
        if self._fresh:
            self.select_all()
            self._fresh = False
        self.replace(line, *self.selection)

    async def typed(self, event: events.Key) -> bool:
        """Insert a character; False for a key that is none."""
        if event.is_printable:
            if self._fresh:
                self.select_all()
                self._fresh = False
            await self._on_key(event)
        return event.is_printable


class OrderedKeys(App[int], inherit_css=False):
    """An application in which one key is done with before the next is looked at.

    Textual inserts characters at once and runs bindings a queue later. That is in order for somebody who types slowly;
    over a slow link keys arrive in bunches, and "backspace, H" became "H, backspace". Nor does Textual mind whether the
    screen that a key is for is there yet, or whether the application is leaving.
    """

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  # Textual's own
        super().__init__(**settings)
        self._pressed: deque[events.Key | events.Paste] = deque()
        self._colon = False
        self._waiting_since: float | None = None

    @property
    def ending(self) -> bool:
        """Whether it is about to end, or has failed: nothing acts any more."""
        return self._exit or self._exception is not None

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes out of the usual way; once it is ending nothing that somebody does is heard."""
        if not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self.ending:
            self._pressed.clear()
        elif isinstance(event, events.Key | events.Paste):
            if len(self._pressed) < _MOST_WAITING:
                self._pressed.append(event)
            if self._waiting_since is None:
                await self._press_next()
        elif not isinstance(event, events.MouseEvent) or self._is_inside(event):
            await super().on_event(event)

    def _is_inside(self, event: events.MouseEvent) -> bool:
        """Whether a click is in the window, which may be smaller by now. Beyond it Textual takes the focus from everybody."""
        return self.screen.region.contains(int(event.x), int(event.y))

    async def _press_next(self) -> None:
        """Act on the keys that wait, up to one that opens or closes a screen: the next is for what comes after."""
        while self._pressed and not self.ending:
            top = self.screen
            if not self._takes_keys(top):
                self._press_later(self._waiting_since or time.monotonic())
                return
            self._waiting_since = None
            pressed = self._pressed.popleft()
            if isinstance(pressed, events.Key):
                await self._press(pressed)
            elif isinstance(self.focused, Field):  # nobody types elsewhere: what is pasted does nothing there
                self.focused.pasted(pressed.text)
            if self.screen is not top:
                self._press_later(time.monotonic())  # whoever asked is told first
                return
        self._waiting_since = None

    def _press_later(self, since: float) -> None:
        self._waiting_since = since
        later(self, _LOOK_SECONDS, self._press_next)

    def _takes_keys(self, screen: Screen[Any]) -> bool:
        """Whether a screen is made and has given the focus to whom it should."""
        if not screen.is_mounted:
            return False
        if screen.focused is None and (chain := screen.focus_chain):
            if time.monotonic() - (self._waiting_since or time.monotonic()) <= _FOCUS_SECONDS:
                return False
            screen.set_focus(chain[0])  # else every key would wait as long, and be for nobody
        return True

    async def _press(self, event: events.Key) -> None:
        colon, self._colon = self._colon, False
        if await self._check_bindings(event.key, priority=True):
            return
        field = self.focused
        if isinstance(field, Field):
            if await field.typed(event) or await self._check_bindings(event.key):
                return
        elif colon and event.key == "q":
            self.exit(0)
            return
        elif await self._check_bindings(event.key):
            return
        await self._press_loosely(event)

    async def _press_loosely(self, event: events.Key) -> None:
        """Read a key that nobody wanted: a digit or letter of another script as what stands there on a Latin keyboard.

        A colon waits for q.
        """
        from sitbrief.tui.layouts import LATIN  # late: seldom asked for

        character = event.character or ""
        latin = "" if character.isascii() else LATIN.get(character) or digits(character)
        if latin.isascii() and latin:
            await self._press(events.Key(_character_to_key(latin), latin))
        else:
            self._colon = character == ":"
