"""Decoding the JSON in an index. It is checked like text from anywhere: its size before it is parsed, its shape before it is used.

An index that this account has made says what it should. Bits rot, programs change, and an account may be trusted that should
not have been: whatever is not of the expected shape is `Damaged`, as if it had never been written.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeGuard, TypeVar

import orjson

from sitbrief import places
from sitbrief.briefing.entries import Front, HumanitarianNote, Pane, Phase, Sector, Status, TimelineEntry
from sitbrief.briefing.models import Tlp
from sitbrief.briefing.rows import EntryRow
from sitbrief.briefing.states import State
from sitbrief.briefing.where import province_name
from sitbrief.library.index.editions import STORED_FIELDS, Edition
from sitbrief.library.index.index_entry import day_of, grade_of, grades_of
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitbrief.briefing.entries import AnyEntry
    from sitbrief.briefing.grades import GradeRange
    from sitbrief.text import Clean

T = TypeVar("T")

MIB: Final = 1024 * 1024
_LARGEST: Final = MIB
"""Bytes of a row, or of a list's header: a hundred times what they take in a library of a million entries."""

_EDITION: Final = 64 * 1024
"""Bytes of an edition."""

_MOST_VALUES: Final = 2_500_000
"""Values in one text. So many cost some hundred megabytes."""

_NUMBER: Final = 1 << 63
_MOST_SEVERE: Final = 5
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_PLACE: Final = re.compile("e:[0-9]{1,9}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_STATES: Final = tuple(State)
_TLP: Final = frozenset(map(str, Tlp))
_DAMAGED_ROW: Final = clean_line("This row of the index is damaged. The index is made anew.")


class Damaged(Exception):
    """A part of an index that is not what was written."""


class StoredHeader(NamedTuple):
    """The header of a list of a segment.

    Attributes:
        size: How many entries it has.
        first: The first key.
        last: The last key.
        marks: How many entries have each mark.
    """

    size: int
    first: int
    last: int
    marks: Mapping[str, int]


class StoredRow(NamedTuple):
    """A row of a list, decoded.

    Attributes:
        edition: The number of its edition in the segment.
        entry: As much of the entry as one line shows.
        clock: The hour of its first claim.
        provinces: The codes of its provinces.
        state: Its state.
        grade: The range over the grades of its claims; None without claims.
        claims: On how many claims it rests.
        said: All but the edition, as it is stored; it is compared with what the briefing gives.
    """

    edition: int
    entry: AnyEntry
    clock: Clean
    provinces: tuple[str, ...]
    state: State
    grade: GradeRange | None
    claims: int
    said: bytes


def loaded(data: bytes, most: int = _LARGEST) -> Any:  # noqa: ANN401  whoever calls looks at what it is
    """Parse JSON of bounded size.

    Raises:
        Damaged: it is too large, or no JSON.
    """
    if len(data) > most or data.count(b",") + data.count(b"[") + data.count(b"{") > _MOST_VALUES:
        raise Damaged("more is said than there can be")
    try:
        return orjson.loads(data)
    except ValueError as error:
        raise Damaged("it is no JSON") from error


def editions(data: bytes) -> tuple[Edition, ...]:
    """The editions of a segment."""
    found = loaded(data, 64 * MIB)
    _hold(isinstance(found, list) and len(data) <= _EDITION * (len(found) + 1))
    return tuple(_edition(one) for one in found)


def _edition(one: Any) -> Edition:  # noqa: ANN401  what came out of JSON
    _hold(isinstance(one, dict))
    said: list[Any] = [one.get(name) for name in STORED_FIELDS]
    name, country, series, number, title, as_of, tlp, entries, contested, size, stamp, full = said
    _hold(all(map(is_line, (name, country, series, title, as_of, tlp, stamp, full))))
    _hold(all(map(is_count, (number, entries, contested, size))))
    _hold(bool(_ID.fullmatch(name) and _ID.fullmatch(series) and _COUNTRY.fullmatch(country)))
    _hold(tlp in _TLP and (not full or bool(_ID.fullmatch(full))))
    try:
        _hold(not as_of or bool(date.fromisoformat(as_of)))
    except ValueError as error:
        raise Damaged("an edition is of no day") from error
    return Edition(*said)


def about(data: bytes, most: int, edition_count: int) -> StoredHeader:
    """The header of a list of a segment.

    Args:
        data: The text.
        most: How many entries it can have.
        edition_count: How many editions the segment has.
    """
    found = loaded(data)
    _hold(isinstance(found, list) and len(found) == 4)  # noqa: PLR2004  as it is written
    size, first, last, marks = found
    _hold(is_count(size) and size <= most and _is_key(first) and _is_key(last) and isinstance(marks, dict))
    counts = marks.values()
    _hold(not marks or (set(map(type, counts)) == {int} and min(counts) > 0 and max(counts) <= size))
    for mark in marks:
        if mark.startswith("g:"):
            _understood(grade_of, mark[2:])
        elif mark.startswith("e:"):
            _hold(bool(_PLACE.fullmatch(mark)) and int(mark[2:]) < edition_count)
    return StoredHeader(size, first, last, marks)


def spans(data: bytes) -> list[list[tuple[int, int]]]:
    """The days of claims, each combination stored once for all entries of a list that have it."""
    found = loaded(data, 16 * MIB)
    _hold(isinstance(found, list))
    for days in found:
        _hold(isinstance(days, list))
        for pair in days:
            _hold(isinstance(pair, list) and len(pair) == 2 and all(map(is_count, pair)))  # noqa: PLR2004  two ends
    return found  # type: ignore[no-any-return]  # as was just found out


def row(pane: Pane, data: bytes) -> StoredRow:
    """A row of a list."""
    found = loaded(data)
    _hold(isinstance(found, list) and len(found) >= 8)  # noqa: PLR2004  as it is written
    edition, name, headline, clock, codes, state, grade, claims, *extra = found
    _hold(is_count(edition) and is_count(claims) and is_count(state) and state < len(_STATES))
    _hold(isinstance(name, str) and bool(_ID.fullmatch(name)))
    _hold(all(map(is_line, (headline, clock))) and isinstance(codes, list))
    for code in codes:
        _hold(isinstance(code, str) and places.province(code) is not None)
    _hold(isinstance(grade, str))
    return StoredRow(
        edition,
        _entry(pane, name, headline, extra),
        clock,
        tuple(codes),
        _STATES[state],
        _understood(grades_of, grade) if grade else None,
        claims,
        data[data.index(b",") + 1 :],
    )


def entry_row(pane: Pane, key: int, stored: StoredRow, edition: Edition) -> EntryRow:
    """A stored row as a row of a view: as much of the entry as one line shows."""
    try:
        day = day_of(pane, key)
    except ValueError:  # a key that is none: its group says so
        day = ""
    return EntryRow(
        pane=pane,
        entry=stored.entry,
        when=None,
        clock=stored.clock,
        provinces=tuple(map(province_name, stored.provinces)),
        state=stored.state,
        grade=stored.grade,
        claims=stored.claims,
        edition=edition.id,
        day=day,
    )


def damaged_row(pane: Pane) -> EntryRow:
    """The row in the place of one that is damaged."""
    entry = TimelineEntry(id=clean_line("?"), headline=_DAMAGED_ROW)
    return EntryRow(pane, entry, None, "", (), State.NO_CLAIMS, None, 0)


def is_line(value: object) -> TypeGuard[Clean]:
    """Whether a value is a line of clean text."""
    return isinstance(value, str) and clean_line(value) == value


def _entry(pane: Pane, name: Clean, headline: Clean, extra: Sequence[Any]) -> AnyEntry:
    try:
        match pane, extra:
            case Pane.FRONTS, [str(status), bool(derived), str(moved)] if is_line(moved):
                phases = (Phase(label=clean_line(""), movement=moved),) if moved else ()
                return Front(
                    id=name, headline=headline, status=Status(status), derived=derived, phases=phases
                )
            case Pane.HUMANITARIAN, [str(sector), bool(derived), int(severity)] if (
                0 <= severity <= _MOST_SEVERE
            ):
                return HumanitarianNote(
                    id=name,
                    headline=headline,
                    sector=Sector(sector),
                    derived=derived,
                    severity=severity or None,
                )
            case Pane.TIMELINE, []:
                return TimelineEntry(id=name, headline=headline)
            case _:
                raise Damaged("a row is of another list")
    except ValueError as error:
        raise Damaged("a row says what no entry can say") from error


def _understood(read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except ValueError as error:
        raise Damaged("what should be a grade is none") from error


def is_count(value: object) -> bool:
    """Whether a value is a number that can count entries or bytes."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _NUMBER


def _is_key(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -_NUMBER <= value < _NUMBER


def _hold(condition: bool) -> None:  # noqa: FBT001  it is about the condition alone
    if not condition:
        raise Damaged("what is said is not of the shape in which it was written")
