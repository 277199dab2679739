"""The limits on what comes from outside: one table, which the configuration sets for every command."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from sitbrief.cli.configured import chosen
from sitbrief.cli.main import main
from sitbrief.config.settings import BY_NAME
from sitbrief.limits import Limits, limits, options, use
from support.program import BRIEFINGS, sitbrief

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIELDS = dataclasses.fields(Limits)


@pytest.fixture
def lowered() -> Iterator[None]:
    before = limits()
    chosen.cache_clear()
    yield
    chosen.cache_clear()
    use(before)


def configured(home: Path, text: str) -> Path:
    path = home / ".config" / "sitbrief" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_limit_is_one_row_of_the_table_and_the_configuration_has_it(field: dataclasses.Field[int]) -> None:
    told = field.metadata
    assert told["least"] <= field.default <= told["most"]
    assert told["unit"]
    assert told["help"].endswith(".")
    setting = BY_NAME["limits", field.name]
    assert setting.default == str(field.default)
    assert setting.read(told["most"]) == told["most"]
    with pytest.raises(ValueError, match="whole number"):
        setting.read(told["most"] + 1)


def test_other_limits_are_in_force_once_they_are_put_there(lowered: None) -> None:
    use(Limits(depth=30))
    assert (limits().depth, limits().briefing) == (30, 64)


@pytest.mark.parametrize("words", [("show",), ("check",), ("export",), ("list",), ()])
def test_what_is_set_holds_for_every_command(tmp_path: Path, words: tuple[str, ...]) -> None:
    """A file above the limit is refused in one line that names the limit, its value and how to raise it."""
    path = tmp_path / "large.json"
    path.write_bytes((BRIEFINGS / "2024-12-05-hama.json").read_bytes() + b" " * 1_048_576)
    assert sitbrief(*words, str(path), home=tmp_path).returncode == 0
    configured(tmp_path, "[limits]\nbriefing = 1\n")
    refused = sitbrief(*words, str(path), home=tmp_path)
    assert refused.returncode == 3
    lines = [line for line in refused.stderr.splitlines() if f"{path}: " in line]
    assert len(lines) == 1
    assert "is larger than 1 MiB (limits.briefing = 1; sitbrief config tells where to raise it)" in lines[0]


def test_another_configuration_counts_for_its_limits_too(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[limits]\nbriefing = 1\n", encoding="utf-8")
    path = tmp_path / "large.json"
    path.write_bytes(b"{}" + b" " * 1_048_576)
    refused = sitbrief("show", str(path), "--config", str(other), home=tmp_path)
    assert (refused.returncode, "limits.briefing = 1" in refused.stderr) == (3, True)


def test_a_process_of_ours_is_told_which_configuration_it_is(
    tmp_path: Path, lowered: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The indexing process finds the usual one by itself, and no other."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    configured(tmp_path, "[limits]\ndepth = 30\n")
    assert main(["list", str(BRIEFINGS)]) == 0
    assert (limits().depth, options()) == (30, ())
    (tmp_path / "other.toml").write_text("[limits]\ndepth = 40\n", encoding="utf-8")
    assert main(["list", str(BRIEFINGS), "--config", "other.toml"]) == 0
    assert (limits().depth, options()) == (40, ("--config", str(tmp_path / "other.toml")))


def test_a_limit_that_cannot_be_is_told_and_the_usual_one_holds(tmp_path: Path) -> None:
    path = configured(tmp_path, "[limits]\ndepth = 0\n")
    done = sitbrief("check", str(BRIEFINGS / "2024-12-05-hama.json"), home=tmp_path)
    assert done.returncode == 0
    assert (
        done.stderr.splitlines()[0]
        == f"{path}:2: limits.depth: 0 cannot be. Give a whole number from 20 to 250."
    )


def test_the_help_says_that_there_are_limits(tmp_path: Path) -> None:
    assert "limits: " in sitbrief("--help", home=tmp_path).stdout
