"""`sitbrief search` and `sitbrief index`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from library.making import CLAIM, put
from library.test_index import library
from support.program import BRIEFINGS, sitbrief

STRINGS = json.loads(
    (Path(__file__).parents[1] / "data" / "naughty_strings" / "strings.json").read_text(encoding="utf-8")
)
HERE = ("--library", str(BRIEFINGS))


def test_words_are_found_in_all_editions_and_printed_a_line_each(tmp_path: Path) -> None:
    done = sitbrief("search", "drone", *HERE, home=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(lines) == 3
    assert '"drone" · 3 of 49 shown, in 2 of 2 editions.' in done.stderr


def test_json_is_an_object_a_line_the_newest_first(tmp_path: Path) -> None:
    done = sitbrief("search", "in:hama", "grade:C3", "--json", *HERE, home=tmp_path)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    timeline = [entry for entry in found if entry["pane"] == "timeline"]
    assert timeline
    assert [entry["day"] for entry in timeline] == sorted((entry["day"] for entry in timeline), reverse=True)
    assert all("Hama" in entry["provinces"] for entry in found)
    assert {Path(entry["file"]).parent for entry in found} == {BRIEFINGS}


def test_options_and_query_count_together(tmp_path: Path) -> None:
    both = sitbrief("search", "army", "--province", "Hama", *HERE, home=tmp_path)
    typed = sitbrief("search", "army in:Hama", *HERE, home=tmp_path)
    assert both.stdout == typed.stdout != ""


@pytest.mark.parametrize(
    ("words", "behind"),
    [
        (["-hama"], ["-hama"]),
        (["hama", "-aleppo"], ["hama", "-aleppo"]),
        (["-aleppo", "hama"], ["-aleppo", "hama"]),
        (["-hama", "--", "-drone"], ["-hama", "-drone"]),
        (["-h x"], ["-h x"]),
        (["--two minuses"], ["--two minuses"]),
        (["-hama=x"], ["-hama=x"]),
        (["-2"], ["-2"]),
    ],
)
def test_a_word_with_a_minus_is_of_the_query_wherever_options_stand(
    tmp_path: Path, words: list[str], behind: list[str]
) -> None:
    typed = sitbrief("search", *HERE, "--limit=4", "--json", "--", *behind, home=tmp_path)
    assert typed.returncode == 0
    for line in (
        [*words[:1], *HERE, "--json", "--limit", "4", *words[1:]],
        ["--json", *HERE, "--limit=4", *words],
    ):
        done = sitbrief("search", *line, home=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, typed.stdout, typed.stderr)


@pytest.mark.parametrize("words", [["-h"], ["--help"], ["-hama", "-h"], ["-hama", "--limit", "--help"]])
def test_help_is_help_among_words_with_a_minus(tmp_path: Path, words: list[str]) -> None:
    done = sitbrief("search", *words, home=tmp_path)
    assert (done.returncode, done.stdout.partition(" ")[0]) == (0, "usage:")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-json"], "Type --json, or for the word itself: sitbrief search -- -json"),
        (["hama", "-limit=5"], "Type --limit=5, or for the word itself: sitbrief search -- -limit=5"),
        (["-help"], "Type --help, or for the word itself: sitbrief search -- -help"),
        (["hama", "--jsno"], "unrecognized arguments: --jsno"),
        (["hama", "--js"], "unrecognized arguments: --js"),
        (["hama", "--by", "-hama"], "argument --by: expected one argument"),
        (["--json"], "required: QUERY"),
        (["--"], "required: QUERY"),
    ],
)
def test_what_may_be_a_slip_in_an_option_is_no_word(tmp_path: Path, words: list[str], told: str) -> None:
    done = sitbrief("search", *words, home=tmp_path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 2)
    assert told in done.stderr


def test_limit_takes_the_newest(tmp_path: Path) -> None:
    all_of_them = sitbrief("search", "hama", *HERE, home=tmp_path).stdout.splitlines()
    assert (
        sitbrief("search", "hama", "--limit", "2", *HERE, home=tmp_path).stdout.splitlines()
        == all_of_them[:2]
    )


@pytest.mark.parametrize("limit", ["1", "01", " 1 ", "١", "0" * 13 + "1"])
def test_the_least_limit_is_one(tmp_path: Path, limit: str) -> None:
    done = sitbrief("search", "hama", f"--limit={limit}", *HERE, home=tmp_path)
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("limit", ["9" * 5_000, "1000"])
def test_a_limit_beyond_what_there_is_limits_nothing(tmp_path: Path, limit: str) -> None:
    done = sitbrief("search", "drone", "--limit", limit, *HERE, home=tmp_path)
    assert len(done.stdout.splitlines()) == 3


@pytest.mark.parametrize("limit", ["0", "00", "-1", "1.5", "many", "", "1 000"])
def test_a_limit_that_is_none_is_said_with_what_is_possible(tmp_path: Path, limit: str) -> None:
    for words in (["--limit", limit], [f"--limit={limit}"]):
        done = sitbrief("search", "hama", *words, *HERE, home=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.splitlines() == [
            f"sitbrief: --limit: {limit!r} is no number of entries",
            "Give a whole number from 1 on, as in --limit 20.",
        ]


def test_what_is_asked_for_in_vain_is_said_with_the_nearest_names(tmp_path: Path) -> None:
    done = sitbrief("search", "hamma by:SOHRR zzzz", *HERE, home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    lines = done.stderr.splitlines()
    assert any(line.startswith('No source here is called "SOHRR". Did you mean SOHR') for line in lines)
    assert 'No entry has "hamma". Did you mean Hama?' in done.stderr
    assert lines[-1].startswith('No entry has "zzzz".')
    for command in (("show",), ("export", "--format", "csv")):
        done = sitbrief(*command, "2024-12-05-hama", "--by=XYZ", "--text=zzzz", *HERE, home=tmp_path)
        assert (done.returncode, bool(done.stdout)) == (0, True)
        assert 'No source here is called "XYZ".' in done.stderr
        assert 'No entry has "zzzz".' in done.stderr
    done = sitbrief("search", "drone by:SOHR", *HERE, home=tmp_path)
    assert "No " not in done.stderr


def test_a_province_is_one_of_the_countries_of_the_library(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    rioja = {**CLAIM, "where": [{"as_written": "La Rioja", "provinces": ["AR-F"]}]}
    put(folder, "ar.json", "ar", series="ar", country="AR", claims=[rioja])
    put(folder, "sy.json", "sy", series="sy")
    here = ("--library", str(folder))
    for words in (['in:"La Rioja"'], ["road", "--province", "La Rioja"], ["in:AR-F"]):
        done = sitbrief("search", *words, *here, home=tmp_path)
        assert (done.returncode, done.stdout.count("[ar/t1]"), len(done.stdout.splitlines())) == (0, 1, 1)
    counted = sitbrief("list", str(folder), "--province", "La Rioja", home=tmp_path).stdout
    assert [line.split()[4:7] for line in counted.splitlines()[1:]] == [["1", "of", "1"], ["0", "of", "1"]]
    shown = sitbrief("show", "ar", "--province", "La Rioja", *here, home=tmp_path)
    assert "Shown: 1 of 1 entry" in shown.stdout
    for words in (["search", 'in:"Kharkiv"'], ["search", "x", "--province=Kharkiv"]):
        done = sitbrief(*words, *here, home=tmp_path)
        assert done.returncode == 2
        assert 'no province of Argentina or Syria is called "Kharkiv"' in done.stderr
    done = sitbrief("export", "ar", "--province=Kharkiv", *here, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert 'no province of Argentina is called "Kharkiv"' in done.stderr


def test_nothing_found_is_no_error(tmp_path: Path) -> None:
    done = sitbrief("search", "zebra", *HERE, home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "0 of 49 shown" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["colour:red"], "QUERY: there is no field colour:"),
        (["grade:Z"], "QUERY: "),
        ([""], "the query is empty"),
    ],
)
def test_wrong_usage_is_explained(tmp_path: Path, words: list[str], told: str) -> None:
    done = sitbrief("search", *words, *HERE, home=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_each_naughty_string_is_answered_or_explained(tmp_path: Path) -> None:
    """In one process: each of them as a query of the index."""
    from sitbrief.briefing.filter_text import NotUnderstood
    from sitbrief.briefing.query import parse
    from sitbrief.library.index.index_builder import build
    from sitbrief.library.index.open_index import open_snapshot
    from sitbrief.library.index.view import LibraryView

    build(tmp_path / "index", sorted(BRIEFINGS.glob("*.json")))
    snapshot = open_snapshot(tmp_path / "index")
    assert snapshot is not None
    answered = 0
    for text in STRINGS:
        try:
            filters = parse(text)
        except NotUnderstood:
            continue
        view = LibraryView(snapshot, filters)
        view.advance(float("inf"))
        assert not snapshot.damaged, text
        assert 0 <= view.entries_shown <= 49
        answered += 1
    assert answered > 300


def test_an_index_is_brought_up_to_date_and_said_to_be(tmp_path: Path) -> None:
    files = library(tmp_path / "library", 2, 10)
    done = sitbrief("index", str(tmp_path / "library"), home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Index: 28 entries of 2 editions" in done.stderr
    files[0].write_text("{}", encoding="utf-8")
    done = sitbrief("index", str(tmp_path / "library"), home=tmp_path)
    assert f"{files[0]}:1:1: error" in done.stderr
    assert "of 1 edition," in done.stderr


def test_a_shared_index_is_read_by_who_cannot_write_it(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    library(folder, 2, 10)
    assert sitbrief("index", "--shared", str(folder), home=tmp_path).returncode == 0
    assert (folder / ".sitbrief-index" / "manifest").exists()
    (tmp_path / "other").mkdir()
    done = sitbrief("search", "drone", "--library", str(folder), home=tmp_path / "other")
    assert done.returncode == 0
    assert not (tmp_path / "other" / ".cache" / "sitbrief" / "index").exists()


def test_what_cannot_be_read_is_told_with_its_exit_code(tmp_path: Path) -> None:
    done = sitbrief("search", "x", "--library", str(tmp_path / "none"), home=tmp_path)
    assert done.returncode == 3
    assert "No such file" in done.stderr


def test_without_a_place_for_it_the_index_is_made_for_once(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("in the way", encoding="utf-8")
    done = sitbrief("search", "drone", *HERE, home=tmp_path)
    assert done.returncode == 0
    assert "cannot be used: it cannot be written" in done.stderr
    assert len(done.stdout.splitlines()) == 3
