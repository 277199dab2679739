"""Checks words with a leading minus before argparse does, which takes -hama for -h with a value."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence


class Apart(NamedTuple):
    """The words of a command line, sorted into options and the rest.

    Attributes:
        options: Options with their values, and words with two minuses that are meant as such.
        others: All else; with a minus before it what is no option to the letter.
        rest: What stands behind "--".
    """

    options: list[str]
    others: list[str]
    rest: list[str]


def apart(words: Sequence[str], known: Mapping[str, argparse.Action]) -> Apart:
    """Separate options from other words, whose order stays.

    Args:
        words: The words.
        known: The options by their names.
    """
    found = Apart([], [], [])
    left = iter(words)
    for word in left:
        if word == "--":
            found.rest.extend(left)
        elif not _meant_as_option(word, known):
            found.others.append(word)
        else:
            found.options.append(word)
            if word in known and known[word].nargs != 0:
                found.options.extend(islice(left, 1))
    return found


def one_minus_short(word: str, known: Mapping[str, argparse.Action]) -> bool:
    """Whether a word is a long option that lacks a minus, as -force, which argparse takes for -f -o rce."""
    return word.startswith("-") and f"-{word.partition('=')[0]}" in known


def half_an_option(word: str, known: Mapping[str, argparse.Action]) -> bool:
    """Whether a word begins like a short option but continues with neither a value nor more options."""
    if word[:2] not in known or not word.startswith("-"):
        return False
    for letter in word[1:]:
        action = known.get(f"-{letter}")
        if action is None or action.nargs != 0:
            return action is None
    return False


def _meant_as_option(word: str, known: Mapping[str, argparse.Action]) -> bool:
    """Whether a word is an option, or would be one but for a slip; no option has a space in its name."""
    name, _, _ = word.partition("=")
    return name in known or (word.startswith("--") and " " not in name)
