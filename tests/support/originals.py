"""Texts that the samples are made from, as fingerprints of their runs of words: the texts themselves are others' and stay out.

`python tests/support/originals.py FILE > tests/data/originals/NAME.txt` takes them of a text.
"""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[1] / "data" / "originals"

_WORD: Final = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
_LONGEST: Final = 4
_DIGITS: Final = 7


def fingerprints(text: str) -> set[str]:
    """A fingerprint of each run of up to four words."""
    words = _WORD.findall(text)
    return {
        _fingerprint(words[start : start + length])
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    }


def stands_in(phrase: str, original: str) -> bool:
    """Whether the words of a phrase stand in an original in this order, each four of them side by side.

    Args:
        phrase: Words, in their case; signs between them do not count.
        original: Its name in `tests/data/originals`.
    """
    words = _WORD.findall(phrase)
    length = min(len(words), _LONGEST)
    runs = [words[start : start + length] for start in range(len(words) - length + 1)]
    return bool(words) and all(_fingerprint(run) in _known(original) for run in runs)


@cache
def _known(original: str) -> frozenset[str]:
    return frozenset((FOLDER / f"{original}.txt").read_text(encoding="ascii").split())


def _fingerprint(words: list[str]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_DIGITS]


if __name__ == "__main__":
    found = sorted(fingerprints(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sys.stdout.write(
        "\n".join(" ".join(found[start : start + 16]) for start in range(0, len(found), 16)) + "\n"
    )
