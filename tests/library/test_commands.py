"""A command line that is copied does one thing in every shell: it starts the program with exactly these words."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from formats.hostile import PAYLOADS
from sitbrief.briefing import Filters
from sitbrief.library.commands import command_line, export_command, search_command, view_command
from sitbrief.text import clean_line
from support.program import need
from support.tried import tried as tell

SHELLS = {
    "bash": ("bash", "--norc"),
    "zsh": ("zsh", "-f"),
    "fish": ("fish", "--no-config"),
    "dash": ("dash",),
}
"""Each without what its user has configured."""

INTERACTIVE = {"bash": ("bash", "--norc", "-i"), "zsh": ("zsh", "-f", "-i", "-o", "banghist")}
"""Those that expand "!" where somebody types."""

NAUGHTY = orjson.loads((Path(__file__).parents[1] / "data/naughty_strings/strings.json").read_bytes())
ACTING = (
    *(
        "it's",
        "'",
        "''",
        '"',
        "\\",
        "\\\\",
        "a\\",
        "\\'",
        "a\\'; touch ran #",
        "'; touch ran; '",
        "';touch ran #\\",
    ),
    *(
        "$(touch ran)",
        "`touch ran`",
        "(touch ran)",
        "; touch ran",
        "& touch ran",
        "| touch ran",
        "> ran",
        "$IFS",
        "$'a'",
    ),
    *(
        "!!",
        "!touch",
        "'!!'",
        "a!b",
        "!\\'!",
        "^a^b",
        "~",
        "~root",
        "=ls",
        "--library==ls",
        "%self",
        "%1",
        "{a,b}",
        "*",
        "?",
    ),
    *(
        "[a]",
        "#a",
        "a#",
        "-rf",
        "--",
        "",
        " ",
        "a b",
        "\n",
        "a\n",
        "\n\n",
        "a\nb",
        "a\rb",
        "\t",
        "\x1b[31m",
        "\x1b]52;c;aGk=\x07",
    ),
    *(
        "\x7f",
        "\x9b2J",
        "\u202ea",
        "\u200ba",
        "\u2028",
        "\u3164",
        "e\u0301",
        "\udcff",
        "\udcc3(",
        "a\udc80'\\%d%n%s\n",
    ),
    *(
        "حماة",
        "北京",
        "%",
        "%%",
        "%d'",
        "\\0",
        "\\033",
        "\\x1b'\n",
        "a\\\nb",
        "1>&2",
        "2",
        "if",
        "=",
        "a=b",
        "@x",
        "--text=x\\'",
    ),
)


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a program called sitbrief, which tells the words that it is started with."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "sitbrief"
    program.write_text('#!/bin/sh\nprintf "%s\\0" "$#" "$@"\n')
    program.chmod(0o755)
    return folder


def words_in(shell: tuple[str, ...], folder: Path, lines: list[str], *before: str) -> list[list[bytes]]:
    """The words that a shell starts the program with, for each of these lines."""
    need(shell[0])
    script = "".join(f"{line}\n" for line in (*before, *lines))
    surroundings = {"HOME": str(folder), "PATH": f"{folder}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        shell,
        input=script.encode("utf-8", "surrogateescape"),
        env=surroundings,
        cwd=folder,
        capture_output=True,
        timeout=120,
        check=False,
    )
    left = done.stdout.split(b"\0")[:-1]
    found = []
    while left:
        count = int(left[0].rpartition(b"\n")[2].rpartition(b" ")[2])  # behind a prompt, where there is one
        found.append(left[1 : count + 1])
        del left[: count + 1]
    return found


def bytes_of(word: str) -> bytes:
    return word.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("name", SHELLS)
def test_a_shell_starts_the_program_with_exactly_these_words(stand_in: Path, name: str) -> None:
    """Held: no word of a line is taken for more than itself by any of the four shells, fish's backslashes included."""
    naughty = [word for word in NAUGHTY if "\0" not in word]
    samples = [*ACTING, *(word for word in PAYLOADS if "\0" not in word and len(word) < 1_000), *naughty]
    tried = [["show", f"--text={word}", word, f"./{word}", "end"] for word in samples]
    told = words_in(SHELLS[name], stand_in, [command_line(*words) for words in tried])
    expected = [[bytes_of(word) for word in words] for words in tried]
    failed = sum(one != other for one, other in zip(expected, told, strict=False))
    tell(f"copied command lines, in {name}", len(tried), failed + abs(len(tried) - len(told)))
    assert expected == told
    assert sorted(entry.name for entry in stand_in.iterdir() if entry.is_file()) == ["sitbrief"]


@pytest.mark.parametrize("name", INTERACTIVE)
def test_an_old_line_of_an_interactive_shell_stays_away(stand_in: Path, name: str) -> None:
    """Held: "!" brings no line of the history back, where one would be."""
    samples = [word for word in ACTING if "!" in word or "'" in word or "\\" in word]
    tried = [["show", word, f"--text={word}"] for word in samples]
    lines = [command_line(*words) for words in tried]
    assert words_in(INTERACTIVE[name], stand_in, ["sitbrief !!"], "sitbrief old") != [[b"!!"]]
    told = words_in(INTERACTIVE[name], stand_in, lines, "sitbrief old")
    assert [[bytes_of(word) for word in words] for words in tried] == told[1:]


@settings(max_examples=int(os.environ.get("SITBRIEF_LINES", "15")))
@example([["a\\"], ["'; touch ran; '"]])
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
            | st.text(st.sampled_from("ab '\"\\!$`()%~=^\n\t-#&|;<>{}[]*?@\x1b\u202e\udcff0"))
        ),
        max_size=60,
    )
)
@pytest.mark.parametrize("name", SHELLS)
def test_any_words_come_back_from_any_shell(stand_in: Path, name: str, tried: list[list[str]]) -> None:
    told = words_in(SHELLS[name], stand_in, [command_line("show", *words) for words in tried])
    assert [[b"show", *map(bytes_of, words)] for words in tried] == told


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_a_line_is_what_a_terminal_shows(words: list[str]) -> None:
    """Held: whoever copies it copies no line break, no control byte, and nothing that does not show."""
    line = command_line("show", *words)
    assert line.isprintable()
    assert clean_line(line).split() == line.split()


def test_what_no_word_can_hold_begins_no_other_word() -> None:
    assert command_line("show", "a\0b") == r"printf 'show\000a\357\277\275b\000' | xargs -0 sitbrief"


def test_a_view_is_a_command_line() -> None:
    filters = Filters(provinces=("SY-HM",), text="it's")

    assert view_command("syria-1", filters, library="/my library") == (
        """sitbrief show syria-1 --province=SY-HM '--text=it'"'"'s' '--library=/my library'"""
    )
    assert export_command("syria-1", Filters(), output="-a.md") == "sitbrief export syria-1 --output=-a.md"
    assert search_command(Filters(text="a\\")) == r"""sitbrief search -- 'a'"\\"''"""


def test_a_word_that_a_terminal_would_obey_is_told_by_its_bytes() -> None:
    assert view_command("a\x1b[2J.json", Filters()) == (
        r"printf 'show\000a\033[2J.json\000' | xargs -0 sitbrief"
    )


def test_an_export_has_the_format_that_its_file_ends_in() -> None:
    assert export_command("syria-1", Filters(), output="a.csv") == "sitbrief export syria-1 --output=a.csv"


def test_a_path_that_looks_like_an_option_stays_a_path() -> None:
    assert view_command("-x.json", Filters()) == "sitbrief show ./-x.json"
