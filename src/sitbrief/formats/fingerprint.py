"""What decides whether a file is a valid briefing, and what becomes of its text, in a few bytes.

Python is part of it for its tables of Unicode, the validator's packages for what they take, our own modules down to the
time of their last change: whoever works on a rule must not be shown what the rule before it let through.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder
from pathlib import Path

from sitbrief import __version__

_PACKAGE = Path(__file__).parents[1]
_DECIDING = ("frozen.py", "limits.py", "text", "files", "places", "briefing", "formats")
_VALIDATORS = ("pydantic", "pydantic_core", "orjson")


def fingerprint() -> bytes:
    """The fingerprint of the rules; empty where it cannot be taken, as in a program packed into one file."""
    try:
        stamps = [_stamp(path) for name in _DECIDING for path in _modules(_PACKAGE / name)]
        stamps.append(_folder(_PACKAGE / "places" / "world"))
        stamps += [_stamp(_origin(name)) for name in _VALIDATORS]
    except OSError:
        return b""
    return repr((__version__, sys.version, sys.implementation.cache_tag, stamps)).encode()


def _modules(path: Path) -> list[str]:
    if path.suffix:
        return [str(path)]
    with os.scandir(path) as entries:
        return sorted(entry.path for entry in entries if entry.name.endswith((".py", ".tsv")))


def _origin(name: str) -> str:
    found = PathFinder.find_spec(name)
    if found is None or found.origin is None:
        raise FileNotFoundError(name)
    return found.origin


def _folder(path: Path) -> tuple[str, int, int]:
    # One stamp for hundreds of tables: a change of any changes the sums.
    with os.scandir(path) as entries:
        found = [entry.stat() for entry in entries]
    return str(path), sum(stat.st_size for stat in found), sum(stat.st_mtime_ns for stat in found)


def _stamp(path: str) -> tuple[str, int, int]:
    found = Path(path).stat()
    return path, found.st_size, found.st_mtime_ns
