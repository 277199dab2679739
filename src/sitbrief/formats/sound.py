"""Whether a briefing that was made here opens: the loader's own rules, on the short way that bytes of ours allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitbrief.briefing.checker import check_references
from sitbrief.briefing.models import Briefing
from sitbrief.formats.counting import refuse_too_many
from sitbrief.formats.native import loads
from sitbrief.formats.validation import adapter, validated

if TYPE_CHECKING:
    from pathlib import Path


def prepare() -> None:
    """Make the validator, so that every child process that comes after has it."""
    adapter(Briefing)


def assert_sound(data: bytes, path: str | Path) -> None:
    """See that a briefing opens that orjson has written: such bytes hold no NaN, and what was made here no foreign keys.

    Raises:
        OverLimit: it holds more than is taken; an Unreadable.
        Invalid: it does not, as the loader has it.
    """
    refuse_too_many(data, path)
    try:
        sound = not any(check_references(validated(Briefing, data)))
    except ValueError:
        sound = False
    if not sound:
        loads(data, path)
