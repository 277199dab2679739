"""What a user has set counts; what is wrong in it is said with file and line, and never keeps the reader from starting."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import BindingsMap

from sitbrief.briefing import Filters
from sitbrief.cli.configured import filters_of_config
from sitbrief.config.commands import COMMANDS
from sitbrief.config.file import load
from sitbrief.config.lines import lines_of
from sitbrief.config.model import Config
from sitbrief.config.printing import printed
from sitbrief.text import clean_layout
from sitbrief.tui.keymap import NEVER, key_of, shown
from sitbrief.tui.own_keys import BOUND, FIXED, resolve
from sitbrief.tui.screens.detail_screen import DetailScreen
from sitbrief.tui.screens.library import LibraryList
from sitbrief.tui.screens.library_screen import LibraryScreen
from sitbrief.tui.screens.reader import Reader
from sitbrief.tui.screens.settle import Unsettled
from support.program import BRIEFINGS, COMMAND, environment, sitbrief

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

WRONG: Final = {
    "no value": ("theme =\n", 1, "theme|value"),
    "no quotes": ("\ntheme = terminal\n", 2, "value"),
    "twice": ('theme = "auto"\ntheme = "auto"\n', 2, "overwrite"),
    "an open text": ('plain = false\ntheme = "auto\n', 2, ""),
    "an open list": ("library = [\n", 2, ""),
    "no TOML": ("{}\n", 1, ""),
    "a colon": ("theme: auto\n", 1, ""),
    "a setting that is none": ('colour = "red"\n', 1, "colour: there is no such setting"),
    "nearly a setting": ('them = "auto"\n', 1, "Did you mean theme?"),
    "a table that is none": ('[filter]\ngrade = "B2"\n', 1, "Did you mean filters?"),
    "nearly a theme": ('theme = "high-contrst"\n', 1, "Did you mean 'high-contrast'?"),
    "a theme that is none": ('theme = "blue"\n', 1, "Give one of: auto, terminal"),
    "a number for a theme": ("theme = 3\n", 1, "theme: 3 cannot be"),
    "a profile that is none": ('\n\nprofile = "moon"\n', 3, "auto, local, ssh"),
    "a text for yes": ('plain = "yes"\n', 1, "true or false"),
    "a word for ASCII": ('ascii = "utf-8"\n', 1, '"auto"'),
    "a number for a folder": ("library = 5\n", 1, "list"),
    "a list of numbers": ("library = [1, 2]\n", 1, "list"),
    "no frames": ("[limits]\nframes = 0\n", 2, "from 1 to 120"),
    "half a frame": ("[limits]\nframes = 1.5\n", 2, "whole number"),
    "a limit that is none": ("[limits]\nframe = 5\n", 2, "Did you mean frames?"),
    "a province that is none": ('[filters]\nprovince = "Hamma"\n', 2, r"Did you mean Hama \(SY-HM\)"),
    "a day that is none": ('[filters]\ngrade = "B2"\nsince = "2024-02-30"\n', 3, "no day 2024-02-30"),
    "until before since": ('[filters]\nsince = "2024-12-05"\nuntil = "2024-12-01"\n', 3, "Swap"),
    "a grade that is none": ('[filters]\ngrade = "Z9"\n', 2, "no least grade"),
    "nearly a binding": ('[keys]\n"filter.provnce" = "x"\n', 2, "Did you mean filter.province?"),
    "a key that is none": ('[keys]\n"export" = "ctrl+foo"\n', 2, "is no key"),
    "nearly a key": ('[keys]\n"export" = "entr"\n', 2, "Did you mean 'enter'?"),
    "a key that always stays": ('[keys]\n"export" = "Enter"\n', 2, "always does what it does"),
    "two keys alike": ('[keys]\n"export" = ["E", "E"]\n', 2, "there twice"),
    "one key for two": ('[keys]\n"export" = "X"\n"summary" = "X"\n', 3, "is given to export, too"),
    "a key of another": ('[keys]\n"export" = "p"\n', 2, "'p' was a key of filter.province"),
    "shift and a digit": ('[keys]\n"export" = "ctrl+1"\n', 2, "no terminal sends"),
    "alt": ('[keys]\n"export" = "alt+a"\n', 2, "no terminal sends"),
    "a binding without quotes, and no key": ('[keys]\nfilter.province = "pp"\n', 2, "'pp' is no key"),
    "a table of bindings, and no key": ('[keys.filter]\nprovince = "pp"\n', 2, "'pp' is no key"),
    "bindings on one line, and no key": ('plain = false\nkeys = { export = "pp" }\n', 2, "'pp' is no key"),
    "a binding from the top, and no key": ('keys . "export" = "pp"\n', 1, "'pp' is no key"),
    "a table in a table that is none": ("plain = false\n[filter.more]\na = 1\n", 2, "Did you mean filters?"),
    "no UTF-8": ('theme = "auto"\n# \udce4\n', 2, "not UTF-8"),
}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / ".config" / "sitbrief" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    return path


def test_there_are_thirty_ways_to_be_wrong() -> None:
    assert len(WRONG) >= 30


@pytest.mark.pty
@pytest.mark.parametrize(("text", "line", "told"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_said_with_file_and_line_and_the_reader_starts(
    terminal: Start, tmp_path: Path, text: str, line: int, told: str
) -> None:
    path = written(tmp_path, text)
    screen = terminal(cols=200, rows=30).wait_for("4 Sources").settle()
    assert f"config.toml:{line}: " in screen.grid(), "the bottom line says it"
    screen.send("ctrl+c")
    assert screen.wait_exit() == 0
    said = screen.raw.decode("utf-8", "replace")
    assert re.search(rf"{re.escape(str(path))}:{line}: [^\n]*{told}", said)
    assert "Traceback" not in said
    listed = sitbrief("config", home=tmp_path)
    assert listed.returncode == 1
    assert f"{path}:{line}: " in listed.stderr
    assert sitbrief("list", home=tmp_path).returncode == 0


def test_what_is_printed_is_a_configuration_that_says_the_same(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'theme = "colour-blind"\nascii = true\nlibrary = ["~/a \\"b\\"", "c"]\n[filters]\nprovince = "Hama"\n'
        'unknown = false\n[limits]\nframes = 9\n[keys]\n"export" = ["E", "ctrl+e"]\n"summary" = []\n',
    )
    printed = sitbrief("config", home=tmp_path)
    assert (printed.returncode, printed.stderr) == (0, "")
    again = tmp_path / "again.toml"
    again.write_text(printed.stdout, encoding="utf-8")
    (first, wrong), (second, still_wrong) = load(path), load(again)
    assert (wrong, still_wrong) == ((), ())
    assert second.values == first.values
    assert [(each.id, [*map(key_of, each.keys)]) for each in second.keys] == [
        ("summary", []),
        ("export", ["E", "ctrl+e"]),
    ]


def test_every_default_that_is_printed_is_a_value_that_may_be_set(tmp_path: Path) -> None:
    printed = sitbrief("config", home=tmp_path).stdout
    settings = re.sub(r'^# ("?[a-z._"-]+"? = .*)$', r"\1", printed, flags=re.MULTILINE)
    path = written(tmp_path, settings)
    config, wrong = load(path)
    assert wrong == ()
    assert len(config.values) > 15
    resolved = resolve(config)
    assert (dict(resolved.keymap), resolved.problems) == ({}, ())
    tomllib.loads(printed)


def test_every_binding_can_have_another_key(tmp_path: Path) -> None:
    """One that is of no binding yet; the keys that always stay do."""
    fresh = [*"ABCDEFHIJKLMOPQRSTUVWXZ", *(f"f{n}" for n in range(1, 13)), *"!$%&()*=;_#,.^'`|"]
    used: dict[str, int] = {}
    lines = []
    for name in BOUND:
        scope = COMMANDS[name].scope
        number = used[scope] = used.get(scope, -1) + 1
        lines.append((name, fresh[number]))
    path = written(tmp_path, "[keys]\n" + "".join(f'"{name}" = "{key}"\n' for name, key in lines))
    config, wrong = load(path)
    resolved = resolve(config)
    assert (wrong, resolved.problems) == ((), ())
    for name, key in lines:
        stay = [own for own in BOUND[name] if own in FIXED]
        assert resolved.keymap[name].split(",") == [key_of(key), *stay], name
    for screen in (Reader, LibraryScreen, DetailScreen, LibraryList, Unsettled):
        pressed = BindingsMap(screen.BINDINGS)
        pressed.apply_keymap(resolved.keymap)
        for own in {binding.id for found in pressed.key_to_bindings.values() for binding in found}:
            for key in resolved.keymap[str(own)].split(","):
                assert own in {binding.id for binding in pressed.key_to_bindings[key]}, (screen, own, key)


def test_of_a_binding_that_lost_its_only_key_nothing_is_left_to_press(tmp_path: Path) -> None:
    config, _ = load(written(tmp_path, '[keys]\n"export" = "z"\n"help" = []\n'))
    resolved = resolve(config)
    assert (resolved.keymap["pane.zoom"], resolved.keymap["help"]) == (NEVER, NEVER)
    assert len(resolved.problems) == 1


@pytest.mark.parametrize("keys", BOUND.values(), ids=BOUND)
def test_keys_are_written_so_that_they_can_be_read(keys: tuple[str, ...]) -> None:
    assert [key_of(shown(key)) for key in keys] == [*keys]


def test_lines_are_found_in_every_way_to_write_a_key() -> None:
    text = "a = 1\n [ b ] # c\n\"d.e\" = 2\n'f'= 3\ng.h = 4\n"
    assert lines_of(text) == {("", "a"): 1, ("b", ""): 2, ("b", "d.e"): 3, ("b", "f"): 4, ("b", "g.h"): 5}
    text = "b.c = 1\n[ 'b' . d ]\ne = 2\n[b.\"f\".g]\nh.i = 3\n"
    assert lines_of(text) == {("b", "c"): 1, ("b", ""): 2, ("b", "d.e"): 3, ("b", "f.g.h.i"): 5}


@pytest.mark.pty
def test_the_reader_has_the_keys_that_are_set_and_says_them(terminal: Start, tmp_path: Path) -> None:
    written(
        tmp_path,
        '[keys]\n"filter.province" = "P"\n"filter.contested" = "f5"\n"search.next" = "ctrl+n"\n"leave" = "Q"\n'
        '"detail.back" = "Q"\n"filter.all" = "F"\n"summary" = "S"\n',
    )
    screen = terminal("--open", "2024-12-06-hama", cols=100, rows=30).wait_for("4 Sources").settle()
    assert " P province" in screen.grid()
    assert "more lines: S" in screen.grid()
    screen.send("p", "c", "q", "s").settle()
    assert "22 of 22 shown" in screen.grid()
    screen.send("P").wait_for("two digits").send("05").wait_for("Hama · ")
    screen.send("\x1b[15~").wait_for("Hama · contested")
    screen.send("3").settle()
    assert "0 shows all provinces, f5 contested or not, F the filters" in screen.grid()
    screen.send("1", "0", "/").settle().send(*"hama", "enter").wait_for("ctrl+n next, N previous")
    screen.send("\x0e").settle()
    screen.send("?").wait_for("Keys on this screen").send(*"contested").settle()
    assert re.search(r"f5 +Show contested entries only", screen.grid())
    screen.send("esc").wait_gone("Keys on this screen").send("enter").wait_for_words("based on")
    assert " Q back" in screen.grid()
    screen.send("q").settle().send("Q").wait_for("4 Sources").send("esc").wait_for("Q leaves.").send("Q")
    assert screen.wait_exit() == 0


@pytest.mark.pty
def test_a_command_without_a_key_is_named_where_its_key_would_be(terminal: Start, tmp_path: Path) -> None:
    written(tmp_path, '[keys]\n"filter.province" = []\n"leave" = []\n"filter.all" = []\n"search.next" = []\n')
    screen = terminal("--open", "2024-12-06-hama", cols=200, rows=30).wait_for("4 Sources").settle()
    last = screen.screen.display[-1]
    assert "c contested" in last
    assert not re.search("- |province|filters", last)
    screen.send("esc").settle().send("esc").wait_for('This is the top level: the command "Go back" leaves.')
    screen.send("n").settle().send(":").wait_for("Commands").send(*"next match")
    screen.wait_for("Go to the next match").send("enter")
    screen.wait_for('the command "Go to the next match": nothing was searched for')
    screen.send("ctrl+c")
    assert screen.wait_exit() == 0


@pytest.mark.pty
def test_the_reader_begins_as_it_is_set_until_it_is_told_otherwise(terminal: Start, tmp_path: Path) -> None:
    written(
        tmp_path,
        f'theme = "high-contrast"\nascii = true\nlibrary = "{BRIEFINGS}"\n[filters]\nprovince = "Hama"\n',
    )
    env = {"SITBRIEF_LIBRARY": ""}
    screen = terminal(env=env, cols=120).wait_for("Hama - ").settle()
    assert screen.grid().isascii()
    assert {cell.bg for cell in screen.screen.buffer[5].values()} == {"000000"}
    assert "from your configuration" in sitbrief("list", home=tmp_path, **env).stderr
    screen.send("0").wait_for("22 of 22").send("ctrl+c").wait_exit()
    again = terminal("--no-ascii", "--theme", "terminal", env=env, cols=120).wait_for("22 of 22 shown")
    assert not again.grid().isascii()
    other = tmp_path / "other.toml"
    other.write_text("plain = true\n", encoding="utf-8")
    plain = terminal("--config", str(other), env=env).wait_for("panes>")
    assert b"\x1b" not in plain.raw


@pytest.mark.pty
def test_a_configuration_that_is_asked_for_and_is_not_there_is_said(terminal: Start) -> None:
    screen = terminal("--config", "nowhere.toml", cols=120).wait_for("4 Sources").settle()
    assert "nowhere.toml" in screen.grid()


def test_what_is_right_counts_beside_what_is_wrong(tmp_path: Path) -> None:
    config, wrong = load(
        written(
            tmp_path,
            '[filters]\ngrade = "Z9"\nprovince = "Hama"\nsince = "soon"\n[keys]\nfilter.province = "P"\n',
        )
    )
    assert wrong == ()
    filters, of_filters = filters_of_config(config)
    assert filters == Filters(provinces=("SY-HM",))
    assert [problem.line for problem in of_filters] == [4, 2]
    assert resolve(config).keymap == {"filter.province": "P"}


@pytest.mark.parametrize(
    ("written_so", "key"), [("shift+p", "P"), ("Shift+Tab", "shift+tab"), ("ctrl+A", "ctrl+a")]
)
def test_a_key_is_read_however_it_is_written(written_so: str, key: str) -> None:
    assert key_of(written_so) == key


def test_commands_say_what_is_wrong_and_take_the_library_that_is_set(tmp_path: Path) -> None:
    written(tmp_path, f'libary = "x"\nlibrary = ["{BRIEFINGS}", "~nobody-here/x"]\n')
    listed = sitbrief("list", home=tmp_path)
    assert "2024-12-05-hama" in listed.stdout
    assert "Did you mean library?" in listed.stderr
    assert "Traceback" not in listed.stderr
    assert listed.stderr.count("config.toml:1") == 1
    other = tmp_path / "other.toml"
    other.write_text(f'library = "{BRIEFINGS}"\n', encoding="utf-8")
    again = sitbrief("list", "--config", str(other), home=tmp_path)
    assert (again.returncode, "from your configuration" in again.stderr) == (0, True)


def test_a_place_where_no_file_can_be_is_none(tmp_path: Path) -> None:
    done = sitbrief("list", home=tmp_path, XDG_CONFIG_HOME=f"/{'a' * 300}")
    assert done.returncode == 0


def test_writing_it_onto_itself_keeps_what_is_set(tmp_path: Path) -> None:
    path = written(tmp_path, 'theme = "high-contrast"\n')
    assert sitbrief("config", "-o", str(path), home=tmp_path).returncode == 0
    assert load(path)[0].get("theme") == "high-contrast"
    with path.open("wb") as file:
        done = subprocess.run(
            [*COMMAND, "config"], stdout=file, stderr=subprocess.PIPE, env=environment(tmp_path), check=True
        )
    assert b"was emptied by the shell" in done.stderr


SET: Final = 'theme = "high-contrast"\nlibrary = ["/srv/a", "/srv/b"]\n[filters]\nprovince = ["Hama"]\n'


LOSSES: Final = (
    "twice",
    "no TOML",
    "nearly a setting",
    "no frames",
    "a grade that is none",
    "two keys alike",
    "no UTF-8",
)


@pytest.mark.parametrize(("text", "line", "told"), [WRONG[kind] for kind in LOSSES], ids=LOSSES)
def test_writing_it_onto_itself_loses_nothing_where_something_cannot_be_read(
    tmp_path: Path, text: str, line: int, told: str
) -> None:
    """One typo, and every setting before it would be as by default."""
    path = written(tmp_path, text)
    before = path.read_bytes()
    done = sitbrief("config", "-o", str(path), home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert re.search(rf"^{re.escape(str(path))}:{line}: [^\n]*{told}[^\n]* Nothing is written", done.stderr)
    elsewhere = sitbrief("config", "-o", "copy.toml", home=tmp_path)
    assert (elsewhere.returncode, (tmp_path / "copy.toml").exists()) == (1, False)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda path: path.write_text(SET + "# " + "x" * 2_000_000), "is larger than"),
        (lambda path: (path.unlink(), path.mkdir()), "is a folder"),
        (lambda path: (path.unlink(), os.mkfifo(path)), "is not a regular file"),
    ],
    ids=["too large", "a folder", "a FIFO"],
)
def test_writing_it_where_it_cannot_be_read_at_all_leaves_it(
    tmp_path: Path, harm: Callable[[Path], object], told: str
) -> None:
    path = written(tmp_path, SET)
    harm(path)
    before = path.lstat()
    done = sitbrief("config", "-o", str(path), "--force", home=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert told in done.stderr
    assert os.path.samestat(path.lstat(), before)
    assert path.lstat().st_mtime_ns == before.st_mtime_ns


def test_another_file_is_overwritten_only_when_asked_for(tmp_path: Path) -> None:
    other = tmp_path / "notes.toml"
    other.write_text("mine\n")
    refused = sitbrief("config", "-o", str(other), home=tmp_path)
    assert (refused.returncode, other.read_text()) == (3, "mine\n")
    assert "exists already" in refused.stderr
    assert sitbrief("config", "-o", str(other), "--force", home=tmp_path).returncode == 0
    assert "theme" in other.read_text()


def test_the_configuration_is_made_with_its_folder_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / ".config" / "sitbrief" / "config.toml"
    assert sitbrief("config", "-o", str(path), home=tmp_path).returncode == 0
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.chmod(0o640)
    assert sitbrief("config", "-o", str(path), home=tmp_path).returncode == 0
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("target", ["none/", "none/config.toml", "fifo", "link", "linked/config.toml"])
def test_no_place_for_a_file_is_told_in_a_line(tmp_path: Path, target: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to("real")
    (tmp_path / "link").symlink_to("victim")
    os.mkfifo(tmp_path / "fifo")
    before = sorted(path.name for path in tmp_path.iterdir())
    done = sitbrief("config", "-o", target, "--force", home=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert list((tmp_path / "real").iterdir()) == []


@given(st.text(max_size=40))
def test_what_acts_on_a_terminal_is_printed_by_its_number_and_read_back_the_same(value: str) -> None:
    config = Config(values={("filters", "text"): value})
    text = printed(config, {}, {})
    assert clean_layout(text) == text
    assert tomllib.loads(text)["filters"]["text"] == value
