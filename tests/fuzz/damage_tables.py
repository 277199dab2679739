"""Damage to tables: to headers, quotes, encodings, delimiters, lengths of rows, and to numbers and days in all notations."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from fuzz.damage import damaged
from fuzz.texts import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Rows = list[list[str]]

_NUMBERS: Final = (
    *(
        "0",
        "-0",
        "-1",
        "1e3",
        "1E400",
        "-1e400",
        "1e-400",
        "nan",
        "inf",
        "-inf",
        "Infinity",
        "0x10",
        "1_000",
        "1,000",
    ),
    *(
        "1.000",
        "1.234,5",
        "1,234.5",
        "1 000",
        "1\u00a0000",
        "1\u202f000",
        "\u0661\u0662",
        "\u06f1",
        "\uff11",
        "\u2155",
        "\u00b2",
    ),
    *(
        "9" * 400,
        "0." + "0" * 400 + "1",
        "+5",
        "5-10",
        "<5",
        "~5",
        "5+",
        "n/a",
        "-",
        "",
        " 7 ",
        "7.0",
        "7.5",
        "1/2",
        "50%",
        "$5",
    ),
    *(
        "99999999999999999999",
        "1000000000000001",
        "-91",
        "91",
        "181",
        "35.3231,36.6",
        "35\u00b019'N",
        "None",
        "NULL",
    ),
)
_DAYS: Final = (
    *(
        "2024-12-05",
        "5 December 2024",
        "05 Dec 2024",
        "5-Dec-24",
        "05/12/2024",
        "12/05/2024",
        "2024/12/05",
        "20241205",
    ),
    *(
        "45631",
        "45631.5",
        "1733400000",
        "1733400000000",
        "0",
        "-1",
        "0000-00-00",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
    ),
    *(
        "2024-02-30",
        "2024-13-01",
        "2024-12",
        "2024",
        "2024-W49",
        "2024-Q4",
        "2024-12-05T18:00:00Z",
        "2024-12-05 25:00:00",
    ),
    *(
        "2024-12-05T18:00:00+99:99",
        "\u0662\u0660\u0662\u0664-\u0661\u0662-\u0660\u0665",
        "31 February 2024",
        "5 Foo 2024",
        "",
    ),
)
_NAMES: Final = (
    *(
        "event_date",
        "country",
        "admin1",
        "fatalities",
        "notes",
        "latitude",
        "date_start",
        "best",
        "id",
        "#adm1",
        "#date",
        "#country",
    ),
    *(
        "#affected+f",
        "#",
        "#affected+",
        "#+f",
        "#AFFECTED +F +Children",
        "#value+usd",
        "#indicator+num",
        "# affected",
        "",
    ),
)


def _cell(rows: Rows, random: Random, texts: tuple[str, ...]) -> None:
    row = random.choice(rows)
    if row:
        row[random.randrange(len(row))] = random.choice(texts)


def _hostile(rows: Rows, random: Random) -> None:
    _cell(rows, random, HOSTILE)


def _number(rows: Rows, random: Random) -> None:
    _cell(rows[1:] or rows, random, _NUMBERS)


def _day(rows: Rows, random: Random) -> None:
    _cell(rows[1:] or rows, random, _DAYS)


def _huge(rows: Rows, random: Random) -> None:
    _cell(rows, random, ("x" * 140_000, "\u0301" * 5_000, ";" * 20_000, "a;" * 20_000, "\n" * 5_000))


def _heading(rows: Rows, random: Random) -> None:
    row = rows[random.randrange(min(3, len(rows)))]
    if row:
        row[random.randrange(len(row))] = random.choice(_NAMES)


def _shorter(rows: Rows, random: Random) -> None:
    row = random.choice(rows)
    del row[random.randrange(len(row) + 1) :]


def _longer(rows: Rows, random: Random) -> None:
    random.choice(rows).extend(["x"] * random.choice((1, 2, 500)))


def _column(rows: Rows, random: Random) -> None:
    place = random.randrange(max(1, len(rows[0])))
    for row in rows:
        del row[place : place + 1]


def _exchange(rows: Rows, random: Random) -> None:
    one, other = random.choice(rows), random.choice(rows)
    place = random.randrange(max(1, min(len(one), len(other))))
    if place < min(len(one), len(other)):
        one[place], other[place] = other[place], one[place]


def _again(rows: Rows, random: Random) -> None:
    rows.insert(random.randrange(len(rows) + 1), list(random.choice(rows)))


def _drop(rows: Rows, random: Random) -> None:
    if len(rows) > 1:
        del rows[random.randrange(len(rows))]


def _case(rows: Rows, random: Random) -> None:
    """One name in two spellings, which may fall together elsewhere."""
    row = random.choice(rows)
    if row:
        place = random.randrange(len(row))
        change = random.choice((str.upper, str.lower, str.title, str.swapcase, lambda text: f" {text}\u200b"))
        rows.append([*row])
        row[place] = change(row[place])


_KINDS: Final[tuple[Callable[[Rows, Random], None], ...]] = (
    *(_hostile, _hostile, _number, _number, _day, _day, _huge, _heading, _shorter, _longer, _column),
    *(_exchange, _again, _drop, _case),
)
_ENCODINGS: Final = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "latin-1",
    "cp1252",
    "cp1256",
    "shift_jis",
    "utf-7",
)


def damaged_table(data: bytes, random: Random) -> bytes:
    """The table with a little damage to its cells and rows, now and then to its layout and its bytes."""
    rows: Rows = [*csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline=""))] or [[""]]
    for _ in range(random.randrange(1, 4)):
        random.choice(_KINDS)(rows, random)
    delimiter = random.choice((",", ",", ",", ";", "\t", "|"))
    end = random.choice(("\r\n", "\n", "\r"))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, escapechar="\\").writerows(rows)
    text = out.getvalue()
    if random.random() < 0.1:
        place = random.randrange(len(text) + 1)
        text = text[:place] + random.choice(('"', '""', "\x00", "\r", '"\n', "'")) + text[place:]
    encoding = random.choice(_ENCODINGS) if random.random() < 0.2 else "utf-8"
    found = text.encode(encoding, "replace")
    return damaged(found, random) if random.random() < 0.15 else found
