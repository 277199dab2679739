"""`sitbrief import`: files of datasets become briefings."""

from __future__ import annotations

import gc
import os
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sitbrief.cli import output
from sitbrief.cli.errors import DATA, Usage
from sitbrief.cli.import_words import MOST_NAMES, ImportProgress, numbers, reason, report
from sitbrief.files.reading import Unreadable, Unrecognised
from sitbrief.formats.importers import KINDS, NAMES
from sitbrief.text import clean_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from sitbrief.files.writing import Folder
    from sitbrief.formats.conversion import Conversion
    from sitbrief.formats.dataset import Stated
    from sitbrief.formats.importing import Options, Reading
    from sitbrief.formats.rejects import RejectsFile
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
    add("--as-of", metavar="DATE", default="", help="the day whose situation the briefings describe")
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
    """Import the files; the highest exit code counts."""
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
    _target(args.output)  # a wrong one is told before anything is read
    return _import([Path(word) for word in args.files], options, _stated(args), args)


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


def _import(paths: list[Path], options: Options, stated: Stated, args: argparse.Namespace) -> int:
    """Import files; those that follow each other and are of one dataset become briefings together."""
    from sitbrief.formats.importing import open_file

    code, batch = 0, None
    with ExitStack() as batches:
        for path in paths:
            try:
                reading = open_file(path, options)
            except (Unreadable, Unrecognised):
                if batch:
                    batch.write()  # what was read before is not lost for it
                raise
            if batch is None or args.by == "file" or not batch.conversion.takes(reading):
                code = max(code, batch.write() if batch else 0)
                batch = batches.enter_context(_Batch(path, reading, stated, args))
            else:
                batch.conversion.add(reading, path.name)
            batch.read(path, reading)
        return max(code, batch.write() if batch else 0)


class _Batch:
    """Files of one dataset that become briefings together.

    Attributes:
        conversion: What they become.
    """

    def __init__(self, path: Path, reading: Reading, stated: Stated, args: argparse.Namespace) -> None:
        from datetime import UTC, datetime

        from sitbrief.files.writing import Folder
        from sitbrief.formats.conversion import Conversion
        from sitbrief.formats.periods import Division

        self._args = args
        self._above, self._name = _target(args.output)
        self._read: list[tuple[Path, Reading, RejectsFile]] = []
        self._first: list[tuple[Path, Reject]] = []
        issued = datetime.now(UTC).date().isoformat()
        by = Division(args.by or Division.MONTH)
        self._open = ExitStack()
        self.conversion = self._open.enter_context(
            Conversion(reading, clean_line(path.name), issued, by=by, stated=stated)
        )
        self._folder = self._open.enter_context(Folder(self._above, make=0o777))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def read(self, path: Path, reading: Reading) -> None:
        """Read the rows of a file."""
        from sitbrief.formats.rejects import RejectsFile

        rejects = self._open.enter_context(
            RejectsFile(self._folder, path.name, reading.header, overwrite=self._args.force)
        )
        self._read.append((path, reading, rejects))

        def reject(found: Reject) -> None:
            if len(self._first) < MOST_NAMES:
                self._first.append((path, found))
            rejects.add(found)

        with ImportProgress(path.name, reading) as progress:
            self.conversion.read(reject, progress.read)

    def write(self) -> int:
        """Write what has become of them; the exit code."""
        with self._open:
            return self._write()

    def _write(self) -> int:
        conversion, args = self.conversion, self._args
        path, reading, _ = self._read[-1]
        if conversion.rejects and args.strict:
            for file, found in self._first:
                output.say(f"{file}:{found.line}:{found.column or 1}: {reason(found)}")
            output.say(numbers(conversion))
            output.say("Nothing is written: --strict.")
            return DATA
        if args.by is None:
            conversion.join_small()
        if not self._name and not _agreed(path, conversion, self._above, yes=args.yes):
            output.say("Nothing is written.")
            return _NOT_AGREED
        with ImportProgress(path.name, reading) as progress:
            written = _write(conversion, self._folder, self._name, progress.made, force=args.force)
        kept = [name for _, _, rejects in self._read if (name := rejects.keep())]
        report(conversion, [each for _, each, _ in self._read], written, kept)
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
