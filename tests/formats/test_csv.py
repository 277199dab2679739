"""CSV goes into a spreadsheet, and nothing in it is computed there: not even where a semicolon or a tab parts the cells."""

from __future__ import annotations

import csv
import io
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formats.hostile import PAYLOADS, filled, places, sample, view
from formats.markup import CONSTRUCTS, texts
from sitbrief.briefing import Filters, ResolvedBriefing, View
from sitbrief.formats import native
from sitbrief.formats.csv_text import csv_line, lines, safe, unguarded
from sitbrief.formats.export import CSV_ROWS, named
from sitbrief.formats.extract import extract
from sitbrief.text import clean_layout, clean_line, clean_prose
from support.program import BRIEFINGS
from support.tried import tried

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
PLACES = tuple(places(sample()))


def computed(data: str) -> Iterator[str]:
    """Cells that a spreadsheet would compute, by whatever sign it parts them, trimmed or not."""
    for sign in ",;\t|":
        for row in csv.reader(io.StringIO(data, newline=""), delimiter=sign):
            for cell in row:
                shown = (cell, cell.strip(' \u00a0\u3000"'), *cell.splitlines())
                if any(text.startswith(tuple(SIGNS)) and not is_number(text) for text in shown):
                    yield cell
                if sign == "," and cell.startswith(("\t", "\r")):
                    yield cell


def is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "").strip().removesuffix("%"))
    except ValueError:
        return cell.count(".") > 1 and cell.strip("+-.,0123456789%") == ""
    return "_" not in cell and "n" not in cell.lower()


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_numbers_stay_numbers(value: float) -> None:
    assert safe(str(value)) == str(value)


@pytest.mark.parametrize(
    "text",
    [
        "-5",
        "-0.5",
        "+3",
        "\u22125",
        "-1,204",
        "-1.204,5",
        "-5%",
        "-1e-5",
        "10; -3",
        "5 to -3",
        "a-b",
        "a = b",
        "x;y",
        "5;-1;-2",
    ],
)
def test_what_is_a_number_or_prose_is_not_spoilt(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("-5 to 3", "'-5 to 3"),
        ("-inf", "'-inf"),
        ("-1_000", "'-1_000"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("\ufe62x", "'\ufe62x"),
        ("\ufe63x", "'\ufe63x"),
        ("\ufe66x", "'\ufe66x"),
        ("\ufe6bx", "'\ufe6bx"),
        (" =1", "' =1"),
        ('"=1', "'\"=1"),
        ("'=1", "''=1"),
        ("\t=1", "'\t'=1"),
        ("x;=cmd|'/C calc'!A0", "x;'=cmd|'/C calc'!A0"),
        ("x; @SUM(A1)", "x;' @SUM(A1)"),
        ("x\n=1", "x\n'=1"),
        ("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"),
    ],
)
def test_an_apostrophe_stands_before_a_formula(text: str, guarded: str) -> None:
    assert safe(text) == guarded
    assert list(computed(csv_line(["id", text]))) == []


@given(st.lists(st.text() | st.text(st.sampled_from(SIGNS + "'\";|,\t\r\n 15.%ae\u00a0")), min_size=1))
@example(["-0|", "-1;", "x|-1;", "-1\n*cmd|'/C calc'!A0"])
@example(["''=1", "'\t", "\r=", ";';=", "-5", "'-5", "x\n\n=1"])
def test_whoever_reads_a_line_back_has_every_value_without_its_guard(values: list[str]) -> None:
    line = csv_line(["id", *values])
    row = next(csv.reader(io.StringIO(line, newline=""), strict=True))
    assert [clean_layout(value) for value in values] == [unguarded(cell) for cell in row[1:]]
    assert list(computed(line)) == []


@given(st.text() | st.text(st.sampled_from(SIGNS + "'\";|,\t\r\n 15.%ae\u00a0")))
@example("\r=")
def test_a_guard_can_be_taken_off_any_text(text: str) -> None:
    assert unguarded(safe(text)) == text


def hostile() -> list[str]:
    found = (
        text.encode("utf-8", "replace").decode() for text in (*PAYLOADS, *CONSTRUCTS["sheets"], *texts(2_500))
    )
    return [text for text in dict.fromkeys(found) if clean_line(text)]


def test_no_text_of_a_briefing_is_computed_and_none_is_lost() -> None:
    """Held: over all texts in all columns, none acts, and each is there to the letter once its guard is taken off."""
    every = hostile()
    acting: list[str] = []
    for start in range(0, len(every), len(PLACES)):
        words = every[start : start + len(PLACES)]
        told = view(filled(words))
        data = "".join(lines(told))
        for table in (data, "".join(lines(told, rows="figures"))):
            acting += computed(table)
            rows = list(csv.reader(io.StringIO(table, newline=""), strict=True))
            assert len({len(row) for row in rows}) == 1
        rows = list(csv.reader(io.StringIO(data, newline=""), strict=True))
        there = "\n".join(unguarded(cell) for row in rows for cell in row)
        for path, word in zip(PLACES, words, strict=False):
            if path[0] == "claims" and path[2] in {"statement", "quote", "note"}:
                assert clean_prose(word) in there or clean_line(word) in there
    tried("texts in a table that goes into a spreadsheet", len(every), len(acting))
    assert acting == []


def test_the_same_texts_unguarded_are_computed() -> None:
    """What the test above can see."""

    def raw(cells: Iterable[str]) -> str:
        out = io.StringIO()
        csv.writer(out).writerow(cells)
        return out.getvalue()

    assert sum(bool(list(computed(raw(["id", text])))) for text in hostile()) > 100


def test_a_million_signs_take_no_time() -> None:
    begun = time.process_time()
    for text in (
        "\t" * 1_000_000,
        ";" * 1_000_000,
        "'" * 1_000_000,
        " " * 1_000_000 + "=",
        "-1," * 300_000,
        ";'" * 500_000,
        ";-1" * 300_000,
    ):
        assert unguarded(safe(text)) == text
    assert time.process_time() - begun < 10


WEEK = ResolvedBriefing(native.load(BRIEFINGS / "2024-12-06-hama.json"))


def table(view: View, rows: str = "claims") -> list[dict[str, str]]:
    """The rows of a table, each cell by its column, and without its guard."""
    found = csv.DictReader(io.StringIO("".join(lines(view, rows=rows)), newline=""), strict=True)
    return [{name: unguarded(cell) for name, cell in row.items()} for row in found]


def test_a_row_cites_the_documents_of_its_claim() -> None:
    """By title, publisher, date and address: the names that they have in the file are nobody's business."""
    told = view(sample())
    for row, claim in zip(table(told), told.index.briefing.claims, strict=True):
        documents = [told.index.documents[name] for name in claim.documents]
        for column in ("title", "publisher", "date", "url"):
            values = ["" if getattr(one, column) is None else str(getattr(one, column)) for one in documents]
            assert row[f"document_{column}"] == ("; ".join(values) if any(values) else "")
    row = next(row for row in table(View(WEEK)) if row["document_publisher"] == "LBCI")
    assert row["document_date"] == "2024-12-04"
    assert row["document_url"].startswith("https://www.lbcgroup.tv/news/")


def test_a_row_says_how_exact_its_time_and_its_place_are() -> None:
    data = sample()
    data["claims"][0]["where"] = [
        {
            "as_written": "Suran",
            "level": "town",
            "coordinates": {"lat": 35.29, "lon": 36.74, "precision_km": 25},
        },
        {"as_written": "the north"},
    ]
    data["claims"][0]["when"] = {
        "precision": "week",
        "start": "2024-12-02",
        "inferred": True,
        "as_written": "lately",
    }
    data["claims"][1]["where"] = [{"as_written": "x", "coordinates": {"lat": 1, "lon": 2}}]
    del data["claims"][2]["when"]
    first, second, third, *_ = table(view(data))
    assert (first["where_as_written"], first["place_level"]) == ("Suran; the north", "town; ")
    assert (first["latitude"], first["longitude"], first["precision_km"]) == ("35.29", "36.74", "25.0")
    told = ("time_precision", "time_inferred", "start", "end", "when_as_written")
    assert [first[name] for name in told] == ["week", "yes", "2024-12-02", "2024-12-08", "lately"]
    assert (second["place_level"], second["precision_km"], second["time_inferred"]) == ("", "", "no")
    assert [third[name] for name in told] == [""] * 5


@pytest.mark.parametrize("rows", CSV_ROWS)
def test_a_row_carries_its_marking_and_its_time_along(rows: str) -> None:
    for found in table(View(WEEK), rows):
        assert (found["tlp"], found["as_of"], found["briefing"], found["edition"], found["filtered_to"]) == (
            "TLP:CLEAR",
            "2024-12-06",
            "2024-12-06-hama",
            "2",
            "",
        )
    part = View(WEEK, Filters(provinces=("SY-HM",)))
    again = View(ResolvedBriefing(extract(part)))
    for shown in (part, again):
        assert {(found["briefing"], found["filtered_to"]) for found in table(shown, rows)} == {
            (WEEK.briefing.id, "Hama")
        }
    undated = View(ResolvedBriefing(replace(WEEK.briefing, as_of=None)))
    assert {found["as_of"] for found in table(undated, rows)} == {""}


def test_a_row_a_figure_has_numbers_to_compute_with() -> None:
    found = table(View(WEEK), "figures")
    every = [(claim, figure) for claim in WEEK.briefing.claims for figure in claim.figures]
    assert len(found) == len(every) > 5
    for row, (claim, figure) in zip(found, every, strict=True):
        bounds = [None if row[name] == "" else float(row[name]) for name in ("low", "best", "high")]
        assert bounds == [figure.low, figure.best, figure.high]
        assert (row["id"], row["counted"], row["figure"]) == (claim.id, figure.what, str(figure))
        assert (row["as_said"], row["unit"]) == (figure.as_said or "", figure.unit or "")
        scope = [row[f"scope_{name}"] or None for name in ("place", "period", "among")]
        assert scope == [figure.scope.place, figure.scope.period, figure.scope.among]
        assert row["key_figure"] == ("yes" if figure.key else "no")
        assert row["document_publisher"]


def test_a_mark_for_spreadsheets_stands_first_where_it_is_asked_for() -> None:
    plain, marked = (b"".join(named("csv").write(View(WEEK), bom=bom)) for bom in (False, True))
    assert marked == b"\xef\xbb\xbf" + plain
