"""A configuration file, read: what is wrong in it is said, and what is right counts all the same."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitbrief.config.settings import BY_NAME, TABLES, Refused, words
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitbrief.briefing.asking import Asked

_LIMIT: Final = 1_000_000
_KEYS: Final = "keys"


class Problem(NamedTuple):
    """Something wrong in a configuration file.

    Attributes:
        path: The file.
        line: The line, from 1; 0 for the file as a whole.
        what: The key, and what is wrong with it.
        hint: What to do.
    """

    path: Path
    line: int
    what: str
    hint: str

    @property
    def short(self) -> str:
        """The same with the file's name alone, for a line that is short."""
        return str(self._replace(path=Path(self.path.name)))

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else str(self.path)
        return clean_line(f"{where}: {self.what}. {self.hint}")


class Keys(NamedTuple):
    """What a file says of the keys of a binding.

    Attributes:
        id: The binding.
        keys: Its keys as they are written there.
        line: The line.
    """

    id: str
    keys: tuple[str, ...]
    line: int


class Config(NamedTuple):
    """What is set.

    Attributes:
        path: The file; None where there is none.
        values: What each setting is, by its table and name; those that are not in it are as by default.
        keys: What is said of keys, in the file's order.
        lines: The line of each key of the file, by its table and name.
    """

    path: Path | None = None
    values: Mapping[tuple[str, str], Any] = MappingProxyType({})
    keys: tuple[Keys, ...] = ()
    lines: Mapping[tuple[str, str], int] = MappingProxyType({})

    def get(self, name: str, table: str = "") -> Any:  # noqa: ANN401  as the setting has it
        """What a setting is; None where it is as by default."""
        return self.values.get((table, name))

    @property
    def library(self) -> tuple[str, ...]:
        """The files and folders of the library; none where they are not set."""
        return tuple(str(Path(path).expanduser()) for path in self.get("library") or ())

    @property
    def asked(self) -> Asked | None:
        """The filters as words; None where none are set."""
        from sitbrief.briefing.asking import Asked

        found = {name: value for (table, name), value in self.values.items() if table == "filters"}
        if not found:
            return None
        joined = {
            name: ",".join(value) if isinstance(value, tuple) else value for name, value in found.items()
        }
        joined["unknown"] = "yes" if joined.pop("unknown", True) else "no"
        joined["provinces"] = joined.pop("province", "")
        return Asked(**joined)

    def problem(self, table: str, name: str, what: str, hint: str) -> Problem:
        """A problem with one of the settings."""
        key = f"{table}.{name}" if table else name
        line = self.lines.get((table, name), 0)
        return Problem(self.path or Path(), line, f"{key}: {what}", hint)


def load(path: Path | None, *, required: bool = False) -> tuple[Config, tuple[Problem, ...]]:
    """Read a configuration file.

    Args:
        path: The file; None for none.
        required: It was asked for, so that it is a problem where it is not there.

    Returns:
        What is set in it, and what is wrong in it.
    """
    if path is None or not (required or path.exists()):
        return Config(), ()
    from sitbrief.formats.reading import Unreadable, read_file

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
    for table, items in tables.items():
        if table not in TABLES:
            problems.append(_unknown(config, "", table, list(filter(None, TABLES)), is_table=True))
            continue
        for name, value in items.items():
            try:
                if table == _KEYS:
                    keys.append(Keys(name, words(value), config.lines.get((table, name), 0)))
                else:
                    values[table, name] = BY_NAME[table, name].read(value)
            except Refused as error:
                problems.append(config.problem(table, name, _shown(value), str(error)))
            except KeyError:
                known = [key for owner, key in BY_NAME if owner == table]
                problems.append(_unknown(config, table, name, known))
    problems.sort(key=lambda problem: problem.line)
    return Config(path, values, tuple(keys), config.lines), tuple(problems)


def _unknown(config: Config, table: str, name: str, known: list[str], *, is_table: bool = False) -> Problem:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    kind = "table" if is_table else "setting"
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}."
    line = config.lines.get((name, ""), 0) if is_table else config.lines.get((table, name), 0)
    key = f"{table}.{name}" if table else name
    return Problem(config.path or Path(), line, f"{key}: there is no such {kind}", hint)


def _shown(value: object) -> str:
    text = (
        repr(value)
        if not isinstance(value, (list, dict))
        else "a list"
        if isinstance(value, list)
        else "a table"
    )
    return f"{text[:40]} cannot be"
