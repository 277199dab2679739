"""Splits what a terminal sends into keys, pastes and clicks, and drops answers that nobody asked for.

A terminal is somebody else's program, on somebody else's machine. Whatever it sends acts as what it is or not at all, and
nothing that it leaves unfinished is kept for long, or grows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from sitbrief.terminal.painter import ANSWER

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PASTED: Final = 4_096
"""The most characters of a paste that are taken: more than any field holds."""

STRING_SECONDS: Final = 1.0
"""The longest wait for the next part of an answer; what comes later counts as keys."""

PASTE_SECONDS: Final = 3.0
"""The same for a paste: longer, for its rest must not act as keys."""

_LONGEST: Final = 64
"""The most characters of a key or a click; answers may be longer."""

_INTERRUPT: Final = "\x03"
_PASTE: Final = "\x1b[200~"
_PASTE_END: Final = "\x1b[201~"

_WHOLE: Final = re.compile(
    r"(?P<text>[^\x1b\x80-\x9f]+)"
    r"|(?P<gone>[\x80-\x9f]|\x1b\[M[^\x1b]{3})"  # controls of eight bits; a click as terminals told of it long ago
    r"|(?P<string>\x1b(?:\](?=[0-9lLI])|[PX^_](?=[^\x00-\x1f])))"
    r"|(?P<sequence>\x1b\[\[[A-E]|\x1b\[(?![M\[])[0-?]*[ -/]*[@-~]|\x1bO[ -~])"
    r"|(?P<broken>\x1b\[[0-?]*[ -/]*(?=[^ -~]))"  # a control amid a sequence, or the start of another
    r"|(?P<escape>\x1b(?=[^\[\]OPX^_]|O[^ -~]|\][^0-9lLI]|[PX^_][\x00-\x1f]))"
)
_UNFINISHED: Final = re.compile(r"\x1b(?:\[(?:\[|M[^\x1b]{0,2}|[0-?]*[ -/]*)?|[\]OPX^_])?\Z")
_STRING_END: Final = re.compile(r"[\x03\x07\x18\x1a\x9c]|\x1b\\|(?=\x1b[^\\])")
_SEQUENCE_END: Final = re.compile(r"[@-~]|(?=[^ -~])")
_CLICK: Final = re.compile(r"\x1b\[<[0-9]{1,3};[0-9]{1,5};[0-9]{1,5}[Mm]")


class Pasted(NamedTuple):
    """A paste; of a longer one than `MOST_PASTED` so many characters and one more."""

    text: str


class Answered(NamedTuple):
    """The answer to the painter's status request."""


class Sequences:
    """A parser of input that arrives in parts cut anywhere.

    Args:
        escape_seconds: For how long an Esc may be the beginning of something.
    """

    def __init__(self, escape_seconds: float) -> None:
        self._escape_seconds = escape_seconds
        self._held = ""
        self._skipped_to: re.Pattern[str] | None = None
        self._pasted: str | None = None

    @property
    def patience(self) -> float | None:
        """Seconds to wait for the rest of an unfinished sequence; None where there is none."""
        if self._pasted is not None:
            return PASTE_SECONDS
        if self._skipped_to is not None or len(self._held) > len("\x1b["):
            return STRING_SECONDS
        return self._escape_seconds if self._held else None

    def feed(self, text: str) -> Iterator[str | Pasted | Answered]:
        """Parse more text, and return what is complete: text, keys, clicks, pastes, answers."""
        if text == _INTERRUPT:  # by itself it was pressed, and means what it says
            self._held, self._skipped_to, self._pasted = "", None, None
        rest, self._held = self._held + text, ""
        while rest:
            found: str | Pasted | Answered | None
            if self._pasted is not None:
                found, rest = self._paste(self._pasted, rest)
            elif self._skipped_to is not None:
                found, rest = None, self._skip(self._skipped_to, rest)
            else:
                found, rest = self._next(rest)
            if found is not None:
                yield found

    def give_up(self) -> Iterator[str]:
        """Give up on an unfinished sequence, and return what it means as it is."""
        held, self._held = self._held, ""
        if self._pasted is None and self._skipped_to is None:
            if held in ANSI_SEQUENCES_KEYS:
                yield held
            else:  # Esc, and the key that would have begun something with it
                yield from held if len(held) <= len("\x1b[") else ""
        self._skipped_to = self._pasted = None

    def _next(self, text: str) -> tuple[str | Answered | None, str]:
        """The first complete item, or None, and the rest."""
        found = _WHOLE.match(text)
        if found is None:
            return None, self._hold(text)
        kind, whole, rest = found.lastgroup, found[0], text[found.end() :]
        if whole == ANSWER:
            return Answered(), rest
        if kind == "string":
            self._skipped_to = _STRING_END
        elif whole == _PASTE:
            self._pasted = ""
        elif kind in {"text", "escape"} or (
            kind == "sequence" and (whole in ANSI_SEQUENCES_KEYS or _CLICK.fullmatch(whole))
        ):
            return whole, rest
        elif whole.startswith("\x1bO"):  # no sequence: both are keys
            return "\x1b", text[1:]
        return None, rest

    def _hold(self, text: str) -> str:
        """Keep an unfinished sequence, unless it can no longer become a key."""
        if len(text) > _LONGEST or not _UNFINISHED.match(text):
            self._skipped_to = _SEQUENCE_END
            return text[len("\x1b[") :]
        self._held = text
        return ""

    def _skip(self, end: re.Pattern[str], text: str) -> str:
        """The rest behind the end of a dropped string."""
        found = end.search(text)
        if found is None:
            self._held = "\x1b" if text.endswith("\x1b") else ""
            return ""
        self._skipped_to = None
        return text[found.end() :]

    def _paste(self, before: str, text: str) -> tuple[Pasted | None, str]:
        """The paste, once its end has come, and the rest."""
        pasted, end, rest = text.partition(_PASTE_END)
        if not end:
            kept = next((n for n in range(len(_PASTE_END) - 1, 0, -1) if text.endswith(_PASTE_END[:n])), 0)
            pasted, self._held = text[: len(text) - kept], text[len(text) - kept :]
        self._pasted = (before + pasted[: MOST_PASTED + 1])[: MOST_PASTED + 1]
        if not end:
            return None, ""
        whole, self._pasted = Pasted(self._pasted), None
        return whole, rest
