"""Settling which province a name means, from the reader: the user's own spellings grow, and the file is read again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from sitbrief.library.spellings import keep_meaning

if TYPE_CHECKING:
    from pathlib import Path

    from sitbrief.formats.province_lookup import UnknownProvince
    from sitbrief.tui.screens.briefing_screen import BriefingScreen

_AT_ONCE: Final = 8 * 1024 * 1024
"""Bytes of a file that is read again in well under a second."""


def unplaced(reader: BriefingScreen) -> tuple[UnknownProvince, ...]:
    """The names in the file that is shown of which no province is known."""
    item = reader.library.source(reader.view.index.briefing)
    return item.account.unplaced if item and item.account else ()


def settle_names(reader: BriefingScreen) -> None:
    """List the names; when the list is closed and some are settled, show the file with them."""
    from sitbrief.tui.screens.settle import Unsettled

    item = reader.library.source(reader.view.index.briefing)

    def closed(settled: bool | None) -> None:  # noqa: FBT001  a dialog's answer
        if settled and item is not None:
            _show_again(reader, item.path)

    reader.ask(Unsettled(unplaced(reader), _settle, reader.palette), closed)


def _settle(name: UnknownProvince, iso: str) -> str:
    return keep_meaning(os.environ, name.written, iso)


def _show_again(reader: BriefingScreen, path: Path) -> None:
    try:
        large = path.stat().st_size > _AT_ONCE
    except OSError:
        large = False  # reading it says what is wrong
    if large:
        reader.say(f"{path.name} is large: the provinces are known when it is opened again.")
        return
    reader.library.read_again(path)
    item = reader.library.at(path)
    reader.open_briefing(reader.view.index.briefing.id)
    reader.say(item.account.words() if item.account else item.error or "")
