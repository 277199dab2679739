"""One name is one thing: no class is called like another, and few modules share a name."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import sitbrief

MODULES = sorted(Path(sitbrief.__file__).parent.rglob("*.py"))


def test_no_two_classes_share_a_name() -> None:
    names = Counter(
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert len(names) > 300
    assert [name for name, count in names.items() if count > 1] == []


def test_no_more_than_two_modules_share_a_name() -> None:
    names = Counter(path.name for path in MODULES if path.name != "__init__.py")
    assert [name for name, count in names.items() if count > 2] == []
