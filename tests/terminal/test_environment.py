"""The surroundings are asked before Textual is imported, and nothing that was inherited steers it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sitbrief.terminal.environment import (
    PROFILES,
    Settings,
    prepare,
    speaks_utf8,
    utf8,
    why_not_interactive,
)
from support.program import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OURS = {"TEXTUAL_ANIMATIONS", "TEXTUAL_FPS", "TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_THEME"}
NOT_BOTH = "stdin and stderr are not both a terminal"
XTERM = {"TERM": "xterm-256color"}


@pytest.fixture
def tty() -> Iterator[io.TextIOWrapper]:
    """A stream that is a terminal."""
    master, slave = os.openpty()
    with open(slave, "r+b", buffering=0) as raw, io.TextIOWrapper(raw, encoding="utf-8") as stream:  # noqa: PTH123
        yield stream
    os.close(master)


@pytest.fixture
def pipe() -> Iterator[io.TextIOWrapper]:
    """A stream that is none."""
    reading, writing = os.pipe()
    with open(reading, encoding="utf-8") as stream:  # noqa: PTH123
        yield stream
    os.close(writing)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, Settings(colour=True, remote=False, mouse=False)),
        ({"NO_COLOR": "1"}, Settings(colour=False)),
        ({"NO_COLOR": "0"}, Settings(colour=False)),
        ({"NO_COLOR": ""}, Settings(colour=True)),
        ({"SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22"}, Settings(remote=True)),
        ({"SSH_CONNECTION": ""}, Settings(remote=False)),
        ({"SSH_CONNECTION": "::1 1 ::1 22", "NO_COLOR": "yes"}, Settings(colour=False, remote=True)),
        ({"TERM": "screen.xterm-256color", "STY": "1.tty1.here"}, Settings(late_marks=True)),
        ({"TERM": "screen"}, Settings(late_marks=True)),  # over SSH nobody knows which one it is
        ({"TERM": "screen-256color", "TMUX": "/run/tmux/default,1,0"}, Settings()),
        ({"TERM": "xterm", "STY": "1.tty1.here"}, Settings()),
        ({"TEXTUAL_FPS": "1", "TEXTUAL_COLOR_SYSTEM": "windows"}, Settings()),
    ],
)
def test_settings_follow_the_environment(environ: dict[str, str], expected: Settings) -> None:
    assert prepare({**environ, "LANG": "C.UTF-8"}) == expected


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "de_DE.utf8"}, True),
        ({"LC_CTYPE": "ar_SY.UTF-8", "LANG": "C"}, True),
        ({"LC_ALL": "", "LANG": "nowhere_XX.UTF-8@euro"}, True),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "de_DE"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, False),
        ({"LANG": "POSIX"}, False),
        ({}, False),
    ],
)
def test_a_locale_speaks_utf8_if_its_name_says_so(environ: dict[str, str], *, expected: bool) -> None:
    """Over SSH the name is the other side's, and seldom installed on this one."""
    assert speaks_utf8(environ, coerced=False) is expected
    assert prepare(environ).ascii is not expected
    assert [prepare(environ, ascii_only=choice).ascii for choice in (True, False)] == [True, False]


def test_what_python_makes_of_the_c_locale_is_not_taken_for_the_readers_own(tmp_path: Path) -> None:
    code = "import os; from sitbrief.terminal.environment import speaks_utf8 as s; print(s(os.environ))"
    for locale, expected in (
        ({"LANG": "C"}, "False"),
        ({"LANG": ""}, "False"),
        ({"LC_ALL": "C"}, "False"),
        ({"LANG": "nowhere_XX.UTF-8"}, "True"),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, "True"),
    ):
        env = {**environment(tmp_path), "LANG": "", **locale}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=30,
        )
        assert (locale, done.stdout.strip()) == (locale, expected)


@pytest.mark.parametrize(
    ("told", "theme"),
    [
        ("0;15", "terminal-light"),
        ("15;0", "terminal"),
        ("0;default;15", "terminal-light"),
        ("", "terminal"),
        ("x", "terminal"),
    ],
)
def test_the_theme_is_for_the_background_that_the_terminal_tells_of(told: str, theme: str) -> None:
    assert prepare({"COLORFGBG": told}).theme == theme
    assert prepare({"COLORFGBG": told}, theme="high-contrast").theme == "high-contrast"


def test_nothing_inherited_for_textual_survives() -> None:
    environ = {
        "TEXTUAL": "1",
        "TEXTUAL_DRIVER": "evil:Driver",
        "TEXTUAL_LOG": "/etc/passwd",
        "TEXTUAL_PRESS": "q",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_FPS": "1000",
        "TEXTUAL_DISABLE_KITTY_KEY": "0",
        "TEXTUAL_ANIMATIONS": "full",
        "TEXTUAL_": "",
    }
    prepare(environ)
    assert {name for name in environ if name.startswith("TEXTUAL_")} == OURS
    assert (environ["TEXTUAL_ANIMATIONS"], environ["TEXTUAL_DISABLE_KITTY_KEY"]) == ("none", "1")


@pytest.mark.parametrize("connection", ["", "::1 1 ::1 22"])
def test_a_reader_is_far_away_over_ssh_or_where_the_profile_says_so(connection: str) -> None:
    found = [prepare({"SSH_CONNECTION": connection}, profile).remote for profile in (None, *PROFILES)]
    assert found == [bool(connection), False, True]


def test_an_empty_no_color_is_removed_because_textual_would_take_it_for_set() -> None:
    environ = {"NO_COLOR": ""}
    prepare(environ)
    assert "NO_COLOR" not in environ


def test_a_no_color_that_is_set_stays_for_the_others_who_ask() -> None:
    environ = {"NO_COLOR": "0"}
    prepare(environ)
    assert environ["NO_COLOR"] == "0"


def test_the_wait_after_escape_is_the_readers_own_where_there_is_one() -> None:
    chosen, unset = {"ESCDELAY": "250"}, dict[str, str]()
    prepare(chosen)
    prepare(unset)
    assert (chosen["ESCDELAY"], unset["ESCDELAY"]) == ("250", "100")


def test_everything_else_stays_as_it_was() -> None:
    environ = {"HOME": "/home/reader", "TERM": "xterm", "textual_log": "x", "MY_TEXTUAL_LOG": "x"}
    before = dict(environ)
    prepare(environ)
    assert {name: environ.get(name) for name in before} == before


def test_preparing_twice_is_preparing_once() -> None:
    environ = {"TEXTUAL_LOG": "x", "NO_COLOR": "", "SSH_CONNECTION": "::1 1 ::1 22"}
    first = prepare(environ)
    once = dict(environ)
    assert prepare(environ) == first
    assert environ == once


def test_textual_is_not_imported_by_asking_and_sees_what_was_prepared(tmp_path: Path) -> None:
    """Textual reads the environment when it is imported, so the order is all."""
    script = (
        "import os, sys\n"
        "from sitbrief.terminal.environment import prepare, utf8, why_not_interactive\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')]\n"
        "prepare(os.environ)\n"
        "from textual import constants as c\n"
        "print(c.DRIVER, c.LOG_FILE, repr(c.PRESS), c.MAX_FPS, c.TEXTUAL_ANIMATIONS, c.DISABLE_KITTY_KEY)\n"
    )
    hostile = {"TEXTUAL_DRIVER": "evil:Driver", "TEXTUAL_LOG": str(tmp_path / "log"), "TEXTUAL_PRESS": "q"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(tmp_path, SSH_CONNECTION="::1 1 ::1 22", **hostile),
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("None None '' 500 none True\n", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.pty
@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "vt100", "linux", "screen", "unheard-of"])
def test_a_terminal_on_both_sides_is_interactive_whatever_its_name(tty: io.TextIOWrapper, term: str) -> None:
    assert why_not_interactive(tty, tty, {"TERM": term}) is None


@pytest.mark.pty
@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"TERM": ""}, {}])
def test_a_dumb_or_nameless_terminal_is_refused_by_name(
    tty: io.TextIOWrapper, environ: dict[str, str]
) -> None:
    assert "TERM" in (why_not_interactive(tty, tty, environ) or "")


@pytest.mark.pty
def test_without_a_terminal_on_either_side_it_is_refused(
    tty: io.TextIOWrapper, pipe: io.TextIOWrapper
) -> None:
    assert why_not_interactive(pipe, tty, XTERM) == NOT_BOTH
    assert why_not_interactive(tty, pipe, XTERM) == NOT_BOTH
    assert why_not_interactive(pipe, pipe, XTERM) == NOT_BOTH


@pytest.mark.pty
def test_without_stdin_or_stderr_at_all_it_is_refused(tty: io.TextIOWrapper) -> None:
    assert why_not_interactive(None, tty, XTERM) == NOT_BOTH
    assert why_not_interactive(tty, None, XTERM) == NOT_BOTH


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1", "iso-8859-6", "cp1251", "utf-8"])
def test_an_8_bit_stream_writes_utf8_from_then_on(encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
    utf8(stream)
    stream.write("▊ حماة é")
    assert raw.getvalue() == "▊ حماة é".encode()


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
    utf8(stream)
    stream.write("a\ud83db")
    assert raw.getvalue() == b"a?b"


def test_a_stream_that_cannot_change_is_left_alone() -> None:
    text = io.StringIO()
    utf8(text)
    utf8(None)
    text.write("▊")
    assert text.getvalue() == "▊"


def test_a_process_in_an_8_bit_locale_writes_utf8(tmp_path: Path) -> None:
    script = (
        "import codecs, sys\n"
        "from sitbrief.terminal.environment import utf8\n"
        "print(codecs.lookup(sys.stderr.encoding).name, end=' ', file=sys.stderr)\n"
        "utf8(sys.stderr)\n"
        "print('\\u258a', file=sys.__stderr__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="iso-8859-1"),
        cwd=tmp_path,
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert done.stderr == "iso8859-1 ▊\n".encode()
