"""What is typed while the news of the focus is on its way is not lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.events import Key

from sitbrief.tui.keys import Field, OrderedKeys

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Probe(OrderedKeys):
    def compose(self) -> ComposeResult:
        yield Field("old")


def test_letters_before_and_after_it_replace_what_stood_there_and_not_each_other() -> None:
    """A busy machine tells of the focus between two letters; then the first ones were selected, and replaced."""

    async def typed() -> list[str]:
        app, values = Probe(), []
        async with app.run_test() as pilot:
            field = app.query_one(Field)
            for _ in range(2):  # the second time it has been left in between
                app.screen.set_focus(None)
                await pilot.pause()
                app.screen.set_focus(field)
                await field.typed(Key("d", "d"))
                await field.typed(Key("r", "r"))
                await pilot.pause()
                await field.typed(Key("o", "o"))
                values.append(field.value)
        return values

    assert asyncio.run(typed()) == ["dro", "dro"]
