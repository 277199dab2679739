"""The environment is outside text as well: whoever connects may have sent it."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, Final

import orjson
import pytest

from formats.hostile import sample
from sitbrief.cli import configured
from sitbrief.cli.main import main
from support.program import COMMAND, ROOT, environment, need
from support.tried import tried

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS: Final = (
    "HOME",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_DATA_HOME",
    "SITBRIEF_LIBRARY",
    "TMPDIR",
)
TERMINALS: Final = (
    "TERM",
    "COLORTERM",
    "COLORFGBG",
    "COLUMNS",
    "LINES",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMUX",
    "STY",
)
PROGRAMS: Final = (
    "BROWSER",
    "PAGER",
    "EDITOR",
    "VISUAL",
    "SHELL",
    "LESSOPEN",
    "MANPAGER",
    "SSH_ASKPASS",
    "SSH_CONNECTION",
    "NO_COLOR",
)
VALUES: Final = (
    *(
        "",
        " ",
        "x",
        "../../x",
        "./",
        "/",
        "/dev/null",
        "/dev/full",
        "/proc/self/mem",
        "\x1b[2J\x1b]52;c;aGk=\x07",
        "a\nb",
        "\u202ea",
    ),
    *(
        "\udcff",
        "a:b::c",
        "~",
        "~nosuchuser",
        "%s%n",
        "0",
        "-1",
        "9" * 400,
        "1e9",
        "1000000",
        "x" * 100_000,
        "$(touch ran)",
    ),
    *(
        "fifo",
        "loop",
        "file",
        "locked",
        "C.UTF-8",
        "de_DE.ISO-8859-1",
        "tr_TR.UTF-8",
        "xterm-256color",
        "dumb",
        "linux",
    ),
)
COMMANDS: Final = (("show", "sample-1"), ("list",), ("search", "headline"), ("config",), ("--plain",))


@pytest.fixture
def ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with what a value may name."""
    here = tmp_path / "here"
    here.mkdir()
    (here / "file").write_text("hunter2 = [")
    (here / "locked").mkdir(mode=0)
    os.mkfifo(here / "fifo")
    (here / "loop").symlink_to("loop")
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "a.json").write_bytes(orjson.dumps(sample()))
    for name in (*FOLDERS, *TERMINALS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SITBRIEF_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(here)
    return here


@pytest.mark.parametrize("name", [*FOLDERS, *TERMINALS, *PROGRAMS])
def test_whatever_a_variable_holds_is_answered_in_a_few_clean_lines(
    name: str,
    ground: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Held: no exit code 70, no sign that a terminal obeys, no word of a file that a variable names, nothing written here."""
    failed = []
    before = sorted(ground.iterdir())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for number, value in enumerate(VALUES if name in FOLDERS else VALUES[::3]):
        named = str((ground if value in {path.name for path in before} else elsewhere) / value)
        for given in dict.fromkeys((value, named if name in FOLDERS and len(value) < 200 else value)):
            if given == "/" and name == "SITBRIEF_LIBRARY":
                continue
            monkeypatch.setenv(name, given)
            configured.chosen.cache_clear()
            configured.told.cache_clear()
            words = COMMANDS[number % len(COMMANDS)]
            code = main(list(words))
            out, err = capfd.readouterr()
            clean = all(sign.isprintable() or sign in "\n\u00a0\u3000" for sign in out + err)
            if code not in {0, 1, 2, 3} or not clean or len(err) > 4_000 or "hunter2" in out + err:
                failed.append((words, given[:60], code, err[-300:]))
    tried("values of variables of the environment", len(VALUES), len(failed))
    assert failed == []
    assert sorted(ground.iterdir()) == before


@pytest.mark.parametrize(
    "words",
    [
        ("show", "sample-1"),
        ("export", "sample-1"),
        ("list",),
        ("check", "../library/a.json"),
        ("search", "headline"),
        ("--plain",),
    ],
)
def test_no_command_starts_another_program(words: tuple[str, ...], ground: Path, tmp_path: Path) -> None:
    """Held: of all that the environment names as a program, none is started, nor anything else."""
    need("strace")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    trap.chmod(0o755)
    log = tmp_path / "log"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=execve,execveat", "-o", str(log), *COMMAND, *words],
        env=environment(tmp_path, SITBRIEF_LIBRARY=str(tmp_path / "library"))
        | dict.fromkeys(PROGRAMS[:-2], str(trap)),
        cwd=ground,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    if b"ptrace" in done.stderr.lower() and done.returncode:
        pytest.skip("this machine lets nobody trace")
    assert done.returncode in {0, 1}, done.stderr  # the sample has a problem or two
    started = [line for line in log.read_text().splitlines() if re.search(r"execve(at)?\(.*= 0", line)]
    assert len(started) == 1, started
    assert not (tmp_path / "ran").exists()


def test_nothing_in_the_sources_starts_a_program_but_three_modules() -> None:
    """Held: the processes for the index and tmux, and no browser, pager, editor or shell."""
    starting = re.compile(
        r"\b(subprocess|webbrowser|pty|os\.(system|popen|exec\w+|spawn\w+|posix_spawn\w*)|shell=True|deliver_\w+)\b"
    )
    found = {
        path.relative_to(ROOT / "src/sitbrief").as_posix()
        for path in (ROOT / "src/sitbrief").rglob("*.py")
        if starting.search(re.sub(r'""".*?"""', "", path.read_text(), flags=re.DOTALL))
    }
    assert found == {"tui/builder.py", "tui/comparing.py", "terminal/clipboard.py"}
