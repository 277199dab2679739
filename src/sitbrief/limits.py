"""Bounds on all input, so that no file costs minutes or gigabytes.

One table: what reads asks `limits()`; the configuration and the help are made of the same fields.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final

from sitbrief.frozen import dataclass

MIB: Final = 1024 * 1024


def _limit(default: int, unit: str, help_text: str, *, least: int, most: int) -> int:
    """A field of `Limits`: its default, its unit, what it bounds, and the range it may be set to."""
    metadata = {"unit": unit, "help": help_text, "least": least, "most": most}
    value: int = field(default=default, metadata=metadata)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits in force. Input over a limit is refused in a line that names the limit; nothing is cut off in silence."""

    briefing: int = _limit(
        64, "MiB", "of a file that is read whole: a briefing, JSON that is imported.", least=1, most=2_048
    )
    table: int = _limit(4_096, "MiB", "of a table that is imported, row by row.", least=1, most=1_048_576)
    unpacked: int = _limit(
        512, "MiB", "that a .gz, a .zip or a part of a workbook unpacks to.", least=1, most=1_048_576
    )
    strings: int = _limit(
        128, "MiB", "of the texts of a workbook, which are held at once.", least=1, most=65_536
    )
    items: int = _limit(
        2_000_000,
        "values",
        "in one JSON file, objects and lists among them; of empty cells in a workbook, one after another.",
        least=1_000,
        most=100_000_000,
    )
    depth: int = _limit(200, "levels", "of objects and lists in one another.", least=20, most=250)
    keys: int = _limit(100, "keys", "of one object in a JSON file.", least=50, most=1_000)
    text: int = _limit(
        4_194_304, "characters", "of one text in a JSON file.", least=10_000, most=1_000_000_000
    )
    columns: int = _limit(1_000, "columns", "of a table.", least=10, most=65_535)
    field: int = _limit(131_072, "characters", "in one cell of a table.", least=1_000, most=100_000_000)
    line: int = _limit(1_048_576, "characters", "in one row of a table.", least=10_000, most=1_000_000_000)
    rejects: int = _limit(
        100_000, "rows", "of a table, one after another, that cannot be read.", least=100, most=1_000_000_000
    )
    findings: int = _limit(100, "findings", "about one file that are told.", least=1, most=10_000)
    laid_out: int = _limit(20_000, "lines", "of one entry or text on the screen.", least=100, most=1_000_000)
    window_columns: int = _limit(
        640, "columns", "of a window that are drawn, however wide it says it is.", least=40, most=10_000
    )
    window_rows: int = _limit(
        200, "rows", "of a window that are drawn, however high it says it is.", least=10, most=10_000
    )


_in_force = Limits()
_configuration = ""


def limits() -> Limits:
    """The limits in force in this process."""
    return _in_force


def use(chosen: Limits, configuration: str = "") -> None:
    """Put other limits in force; called once, before anything is read.

    Args:
        chosen: The bounds.
        configuration: The file that has them, where it is another than every process finds by itself.
    """
    global _in_force, _configuration
    _in_force, _configuration = chosen, configuration


def options() -> tuple[str, ...]:
    """The command-line options that put the same limits in force in a child process."""
    return ("--config", _configuration) if _configuration else ()


def named(name: str) -> str:
    """A limit as the end of a message: its name, its value, and how to raise it."""
    value: int = getattr(_in_force, name)
    return f"limits.{name} = {value}; sitbrief config tells where to raise it"
