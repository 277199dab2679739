"""Files in other formats, opened as they are: each country and month of them is a briefing, made when it is wanted."""

from __future__ import annotations

import marshal
import os
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief import places
from sitbrief.files.reading import Unreadable, Unrecognised
from sitbrief.formats import native
from sitbrief.formats.province_lookup import UnknownProvince
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
    from sitbrief.formats.conversion import Conversion
    from sitbrief.formats.dataset import Group
    from sitbrief.formats.event import Value
    from sitbrief.formats.row_outcome import Reject


_AT_ONCE: Final = 5_000
"""So many rows of a country are one briefing, which is how somebody who opens a file wants to see it; more are months."""

_SMALL: Final = 8 * 1024 * 1024
"""Bytes of a file that is read in well under a second."""


class Converter:
    """Makes items of files in other formats; what another process has read before is not read again.

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
        """Read a file for another process; empty where there is nothing to read."""
        try:
            stamp = _stamp(path)
            read = _read(path)
        except (Unreadable, Unrecognised):
            return b""
        unplaced = [name._asdict() for name in read.account.unplaced]
        return marshal.dumps(
            {
                "stamp": stamp,
                "cards": [card._asdict() for card in read.cards],
                "account": {**read.account._asdict(), "unplaced": unplaced},
                "newest": read.values(len(read.cards) - 1),
            }
        )

    def take(self, path: Path, filled: bytes) -> None:
        """Take what another process has filled."""
        self._ahead[path] = filled

    def items(self, path: Path) -> tuple[Item, ...]:
        """The briefings of a file, as `items_of` gives them."""
        filled = self._ahead.pop(path, b"")
        if not filled:
            return items_of(path)
        ahead = marshal.loads(filled)  # noqa: S302  # what a child of this process has made
        if ahead["stamp"] != _stamp(path):  # somebody has written it meanwhile
            return items_of(path)
        cards = [BriefingInfo(**card) for card in ahead["cards"]]
        unplaced = tuple(UnknownProvince(**name) for name in ahead["account"]["unplaced"])
        account = ImportReport(**{**ahead["account"], "unplaced": unplaced})
        all_items = cache(lambda: items_of(path))

        def load(place: int) -> Briefing:
            newest = place == len(cards) - 1
            return _briefing(path, ahead["newest"]) if newest else all_items()[place].loaded()

        return _items(path, cards, load, account)


def _stamp(path: Path) -> tuple[int, ...]:
    """What tells a file from one that is put in its place: size, time and inode; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ino


class _Read(NamedTuple):
    """A file that is read.

    Attributes:
        account: What reading it came to.
        cards: Its briefings, the country with most rows last.
        values: Makes one of them, by its place in the list, as plain values of the native format.
    """

    account: ImportReport
    cards: list[BriefingInfo]
    values: Callable[[int], Value]


def items_of(path: Path) -> tuple[Item, ...]:
    """The briefings of a file, the country with most rows last: one each, or where it has many rows one for each month.

    Raises:
        Unreadable: it cannot be read.
        Unrecognised: it is of no format that we know, or none of its rows can be read.
    """
    read = _read(path)
    return _items(path, read.cards, lambda place: _briefing(path, read.values(place)), read.account)


def _items(
    path: Path, cards: list[BriefingInfo], load: Callable[[int], Briefing], account: ImportReport
) -> tuple[Item, ...]:
    """The items of a file; each briefing is made once, when it is asked for, by its place in the list."""
    once = cache(load)
    return tuple(Item(path, card, partial(once, place), account=account) for place, card in enumerate(cards))


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
        reading.choices,
    )
    return _Read(
        account,
        [_card(conversion, group) for group in groups],
        lambda place: conversion.values(groups[place], limits().briefing * MIB),
    )


def _briefing(path: Path, values: Value) -> Briefing:
    """The briefing that an importer has made.

    Raises:
        Invalid: it is none, which is a mistake of ours, whatever the rows are.
    """
    from sitbrief.briefing.checker import check_references  # late: most libraries hold our own files only
    from sitbrief.briefing.models import Briefing
    from sitbrief.formats.codec import record

    briefing = record(Briefing, values)
    if any(check_references(briefing)):
        native.loads(native.dumps(briefing), path)
    return briefing


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
