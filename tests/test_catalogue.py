"""Reader and conversation have the same commands, and what one of them lacks says why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding

from sitbrief.cli.linear.commands.table import WORDS
from sitbrief.config.commands import COMMANDS
from sitbrief.tui.commands.across import ACROSS
from sitbrief.tui.commands.briefing import READER
from sitbrief.tui.keymap import key_of, keys_of, shown
from sitbrief.tui.screens.detail_screen import DETAIL
from sitbrief.tui.screens.library import LibraryList
from sitbrief.tui.screens.settle import Unsettled
from support.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitbrief.config.command_spec import CommandSpec

SETS = {"reader": READER, "library": ACROSS, "detail": DETAIL}
SPECS = COMMANDS.values()


def bound(screen: type[LibraryList | Unsettled]) -> set[str | None]:
    return {each.id for each in Binding.make_bindings(screen.BINDINGS)} - {"dialog.redraw"}


def ids(specs: Iterable[CommandSpec]) -> set[str]:
    return {spec.id for spec in specs}


def test_the_reader_has_each_command_that_has_keys_and_no_other() -> None:
    in_reader = {name for commands in SETS.values() for name in commands.by_id}
    in_reader |= {str(name) for name in bound(LibraryList) | bound(Unsettled)}
    assert in_reader == ids(spec for spec in SPECS if spec.keys)


def test_the_conversation_has_each_command_that_has_words_and_no_other() -> None:
    assert ids(word.spec for word in WORDS) == ids(spec for spec in SPECS if spec.words)


def test_what_only_one_of_them_has_says_why_and_nothing_else_does() -> None:
    lacking = ids(spec for spec in SPECS if not (spec.keys and spec.words))
    assert lacking == ids(spec for spec in SPECS if spec.why_missing)
    assert {"pane.zoom", "where"} < lacking, "one of each"
    assert all(spec.why_missing.endswith(".") for spec in SPECS if spec.why_missing)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_a_command_is_told_in_sentences_and_its_keys_are_keys(spec: CommandSpec) -> None:
    assert spec.help.endswith(".")
    assert spec.spoken == "" or spec.spoken.endswith(".")
    assert not spec.idle.endswith(".")
    assert [shown(key) for key in keys_of(spec.id)] == spec.keys.split()


@pytest.mark.parametrize("commands", SETS.values(), ids=SETS)
def test_two_commands_of_a_screen_have_no_key_in_common_and_hints_are_of_those_there_are(
    commands: object,
) -> None:
    names = list(commands.by_id)  # type: ignore[attr-defined]
    keys = [key for name in names for key in keys_of(name)]
    assert len(keys) == len(set(keys))
    for name in commands.hints:  # type: ignore[attr-defined]
        assert COMMANDS[name].hint


def test_the_readme_names_no_key_that_does_nothing() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| keys | do |\n")[2].partition("\n\n")[0]
    cells = [row.split(" | ")[0].strip("| ") for row in table.splitlines()[1:]]
    named = {word.strip("`") for cell in cells for word in re.split(r"[,;\s]+", cell)}
    known = {shown(key) for spec in SPECS if spec.scope == "panes" for key in keys_of(spec.id)}
    assert len(named) > 40
    assert named - known == set()
    assert all(key_of(name) for name in named)
