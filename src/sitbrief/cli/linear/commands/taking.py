"""Commands that take something away: an export, a copy, a command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.briefing.detail import Link
from sitbrief.cli.linear.choices import Choices
from sitbrief.cli.linear.commands.base import Command, place_of
from sitbrief.cli.linear.details import Detail
from sitbrief.cli.linear.voice import Verbatim
from sitbrief.cli.linear.wording import in_force

if TYPE_CHECKING:
    from sitbrief.cli.linear.desk import Desk


class Export(Command):
    """Export what is shown of this briefing as Markdown, to a file on this machine.

    Without a name the file is called like the briefing; into a folder it goes by that name. It asks before it replaces
    a file.
    """

    names = ("export", "e")
    takes = "FILE"
    group = "Taking away"

    def run(self, desk: Desk, words: str) -> None:
        """Write it, or ask whether it may replace what is there."""
        name = f"{desk.briefing.id}.md"
        target = os.path.expanduser(words or name)  # noqa: PTH111  Path.expanduser raises for a user there is not
        if os.path.isdir(target):  # noqa: PTH112  Path.is_dir raises for a name that is too long
            target = os.path.join(target, name)  # noqa: PTH118  a word, not yet a path
        if os.path.lexists(target):
            replace = ("Replace it", lambda: _write(desk, target, overwrite=True))
            desk.push(Choices(f"{target} exists. Anything else than a number leaves it.", (replace,)))
        else:
            _write(desk, target, overwrite=False)


class Copy(Command):
    """Print an entry in a few lines, to be copied: the one that is open, the row with a number, or the row you are at."""

    names = ("copy", "y")
    takes = "NUMBER"
    group = "Taking away"

    def available(self, desk: Desk) -> bool:
        """There is one."""
        return isinstance(desk.here, Detail) or (desk.rows is not None and bool(desk.rows.count()))

    def run(self, desk: Desk, words: str) -> None:
        """Print it between two lines that say so."""
        here, rows = desk.here, desk.rows
        if isinstance(here, Detail) and not words:
            text, briefing = here.text(), here.view.index.briefing
        elif rows is not None:
            at = place_of(words) if words else rows.at
            if at is None or not 0 <= at < rows.count():
                desk.say(f"copy takes a number from 1 to {rows.count():,}.")
                return
            name = desk.view.window(rows.pane, at, 1)[0].row.id
            text, briefing = Detail(desk.view, Link(rows.pane, name, "")).text(), desk.briefing
        else:
            return
        desk.say(f"Copy from here, {briefing.tlp}:", *text.splitlines(), "to here.")


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


def _write(desk: Desk, target: str, *, overwrite: bool) -> None:
    from sitbrief.formats import markdown
    from sitbrief.formats.writing import write_file
    from sitbrief.library.commands import export_command

    view = desk.view
    path = Path(target)
    write_file(path, markdown.write(view).encode(), overwrite=overwrite)
    desk.say(Verbatim(f"Written: {path.absolute()}"))
    desk.say(
        f"{desk.briefing.tlp}, at its top and at its bottom. {in_force(view)}.", "The same from a shell:"
    )
    command = export_command(desk.briefing.id, view.filters, output=target, library=desk.library.option)
    desk.say(Verbatim(command))


COMMANDS = (Export(), Copy(), CommandLine())
