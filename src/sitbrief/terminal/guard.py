"""The last guard before the wire: nothing in a line of the screen may act on the terminal."""

from __future__ import annotations

import re
from functools import lru_cache

_ACTING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


@lru_cache(maxsize=4096)
def guard(text: str) -> str:
    """Text in which every control, direction or invisible character shows as U+FFFD.

    Text is cleaned where it enters the model; this is for what came another way.
    """
    return text if text.isascii() and text.isprintable() else _ACTING.sub("\ufffd", text)


def harmless(text: str) -> str:
    """Text without those characters. None of them has a width, so what is beside them stays where it was."""
    return text if text.isascii() and text.isprintable() else _ACTING.sub("", text)
