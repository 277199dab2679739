"""What goes to the terminal's clipboard arrives whole or is not sent, and success is never claimed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.terminal.clipboard import LIMIT, MOSH_LIMIT, into_tmux, osc52, over_mosh, prepared
from support.program import need

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

START, END = "\x1b]52;c;", "\x07"
SET = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
TMUX = {"TMUX": "/nowhere/default,1,0", "TERM": "tmux-256color"}


def payload(sequence: str | None) -> bytes:
    assert sequence is not None
    assert sequence.startswith(START)
    assert sequence.endswith(END)
    return b64decode(sequence.removeprefix(START).removesuffix(END), validate=True)


@given(st.text())
def test_the_terminal_gets_the_text_as_utf8(text: str) -> None:
    assert payload(osc52(text)) == text.encode()


@given(st.text(st.characters(categories=["Cc"], include_characters="\x1b\x07\x9c\\")))
def test_no_text_can_end_the_sequence_early(text: str) -> None:
    sequence = osc52(text) or ""
    inside = sequence.removeprefix(START).removesuffix(END)
    assert inside.isascii()
    assert all(character.isalnum() or character in "+/=" for character in inside)


def test_half_a_surrogate_pair_is_a_question_mark_and_no_error() -> None:
    assert payload(osc52("a\ud83db")) == b"a?b"


def test_the_limit_counts_encoded_bytes_and_the_longest_text_still_goes() -> None:
    longest = "x" * (LIMIT // 4 * 3)
    assert payload(osc52(longest)) == longest.encode()
    assert osc52(longest + "x") is None


def test_text_of_more_than_one_byte_a_letter_reaches_the_limit_sooner() -> None:
    half = "x" * (LIMIT // 2)
    assert osc52(half) is not None
    assert osc52(half.replace("x", "\u062d")) is None


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        (TMUX, "tmux"),
        ({"TERM": "tmux-256color"}, "tmux"),
        ({"STY": "1.pts", "TERM": "screen.xterm-256color"}, "GNU screen"),
        ({"TERM": "screen-256color"}, "GNU screen or tmux"),
        ({"TERM": "xterm-256color"}, "your terminal"),
        ({}, "your terminal"),
    ],
)
def test_what_is_said_names_what_stands_between_and_never_claims_success(
    environ: dict[str, str], named: str
) -> None:
    found = prepared("text", environ)
    assert found.sequence
    assert named in found.words
    assert found.words.startswith("sent ")
    assert "copied" not in found.words


@pytest.mark.parametrize("term", ["linux", "vt100", "vt220", "putty-256color"])
def test_a_terminal_without_a_clipboard_gets_nothing_and_that_is_said(term: str) -> None:
    found = prepared("text", {"TERM": term})
    assert found.sequence == ""
    assert term in found.words


@pytest.mark.parametrize(
    "environ", [{"TERM": "xterm-256color"}, {"STY": "1.pts", "TERM": "screen"}, TMUX], ids=str
)
def test_200_kilobytes_are_not_sent(environ: dict[str, str]) -> None:
    found = prepared("x" * 200_000, environ)
    assert (found.sequence, found.words) == ("", "it is too large for the clipboard of a terminal")


def test_mosh_gets_no_more_than_it_passes_on_whole() -> None:
    assert prepared("x" * (MOSH_LIMIT // 4 * 3), {}, mosh=True).sequence
    assert prepared("x" * (MOSH_LIMIT // 4 * 3 + 1), {}, mosh=True) == (
        "",
        "it is too large for mosh",
    )


def test_nobody_has_started_these_tests_over_mosh() -> None:
    assert not over_mosh()


@pytest.mark.parametrize("path", [".", "", ":", "bin:"])
def test_no_tmux_of_the_current_folder_is_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str
) -> None:
    """An empty part of PATH, or a relative one, is looked up there."""
    for folder in (tmp_path, tmp_path / "bin"):
        folder.mkdir(exist_ok=True)
        (folder / "tmux").write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
        (folder / "tmux").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", path)
    assert into_tmux("text", {**TMUX, "PATH": path}) is None
    assert not (tmp_path / "ran").exists()


def test_without_tmux_nothing_is_put_into_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert into_tmux("text", {}) is None
    monkeypatch.setenv("PATH", "/nowhere")
    assert into_tmux("text", TMUX) is None


# Through what really stands between

COPY = """
import os, sys
from sitbrief.terminal.clipboard import into_tmux, over_mosh, prepared
text = "x" * int(sys.argv[1])
words = into_tmux(text, os.environ)
if words is None:
    sequence, words = prepared(text, os.environ, mosh=over_mosh())
    sys.stdout.write(sequence)
print("said:", words)
"""


def copying(folder: Path, size: int) -> str:
    """The command, for a shell, of a program that copies so many letters and stays."""
    script = folder / "copy.py"
    script.write_text(COPY, encoding="utf-8")
    return f"{sys.executable} {script} {size}; exec cat"


def through(terminal: Start, *argv: str, **env: str) -> tuple[list[bytes], str]:
    """What a terminal gets to set its clipboard to, and what is said, where that program runs inside another."""
    environ = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "TMUX": "", "STY": "", **env}
    screen = terminal(argv=argv, cols=120, rows=30, env=environ).wait_for("said:", 60).settle()
    return [b64decode(found) for found in SET.findall(screen.raw)], screen.grid()


@pytest.mark.pty
@pytest.mark.parametrize("size", [100, 50_000, 200_000])
@pytest.mark.parametrize("settings", ["", "set -s set-clipboard on"])
def test_tmux_has_it_in_its_buffer_and_hands_it_on(
    terminal: Start, tmp_path: Path, size: int, settings: str
) -> None:
    need("tmux")
    (tmp_path / "conf").write_text(f"{settings}\n", encoding="utf-8")
    name = f"copy-{os.getpid()}"
    argv = ["tmux", "-L", name, "-f", str(tmp_path / "conf"), "new-session", copying(tmp_path, size)]
    try:
        found, said = through(terminal, *argv)
        held = subprocess.run(["tmux", "-L", name, "show-buffer"], capture_output=True, check=True)
    finally:
        subprocess.run(["tmux", "-L", name, "kill-server"], check=False)
    assert held.stdout == b"x" * size
    assert found == [b"x" * size]
    assert "tmux" in said
    assert ("too large" in said) == (size > LIMIT // 4 * 3)


@pytest.mark.pty
@pytest.mark.parametrize("size", [100, 50_000, 200_000])
def test_gnu_screen_hands_it_on_whole_or_gets_nothing(terminal: Start, tmp_path: Path, size: int) -> None:
    need("screen")
    inside = ("sh", "-c", copying(tmp_path, size))
    name = f"copy-{os.getpid()}"
    try:
        found, said = through(terminal, "screen", "-c", "/dev/null", "-S", name, *inside)
    finally:  # a session outlives the terminal that it was started in
        subprocess.run(["screen", "-S", name, "-X", "quit"], check=False, capture_output=True)
    fits = size <= LIMIT // 4 * 3
    assert found == [b"x" * size] * fits
    assert ("GNU screen" if fits else "too large") in said


@pytest.mark.pty
@pytest.mark.parametrize("size", [100, 10_000, 50_000, 200_000])
def test_mosh_hands_it_on_whole_or_gets_nothing(terminal: Start, tmp_path: Path, size: int) -> None:
    """It would cut what is longer, and set the clipboard to what is left of it."""
    need("mosh-client")
    argv = [
        need("mosh-server"),
        "new",
        "-i",
        "127.0.0.1",
        "-p",
        "60101:60999",
        "--",
        "sh",
        "-c",
        copying(tmp_path, size),
    ]
    told = subprocess.run(
        argv,
        capture_output=True,
        env={**os.environ, "LANG": "C.UTF-8"},
        check=True,
        encoding="utf-8",
        timeout=30,
    )
    connect = re.search(r"MOSH CONNECT (\d+) (\S+)", told.stdout)
    server = re.search(r"pid = (\d+)", told.stdout + told.stderr)
    assert connect
    assert server
    try:
        found, said = through(terminal, "mosh-client", "127.0.0.1", connect[1], MOSH_KEY=connect[2])
    finally:
        os.kill(int(server[1]), signal.SIGTERM)
    fits = size <= MOSH_LIMIT // 4 * 3
    assert found == [b"x" * size] * fits
    assert ("sent" if fits else "too large") in said


@pytest.mark.pty
@pytest.mark.parametrize("size", [100, 50_000, 200_000])
def test_a_terminal_alone_gets_it_whole_or_nothing(terminal: Start, tmp_path: Path, size: int) -> None:
    found, said = through(terminal, "sh", "-c", copying(tmp_path, size))
    fits = size <= LIMIT // 4 * 3
    assert found == [b"x" * size] * fits
    assert ("sent" if fits else "too large") in said
    assert "copied" not in said
