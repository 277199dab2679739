"""What a file says is in its briefings, all of it, and nothing that it does not say."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formats.tables import CLASH, GED_ORDER, acled, briefings, ged, put, read, table
from sitbrief.briefing import Briefing, ResolvedBriefing, View
from sitbrief.briefing.checker import check
from sitbrief.files.reading import Unreadable, Unrecognised
from sitbrief.formats import markdown, native, plain
from sitbrief.formats import spool as spooling
from sitbrief.formats.assembly import assemble
from sitbrief.formats.codec import record
from sitbrief.formats.conversion import Conversion
from sitbrief.formats.dataset import Dataset, Group
from sitbrief.formats.days import DateOrder, day, order_of
from sitbrief.formats.event import Event, from_bytes, slug, to_bytes
from sitbrief.formats.importers import ucdp
from sitbrief.formats.importers.hxl.tags import is_tags
from sitbrief.formats.importing import Options, open_file
from sitbrief.formats.periods import Division, before, period_of, span_words
from sitbrief.formats.spool import GroupedSpool

if TYPE_CHECKING:
    from pathlib import Path

    from _pytest.tmpdir import TempPathFactory

MONTHS = [
    {"date_start": f"2017-{month:02}-0{number}", "date_end": f"2017-{month:02}-0{number}", "country": country}
    for month, number, country in [
        (7, 1, "Syria"),
        (7, 2, "Syria"),
        (8, 1, "Syria"),
        (7, 1, "Yemen (North Yemen)"),
    ]
]


def test_one_briefing_for_each_country_and_month(tmp_path: Path) -> None:
    found = briefings(put(tmp_path, ged(*MONTHS)))
    assert [(item.id, item.edition, len(item.claims)) for item in found] == [
        ("ucdp-sy-2017-07", 201707, 2),
        ("ucdp-sy-2017-08", 201708, 1),
        ("ucdp-ye-2017-07", 201707, 1),
    ]
    assert {item.series for item in found} == {"ucdp-sy", "ucdp-ye"}
    assert [list(check(item)) for item in found] == [[], [], []]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            Division.DAY,
            ["ucdp-sy-2017-07-01", "ucdp-sy-2017-07-02", "ucdp-sy-2017-08-01", "ucdp-ye-2017-07-01"],
        ),
        (Division.WEEK, ["ucdp-sy-2017-w26", "ucdp-sy-2017-w31", "ucdp-ye-2017-w26"]),
        (Division.FILE, ["ucdp-sy-events", "ucdp-ye-events"]),
    ],
)
def test_a_file_can_be_divided_otherwise(tmp_path: Path, by: Division, expected: list[str]) -> None:
    assert [item.id for item in briefings(put(tmp_path, ged(*MONTHS)), by)] == expected


@given(st.dates(), st.sampled_from([Division.DAY, Division.WEEK, Division.MONTH]))
@example(date.min, Division.DAY)
@example(date.min, Division.WEEK)
@example(date.min, Division.MONTH)
def test_a_day_lies_in_its_period_and_not_in_the_one_before(found: Any, by: Division) -> None:  # noqa: ANN401  a date
    period = period_of(found.isoformat(), found.isoformat(), by)
    assert period.start <= found.isoformat() <= period.end
    earlier = before(period, by)
    assert (earlier is None) == (period.start == "0001-01-01")
    if earlier:
        the_day_before = (date.fromisoformat(period.start) - timedelta(days=1)).isoformat()
        assert earlier == period_of(the_day_before, the_day_before, by)
        assert earlier.end == the_day_before
        assert earlier.edition < period.edition


def test_a_whole_file_has_nothing_before_it() -> None:
    assert before(period_of("2024-12-05", "2024-12-05", Division.FILE), Division.FILE) is None


@pytest.mark.parametrize("by", [Division.DAY, Division.WEEK, Division.MONTH])
def test_what_takes_a_whole_year_is_not_told_as_of_january(by: Division) -> None:
    year = period_of("2024-01-01", "2024-12-31", by)
    assert (year.key, year.start, year.end) == ("2024", "2024-01-01", "2024-12-31")
    assert year.edition < period_of("2024-01-01", "2024-01-31", by).edition
    assert before(year, by) == period_of("2023-01-01", "2023-12-31", by)
    assert before(period_of("0001-01-01", "0001-12-31", by), by) is None
    assert period_of("2024-01-01", "2025-12-31", by).key != "2024"
    assert period_of("2024-01-01", "2024-12-31", Division.FILE).key == ""


def test_fronts_are_where_there_was_fighting_with_parties_and_trend(tmp_path: Path) -> None:
    rows = [
        {"date_start": "2017-07-05", "date_end": "2017-07-05"},
        *[{"date_start": "2017-08-05", "date_end": "2017-08-05"}] * 3,
        {"date_start": "2017-08-05", "date_end": "2017-08-05", "adm_1": "Homs", "low": "", "best": ""},
        {"date_start": "2017-08-05", "date_end": "2017-08-05", "adm_1": "Homs"},
    ]
    july, august = briefings(put(tmp_path, ged(*rows)))
    assert [(str(each.period.start), str(each.period.end)) for each in (july, august)] == [
        ("2017-07-01", "2017-07-31"),
        ("2017-08-01", "2017-08-31"),
    ]
    assert [front.headline for front in july.fronts] == ["Hama: 1 combat event, 4 killed (3 to 6)"]
    fights = "3 combat events, 12 killed (9 to 18)"
    assert [(front.headline, front.derived, len(front.claims)) for front in august.fronts] == [
        (f"Hama: {fights}; the period before 1 combat event, 4 killed (3 to 6)", True, 3),
        ("Homs: 2 combat events, up to 12 killed; the period before no combat event", True, 2),
    ]
    assert august.fronts[0].parties == ("Government of Syria", "Blue Brigade")
    assert august.summary[0].text.startswith(f"Hama: {fights}")


def test_rows_that_cannot_be_read_are_counted_by_why_with_the_first_line_of_each(tmp_path: Path) -> None:
    """What stands in the row is left out of the reason; an apostrophe in it is none of the quotes around it."""
    path = put(tmp_path, ged({}, {"best": "x"}, {"best": "O'Neil"}, {"best": "y"}))
    with Conversion(open_file(path), path.name, "2026-11-23") as conversion:
        conversion.read(lambda _reject: None)
        assert conversion.reasons == {"best: … is no number": 2, 'best: "O\'Neil" is no number': 1}
        assert conversion.lines == {"best: … is no number": 3, 'best: "O\'Neil" is no number': 4}


def test_a_front_names_the_six_parties_that_fight_most(tmp_path: Path) -> None:
    fights = [{"side_b": f"Brigade {number}"} for number in range(1, 8) for _ in range(number)]
    (briefing,) = briefings(put(tmp_path, ged(*fights)))
    assert briefing.fronts[0].parties == (
        "Government of Syria",
        *(f"Brigade {number}" for number in (7, 6, 5, 4, 3)),
    )


def test_a_highlight_rests_on_all_claims_that_its_total_is_made_of(tmp_path: Path) -> None:
    """And is told in a few lines all the same: those who speak are counted from the thirteenth on."""
    path = put(tmp_path, ged(*[{"source_original": f"Elder {number:02}"} for number in range(1, 42)]))
    (briefing,) = briefings(path)
    (highlight,), (front,) = briefing.summary, briefing.fronts
    assert highlight.text == "Hama: 41 combat events, 164 killed (123 to 246)."
    assert highlight.claims == front.claims
    killed = [claim.figures[0].best for claim in briefing.claims if claim.id in highlight.claims]
    assert sum(filter(None, killed)) == 164
    seen, heard = (written.write(View(ResolvedBriefing(briefing))) for written in (markdown, plain))
    (line,) = (line for line in seen.splitlines() if line.startswith("- **1:**"))
    assert "Elder 12 via" in line
    assert line.endswith(" / 29 more)")
    summary = heard[: heard.index("Key figures")]
    assert summary.count("Coded from: Elder") == 12
    assert "Says: 29 more" in summary


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (("2", "2", "2"), "2 combat events, 4 killed"),
        (("5", "3", "4"), "2 combat events, 6 killed (low 10, high 8, as given)"),
        (("", "3", ""), "2 combat events, 6 killed"),
        (("3", "", ""), "2 combat events, 6 or more killed"),
        (("", "", ""), "2 combat events"),
    ],
)
def test_a_front_says_how_many_were_killed_as_its_rows_do(
    tmp_path: Path, bounds: tuple[str, str, str], words: str
) -> None:
    row = dict(zip(("low", "best", "high"), bounds, strict=True))
    (briefing,) = briefings(put(tmp_path, ged(row, row)))
    assert [front.headline for front in briefing.fronts] == [f"Hama: {words}"]


def test_none_reported_killed_is_not_nobody_killed(tmp_path: Path) -> None:
    (briefing,) = briefings(put(tmp_path, acled({}, {})))
    assert [front.headline for front in briefing.fronts] == ["Hama: 2 combat events, 0 reported killed"]


def test_an_id_of_a_table_of_anything_that_comes_twice_is_told_apart(tmp_path: Path) -> None:
    head = "#date,#country+code,#adm1+name,#id,#affected+killed"
    rows = ("2024-12-05,SYR,Hama,7,1", "2024-12-05,SYR,Hama,7,2", "2024-12-05,SYR,Hama,,3")
    (briefing,) = briefings(put(tmp_path, "\n".join(("D,C,P,I,K", head, *rows)).encode()))
    assert [claim.id for claim in briefing.claims] == ["hxl-7", "hxl-7-2", "hxl-3"]


def test_what_is_too_large_goes_into_parts(tmp_path: Path) -> None:
    path = put(tmp_path, ged(*[{}] * 60))
    whole, parts = briefings(path), briefings(path, most_bytes=12_000)
    assert len(whole) == 1
    assert len(parts) > 3
    assert [part.id for part in parts][:3] == [
        "ucdp-sy-2017-07",
        "ucdp-sy-2017-07-part2",
        "ucdp-sy-2017-07-part3",
    ]
    assert sum(len(part.claims) for part in parts) == 60
    assert all(len(native.dumps(part)) < 3 * 12_000 for part in parts)


def test_of_what_is_too_large_to_be_opened_as_it_is_the_first_events_are_shown(tmp_path: Path) -> None:
    path = put(tmp_path, ged(*[{}] * 60))
    with Conversion(open_file(path), path.name, "2026-11-23") as conversion:
        conversion.read(lambda _reject: None)
        (group,) = conversion.groups
        assert len(conversion.values(group, 1_000_000)["claims"]) == 60
        assert 0 < len(conversion.values(group, 5_000)["claims"]) < 60


@pytest.mark.parametrize("held", [0, 1000, 1 << 20])
def test_what_does_not_fit_into_memory_comes_back_from_the_disk(
    monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr(spooling, "_MOST_HELD", held)
    records = [b"%d " % number * 30 for number in range(50)]
    with closing(GroupedSpool()) as spool:
        for number, record in enumerate(records):
            spool.add(f"{number % 3}", record)
        assert [list(spool.records(f"{n}")) for n in range(3)] == [records[n::3] for n in range(3)]
        assert list(spool.records("3")) == []


@pytest.mark.parametrize("layout", ["acled", "ucdp", "hxl"])
def test_a_packed_event_is_unpacked_the_same(tmp_path: Path, layout: str) -> None:
    """And may still move to a province that its name turns out to mean."""
    (event, *_), _ = read(put(tmp_path, valid(layout)))
    assert from_bytes(to_bytes(event, 7)) == (7, event)
    assert event.placed("SY-LA").province == "SY-LA"
    assert event.placed("SY-LA").where == [{**event.where[0], "provinces": ["SY-LA"]}]


def test_names_become_ids_that_stay_apart() -> None:
    names = [
        "AFP",
        "A.F.P.",
        "Agence France Presse",
        "afp",
        "صوت",
        "الراديو",
        "x" * 90,
        "x" * 91,
        "-",
        "é",
        "e",
    ]
    made = [slug(name) for name in names]
    assert made[0] == made[3] == "afp"
    assert len(set(made)) == len(names) - 1
    assert all(len(name) <= 80 and name[0].isalnum() for name in made)


@given(st.text(max_size=100))
def test_every_name_makes_an_id(name: str) -> None:
    import re

    from sitbrief.briefing.model_types import ID_PATTERN

    assert re.fullmatch(ID_PATTERN, slug(name))


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2-Mar-25", None, date(2025, 3, 2)),
        ("2 Sept 1999", None, date(1999, 9, 2)),
        ("March 2, 2025", None, date(2025, 3, 2)),
        ("13/03/2025", None, date(2025, 3, 13)),
        ("03/13/2025", None, date(2025, 3, 13)),
        ("05.05.25", None, date(2025, 5, 5)),
        ("02/03/2025", DateOrder.DMY, date(2025, 3, 2)),
        ("02-03-2025 00:00", DateOrder.MDY, date(2025, 2, 3)),
        ("1/2/70", DateOrder.DMY, date(1970, 2, 1)),
        ("1/2/69", DateOrder.DMY, date(2069, 2, 1)),
        ("45718", None, date(2025, 3, 2)),
        ("45718.0", None, date(2025, 3, 2)),
    ],
)
def test_a_day_is_read_as_spreadsheets_write_it_back(
    text: str, order: DateOrder | None, expected: date
) -> None:
    assert day(text, order) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["02/03/2025", "13/03/2025"], DateOrder.DMY),
        (["02/03/2025", "x", "03/13/2025"], DateOrder.MDY),
        (["02/03/2025"], None),
        (["13/03/2025", "03/13/2025"], None),
        ([], None),
    ],
)
def test_days_of_which_one_number_is_no_month_tell_the_order(
    cells: list[str], expected: DateOrder | None
) -> None:
    assert order_of([cell] for cell in cells) == expected


@pytest.mark.parametrize("text", ["13/13/2025", "31/04/2025", "1/2/2025"])
def test_a_day_that_is_none_in_the_order_of_its_file_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        day(text.replace("1/2/", "0/2/"), DateOrder.DMY)


@pytest.mark.parametrize(
    "text", ["5/12/2024", "2024-13-01", "32 May 2024", "5 Foo 2024", "", "20241205", "٢٠٢٤"]
)
def test_a_day_is_not_guessed_at(text: str) -> None:
    with pytest.raises(ValueError, match=r"no day|may be day/month"):
        day(text)


def test_a_file_of_another_kind_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Unrecognised, match="it is text whose first rows name no columns"):
        open_file(put(tmp_path, b"a,b\n1,2\n"))
    with pytest.raises(Unrecognised, match="it is empty"):
        open_file(put(tmp_path, b""))
    with pytest.raises(Unreadable, match="is a folder"):
        open_file(tmp_path)
    with pytest.raises(Unreadable, match="No such file"):
        open_file(tmp_path / "none")
    with pytest.raises(Unreadable, match="no file name"):
        open_file("a\0b")


@pytest.mark.parametrize("name", ["ucdp", "acled", "hxl", "reliefweb"])
def test_a_format_that_is_asked_for_has_to_be_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unrecognised):
        open_file(put(tmp_path, b"a,b\n1,2\n"), Options(format=name))


def test_an_encoding_that_there_is_not_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Unrecognised, match="no encoding"):
        open_file(put(tmp_path, ged({})), Options(encoding="utf-9"))


def test_bytes_that_are_no_letters_make_a_reject_with_a_way_out(tmp_path: Path) -> None:
    """Most letters of the file are of UTF-8: the one that is cut in the middle is a mistake in it."""
    data = ged({"side_b": "Brigáda"}, {"side_b": "Brigáda úzká"}, {})
    path = put(tmp_path, data.replace("Brigáda,".encode(), b"Brig\xe1da,", 1))
    events, rejects = read(path)
    assert (len(events), len(rejects)) == (2, 1)
    assert (rejects[0].line, rejects[0].name) == (2, "side_b")
    assert "--encoding cp1252" in rejects[0].reason
    assert len(read(path, encoding="cp1252")[0]) == 3


def test_a_row_of_another_width_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    wide = b",".join([b"1"] * (len(GED_ORDER) + 1))
    path = put(tmp_path, ged({}, {}) + b"1,2,3\r\n" + wide + b"\r\n")
    events, (short, long) = read(path)
    assert len(events) == 2
    assert (short.line, short.cells) == (4, ["1", "2", "3"])
    assert f"the row has 3 cells, the header {len(GED_ORDER)}" in short.reason
    assert (long.line, long.column, len(long.cells)) == (5, 0, len(GED_ORDER) + 1)
    assert f"has {len(GED_ORDER) + 1} cells, the header has {len(GED_ORDER)}" in long.reason


MUTATIONS = ("quote", "swap", "cut", "bytes", "drop", "double")


def valid(layout: str) -> bytes:
    """A file that can be read whole."""
    if layout == "ucdp":
        return ged({}, {"adm_1": 'a "quoted", name'}, {"source_article": "two\nlines"}, {})
    if layout == "acled":
        return acled({}, {"notes": 'said "so", twice'}, {"notes": "two\nlines"}, {})
    names = ("Hama", 'x "y", z', "two\nlines")
    rows = [{"c": "#country+code", "a": "#adm1+name", "n": "#inneed"}]
    return table(["c", "a", "n"], rows + [{"c": "SYR", "a": name, "n": "5"} for name in names])


def changed(good: bytes, kind: str, data: st.DataObject) -> bytes:
    """The file with something wrong in it."""
    at = data.draw(st.integers(0, len(good) - 1))
    match kind:
        case "quote":
            gone = data.draw(st.sampled_from([n for n, byte in enumerate(good) if byte == ord('"')]))
            return good[:gone] + good[gone + 1 :]
        case "swap":
            rows = list(csv.reader(io.StringIO(good.decode(), newline="")))
            one, other = (data.draw(st.integers(0, len(rows[0]) - 1)) for _ in range(2))
            for row in rows[1:]:
                row[one], row[other] = row[other], row[one]
            out = io.StringIO()
            csv.writer(out).writerows(rows)
            return out.getvalue().encode()
        case "cut":
            return good[:at]
        case "bytes":
            return good[:at] + data.draw(st.binary(min_size=1, max_size=4)) + good[at:]
        case "drop":
            return good[:at] + good[at + data.draw(st.integers(1, 30)) :]
        case _:
            return good[:at] + good[max(0, at - 20) :]


@given(data=st.data(), kind=st.sampled_from(MUTATIONS), layout=st.sampled_from(["ucdp", "acled", "hxl"]))
def test_whatever_happens_to_a_file_claims_and_rejects_are_its_rows(
    tmp_path_factory: TempPathFactory, data: st.DataObject, kind: str, layout: str
) -> None:
    """Or one clear line says that it is no such file."""
    content = changed(valid(layout), kind, data)
    path = put(tmp_path_factory.mktemp("changed"), content)
    try:
        reading = open_file(path)
    except Unrecognised as error:
        told = str(error)
    else:
        told = ""
    if told:
        assert "\n" not in told
        return
    with Conversion(reading, path.name, "2026-11-23") as conversion:
        rejects: list[object] = []
        conversion.read(rejects.append)
        told_again = len(conversion.repeats)
        assert conversion.claims + len(rejects) + told_again == conversion.rows
        assert conversion.rejects == len(rejects)
        text = io.StringIO(content.decode("utf-8", "surrogateescape"), newline="")
        rows = [row for row in csv.reader(text, delimiter=",") if row]
        tags = next((place for place, row in enumerate(rows) if is_tags(row)), 0)
        swallowed = conversion.rows - (len(rows) - tags - 1)
        # Below a quote that is never closed each line counts; without that they would be one cell.
        unclosed = content.count(b'"') % 2
        assert swallowed >= 0 if unclosed or kind == "quote" else swallowed == 0
        made = [made for group in conversion.groups for made in conversion.files(group)]
    assert sum(item.claims for item in made) == conversion.claims
    for item in made:
        native.loads(item.data)


def test_the_same_file_gives_the_same_briefings(tmp_path: Path) -> None:
    path = put(tmp_path, ged(*MONTHS))
    first, second = ([native.dumps(item) for item in briefings(path)] for _ in range(2))
    assert first == second
    assert orjson.loads(first[0])["claims"][0]["statement"].startswith("State-based violence: ")
    assert CLASH["side_b"] in first[0].decode()


def test_a_cell_without_an_end_is_a_reject(tmp_path: Path) -> None:
    path = put(tmp_path, ged({}) + b'7,"' + b"x" * 200_000)
    events, (reject,) = read(path)
    assert len(events) == 1
    assert (reject.line, reject.reason) == (3, "field larger than field limit (131072): is a quote missing?")


def test_the_last_month_there_is_ends(tmp_path: Path) -> None:
    found = briefings(
        put(tmp_path, ged({"date_start": "9999-12-30", "date_end": "9999-12-31", "date_prec": "3"}))
    )
    assert str(found[0].period.end) == "9999-12-31"


def test_it_is_told_how_far_it_is(tmp_path: Path) -> None:
    told: list[int] = []
    reading = open_file(put(tmp_path, ged(*[{}] * 1200)))
    with Conversion(reading, "events.csv", "2026-11-23") as conversion:
        conversion.read(lambda _reject: None, lambda rows: told.append(reading.position() and rows))
        (group,) = conversion.groups
        assert (conversion.countries, conversion.series(group), conversion.name(group)) == (
            [("SY", 1200)],
            "ucdp-sy",
            "ucdp-sy-2017-07",
        )
    assert told == [500, 1000]


def test_all_of_a_country_can_be_had_at_once(tmp_path: Path) -> None:
    """In the order of its months, with fronts but without a trend."""
    reading = open_file(put(tmp_path, ged(*reversed(MONTHS))))
    with Conversion(reading, "events.csv", "2026-11-23") as conversion:
        conversion.read(lambda _reject: None)
        assert conversion.countries == [("YE", 1), ("SY", 3)]
        assert [conversion.count(group) for group in conversion.of("SY")] == [2, 1]
        whole = conversion.whole("SY")
        assert (conversion.count(whole), conversion.name(whole)) == (3, "ucdp-sy-events")
        (made,) = conversion.files(whole)
    briefing = native.loads(made.data)
    assert [str(claim.when.start) for claim in briefing.claims] == ["2017-07-02", "2017-07-01", "2017-08-01"]
    assert [front.headline for front in briefing.fronts] == ["Hama: 3 combat events, 12 killed (9 to 18)"]


def test_a_land_without_known_provinces_has_none(tmp_path: Path) -> None:
    reading = open_file(put(tmp_path, ged({"country": "Antarctica", "adm_1": "Ross Island"})))
    with Conversion(reading, "events.csv", "2026-11-23") as conversion:
        conversion.read(lambda _reject: None)
        (made,) = conversion.files(conversion.groups[0])
    assert native.loads(made.data).zone == "UTC"
    assert [(name.written, name.nearest) for name in reading.provinces.unplaced()] == [("Ross Island", ())]


def test_what_is_derived_is_said_to_be_wherever_it_is_written(tmp_path: Path) -> None:
    (briefing,) = briefings(put(tmp_path, acled({}, {}, {"civilian_targeting": "Civilian targeting"})))
    view = View(ResolvedBriefing(briefing))
    for written in (markdown.write(view), plain.write(view)):
        assert written.count("; no analyst wrote it") == 2


OUTSIDE = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    [
        "\x1b[31mred",
        "a\u202eb",
        "x\x00y",
        "=1+1",
        "[b]",
        "  ",
        "\ufeff",
        "e\u0301\u0301\u0301\u0301\u0301\u0301",
        "\u200bx",
    ]
)


@given(
    st.lists(st.tuples(OUTSIDE, OUTSIDE, OUTSIDE), min_size=1, max_size=3),
    st.sampled_from(["acled", "ucdp", "hxl"]),
)
def test_what_is_made_is_what_the_validator_finds(
    tmp_path_factory: TempPathFactory, texts: list[tuple[str, str, str]], layout: str
) -> None:
    """Whatever stands in the cells: it is clean when it leaves the importer."""
    if layout == "acled":
        rows = [
            {"notes": a, "actor1": b, "location": c, "source": a, "admin1": b, "tags": c} for a, b, c in texts
        ]
        data = acled(*rows)
    elif layout == "ucdp":
        data = ged(
            *[
                {"dyad_name": a, "side_a": b, "source_original": c, "source_office": a, "adm_1": b}
                for a, b, c in texts
            ]
        )
    else:
        head = [
            {
                "c": "#country+code",
                "a": "#adm1+name",
                "n": "#description",
                "o": "#org",
                "i": "#inneed+f",
                "s": "#sector",
            }
        ]
        data = table(
            list("canois"),
            head + [{"c": "SYR", "a": a, "n": b, "o": c, "i": "5", "s": "Health"} for a, b, c in texts],
        )
    reading = open_file(put(tmp_path_factory.mktemp("made"), data))
    with Conversion(reading, "events.csv", "2026-11-23") as conversion:
        conversion.read(lambda _reject: None)
        for group in conversion.groups:
            (made,) = conversion.files(group)
            assert record(Briefing, conversion.values(group, 1_000_000)) == native.loads(made.data)


@given(st.dates(), st.sampled_from([Division.DAY, Division.WEEK, Division.MONTH]))
@example(date.min, Division.WEEK)
@example(date.max, Division.DAY)
@example(date.max, Division.WEEK)
@example(date.max, Division.MONTH)
def test_a_period_is_a_whole_day_week_or_month_whichever_of_its_days_is_asked_for(
    found: date, by: Division
) -> None:
    period = period_of(found.isoformat(), found.isoformat(), by)
    first, last = date.fromisoformat(period.start), date.fromisoformat(period.end)
    assert {period_of(each.isoformat(), each.isoformat(), by) for each in (first, last)} == {period}
    next_day = last + timedelta(days=1) if last < date.max else None
    match by:
        case Division.DAY:
            assert first == last
        case Division.WEEK:
            assert first.weekday() == 0
            assert next_day is None or next_day - first == timedelta(days=7)
        case _:
            assert first.day == 1
            assert next_day is None or (next_day.day, (last - first).days) < (2, 31)


@pytest.mark.parametrize(
    ("days", "span"), [(("01", "01"), "2017-07-01"), (("02", "01"), "2017-07-01 to 2017-07-02")]
)
def test_a_file_that_is_not_divided_is_titled_by_its_first_and_last_day(
    tmp_path: Path, days: tuple[str, str], span: str
) -> None:
    rows = [{"date_start": f"2017-07-{day}", "date_end": f"2017-07-{day}"} for day in days]
    (briefing,) = briefings(put(tmp_path, ged(*rows)), Division.FILE)
    assert briefing.title == f"Syria, {span}: 2 rows of UCDP GED"


def test_what_an_event_is_published_in_is_never_taken_for_the_file(tmp_path: Path) -> None:
    """Whatever its id: claims of other rows lead to the file all the same."""
    reading = open_file(put(tmp_path, ged({}, {})))
    named = ucdp.IMPORTER.name
    first, second = (found for found in reading.found if isinstance(found, Event))
    report = {"id": named, "title": "A report", "publisher": "A desk"}
    dataset = Dataset(ucdp.IMPORTER, "events.csv", "2026-11-23", ucdp.IMPORTER.publisher)
    group = Group("SY", period_of(first.first, first.last, Division.MONTH))
    made = assemble(dataset, group, [first._replace(document=report), second], None)
    titles = {document["id"]: document["title"] for document in made["documents"]}
    assert [[titles[name] for name in claim["documents"]] for claim in made["claims"]] == [
        ["A report"],
        ["events.csv"],
    ]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-12-05", "2024-12-05", "2024-12-05"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-02-01", "2024-02-28", "2024-02-01 to 2024-02-28"),
        ("2024-02-02", "2024-02-29", "2024-02-02 to 2024-02-29"),
        ("2024-01-01", "2025-12-31", "2024-01-01 to 2025-12-31"),
        ("2024-01-01", "2025-01-31", "2024-01-01 to 2025-01-31"),
    ],
)
def test_a_stretch_of_time_is_told_in_few_words_where_it_is_whole(first: str, last: str, words: str) -> None:
    assert span_words(first, last) == words
