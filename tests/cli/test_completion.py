"""Completion in the shells themselves, and what the program offers them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from library.making import content, put
from sitbrief import places
from sitbrief.briefing.entries import Sector
from sitbrief.briefing.filter_text import FilterText, filters
from sitbrief.briefing.grades import parse_least
from sitbrief.briefing.model_types import ID_PATTERN
from sitbrief.briefing.states import State
from sitbrief.cli.completing.candidates import Files, candidates_at, value_of
from sitbrief.cli.completing.line import quoted, words_of
from sitbrief.cli.completing.peek import ID
from sitbrief.cli.completion import SHELLS
from sitbrief.cli.parser import parser_of
from sitbrief.cli.table import COMMANDS, READER
from support.program import BRIEFINGS, ROOT, environment, need, sitbrief

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitbrief.cli.table import Subcommand
    from support.terminal import Terminal

EVERY = (READER, *COMMANDS)
SYRIA = places.country("SY")
PROVINCES = SYRIA.provinces if SYRIA else ()

START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "--private", "-i"),
}
READY = {
    "bash": "bind 'set show-all-if-ambiguous on'; bind 'set bell-style none'; source <(sitbrief completion bash)",
    # By itself zsh expands what is under the cursor, whatever it completes: that is not what is tested here.
    "zsh": "bindkey -e; bindkey '^I' complete-word; autoload -U compinit; compinit -D -u; source <(sitbrief completion zsh)",
    "fish": "sitbrief completion fish | source",
}
HOSTILE = (
    "a b.json",
    "a'b.json",
    'a"b.json',
    "a$(touch pwned).json",
    "a`touch pwned`.json",
    "a;touch pwned;.json",
    "a&b|c>d.json",
    "a!b#c*d?[e]{f}.json",
    "a\\b.json",
    "a~b.json",
    "aحماة.json",
)


def offered(*words: str, **environ: str) -> list[str]:
    """The words that are offered for the last of these."""
    found = candidates_at(words[:-1], words[-1], {"SITBRIEF_LIBRARY": str(BRIEFINGS), **environ})
    return [candidate.value for candidate in found.candidates]


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, terminal: Callable[..., Terminal]) -> Shell:
    """A shell that completes sitbrief's words."""
    return Shell(request.param, terminal)


class Shell:
    """A shell in a terminal, in the folder of the test."""

    def __init__(self, name: str, terminal: Callable[..., Terminal], **env: str) -> None:
        need(name)
        self.name = name
        self.terminal = terminal(argv=START[name], cols=500, rows=50, env={"PS1": "$ ", **env})
        self._lines = 0
        self.run(READY[name])

    def run(self, line: str) -> str:
        """Run a line; the screen once it is done."""
        self._lines += 1
        self.terminal.send(line, "enter", f"echo do''ne-{self._lines}.", "enter")
        self.terminal.wait_for(f"done-{self._lines}.")
        return self.terminal.grid()

    def words(self, line: str) -> list[str]:
        """Type a line with its Tabs, and have the shell itself say which words it then is."""
        number = self._lines + 1
        self.terminal.send(
            line, "ctrl+a", f"printf '«%s»' {number} ", "ctrl+e" if self.name != "fish" else ""
        )
        return re.findall(r"«([^»\n]*)»", self.run("").rpartition(f"«{number}»")[2])

    def shown(self, line: str, *texts: str) -> str:
        """Type a line with its Tabs, wait for what is shown, and rub the line out; the screen."""
        self.terminal.send(line)
        for text in texts:
            self.terminal.wait_for(text)
        grid = self.terminal.grid()
        self.terminal.send("ctrl+u")
        return grid


@pytest.mark.pty
def test_a_shell_completes_commands_options_and_values(shell: Shell) -> None:
    assert shell.words("sitbrief sho\t") == ["sitbrief", "show"]
    assert shell.words("sitbrief export --conte\t") == ["sitbrief", "export", "--contested"]
    assert shell.words("sitbrief --profile ss\t") == ["sitbrief", "--profile", "ssh"]
    assert shell.words("sitbrief list --unknown n\t") == ["sitbrief", "list", "--unknown", "no"]
    assert shell.words("sitbrief import x --tlp TLP:AMBER+\t")[-1] == "TLP:AMBER+STRICT"


@pytest.mark.pty
def test_a_shell_completes_ids_of_the_library_that_the_line_names(shell: Shell, tmp_path: Path) -> None:
    put(tmp_path / "my briefings", "x.json", "winter-report")

    assert shell.words("sitbrief show 2024-12-05\t") == ["sitbrief", "show", "2024-12-05-hama"]
    line = "sitbrief show --library 'my briefings' win\t"
    assert shell.words(line)[-1] == "winter-report"
    assert shell.words("sitbrief --library=my\\ briefings --open=win\t")[-1] == "--open=winter-report"


@pytest.mark.pty
def test_a_shell_quotes_values_that_it_would_take_apart(shell: Shell) -> None:
    assert shell.words("sitbrief list --province Dar\t")[-1] == "Dar'a"
    assert shell.words("sitbrief list --province Hama,Rur\t")[-1] == "Hama,Rural Damascus"
    assert shell.words("sitbrief list --state=sing\t")[-1] == "--state=single source"
    assert shell.words("sitbrief list --state 'sing\t")[-1] == "single source"
    assert shell.words('sitbrief list --province "Dar\t')[-1] == "Dar'a"
    assert shell.words("sitbrief list --sector Early\\ R\t")[-1] == "Early Recovery"


@pytest.mark.pty
def test_a_shell_completes_in_arabic_and_in_either_case(shell: Shell) -> None:
    assert shell.words("sitbrief list --province حما\t")[-1] == "حماة"
    assert shell.words("sitbrief list --province qune\t")[-1] == "Quneitra"


@pytest.mark.pty
@pytest.mark.parametrize("name", HOSTILE)
def test_a_shell_hands_on_the_names_of_files_as_they_are(shell: Shell, tmp_path: Path, name: str) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / name).touch()
    (tmp_path / name).touch()

    assert shell.words("sitbrief check files/a\t")[-1] == f"files/{name}"
    assert shell.words("sitbrief show a\t")[-1] == name
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.pty
def test_a_shell_offers_files_beside_ids_and_folders_alone(shell: Shell, tmp_path: Path) -> None:
    put(tmp_path / "library", "x.json", "winter-report")
    (tmp_path / "winter-file.json").touch()
    (tmp_path / "winter-folder").mkdir()

    grid = shell.shown("sitbrief show --library library winter-\t", "winter-report", "winter-file.json")

    assert "winter-folder" in grid
    assert shell.words("sitbrief import x -o winter\t")[-1].rstrip("/") == "winter-folder"


@pytest.mark.pty
def test_what_is_on_a_line_is_not_run_by_completing_it(shell: Shell, tmp_path: Path) -> None:
    shell.shown("sitbrief show --library $(touch pwned) `touch pwned` --nonsense x\t\t")
    shell.shown('sitbrief list --province "$(touch pwned)\t\t')

    assert "Traceback" not in shell.run("")
    assert not (tmp_path / "pwned").exists()


@pytest.mark.pty
def test_a_library_that_is_no_library_is_passed_over_in_silence(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "a\nb.json").touch()
    (tmp_path / "odd" / "\x1b[31mred.json").write_text('{"id": "\x1b]0;title\x07"}')
    (tmp_path / "odd" / "cut.json").write_text('{"id": "cut", "title": "no e')
    os.mkfifo(tmp_path / "odd" / "pipe.json")
    before = sorted((tmp_path / "odd").iterdir())

    assert shell.words("sitbrief show --library odd cu\t")[-1] == "cut"
    assert shell.words("sitbrief show --library /nowhere/at/all zz\t")[-1] == "zz"
    assert "Traceback" not in shell.terminal.grid()
    assert sorted((tmp_path / "odd").iterdir()) == before


@pytest.mark.pty
@pytest.mark.parametrize("name", ["zsh", "fish"])
def test_a_library_that_a_line_sets_before_the_command_counts(
    name: str, terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    """bash tells a completion nothing of what stands before the command."""
    put(tmp_path / "library", "x.json", "winter-report")
    shell = Shell(name, terminal)

    assert shell.words("SITBRIEF_LIBRARY=library sitbrief show win\t")[-1] == "winter-report"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_file_that_is_installed_for_a_shell_is_what_the_command_prints(
    shell: str, tmp_path: Path
) -> None:
    done = sitbrief("completion", shell, home=tmp_path)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]

    sources = {source for source in shared if source.endswith(f".{shell}")}
    assert [(ROOT / source).read_text(encoding="utf-8") for source in sources] == [done.stdout]


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command.name or "reader")
def test_every_option_of_every_command_is_offered_and_its_value_is_known(
    tmp_path: Path, command: Subcommand
) -> None:
    name = [command.name] if command.name else []
    actions = parser_of(command).actions
    options = {option for action in actions for option in action.option_strings}

    assert options <= {*offered(*name, "-")}
    assert all(action.nargs == 0 or value_of(action) for action in actions)
    told = sitbrief(*name, "--help", home=tmp_path).stdout
    assert {*re.findall(r"(?<![\w-])--[a-z-]+", told.partition("examples:")[0])} <= {*offered(*name, "--")}


def test_all_commands_are_offered_as_the_first_word_alone() -> None:
    assert [command.name for command in COMMANDS] == offered("")
    assert offered("show", "lis") == offered("--fresh", "lis") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["list", "--gra"], ["--grade"]),
        (["list", "--grade", "B2", "--gra"], []),  # once
        (["list", "--province", "Hama", "--prov"], ["--province"]),  # again
        (["list", "--", "--gra"], []),
        (["schema", ""], ["--help", "-h"]),
        (["export", "x", "--format", ""], ["markdown", "json", "csv", "text"]),
        (["export", "x", "--format=c"], ["--format=csv"]),
        (["list", "--nonsense", "--grade", ""], ["A1", "B2", "B3", "C3"]),
        (["list", "--grade", "d"], ["D1", "D2", "D3", "D4", "D5"]),
        (["import", "--country", "sy"], ["SY"]),
        (["alias", "x", "sy-ha"], ["SY-HA"]),
        (["list", "--province", "SY-HM,sy-h"], ["SY-HM,SY-HL", "SY-HM,SY-HI", "SY-HM,SY-HM", "SY-HM,SY-HA"]),
        (["list", "--province", "Hama, Ed"], ["Hama, Edleb"]),  # a spelling, where no name begins so
        (["list", "--contested", "--text", ""], []),
        (["complete", ""], []),
        (["completion", ""], ["bash", "zsh", "fish"]),
    ],
    ids=" ".join,
)
def test_what_is_offered(words: list[str], found: list[str]) -> None:
    assert offered(*words) == found


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (["check", ""], Files.FILES),
        (["show", ""], Files.FILES),
        (["list", "x", ""], Files.FILES),
        (["list", "--library", ""], Files.FILES),
        (["import", "x", "-o", ""], Files.FOLDERS),
        (["show", "x", ""], Files.NONE),
        (["list", "--since", ""], Files.NONE),
    ],
    ids=" ".join,
)
def test_files_are_offered_where_they_are_meant(words: list[str], files: Files) -> None:
    assert candidates_at(words[:-1], words[-1], {}).files is files


def test_every_province_state_sector_and_grade_that_is_offered_is_understood() -> None:
    names = [*offered("list", "--province", ""), *(found.local_name for found in PROVINCES)]
    assert len(names) == 2 * 14
    assert [filters(FilterText(provinces=name)).provinces for name in names] == [
        (f.iso,) for f in PROVINCES
    ] * 2
    assert [*filters(FilterText(state=",".join(offered("list", "--state", "")))).states] == [*State]
    assert [*filters(FilterText(sector=",".join(offered("list", "--sector", "")))).sectors] == [*Sector]
    grades = [grade for letter in "ABCDEF" for grade in offered("list", "--grade", letter)]
    assert [str(parse_least(grade)) for grade in grades] == grades
    assert len(grades) == 25


def test_provinces_are_those_of_the_countries_of_the_library(tmp_path: Path) -> None:
    put(tmp_path, "x.json", country="JO", zone="Asia/Amman")

    names = offered("list", "--library", str(tmp_path), "--province", "")

    home = places.country("JO")
    assert home is not None
    assert {found.name for found in home.provinces} < {*names}
    assert {found.name for found in PROVINCES} < {*names}


def test_ids_come_with_titles_and_go_by_the_file_where_it_does_not_tell(tmp_path: Path) -> None:
    put(tmp_path, "x.json", "the-id", title="A \x1b[31mtitle")
    (tmp_path / "stem.json").write_text("no json")
    (tmp_path / "Not An Id.json").write_text("no json")
    (tmp_path / "late.json").write_text(json.dumps({"sources": [{"id": "inner"}], **content("outer")}))

    found = candidates_at(["show", "--library", str(tmp_path)], "", {}).candidates

    assert sorted(candidate.value for candidate in found) == ["outer", "stem", "the-id"]
    assert {candidate.about for candidate in found} == {"Syria 1", "", "A \ufffd[31mtitle"}


def test_ids_are_those_of_the_library_that_is_configured(tmp_path: Path) -> None:
    put(tmp_path / "own", "x.json", "winter-report")
    put(tmp_path / "other", "y.json", "summer-report")
    config = tmp_path / ".config" / "sitbrief" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'library = "{tmp_path / "own"}"\nwrong = 1\n', encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text(f'library = "{tmp_path / "other"}"\n', encoding="utf-8")

    def ids(*words: str, **environ: str) -> list[str]:
        found = candidates_at(["show", *words], "", {"HOME": str(tmp_path), **environ})
        return [candidate.value for candidate in found.candidates]

    assert ids() == ["winter-report"]
    assert ids("--config", str(other)) == ["summer-report"]
    assert ids("--config", str(other), SITBRIEF_LIBRARY=str(tmp_path / "own")) == ["winter-report"]


def test_a_large_library_is_told_by_the_names_of_its_files(tmp_path: Path) -> None:
    for number in range(2_100):
        (tmp_path / f"a-{number}.json").touch()

    assert len(offered("show", "--library", str(tmp_path), "a-1")) == 1_111


def test_an_id_is_what_the_model_says_it_is() -> None:
    assert ID.pattern == ID_PATTERN


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" ")),
    st.sampled_from(["", "'", '"']),
)
@example("$(a) `b` 'c' \"d\" \\e !f ~ * ; & | < > # \\", "")
def test_what_is_quoted_is_read_back_the_same(value: str, quote: str) -> None:
    typed = quoted(value, quote)

    if typed is None:
        assert "!" in value
        return
    *_, word = words_of(f"x {quote}{typed}{quote}" if value or quote else "x ")
    assert (word.value, word.quote) == (value, "")
    read = subprocess.run(["bash", "-c", f"printf %s {quote}{typed}{quote}"], capture_output=True, check=True)
    assert read.stdout.decode() == value


@pytest.mark.parametrize(
    ("line", "values", "quote"),
    [
        ("a  b\tc", ["a", "b", "c"], ""),
        ("a ", ["a", ""], ""),
        ("a 'b c", ["a", "b c"], "'"),
        ('a "b\\"c \\d', ["a", 'b"c \\d'], '"'),
        ("a b\\", ["a", "b"], ""),
        ("a $(b", ["a", "$(b"], ""),
        ("a 2>x b", ["a", "2", "x", "b"], ""),
    ],
)
def test_a_line_of_bash_is_taken_apart(line: str, values: list[str], quote: str) -> None:
    words = words_of(line)

    assert [word.value for word in words] == values
    assert words[-1].quote == quote


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["bash"],
        ["bash", "sitbrief"],
        ["zsh"],
        ["tcsh", "x"],
        ["bash", "'", ""],
        ["fish", "sitbrief", "\udcff"],
    ],
)
def test_the_program_is_silent_whatever_it_is_asked(words: list[str], tmp_path: Path) -> None:
    done = sitbrief("complete", *words, home=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words", [[""], ["show", ""], ["list", "--province", ""], ["list", "--sector", ""]], ids=" ".join
)
def test_completing_loads_neither_the_screen_nor_the_model(words: list[str], tmp_path: Path) -> None:
    put(tmp_path)
    script = (
        "import sys; from sitbrief.cli.main import main; main(['complete', 'fish', 'sitbrief', *sys.argv[1:]]);"
        "sys.exit(' '.join({name.partition('.')[0] for name in sys.modules} & {'textual', 'rich', 'pydantic', 'orjson'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        env=environment(tmp_path, SITBRIEF_LIBRARY=str(tmp_path)),
        capture_output=True,
        check=False,
    )

    assert done.stdout.count(b"\n") > 1
    assert done.stderr.strip() == b""
