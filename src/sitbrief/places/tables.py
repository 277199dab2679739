"""The tables of provinces: one small file a country, read when it is asked for and then kept.

A line of world/XX.tsv is a province: code, p-code, number, name, local name, further spellings with "|" between; or, with
"=" first, a name that several provinces go by and their codes, the one meant first in front. countries.tsv has a line a
country: its three codes, its zone, its names.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from sitbrief.places.model import Country, Province, SharedName

_HERE: Final = Path(__file__).parent
_WORLD: Final = _HERE / "world"
_SHARED: Final = "="


@cache
def countries() -> str:
    """The table of countries as it is written."""
    return (_HERE / "countries.tsv").read_text(encoding="utf-8")


@cache
def known_countries() -> tuple[str, ...]:
    """The ISO 3166-1 codes of all countries whose provinces are known, in alphabetical order."""
    return tuple(sorted(path.stem for path in _WORLD.glob("*.tsv")))


def country(iso2: str) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code in either case, such as "SY"."""
    # Two letters of ASCII are never a path to elsewhere.
    known = len(iso2) == 2 and iso2.isascii() and iso2.isalpha()  # noqa: PLR2004
    return _read(iso2.upper()) if known else None


def province(iso: str) -> Province | None:
    """The province of exactly this ISO 3166-2 code, such as "SY-HM"."""
    code = iso.partition("-")[0]
    home = country(code) if code.isupper() else None
    return home.province(iso) if home else None


@cache
def _read(code: str) -> Country | None:
    try:
        table = (_WORLD / f"{code}.tsv").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    rows = [line.split("\t") for line in table.splitlines()]
    zone, name = _row(code)
    return Country(
        code,
        name,
        zone,
        tuple(_province(row) for row in rows if row[0] != _SHARED),
        tuple(SharedName(row[1], tuple(row[2:])) for row in rows if row[0] == _SHARED),
    )


def _province(row: list[str]) -> Province:
    iso, pcode, number, name, local, spellings = row
    return Province(iso, pcode, number, name, local, tuple(spellings.split("|")) if spellings else ())


def _row(code: str) -> tuple[str, str]:
    """The time zone and the name of a country, found without parsing the whole table."""
    table = countries()
    start = 0 if table.startswith(f"{code}\t") else table.index(f"\n{code}\t") + 1
    _, _, _, zone, name, _ = table[start : table.index("\n", start)].split("\t")
    return zone, name
