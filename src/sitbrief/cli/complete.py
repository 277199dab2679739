"""`sitbrief complete`: what the completion of a shell asks the program. No user types it, so no help names it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.text import clean_layout

if TYPE_CHECKING:
    from collections.abc import Sequence


def complete(words: Sequence[str]) -> int:
    """Print what may stand at the cursor.

    Args:
        words: The shell, and what `answer` takes of it.
    """
    from sitbrief.cli.completing.protocol import answer

    try:
        output.data(clean_layout(answer(words[0], words[1:], os.environ)))
    except Exception:  # noqa: BLE001  somebody is in the middle of a line: nothing may be written into it
        return 0
    return 0
