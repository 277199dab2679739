"""Commands that take something away: an export, a copy, a command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.cli.linear.choices import Choices
from sitbrief.cli.linear.commands.base import Command, place_of
from sitbrief.cli.linear.details import Detail
from sitbrief.cli.linear.station import Listing
from sitbrief.cli.linear.voice import Verbatim
from sitbrief.cli.linear.wording import in_force

if TYPE_CHECKING:
    from sitbrief.briefing import View
    from sitbrief.cli.linear.desk import Desk


class Export(Command):
    """Export what is shown of this briefing to a file on this machine, in the format that the file's name ends in.

    Without a name the file is called like the briefing, and is Markdown; into a folder it goes by that name. It asks before
    it replaces a file.
    """

    names = ("export", "e")
    takes = "FILE"
    group = "Taking away"

    def run(self, desk: Desk, words: str) -> None:
        """Write it, or ask whether it may replace what is there."""
        from sitbrief.formats.export import USUAL, UnknownFormat, of_file
        from sitbrief.formats.writing import file_at, is_there

        view = desk.shown_view
        name = USUAL.file_name(view.index.briefing.id)
        target = file_at(os.path.expanduser(words or name), name)  # noqa: PTH111  Path.expanduser raises for a user there is not
        try:
            of_file(target)
        except UnknownFormat as error:
            desk.say(f"sitbrief: {error}.")
            return
        if is_there(target):
            replace = ("Replace it", lambda: _write(desk, view, target, overwrite=True))
            desk.push(Choices(f"{target} exists. Anything else than a number leaves it.", (replace,)))
        else:
            _write(desk, view, target, overwrite=False)


class Copy(Command):
    """Print an entry in a few lines, to be copied: the one that is open, the row with a number, or the row you are at."""

    names = ("copy", "y")
    takes = "NUMBER"
    group = "Taking away"
    otherwise = "there is no entry here to be copied"
    keeps_question = True

    def available(self, desk: Desk) -> bool:
        """There is one in what was read out last, not somewhere below it."""
        here = desk.here
        return isinstance(here, Detail) or (isinstance(here, Listing) and bool(here.count()))

    def run(self, desk: Desk, words: str) -> None:
        """Print it between two lines that say so."""
        here = desk.here
        if not isinstance(here, Listing):
            return
        if isinstance(here, Detail) and not words:
            _print(desk, here)
            return
        at = place_of(words) if words else here.at
        if not here.count():
            desk.say("There is no list here: copy alone copies what is open.")
        elif at is None or not 0 <= at < here.count():
            desk.say(f"copy takes a number from 1 to {here.count():,}.")
        else:
            lead = here.lead(at)
            if isinstance(lead, str):
                desk.say(lead)
            else:
                _print(desk, Detail(*lead))


class CommandLine(Command):
    """Print the command line that shows the same from a shell."""

    names = ("command", "Y")
    group = "Taking away"

    def run(self, desk: Desk, words: str) -> None:
        """That of a search, or of the briefing under its filters."""
        from sitbrief.cli.linear.found import Found
        from sitbrief.library.commands import view_command

        del words
        ground, option = desk.ground, desk.library.option
        shown = view_command(desk.briefing.id, desk.view.filters, library=option)
        line = ground.command_line if isinstance(ground, Found) else shown
        desk.say("What is shown here, from a shell:", Verbatim(line or "sitbrief list"))


def _print(desk: Desk, entry: Detail) -> None:
    marking = entry.view.index.briefing.tlp
    desk.say(f"Copy from here, {marking}:", *entry.text().splitlines(), "to here.")


def _write(desk: Desk, view: View, target: str, *, overwrite: bool) -> None:
    from sitbrief.formats.export import of_file
    from sitbrief.formats.writing import write_file
    from sitbrief.library.commands import export_command

    briefing = view.index.briefing
    write_file(target, of_file(target).write(view), overwrite=overwrite)
    desk.say(Verbatim(f"Written: {Path(target).absolute()}"))
    desk.say(f"{briefing.tlp}, at its top and at its bottom. {in_force(view)}.", "The same from a shell:")
    command = export_command(briefing.id, view.filters, output=target, library=desk.library.option)
    desk.say(Verbatim(command))


COMMANDS = (Export(), Copy(), CommandLine())
