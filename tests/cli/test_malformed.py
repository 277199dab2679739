"""Files that are no briefings: clear lines, exit code 1, or 3 where they cannot be read, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitbrief.cli.main import main

SUITE = Path(__file__).parents[1] / "data" / "json-test-suite"


@pytest.mark.parametrize("command", ["check", "export", "show"])
def test_none_of_the_188_is_taken_for_a_briefing(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for path in sorted(SUITE.glob("n_*.json")):
        assert main([command, str(path)]) == 1
        told = capsys.readouterr()
        lines = (told.out + told.err).splitlines()
        assert str(path) in lines[0]
        assert "Traceback" not in told.err
        assert all(line.isprintable() for line in lines)


def test_the_highest_exit_code_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = Path(__file__).parents[2] / "briefings" / "2024-12-05-hama.json"
    assert main(["check", str(good)]) == 0
    assert main(["check", str(good), str(next(SUITE.glob("n_*.json")))]) == 1
    assert main(["check", str(next(SUITE.glob("n_*.json"))), str(tmp_path / "missing.json"), str(good)]) == 3
    assert "Traceback" not in capsys.readouterr().err
