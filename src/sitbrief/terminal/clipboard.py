"""OSC 52: handing text to the clipboard of the reader's own terminal, over any number of hops."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT = 74_000
"""Bytes of the encoded text. Terminals cap the sequence near 75 kB and drop what is longer."""


def osc52(text: str, *, limit: int = LIMIT) -> str | None:
    """The sequence that sets the clipboard, or None where terminals would drop it for its size."""
    encoded = b64encode(text.encode("utf-8", "replace")).decode("ascii")
    return f"\x1b]52;c;{encoded}\x07" if len(encoded) <= limit else None


def advice(environ: Mapping[str, str]) -> str:
    """What can be said of a sequence that was sent. No terminal answers, so success is never claimed."""
    if environ.get("TMUX"):
        return "sent to tmux, which passes it on only with set-clipboard on"
    if environ.get("TERM", "").startswith("screen"):
        return "sent to GNU screen, which does not pass it on"
    return "sent to your terminal; not every terminal takes it"
