"""What an index stores of each entry of a briefing: its row, its key, which is its place in the order, and what finds it."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

import orjson

from sitbrief import places
from sitbrief.briefing.entries import ENTRY_PANES, Front, HumanitarianNote, Pane, Sector
from sitbrief.briefing.grades import grade_range, parse_grade, parse_range
from sitbrief.briefing.lists import NO_PROVINCE
from sitbrief.briefing.states import State, worst
from sitbrief.briefing.when import local
from sitbrief.library.index.full_text import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.briefing import ResolvedBriefing
    from sitbrief.briefing.claims import Claim
    from sitbrief.briefing.entries import AnyEntry
    from sitbrief.briefing.grades import Reliability
    from sitbrief.briefing.when import When

_STATES = {state: place for place, state in enumerate(State)}
_SECTORS = {sector: place for place, sector in enumerate(Sector)}
_DAY_BITS, _MINUTE_BITS, _TIE_BITS, _SHORT_TIE_BITS = 22, 11, 30, 16
_LATEST = (1 << _DAY_BITS) - 1
_NO_PROVINCE = 999
_LETTERS: Final = 26
_LONGEST: Final = 20_000
"""Characters of a text in a row: no line of a screen shows so many, and no row is too large to be read."""

_GROUP_SHIFT: Final = {
    Pane.TIMELINE: _MINUTE_BITS + _TIE_BITS,
    Pane.FRONTS: _DAY_BITS + _SHORT_TIE_BITS,
    Pane.HUMANITARIAN: _DAY_BITS + _SHORT_TIE_BITS,
}
_FEW: Final = 8

CONTESTED: Final = f"s:{State.CONTESTED}"
"""The mark on contested entries."""

NO_TIME: Final = _LATEST
"""The day of an entry without one: after all others."""

_BEFORE_ALL: Final = _LATEST
"""The same where days go backwards: before the first day there is, so that it stands after all others there too."""

LOST: Final = 1 << 63
"""The key of an entry whose own is damaged: greater than all others, and of a group of its own."""


class IndexEntry(NamedTuple):
    """An entry on its way into the index.

    Attributes:
        pane: The number of its list.
        key: Where it stands in the order of its list; entries of one group have the same upper bits.
        marks: What filters ask for, as in `p:SY-HM`, `g:B2`, `s:contested`, `n:Health`, `b:SOHR`; `c:SY-HM`, for contested in
            that province; and `e:0`, for the number of its edition.
        days: The first and last day, as ordinals, of each of its claims.
        row: What one line of a list shows of it.
        words: Its words, each once.
        lines: Its texts and those of its claims of more than one word, as they are searched, each once.
    """

    pane: int
    key: int
    marks: tuple[str, ...]
    days: tuple[tuple[int, int], ...]
    row: bytes
    words: str
    lines: tuple[str, ...]


grade_of = lru_cache(maxsize=64)(parse_grade)
"""The grade in a mark; there are not many, and each is asked for often."""

grades_of = lru_cache(maxsize=512)(parse_range)
"""The range of grades in a row, likewise."""


def group_of(pane: Pane, key: int) -> int:
    """The number of the group that a key is in: a day, a province, a sector."""
    return key >> _GROUP_SHIFT[pane]


def first_key(pane: Pane, group: int) -> int:
    """The least key of a group."""
    return group << _GROUP_SHIFT[pane]


def day_of(pane: Pane, key: int) -> str:
    """The day of a key; nothing where it has none.

    Raises:
        ValueError: it is no key.
    """
    if pane is Pane.TIMELINE:
        day = group_of(pane, key)
        return str(_date(day)) if day != NO_TIME else ""
    backwards = key >> _SHORT_TIE_BITS & _LATEST
    return str(_date(_LATEST - backwards)) if backwards != _BEFORE_ALL else ""


def group_label(pane: Pane, group: int, *, abroad: bool = False) -> str:
    """What the heading of a group says; the country too, where provinces are of several."""
    try:
        return _label(pane, group, abroad=abroad)
    except ValueError:
        return "Damaged"


def _label(pane: Pane, group: int, *, abroad: bool) -> str:
    if pane is Pane.TIMELINE:
        return str(_date(group)) if group != NO_TIME else "No time"
    if pane is Pane.HUMANITARIAN:
        if not 0 <= group < len(Sector):
            raise ValueError("there is no such sector")
        return str(tuple(Sector)[group])
    home, number = divmod(group, _NO_PROVINCE + 1)
    if not 0 <= home < _LETTERS * _LETTERS:
        raise ValueError("there is no such country")
    country = places.country(chr(home // _LETTERS + ord("A")) + chr(home % _LETTERS + ord("A")))
    found = country.provinces[number].name if country and number < len(country.provinces) else NO_PROVINCE
    return f"{found} ({country.name})" if country and abroad else found


def _date(day: int) -> date:
    if not 0 < day <= date.max.toordinal():
        raise ValueError("there is no such day")
    return date.fromordinal(day)


def index_entries_of(briefing: ResolvedBriefing, edition: int) -> Iterator[IndexEntry]:
    """All entries of a briefing as an index stores them; `edition` is the number it goes by in its segment."""
    maker = _IndexEntryMaker(briefing, edition)
    for number, pane in enumerate(ENTRY_PANES):
        for entry in briefing.entries[pane]:
            yield maker.index_entry(number, entry)


def stated_of(briefing: ResolvedBriefing) -> Iterator[tuple[int, int, bytes]]:
    """What a list shows of each entry of a briefing: the number of the list, the key, and the row without its edition."""
    maker = _IndexEntryMaker(briefing, 0)
    for number, pane in enumerate(ENTRY_PANES):
        for entry in briefing.entries[pane]:
            shown = maker.shown(entry)
            yield number, shown.key, shown.row[shown.row.index(b",") + 1 :]


class _Shown(NamedTuple):
    """What a list shows of an entry, and what that is made of."""

    key: int
    row: bytes
    claims: tuple[Claim, ...]
    codes: tuple[str, ...]
    state: State
    grades: set[str]


class _IndexEntryMaker:
    """Makes the index entries of one briefing; what its claims and sources have in common is worked out once."""

    def __init__(self, resolved: ResolvedBriefing, edition: int) -> None:
        self._resolved = resolved
        self._edition = edition
        self._zone = resolved.briefing.zone
        self._grades: dict[tuple[Reliability, int | None], str] = {}
        self._names = {name: f"b:{words}" for name, words in resolved.speakers.items()}

    def index_entry(self, number: int, entry: AnyEntry) -> IndexEntry:
        key, row, claims, codes, state, grades = self.shown(entry)
        days = (claim.when.days(self._zone) for claim in claims if claim.when)
        marks = [f"p:{code}" for code in codes]
        marks += [f"g:{grade}" for grade in grades]
        marks += [f"s:{state}", f"e:{self._edition}"]
        if state is State.CONTESTED:
            marks += [f"c:{code}" for code in codes]
        marks += self._speakers(claims)
        if isinstance(entry, HumanitarianNote):
            marks.append(f"n:{entry.sector}")
        text = "\n".join(self._resolved.searchable(entry))
        words = " ".join(dict.fromkeys((EVERYWHERE, *text.split())))
        lines = tuple(line for line in dict.fromkeys(text.split("\n")) if line.rfind(" "))
        if any(lines[0] in line for line in lines[1:_FEW]):
            lines = lines[1:]  # of a headline that its claim says in full the full is enough
        ordinals = tuple(dict.fromkeys((first.toordinal(), last.toordinal()) for first, last in days))
        return IndexEntry(number, key, tuple(marks), ordinals, row, words, lines)

    def shown(self, entry: AnyEntry) -> _Shown:
        """What a list shows of an entry."""
        claims, when = self._resolved.claims_of(entry), self._resolved.when_of(entry)
        state = worst(self._resolved.states[claim.id] for claim in claims)
        grades = {self._grade(claim) for claim in claims}
        ranked = grade_range(grade_of(grade) for grade in grades)
        codes = tuple(dict.fromkeys(code for claim in claims for code in claim.provinces))
        extra: list[object] = []
        if isinstance(entry, Front):
            extra = [entry.status, entry.derived, _short(entry.phases[-1].movement) if entry.phases else ""]
        elif isinstance(entry, HumanitarianNote):
            extra = [entry.sector, entry.derived, entry.severity or 0]
        row = orjson.dumps(
            [
                self._edition,
                entry.id,
                _short(entry.headline),
                when.clock(self._zone) if when else "",
                codes,
                _STATES[state],
                str(ranked) if ranked else "",
                len(claims),
                *extra,
            ]
        )
        return _Shown(self._key(entry, when, codes), row, claims, codes, state, grades)

    def _speakers(self, claims: tuple[Claim, ...]) -> set[str]:
        names = self._names
        return {names[name] for claim in claims for name in claim.speakers if name in names}

    def _key(self, entry: AnyEntry, when: When | None, codes: tuple[str, ...]) -> int:
        """The key: the timeline goes by day and hour; fronts and notes by day, the newest first; what has no time is last."""
        tie = crc32(f"{self._resolved.briefing.id} {entry.id}".encode())
        day = when.days(self._zone)[0].toordinal() if when else None
        if isinstance(entry, Front):
            group = _province_group(codes[0] if codes else None, self._resolved.briefing.country)
        elif isinstance(entry, HumanitarianNote):
            group = _SECTORS[entry.sector]
        else:
            minute = self._minute(when) if when else 0
            onwards = NO_TIME if day is None else day
            return ((onwards << _MINUTE_BITS | minute) << _TIE_BITS) | (tie >> (32 - _TIE_BITS))
        backwards = _BEFORE_ALL if day is None else _LATEST - day
        return ((group << _DAY_BITS | backwards) << _SHORT_TIE_BITS) | (tie >> 16)

    def _grade(self, claim: Claim) -> str:
        """A claim's grade; few of them are different, and objects take time to make."""
        key = (self._resolved.reliability_of(claim), claim.credibility)
        if key not in self._grades:
            self._grades[key] = str(self._resolved.grade_of(claim))
        return self._grades[key]

    def _minute(self, when: When) -> int:
        """The minute of its day at which a time begins."""
        if when.at is None and when.part is None:
            return 0
        first = local(when.interval(self._zone)[0], self._zone)
        return first.hour * 60 + first.minute


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _province_group(code: str | None, home: str) -> int:
    country = code[:2] if code else home
    number = _province_numbers(country).get(code or "", _NO_PROVINCE)
    letters = (ord(country[0]) - ord("A")) * _LETTERS + ord(country[1]) - ord("A")
    return letters * (_NO_PROVINCE + 1) + number


@cache
def _province_numbers(country: str) -> dict[str, int]:
    found = places.country(country)
    return {p.iso: place for place, p in enumerate(found.provinces)} if found else {}
