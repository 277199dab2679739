"""Signs that ASCII has not, each with its like in as many cells. What measures the cells is for others to say."""

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
    """What stands in so many cells for a character with its marks: its like, else question marks."""
    if cluster.isascii():
        return cluster
    bare = _SIGNS.get(cluster[0]) or "".join(
        sign for sign in unicodedata.normalize("NFKD", cluster) if not unicodedata.combining(sign)
    )
    fits = bare.isascii() and bare.isprintable() and 0 < len(bare) <= width
    return bare.ljust(width) if fits else _UNKNOWN * width
