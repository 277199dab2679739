"""When a row was written is a moment in UTC, a day, or not told."""

from __future__ import annotations

import pytest

from sitbrief.formats.moments import moment


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1733400000", "2024-12-05T12:00:00+00:00"),
        ("2024-12-05T14:00:00.250+02:00", "2024-12-05T12:00:00+00:00"),
        ("2024-12-05T12:00:00Z", "2024-12-05T12:00:00+00:00"),
        (" 2024-12-05 ", "2024-12-05"),
        ("2024-12-05T12:00:00", "2024-12-05"),
        ("99999999999999999999", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_a_moment_is_as_precise_as_it_is_told(written: str, expected: str) -> None:
    assert moment(written) == expected
