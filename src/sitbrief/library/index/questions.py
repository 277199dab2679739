"""Asking another process whether an index says what a briefing says: a line a question, a line an answer.

To open a briefing takes the validator, which stays in memory for good; the reader asks a process that ends.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from sitbrief.library.index.agreement import Statement
from sitbrief.library.index.editions import Edition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitbrief.library.index.agreement import Agreement


def question(path: Path, edition: Edition, statements: Sequence[Statement]) -> bytes:
    """What is asked about one edition.

    Args:
        path: The file of its briefing.
        edition: What the index says of it.
        statements: What the index says of some of its entries.
    """
    said = [(one.pane, one.key, one.said.hex()) for one in statements]
    return orjson.dumps([os.fsencode(path).hex(), edition, said], default=tuple) + b"\n"


def answer(line: bytes, agreement: Agreement) -> bytes:
    """The answer to a question."""
    name, known, said = orjson.loads(line)
    path, edition = Path(os.fsdecode(bytes.fromhex(name))), Edition(*known)
    statements = [
        Statement(edition, pane, key, bytes.fromhex(row), 0, place)
        for place, (pane, key, row) in enumerate(said)
    ]
    untrue = [one.place for one in agreement.untrue(path, statements)]
    return orjson.dumps([agreement.described(path, edition), untrue]) + b"\n"


def understood(line: bytes, statements: Sequence[Statement]) -> tuple[bool, list[Statement]]:
    """What an answer says.

    Returns:
        Whether the edition is what the index says of it, and which of the statements are untrue.

    Raises:
        ValueError: it is none: the process was ended, or failed.
    """
    described, untrue = orjson.loads(line)
    return bool(described), [statements[place] for place in untrue]
