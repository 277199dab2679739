"""The first screen loads what it shows, and no more."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal

pytestmark = pytest.mark.pty

PROBE: Final = """
import json, os, sys
from sitbrief.terminal import painter
real = painter.Painter.write
def write(self, data, size):
    real(self, data, size)
    if "4 Sources" in data and not os.path.exists("modules"):
        with open("modules.new", "w") as file:
            json.dump(sorted(sys.modules), file)
        os.rename("modules.new", "modules")
painter.Painter.write = write
from sitbrief.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
NOT_YET: Final = {
    "pydantic": "a briefing that was validated before is not validated again",
    "pydantic_core": "likewise",
    "orjson": "the cache is read with what Python has",
    "sqlite3": "where no place was kept yet there is none to read",
    "pygments": "nothing is highlighted",
    "markdown_it": "nothing is Markdown",
    "curses.textpad": "of curses the terminal's capabilities alone",
    "sitbrief.formats.markdown": "nothing is exported",
    "sitbrief.formats.diagnosis": "the briefing is sound",
    "sitbrief.tui.screens.detail_screen": "no dialog is open",
    "sitbrief.tui.screens.dialog": "likewise",
    "sitbrief.tui.widgets.picklist": "likewise",
}
MOST_OURS: Final = 125
MOST_BEYOND_TEXTUAL: Final = 30


def modules(terminal: Callable[..., Terminal], folder: Path) -> set[str]:
    """What is loaded when the first full screen of a briefing that was opened before is drawn."""
    terminal("--open", "2024-12-05-hama").wait_for("4 Sources").close()
    (folder / ".local" / "state" / "sitbrief" / "state.sqlite3").unlink(missing_ok=True)
    screen = terminal("--open", "2024-12-05-hama", argv=[sys.executable, "-c", PROBE])
    screen.wait_until((folder / "modules").exists, "the first screen")
    return set(json.loads((folder / "modules").read_text(encoding="utf-8")))


def bare() -> set[str]:
    """What a Textual application of one widget has loaded."""
    import subprocess

    code = "import json, sys, textual.app, textual.widgets._static, curses; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    return set(json.loads(done.stdout))


def test_the_first_screen_loads_nothing_that_it_does_not_need(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    loaded = modules(terminal, tmp_path)
    assert {name: why for name, why in NOT_YET.items() if name in loaded} == {}
    ours = {name for name in loaded if name.split(".")[0] == "sitbrief"}
    assert len(ours) <= MOST_OURS, sorted(ours)
    beyond = loaded - ours - bare()
    assert len(beyond) <= MOST_BEYOND_TEXTUAL, sorted(beyond)
