"""The program itself, in processes of its own: what it loads, prints and returns."""

from __future__ import annotations

import argparse
import os
import re
import resource
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from library.making import content, put
from sitbrief import __version__
from sitbrief.cli.options import add_filters
from sitbrief.cli.table import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [sys.executable, "-m", "sitbrief"]


def run(
    *words: str | bytes | Path, cwd: Path | None = None, **environ: str
) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SITBRIEF", "XDG"))}
    return subprocess.run(
        [*PROGRAM, *words],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        cwd=cwd,
        env={**kept, **environ},
        check=False,
    )


LOADED = """
import atexit, sys
from sitbrief.cli.main import main
code = main(sys.argv[1:])
names = {name.partition(".")[0] for name in sys.modules}
sys.stderr.write("LOADED " + " ".join(sorted(names)))
"""


def loaded(*words: str | Path) -> set[str]:
    done = subprocess.run([sys.executable, "-c", LOADED, *words], capture_output=True, check=True)
    return set(done.stderr.decode().rpartition("LOADED ")[2].split())


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], *([command.name, "--help"] for command in COMMANDS)]
)
def test_help_and_version_load_neither_the_screen_nor_the_model(words: list[str]) -> None:
    assert not loaded(*words) & {"textual", "rich", "pydantic", "orjson"}


def test_the_version_loads_next_to_nothing() -> None:
    assert not loaded("--version") & {"argparse", "typing", "re", "importlib.metadata", "unicodedata"}


@pytest.mark.parametrize("name", ["list", "show", "export", "check"])
def test_commands_that_print_load_no_screen(name: str, tmp_path: Path) -> None:
    assert not loaded(name, put(tmp_path)) & {"textual", "rich"}


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_the_version_is_printed(word: str) -> None:
    done = run(word)

    assert (done.returncode, done.stdout) == (0, f"sitbrief {__version__}\n".encode())


def test_the_help_names_every_command_and_fits_the_screen() -> None:
    text = run("--help").stdout.decode()

    assert all(re.search(rf"^  {command.name} ", text, re.MULTILINE) for command in COMMANDS)
    assert max(map(len, text.splitlines())) <= 120


def test_the_help_names_every_filter() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    add_filters(parser)
    text = run("--help").stdout.decode()

    filters = [*parser.parse_args([]).__dict__]
    assert len(filters) > 9
    assert [name for name in filters if not re.search(rf"^  --{name} ", text, re.MULTILINE)] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_an_example_even_among_wrong_words(command: tuple[str, ...]) -> None:
    done = run(command[0], "--wrong", "-h")

    assert done.returncode == 0
    assert f"  sitbrief {command[0]}".encode() in done.stdout


def test_a_list_has_a_line_for_each_briefing_in_columns(tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path, "2.json", "a-longer-id", edition=12, title="حماة")

    done = run("list", tmp_path)

    head, *lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert [line.split()[0] for line in lines] == ["syria-1", "a-longer-id"]
    place = head.index("TITLE")
    assert [line[place:] for line in lines] == ["Syria 1", "حماة"]
    assert str(tmp_path) in done.stderr.decode()


def test_a_broken_file_is_told_on_stderr_and_the_others_are_listed(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "broken.json").write_text("{")

    done = run("list", tmp_path)

    assert done.returncode == 1
    assert b"syria-1" in done.stdout
    assert b"broken.json" in done.stderr
    assert b"broken.json" not in done.stdout


def test_an_export_is_the_same_on_stdout_in_a_file_and_in_a_folder(tmp_path: Path) -> None:
    path = put(tmp_path)
    out = tmp_path / "out.md"

    printed = run("export", path)

    assert run("export", path, "-o", out).returncode == 0
    assert run("export", "syria-1", "--library", tmp_path, "-o", tmp_path).returncode == 0
    assert out.read_bytes() == printed.stdout == (tmp_path / "syria-1.md").read_bytes()
    assert printed.stdout
    assert printed.stderr == b""


@pytest.mark.parametrize(
    ("name", "words", "form"),
    [
        ("out.md", [], "markdown"),
        ("out.markdown", [], "markdown"),
        ("out.json", [], "json"),
        ("out.CSV", [], "csv"),
        ("out.txt", [], "text"),
        ("out", [], "markdown"),
        (".json", [], "markdown"),
        ("out.json.bak", ["--format", "csv"], "csv"),
        ("out.json", ["--format", "markdown"], "markdown"),
        ("out.md", ["--format", "csv"], "csv"),
    ],
)
def test_an_export_has_the_format_that_the_file_ends_in_unless_one_is_named(
    tmp_path: Path, name: str, words: list[str], form: str
) -> None:
    path, out = put(tmp_path), tmp_path / name

    done = run("export", path, *words, "-o", out)

    assert done.returncode == 0
    assert done.stderr.decode().count("\n") == 1
    assert out.read_bytes() == run("export", path, "--format", form).stdout


@pytest.mark.parametrize("name", ["out.json.bak", "claims.xlsx", "brief.sh"])
def test_an_export_to_a_file_that_no_format_ends_in_is_refused(tmp_path: Path, name: str) -> None:
    """It was Markdown, in silence."""
    done = run("export", put(tmp_path), "-o", tmp_path / name)
    assert done.returncode == 2
    told, ending = done.stderr.decode(), name.rpartition(".")[2]
    assert f"{name}: no format ends in .{ending}; there are .md, .json, .csv or .txt" in told
    assert "--format" in told
    assert not (tmp_path / name).exists()


def test_an_export_into_a_folder_is_markdown_whatever_the_folder_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "out.json"
    folder.mkdir()

    assert run("export", put(tmp_path), "-o", folder).returncode == 0

    assert [file.name for file in folder.iterdir()] == ["syria-1.md"]


def test_an_export_overwrites_only_by_force(tmp_path: Path) -> None:
    path = put(tmp_path)
    out = tmp_path / "out.md"
    out.write_text("mine")

    refused = run("export", path, "-o", out)

    assert refused.returncode == 3
    assert b"--force" in refused.stderr
    assert out.read_text() == "mine"
    assert run("export", path, "-o", out, "--force").returncode == 0
    assert out.read_text() != "mine"


def test_filters_reach_the_export(tmp_path: Path) -> None:
    path = put(tmp_path)

    assert b"Road cut" in run("export", path, "--province", "Hama").stdout
    assert b"Road cut" not in run("export", path, "--province", "Homs").stdout


def test_checking_gives_the_highest_code_and_a_summary(tmp_path: Path) -> None:
    good = put(tmp_path)
    broken = tmp_path / "broken.json"
    broken.write_text("{")

    assert run("check", good).returncode == 0
    bad = run("check", broken, good)
    assert bad.returncode == 1
    assert re.match(rb".*broken\.json:\d+:\d+: error: ", bad.stdout)
    assert b"2 files: 1 error" in bad.stderr
    worst = run("check", tmp_path / "nowhere.json", broken, good)
    assert worst.returncode == 3
    assert b"1 unreadable" in worst.stderr


def test_the_schema_is_printed() -> None:
    done = run("schema")

    assert done.returncode == 0
    assert done.stdout.startswith(b"{")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["show"], 2, "required"),
        (["show", "a", "b"], 2, "unrecognized"),
        (["show", "nobody"], 3, "nobody"),
        (["show", "nowhere.json"], 3, "nowhere.json"),
        (["show", "syria-1", "--province", "Nowhere"], 2, "no province"),
        (["show", "syria-2"], 3, "syria-1"),
        (["show", "broken.json"], 1, "broken.json:"),
        (["export", "syria-1", "--format", "word"], 2, "markdown"),
        (["export", "syria-1", "--force"], 2, "-o FILE"),
        (["export", "syria-1", "-o", "none/out.md"], 3, "out.md"),
        (["lst"], 2, "sitbrief list"),
        (["--contested", "list"], 2, "first word"),
        (["nowhere/at.json"], 3, "nowhere"),
        (["--wrong"], 2, "--help"),
        (["list", "a", "--library", "b"], 2, "two libraries"),
        (["check"], 2, "required"),
    ],
)
def test_what_a_user_can_cause_is_a_line_and_a_code(
    words: list[str], code: int, said: str, tmp_path: Path
) -> None:
    put(tmp_path / "library")
    (tmp_path / "broken.json").write_text("{")

    done = run(*words, cwd=tmp_path, SITBRIEF_LIBRARY=str(tmp_path / "library"))

    error = done.stderr.decode()
    assert done.returncode == code
    assert said in error
    assert "Traceback" not in error
    assert len(error.splitlines()) <= 3
    assert done.stdout == b""


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (
            ["list", "-hama"],
            "-hama is no option",
            "See sitbrief list --help, or for the word itself: sitbrief list -- -hama",
        ),
        (["-hama"], "-hama is no option", "See sitbrief --help, or for the word itself: sitbrief -- -hama"),
        (
            ["list", "x", "-h\x1b a"],
            "-h\ufffd a is no option",
            "See sitbrief list --help, or for the word itself: printf 'list\\000--\\000-h\\033 a\\000' | xargs -0 sitbrief",
        ),
        (["schema", "-hama"], "-hama is no option", "See sitbrief schema --help."),
        (["config", "-help"], "-help is no option, --help is", "Type --help."),
        (
            ["import", "x", "-o", "out", "-force"],
            "-force is no option, --force is",
            "Type --force, or for the word itself: sitbrief import -- -force",
        ),
        (
            ["export", "x", "-output=y"],
            "-output=y is no option, --output=y is",
            "Type --output=y, or for the word itself: sitbrief export -- -output=y",
        ),
        (
            ["import", "x", "-fx", "-o", "out"],
            "-fx is no option",
            "See sitbrief import --help, or for the word itself: sitbrief import -- -fx",
        ),
        (["list", "-h=x"], "-h takes no value", "See sitbrief list --help."),
        (["search", "x", "--json=yes"], "--json takes no value", "See sitbrief search --help."),
    ],
)
def test_a_word_that_is_read_by_halves_is_told_with_what_to_type(
    words: list[str], message: str, hint: str, tmp_path: Path
) -> None:
    done = run(*words, cwd=tmp_path, HOME=str(tmp_path))

    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [f"sitbrief: {message}", hint]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["-oout", "-o=out", "-fo out", "-foout", "-f -o out", "--output out"])
def test_short_options_stand_in_one_word_and_with_their_value(option: str, tmp_path: Path) -> None:
    done = run("import", "none.csv", *option.split(), cwd=tmp_path)

    assert (done.returncode, done.stderr) == (3, b"sitbrief: none.csv: No such file or directory\n")


def test_a_file_that_is_named_like_a_command_is_a_path_with_its_folder(tmp_path: Path) -> None:
    put(tmp_path, "list")

    done = run("./list", cwd=tmp_path)

    assert done.returncode == 0
    assert b"Syria 1" in done.stdout


def test_without_a_terminal_the_reader_prints_the_newest_edition_and_says_so(tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path, "2.json", "syria-2", edition=2)

    done = run(tmp_path)

    assert done.returncode == 0
    assert b"Syria 2" in done.stdout
    assert b"syria-2, one of 2" in done.stderr
    assert b"Syria 1" in run(tmp_path, "--open", "syria-1").stdout


def test_an_empty_library_is_no_error_but_is_told(tmp_path: Path) -> None:
    done = run(tmp_path)

    assert (done.returncode, done.stdout) == (0, b"")
    assert b"no briefings" in done.stderr


@pytest.mark.parametrize("command", [["list"], ["show"], ["check"], ["export"], []])
def test_no_hostile_file_name_reaches_the_terminal(command: list[str], tmp_path: Path) -> None:
    name = b"a\x1b]0;evil\x07\xff\n.json"
    (tmp_path / os.fsdecode(name)).write_text("{")

    done = run(*command, b"./" + name, cwd=tmp_path)

    assert done.returncode == 1
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f\xff]", done.stdout + done.stderr)
    assert b"Traceback" not in done.stderr


def test_an_8_bit_locale_is_no_obstacle(tmp_path: Path) -> None:
    done = run("list", put(tmp_path, title="حماة"), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert done.returncode == 0
    assert "حماة" in done.stdout.decode()


def test_a_reader_of_stdout_that_leaves_is_no_error(tmp_path: Path) -> None:
    path = put(tmp_path, timeline=[{**content()["timeline"][0], "id": f"t{n}"} for n in range(5000)])
    with subprocess.Popen(
        [*PROGRAM, "show", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        error = process.stderr.read()
    assert (process.returncode, error) == (0, b"")


def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123  a device
        done = subprocess.run([*PROGRAM, "schema"], stdout=full, stderr=subprocess.PIPE, check=False)

    assert done.returncode == 3
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_closed_streams_are_no_traceback(tmp_path: Path) -> None:
    command = " ".join(PROGRAM)
    done = subprocess.run(["sh", "-c", f"{command} schema >&-"], capture_output=True, check=False)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert subprocess.run(["sh", "-c", f"{command} show nobody 2>&-"], check=False).returncode == 3


def test_an_interrupt_is_130_without_a_traceback(tmp_path: Path) -> None:
    code = (
        "import sys, time; from sitbrief.cli import schema; from sitbrief.cli.main import main\n"
        "def run(args): print('ready', flush=True); time.sleep(30)\n"
        "schema.run = run; sys.exit(main(['schema']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=10)
    assert (process.returncode, error) == (130, b"")


def test_the_version_costs_no_more_than_three_bare_interpreters() -> None:
    def children() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def least(words: list[str]) -> float:
        """Seconds of a processor, which other work on the machine does not add to."""
        times = []
        for _ in range(7):
            start = children()
            subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
            times.append(children() - start)
        return min(times)

    start = [sys.executable, "-c", "import sys; from sitbrief.cli.main import main; sys.exit(main(['-V']))"]
    assert least(start) <= 3 * least([sys.executable, "-c", "pass"])
