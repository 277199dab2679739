"""Find the one-line mutants of a module: changes after which it does something else, and some test should say so.

Left alone is what no test can or should see: docstrings and messages, annotations, decorators, what is for type checking alone,
and lines marked `# pragma: no cover`.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_COMPARISONS: Final[dict[type[ast.cmpop], tuple[str, str]]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
_ARITHMETIC: Final[dict[type[ast.operator], tuple[str, str]]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "+"),
    ast.FloorDiv: ("//", "*"),
    ast.Div: ("/", "*"),
    ast.Mod: ("%", "*"),
    ast.BitOr: ("|", "&"),
    ast.BitAnd: ("&", "|"),
    ast.LShift: ("<<", ">>"),
    ast.RShift: (">>", "<<"),
}
_SWAPPED: Final = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "startswith": "endswith",
    "endswith": "startswith",
}
_UNWRAPPED: Final = frozenset({"sorted", "reversed", "frozenset", "set"})
"""Calls that their argument can take the place of."""
_DROPPED: Final = frozenset({"strip", "lstrip", "rstrip", "casefold", "lower", "upper"})
"""Methods of a string without which it is still one."""
_SPLITTING: Final = frozenset(
    {"join", "split", "rsplit", "partition", "rpartition", "replace", "removeprefix", "removesuffix"}
    | {"startswith", "endswith", "find", "rfind", "index", "count", "ljust", "rjust"}
)
"""Methods of a string that say with a word where something begins or ends."""
_CACHES: Final = frozenset({"cache", "lru_cache"})
_PROSE: Final = re.compile(r"[A-Za-z]{2,} ")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change to one line of a module.

    Attributes:
        path: The file.
        line: The number of the line.
        start: Where the change begins, in bytes of the file.
        end: Where it ends.
        text: What takes the place of these bytes.
    """

    path: Path
    line: int
    start: int
    end: int
    text: str

    def applied(self, source: bytes) -> bytes:
        """The file with the change."""
        return source[: self.start] + self.text.encode() + source[self.end :]

    def lines(self, source: bytes) -> tuple[str, str]:
        """The line as it is and as it becomes, without what it is indented by."""
        files = (source, self.applied(source))
        before, after = (file.splitlines()[self.line - 1].decode().strip() for file in files)
        return before, after


def mutants(path: Path) -> list[Mutant]:
    """The mutants of a file, in the order of their lines."""
    source = path.read_bytes()
    found = _Finder(path, source)
    found.visit(ast.parse(source))
    return sorted(set(found.mutants), key=lambda mutant: (mutant.start, mutant.end, mutant.text))


def drawn(paths: Iterable[Path], count: int, seed: int) -> list[Mutant]:
    """So many mutants of these files, as by lot; what Python does not compile is none.

    Each has its own lot, which goes by the seed and by what is changed into what: a change elsewhere draws no others.
    """
    lots = []
    for path in sorted(paths):
        source = path.read_bytes()
        for mutant in mutants(path):
            words = (str(seed), path.name, *mutant.lines(source))
            lots.append((sha256("\0".join(words).encode()).digest(), mutant))
    lots.sort(key=lambda lot: (lot[0], lot[1].start))
    return list(islice((mutant for _, mutant in lots if _compiles(mutant)), count))


def kept_lines(source: bytes) -> frozenset[int]:
    """The lines of functions whose results are kept for the next caller, until the process ends."""
    return frozenset(
        line
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and any(map(_is_cache, node.decorator_list))
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    )


def _is_cache(decorator: ast.expr) -> bool:
    named = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(named, ast.Name) and named.id in _CACHES


def _compiles(mutant: Mutant) -> bool:
    try:
        compile(mutant.applied(mutant.path.read_bytes()), str(mutant.path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


class _Finder(ast.NodeVisitor):
    """Goes through a module and collects what can be changed in it."""

    def __init__(self, path: Path, source: bytes) -> None:
        self.mutants: list[Mutant] = []
        self._path = path
        self._source = source
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._marked = {n for n, line in enumerate(source.splitlines(), 1) if b"pragma: no cover" in line}

    # What is left alone

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Nothing in an f-string: before Python 3.12 nobody knows where in the file its parts are."""

    def visit_Raise(self, node: ast.Raise) -> None:
        """Nothing of an error's text; that it is raised matters."""
        self._delete(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Of what is annotated the value alone."""
        if node.value:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """Nothing of an annotation."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """What a function does, and its defaults; no decorators, and no overload."""
        if not any(isinstance(name, ast.Name) and name.id == "overload" for name in node.decorator_list):
            self.visit(node.args)
            for statement in node.body:
                self.visit(statement)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """The body of a class."""
        for statement in node.body:
            self.visit(statement)

    def visit_If(self, node: ast.If) -> None:
        """Nothing that is for type checking alone; else the condition too."""
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        self._condition(node.test)
        self.generic_visit(node)

    # What is changed

    def visit_IfExp(self, node: ast.IfExp) -> None:
        """Either branch for both, and another word where there is none."""
        self._words(node.body, node.orelse)
        self._condition(node.test)
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """The other operator at a boundary."""
        operands = [node.left, *node.comparators]
        self._words(*operands)
        for left, sign, right in zip(operands, node.ops, operands[1:], strict=False):
            self._between(left, right, *_COMPARISONS[type(sign)])
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        """`or` for `and`."""
        words = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._between(left, right, *words)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """The opposite sign."""
        if type(node.op) in _ARITHMETIC:
            self._between(node.left, node.right, *_ARITHMETIC[type(node.op)])
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        """Without a `not`, without a minus."""
        if isinstance(node.op, ast.Not | ast.USub):
            self._replace(node, self._text(node.operand))
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """One more or less, the other truth; of strings see `_words`."""
        match node.value:
            case bool(value):
                self._replace(node, str(not value))
            case int(value) | float(value):
                self._replace(node, repr(value + 1))
                self._replace(node, repr(value - 1))
            case _:
                pass

    def visit_Call(self, node: ast.Call) -> None:
        """Without a call that only tidies, with its opposite."""
        match node.func:
            case ast.Name(id=name) if name in _UNWRAPPED and len(node.args) == 1 and not node.keywords:
                self._replace(node, self._text(node.args[0]))
            case ast.Attribute(attr=name, value=value) if name in _DROPPED:
                self._replace(node, self._text(value))
                self._words(*node.args)
            case ast.Attribute(attr=name, value=value) if name in _SPLITTING:
                self._words(value, *node.args)
            case _:
                pass
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        """The opposite function."""
        if isinstance(node.ctx, ast.Load) and node.id in _SWAPPED:
            self._replace(node, _SWAPPED[node.id])

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """The opposite method."""
        if node.attr in _SWAPPED and isinstance(node.ctx, ast.Load):
            self._replace(node, f"{self._text(node.value)}.{_SWAPPED[node.attr]}")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        """None, where something is returned."""
        if node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self._replace(node, "return None")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        """Without a call; a docstring is left alone, and of what is yielded the value is looked at."""
        if not isinstance(node.value, ast.Constant):
            self._delete(node)
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Without keeping something in an object."""
        if any(isinstance(target, ast.Attribute | ast.Subscript) for target in node.targets):
            self._delete(node)
        if not any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets):
            self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Without adding."""
        self._delete(node)
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        """Go on with what comes behind it, or end the loop."""
        self._delete(node)
        self._replace(node, "break")

    def visit_Break(self, node: ast.Break) -> None:
        """Not ended."""
        self._delete(node)

    # How

    def _text(self, node: ast.expr) -> str:
        return self._source[slice(*self._range(node))].decode()

    def _range(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        end_line, end = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[end_line - 1] + end

    def _words(self, *nodes: ast.expr) -> None:
        """Another word in the place of one that decides something; tables of words and messages are left alone."""
        for node in nodes:
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and not _PROSE.search(node.value)
            ):
                self._replace(node, '""' if node.value else '"?"')

    def _condition(self, node: ast.expr) -> None:
        if not isinstance(node, ast.Constant):
            self._replace(node, "True")
            self._replace(node, "False")

    def _delete(self, node: ast.stmt) -> None:
        self._replace(node, "pass")

    def _replace(self, node: ast.expr | ast.stmt, text: str) -> None:
        if node.lineno == node.end_lineno:
            self._add(node.lineno, *self._range(node), text)

    def _between(self, left: ast.expr, right: ast.expr, sign: str, other: str) -> None:
        start, end = self._range(left)[1], self._range(right)[0]
        words = sign.replace(" ", r"\s+")
        bound = r"\b" if sign.isalpha() or " " in sign else ""
        for match in re.finditer(
            f"{bound}{words}{bound}".encode() if bound else re.escape(sign).encode(), self._source[start:end]
        ):
            line = self._source.count(b"\n", 0, start + match.start()) + 1
            self._add(line, start + match.start(), start + match.end(), other)
            return

    def _add(self, line: int, start: int, end: int, text: str) -> None:
        if line not in self._marked and self._source[start:end] != text.encode():
            self.mutants.append(Mutant(self._path, line, start, end, text))
