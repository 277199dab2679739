"""Reads a configuration file: mistakes are reported, and the rest counts all the same."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from sitbrief.config.model import Config, Keys, Problem
from sitbrief.config.settings import BY_NAME, TABLES, Refused, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LIMIT: Final = 1_000_000
_KEYS: Final = "keys"
_SHOWN_BY_KIND: Final[dict[type, str]] = {list: "a list", dict: "a table"}
"""What is shown by its kind."""


def load(path: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read a configuration file, and the mistakes in it."""
    from sitbrief.files.reading import Unreadable, read_file

    try:
        text = read_file(path, _LIMIT).decode("utf-8-sig")
    except Unreadable as error:
        return Config(), (Problem(path, 0, error.what, "The reader goes on without it."),)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Config(), (Problem(path, line, "is not UTF-8", "Save it as UTF-8."),)
    return _parsed(path, text)


def _parsed(path: Path, text: str) -> tuple[Config, tuple[Problem, ...]]:
    import tomllib

    from sitbrief.config.lines import lines_of, place_of

    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        what, line, column = place_of(str(error))
        where = f"column {column}: " if column else ""
        hint = (
            'Each key once, as in theme = "terminal"; texts in quotes. The reader goes on without the file.'
        )
        return Config(), (Problem(path, line or text.count("\n") + 1, f"{where}{what}", hint),)
    config = Config(path, lines=lines_of(text))
    values: dict[tuple[str, str], Any] = {}
    keys: list[Keys] = []
    problems: list[Problem] = []
    tables = {"": {name: value for name, value in found.items() if not isinstance(value, dict)}}
    tables |= {name: value for name, value in found.items() if isinstance(value, dict)}
    if isinstance(tables.get(_KEYS), dict):
        tables[_KEYS] = dict(_flat(tables[_KEYS]))
    for table, items in tables.items():
        if table not in TABLES:
            problems.append(_unknown(config, "", table, "table", list(filter(None, TABLES))))
            continue
        for name, value in items.items():
            try:
                if table == _KEYS:
                    keys.append(Keys(name, words(value), config.line_of(table, name)))
                else:
                    values[table, name] = BY_NAME[table, name].read(value)
            except Refused as error:
                problems.append(config.problem(table, name, _shown(value), str(error)))
            except KeyError:
                known = [key for owner, key in BY_NAME if owner == table]
                problems.append(_unknown(config, table, name, "setting", known))
    problems.sort(key=lambda problem: problem.line)
    return Config(path, values, tuple(keys), config.lines), tuple(problems)


def _flat(items: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Undo the nesting that TOML makes of ids with dots that are not quoted."""
    for name, value in items.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _unknown(config: Config, table: str, name: str, kind: str, known: list[str]) -> Problem:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}."
    return config.problem(table, name, f"there is no such {kind}", hint)


def _shown(value: object) -> str:
    text = _SHOWN_BY_KIND.get(type(value)) or repr(value)
    return f"{text[:40]} cannot be"
