"""`sitbrief import`: files of datasets become briefings."""

from __future__ import annotations

import gc
import os
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.errors import DATA, Usage
from sitbrief.cli.progress import ProgressLine
from sitbrief.formats.importers import KINDS, NAMES
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from sitbrief.files.writing import Folder
    from sitbrief.formats.conversion import Conversion
    from sitbrief.formats.dataset import Stated
    from sitbrief.formats.importing import Options, Reading
    from sitbrief.formats.row_outcome import Reject

EXAMPLES = """\
  sitbrief import acled.csv -o briefings/
  sitbrief import GEDEvent_v25_1.csv --by week -o briefings/
  sitbrief import figures.xlsx --sheet Data -o briefings/
  sitbrief import needs.csv --country ET --strict -o briefings/
  sitbrief import misp-event.json --country SY -o briefings/

Tables are read from CSV, XLSX and ODS, and from a .gz or .zip with one of them. One briefing for each country and month,
none above 20 MB. Of a file that would make more than 12, a country with fewer than 20 rows a month has one for each year,
with fewer than 20 a year one in all; an id may change so as a file grows, which --by month prevents. More than 100 are
announced first and, at a terminal, asked for. Rows that cannot be read go to FILE.rejects.csv in the same
folder, or to FILE.rejects-2.csv where that is there.
"""

_ORDERS = ("dmy", "mdy")
_PERIODS = ("day", "week", "month", "year", "file")
_MARKINGS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
_THERE = "exists already, with the rows of an earlier file; --by file keeps them apart"
_MOST_NAMES = 12
_MOST_UNASKED = 100
_NOT_AGREED = 130


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("files", metavar="FILE", nargs="+", help=f"files of {', '.join(KINDS)}")
    add = parser.add_argument
    add(
        "-o",
        "--output",
        metavar="FOLDER",
        required=True,
        help="where the briefings go; FILE.json for a single one",
    )
    add("--from", dest="format", choices=NAMES, help="the format; found out by default")
    add(
        "--by",
        choices=_PERIODS,
        help="one briefing for each; by default month, or more where it has few rows",
    )
    add("-y", "--yes", action="store_true", help="write any number of briefings without asking")
    add("--strict", action="store_true", help="refuse a file of which some row cannot be read")
    add(
        "--encoding",
        metavar="NAME",
        help="the encoding of the files; UTF-8 by default, Windows-1252 where they are not",
    )
    add(
        "--sheet",
        metavar="NAME",
        help="the sheet of a workbook; by default the first that is a table of a known kind",
    )
    add("--country", metavar="CODE", default="", help="the country of rows that name none, as in ET")
    add("--publisher", metavar="NAME", default="", help="who publishes the files; by default what they say")
    add(
        "--dates",
        choices=_ORDERS,
        help="what 02/03/2025 means: day or month first; by default what other days of the file tell",
    )
    add("--as-of", metavar="DAY", default="", help="the day whose situation the briefings describe")
    add(
        "--period",
        metavar="DAYS",
        default="",
        help="of which time rows without dates are: 2024, 2024-12 or 2024-11-20..2024-12-05",
    )
    add(
        "--tlp",
        choices=_MARKINGS,
        help="the marking of the briefings, where no row bears a stricter one; by default as the dataset allows",
    )
    add("-f", "--force", action="store_true", help="overwrite briefings and rejected rows that are there")


def run(args: argparse.Namespace) -> int:
    """Import each file; the highest exit code counts."""
    gc.disable()  # rows make no cycles, and to look for some among millions of objects costs a fifth of the time
    from sitbrief.formats.days import DateOrder
    from sitbrief.formats.importing import Options
    from sitbrief.library.spellings import spellings
    from sitbrief.paths import spellings_file

    country = _country(args.country)
    aliases, mistakes = spellings(spellings_file(os.environ))
    for mistake in mistakes:
        output.say(mistake)
    options = Options(
        args.format,
        args.encoding,
        args.sheet,
        country,
        dates=DateOrder(args.dates) if args.dates else None,
        publisher=clean_line(args.publisher),
        aliases=aliases,
    )
    target, stated = _target(args.output), _stated(args)
    return max([_import(Path(word), target, options, stated, args) for word in args.files])


def _stated(args: argparse.Namespace) -> Stated:
    """What is stated of the briefings on the command line."""
    from sitbrief.formats.dataset import Stated

    as_of, _ = _days("--as-of", args.as_of)
    first, last = _days("--period", args.period)
    return Stated(args.tlp or "", as_of, (first, last) if first else None)


def _days(option: str, word: str) -> tuple[str, str]:
    """The first and the last day of a word; both empty for none."""
    from sitbrief.briefing.filter_text import FilterText, NotUnderstood, filters

    start, dots, end = word.partition("..")
    try:
        found = filters(FilterText(since=start, until=end if dots else start))
    except NotUnderstood as error:
        raise Usage(f"{option}: {error.what}", error.hint) from error
    if word and not (found.since and found.until):
        raise Usage(f"{option}: {clean_line(word)!r} has a side that is open", "Give both days.")
    return str(found.since or ""), str(found.until or "")


def _target(word: str) -> tuple[str, str]:
    """The folder that is written into, and the name of the only briefing in it; else empty."""
    from sitbrief.cli.streams import stream_of

    if not word:
        raise Usage("an empty word is no path")
    if stream_of(word) is not None:
        raise Usage("an import writes files, no stream", "Name a folder, or FILE.json for a single briefing.")
    # A slash at the end says that a folder is meant, whatever its name ends in.
    single = word.endswith(".json") and not os.path.isdir(word)  # noqa: PTH112  Path.is_dir raises for a long name
    above, name = os.path.split(word) if single else (word, "")
    return above or ".", name


def _country(word: str) -> str:
    if not word:
        return ""
    from sitbrief.places.countries import country_code

    code = country_code(word)
    if code is None:
        raise Usage(
            f"--country: {clean_line(word)!r} is no country that we know", "Give its code, as in ET or ETH."
        )
    return code


def _import(
    path: Path, target: tuple[str, str], options: Options, stated: Stated, args: argparse.Namespace
) -> int:
    """Import one file."""
    from datetime import UTC, datetime

    from sitbrief.files.writing import Folder
    from sitbrief.formats.conversion import Conversion
    from sitbrief.formats.importing import open_file
    from sitbrief.formats.periods import Division
    from sitbrief.formats.rejects import RejectsFile

    above, name = target
    reading = open_file(path, options)
    issued = datetime.now(UTC).date().isoformat()
    by = Division(args.by or Division.MONTH)
    conversion = Conversion(reading, clean_line(path.name), issued, by=by, stated=stated)
    with (
        conversion,
        Folder(above, make=0o777) as folder,
        RejectsFile(folder, path.name, reading.header, overwrite=args.force) as rejects,
    ):
        first: list[Reject] = []

        def reject(found: Reject) -> None:
            if len(first) < _MOST_NAMES:
                first.append(found)
            rejects.add(found)

        with _Progress(path.name, reading) as progress:
            conversion.read(reject, progress.read)
        if conversion.rejects and args.strict:
            for found in first:
                output.say(f"{path}:{found.line}:{found.column or 1}: {_reason(found)}")
            output.say(_numbers(path, conversion))
            output.say("Nothing is written: --strict.")
            return DATA
        if args.by is None:
            conversion.join_small()
        if not name and not _agreed(path, conversion, above, yes=args.yes):
            output.say("Nothing is written.")
            return _NOT_AGREED
        with _Progress(path.name, reading) as progress:
            written = _write(conversion, folder, name, progress.made, force=args.force)
        kept = rejects.keep()
    _report(path, conversion, reading, written, kept)
    return DATA if conversion.rejects else 0


def _agreed(path: Path, conversion: Conversion, folder: str, *, yes: bool) -> bool:
    """Whether so many briefings are to be written as a file makes; it is told where they are more than a folder wants."""
    count = len(conversion.groups)
    if count <= _MOST_UNASKED:
        return True
    from sitbrief.cli.confirming import confirmed

    words = f"{path.name} makes {count:,} briefings in {folder}; --by year or --by file makes fewer."
    return confirmed(words, "Write them?", yes=yes)


def _write(
    conversion: Conversion, folder: Folder, name: str, tell: Callable[[int, int], None], *, force: bool
) -> int:
    """Write the briefings, and their paths to stdout; how many there are."""
    from sitbrief.cli.parallel_write import write, write_groups
    from sitbrief.files.writing import Unwritable

    groups = conversion.groups
    if name and len(groups) > 1:
        raise Usage(f"{len(groups)} briefings do not go into one file", "Name a folder, or try --by file.")
    for group in groups:
        own = name or f"{conversion.name(group)}.json"
        if folder.has(own) and not force:
            raise Unwritable(folder.of(own), _THERE)
    if not name:
        return write_groups(conversion, groups, folder, tell, overwrite=force)
    made = [each for group in groups for each in islice(conversion.files(group), 2)]
    if len(made) > 1:
        raise Usage("it is too large for one briefing", "Name a folder.")
    for each in made:
        output.mention(write(each, folder, name, overwrite=force))
    return len(made)


def _numbers(path: Path, conversion: Conversion) -> str:
    rows = plural(conversion.rows, "row")
    claims, rejects = plural(conversion.claims, "claim"), plural(conversion.rejects, "reject")
    repeated = f" + {plural(len(conversion.repeats), 'row')} of the same events" if conversion.repeats else ""
    return f"{path.name}: {rows} read = {claims} + {rejects}{repeated}"


def _reason(found: Reject) -> str:
    return f"{found.name}: {found.reason}" if found.name else found.reason


def _report(path: Path, conversion: Conversion, reading: Reading, written: int, rejected: str) -> None:
    output.say(f"{_numbers(path, conversion)}; {plural(written, 'briefing')} of {reading.publisher}")
    if conversion.undivided:
        output.say(
            f"  Few rows a month: by year or country. --by month makes {conversion.undivided:,} briefings."
        )
    for reason, count in conversion.reasons.most_common(_MOST_NAMES):
        output.say(f"  {count:,} rejected: {reason}; the first in line {conversion.lines[reason]:,}")
    if rejected:
        output.say(f"  Rejected rows: {rejected}")
    for choice in reading.choices:
        output.say(f"  {choice[:1].upper()}{choice[1:]}")
    for remark in reading.remarks():
        output.say(f"  {remark}")
    from sitbrief.briefing.where import province_name

    unplaced = reading.provinces.unplaced()
    for name in unplaced[:_MOST_NAMES]:
        nearest = ", ".join(f"{province_name(iso)} ({iso})" for iso in name.nearest)
        meant = (
            f"several go by it: {nearest}"
            if name.ambiguous
            else f"nearest: {nearest}"
            if nearest
            else "none is like it"
        )
        output.say(f"  No province for {name.written!r}, {name.country}, {plural(name.rows, 'row')}; {meant}")
    if unplaced:
        output.say("  sitbrief alias SPELLING PROVINCE settles one for good.")
    if len(unplaced) > _MOST_NAMES:
        output.say(f"  and {len(unplaced) - _MOST_NAMES} more names without a province")


class _Progress(ProgressLine):
    """How far an import is."""

    def __init__(self, name: str, reading: Reading) -> None:
        super().__init__()
        self._name, self._reading = clean_line(name), reading
        self._alone = sys.stdout is None or not sys.stdout.isatty()

    def read(self, rows: int) -> None:
        """So many rows were read."""
        if self.due():
            done = self._reading.position() / max(1, self._reading.size)
            rate = rows / self.seconds
            self.show(f"{self._name}: {done:.0%}, {rows:,} rows, {rate:,.0f} rows/s  ctrl+c cancels")

    def made(self, number: int, briefings: int) -> None:
        """So many countries and months are being written; where the terminal shows their names, that tells enough."""
        if self._alone and self.due():
            self.show(f"{self._name}: writing {number:,} of {briefings:,}  ctrl+c cancels")
