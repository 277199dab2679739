"""The tool that changes one line at a time: what it changes, what it leaves alone, and what it says of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from support.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MODULE = '''\
"""Says which is larger; or "nothing" where None is given."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    LIMIT = 7

WORDS: Final = ("one", "two")


@lru_cache(maxsize=5)
def larger(one: int, other: int) -> int:
    """The larger one, 1 or 2."""
    if one < other:
        return other
    return one


def never(text: str) -> str:
    if not text.strip():
        raise ValueError("there is no text, or " + "none to speak of")
    return f"{text!r}" or "x"  # pragma: no cover
'''
TESTS = """\
from sitbrief.formats.one import larger


def test_the_larger_one() -> None:
    assert (larger(1, 2), larger(2, 1)) == (2, 2)
"""


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tools can be imported."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    for name in ("mutants", "mutate"):
        monkeypatch.delitem(sys.modules, name, raising=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree with one module and one test."""
    root = tmp_path / "root"
    for name, text in (
        ("src/sitbrief/__init__.py", '"""A package."""\n'),
        ("src/sitbrief/formats/__init__.py", '"""Formats."""\n'),
        ("src/sitbrief/formats/one.py", MODULE),
        ("tests/formats/test_one.py", TESTS),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_it_changes_what_is_done_and_not_what_is_said(tools: None, tree: Path) -> None:
    from mutants import drawn, mutants

    path = tree / "src/sitbrief/formats/one.py"
    found = mutants(path)
    assert {mutant.lines(MODULE.encode()) for mutant in found} == {
        ("if one < other:", "if one <= other:"),
        ("if one < other:", "if True:"),
        ("if one < other:", "if False:"),
        ("return other", "return None"),
        ("return one", "return None"),
        ("if not text.strip():", "if text.strip():"),
        ("if not text.strip():", "if not text:"),
        ("if not text.strip():", "if True:"),
        ("if not text.strip():", "if False:"),
        ('raise ValueError("there is no text, or " + "none to speak of")', "pass"),
    }
    some = drawn([path], 4, seed=7)
    assert some == drawn([path], 4, seed=7) != drawn([path], 4, seed=8)
    assert len(set(some)) == 4
    assert set(some) <= set(found)


def test_a_change_that_is_seen_dies_and_one_that_makes_no_difference_lives(
    tools: None, tree: Path, tmp_path: Path
) -> None:
    from mutants import mutants
    from mutate import Outcome, Touched, Tree, measured, tried

    before = contents(tree)
    copy = Tree(tmp_path / "copy", tree)
    touched = Touched(measured(copy), tree)
    by_line = {
        mutant.lines(MODULE.encode()): mutant for mutant in mutants(tree / "src/sitbrief/formats/one.py")
    }

    def outcome(before: str, after: str) -> tuple[Outcome, str]:
        result = tried(by_line[before, after], copy, touched, tree)
        return result.outcome, result.by

    by = "FAILED tests/formats/test_one.py::test_the_larger_one"
    assert outcome("return one", "return None") == (Outcome.KILLED, by)
    assert outcome("if one < other:", "if one <= other:") == (Outcome.SURVIVED, "")
    assert contents(tree) == before
    assert (copy.root / "src/sitbrief/formats/one.py").read_text(encoding="utf-8") == MODULE


def test_what_is_kept_for_the_next_caller_meets_every_test_of_the_module(
    tools: None, tree: Path, tmp_path: Path
) -> None:
    from mutants import kept_lines, mutants
    from mutate import Outcome, Touched, Tree, measured, tried

    module, test = tree / "src/sitbrief/formats/kept.py", tree / "tests/formats/test_kept.py"
    module.write_text(
        "from functools import cache\n\n\n@cache\ndef kept():\n    return 3\n\n\ndef all():\n    return kept()\n",
        encoding="utf-8",
    )
    test.write_text(
        "from sitbrief.formats.kept import all, kept\n\n\ndef test_first() -> None:\n    kept()\n\n\n"
        "def test_second() -> None:\n    assert all() == 3\n",
        encoding="utf-8",
    )
    assert kept_lines(module.read_bytes()) == {5, 6}
    copy = Tree(tmp_path / "copy", tree)
    touched = Touched(measured(copy), tree)
    less, *_ = (mutant for mutant in mutants(module) if mutant.line == 6)
    result = tried(less, copy, touched, tree)
    assert (result.outcome, result.by) == (Outcome.KILLED, "FAILED tests/formats/test_kept.py::test_second")


def test_a_case_that_goes_by_what_is_changed_is_not_taken_for_one_that_fails(
    tools: None, tree: Path, tmp_path: Path
) -> None:
    from mutants import mutants
    from mutate import Outcome, Touched, Tree, measured, tried

    module, test = tree / "src/sitbrief/formats/two.py", tree / "tests/formats/test_two.py"
    module.write_text('"""A size."""\n\nSIZE = 3\n\n\ndef size():\n    return SIZE\n', encoding="utf-8")
    test.write_text(
        "import pytest\n\nfrom sitbrief.formats.two import SIZE, size\n\n\n"
        '@pytest.mark.parametrize("case", [SIZE])\n'
        "def test_a_size(case: int) -> None:\n    assert case == size() < 4\n",
        encoding="utf-8",
    )
    copy = Tree(tmp_path / "copy", tree)
    touched = Touched(measured(copy), tree)
    less, more = (mutant for mutant in mutants(module) if mutant.line == 3)
    assert tried(less, copy, touched, tree).outcome is Outcome.SURVIVED
    assert tried(more, copy, touched, tree).outcome is Outcome.KILLED
