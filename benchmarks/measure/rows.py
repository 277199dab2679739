"""Tables of made-up events in the shape of UCDP GED: as many rows as wanted, always the same."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from measure.material import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

HEADER: Final = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]

_FIRST: Final = date(1989, 1, 1)
_DAYS: Final = 36 * 365
_COUNTRIES: Final = {
    "Syria": ("Aleppo governorate", "Idlib governorate", "Hamah governorate", "Dara governorate", ""),
    "Afghanistan": ("Helmand province", "Kandahar province", "Nangarhar province", "Kabul province", ""),
    "Ukraine": ("Donetsk oblast", "Luhansk oblast", "Kherson oblast", ""),
    "Yemen (North Yemen)": ("Marib governorate", "Taizz governorate", "Al-Hudaydah governorate", ""),
    "Somalia": ("Lower Shabelle region", "Banaadir region", "Bay region", ""),
    "Nigeria": ("Borno state", "Yobe state", "Zamfara state", ""),
    "DR Congo (Zaire)": ("Nord Kivu province", "Ituri province", "Sud Kivu province", ""),
    "Iraq": ("Ninewa governorate", "Anbar governorate", "Baghdad governorate", ""),
    "Mali": ("Mopti region", "Gao region", "Kidal region", ""),
    "Colombia": ("Cauca department", "Antioquia department", "Arauca department", ""),
    "Myanmar (Burma)": ("Shan state", "Rakhine state", "Sagaing region", ""),
    "Ethiopia": ("Tigray state", "Amhara state", "Oromia state", ""),
}
_GROUPS: Final = 400
_SENTENCES: Final = 2000
_TOWNS: Final = 200


def write(path: Path, count: int, seed: int = 1) -> Path:
    """Write a table of so many rows, some 600 bytes each: actors and countries as unevenly spread as real ones."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        out.writerows(_rows(count, seed))
    return path


def _rows(count: int, seed: int) -> Iterator[list[object]]:
    chance = random.Random(seed)  # noqa: S311  # no secret
    said = list(sentences(_SENTENCES))
    countries = list(_COUNTRIES)
    likely = list(accumulate(1 / place for place in range(1, len(countries) + 1)))
    groups = [f"Group {number} of the {said[number].split()[0].lower()}" for number in range(_GROUPS)]
    active = list(accumulate(1 / place for place in range(1, _GROUPS + 1)))
    towns = {
        (country, province): [_town(chance, said, province) for _ in range(_TOWNS)]
        for country, provinces in _COUNTRIES.items()
        for province in provinces
    }
    for number in range(count):
        country = chance.choices(countries, cum_weights=likely)[0]
        province = chance.choice(_COUNTRIES[country])
        rebels = chance.choices(groups, cum_weights=active)[0]
        army = f"Government of {country}"
        first = _FIRST + timedelta(chance.randrange(_DAYS))
        last = first + timedelta(chance.choice((0, 0, 0, 0, 1, 6)))
        deaths = [chance.choice((0, 0, 1, 2, 5)) for _ in range(4)]
        best = sum(deaths)
        town, precision, district, lat, lon = chance.choice(towns[country, province])
        papers = [f"Paper {chance.randrange(300)}" for _ in range(chance.choice((1, 1, 2, 3)))]
        heads = [chance.choice(said) for _ in papers]
        articles = ";".join(f'"{paper},{last},{head}"' for paper, head in zip(papers, heads, strict=True))
        row: list[object] = [
            number + 1,
            f"{country[:3].upper()}-{first.year}-1-{number}",
            first.year,
            1,
            "Clear",
            chance.choice((1, 1, 1, 2, 3)),
            *(299, 299, f"{country}: Government"),
            *(11973, 11973, f"{army} - {rebels}"),
            *(118, 118, army),
            *(4456, 4456, rebels),
            len(papers),
            articles,
            ";".join(papers),
            ";".join(str(last) for _ in papers),
            ";".join(heads),
            chance.choice(("", "SOHR", "Defence ministry; witnesses", "residents")),
            precision,
            town,
            chance.choice(said),
            province,
            district,
            lat,
            lon,
            f"POINT ({lon} {lat})",
            181154,
            country,
            652,
            "Middle East",
            1,
            1 if first == last else 2,
            first,
            last,
            *deaths,
            best,
            best + chance.choice((0, 0, 3)),
            max(0, best - chance.choice((0, 0, 1))),
            652,
            "",
        ]
        yield row


def _town(chance: random.Random, said: Sequence[str], province: str) -> tuple[str, int, str, str, str]:
    """Its name, how exactly it is known where it is, its district, latitude and longitude."""
    name = f"{chance.choice(said).split()[1].capitalize()} {chance.randrange(1000)} town"
    district = f"{province.split(' ', maxsplit=1)[0]} {chance.randrange(9)} district"
    lat, lon = chance.uniform(-5, 37), chance.uniform(-10, 70)
    return name, chance.choice((1, 1, 1, 2, 3, 4, 5, 6)), district, f"{lat:.6f}", f"{lon:.6f}"
