"""Where events come from and into which briefings they go: what these are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.formats.event import slug

if TYPE_CHECKING:
    from sitbrief.formats.importers.importer import Importer
    from sitbrief.formats.periods import ImportPeriod
    from sitbrief.text import Clean

LONGEST_SERIES: Final = 70


class Stated(NamedTuple):
    """What whoever imports a file states of its briefings.

    Attributes:
        tlp: How far they may be passed on; empty for as far as the dataset's terms allow.
        as_of: The day whose situation they describe, as in 2024-12-05; empty for the last of their period that is known about.
        period: The first and last day of rows without dates; None where these stay undated.
    """

    tlp: str = ""
    as_of: str = ""
    period: tuple[str, str] | None = None


NOTHING_STATED: Final = Stated()


class Dataset(NamedTuple):
    """Where events come from.

    Attributes:
        importer: Whose file it is.
        file: The name of the file.
        issued: The day of the import.
        publisher: The name by which it passes on what its rows say, or asserts it.
        stated: What is stated of its briefings that no row says.
    """

    importer: Importer
    file: str
    issued: str
    publisher: Clean
    stated: Stated = NOTHING_STATED

    @property
    def tlp(self) -> str:
        """How far its briefings may be passed on."""
        return self.stated.tlp or self.importer.marking

    @property
    def maker(self) -> str:
        """Who publishes it, in full."""
        own = self.publisher == self.importer.publisher
        return self.importer.maker if own else self.publisher


class Group(NamedTuple):
    """What goes into one briefing.

    Attributes:
        country: The ISO 3166-1 alpha-2 code of its country.
        period: Its time.
    """

    country: str
    period: ImportPeriod


def series_of(dataset: Dataset, group: Group) -> str:
    """The series of a country's briefings out of a dataset; a file that is not divided, or undated, is one of its own."""
    series = f"{dataset.importer.name}-{group.country.lower()}"
    if group.period.start:
        return series
    return f"{series}-{slug(dataset.file.rpartition('.')[0] or dataset.file)}"[:LONGEST_SERIES]


def id_of(dataset: Dataset, group: Group) -> str:
    """The id of a group's briefing, or of the first part of it."""
    series = series_of(dataset, group)
    return f"{series}-{group.period.key}" if group.period.start else series
