"""Texts that try to be more than text, for every field and every file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

from formats.hostile import PAYLOADS
from sitbrief.text import clean_line

_NAUGHTY: Final = Path(__file__).parents[1] / "data" / "naughty_strings" / "strings.json"

HOSTILE: Final[tuple[str, ...]] = (
    *PAYLOADS,
    *json.loads(_NAUGHTY.read_text(encoding="utf-8")),
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uff1d1", "'=1", '"=1"', '=HYPERLINK("https://evil.example")'),
    *(
        "../../etc/passwd",
        "CON",
        "nul.json",
        "a/b",
        "a\\b",
        ".",
        "..",
        "~root",
        "-o",
        "--",
        "$(touch x)",
        "`x`",
    ),
    *(
        "\x1bP+q\x1b\\",
        "\x1b]8;;https://evil.example\x1b\\x\x1b]8;;\x1b\\",
        "\x9d52;c;aGk=\x9c",
        "\x84\x85\x8d",
    ),
    *(
        "\U000e0041\U000e0042",
        "\u2028\u2029",
        "\ufff9a\ufffab\ufffb",
        "\ufdd0\uffff",
        "\U0001f468\u200d\U0001f469",
    ),
    *(
        "\u0645\u0631\u062d\u0628\u0627 \u202b(",
        "\u0e01" + "\u0e33" * 40,
        "\u1100\u1161\u11a8" * 9,
        "\u00ad" * 99,
    ),
    *(
        "0" * 400,
        "9" * 400,
        "1e999",
        "-0",
        "NaN",
        "Infinity",
        "0x10",
        "\u0661\u0662\u0663",
        "1_000",
        "1,5",
        "1.234,5",
    ),
    *(
        "sitbrief/1",
        "TLP:RED",
        "not stated",
        "unattributed",
        "SY-HM",
        "2024-12-05",
        "9999-12-31",
        "0001-01-01",
    ),
)
"""What other programs have fallen for, and what reads like something of ours."""

_WHOLE: Final = st.characters(exclude_categories=("Cs",))

lines: Final = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(_WHOLE, max_size=30),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join),
    st.sampled_from(("Hama", "A road was cut.", "\u062d\u0645\u0627\u0629", "10 to 15 km")),
).filter(lambda text: bool(clean_line(text)))
"""Texts of which something is left when they are cleaned: what a field of a valid briefing may hold."""
