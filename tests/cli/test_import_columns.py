"""Strings that would be more than text, in every column of the datasets that are imported.

By default some of them are imported; with SITBRIEF_STRINGS=all each stands in every column of text.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson
import pytest

from cli.test_every_string import ALL, STRINGS, acting, letters
from formats.tables import ACLED_31, BATTLE, CLASH, GED_ORDER, table
from formats.test_csv import computed
from fuzz.holds import cleaned, texts
from sitbrief.formats.csv_text import unguarded
from sitbrief.formats.missing import is_missing
from sitbrief.formats.native import loads
from sitbrief.formats.rejects import HEAD
from sitbrief.text import clean_line, clean_prose
from support.inside import run_inside
from support.tried import tried

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitbrief.briefing import Briefing

BLANKS: Final = ("\x1c\x1f", "\x85", "\u2028", "\u2029", "\x0b\x0c", "\t", "\u3000", "\u00a0\n")
"""What Python counts among blanks, and takes off a number or a day. Some of it acts."""


class Dataset(NamedTuple):
    """A table of others.

    Attributes:
        row: What a row says, with the columns in their order.
        told: Columns of text that a claim tells, to the letter.
        names: Those of them in which semicolons part names of sources, with quotation marks around some.
        number: The column by which a row is known; empty where it is told by its place.
        tags: The row of tags; none where the columns are known by their names.
        headed: Columns of which the heading is told beside the text.
    """

    row: Mapping[str, str]
    told: tuple[str, ...]
    names: tuple[str, ...] = ()
    number: str = ""
    tags: Mapping[str, str] = {}
    headed: tuple[str, ...] = ()


TAGS: Final = {
    "Day": "#date",
    "Number": "#id",
    "Country": "#country+code",
    "Province": "#adm1+name",
    "District": "#adm2+name",
    "Place": "#loc+name",
    "Sector": "#sector+name",
    "Women": "#affected+f",
    "Organisation": "#org+name",
    "What": "#description",
    "Cause": "#cause",
    "Group": "#group",
    "Source": "#meta+source",
    "Warning": "#meta+warning",
}
PLACE_AND_TIME: Final = {
    "location_code": "SYR",
    "admin1_name": "Hama",
    "admin2_name": "Suran",
    "provider_admin1_name": "",
    "lat": "35.1",
    "lon": "36.7",
    "reference_period_start": "2024-12-01",
    "reference_period_end": "2024-12-31",
    "warning": "Careful",
    "error": "",
}
DATASETS: Final = {
    "acled": Dataset(
        {name: BATTLE.get(name, "") for name in ACLED_31},
        (
            *("event_type", "sub_event_type", "actor1", "assoc_actor_1", "actor2", "assoc_actor_2"),
            *("civilian_targeting", "admin1", "admin2", "admin3", "location", "source", "source_scale"),
            *("notes", "tags"),
        ),
        ("source",),
        "event_id_cnty",
    ),
    "ucdp": Dataset(
        {name: CLASH.get(name, "") for name in GED_ORDER},
        (
            *("dyad_name", "side_a", "side_b", "source_article", "source_office", "source_original"),
            *("where_coordinates", "where_description", "adm_1", "adm_2"),
        ),
        ("source_office", "source_original"),
        "id",
    ),
    "hxl": Dataset(
        dict(zip(TAGS, ["2024-12-05", "1", "SYR", "Hama", *["x"] * 3, "7", *["x"] * 6], strict=True)),
        (
            *("Province", "District", "Place", "Sector", "Organisation", "What", "Cause", "Group", "Source"),
            "Warning",
        ),
        number="Number",
        tags=TAGS,
        headed=("Organisation", "Group"),
    ),
    "people of HDX": Dataset(
        PLACE_AND_TIME | {"population_group": "x", "age_range": "0-4", "gender": "f", "population": "12"},
        ("admin1_name", "admin2_name", "population_group", "age_range", "warning"),
    ),
    "needs of HDX": Dataset(
        PLACE_AND_TIME
        | dict.fromkeys(("sector_name", "category", "population_status"), "x")
        | {"population": "3"},
        ("admin1_name", "admin2_name", "sector_name", "category", "warning"),
    ),
    "presence of HDX": Dataset(
        PLACE_AND_TIME
        | {"org_name": "Valley Relief", "org_acronym": "", "sector_name": "x", "sector_code": "HEA"},
        ("admin1_name", "admin2_name", "org_name", "warning"),
    ),
    "prices of HDX": Dataset(
        PLACE_AND_TIME
        | {"market_name": "x", "commodity_name": "x", "unit": "KG", "currency_code": "SYP", "price": "9.5"},
        ("admin1_name", "admin2_name", "market_name", "commodity_name", "unit", "currency_code", "warning"),
    ),
}


def rows(dataset: Dataset) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Rows with another string in each column of text, and these strings by their columns."""
    told = dataset.told
    starts = range(len(STRINGS)) if ALL else range(0, len(STRINGS), 23)
    for number, start in enumerate(starts, 1):
        # By a step that is a stranger to their number, no two columns have the same strings beside each other.
        words = {name: STRINGS[(start + 211 * place) % len(STRINGS)] for place, name in enumerate(told)}
        key = {dataset.number: str(100_000 + number)} if dataset.number else {}
        yield {**dataset.row, **key, **words}, words


def files(dataset: Dataset, most: int = 400) -> Iterator[tuple[bytes, list[dict[str, str]], dict[str, str]]]:
    """Files of so many rows, with the strings in each row and what stands above the columns."""
    every = iter(rows(dataset))
    number = 0
    while some := list(islice(every, most)):
        heads = {
            name: STRINGS[(number * 7 + 5) % len(STRINGS)]
            for number, name in enumerate(dataset.headed, number)
        }
        number += len(heads)
        # The first cell is plain: with a bracket there it would be JSON.
        named = {name: heads.get(name, name) for name in dataset.row}
        above = [dict(dataset.tags)] if dataset.tags else []
        data = table(list(dataset.row), chain([named], above, (row for row, _ in some)))
        yield data.partition(b"\r\n")[2], [words for _, words in some], heads


def imported(
    folder: Path, data: bytes, name: str = "events.csv"
) -> tuple[list[Briefing], list[list[str]], str]:
    """What is made of a file: the briefings, the rejected rows without guards, and all that was printed and written."""
    folder.mkdir()
    (folder / name).write_bytes(data)
    done = run_inside(["import", name, "-o", "made"], folder)
    assert not done.report, done.report[-3_000:]
    assert done.code in {0, 1}, done.err
    printed = [done.out.decode(), done.err.decode()]
    found: list[Briefing] = []
    rejects: list[list[str]] = []
    for path in sorted((folder / "made").iterdir()):
        text = path.read_bytes().decode()
        if path.suffix == ".json":
            printed.append(text)
            found.append(loads(text.encode()))
            cleaned(found[-1])
            shown = run_inside(["show", f"made/{path.name}"], folder)
            assert (shown.code, shown.report) == (0, "")
            printed += [shown.out.decode(), shown.err.decode()]
        else:
            printed.append(text.replace("\r\n", "\n"))
            assert list(computed(text)) == []
            read = csv.reader(io.StringIO(text, newline=""), strict=True)
            rejects += [[unguarded(cell) for cell in row] for row in read][1:]
    assert (done.code == 1) == bool(rejects)
    return found, rejects, "\n".join(printed)


def claims(found: list[Briefing]) -> dict[int, tuple[str, str]]:
    """All texts of each claim, and of its line in the timeline, by the number in its id; and the names of its sources."""
    told = {}
    for briefing in found:
        lines = {entry.claims[0]: entry.headline for entry in briefing.timeline}
        named = {source.id: source.name for source in briefing.sources}
        for claim in briefing.claims:
            names = "\n".join(named.get(name, "") for name in claim.speakers)
            number = int(re.findall(r"\d+", claim.id)[-1])
            said = [*(text for _, text in texts(claim)), lines.get(claim.id, "")]
            told[number] = letters("\n".join(said)), letters(names)
    return told


def is_told(word: str, claim: tuple[str, str], *, names: bool) -> bool:
    """Whether a text is there to the letter; of names that differ in case alone the first stands for all."""
    said, sources = claim
    plain = clean_line(word.strip())  # what parts lines is no part of a cell where it stands at its edges
    if names:
        parts = (letters(clean_line(clean_line(part).strip("\"' "))) for part in re.split("[;,]", word))
        return all(part.lower() in sources.lower() for part in parts)
    # Before the full stop that closes a note there is none of the text's own.
    return letters(plain).rstrip(".") in said or letters(plain).lower() in sources.lower()


@pytest.mark.parametrize("kind", DATASETS)
def test_every_text_of_a_table_is_told_and_nothing_acts(tmp_path: Path, kind: str) -> None:
    """Held: every row is a claim, each of its texts is in it to the letter, and no sign acts in what is printed and written."""
    dataset = DATASETS[kind]
    count = 0
    failed: list[tuple[str, str]] = []
    for number, (data, every, heads) in enumerate(files(dataset)):
        found, rejects, printed = imported(tmp_path / str(number), data)
        told = claims(found)
        assert (rejects, len(told)) == ([], len(every))
        failed += [("printed or written", sign) for sign in acting(printed)]
        for claim, words in zip((told[key] for key in sorted(told)), every, strict=True):
            expected = chain(words.items(), heads.items())
            failed += [
                (name, word)
                for name, word in expected
                if not is_missing(word)
                if not is_told(word, claim, names=name in dataset.names)
            ]
        count += len(every) * len(dataset.told)
    tried("texts in the columns of datasets", count, len(failed))
    assert failed == []


@pytest.mark.parametrize("kind", DATASETS)
def test_what_is_no_number_and_no_day_is_rejected_or_read_and_nothing_acts(tmp_path: Path, kind: str) -> None:
    """Held: a row becomes a claim, or stands whole among those that are rejected, guarded and clean."""
    dataset = DATASETS[kind]
    others = [name for name in dataset.row if name not in dataset.told]
    strings = STRINGS if ALL else STRINGS[:: len(STRINGS) // 40]
    changes = [{name: word} for name in others for word in strings]
    changes += [
        {name: f"{blank}{dataset.row[name]}{blank}"}
        for name in others
        for blank in BLANKS
        if dataset.row[name]
    ]
    above = [dict(dataset.tags)] if dataset.tags else []
    numbers = [{dataset.number: str(100_000 + n)} if dataset.number else {} for n in range(len(changes))]
    every = [{**dataset.row, **number, **change} for number, change in zip(numbers, changes, strict=True)]
    data = table(list(dataset.row), chain(above, every))
    found, rejects, printed = imported(tmp_path / "a", data)
    failed = list(acting(printed))
    made = sum(len(briefing.claims) for briefing in found)
    tried("texts in the columns of datasets", len(changes), len(failed))
    assert failed == []
    again = re.search(
        r" \+ (\d+) rows? of the same events", printed
    )  # those that differ in blanks around an id
    assert made + len(rejects) + (int(again[1]) if again else 0) == len(changes)
    assert made > 0
    assert len(rejects) > 0
    wanted = {tuple(clean_prose(cell) for cell in row.values()) for row in every}
    assert {tuple(row[len(HEAD) :]) for row in rejects} <= wanted


def reports() -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Reports of ReliefWeb with another string in each text, and those of these that are told."""
    starts = range(len(STRINGS)) if ALL else range(0, len(STRINGS), 23)
    for number, start in enumerate(starts, 1):
        title, status, glide, summary, body, first, second, country, *rest = (
            STRINGS[(start + 211 * place) % len(STRINGS)] for place in range(12)
        )
        fields = {
            "title": title,
            "status": status,
            "glide": glide,
            "headline": {"title": rest[0], "summary": summary},
            "body": body,
            "source": [{"name": first}, {"name": second, "shortname": rest[1]}],
            "primary_country": {"iso3": "syr", "name": country},
            "theme": [{"name": "Health"}, {"name": rest[2]}],
            "url": f"https://example.org/{rest[3]}",
            "date": {"original": "2024-12-05T00:00:00+00:00"},
        }
        told = [title, status, glide, summary, body, first, second, country]
        yield {"id": str(100_000 + number), "fields": fields}, told


def test_every_text_of_a_report_is_told_and_nothing_acts(tmp_path: Path) -> None:
    """Held: of ReliefWeb's answers too, which are JSON."""
    every = list(reports())
    data = orjson.dumps({"data": [record for record, _ in every]})
    found, rejects, printed = imported(tmp_path / "a", data, "reports.json")
    told = claims(found)
    assert (rejects, len(told)) == ([], len(every))
    failed = [("printed or written", sign) for sign in acting(printed)]
    for key, (_, words) in zip(sorted(told), every, strict=True):
        failed += [("a report", word) for word in words if not is_told(word, told[key], names=False)]
    tried("texts in the columns of datasets", sum(len(words) for _, words in every), len(failed))
    assert failed == []


def test_texts_where_a_report_has_none_are_rejected_and_nothing_acts(tmp_path: Path) -> None:
    record, _ = next(reports())
    strings = STRINGS if ALL else STRINGS[:: len(STRINGS) // 40]
    changes: list[dict[str, Any]] = [
        change
        for word in strings
        for change in (
            {"date": {"original": word}},
            {"primary_country": {"name": word}},
            {"url": word},
            {"body-html": f"<p>{word}</p>"},
        )
    ]
    data = orjson.dumps(
        {"data": [{"id": word, "fields": record["fields"] | {"title": word}} for word in strings]}
    )
    found, rejects, printed = imported(tmp_path / "a", data, "a.json")
    assert (len(rejects), sum(len(briefing.claims) for briefing in found)) == (0, len(strings))
    assert acting(printed) == ""
    data = orjson.dumps({"data": [{"fields": record["fields"] | change} for change in changes]})
    found, rejects, printed = imported(tmp_path / "b", data, "b.json")
    assert len(rejects) + sum(len(briefing.claims) for briefing in found) == len(changes)
    tried("texts in the columns of datasets", len(changes) + len(strings), len(acting(printed)))
    assert acting(printed) == ""
    assert len(rejects) > len(strings)
