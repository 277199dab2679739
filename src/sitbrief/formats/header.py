"""The header of a table: a name that stands twice in it names its first column, and the others by their number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def distinct(names: Iterable[str]) -> list[str]:
    """The names, each once: what stands there again is followed by a number, as in "notes (2)"; empty ones stay.

    Without that the last column of a name would be read for the first one.
    """
    seen: Counter[str] = Counter()
    made: list[str] = []
    for name in names:
        key = name.lower()
        seen[key] += 1
        made.append(f"{name} ({seen[key]})" if key and seen[key] > 1 else name)
    return made


def repeated(names: Iterable[str]) -> list[str]:
    """The names that stand more than once, in their order and as they stand there first."""
    first: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for name in names:
        first.setdefault(name.lower(), name)
        seen[name.lower()] += 1
    return [name for key, name in first.items() if key and seen[key] > 1]
