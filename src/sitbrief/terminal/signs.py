"""ASCII stand-ins for other signs, each of the same width."""

from __future__ import annotations

import unicodedata
from typing import Final

_SIGNS: Final = {
    **dict.fromkeys("·‧∙–—―‐‑−─━", "-"),
    **dict.fromkeys("•▪●", "*"),
    **dict.fromkeys("→▸▶›»", ">"),
    **dict.fromkeys("←◂◀‹«", "<"),
    **dict.fromkeys("‘’‚′ʼʿʾ", "'"),
    **dict.fromkeys("“”„″", '"'),
    **dict.fromkeys("│┃", "|"),
    "…": "~",
    "↑": "^",
    "↓": "v",
    "×": "x",
    "ı": "i",
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ß": "s",
}
_UNKNOWN: Final = "?"


def plain(cluster: str, width: int) -> str:
    """The stand-in for a character with its marks, in so many cells; question marks where there is none."""
    if cluster.isascii():
        return cluster
    bare = _SIGNS.get(cluster[0]) or "".join(
        sign for sign in unicodedata.normalize("NFKD", cluster) if not unicodedata.combining(sign)
    )
    fits = bare.isascii() and bare.isprintable() and 0 < len(bare) <= width
    return bare.ljust(width) if fits else _UNKNOWN * width
