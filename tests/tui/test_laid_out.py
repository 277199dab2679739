"""A text of any length is opened at once, as far as it is laid out; what is left out is said, and how to have it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest

from formats.hostile import sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.terminal import Terminal


@pytest.mark.pty
def test_an_entry_of_more_lines_than_are_laid_out_says_so(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[limits]\nlaid_out = 100\n")
    data = sample()
    data["claims"][0]["quote"] = "word " * 800_000
    path = tmp_path / "a.json"
    path.write_bytes(orjson.dumps(data))
    screen = terminal("--fresh", "--config", str(config), str(path))
    screen.wait_for("Headline one").send("home").wait_for("at 1").send("down", "enter")
    screen.wait_for("Headline one").wait_for("PgDn page").send("end")
    screen.wait_for("More than 100 lines").wait_for("limits.laid_out = 100")
    screen.send("q", "q")
    assert screen.wait_exit() == 0
