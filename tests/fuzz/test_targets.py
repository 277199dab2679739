"""Every target holds: for a few inputs in the suite, for SITBRIEF_FUZZ_SECONDS each where that is set."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fuzz.campaign import hold_once, kept, tried_for, tried_often
from fuzz.targets import TARGETS
from support.tried import tried

if TYPE_CHECKING:
    from fuzz.target import Target

SECONDS = float(os.environ.get("SITBRIEF_FUZZ_SECONDS", "0"))
CORPUS = os.environ.get("SITBRIEF_FUZZ_CORPUS", "")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a target writes goes into a folder of the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_target(target: Target) -> None:
    found = tried_for(target, SECONDS) if SECONDS else tried_often(target, target.examples)
    tried(f"fuzzing: {target.name}", found.tried, len(found.finds))
    for find in found.finds if CORPUS else ():
        kept(Path(CORPUS), target, find.data)
    for find in found.finds:
        raise AssertionError(str(find)) from find.error


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_the_seeds_hold(target: Target) -> None:
    for data in target.seeds:
        hold_once(target, data)
