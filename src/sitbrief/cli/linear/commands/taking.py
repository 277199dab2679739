"""Commands that take something away: an export, a copy, a command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.cli.linear.choices import Choices
from sitbrief.cli.linear.commands.base import place_of, word
from sitbrief.cli.linear.console import Verbatim
from sitbrief.cli.linear.details import Detail
from sitbrief.cli.linear.location import ListLocation
from sitbrief.cli.linear.wording import in_force

if TYPE_CHECKING:
    from sitbrief.briefing import View
    from sitbrief.cli.linear.session import Session


def _export(session: Session, words: str) -> None:
    """Write it, or ask whether it may replace what is there."""
    from sitbrief.files.writing import file_at, is_there
    from sitbrief.formats.export import USUAL, UnknownFormat, of_file
    from sitbrief.formats.extract import exported_id, spare_full_edition

    view = session.shown_view
    name = USUAL.file_name(exported_id(view))
    target = file_at(os.path.expanduser(words or name), name)  # noqa: PTH111  Path.expanduser raises for a user there is not
    try:
        chosen = of_file(target)
    except UnknownFormat as error:
        session.say(f"sitbrief: {error}.")
        return
    if is_there(target):
        if chosen.name == "json":
            spare_full_edition(view, target)
        replace = ("Replace it", lambda: _write(session, view, target, overwrite=True))
        session.push(Choices(f"{target} exists. Anything else than a number leaves it.", (replace,)))
    else:
        _write(session, view, target, overwrite=False)


def _can_copy(session: Session) -> bool:
    """There is an entry in what was read out last, not somewhere below it."""
    here = session.here
    return isinstance(here, Detail) or (isinstance(here, ListLocation) and bool(here.count()))


def _copy(session: Session, words: str) -> None:
    here = session.here
    if not isinstance(here, ListLocation):
        return
    if isinstance(here, Detail) and not words:
        _print(session, here)
        return
    at = place_of(words) if words else here.at
    if not here.count():
        session.say("There is no list here: copy alone copies what is open.")
    elif at is None or not 0 <= at < here.count():
        session.say(f"copy takes a number from 1 to {here.count():,}.")
    else:
        lead = here.lead(at)
        if isinstance(lead, str):
            session.say(lead)
        else:
            _print(session, Detail(*lead))


def _print_command(session: Session, _words: str) -> None:
    """That of a search, or of the briefing under its filters."""
    from sitbrief.cli.linear.found import Found
    from sitbrief.library.commands import view_command

    filtered, option = session.filtered, session.library.option
    shown = view_command(session.briefing.id, session.view.filters, library=option)
    line = filtered.command_line if isinstance(filtered, Found) else shown
    session.say("What is shown here, from a shell:", Verbatim(line or "sitbrief list"))


def _print(session: Session, entry: Detail) -> None:
    session.say("Copy from here:", *entry.text().splitlines(), "to here.")


def _write(session: Session, view: View, target: str, *, overwrite: bool) -> None:
    from sitbrief.files.writing import write_file
    from sitbrief.formats.export import of_file
    from sitbrief.library.commands import export_command

    briefing = view.index.briefing
    write_file(target, of_file(target).write(view), overwrite=overwrite)
    session.say(Verbatim(f"Written: {Path(target).absolute()}"))
    session.say(f"{briefing.tlp}, at its top and at its bottom. {in_force(view)}.", "The same from a shell:")
    command = export_command(briefing.id, view.filters, output=target, library=session.library.option)
    session.say(Verbatim(command))


TAKING = (
    word("export", _export),
    word("copy.entry", _copy, _can_copy, keeps_question=True),
    word("copy.command", _print_command),
)
