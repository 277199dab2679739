"""The help of the whole program."""

from __future__ import annotations

from sitbrief.cli.table import COMMANDS

_HELP = """\
sitbrief reads situation briefings in a terminal: who says so, through whom, and how far to trust it.

usage:
  sitbrief [PATH ...] [filters]         open the reader on files or library folders
  sitbrief COMMAND ... [options]        do one thing and print it
  sitbrief COMMAND --help               tell more about a command

commands:
{commands}

BRIEFING is a file, or the id of a briefing in the library. A file that is named like a command is ./list.
Without a terminal, or with TERM=dumb, the reader prints plain text instead.

the reader:
  --open BRIEFING       open this one first
  --theme NAME          terminal, high-contrast or colour-blind, or one of these with -light at its end
  --ascii, --no-ascii   show nothing but ASCII, or all signs; by default as the locale (LANG) has it
  --fresh               start at the beginning, not where you left off
  --plain               talk line by line: for a screen reader, a Braille line, a terminal that cannot place text
  --config FILE         another configuration than ~/.config/sitbrief/config.toml
  --profile local|ssh   how far away the terminal is; by default ssh over SSH, else local

filters, the same everywhere:
  --province NAME       in this province: any spelling in either script, ISO code or p-code; repeat it, or use commas
  --since DATE          on or after this day, as in 2024-12-05
  --until DATE          on or before this day
  --grade GRADE         at least this grade, as in B2: source B or better, claim 2 or better
  --unknown yes|no      with or without grades that are unknown (F or 6); yes by default
  --contested           contested entries only
  --state STATE         withdrawn, contested, unverified, single source, confirmed or no claims
  --sector SECTOR       humanitarian notes of this sector, as in Health
  --text WORDS          entries with all these words, or some that begin so; "quotes" keep words together
  --without WORDS       entries with none of these words
  --by NAME             said or passed on by this source, or coded from what it says, as in SOHR; repeat it
  --library PATH        look here for briefings, not in the usual library

examples:
  sitbrief                                          read the library
  sitbrief briefing.json --province Hama            read one file, of Hama only
  sitbrief list                                     what is there
  sitbrief show ID | less                           plain text
  sitbrief export ID --grade B2 -o hama.md          Markdown
  sitbrief check *.json                             before you hand it on

limits: what is read is bounded (size, nesting, columns, the length of a field, and more). What is over a limit is
refused in a line that names it; sitbrief config prints them all, and [limits] in the configuration changes them.

exit codes: 0 well, 1 the data has problems, 2 wrong usage, 3 cannot read or write, 70 our mistake, 130 interrupted.

environment:
  SITBRIEF_LIBRARY      files and folders of the library, separated by colons
  XDG_DATA_HOME         the user's library is sitbrief/briefings in it (~/.local/share by default)
  XDG_CONFIG_HOME       the configuration is sitbrief/config.toml in it (~/.config by default)
  XDG_STATE_HOME        where you left off is kept in sitbrief/state.sqlite3 in it (~/.local/state by default)
  XDG_CACHE_HOME        briefings that were opened before are kept in sitbrief in it (~/.cache by default)
  NO_COLOR              where it is set, the reader uses no colours
  LC_ALL, LC_CTYPE      or LANG: where these name no locale of UTF-8, the reader shows nothing but ASCII

  -h, --help            show this help
  -V, --version         show the version
"""


def program_help() -> str:
    """What `sitbrief --help` prints."""
    left = [f"{command.name} {command.usage}".rstrip() for command in COMMANDS]
    width = max(map(len, left))
    lines = (f"  {words:{width}}   {command.help}" for words, command in zip(left, COMMANDS, strict=True))
    return _HELP.format(commands="\n".join(lines))
