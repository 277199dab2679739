"""Prints a configuration as a file that explains each setting; defaults are commented out."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from sitbrief.config.commands import COMMANDS
from sitbrief.config.settings import SETTINGS, TABLES
from sitbrief.text import clean_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitbrief.config.model import Config

_WIDTH = 100


def printed(
    config: Config,
    bound: Mapping[str, Sequence[str]],
    keymap: Mapping[str, Sequence[str]],
) -> str:
    """The file.

    Args:
        config: What is set.
        bound: The keys of every binding, as the program has them.
        keymap: Those of the bindings that have others now.
    """
    return "\n".join([*_settings(config), *_keys(bound, keymap)]) + "\n"


def _settings(config: Config) -> Iterator[str]:
    where = f"This is {config.path}." if config.path else "There is no file yet: these are the defaults."
    yield from _comment(f"What sitbrief does by itself, and what you have changed. {where}")
    for table, said in TABLES.items():
        if table == "keys":
            return
        yield from ["", *_comment(said)] if said or table else []
        yield from [f"[{table}]"] if table else []
        for setting in (each for each in SETTINGS if each.table == table):
            yield ""
            for line in setting.help.splitlines():
                yield from _comment(line)
            value = config.values.get((table, setting.name))
            is_set = (table, setting.name) in config.values
            yield f"{setting.name} = {_toml(value)}" if is_set else f"# {setting.name} = {setting.default}"


def _keys(bound: Mapping[str, Sequence[str]], keymap: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield ""
    yield from _comment(TABLES["keys"])
    yield "[keys]"
    for name, keys in bound.items():
        yield ""
        yield from _comment(COMMANDS[name].help)
        own = keymap.get(name)
        yield (
            f"# {_toml(name)} = {_toml(tuple(keys))}"
            if own is None
            else f"{_toml(name)} = {_toml(tuple(own))}"
        )


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in wrap(text, _WIDTH, break_on_hyphens=False)]


def _toml(value: object) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if value is None:
        return '"auto"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    escaped = "".join(_ESCAPES.get(sign) or _visible(sign) for sign in str(value))
    return f'"{escaped}"'


def _visible(sign: str) -> str:
    """A character as TOML writes it: by its number, where it would act on a terminal or not be seen."""
    return sign if clean_row(sign) == sign else f"\\U{ord(sign):08x}"


_ESCAPES = {'"': '\\"', "\\": "\\\\"} | {chr(code): f"\\u{code:04x}" for code in (*range(32), 127)}
