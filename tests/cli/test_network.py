"""No command opens a connection, and none starts another program: strace writes down every call that could.

A terminal reader runs behind forced commands and on machines without a network; whatever it needs is on the disk.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from formats.tables import acled
from library.making import put
from support.program import COMMAND, environment, need
from support.terminal import Terminal
from support.tried import tried

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

pytestmark = pytest.mark.pty

CALLS: Final = "trace=%network,execve,execveat"
_FAMILY: Final = re.compile(r"\b(?:socket|socketpair)\((\w+)|\bsa_family=(\w+)")
_STARTED: Final = re.compile(r'\bexecve(?:at)?\((?:[^"]*, )?"([^"]*)"(?!.*= -1 )')
_LOCAL: Final = {"AF_UNIX", "AF_UNSPEC"}

COMMANDS: Final = {
    "reader without a terminal": ("lib",),
    "list": ("list", "lib"),
    "show": ("show", "syria-1", "--library", "lib"),
    "check": ("check", "lib/syria-1.json"),
    "export": ("export", "syria-1", "--library", "lib", "-o", "out/"),
    "import": ("import", "events.csv", "-o", "made"),
    "index": ("index", "lib"),
    "search": ("search", "road", "--library", "lib"),
    "conversation": ("--plain", "lib"),
    "config": ("config",),
}


def traced(folder: Path, argv: Sequence[str]) -> list[str]:
    return [
        need("strace"),
        "-f",
        "-qq",
        "-s",
        "300",
        "-e",
        CALLS,
        "-e",
        "signal=none",
        "-o",
        str(folder / "calls"),
        *argv,
    ]


def calls(folder: Path) -> list[str]:
    return (folder / "calls").read_text(encoding="utf-8", errors="replace").splitlines()


def connections(lines: Iterable[str]) -> list[str]:
    """The calls that have to do with another network than this machine's own sockets between processes."""
    return [line for line in lines if any({*found} - _LOCAL - {""} for found in _FAMILY.findall(line))]


def started(lines: Iterable[str]) -> list[str]:
    """The programs that were started."""
    return [found[1] for line in lines if (found := _STARTED.search(line))]


def strangers(lines: Iterable[str]) -> list[str]:
    """The programs that were started and are not this one's interpreter."""
    return [name for name in started(lines) if os.path.realpath(name) != os.path.realpath(sys.executable)]


def prepare(folder: Path, *, large: bool = False) -> None:
    """A library; a large one is indexed by a process of its own."""
    library = folder / "lib"
    put(library)
    put(library, "syria-2.json", "syria-2", edition=2)
    for number in range(3, 300) if large else ():
        put(library, f"syria-{number}.json", f"syria-{number}", edition=number, note="A long note. " * 800)
    (folder / "out").mkdir()
    (folder / "events.csv").write_bytes(acled({}, {"admin1": "Aleppo"}))


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_opens_no_connection_and_starts_no_other_program(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    prepare(tmp_path)
    done = subprocess.run(
        traced(tmp_path, [*COMMAND, *words]),
        env=environment(tmp_path),
        cwd=tmp_path,
        input=b"3\nq\n",
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    found = calls(tmp_path)
    wrong = [*connections(found), *strangers(found)]
    tried("commands without a connection", 1, bool(wrong))
    assert found, "strace saw nothing at all"
    assert wrong == []


@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
def test_the_reader_opens_no_connection_and_starts_no_other_program(tmp_path: Path, *, large: bool) -> None:
    """Through its panes, an entry, copies, a search and the library, whose index is made by the same interpreter."""
    prepare(tmp_path, large=large)
    screen = Terminal(
        traced(tmp_path, [*COMMAND, "lib"]), cols=100, rows=30, env=environment(tmp_path), cwd=str(tmp_path)
    )
    try:
        screen.wait_for("Timeline", 60).send("2", "3", "4", "1", "enter").settle()
        screen.send("y", "Y", "q").settle()
        screen.send("/", "r", "o", "a", "d", "enter").settle()
        screen.send("o").wait_for("Editions", 60).settle()
        screen.send("ctrl+c")
        screen.wait_exit(60)
    finally:
        screen.close()
    found = calls(tmp_path)
    wrong = [*connections(found), *strangers(found)]
    tried("commands without a connection", 1, bool(wrong))
    assert wrong == []
    assert len(started(found)) > large


def test_a_connection_would_be_seen(tmp_path: Path) -> None:
    """The same look at a program that does open one, and starts another."""
    opening = "import socket, os; socket.create_connection(('127.0.0.1', 9), 1)"
    subprocess.run(
        traced(tmp_path, [sys.executable, "-c", f"import subprocess; subprocess.run(['true'])\n{opening}"]),
        capture_output=True,
        timeout=60,
        check=False,
    )
    found = calls(tmp_path)
    assert any("AF_INET" in line for line in connections(found))
    assert any(name.endswith("/true") for name in strangers(found))
