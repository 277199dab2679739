"""What is built holds what git knows, and nothing that lies about in the tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from support.program import ROOT

STRAYS = (
    "briefings/.cache/0123.json",
    "briefings/.2024-12-05-hama.json.swp",
    "src/sitbrief/__pycache__/stray.cpython-311.pyc",
    "src/sitbrief/.coverage",
    "tests/__pycache__/stray.cpython-311.pyc",
    "tests/.hypothesis/examples",
    ".venv/lib/stray.py",
)
METADATA = ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE")


@pytest.fixture(scope="module")
def known() -> list[str]:
    """The files that git knows, or will when they are added."""
    words = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.skip("this tree is not git's")
    return sorted({name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, known: list[str]) -> Path:
    """A wheel and a source distribution, of a copy of the tree with strays in it."""
    try:
        import hatchling  # noqa: F401
    except ImportError:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "hatchling is not installed: pip install --group build"
        )
    folder = tmp_path_factory.mktemp("built")
    tree = folder / "tree"
    for name in (*known, *STRAYS):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        if name in STRAYS:
            (tree / name).write_bytes(b"stray")
        else:
            shutil.copy(ROOT / name, tree / name)
    words = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(words, cwd=tree, check=True, capture_output=True)
    return folder


def test_the_wheel_holds_the_package_the_briefings_and_nothing_else(built: Path, known: list[str]) -> None:
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
    head = path.name.removesuffix("-py3-none-any.whl")
    own = {
        name.removeprefix("src/") if name.startswith("src/") else f"sitbrief/{name}"
        for name in known
        if name.startswith(("src/", "briefings/"))
    }
    others = {name for name in names if not name.startswith(f"{head}.data/data/share/")} - own
    assert len(names) == len(set(names))
    assert others == {f"{head}.dist-info/{name}" for name in METADATA}
    assert own <= set(names)
    shared = {PurePosixPath(name).name for name in set(names) - own - others}
    assert shared == {"sitbrief.1", "sitbrief", "_sitbrief", "sitbrief.fish"}


def test_the_source_distribution_holds_nothing_that_git_does_not(built: Path, known: list[str]) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names - set(known) == {"PKG-INFO"}
    assert {name for name in known if name.startswith(("src/", "tests/", "briefings/"))} <= names
