"""ACLED's exports: one row is one event, as CSV, with the columns of any year, or some of them.

The names in the source column passed the event on; who said so first is not stated. Notes are plain text, whatever is in
their brackets. ACLED writes 0 fatalities also where none was reported.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitbrief.briefing.when import end_of_month
from sitbrief.formats.event import (
    AGAINST_CIVILIANS,
    NO_TEXT,
    SIDES,
    Event,
    RowError,
    around,
    country_code,
    in_month,
    line,
    noted,
    on_day,
    several,
    slug,
)
from sitbrief.formats.importers.importer import Opened, TableImporter, TableStart
from sitbrief.formats.missing import is_missing
from sitbrief.formats.numbers import NoNumber, number
from sitbrief.text import clean_line, digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitbrief.formats.event import Value
    from sitbrief.text import Clean

_NEEDED: Final = ("event_date", "event_type")
_KNOWN: Final = (
    *("event_id_cnty", "data_id", "event_date", "time_precision", "event_type", "sub_event_type"),
    *(
        "actor1",
        "actor2",
        "iso",
        "country",
        "admin1",
        "admin2",
        "admin3",
        "location",
        "latitude",
        "longitude",
    ),
    *("geo_precision", "source", "notes", "fatalities", "civilian_targeting", "timestamp"),
)
"""The columns that are read each for itself; what else there is, a claim keeps as a note of the dataset."""

_LABELS: Final = {
    "assoc_actor_1": "Associated with the first actor",
    "assoc_actor_2": "Associated with the second actor",
    "ally_actor_1": "Allied with the first actor",
    "ally_actor_2": "Allied with the second actor",
    "inter1": "Kind of the first actor",
    "inter2": "Kind of the second actor",
    "disorder_type": "Kind of disorder",
}
"""What a column is called where its own name would not tell."""

_LEFT_OUT: Final = frozenset({"year", "iso3", "event_id_no_cnty", "region", "interaction"})
"""Columns that say again what others say."""

_MARKS: Final = frozenset({"event_id_cnty", "data_id", "sub_event_type", "time_precision", "geo_precision"})
"""No other dataset has one of these columns beside a day, a type and a first actor."""

_FIGHTING: Final = ("battle", "explosions/remote violence", "remote violence")
_REMOTE: Final = ("explosions/remote violence", "remote violence")
_AGAINST_CIVILIANS: Final = "violence against civilians"
_CIVILIANS: Final = "civilians ("
"""How the name of civilians as an actor begins, as in "Civilians (Syria)"."""

_NEAR: Final = "2"
_LEVELS: Final = {"1": "town", "3": "region"}
_PRECISE: Final = {
    "": clean_line("not stated"),
    "1": clean_line("1, the place named"),
    "2": clean_line("2, near the place named"),
    "3": clean_line("3, somewhere in the region"),
}
_DATED: Final = {
    "": clean_line("not stated"),
    "2": clean_line("2, within a week of the day"),
    "3": clean_line("3, within the month"),
}
_WEEK: Final = timedelta(days=6)
"""A week in which a day lies begins at most so long before it, and ends at most so long after."""


class Acled(TableImporter):
    """Files of ACLED, whose terms forbid to pass rows on."""

    name = "acled"
    publisher = clean_line("ACLED")
    maker = "Armed Conflict Location & Event Data"
    marking = "TLP:AMBER"
    killed = "reported killed"
    no_parties = (_CIVILIANS,)
    an_id_an_event = True

    def recognises(self, table: TableStart) -> bool:
        """Whether a header is one of ACLED's."""
        names = {*table.names}
        return {*_NEEDED, "actor1"} <= names and not names.isdisjoint(_MARKS)

    def open(self, table: TableStart) -> Opened:
        """Get ready to read it."""
        reader = AcledReader(table)
        return Opened(reader.event, table.header, table.below, remarks=reader.remarks)


class AcledReader:
    """Reads the rows of one table.

    Raises:
        RowError: a column is missing.
    """

    def __init__(self, table: TableStart) -> None:
        self._places = {name: place for place, name in reversed([*enumerate(table.names)])}
        table.need(_NEEDED)
        self._kept = [
            (place, _LABELS.get(name, name.replace("_", " ").capitalize()))
            for place, name in enumerate(table.names)
            if name and name not in _LEFT_OUT and (name not in _KNOWN or self._places[name] != place)
        ]
        self._left_out = [name for name in table.names if name in _LEFT_OUT]
        self._provinces = table.provinces
        self._day = table.day
        self._decimal_comma = table.decimal_comma

    def remarks(self) -> list[str]:
        """Which columns are left out."""
        columns = ", ".join(self._left_out)
        return [f"Columns left out, for others say the same: {columns}"] if columns else []

    def event(self, cells: list[str]) -> Event:
        """What a row says.

        Raises:
            RowError: it cannot be read.
        """
        found = self._places
        told = ["" if is_missing(cell) else cell for cell in cells]
        row = {name: told[found[name]] if name in found else "" for name in _KNOWN}
        country = country_code(row["iso"].strip().removesuffix(".0")) if row["iso"] else None
        country = country or country_code(row["country"])
        if country is None:
            raise RowError("country", f"{row['country'][:40]!r} is no country that we know")
        name = line(row["event_id_cnty"]) or line(row["data_id"])
        kind, sub = line(row["event_type"]), line(row["sub_event_type"])
        if not kind:
            raise RowError("event_type", "is empty")
        precision = row["time_precision"].strip().removesuffix(".0")
        first, last, when = _when(precision, row["event_date"], self._day)
        admin1 = line(row["admin1"])
        province = self._provinces.code(country, admin1)
        near = row["geo_precision"].strip().removesuffix(".0")
        where = self._where(row, near, admin1, province)
        killed = self._number(row, "fatalities")
        actors = tuple(filter(None, (line(row["actor1"]), line(row["actor2"]))))
        civilian = _is_against_civilians(kind, row)
        place = line(row["location"]) or admin1 or line(row["country"])
        happened = f"{sub or kind}: {SIDES.join(actors) or 'actors not named'}, {place}"
        return Event(
            id=slug(name) if name else "",
            country=country,
            first=first,
            last=last,
            headline=clean_line(f"{happened}; {killed:,} reported killed" if killed else happened),
            statement=clean_line(row["notes"]) or clean_line(f"{happened}."),
            when=when,
            where=[where] if where["as_written"] else [],
            figures=[] if killed is None else [{"what": "fatalities", "best": killed}],
            carriers=several(row["source"]),
            province=province,
            region=admin1,
            parties=actors,
            fighting=kind.lower().startswith(_FIGHTING),
            deaths=(None, killed, None),
            needs=AGAINST_CIVILIANS if civilian else (),
            dataset_note=self._note(
                told,
                (
                    ("Event id", line(row["event_id_cnty"] or row["data_id"])),
                    ("Type", clean_line(f"{kind}, {sub}") if sub else kind),
                    ("Fatalities", _NONE_CODED if killed == 0 else NO_TEXT),
                    ("Time precision", _DATED.get(precision, NO_TEXT)),
                    ("Geographic precision", _PRECISE[near]),
                    ("Targeting", line(row["civilian_targeting"])),
                    ("Timestamp", line(row["timestamp"])),
                ),
            ),
            timestamp=_moment(row["timestamp"]),
        )

    def _where(self, row: dict[str, str], precision: str, admin1: Clean, province: str) -> Value:
        if precision and precision not in _PRECISE:
            raise RowError("geo_precision", f"{precision[:40]!r} is none of 1, 2, 3")
        lat, lon = self._number(row, "latitude"), self._number(row, "longitude")
        names = (line(row["location"]), line(row["admin3"]), line(row["admin2"]), admin1)
        words = dict.fromkeys(filter(None, names))
        degrees = ", ".join(filter(None, (line(row["latitude"]), line(row["longitude"]))))
        made: Value = {"as_written": ", ".join(words) or line(row["country"]) or degrees}
        if precision in _LEVELS:
            made["level"] = _LEVELS[precision]
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

    def _note(self, told: list[str], own: Iterable[tuple[str, Clean]]) -> Clean:
        """What the claim does not tell by itself, then the columns that are none of those known."""
        return noted((*own, *[(label, line(words)) for place, label in self._kept if (words := told[place])]))


_NONE_CODED: Final = clean_line("0 coded (ACLED writes 0 also where none was reported)")


def _is_against_civilians(kind: str, row: dict[str, str]) -> bool:
    """Whether a row says that civilians were a target, or in a file without that column a shelling names them as one."""
    if kind.lower() == _AGAINST_CIVILIANS or row["civilian_targeting"]:
        return True
    return kind.lower().startswith(_REMOTE) and row["actor2"].lower().startswith(_CIVILIANS)


def _when(precision: str, written: str, day: Callable[[str], date]) -> tuple[str, str, Value]:
    try:
        found = day(written)
    except ValueError as error:
        raise RowError("event_date", str(error)) from error
    coded = found.isoformat()
    match precision:
        case "1":
            return coded, coded, on_day(found)
        case "2":
            return coded, coded, around(found, _WEEK)
        case "3":
            return coded, end_of_month(found).isoformat(), in_month(found)
        case "":
            return coded, coded, on_day(found)
        case _:
            raise RowError("time_precision", f"{precision[:40]!r} is none of 1, 2, 3")


@lru_cache(maxsize=4096)
def _moment(timestamp: str) -> str:
    """When a row was written, of seconds since 1970; empty where it is told otherwise."""
    try:
        seconds = int(digits(timestamp).removesuffix(".0"))
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


IMPORTER: Final = Acled()
