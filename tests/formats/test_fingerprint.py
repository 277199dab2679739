"""The rules change with every module that has a say in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import sitbrief
from sitbrief.formats import fingerprint as fingerprints
from sitbrief.formats.fingerprint import fingerprint

CODE = (
    "import sys; from sitbrief.formats.fingerprint import fingerprint; sys.stdout.buffer.write(fingerprint())"
)
SOURCE = Path(sitbrief.__file__).parent


def taken(path: Path) -> bytes:
    """The fingerprint of the package in a folder or an archive."""
    run = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        check=True,
    )
    return run.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package that may be changed."""
    shutil.copytree(SOURCE, tmp_path / "sitbrief", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_same_program_has_the_same_fingerprint() -> None:
    assert fingerprint() == fingerprint() == taken(SOURCE.parent)
    assert sys.version.encode() in fingerprint().replace(b"\\n", b"\n")


@pytest.mark.parametrize(
    "module",
    [
        "limits.py",
        "text/gate.py",
        "places/world/SY.tsv",
        "places/countries.tsv",
        "places/resolve.py",
        "briefing/model_types.py",
        "briefing/checker.py",
        "briefing/rules.py",
        "briefing/when.py",
        "formats/validation_limits.py",
        "formats/codec.py",
        "formats/native.py",
        "formats/validation.py",
        "frozen.py",
    ],
)
def test_a_change_of_a_deciding_module_is_a_change_of_the_rules(copy: Path, module: str) -> None:
    before = taken(copy)
    path = copy / "sitbrief" / module
    times = path.stat()
    path.write_bytes(path.read_bytes() + b"\n")
    longer = taken(copy)
    path.write_bytes(path.read_bytes()[:-1])
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns + 1))
    later = taken(copy)
    assert len({before, longer, later}) == 3


def test_a_new_version_or_country_is_a_change_of_the_rules(copy: Path) -> None:
    before = taken(copy)
    (copy / "sitbrief" / "places" / "lebanon.py").touch()
    more = taken(copy)
    start = copy / "sitbrief" / "__init__.py"
    start.write_text(start.read_text().replace(sitbrief.__version__, "99.9"))
    assert len({before, more, taken(copy)}) == 3


def test_a_change_of_the_screen_is_none(copy: Path) -> None:
    before = taken(copy)
    (copy / "sitbrief" / "tui" / "app.py").write_text("")
    assert taken(copy) == before


def test_in_one_file_there_is_none(copy: Path) -> None:
    archive = copy / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in (copy / "sitbrief").rglob("*.py"):
            packed.write(path, path.relative_to(copy))
    assert taken(archive) == b""


def test_a_validator_that_is_not_installed_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprints, "_VALIDATORS", ("no_such_package_anywhere",))
    assert fingerprint() == b""
