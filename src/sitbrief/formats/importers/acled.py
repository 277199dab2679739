"""ACLED's exports: one row is one event, as CSV, with the columns of any year from 2018 on.

The names in the source column passed the event on; who said so first is not stated. Notes are plain text, whatever is in
their brackets. No fatalities often means that nobody reported any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitbrief.briefing.when import end_of_month
from sitbrief.formats.event import (
    AGAINST_CIVILIANS,
    Event,
    RowError,
    country_code,
    day,
    in_month,
    in_week,
    line,
    on_day,
    several,
    slug,
)
from sitbrief.formats.importers.importer import Opened, TableImporter, TableStart
from sitbrief.formats.numbers import NoNumber, number
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from sitbrief.formats.event import Value
    from sitbrief.text import Clean

_PUBLISHER: Final = clean_line("ACLED")

_NEEDED: Final = (
    *("event_date", "event_type", "sub_event_type", "actor1", "actor2", "country", "admin1", "location"),
    *("latitude", "longitude", "geo_precision", "time_precision", "source", "notes", "fatalities"),
)
_OPTIONAL: Final = (
    *("event_id_cnty", "data_id", "iso", "assoc_actor_1", "assoc_actor_2", "civilian_targeting"),
    *("admin2", "admin3", "source_scale", "tags", "disorder_type", "inter1", "inter2"),
)
_FIGHTING: Final = frozenset({"battles", "explosions/remote violence"})
_AGAINST_CIVILIANS: Final = "violence against civilians"
_LEVELS: Final = {"1": "town", "2": "town", "3": "region"}
_NEAR: Final = "2"


class Acled(TableImporter):
    """Files of ACLED, whose terms forbid to pass rows on, and whose 0 deaths mean that none were reported."""

    name = "acled"
    publisher = _PUBLISHER
    maker = "Armed Conflict Location & Event Data"
    marking = "TLP:AMBER"
    killed = "reported killed"

    def recognises(self, table: TableStart) -> bool:
        """Whether a header is one of ACLED's."""
        return {"event_date", "sub_event_type", "actor1", "geo_precision", "fatalities"} <= {*table.names}

    def open(self, table: TableStart) -> Opened:
        """Get ready to read it."""
        return Opened(AcledReader(table).event, table.header, table.below)


class AcledReader:
    """Reads the rows of one table.

    Raises:
        RowError: a column is missing.
    """

    def __init__(self, table: TableStart) -> None:
        self._places = {name: place for place, name in enumerate(table.names)}
        missing = [name for name in _NEEDED if name not in self._places]
        if missing:
            raise RowError("", f"lacks the column {missing[0]}")
        self._provinces = table.provinces
        self._decimal_comma = table.decimal_comma

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            RowError: it cannot be read.
        """
        found = self._places
        row = {name: cells[found[name]] for name in _NEEDED}
        row |= {name: cells[found[name]] if name in found else "" for name in _OPTIONAL}
        country = country_code(row["iso"]) if row["iso"] else None
        country = country or country_code(row["country"])
        if country is None:
            raise RowError("country", f"{row['country'][:40]!r} is no country that we know")
        name = line(row["event_id_cnty"]) or line(row["data_id"])
        kind, sub = line(row["event_type"]), line(row["sub_event_type"])
        if not kind:
            raise RowError("event_type", "is empty")
        first, last, when = _when(row["time_precision"], row["event_date"])
        admin1 = line(row["admin1"])
        province = self._provinces.code(country, admin1)
        where = self._where(row, admin1, province)
        killed = self._number(row, "fatalities")
        parties = tuple(filter(None, (line(row["actor1"]), line(row["actor2"]))))
        who = " - ".join(parties) or "actors not named"
        place = line(row["location"]) or admin1 or line(row["country"])
        reported = f"; {killed:,} reported killed" if killed else ""
        civilian = kind.lower() == _AGAINST_CIVILIANS or bool(line(row["civilian_targeting"]))
        return Event(
            id=slug(name) if name else "",
            country=country,
            first=first,
            last=last,
            headline=clean_line(f"{sub or kind}: {who}, {place}{reported}"),
            statement=clean_line(row["notes"]) or clean_line(f"{sub or kind}: {who}, {place}."),
            when=when,
            where=[where],
            # As reported: none means that none were reported, not that nobody died.
            figures=[]
            if killed is None
            else [{"what": "fatalities", "best": killed, "as_said": f"{killed:,} reported"}],
            carriers=(*several(row["source"]), _PUBLISHER),
            province=province,
            region=admin1,
            parties=parties,
            fighting=kind.lower() in _FIGHTING,
            deaths=(None, killed, None),
            needs=AGAINST_CIVILIANS if civilian else (),
            note=_note(row, kind, sub),
        )

    def _where(self, row: dict[str, str], admin1: str, province: str) -> Value:
        precision = row["geo_precision"].strip()
        if precision not in _LEVELS:
            raise RowError("geo_precision", f"{precision[:40]!r} is none of 1, 2, 3")
        lat, lon = self._number(row, "latitude"), self._number(row, "longitude")
        place = line(row["location"])
        names = (f"near {place}" if place and precision == _NEAR else place, line(row["admin3"]))
        words = dict.fromkeys(part for part in (*names, line(row["admin2"]), admin1) if part)
        made: Value = {
            "as_written": ", ".join(words) or line(row["country"]) or "not said",
            "level": _LEVELS[precision],
        }
        if province:
            made["provinces"] = [province]
        if lat is not None and lon is not None:
            if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004  degrees
                raise RowError("latitude", f"{lat}, {lon} is not on the globe")
            made["coordinates"] = {"lat": float(lat), "lon": float(lon)}
        return made

    def _number(self, row: dict[str, str], column: str) -> int | float | None:
        try:
            found = number(row[column], decimal_comma=self._decimal_comma)
        except NoNumber as error:
            raise RowError(column, str(error)) from error
        if column == "fatalities" and found is not None and (found < 0 or found != int(found)):
            raise RowError(column, f"{row[column][:40]!r} is no number of people")
        return found


def _when(precision: str, written: str) -> tuple[str, str, Value]:
    try:
        found = day(written)
    except ValueError as error:
        raise RowError("event_date", str(error)) from error
    match precision.strip():
        case "1":
            return found.isoformat(), found.isoformat(), on_day(found)
        case "2":
            return found.isoformat(), found.isoformat(), in_week(found, f"{written}, the week is known")
        case "3":
            last = end_of_month(found).isoformat()
            return found.isoformat(), last, in_month(found, f"{written}, the month is known")
        case _:
            raise RowError("time_precision", f"{precision[:40]!r} is none of 1, 2, 3")


def _note(row: dict[str, str], kind: str, sub: str) -> Clean:
    parts = (
        ("Type", f"{kind}, {sub}" if sub else kind),
        ("Associated with the first actor", line(row["assoc_actor_1"])),
        ("Associated with the second actor", line(row["assoc_actor_2"])),
        ("Targeting", line(row["civilian_targeting"])),
        ("Source scale", line(row["source_scale"])),
        ("Tags", line(row["tags"])),
    )
    return clean_line(" ".join(f"{label}: {value.rstrip('.')}." for label, value in parts if value))


IMPORTER: Final = Acled()
