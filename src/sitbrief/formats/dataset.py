"""Where events come from and into which briefings they go: what these are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief.formats.event import slug

if TYPE_CHECKING:
    from sitbrief.formats.importers.importer import Importer
    from sitbrief.formats.periods import ImportPeriod

LONGEST_SERIES: Final = 70


class Dataset(NamedTuple):
    """Where events come from.

    Attributes:
        importer: Whose file it is.
        file: The name of the file.
        issued: The day of the import.
        tlp: How far its briefings may be passed on.
    """

    importer: Importer
    file: str
    issued: str
    tlp: str


class Group(NamedTuple):
    """What goes into one briefing.

    Attributes:
        country: The ISO 3166-1 alpha-2 code of its country.
        period: Its time.
    """

    country: str
    period: ImportPeriod


def series_of(dataset: Dataset, group: Group) -> str:
    """The series of a country's briefings out of a dataset; a file that is not divided is one of its own."""
    series = f"{dataset.importer.name}-{group.country.lower()}"
    if group.period.key:
        return series
    return f"{series}-{slug(dataset.file.rpartition('.')[0] or dataset.file)}"[:LONGEST_SERIES]


def id_of(dataset: Dataset, group: Group) -> str:
    """The id of a group's briefing, or of the first part of it."""
    series = series_of(dataset, group)
    return f"{series}-{group.period.key}" if group.period.key else series
