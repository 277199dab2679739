"""No name that a briefing or a dataset brings along leads out of the folder that somebody names, or through a link in it.

SITBRIEF_NAMES says how many titles and ids are tried; by default 120.
"""

from __future__ import annotations

import itertools
import json
import os
import random
from typing import TYPE_CHECKING, Any, Final

import pytest

from formats.tables import acled
from fuzz.texts import HOSTILE
from library.making import content
from support.inside import run_inside
from support.tried import tried

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT: Final = int(os.environ.get("SITBRIEF_NAMES", "120"))
_PARTS: Final = (
    *(
        "..",
        "../",
        "/",
        "../../outside/secret",
        "/etc/passwd",
        "~",
        "~root/x",
        "\0",
        "\n",
        "%2e%2e%2f",
        "..\\",
        "\u2025/",
        "\uff0e\uff0e/",
    ),
    *(
        "CON",
        "NUL.md",
        "aux",
        "COM1",
        "a" * 300,
        "\u0301" * 90,
        ".",
        " ",
        "-",
        "--force",
        "-o",
        "$(touch x)",
        "`x`",
        ";x",
        "|x",
        "a:b",
    ),
    *(
        "\u202e",
        "\x1b[2J",
        ".md",
        ".json",
        ".sitbrief-index",
        "manifest",
        "\udcff",
        "link",
        "dangling",
        "folder",
    ),
)


def names(count: int) -> Iterator[str]:
    """Hostile names, no two of them the same."""
    seen = set()
    pick = random.Random(17)  # noqa: S311  the same ones each time
    whole = itertools.chain(
        HOSTILE,
        _PARTS,
        iter(lambda: "".join(pick.choices((*_PARTS, *HOSTILE), k=pick.randrange(2, 5))), None),
    )
    for name in whole:
        if name not in seen:
            seen.add(name)
            yield name
        if len(seen) == count:
            return


def planted(folder: Path) -> dict[str, Path]:
    """A folder for exports with links in it, which lead to what must stay as it is."""
    outside, out = folder / "outside", folder / "out"
    outside.mkdir()
    out.mkdir()
    (outside / "secret").write_text("mine", encoding="utf-8")
    (outside / "deep").mkdir()
    for ending in (".md", ".json", ".csv", ".txt"):
        (out / f"link{ending}").symlink_to(outside / "secret")
        (out / f"dangling{ending}").symlink_to(outside / "made")
        (out / f"folder{ending}").symlink_to(outside / "deep")
    (out / "way").symlink_to(outside / "deep")
    return {"out": out, "outside": outside}


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """What is in a folder, to the byte."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mode,
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() and not path.is_symlink() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }


def put(folder: Path, data: dict[str, Any]) -> None:
    text = json.dumps(data)
    (folder / "briefing.json").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("field", ["id", "title"])
def test_no_name_leads_an_export_out_of_its_folder(tmp_path: Path, field: str) -> None:
    """A title is no part of a file's name, and an id that could lead elsewhere is none; what is there as a link stays."""
    where = planted(tmp_path)
    before, links = (
        state(where["outside"]),
        sorted(path.name for path in where["out"].iterdir() if path.is_symlink()),
    )
    failed = []
    count = 0
    home = tmp_path / "home"
    home.mkdir()
    for number, name in enumerate(names(max(8, COUNT // 2))):
        ids = ("link", "dangling", "folder", f"b{number}")
        put(home, content(ids[number % 4], title=name) if field == "title" else content(name))
        words = ["export", "briefing.json", "-o", str(where["out"]) + "/"]
        words += ["--format", ("markdown", "json", "csv", "text")[number // 4 % 4]]
        found = run_inside([*words, *(["--force"] if number % 3 else [])], home)
        count += 1
        known = sorted(path.name for path in where["out"].iterdir() if path.is_symlink())
        if (
            found.report
            or state(where["outside"]) != before
            or known != links
            or {path.name for path in home.iterdir()} - {"briefing.json", ".cache", ".local", ".config"}
        ):
            failed.append((name, found))
            break
    tried(f"hostile {field}s of exports", count, len(failed))
    assert failed == []
    assert {path.name for path in tmp_path.iterdir()} == {"out", "outside", "home"}


def test_no_name_in_a_dataset_leads_an_import_out_of_its_folder(tmp_path: Path) -> None:
    """Countries, places and sources become parts of ids, and so of file names."""
    where = planted(tmp_path)
    before = state(where["outside"])
    home = tmp_path / "home"
    home.mkdir()
    failed = []
    some = [*names(max(8, COUNT // 4))]
    for start in range(0, len(some), 4):
        rows = [
            {
                column: name.encode("utf-8", "replace").decode()
                for column in ("country", "iso", "admin1", "source", "actor1")[place:]
            }
            for place, name in enumerate(some[start : start + 4])
        ]
        (home / "events.csv").write_bytes(acled(*rows, {}))
        found = run_inside(["import", "events.csv", "-o", str(where["out"]), "--force"], home)
        if (
            found.report
            or state(where["outside"]) != before
            or {path.name for path in tmp_path.iterdir()} != {"out", "outside", "home"}
        ):
            failed.append((some[start : start + 4], found))
            break
    tried("hostile names of imports", len(some), len(failed))
    assert failed == []
