"""Counts with their nouns, and words in a sentence."""

from __future__ import annotations


def alternatives(words: list[str]) -> str:
    """Words of which one is meant, as in "a, b or c"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def plural(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: "1 entry", "9 entries", "1,204 sources".

    Args:
        count: how many.
        one: the noun for one.
        many: the noun for all other counts; by default the regular English plural.
    """
    if count == 1:
        return f"1 {one}"
    return f"{count:,} {_regular_plural(one) if many is None else many}"


def _regular_plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in {*"aeiou", ""}:
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"
