"""The lists of a briefing and of a library: what each is called, and the rows of those of a briefing."""

from __future__ import annotations

from abc import abstractmethod
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final, cast

from sitbrief.briefing.entries import Front, HumanitarianNote, Pane, Sector
from sitbrief.briefing.rows import EntryRow, GroupedRow, GroupHeading, SourceRow
from sitbrief.briefing.searched import source_texts
from sitbrief.briefing.states import State
from sitbrief.briefing.where import province_name
from sitbrief.frozen import dataclass
from sitbrief.text import plural, searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitbrief.briefing.filtered import FilteredBriefing
    from sitbrief.briefing.filters import Filters
    from sitbrief.briefing.rows import Listed

NO_PROVINCE: Final = "No province"
_SECTOR_ORDER: Final = {sector: place for place, sector in enumerate(Sector)}
_NO_TIME: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list as screens and conversations show it. Its place among the others is its key.

    Attributes:
        id: Its name, in commands and in what is kept.
        title: What stands over it.
        called: How a sentence calls it, as in "the timeline".
        noun: What one of its rows is, as in "timeline entry".
    """

    id: str
    title: str
    called: str
    noun: str

    def counted(self, count: int) -> str:
        """So many rows, in short: "9 entries" of the timeline."""
        return plural(count, self.noun.split()[-1])

    def why_empty(self, total: int, filters: Filters, *, library: bool = False) -> str:
        """Why it shows nothing, in a sentence.

        Args:
            total: How many rows it has without filters.
            filters: Those in force.
            library: It is one of a library.
        """
        if total:
            return f"All {self.counted(total)} hidden by: {' · '.join(filters.words())}."
        none = plural(0, self.noun).replace("0", "no")
        return (
            f"{none.capitalize()} in the index of this library so far."
            if library
            else f"This briefing has {none}."
        )


class BriefingList(ListSpec):
    """A list of one briefing under filters. It holds nothing: it is asked with the briefing each time."""

    __slots__ = ()

    @abstractmethod
    def rows(self, shown: FilteredBriefing) -> Iterable[GroupedRow]:
        """The rows in their order; the first of each group has its heading."""

    def count(self, shown: FilteredBriefing) -> int:
        """How many rows there are."""
        return sum(1 for _ in self.rows(shown))

    @abstractmethod
    def total(self, shown: FilteredBriefing) -> int:
        """How many there are without filters."""

    @abstractmethod
    def contested(self, shown: FilteredBriefing) -> int:
        """How many of the rows are contested."""

    @abstractmethod
    def searched(self, shown: FilteredBriefing, row: Listed) -> tuple[str, ...]:
        """What a search looks through: parts, each `text.searchable`."""


@dataclass(frozen=True, slots=True)
class EntryList(BriefingList):
    """Entries of one kind: the timeline grouped by day, fronts by province, notes by sector."""

    id: Pane

    def rows(self, shown: FilteredBriefing) -> Iterator[GroupedRow]:
        """By group, then by time."""
        rows = sorted(
            (shown.row(self.id, entry) for entry in shown.shown[self.id]), key=partial(_order, shown)
        )
        for label, group in groupby(rows, key=partial(_group, shown)):
            first, *others = group
            yield GroupedRow(first, GroupHeading(label, 1 + len(others)))
            yield from map(GroupedRow, others)

    def count(self, shown: FilteredBriefing) -> int:
        """Without making rows."""
        return len(shown.shown[self.id])

    def total(self, shown: FilteredBriefing) -> int:
        """The entries of the briefing."""
        return len(shown.index.entries[self.id])

    def contested(self, shown: FilteredBriefing) -> int:
        """Without making rows, too."""
        return sum(shown.index.state_of(entry) is State.CONTESTED for entry in shown.shown[self.id])

    def searched(self, shown: FilteredBriefing, row: Listed) -> tuple[str, ...]:
        """All that the entry and its claims say."""
        return shown.index.searchable(cast("EntryRow", row).entry)


class SourceList(BriefingList):
    """The sources that speak in what is shown, in the order of the file."""

    __slots__ = ()

    def rows(self, shown: FilteredBriefing) -> Iterator[GroupedRow]:
        """Without groups."""
        return map(GroupedRow, shown.sources)

    def total(self, shown: FilteredBriefing) -> int:
        """The sources of the briefing."""
        return len(shown.index.briefing.sources)

    def contested(self, shown: FilteredBriefing) -> int:
        """How many of them originate a contested claim that is shown."""
        return sum(1 for row in shown.sources if row.contested)

    def searched(self, shown: FilteredBriefing, row: Listed) -> tuple[str, ...]:
        """Names, kind, affiliation, control, and why it is graded so and was graded otherwise."""
        del shown
        return tuple(map(searchable, source_texts(cast("SourceRow", row).source)))


def _order(shown: FilteredBriefing, row: EntryRow) -> tuple[int, str, datetime, datetime]:
    first, last = row.when.interval(shown.index.briefing.zone) if row.when else (_NO_TIME, _NO_TIME)
    if isinstance(row.entry, HumanitarianNote):
        return (_SECTOR_ORDER[row.entry.sector], "", first, last)
    group = _group(shown, row)
    return (group == NO_PROVINCE, group, first, last)


def _group(shown: FilteredBriefing, row: EntryRow) -> str:
    """What an entry is grouped by; a front by the first of its provinces, or of those that are asked for."""
    match row.entry:
        case Front():
            codes = shown.provinces_of(row.entry)
            asked = [code for code in codes if code in shown.filters.provinces]
            return province_name((asked or codes)[0]) if codes else NO_PROVINCE
        case HumanitarianNote():
            return row.entry.sector
        case _:
            return str(row.when.days(shown.index.briefing.zone)[0]) if row.when else "No time"


TIMELINE: Final = EntryList(Pane.TIMELINE, "Timeline", "the timeline", "timeline entry")
FRONTS: Final = EntryList(Pane.FRONTS, "Fronts", "the fronts", "front")
HUMANITARIAN: Final = EntryList(
    Pane.HUMANITARIAN, "Humanitarian", "the humanitarian notes", "humanitarian note"
)
SOURCES: Final = SourceList(Pane.SOURCES, "Sources", "the sources", "source")
EDITIONS: Final = ListSpec("editions", "Editions", "the editions", "edition")

BRIEFING_LISTS: Final[tuple[BriefingList, ...]] = (TIMELINE, FRONTS, HUMANITARIAN, SOURCES)
"""The lists of a briefing, in the order of their keys."""

BY_ID: Final = {spec.id: spec for spec in BRIEFING_LISTS}
"""The same by their ids."""

LIBRARY_LISTS: Final[tuple[ListSpec, ...]] = (TIMELINE, FRONTS, HUMANITARIAN, EDITIONS)
"""Those of a library, whose rows are the index's."""
