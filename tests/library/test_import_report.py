"""What reading a file came to: said in one line, the same whether it was read ahead or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from formats.tables import acled, ged, put
from sitbrief.formats.province_lookup import UnknownProvince
from sitbrief.library import Library
from sitbrief.library.foreign_files import Converter, items_of
from sitbrief.library.import_report import ImportReport
from sitbrief.library.spellings import settle
from sitbrief.paths import spellings_file

if TYPE_CHECKING:
    from pathlib import Path

QQQ = UnknownProvince("SY", "Qqq", 2, (), ambiguous=False)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without settings."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("account", "words"),
    [
        (ImportReport("e.csv", 3194, 0, ()), "e.csv: all of 3,194 rows read."),
        (ImportReport("e\x1b.csv", 1, 0, ()), "e�.csv: all of 1 row read."),
        (ImportReport("e.csv", 3194, 1000, ()), "1,000 of 3,194 rows not read: sitbrief import says why"),
        (ImportReport("e.csv", 2, 0, (QQQ,)), "1 name without province: a"),
        (
            ImportReport("e.csv", 2, 1, (QQQ, QQQ)),
            "1 of 2 rows not read: sitbrief import says why · 2 names without province: a",
        ),
    ],
)
def test_what_has_to_be_done_comes_first(account: ImportReport, words: str) -> None:
    assert account.words() == words


def test_what_was_read_ahead_has_the_same_account(tmp_path: Path) -> None:
    rows = [{"admin1": name} for name in ("Hasake Gov.", "Dimashq", "Hasake Gov.", "Hama")]
    path = put(tmp_path, acled(*rows, {"event_date": "one day"}))
    expected = ImportReport(
        "events.csv",
        5,
        1,
        (
            UnknownProvince("SY", "Hasake Gov.", 2, ("SY-HA",), ambiguous=False),
            UnknownProvince("SY", "Dimashq", 1, ("SY-DI", "SY-RD"), ambiguous=True),
        ),
    )
    assert {item.account for item in items_of(path)} == {expected}
    converter = Converter()
    converter.take(path, converter.fill(path))
    assert {item.account for item in converter.items(path)} == {expected}


def test_where_no_provinces_are_known_there_is_nothing_to_settle(tmp_path: Path) -> None:
    path = put(tmp_path, ged({"country": "Antarctica", "adm_1": "Ross Island"}))
    assert {item.account for item in items_of(path)} == {ImportReport("events.csv", 1, 0, ())}


def test_a_file_read_again_knows_what_was_settled_meanwhile(tmp_path: Path) -> None:
    path = put(tmp_path, acled({"admin1": "Hasake Gov."}))
    library = Library([path], convert=items_of)
    before = library.at(path).loaded()
    assert library.items[0].loaded() is before
    own = spellings_file({"HOME": str(tmp_path)})
    assert own is not None
    settle(own, "Hasake Gov.", "SY-HA")
    assert library.at(path).loaded() is before
    library.read_again(path)
    after = library.at(path).loaded()
    assert [claim.where[0].provinces for claim in after.claims] == [("SY-HA",)]
    assert library.items[0].loaded() is after
    item = library.source(after)
    assert item is not None
    assert item.account == ImportReport("events.csv", 1, 0, ())
    assert library.source(before) is item
    assert Library([path]).source(after) is None
