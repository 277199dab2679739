"""ctrl+c ends every command while it reads: exit code 130, nothing half written, no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from cli.test_bombs import GED, harmless
from support.measured import GUARD
from support.program import COMMAND, environment

if not Path("/proc/self/io").exists():
    pytest.skip("nothing tells how far a process has read", allow_module_level=True)

COMMANDS = {
    "show": ("show", "large.json"),
    "the reader": ("large.json",),
    "export": ("export", "large.json", "-o", "made/large.md"),
    "check": ("check", "large.json"),
    "list": ("list", "."),
    "index": ("index", "."),
    "import": ("import", "large.csv", "-o", "made"),
}


def has_read(process: subprocess.Popen[bytes], size: int) -> bool:
    """Whether a process has read so many bytes, or has ended."""
    try:
        told = Path(f"/proc/{process.pid}/io").read_text(encoding="ascii")
    except OSError:
        return True
    return process.poll() is not None or int(told.split()[1]) > size


@pytest.mark.parametrize("name", COMMANDS)
def test_ctrl_c_ends_a_command_that_reads(tmp_path: Path, name: str) -> None:
    """It comes when the file is in memory, so that what parses, validates and tells is what is interrupted."""
    (tmp_path / "made").mkdir()
    if name == "import":
        header, *rows = GED.read_bytes().splitlines(keepends=True)
        data = header + b"".join(rows) * (6_000_000 // sum(map(len, rows)))
    else:
        data = harmless(6_000_000)
    path = tmp_path / ("large.csv" if name == "import" else "large.json")
    path.write_bytes(data)
    process = subprocess.Popen(
        [*COMMAND, *COMMANDS[name]],
        env=environment(tmp_path),
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    end = time.monotonic() + GUARD
    while not has_read(process, len(data) if name != "import" else 4_000_000) and time.monotonic() < end:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=GUARD)
    lines = said.decode().splitlines()
    assert process.returncode == 130, lines
    assert not [line for line in lines if "Traceback" in line or "Interrupt" in line or "ignored" in line]
    assert not list((tmp_path / "made").iterdir())
