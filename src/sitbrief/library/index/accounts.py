"""Whose files an index may be made of: this account's own, root's, and those of accounts that the configuration names."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROOT = 0
_NUMBER = re.compile("[0-9]{1,10}")
_named: frozenset[int] = frozenset()


def trust(names: Iterable[str]) -> None:
    """Use what other accounts have made too, as the configuration has it; by name or number; names that no account has are passed over."""
    global _named  # noqa: PLW0603  one process, one configuration
    _named = frozenset(number for name in names if (number := _number(name)) is not None)


def trusted(*, beside: bool) -> frozenset[int]:
    """The numbers of the accounts whose files are used.

    Args:
        beside: Whether it is about an index beside briefings: in one's own cache nobody else has any business.
    """
    return frozenset({os.geteuid(), _ROOT}) | (_named if beside else frozenset())


def name_of(number: int) -> str:
    """The name of an account, for a message; its number where it has none."""
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except (KeyError, OSError):
        return f"number {number}"


def _number(name: str) -> int | None:
    import pwd  # late: most name nobody

    try:
        return pwd.getpwnam(name).pw_uid
    except (KeyError, ValueError, OSError):
        return int(name) if _NUMBER.fullmatch(name) else None
