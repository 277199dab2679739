"""What Textual remembers for good of what has gone, and why it does not here."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from textual._styles_cache import StylesCache

_PAIRS: Final = 64
"""Pairs of background colours. A theme has a handful."""


def forget_what_is_gone() -> None:
    """Have the colours of styles remembered by colours, not by widgets.

    `StylesCache.get_inner_outer` means to be a method of the class: it looks at two colours alone. As it is one of objects,
    its cache keeps the last thousand of them alive, each with all lines of a widget that may have been closed long ago. Over
    some thousand keys that came to forty megabytes.
    """
    found = vars(StylesCache).get("get_inner_outer")
    plain = getattr(found, "__wrapped__", None)
    if plain is not None and not isinstance(found, classmethod):
        StylesCache.get_inner_outer = classmethod(lru_cache(_PAIRS)(plain))  # type: ignore[assignment, method-assign, arg-type]
