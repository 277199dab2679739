"""What an import tells: how far it is, how many rows became claims, what could not be read, what was chosen or left out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from sitbrief.cli import output
from sitbrief.cli.progress import ProgressLine
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitbrief.formats.conversion import Conversion
    from sitbrief.formats.importing import Reading
    from sitbrief.formats.province_lookup import UnknownProvince
    from sitbrief.formats.row_outcome import Reject

MOST_NAMES: Final = 12
"""So many rejected rows, reasons and names are told."""


def numbers(conversion: Conversion) -> str:
    """How many rows became how many claims."""
    rows = plural(conversion.rows, "row")
    claims, rejects = plural(conversion.claims, "claim"), plural(conversion.rejects, "reject")
    repeated = f" + {plural(len(conversion.repeats), 'row')} of the same events" if conversion.repeats else ""
    return f"{conversion.file}: {rows} read = {claims} + {rejects}{repeated}"


def reason(found: Reject) -> str:
    """Why a row could not be read."""
    return f"{found.name}: {found.reason}" if found.name else found.reason


def report(
    conversion: Conversion, readings: Sequence[Reading], written: int, rejected: Iterable[str]
) -> None:
    """Tell what became of files.

    Args:
        conversion: What they became.
        readings: They.
        written: How many briefings were written.
        rejected: The files of rejected rows.
    """
    output.say(f"{numbers(conversion)}; {plural(written, 'briefing')} of {readings[0].publisher}")
    if conversion.undivided:
        output.say(
            f"  Few rows a month: by year or country. --by month makes {conversion.undivided:,} briefings."
        )
    for why, count in conversion.reasons.most_common(MOST_NAMES):
        output.say(f"  {count:,} rejected: {why}; the first in line {conversion.lines[why]:,}")
    for name in rejected:
        output.say(f"  Rejected rows: {name}")
    choices = [f"{choice[:1].upper()}{choice[1:]}" for reading in readings for choice in reading.choices]
    remarks = [remark for reading in readings for remark in reading.remarks()]
    for words in dict.fromkeys((*choices, *remarks)):
        output.say(f"  {words}")
    unplaced = {
        (name.country, name.written): name for reading in readings for name in reading.provinces.unplaced()
    }
    _report_unplaced(list(unplaced.values()))


def _report_unplaced(names: Sequence[UnknownProvince]) -> None:
    from sitbrief.briefing.where import province_name

    for name in names[:MOST_NAMES]:
        nearest = ", ".join(f"{province_name(iso)} ({iso})" for iso in name.nearest)
        meant = (
            f"several go by it: {nearest}"
            if name.ambiguous
            else f"nearest: {nearest}"
            if nearest
            else "none is like it"
        )
        output.say(f"  No province for {name.written!r}, {name.country}, {plural(name.rows, 'row')}; {meant}")
    if names:
        output.say("  sitbrief alias SPELLING PROVINCE settles one for good.")
    if len(names) > MOST_NAMES:
        output.say(f"  and {len(names) - MOST_NAMES} more names without a province")


class ImportProgress(ProgressLine):
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
