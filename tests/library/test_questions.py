"""Another process says of an index what it is asked, a line a question, and of what is no question that it is none."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from library.making import put
from sitbrief.briefing.entries import Pane
from sitbrief.library.index.agreement import question, understood
from sitbrief.library.index.index_builder import build
from sitbrief.library.index.open_index import open_existing
from sitbrief.library.index.view import LibraryView
from support.program import COMMAND, environment

if TYPE_CHECKING:
    from pathlib import Path

    from sitbrief.library.index.snapshot import Snapshot


def compared(home: Path, asked: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, "compare"], input=asked, env=environment(home), cwd=home, capture_output=True, check=False
    )


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / os.fsdecode(b"R\xe9ports")
    return [put(folder, f"syria-{n}.json", f"syria-{n}", edition=n) for n in (1, 2)]


@pytest.fixture
def snapshot(tmp_path: Path, files: list[Path]) -> Snapshot:
    build(tmp_path / "index", files)
    found = open_existing(tmp_path / "index")
    assert found is not None
    return found


def test_what_the_briefings_say_is_true_and_what_they_do_not_say_is_not(
    tmp_path: Path, files: list[Path], snapshot: Snapshot
) -> None:
    view = LibraryView(snapshot)
    view.window(Pane.TIMELINE, 0, 9)
    first, second = sorted(view.stated, key=lambda one: one.edition.number)
    false = first._replace(said=second.said.replace(b"Road", b"Toad"))
    wrong = second.edition._replace(title="Another")
    asked = [
        question(files[0], first.edition, [first, false]),
        question(files[1], wrong, [second]),
        question(tmp_path / "gone.json", first.edition, [first]),
    ]
    done = compared(tmp_path, b"".join(asked))
    assert (done.returncode, done.stderr) == (0, b"")
    answers = done.stdout.splitlines()
    assert understood(answers[0], [first, false]) == (True, [false])
    assert understood(answers[1], [second])[0] is False
    assert understood(answers[2], [first]) == (False, [first])


@pytest.mark.parametrize("asked", [b"\n", b"[]\n", b"{}\n", b"\xff\n", b'["zz", [], []]\n', b"[1, 2, 3]\n"])
def test_what_is_no_question_is_told_in_a_line(tmp_path: Path, asked: bytes) -> None:
    done = compared(tmp_path, asked)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"That is no question: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("line", [b"", b"[]", b"nonsense"])
def test_the_silence_of_a_process_that_has_ended_is_no_answer(line: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        understood(line, [])
