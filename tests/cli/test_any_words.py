"""Any words at all: every option of every command with values that nobody would give, and words that are no option.

Whatever comes, a few clean lines and an exit code answer it. By default a sixteenth of them is tried, each value and each
option among them; SITBRIEF_STRINGS=all tries all, and every naughty string as well.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import category

import orjson
import pytest

from formats.hostile import sample
from sitbrief.cli import configured
from sitbrief.cli.main import main
from sitbrief.cli.parser import parser_of
from sitbrief.cli.table import BY_NAME, COMPLETE, READER
from support.program import sitbrief
from support.tried import tried

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitbrief.cli.table import Subcommand

COMMANDS: Final = (READER, *BY_NAME.values())
ALL: Final = os.environ.get("SITBRIEF_STRINGS") == "all"
NAUGHTY: Final = orjson.loads((Path(__file__).parents[1] / "data/naughty_strings/strings.json").read_bytes())
VALUES: Final = (
    *(
        "",
        " ",
        "-",
        "--",
        "---",
        "--=",
        "=",
        "==",
        "-=",
        "-x",
        "--x=y",
        "-h",
        "--help",
        "-o",
        "@file",
        "%s%n",
        "{x!r}",
    ),
    *(
        "\udcff",
        "\udcc3(",
        "\udced\udca0\udc80",
        "\x1b[31m",
        "\x1b]52;c;aGk=\x07",
        "\n",
        "a\nb",
        "\t",
        "\r",
        "\x7f",
        "\x9b2J",
    ),
    *(
        "\u202ea",
        "\u200b",
        "\u2028",
        "\ufeff",
        "z" + "\u0301" * 200,
        "\U000e0041",
        "حماة",
        "٣",
        "²",
        "½",
        "İ",
        "ﬁ",
    ),
    *(
        "0",
        "-1",
        "1e999",
        "nan",
        "9" * 5_000,
        "99999999999",
        "0x10",
        "1_000",
        "2024-02-30",
        "0000-00-00",
        "9999-12-31",
        "10000",
    ),
    *(
        "yes",
        "A1",
        "Z9",
        "F6",
        "SY-HM",
        "Hama,,;",
        ",",
        ":",
        "::",
        '"',
        "'",
        "\\",
        "$(touch ran)",
        "`touch ran`",
        "*",
        "?",
        "[",
        "]",
    ),
    *(
        "~",
        "~nosuchuser/x",
        ".",
        "..",
        "./",
        "a/",
        "a/../b",
        "con",
        "nul.json",
        ".json",
        "-rf",
        "x" * 300,
        "a/" * 3_000,
    ),
    *(
        "fifo",
        "loop",
        "broken",
        "folder",
        "folder/",
        "binary.json",
        "empty.json",
        "list",
        "show",
        "complete",
        "\udcff.json",
    ),
)
LONG: Final = ("x" * 1_000_000, "\udcff" * 100_000, "a " * 300_000, "-" * 100_000, "a," * 50_000)

_SEEN: Final = "\n\u00a0\u3000\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\U000110bd"
"""Signs that Python calls unprintable and that are seen: spaces, and the marks that Arabic, Syriac and Kaithi write before numbers.

Those for private use are signs of somebody's font.
"""

SECONDS: Final = 30
"""Of a processor; by the clock ten times as many, for a command that waits for something."""


class Hung(BaseException):
    """A command that has not come back; no handler of the program's own catches it."""


def _hung(*_: object) -> None:
    raise Hung


@pytest.fixture
def ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a library and things that are no files."""
    here = tmp_path / "here"
    (here / "folder").mkdir(parents=True)
    (here / "empty.json").touch()
    (here / "binary.json").write_bytes(bytes(range(256)) * 40)
    os.mkfifo(here / "fifo")
    (here / "loop").symlink_to("loop")
    (here / "broken").symlink_to("nowhere")
    library = tmp_path / "library"
    library.mkdir()
    (library / "a.json").write_bytes(orjson.dumps(sample()))
    for name in [name for name in os.environ if name.startswith(("XDG_", "SITBRIEF_LIB", "SSH_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SITBRIEF_LIBRARY", str(library))
    monkeypatch.chdir(here)
    return here


def lines_of(command: Subcommand, value: str) -> Iterator[list[str]]:
    """Command lines with a value in each place where a command takes one, and in some where it does not."""
    head = [command.name] if command.name else []
    needed = (
        ["sample-1"] if command.usage.startswith("BRIEFING") else ["hama"] if command.name == "search" else []
    )
    for action in parser_of(command).actions:
        if value == "fifo" and action.dest == "output":
            continue  # it waits for whoever reads from it
        for name in action.option_strings:
            yield [*head, *needed, f"{name}={value}"]
            if name.startswith("--"):
                yield [*head, *needed, name, value]
            else:
                yield [*head, *needed, f"{name}{value}"]
    yield [*head, value]
    yield [*head, "--", value]
    yield [*head, value, value]
    yield [*head, "--", value, value]


def failures(words: list[str], capfd: pytest.CaptureFixture[str]) -> Iterator[str]:
    """What is wrong with the answer to these words."""
    configured.chosen.cache_clear()
    configured.told.cache_clear()
    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, _hung)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.alarm(10 * SECONDS)
    try:
        code = main(words)
    except Hung:
        code = -1
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
    out, err = capfd.readouterr()
    shown = [word if len(word) < 80 else f"{word[:40]}... ({len(word)})" for word in words]
    if code not in {0, 1, 2, 3}:
        yield f"{shown}: exit code {code}: {err[-400:]}"
    unseen = [
        sign for sign in out + err if not (sign.isprintable() or sign in _SEEN or category(sign) == "Co")
    ]
    if unseen:
        yield f"{shown}: {unseen}"
    if len(err.splitlines()) > 24 or len(err) > 3_000:
        yield f"{shown}: {len(err)} characters in {len(err.splitlines())} lines on stderr: {err[:200]}"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name or "reader")
def test_a_few_clean_lines_answer_any_value_of_any_option(
    ground: Path, command: Subcommand, capfd: pytest.CaptureFixture[str]
) -> None:
    """Held: no exit code 70, no control byte, no wall of text, whatever stands behind an option or in its place."""
    values = [value for value in (*VALUES, *(NAUGHTY if ALL else ())) if "\0" not in value]
    lines = [
        words
        for number, value in enumerate(values)
        for place, words in enumerate(lines_of(command, value))
        if ALL or not (number + place) % 16
    ]
    found = [failure for words in lines for failure in failures(words, capfd)]
    tried("values of options, of every command", len(lines), len(found))
    assert found == []
    assert not (ground / "ran").exists()


@pytest.mark.parametrize("value", LONG, ids=lambda value: f"{value[:2]!a}...")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name or "reader")
def test_a_word_of_a_million_letters_is_answered_in_a_line(
    ground: Path, command: Subcommand, value: str, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = list(lines_of(command, value))
    assert [failure for words in lines[:: 1 if ALL else 9] for failure in failures(words, capfd)] == []


@pytest.mark.parametrize(
    "words", [["--text=--"], ["--text", "--"], ["\udcff"], ["x", "\x1b[31m"], ["--library=\udcff"]]
)
@pytest.mark.parametrize("command", ["show", "search", "list", "export", "check", COMPLETE])
def test_a_process_of_its_own_answers_them_too(command: str, words: list[str], ground: Path) -> None:
    done = sitbrief(command, *words, home=ground)
    assert done.returncode in {0, 1, 2, 3}
    assert "Traceback" not in done.stderr
    parting = "\n\t" if command == COMPLETE else "\n"  # a shell has a word and what it is parted by a tab
    assert all(sign.isprintable() or sign in parting for sign in done.stdout + done.stderr)


@pytest.mark.parametrize("option", ["text", "without", "by", "province", "config", "library", "since"])
def test_two_dashes_are_a_value_like_any_other(option: str) -> None:
    """Held: what stands behind an option's equals sign is its value; to the standard parser "--" was none."""
    args = parser_of(BY_NAME["show"]).read([f"--{option}=--", "id"])
    assert args is not None
    assert getattr(args, option) in ("--", ["--"])


def test_a_file_whose_name_is_not_utf8_is_found_as_json(
    ground: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held: what search prints is JSON in UTF-8, and the bytes of the name can be told from it."""
    library = ground.parent / "old"
    library.mkdir()
    (library / "a\udcff.json").write_bytes(orjson.dumps(sample()))
    monkeypatch.setenv("SITBRIEF_LIBRARY", str(library))
    assert main(["search", "--json", "headline"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert {orjson.loads(line)["file"].rpartition("/")[2] for line in lines} == {"a\\xff.json"}
