"""Files in other formats, opened as they are: each country and month of them is a briefing, made when it is wanted."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitbrief import places
from sitbrief.formats.province_lookup import UnknownProvince
from sitbrief.formats.reading import Unreadable, Unrecognised
from sitbrief.library.folder import may_be_briefing
from sitbrief.library.import_report import ImportReport
from sitbrief.library.items import BriefingInfo, Item
from sitbrief.library.spellings import settled
from sitbrief.limits import MIB, limits
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitbrief.briefing import Briefing
    from sitbrief.formats.assembly import Group
    from sitbrief.formats.conversion import Conversion
    from sitbrief.formats.importing import Reject


_AT_ONCE: Final = 5_000
"""So many rows of a country are one briefing, which is how somebody who opens a file wants to see it; more are months."""

_SMALL: Final = 8 * 1024 * 1024
"""Bytes of a file that is read in well under a second."""


class Converter:
    """Makes items of files in other formats. What another process has read ahead is not read again.

    A small file can be read ahead: `fill` in that process, `take` in this one. Then its newest briefing is there at once,
    and the file is only read when another one is asked for.
    """

    def __init__(self) -> None:
        self._ahead: dict[Path, bytes] = {}

    def wants(self, path: Path) -> bool:
        """Whether reading a file ahead is worth it: twice may take too long for a large one."""
        try:
            return not may_be_briefing(path) and path.stat().st_size <= _SMALL
        except (OSError, ValueError):
            return False

    def fill(self, path: Path) -> bytes:
        """Read a file for another process; nothing where there is nothing to be read."""
        try:
            stamp = _stamp(path)
            read = _read(path)
        except (Unreadable, Unrecognised):
            return b""
        return json.dumps([stamp, read.cards, read.account]).encode() + b"\n" + read.made(len(read.cards) - 1)

    def take(self, path: Path, filled: bytes) -> None:
        """Take what another process has filled."""
        self._ahead[path] = filled

    def items(self, path: Path) -> tuple[Item, ...]:
        """The briefings of a file, as `items_of` gives them."""
        filled = self._ahead.pop(path, b"")
        if not filled:
            return items_of(path)
        head, _, made = filled.partition(b"\n")
        stamp, cards, account = json.loads(head)
        if stamp != _stamp(path):  # somebody has written it meanwhile
            return items_of(path)

        @cache
        def all_items() -> tuple[Item, ...]:
            return items_of(path)

        @cache
        def load(place: int) -> Briefing:
            return _briefing(made) if place == len(cards) - 1 else all_items()[place].loaded()

        told = _account(account)
        return tuple(
            Item(path, BriefingInfo(*card), partial(load, place), account=told)
            for place, card in enumerate(cards)
        )


def _account(fields: list[Any]) -> ImportReport:
    file, rows, rejects, unplaced = fields
    names = (
        UnknownProvince(home, name, count, tuple(near), both) for home, name, count, near, both in unplaced
    )
    return ImportReport(file, rows, rejects, tuple(names))


def _stamp(path: Path) -> list[int]:
    """What changes when a file does; nothing where it is not there."""
    try:
        status = path.stat()
    except OSError:
        return []
    return [status.st_size, status.st_mtime_ns, status.st_ino]


class _Read(NamedTuple):
    """A file that is read.

    Attributes:
        account: What reading it came to.
        cards: Its briefings, the country with most rows last.
        made: Makes one of them, by its place in the list, as the native format has it.
    """

    account: ImportReport
    cards: list[BriefingInfo]
    made: Callable[[int], bytes]


def items_of(path: Path) -> tuple[Item, ...]:
    """The briefings of a file, the country with most rows last: one each, or where it has many rows one for each month.

    Raises:
        Unreadable: it cannot be read.
        Unrecognised: it is of no format that we know, or none of its rows can be read.
    """
    read = _read(path)

    @cache
    def load(place: int) -> Briefing:
        return _briefing(read.made(place))

    return tuple(
        Item(path, card, partial(load, place), account=read.account) for place, card in enumerate(read.cards)
    )


def _read(path: Path) -> _Read:
    from sitbrief.formats.conversion import Conversion  # late: what was read ahead needs none of it
    from sitbrief.formats.importing import Options, open_file

    issued = datetime.now(UTC).date().isoformat()
    reading = open_file(path, Options(aliases=settled(os.environ)))
    conversion = Conversion(reading, clean_line(path.name), issued)
    first: list[Reject] = []
    conversion.read(lambda found: first.append(found) if not first else None)
    if not conversion.claims:
        raise Unrecognised(
            path, f"none of its rows can be read; {_where(first[0])}" if first else "has no rows"
        )
    groups = [
        group
        for country, claims in conversion.countries
        for group in ([conversion.whole(country)] if claims <= _AT_ONCE else conversion.of(country))
    ]
    account = ImportReport(
        path.name,
        conversion.rows,
        conversion.rejects,
        tuple(name for name in reading.provinces.unplaced() if places.country(name.country)),
    )
    return _Read(
        account,
        [_card(conversion, group) for group in groups],
        lambda place: next(conversion.made(groups[place], limits().briefing * MIB)).data,
    )


def _briefing(made: bytes) -> Briefing:
    import orjson  # late: most libraries hold our own files only

    from sitbrief.briefing.models import Briefing
    from sitbrief.formats.codec import record

    return record(Briefing, orjson.loads(made))


def _card(conversion: Conversion, group: Group) -> BriefingInfo:
    period = group.period
    rows = plural(conversion.count(group), "row")
    words = f"{period.key}: {rows}" if period.key else f"all {rows}"
    return BriefingInfo(
        conversion.name(group), group.country, conversion.series(group), period.edition, words
    )


def _where(found: Reject) -> str:
    reason = f"{found.name}: {found.reason}" if found.name else found.reason
    return f"line {found.line}: {reason}"
