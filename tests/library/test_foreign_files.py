"""Files in other formats are items of a library: loaded when they are wanted, read ahead where that helps."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from formats.tables import acled, ged, put
from sitbrief.files.reading import Unreadable, Unrecognised
from sitbrief.formats.native import Invalid
from sitbrief.library import Library, foreign_files
from sitbrief.library.foreign_files import Converter, items_of

if TYPE_CHECKING:
    from pathlib import Path

    from sitbrief.library.items import Item

ROWS = [
    {"date_start": f"2017-{month:02}-01", "date_end": f"2017-{month:02}-01", "country": country}
    for month, country in [(7, "Syria"), (8, "Syria"), (9, "Syria"), (7, "Iraq")]
]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.card.id if item.card else "" for item in items]


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any file has so many rows that it is divided."""
    monkeypatch.setattr(foreign_files, "_AT_ONCE", 0)


def test_a_file_is_a_library_of_its_countries_the_one_with_most_rows_first_to_be_seen(tmp_path: Path) -> None:
    path = put(tmp_path, ged(*ROWS))
    library = Library([path], convert=items_of)
    shown = library.at(path)
    assert [item.card and (item.card.id, item.card.words) for item in library.items] == [
        ("ucdp-iq-events", "all 1 row"),
        ("ucdp-sy-events", "all 3 rows"),
    ]
    assert [str(claim.when.start) for claim in shown.loaded().claims] == [
        "2017-07-01",
        "2017-08-01",
        "2017-09-01",
    ]
    assert library.adjacent(shown.loaded(), -1) is None
    assert library.countries_in(path) == {"IQ", "SY"}
    assert library.countries_in(tmp_path / "none.csv") == set()


@pytest.mark.usefixtures("_large")
def test_many_rows_of_a_country_are_a_briefing_for_each_month(tmp_path: Path) -> None:
    path = put(tmp_path, ged(*ROWS))
    library = Library([path], convert=items_of)
    newest = library.at(path).loaded()
    assert newest.id == "ucdp-sy-2017-09"
    older = library.adjacent(newest, -1)
    assert older is not None
    assert older.loaded().id == "ucdp-sy-2017-08"
    assert library.adjacent(newest, 1) is None
    assert library.find("ucdp-iq-2017-07").loaded().country == "IQ"
    assert ids(library.items) == ["ucdp-iq-2017-07", "ucdp-sy-2017-07", "ucdp-sy-2017-08", "ucdp-sy-2017-09"]


@pytest.mark.usefixtures("_large")
def test_nothing_is_made_before_it_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sitbrief.formats.conversion import Conversion

    made: list[str] = []
    real = Conversion.values
    monkeypatch.setattr(
        Conversion,
        "values",
        lambda self, group, *rest: made.append(group.period.key) or real(self, group, *rest),
    )
    library = Library([put(tmp_path, ged(*ROWS))], convert=items_of)
    first = library.items[0].loaded()
    library.editions(first)
    assert library.items[0].loaded() is first
    assert made == ["2017-07"]


def test_a_file_without_rows_that_can_be_read_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Unrecognised, match=r"none of its rows can be read; line 2: best: 'x' is no number"):
        items_of(put(tmp_path, ged({"best": "x"})))
    with pytest.raises(Unrecognised, match="has no rows"):
        items_of(put(tmp_path, ged()))
    library = Library([put(tmp_path, b"a,b\n1,2\n")], convert=items_of)
    assert "is no ACLED" in (library.items[0].error or "")
    with pytest.raises(Unrecognised):
        library.items[0].loaded()


def test_a_response_of_reliefweb_is_told_from_a_briefing(tmp_path: Path) -> None:
    data = b'{"data": [{"fields": {"title": "Floods", "primary_country": {"iso3": "SYR"}}}]}'
    library = Library([put(tmp_path, data, "saved.json")], convert=items_of)
    assert library.items[0].loaded().claims[0].statement == "Floods"
    broken = Library([put(tmp_path, b'{"format": 1}', "broken.json")], convert=items_of)
    assert "broken.json:1:1" in (broken.items[0].error or "")


@pytest.mark.parametrize("most", [0, 5])
def test_what_was_read_ahead_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(foreign_files, "_AT_ONCE", most)
    path = put(tmp_path, acled({}, {"event_date": "2024-11-01"}))
    converter, other = Converter(), Converter()
    assert converter.wants(path)
    converter.take(path, other.fill(path))
    ahead, read = converter.items(path), items_of(path)
    assert ids(ahead) == ids(read)
    assert [item.loaded() for item in ahead] == [item.loaded() for item in read]


def test_what_has_changed_since_is_read_again(tmp_path: Path) -> None:
    path = put(tmp_path, acled({}))
    converter = Converter()
    converter.take(path, converter.fill(path))
    put(tmp_path, acled({"notes": "Something else."}, {}))
    (item,) = converter.items(path)
    assert len(item.loaded().claims) == 2
    assert len(converter.items(path)[0].loaded().claims) == 2


def test_only_what_is_small_and_foreign_is_read_ahead(tmp_path: Path) -> None:
    converter = Converter()
    large = put(tmp_path, b"x")
    os.truncate(large, 9 * 1024 * 1024)
    assert not converter.wants(large)
    assert not converter.wants(put(tmp_path, b"{}", "a.json"))
    assert not converter.wants(tmp_path / "none.csv")
    assert converter.fill(tmp_path / "none.csv") == b""
    assert converter.fill(put(tmp_path, b"a,b\n1,2\n")) == b""
    with pytest.raises(Unreadable):
        converter.items(tmp_path / "none.csv")


def test_what_an_importer_makes_is_checked_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitbrief.formats.conversion import Conversion

    real = Conversion.values
    monkeypatch.setattr(Conversion, "values", lambda *args: {**real(*args), "origin": "nowhere"})
    (item,) = items_of(put(tmp_path, ged({})))
    with pytest.raises(Invalid, match="there is no document nowhere"):
        item.loaded()
