"""The house: one name is one thing, and no modules go in circles, be it for types alone."""

from __future__ import annotations

import ast
import builtins
import re
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import sitbrief

ROOT = Path(sitbrief.__file__).parent
MODULES = {
    ".".join(("sitbrief", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def imported(tree: ast.AST) -> set[str]:
    """The modules of ours that a module imports, early or late, to run or for types."""
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            deeper = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (deeper & MODULES.keys()) or {node.module}
    return found & MODULES.keys()


def test_no_two_classes_share_a_name() -> None:
    names = Counter(
        node.name for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    )
    assert len(names) > 300
    assert [name for name, count in names.items() if count > 1] == []


def test_no_more_than_two_modules_share_a_name() -> None:
    names = Counter(path.name for path in MODULES.values() if path.name != "__init__.py")
    assert [name for name, count in names.items() if count > 2] == []


def test_no_modules_go_in_circles() -> None:
    """But for what the package itself offers to programs, late, from those below it."""
    below = {name: imported(tree) - {name, "sitbrief"} for name, tree in TREES.items()}
    assert sum(map(len, below.values())) > 1_000
    TopologicalSorter(below).prepare()
    with pytest.raises(CycleError):
        TopologicalSorter({**below, "sitbrief.text.gate": {"sitbrief.cli.main"}}).prepare()


def test_style_sheets_are_about_widgets_that_there_are() -> None:
    """A class that goes by another name would lose its looks in silence."""
    ours = {node.name for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    selectors = [
        name
        for path in sorted(ROOT.rglob("*.tcss"))
        for heads in re.findall(r"^([^{}\n]*)\{", path.read_text(encoding="utf-8"), re.MULTILINE)
        for name in re.findall(r"(?<![\w#.-])[A-Z]\w+", heads)
    ]
    assert len(selectors) > 10
    assert [name for name in selectors if name not in ours | {"Input", "Label"}] == []


def test_docstrings_raise_what_there_is() -> None:
    """A class that goes by another name would live on in them. `ValidationError` is pydantic's."""
    ours = {node.name for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    raised = {
        error
        for path in MODULES.values()
        for block in re.findall(r"\n( +)Raises:\n((?:\1 +\S.*\n)+)", path.read_text(encoding="utf-8"))
        for error in re.findall(rf"^{block[0]}    (\w+):", block[1], re.MULTILINE)
    }
    assert len(raised) > 15
    assert sorted(raised - ours - {*dir(builtins), "ValidationError"}) == []
