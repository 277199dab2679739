"""OSC 52: handing text to the clipboard of the reader's own terminal, through whatever stands between.

No terminal answers, so nobody can know whether it took the text: success is never claimed. What is known to be dropped or
cut on the way is not sent at all, for half a text in the clipboard is worse than the text before.
"""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.search_path import absolute_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitbrief.text import Clean

LIMIT: Final = 74_000
"""Bytes of the encoded text. Terminals cap the sequence near 75 kB and drop what is longer."""

MOSH_LIMIT: Final = 16_000
"""mosh cuts the sequence at 16,384 bytes, and passes on what is left of it."""

_SCREEN_CHUNK: Final = 250
"""GNU screen passes strings on that are no longer than some hundred bytes, one after the other."""

_WITHOUT: Final = ("linux", "vt1", "vt2", "vt3", "vt4", "vt5", "putty", "cons", "sun", "dumb")
"""How the names of terminals begin that have no clipboard, or let nobody set it."""

_TMUX_SECONDS: Final = 2.0
_MOST_ANCESTORS: Final = 16


class Prepared(NamedTuple):
    """A sequence that sets the clipboard, empty where nothing would come of it, and what can be said of it or why it is not sent."""

    sequence: str
    words: str


def osc52(text: Clean, *, limit: int = LIMIT) -> str | None:
    """The sequence that sets the clipboard, or None where terminals would drop it for its size."""
    encoded = b64encode(text.encode("utf-8", "replace")).decode("ascii")
    return f"\x1b]52;c;{encoded}\x07" if len(encoded) <= limit else None


def prepared(text: Clean, environ: Mapping[str, str], *, mosh: bool = False) -> Prepared:
    """What sets the clipboard of a terminal.

    Args:
        text: The text.
        environ: The environment, which names the terminal and what stands between.
        mosh: Whether mosh does.
    """
    term = environ.get("TERM", "")
    if term.startswith(_WITHOUT):
        return Prepared("", f"a terminal of the kind {term} has no clipboard that can be set")
    sequence = osc52(text, limit=MOSH_LIMIT if mosh else LIMIT)
    if sequence is None:
        return Prepared("", f"it is too large for {'mosh' if mosh else 'the clipboard of a terminal'}")
    if environ.get("TMUX") or term.startswith("tmux"):
        return Prepared(sequence + _through_tmux(sequence), "sent to tmux; it passes it on if it is set to")
    if environ.get("STY"):
        return Prepared(_through_screen(sequence), "sent through GNU screen to your terminal")
    if term.startswith("screen"):
        # On another machine than this either runs. Each takes one of the two and drops the other.
        return Prepared(sequence + _through_screen(sequence), "sent to GNU screen or tmux, for your terminal")
    return Prepared(sequence, "sent to your terminal; not every terminal takes it")


def into_tmux(text: Clean, environ: Mapping[str, str]) -> str | None:
    """Put text into the buffer of the tmux that runs here, which sends it on to its own terminal's clipboard.

    tmux does so in its default settings, in which it drops the sequences of the programs in it.

    Returns:
        What can be said of it; None where there is no such tmux, or it is too old.
    """
    if not environ.get("TMUX"):
        return None
    import subprocess

    try:
        subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],  # noqa: S607  the one that is on the user's path
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=_TMUX_SECONDS,
            check=True,
            env={**environ, "PATH": absolute_only(environ.get("PATH", os.defpath))},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    if osc52(text) is None:
        return "in the buffer of tmux, too large for your terminal's own: prefix ] pastes it"
    return "in the buffer of tmux and sent to your terminal: prefix ] pastes it"


def over_mosh() -> bool:
    """Whether this process was started, however indirectly, by mosh's server."""
    return any(name.startswith("mosh-server") for name in _ancestors())


def _ancestors() -> Iterator[str]:
    """The names of the processes above this one, the nearest first, where the system tells them."""
    number = os.getppid()
    for _ in range(_MOST_ANCESTORS):
        try:
            name, _, rest = (
                Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")
            )
        except OSError:
            return
        yield name.partition("(")[2]
        number = int(rest.split()[1])


def _through_tmux(sequence: str) -> str:
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"


def _through_screen(sequence: str) -> str:
    chunks = (sequence[at : at + _SCREEN_CHUNK] for at in range(0, len(sequence), _SCREEN_CHUNK))
    return "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks)
