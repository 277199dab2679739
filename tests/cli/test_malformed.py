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


ALL = sorted(SUITE.glob("[yni]_*.json"))


def told(capsys: pytest.CaptureFixture[str], *words: str) -> int:
    """Run a command here; whatever it says is printable, and no mistake of ours."""
    code = main(list(words))
    out, err = capsys.readouterr()
    assert code != 70, (words, err)
    assert "Traceback" not in err
    assert all(line.isprintable() for line in (out + err).splitlines())
    return code


@pytest.mark.parametrize("command", ["check", "export", "show", "import"])
def test_none_of_all_318_is_anything_but_data_with_problems(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that parsers may take or refuse as well. What is too deep or too much cannot be read."""
    for path in ALL:
        words = [command, str(path), *(["-o", str(tmp_path / "made")] if command == "import" else [])]
        assert told(capsys, *words) in {1, 3}
    assert not list(tmp_path.glob("made/*.json"))


@pytest.mark.parametrize("command", [("list",), ("search", "hama", "--library"), ("index",)])
def test_a_library_of_all_318_is_told_file_by_file(
    command: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert told(capsys, *command, str(SUITE)) == (0 if command == ("index",) else 1)


def test_what_is_json_is_taken_apart_wherever_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a report of ReliefWeb, as a record and in its fields, and in a briefing, as a value and in a list."""
    path = tmp_path / "file.json"
    good = (Path(__file__).parents[2] / "briefings" / "2024-12-05-hama.json").read_bytes().rstrip()[:-1]
    for part in ALL:
        inside = part.read_bytes()
        for whole in (
            b'{"data": [' + inside + b"]}",
            b'{"data": [{"id": 1, "fields": ' + inside + b"}]}",
            b'{"data": [{"fields": {"title": "x", "date": ' + inside + b', "country": [' + inside + b"]}}]}",
        ):
            path.write_bytes(whole)
            assert told(capsys, "import", str(path), "-f", "-o", str(tmp_path / "made")) in {0, 1, 3}
        for whole in (good + b', "note": ' + inside + b"}", good + b', "summary": [' + inside + b"]}"):
            path.write_bytes(whole)
            assert told(capsys, "check", str(path)) in {0, 1, 3}


def test_the_highest_exit_code_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = Path(__file__).parents[2] / "briefings" / "2024-12-05-hama.json"
    assert main(["check", str(good)]) == 0
    assert main(["check", str(good), str(next(SUITE.glob("n_*.json")))]) == 1
    assert main(["check", str(next(SUITE.glob("n_*.json"))), str(tmp_path / "missing.json"), str(good)]) == 3
    assert "Traceback" not in capsys.readouterr().err
