"""Names in scripts whose vowel signs take cells stand whole in programs that draw them anew: tmux, GNU screen, mosh."""

from __future__ import annotations

import csv
import os
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from support.believing import believing, of_old
from support.program import COMMAND, environment, need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.terminal import Terminal

pytestmark = pytest.mark.pty

CASE: Final = Path(__file__).parents[1] / "data" / "cases" / "m37_vowel_signs.csv"
NAMES: Final = (
    ("ကာကွယ်ရေးတပ်", "ဟားမာမြို့"),
    ("सशस्त्र विद्रोही", "हमा"),
    ("বিদ্রোহী বাহিনী", "ঢাকা"),
    ("កងកម្លាំងប្រដាប់អាវុធ", "ហាម៉ា"),
    ("ஆயுதக் குழு", "கோவை"),
)
"""An actor and a place: Burmese, Hindi, Bengali, Khmer, Tamil. Their words mean armed men and towns; the rows are made up."""

SIZES: Final = ((40, 10), (80, 24), (120, 40), (200, 50))
PATIENCE: Final = 20.0


class Tmux:
    """A reader in tmux; what is read is what tmux took its screen to be."""

    def __init__(self, folder: Path, file: Path, cols: int, rows: int) -> None:
        self._tmux = [need("tmux"), "-S", str(folder / "tmux"), "-f", os.devnull]
        size = ["-x", str(cols), "-y", str(rows)]
        words = " ".join([*COMMAND, "--fresh", str(file)])
        self._run("new-session", "-d", *size, words, env=environment(folder, SHELL="/bin/sh"))
        self._run("set", "-g", "status", "off")

    def _run(self, *words: str, env: dict[str, str] | None = None) -> str:
        return subprocess.run(
            [*self._tmux, *words], env=env, check=True, capture_output=True, encoding="utf-8", timeout=30
        ).stdout

    def press(self, key: str) -> None:
        self._run("send-keys", *([] if len(key) > 1 else ["-l"]), key)

    def shown(self) -> str:
        return self._run("capture-pane", "-p")

    def close(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)


class GnuScreen:
    """The same in GNU screen; what is read is what it draws for a terminal that measures as it does."""

    def __init__(
        self, start: Callable[..., Terminal], folder: Path, file: Path, cols: int, rows: int
    ) -> None:
        self._sessions = {"SCREENDIR": str(folder / "screens"), "STY": "", "TMUX": ""}
        (folder / "screens").mkdir(mode=0o700)
        self.terminal = start(
            *COMMAND,
            "--fresh",
            str(file),
            argv=[need("screen"), "-U", "-S", "reader", "-c", os.devnull],
            cols=cols,
            rows=rows,
            env=self._sessions,
        )
        self._screen, self._stream = believing(cols, rows, of_old)
        self._read = 0

    def press(self, key: str) -> None:
        self.terminal.send({"Enter": "enter", "C-l": "ctrl+l"}.get(key, key))

    def shown(self) -> str:
        self.terminal.settle(0.1)
        self._stream.feed(self.terminal.raw[self._read :])
        self._read = len(self.terminal.raw)
        return "\n".join(self._screen.display)

    def close(self) -> None:
        # A session outlives the terminal that it was started in.
        subprocess.run(
            [need("screen"), "-S", "reader", "-X", "quit"],
            env={**os.environ, **self._sessions},
            check=False,
            capture_output=True,
            timeout=30,
        )
        self.terminal.close()


Inside = Tmux | GnuScreen


@pytest.fixture
def inside(terminal: Callable[..., Terminal], tmp_path: Path) -> Iterator[Callable[..., Inside]]:
    opened: list[Inside] = []

    def start(program: str, file: Path, cols: int, rows: int) -> Inside:
        made = (
            Tmux(tmp_path, file, cols, rows)
            if program == "tmux"
            else GnuScreen(terminal, tmp_path, file, cols, rows)
        )
        opened.append(made)
        return made

    yield start
    for found in opened:
        found.close()


def read(found: Inside, *words: str) -> str:
    """Wait until words are on the screen, and return it."""
    end = time.monotonic() + PATIENCE
    while not all(word in (shown := found.shown()) for word in words):
        assert time.monotonic() < end, (words, shown)
        time.sleep(0.1)
    return shown


def rows_of(folder: Path) -> Path:
    """The case's row, once for each pair of names."""
    with CASE.open(encoding="utf-8", newline="") as source:
        head, row = csv.reader(source)
    file = folder / "names.csv"
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(head)
        for number, (actor, place) in enumerate(NAMES):
            made = dict(zip(head, row, strict=True))
            made |= {"event_id_cnty": f"SYR{number}", "actor1": actor, "actor2": "", "location": place}
            made |= {"event_date": f"2025-03-0{number + 1}", "notes": f"{actor} {place} ({actor})"}
            writer.writerow(made.values())
    return file


@pytest.mark.parametrize("program", ["tmux", "screen"])
@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_the_case_stands_whole(inside: Callable[..., Inside], program: str, cols: int, rows: int) -> None:
    found = inside(program, CASE, cols, rows)
    read(found, "4 Sources", "Armed clash: ဟားမာ - सेना, ঢাকা; 1")
    found.press("1")
    found.press("Enter")
    read(found, "Claim", "ကာကွယ်ရေး का की ঢাকা கோவை")


@pytest.mark.parametrize("program", ["tmux", "screen"])
@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_names_stand_whole_wherever_the_selection_moves(
    inside: Callable[..., Inside], tmp_path: Path, program: str, cols: int, rows: int
) -> None:
    """Each row is drawn selected and not, each entry opened and left; drawn again from nothing, all is as it was."""
    found = inside(program, rows_of(tmp_path), cols, rows)
    read(found, "4 Sources", "1 Timeline")
    found.press("1")
    for actor, place in NAMES:
        words = actor.split()
        read(found, *words)
        found.press("Enter")
        read(found, "Claim", *words, place)
        found.press("q")
        read(found, "4 Sources", *words)
        found.press("j")
    settled = read(found, "4 Sources", *NAMES[-1][0].split())
    found.press("C-l")
    assert read(found, "4 Sources", *NAMES[-1][0].split()) == settled
