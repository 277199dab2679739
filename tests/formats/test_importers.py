"""One door for importers: what is shown before a file is opened names the same that then open files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sitbrief.formats.importers
from sitbrief.briefing.models import Tlp
from sitbrief.formats.importers import NAMES, importers
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from sitbrief.formats.importers.importer import Importer


def test_the_names_are_those_of_the_importers() -> None:
    assert [importer.name for importer in importers()] == [*NAMES]


def test_a_module_of_an_importer_that_has_no_line_is_missed() -> None:
    folder = Path(sitbrief.formats.importers.__file__).parent
    modules = {
        path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert modules - {"__init__", "importer"} == {name.replace("-", "_") for name in NAMES}


@pytest.mark.parametrize("importer", importers(), ids=lambda importer: importer.name)
def test_an_importer_says_who_publishes(importer: Importer) -> None:
    publisher, maker = importer.publisher, importer.maker
    assert publisher
    assert publisher == clean_line(publisher)
    assert maker == clean_line(maker)
    assert importer.marking in {*Tlp}


def test_to_know_the_names_loads_no_importer() -> None:
    code = "import json, sys, sitbrief.formats.importers; print(json.dumps([*sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    loaded = {name for name in json.loads(done.stdout) if name.startswith("sitbrief.formats.")}
    assert loaded == {"sitbrief.formats.importers"}
