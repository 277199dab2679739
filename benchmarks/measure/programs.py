"""The programs that are measured: how each is called, on what, and which keys it gets."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from measure import material

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).parents[2]
BRIEFING = "2024-12-05-hama"
MORNING = (
    "down*20 home pagedown pageup p 0 5 ] 0 enter backspace / text:Hama enter n n z z 2 down*2 enter backspace "
    "3 down*2 4 down enter pagedown backspace s s backspace ? down esc e enter"
)
"""Through the timeline, by province, by words, through the other panes, the summary, the keys, and out as Markdown."""

PAGES = "down*10 pagedown*3 pageup end home"
_DROPPED = {"COLORTERM", "LINES", "COLUMNS", "NO_COLOR", "TMUX", "STY", "LESS", "PYTHONDONTWRITEBYTECODE"}
_DROPPED_BEGINNINGS = ("TERM_", "SSH_", "TEXTUAL_", "XDG_", "LC_", "SITBRIEF_")


class Program(NamedTuple):
    """What to call, when its first screen is there, what to press, and how to leave."""

    name: str
    argv: Sequence[str]
    ready: str
    script: str
    leave: tuple[str, ...] = ("q",)


class Missing(NamedTuple):
    """A program that is left out, and why."""

    name: str
    reason: str


def environment(home: Path, **extra: str) -> dict[str, str]:
    """A terminal of its own kind, and nothing of the user's settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _DROPPED and not name.startswith(_DROPPED_BEGINNINGS)
    }
    own = {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "SHELL": "/bin/sh"}
    return {**kept, **own, **extra}


def reader(briefing: str = BRIEFING) -> Program:
    """Sitbrief as it is, on a briefing: one that comes with it, or a file."""
    return Program("sitbrief", [sys.executable, "-m", "sitbrief", "--open", briefing], "4 Sources", MORNING)


def stock(briefing: str = BRIEFING) -> Program:
    """Sitbrief on Textual's own driver."""
    launcher = str(ROOT / "benchmarks" / "stock.py")
    argv = [sys.executable, launcher, "--open", briefing]
    return Program("sitbrief, stock driver", argv, "4 Sources", MORNING)


def _less(found: str, folder: Path) -> Program:
    text = material.text(folder)
    return Program("less", [found, str(text)], "river", "j*10 space*3 b G g / text:river enter n n")


def _newsboat(found: str, folder: Path) -> Program:
    words = material.feed(folder, found)
    script = "enter down*10 pagedown pageup enter pagedown q / text:river enter q q"
    return Program("newsboat", words, "Field notes", script)


def _visidata(found: str, folder: Path) -> Program:
    table = material.table(folder)
    script = "down*10 pagedown*2 pageup right left / text:river enter n"
    return Program("VisiData", [found, str(table)], "headline", script, ("q", "q"))


def _mc(found: str, folder: Path) -> Program:
    files = material.files(folder)
    script = "down*10 pagedown pageup tab down*3 end home"
    return Program(
        "mc", [found, "--nosubshell", str(files), str(files)], "note-003", script, ("f10", "enter")
    )


def _toolong(found: str, folder: Path) -> Program:
    log = material.log(folder)  # of which it shows the end first
    return Program("toolong", [found, str(log)], "river", f"home {PAGES}", ("ctrl+c",))


def _frogmouth(found: str, folder: Path) -> Program:
    return Program("frogmouth", [found, str(material.markdown(folder))], "Chapter", PAGES, ("ctrl+q",))


def _posting(found: str, folder: Path) -> Program:
    words = [found, "--collection", str(material.requests(folder))]
    return Program("posting", words, "request-03", "tab*2 down*10 pagedown pageup", ("ctrl+c",))


def _harlequin(found: str, folder: Path) -> Program:
    words = [found, "--adapter", "sqlite", "--no-download-tzdata", str(material.database(folder))]
    script = "f6 enter down*15 up*5"
    return Program("harlequin", words, "Data Catalog", script, ("ctrl+q",))


def _elia(found: str, _folder: Path) -> Program:
    return Program("elia", [found], "Welcome", "text:reports tab shift+tab", ("ctrl+c",))


_PEERS: dict[str, tuple[str, Callable[[str, Path], Program]]] = {
    "less": ("less", _less),
    "newsboat": ("newsboat", _newsboat),
    "VisiData": ("vd", _visidata),
    "mc": ("mc", _mc),
    "toolong": ("tl", _toolong),
    "frogmouth": ("frogmouth", _frogmouth),
    "posting": ("posting", _posting),
    "harlequin": ("harlequin", _harlequin),
    "elia": ("elia", _elia),
}
NAMES = ("sitbrief", "stock", *_PEERS)


def find(names: Iterable[str], folder: Path, path: str) -> list[Program | Missing]:
    """The programs of these names, with what they work on made in a folder."""
    found: list[Program | Missing] = []
    for name in names:
        match name:
            case "sitbrief":
                found.append(reader())
            case "stock":
                found.append(stock())
            case _:
                executable, make = _PEERS[name]
                place = shutil.which(executable, path=path)
                found.append(make(place, folder) if place else Missing(name, f"no {executable} on the path"))
    return found
