"""Moments at which rows were written, as services tell them: seconds since 1970, ISO 8601, a day."""

from __future__ import annotations

from datetime import UTC, datetime

from sitbrief.text import digits


def moment(written: str) -> str:
    """A moment in UTC as ISO 8601 has it, or a day where no more is told; empty where it is told otherwise."""
    plain = digits(written.strip())
    try:
        if plain.isdecimal():
            return datetime.fromtimestamp(int(plain), UTC).isoformat()
        found = datetime.fromisoformat(plain)
        if found.tzinfo is None:
            return found.date().isoformat()
        return found.astimezone(UTC).replace(microsecond=0).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
