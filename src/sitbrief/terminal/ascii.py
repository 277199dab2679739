"""Text for terminals that show nothing but ASCII: each sign becomes one that is as wide."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from sitbrief.terminal.widths import clusters

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


@lru_cache(maxsize=4096)
def in_ascii(text: str) -> str:
    """The same text in as many cells: Latin letters without their marks, a question mark for what has no other form."""
    if text.isascii():
        return text
    return "".join(_plain(cluster, width) for cluster, width in clusters(text))


def _plain(cluster: str, width: int) -> str:
    if cluster.isascii():
        return cluster
    bare = _SIGNS.get(cluster[0]) or "".join(
        sign for sign in unicodedata.normalize("NFKD", cluster) if not unicodedata.combining(sign)
    )
    fits = bare.isascii() and bare.isprintable() and 0 < len(bare) <= width
    return bare.ljust(width) if fits else _UNKNOWN * width
