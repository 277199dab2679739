"""Libraries to press keys in: the samples, none at all, many editions behind an index, and what should not be there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from formats.hostile import PAYLOADS, replaced_everywhere
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Callable

_EDITIONS: Final = 40
_DATASETS: Final = Path(__file__).parents[1] / "data" / "datasets"

Words = tuple[tuple[str, ...], ...]
"""Command lines that open a library, each without the program's name."""


def samples(home: Path) -> Words:
    """The briefings that come with the package."""
    shutil.copytree(BRIEFINGS, home / "library")
    return ((str(home / "library"),), (str(home / "library" / "2024-12-05-hama.json"), "--fresh"))


def empty(home: Path) -> Words:
    """A folder with nothing in it."""
    (home / "library").mkdir(parents=True)
    return ((str(home / "library"),),)


def large(home: Path) -> Words:
    """So many editions that the library opens behind its index, with the mouse taken."""
    folder = home / "library"
    folder.mkdir(parents=True)
    whole = json.loads((BRIEFINGS / "2024-12-05-hama.json").read_text(encoding="utf-8"))
    for number in range(_EDITIONS):
        edition = {**whole, "id": f"hama-{number}", "edition": number + 1, "title": f"Hama {number}"}
        (folder / f"{number:03}.json").write_text(json.dumps(edition), encoding="utf-8")
    _configure(home, "mouse = true\n[limits]\nlarge = 1\n")
    return ((str(folder),),)


def hostile(home: Path) -> Words:
    """Broken files, hostile text, names that are not UTF-8, links and folders in the place of files, other formats; with the mouse."""
    folder = home / "library"
    folder.mkdir(parents=True)
    shutil.copy(BRIEFINGS / "2024-12-05-hama.json", folder)
    for number, payload in enumerate(PAYLOADS):
        (folder / f"payload-{number}.json").write_text(
            json.dumps(replaced_everywhere(payload)), encoding="utf-8"
        )
    (folder / "empty.json").write_bytes(b"")
    (folder / "broken.json").write_bytes(b'{"format": "sitbrief/1", "id": \x1b[2J')
    (folder / "list.json").write_bytes(b"[" * 900)
    (folder / "folder.json").mkdir()
    (folder / "loop.json").symlink_to("loop.json")
    shutil.copy(BRIEFINGS / "2024-12-06-hama.json", os.fsencode(folder) + b"/R\xe9port \x1b[31m.json")
    _configure(home, "mouse = true\n")
    tables = [path for path in sorted(_DATASETS.rglob("*.csv")) if path.stat().st_size < 500_000]
    copied = [shutil.copy(path, home / path.name) for path in tables[:4]]
    return (
        (str(folder),),
        (str(folder / "2024-12-05-hama.json"),),
        *((str(path),) for path in copied),
    )


LIBRARIES: Final[dict[str, Callable[[Path], Words]]] = {
    "samples": samples,
    "empty": empty,
    "large": large,
    "hostile": hostile,
}


def contents(home: Path) -> dict[str, str]:
    """What the files of a library hold, by their paths."""
    found = {}
    for path in sorted((home / "library").rglob("*")):
        if path.is_file() and ".sitbrief" not in path.name:
            found[os.fsencode(path).decode("utf-8", "backslashreplace")] = hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
    return found


def _configure(home: Path, text: str) -> None:
    folder = home / ".config" / "sitbrief"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text, encoding="utf-8")
