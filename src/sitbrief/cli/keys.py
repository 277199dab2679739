"""The keys of the user's configuration. What needs no screen does not load this."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitbrief.config.model import Config, Problem


def keys_of_config(config: Config) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The keys of bindings that have others now. It loads the reader."""
    from sitbrief.tui.own_keys import every_binding, resolve

    return resolve(config, every_binding())
