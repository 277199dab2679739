"""`sitbrief import` says what it read, what it made and what it could not read, and leaves no half work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formats.tables import acled, ged, put
from sitbrief.formats import native
from support import program
from support.program import environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal


def sitbrief(*words: str, home: Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command that ends so."""
    done = program.sitbrief(*words, home=home)
    assert done.returncode == status, done.stderr
    return done


def test_it_writes_briefings_and_says_the_three_numbers(tmp_path: Path) -> None:
    path = put(tmp_path, ged({}, {"date_start": "2017-08-01", "date_end": "2017-08-01"}, {"best": "x"}))
    done = sitbrief("import", str(path), "-o", str(tmp_path / "out"), home=tmp_path, status=1)
    assert done.stdout.splitlines() == [
        str(tmp_path / "out" / "ucdp-sy-2017-07.json"),
        str(tmp_path / "out" / "ucdp-sy-2017-08.json"),
    ]
    assert "events.csv: 3 rows read = 2 claims + 1 reject; 2 briefings of UCDP GED" in done.stderr
    assert "1 rejected: best: … is no number" in done.stderr
    rejected = tmp_path / "out" / "events.csv.rejects.csv"
    assert rejected.read_text(encoding="utf-8").splitlines()[1].startswith("4,35,best,'x' is no number,")
    assert str(rejected) in done.stderr
    shown = sitbrief("show", str(tmp_path / "out" / "ucdp-sy-2017-07.json"), home=tmp_path).stdout
    assert "Syria, 2017-07: 1 row of UCDP GED" in shown
    checked = sitbrief("check", str(tmp_path / "out"), home=tmp_path)
    assert "2 files: no problems" in checked.stderr


def test_what_is_there_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path, out = put(tmp_path, acled({})), tmp_path / "out"
    words = ("import", str(path), "-o", str(out))
    sitbrief(*words, home=tmp_path)
    before = (out / "acled-sy-2024-12.json").read_bytes()
    again = sitbrief(*words, home=tmp_path, status=3)
    assert "exists already, with the rows of an earlier file; --by file keeps them apart" in again.stderr
    assert "--force overwrites it" in again.stderr
    put(tmp_path, acled({"notes": "Something else."}))
    sitbrief(*words, "--force", home=tmp_path)
    assert (out / "acled-sy-2024-12.json").read_bytes() != before


def test_strict_writes_nothing_where_a_row_cannot_be_read(tmp_path: Path) -> None:
    path, out = put(tmp_path, acled({}, {"fatalities": "many"})), tmp_path / "out"
    done = sitbrief("import", str(path), "-o", str(out), "--strict", home=tmp_path, status=1)
    assert f"{path}:3:29: fatalities: 'many' is no number" in done.stderr
    assert "Nothing is written" in done.stderr
    assert done.stdout == ""
    assert list(out.iterdir()) == []


def test_one_briefing_goes_into_a_file_and_several_do_not(tmp_path: Path) -> None:
    path, target = put(tmp_path, acled({})), tmp_path / "one.json"
    sitbrief("import", str(path), "-o", str(target), "--tlp", "TLP:RED", home=tmp_path)
    assert json.loads(target.read_bytes())["tlp"] == "TLP:RED"
    put(tmp_path, acled({}, {"country": "Iraq", "iso": "368"}))
    done = sitbrief("import", str(path), "-o", str(target), "--force", home=tmp_path, status=2)
    assert "2 briefings do not go into one file" in done.stderr


def test_names_without_a_province_are_listed_with_the_nearest(tmp_path: Path) -> None:
    path = put(tmp_path, acled({"admin1": "Hammma"}, {"admin1": "Dimashq"}, {"admin1": "Qwxyz"}))
    done = sitbrief("import", str(path), "-o", str(tmp_path / "out"), home=tmp_path)
    assert "No province for 'Hammma', SY, 1 row; nearest: Hama (SY-HM)" in done.stderr
    assert (
        "No province for 'Dimashq', SY, 1 row; several go by it: Damascus (SY-DI), Rural Damascus (SY-RD)"
        in done.stderr
    )
    assert "No province for 'Qwxyz', SY, 1 row; none is like it" in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["--country", "Atlantis"], 2, "no country"),
        (["--encoding", "utf-9"], 1, "no encoding"),
        (["--from", "hxl"], 1, "is no ACLED"),
        (["--by", "decade"], 2, "--by"),
    ],
)
def test_wrong_words_are_told(tmp_path: Path, words: list[str], status: int, told: str) -> None:
    path = put(tmp_path, acled({}))
    done = sitbrief("import", str(path), "-o", str(tmp_path / "out"), *words, home=tmp_path, status=status)
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_none_is_told_in_a_line(tmp_path: Path) -> None:
    done = sitbrief("import", str(tmp_path / "none.csv"), "-o", str(tmp_path), home=tmp_path, status=3)
    assert "No such file" in done.stderr
    path = put(tmp_path, b"a,b\n1,2\n")
    done = sitbrief("import", str(path), "-o", str(tmp_path / "out"), home=tmp_path, status=1)
    assert "is no ACLED, UCDP, " in done.stderr


def test_an_import_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, ged(*[{}, {"best": "x"}] * 30_000))
    out = tmp_path / "out"
    words = [sys.executable, "-m", "sitbrief", "import", str(path), "-o", str(out)]
    env = {**environment(tmp_path), "TMPDIR": str(tmp_path)}
    process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not out.exists():  # then the rows are read
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in told
    assert list(out.iterdir()) == []
    assert list(tmp_path.glob("sitbrief-*")) == []


def test_an_import_that_is_cancelled_while_it_writes_leaves_whole_briefings(tmp_path: Path) -> None:
    days = [f"20{year:02}-{month:02}-01" for year in range(25) for month in range(1, 13)]
    path = put(tmp_path, ged(*[{"date_start": day, "date_end": day} for day in days for _ in range(40)]))
    out = tmp_path / "out"
    words = [sys.executable, "-m", "sitbrief", "import", str(path), "-o", str(out)]
    process = subprocess.Popen(
        words, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in told
    written = list(out.iterdir())
    assert 0 < len(written) < len(days)
    assert all(
        file.suffix == ".json" and len(json.loads(file.read_bytes())["claims"]) == 40 for file in written
    )


@pytest.mark.parametrize("read", [0, 2])
def test_who_stops_reading_the_names_does_not_stop_the_import(tmp_path: Path, read: int) -> None:
    """Many are written by two processes; the briefings are the data, not the list of their names."""
    days = [f"20{year:02}-{month:02}-01" for year in range(25) for month in range(1, 13)]
    rows = [{"date_start": day, "date_end": day} for day in days]
    path, out = put(tmp_path, ged(*rows, {"best": "x"})), tmp_path / "out"
    words = [sys.executable, "-m", "sitbrief", "import", str(path), "--by", "month", "-o", str(out)]
    with subprocess.Popen(
        words, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        names = [process.stdout.readline() for _ in range(read)]
        process.stdout.close()
        assert process.stderr is not None
        told = process.stderr.read().decode()
    assert process.returncode == 1
    assert f"301 rows read = 300 claims + 1 reject; {len(days)} briefings of UCDP GED" in told
    assert "Traceback" not in told
    assert sorted(file.name for file in out.iterdir()) == [
        "events.csv.rejects.csv",
        *(f"ucdp-sy-{day[:7]}.json" for day in days),
    ]
    assert [name.decode().strip() for name in names] == [
        str(out / f"ucdp-sy-{day[:7]}.json") for day in days[:read]
    ]


@pytest.mark.parametrize("closing", [">&-", "| exec true"])
@pytest.mark.parametrize("target", ["out", "out/one.json"])
def test_an_import_whose_names_nobody_can_read_goes_on(tmp_path: Path, closing: str, target: str) -> None:
    first, second = (put(tmp_path, acled({}), name) for name in ("a.csv", "b.csv"))
    words = f"{sys.executable} -m sitbrief import {first} {second} -fo {target}"
    done = subprocess.run(
        ["sh", "-c", f"{{ {words}; echo left $? >&2; }} {closing}"],
        env=environment(tmp_path),
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if not line.startswith("Columns left out")]
    assert [line.partition(":")[0] for line in told] == ["a.csv and b.csv", "left 0"]
    assert len([*tmp_path.glob("out/*.json")]) == 1


@pytest.mark.parametrize("year", ["2000", "2024"])
def test_a_briefing_that_cannot_be_written_ends_the_import_whoever_writes_it(
    tmp_path: Path, year: str
) -> None:
    """Many are written by two processes: the first half by one, the second by the other."""
    days = [f"20{number:02}-{month:02}-01" for number in range(25) for month in range(1, 13)]
    path = put(tmp_path, ged(*[{"date_start": day, "date_end": day} for day in days]))
    blocked = tmp_path / "out" / f"ucdp-sy-{year}-06.json"
    blocked.mkdir(parents=True)
    words = ("import", str(path), "--by", "month", "-o", str(tmp_path / "out"), "--force")
    done = sitbrief(*words, home=tmp_path, status=3)
    assert f"{blocked}: is a folder" in done.stderr
    blocked.rmdir()
    done = sitbrief(*words, home=tmp_path)
    assert done.stdout.splitlines() == [str(tmp_path / "out" / f"ucdp-sy-{day[:7]}.json") for day in days]
    assert sorted(tmp_path.glob("out/*")) == [*map(Path, done.stdout.splitlines())]


def test_what_is_there_is_kept_beside_the_rejects_of_another_import(tmp_path: Path) -> None:
    """They may have been corrected by hand; which file they are in is told."""
    path, out = put(tmp_path, ged({"best": "x"})), tmp_path / "out"
    words = ("import", str(path), "-o", str(out))
    for name in ("events.csv.rejects.csv", "events.csv.rejects-2.csv"):
        done = sitbrief(*words, home=tmp_path, status=1)
        assert f"Rejected rows: {out / name}" in done.stderr
        assert "the first in line 2" in done.stderr
        (out / name).write_text("mine")
    sitbrief(*words, "--force", home=tmp_path, status=1)
    assert (out / "events.csv.rejects-2.csv").read_text() == "mine"
    assert (out / "events.csv.rejects.csv").read_text() != "mine"


@pytest.mark.parametrize("target", ["out/", "out.json/", "new/out"])
def test_a_folder_is_made_where_one_is_named(tmp_path: Path, target: str) -> None:
    sitbrief("import", str(put(tmp_path, acled({}))), "-o", str(tmp_path) + "/" + target, home=tmp_path)
    assert [path.name for path in (tmp_path / target).iterdir()] == ["acled-sy-2024-12.json"]
    assert (tmp_path / target / "acled-sy-2024-12.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("target", "status"),
    [
        *[(name, 3) for name in ("link", "link/x.json", "dangling", "one.json", "fifo", "fifo.json")],
        *[(name, 2) for name in ("/dev/stdout", "-", "", "/dev/null")],
        *[(name, 3) for name in ("/dev/full", "file.json/")],
    ],
)
def test_no_place_for_briefings_is_told_in_a_line(tmp_path: Path, target: str, status: int) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "one.json").symlink_to("nowhere")
    (tmp_path / "file.json").touch()
    os.mkfifo(tmp_path / "fifo")
    os.mkfifo(tmp_path / "fifo.json")
    path = put(tmp_path, acled({}))
    before = sorted(path.name for path in tmp_path.iterdir())
    words = ("import", str(path), "--force", "-o", target)
    done = sitbrief(*words, home=tmp_path, status=status)
    assert done.stderr.count("\n") == (1 if status == 3 else 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert list((tmp_path / "real").iterdir()) == []


BROKEN = """
import os, sys
from sitbrief.cli import parallel_write
from sitbrief.cli.main import main
from sitbrief.formats.conversion import Conversion
if os.environ.get("ONE"):
    parallel_write.processors = lambda: 1
real = Conversion.files
def made(self, group, *rest):
    for each in real(self, group, *rest):
        yield each._replace(data=each.data.replace(b'"precision"', b'"precison"')) if "2010-06" in each.id else each
Conversion.files = made
raise SystemExit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("one", ["", "1"])
@pytest.mark.parametrize("single", [True, False])
def test_a_briefing_that_would_not_open_is_not_written_and_a_mistake_of_ours(
    tmp_path: Path, one: str, *, single: bool
) -> None:
    """Whatever an import writes is opened by the program's own loader before it has its name."""
    days = ["2010-06-01"] if single else [f"2010-{month:02}-01" for month in range(1, 13)]
    path = put(tmp_path, ged(*[{"date_start": day, "date_end": day} for day in days]))
    target = "one.json" if single else "out"
    done = subprocess.run(
        [sys.executable, "-c", BROKEN, "import", str(path), "-o", target],
        env=environment(tmp_path, ONE=one),
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 70
    assert done.stderr.startswith("sitbrief: a mistake of its own: Unsound")
    (report,) = (tmp_path / ".local" / "state" / "sitbrief").glob("crash-*.txt")
    assert "ucdp-sy-2010-06" in report.read_text() or single
    assert not (tmp_path / "one.json").exists()
    assert not (tmp_path / "out" / "ucdp-sy-2010-06.json").exists()
    assert len([*tmp_path.glob("out/*.json")]) == (0 if single else 5)


def test_a_place_in_capitals_does_not_cost_the_month(tmp_path: Path) -> None:
    """The file was written and said to be well; then it could not be opened."""
    away = {"event_type": "Violence against civilians", "sub_event_type": "Attack", "fatalities": "3"}
    path = put(tmp_path, acled(*[away | {"admin1": name} for name in ("Old Town", "OLD TOWN")]))
    sitbrief("import", str(path), "-o", "out", home=tmp_path)
    shown = sitbrief("show", "out/acled-sy-2024-12.json", home=tmp_path).stdout
    assert "2 events against civilians, 6 reported killed" in shown


@pytest.mark.pty
def test_a_long_import_shows_how_far_it_is(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    path = put(tmp_path, ged(*[{}] * 150_000))
    words = [sys.executable, "-m", "sitbrief", "import", str(path), "-o", str(tmp_path / "out")]
    screen = terminal(argv=words, cols=120)
    screen.wait_for("rows/s  ctrl+c cancels")
    assert screen.wait_exit(60) == 0
    assert "150,000 rows read = 150,000 claims + 0 rejects" in screen.grid()


@pytest.mark.pty
def test_where_nothing_else_shows_it_writing_shows_how_far_it_is(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    days = [
        f"20{year:02}-{month:02}-{day:02}"
        for year in range(25)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    path = put(tmp_path, ged(*[{"date_start": day, "date_end": day} for day in days]))
    importing = (
        f"trap : INT; {sys.executable} -m sitbrief import {path} --yes --by day -o out > names; echo left $?"
    )
    screen = terminal(argv=["sh", "-c", importing], cols=120)
    screen.wait_for("of 8,400  ctrl+c cancels", 60)
    screen.send("ctrl+c").wait_for("left 130")


def daily(folder: Path, events: int, *, days: int = 1) -> Path:
    """An event every so many days."""
    dates = [str(date(2024, 1, 1) + timedelta(days=days * at)) for at in range(events)]
    return put(
        folder, acled(*({"event_id_cnty": f"X{at}", "event_date": day} for at, day in enumerate(dates)))
    )


def test_more_than_a_hundred_briefings_are_announced_and_written_where_nobody_can_be_asked(
    tmp_path: Path,
) -> None:
    path, out = daily(tmp_path, 101), tmp_path / "out"
    done = sitbrief("import", str(path), "--by", "day", "-o", str(out), home=tmp_path)
    first = done.stderr.splitlines()[0]
    assert first == f"events.csv makes 101 briefings in {out}; --by year or --by file makes fewer."
    assert len(done.stdout.splitlines()) == len([*out.iterdir()]) == 101
    done = sitbrief("import", str(daily(tmp_path, 100)), "--by", "day", "-o", str(out), "-f", home=tmp_path)
    assert "makes" not in done.stderr


def test_what_is_joined_is_said_with_the_way_to_months(tmp_path: Path) -> None:
    done = sitbrief("import", str(daily(tmp_path, 200, days=3)), "-o", str(tmp_path / "out"), home=tmp_path)
    assert [Path(line).name for line in done.stdout.splitlines()] == [
        "acled-sy-2024.json",
        "acled-sy-2025.json",
    ]
    assert "Few rows a month: by year or country. --by month makes 20 briefings." in done.stderr


@pytest.mark.parametrize(
    ("typed", "more", "written"),
    [("y\r", (), 101), ("n\r", (), 0), ("\r", (), 0), ("", ("--yes",), 101)],
)
def test_at_a_terminal_it_asks_first(
    terminal: Callable[..., Terminal], tmp_path: Path, typed: str, more: tuple[str, ...], written: int
) -> None:
    out, status = tmp_path / "out", 0 if written else 130
    screen = terminal("import", str(daily(tmp_path, 101)), "--by", "day", "-o", str(out), *more)
    screen.wait_for("makes 101 briefings")
    if typed:
        screen.wait_for("Write them? [y/N]").send(typed)
    assert screen.wait_exit(30) == status
    assert len([*out.glob("*.json")]) == written
    if not written:
        assert "Nothing is written." in screen.grid()


def sitbrief_in(folder: Path, *words: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """The same with names of files and folders in a folder."""
    names = [
        str(folder / word) if word.endswith(".csv") or words[place - 1] == "-o" else word
        for place, word in enumerate(words)
    ]
    return sitbrief(*names, home=folder, status=status)


def test_an_event_in_two_files_is_one_event(tmp_path: Path) -> None:
    """In whichever order, and in one file the same; --by file keeps them apart."""
    first = {"event_id_cnty": "SYR1", "fatalities": "3", "timestamp": "1741046400"}
    update = {"event_id_cnty": "SYR1", "fatalities": "5", "timestamp": "1741650000"}
    other = {"event_id_cnty": "SYR2", "fatalities": "1"}
    put(tmp_path, acled(first, other), "a.csv")
    put(tmp_path, acled(update), "b.csv")
    put(tmp_path, acled(other, update, first), "c.csv")
    headlines = set()
    for number, files in enumerate((["a.csv", "b.csv"], ["b.csv", "a.csv"], ["c.csv"])):
        done = sitbrief_in(tmp_path, "import", *files, "-o", f"out{number}")
        assert (
            f"{' and '.join(files)}: 3 rows read = 2 claims + 0 rejects + 1 row of the same events"
            in done.stderr
        )
        (made,) = tmp_path.glob(f"out{number}/*.json")
        headlines.add(native.load(made).fronts[0].headline)
    assert headlines == {"Hama: 2 combat events, 6 reported killed"}
    sitbrief_in(tmp_path, "import", "a.csv", "b.csv", "--by", "file", "-o", "apart")
    assert len([*tmp_path.glob("apart/*.json")]) == 2


def test_what_was_read_before_a_file_that_is_none_is_written(tmp_path: Path) -> None:
    put(tmp_path, acled({}), "a.csv")
    put(tmp_path, b"nothing that is known\n", "b.csv")
    done = sitbrief_in(tmp_path, "import", "a.csv", "b.csv", "-o", "out", status=1)
    assert done.stderr
    assert len([*tmp_path.glob("out/*.json")]) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--as-of", "soon"], "--as-of"),
        (["--period", "2024-12-05.."], "has a side that is open"),
        (["--period", "2024-12-05..2024-12-01"], "lies before"),
    ],
)
def test_a_day_that_is_none_is_told(tmp_path: Path, words: list[str], message: str) -> None:
    put(tmp_path, acled({}), "a.csv")
    done = sitbrief_in(tmp_path, "import", "a.csv", "-o", "out", *words, status=2)
    assert message in done.stderr


def test_what_no_row_says_can_be_stated(tmp_path: Path) -> None:
    put(tmp_path, b"Place,Hurt\n#adm1+name,#affected+injured\nHama,3\n", "undated.csv")
    stated = ["--country", "SY", "--period", "2024-12", "--as-of", "2024-12-20", "--publisher", "A Desk"]
    sitbrief_in(tmp_path, "import", "undated.csv", "-o", "out", *stated)
    (made,) = (native.load(path) for path in tmp_path.glob("out/*.json"))
    assert made.period is not None
    assert (str(made.period.start), str(made.period.end)) == ("2024-12-01", "2024-12-31")
    assert (str(made.as_of), made.cutoff) == ("2024-12-20", None)
    assert {source.name for source in made.sources} == {"A Desk"}
    assert made.claims[0].when is None


def test_an_order_of_days_that_is_stated_counts(tmp_path: Path) -> None:
    put(tmp_path, acled({"event_date": "02/03/2025"}), "a.csv")
    for order, month in (("dmy", "2025-03"), ("mdy", "2025-02")):
        done = sitbrief_in(tmp_path, "import", "a.csv", "-o", order, "--dates", order)
        assert "as you say" in done.stderr
        assert [path.name for path in tmp_path.glob(f"{order}/*.json")] == [f"acled-sy-{month}.json"]
