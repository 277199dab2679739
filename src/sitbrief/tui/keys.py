"""Keys as they come over a bad line or from another alphabet: digits of any script, alt+X, and `:q`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.text import digits

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    _Base = Widget
else:
    _Base = object


class LooseKeys(_Base):
    """For screens: a key that fired no binding is looked at once more.

    A digit of another script acts as the ASCII digit. On a slow link Esc and the next key arrive together and look like
    alt: they act as Esc, then the key. A colon waits for q.
    """

    _colon = False

    async def on_key(self, event: events.Key) -> None:
        """Read the key again in the other ways."""
        colon, self._colon = self._colon, False
        if event.character == ":":
            self._colon = True
        elif colon and event.key == "q":
            event.stop()
            event.prevent_default()
            self.app.exit(0)
        elif event.key.startswith("alt+"):
            event.stop()
            self._press("escape")
            self._press(event.key.removeprefix("alt+"))
        elif event.character and not event.character.isascii() and digits(event.character) in "0123456789":
            event.stop()
            self._press(digits(event.character))

    def _press(self, key: str) -> None:
        # From the application's own queue: an event made here would not bubble past this screen, where bindings are.
        self.app.call_later(self.app.simulate_key, key)
