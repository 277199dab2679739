"""What an importer is: it knows its files by how they begin, and reads what each row says."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from sitbrief.formats.days import day
from sitbrief.formats.event import NO_TEXT, RowError
from sitbrief.formats.header import distinct
from sitbrief.formats.tally import COMBAT, EventKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from sitbrief.formats.days import DateOrder
    from sitbrief.formats.delimited import Row
    from sitbrief.formats.event import Event
    from sitbrief.formats.province_lookup import ProvinceLookup
    from sitbrief.text import Clean

MOST_HEADER_ROWS: Final = 25
"""What a table is stands in one of so many rows."""


class TableStart(NamedTuple):
    """A table of which the first rows are read.

    Attributes:
        rows: Those, at most `MOST_HEADER_ROWS`; one or more.
        below: Those below the first, but for one of HXL tags.
        provinces: Finds provinces.
        country: The country of rows that name none; ISO 3166-1 alpha-2.
        decimal_comma: The file writes numbers with a decimal comma.
        order: What comes first in days such as 02/03/2025; None where nothing tells it.
    """

    rows: list[Row]
    below: list[Row]
    provinces: ProvinceLookup
    country: str
    decimal_comma: bool
    order: DateOrder | None = None

    @property
    def header(self) -> list[str]:
        """The cells of the first row; one that stands there again is followed by a number."""
        return distinct(cell.strip() for cell in self.rows[0].cells)

    @property
    def names(self) -> list[str]:
        """The same in lower case."""
        return [name.lower() for name in self.header]

    def need(self, names: Iterable[str]) -> None:
        """See to it that columns are there.

        Raises:
            RowError: one is missing.
        """
        there = {*self.names}
        missing = next((name for name in names if name not in there), "")
        if missing:
            raise RowError("", f"lacks the column {missing}")

    def day(self, text: str) -> date:
        """The day that a cell names.

        Raises:
            ValueError: it names none.
        """
        return day(text, self.order)


class RowWaits(RowError):
    """A row that cannot be read before all others are, for they may tell what it does not: it is asked for again."""


def _nothing() -> None:
    """Take note of nothing."""


class Opened(NamedTuple):
    """A table that is about to be read.

    Attributes:
        event: Tells what a row says; raises a RowError where it cannot be read, a RowWaits where it cannot yet.
        header: The names of its columns.
        rows: What was read already of those that are no header.
        publisher: Who publishes this very file; empty for the importer's own publisher.
        all_read: Is called when all rows were read, before those are read again that had to wait.
        remarks: What there is to say of the table when all of that is done, a line each.
    """

    event: Callable[[list[str]], Event]
    header: list[str]
    rows: list[Row]
    publisher: Clean = NO_TEXT
    all_read: Callable[[], None] = _nothing
    remarks: Callable[[], Iterable[str]] = tuple


class Importer(ABC):
    """What there is to know of a publisher's files.

    Attributes:
        name: What `--from` calls them, and a part of ids.
        publisher: The name by which it passes events on.
        maker: Who publishes the dataset.
        kind: What kind of source that is.
        marking: How far its terms allow to pass briefings on.
        killed: What its number of deaths is called.
        fights: What those of its events are whose deaths are summed up.
        no_parties: How the names of those begin, in lower case, who are no party of a fight.
        an_id_an_event: An id stands for one event: rows that bear the same one are versions of it, or tell one of its sides each.
        national: Its rows are about all of a country where they name no province; others do not know the province.
    """

    name: ClassVar[str]
    publisher: ClassVar[Clean]
    maker: ClassVar[str]
    kind: ClassVar[str] = "research"
    marking: ClassVar[str] = "TLP:CLEAR"
    killed: ClassVar[str] = "killed"
    fights: ClassVar[EventKind] = COMBAT
    no_parties: ClassVar[tuple[str, ...]] = ()
    an_id_an_event: ClassVar[bool] = False
    national: ClassVar[bool] = False


class TableImporter(Importer):
    """One of tables."""

    @abstractmethod
    def recognises(self, table: TableStart) -> bool:
        """Whether a table is one of this publisher's."""

    @abstractmethod
    def open(self, table: TableStart) -> Opened | None:
        """Get ready to read a table that is recognised, or that somebody says is one of these; None where it cannot be.

        Raises:
            RowError: it lacks what its rows need.
        """


class JsonStart(NamedTuple):
    """JSON that is about to be read.

    Attributes:
        content: What the file says.
        provinces: Finds provinces.
        country: The country of records that name none; ISO 3166-1 alpha-2.
    """

    content: object
    provinces: ProvinceLookup
    country: str


class OpenedRecords(NamedTuple):
    """JSON of which the records are found.

    Attributes:
        event: Tells what a record says; raises a RowError where it cannot be read.
        records: They.
        remarks: What there is to say of the file when all records were read, a line each.
    """

    event: Callable[[Any], Event]
    records: Sequence[object]
    remarks: Callable[[], Iterable[str]] = tuple


class JsonImporter(Importer):
    """One of JSON that is no table: each record of it is a row."""

    @abstractmethod
    def recognises(self, content: object) -> bool:
        """Whether JSON is of this kind, by its structure; no other importer's is like it."""

    @abstractmethod
    def open(self, start: JsonStart) -> OpenedRecords:
        """Find the records of what is recognised.

        Raises:
            RowError: there are none that can be read.
        """
