"""Make the tables of countries and of their first-level divisions in src/sitbrief/places out of public sources.

    python tools/make_places.py --pcodes global_pcodes_adm_1_2.csv --geonames admin1CodesASCII.txt \
        --countries countries/lib/countries/data --out src/sitbrief/places

The inputs, none of which is part of this repository:

--pcodes     OCHA's global list of p-codes (CC BY-IGO), from the Humanitarian Data Exchange: a country's first level,
             its codes and English names.
--geonames   admin1CodesASCII.txt of GeoNames (CC BY 4.0): more names; the first level where OCHA has none.
--countries  the folder lib/countries/data of the Ruby library `countries` (MIT): ISO 3166 codes, names, translations.

Zones come from the Python package tzdata (public domain). What none of them has, or has wrong, stands in
make_places.tsv beside this script. Needs PyYAML and tzdata. The same inputs give the same files, byte by byte. Syria's
file is written by hand and left alone.

What could not be matched for certain is told on stderr, to be looked at; `--quiet` leaves that out.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import importlib.resources
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml  # type: ignore[import-untyped,unused-ignore]

from sitbrief.places.countries import name_key
from sitbrief.places.fold import dress, fold_name, name_words
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Tree = dict[str, Any]

BY_HAND = frozenset({"SY"})

# There OCHA's first level is a grouping for statistics, and its second is what the country, ISO and data providers call
# the first level: federal districts of Russia, "development regions" of Romania.
FROM_SECOND = frozenset({"RU", "RO", "TN", "DO"})

# There it has gone stale, or is a grouping too and the second level is no better.
FROM_GEONAMES = frozenset({"GR", "MA"})

# There GeoNames has gone stale, and OCHA has nothing.
FROM_LIBRARY = frozenset({"LV", "MC", "TW"})

# Of the levels that the library lists for a country, those that are the first one here; everywhere else all of them.
LEVELS = {
    "BD": {"division"},
    "BE": {"region"},
    "BF": {"region"},
    "CI": {"autonomous_district"},
    "CZ": {"region", "capital_city"},
    "DO": {"province", "district"},
    "EE": {"county"},
    "ES": {"autonomous_community", "autonomous_city_in_north_africa"},
    "FJ": {"division", "dependency"},
    "FR": {"metropolitan_region", "metropolitan_collectivity_with_special_status"},
    "GB": {"country", "province"},
    "GN": {"administrative_region", "governorate"},
    "GW": {"region", "autonomous_sector"},
    "HU": {"county", "capital_city"},
    "IE": {"province"},
    "IS": {"region"},
    "IT": {"region", "autonomous_region"},
    "LK": {"province"},
    "LT": {"county"},
    "MA": {"region"},
    "MG": set(),
    "MW": {"region"},
    "NP": {"province"},
    "PH": {"region"},
    "UG": {"geographical_region"},
}

# Names that differ in one of these are not alike.
DIRECTIONS = {
    word: group
    for group, words in enumerate(
        (
            "north northern nord norte shamal shiamal sever severnaya buk buktu",
            "south southern sud sur sul janub yuzhnaya nam",
            "east eastern est este leste",
            "west western ouest oeste gharb",
            "upper haut haute alto alta upravleniye",
            "lower bas basse bajo baja hoose",
            "central centre center middle centro dhexe",
        )
    )
    for word in words.split()
}

# Languages of the reports that a briefing rests on, beside those of the country.
WORLD_LANGUAGES = ("en", "fr", "es", "ar", "ru", "pt")

# Where the library does not know the language that a country's names are written in.
LANGUAGES = {
    "AZ": ("az",),
    "AF": ("fa", "ps"),
    "ER": ("ti", "ar"),
    "SO": ("so", "ar"),
    "IN": ("hi",),
    "PK": ("ur",),
    "KG": ("ky",),
}

LONGEST = 60
SHORTEST_COUNTRY = 4
ALIKE = 0.8
NUMBERS_OF_TWO_DIGITS = 99


@dataclass
class Division:
    """A first-level division in the making."""

    name: str
    pcode: str = ""
    geonames: str = ""
    iso: str = ""
    number: str = ""
    local: str = ""
    names: list[str] = field(default_factory=list)


@dataclass
class Curated:
    """What make_places.tsv says."""

    zones: dict[str, str] = field(default_factory=dict)
    countries: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    recoded: dict[tuple[str, str], str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    merged: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    more: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    less: set[tuple[str, str]] = field(default_factory=set)


def main() -> None:
    """Write all tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pcodes", type=Path, required=True)
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--countries", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args()
    curated = read_curated(Path(__file__).with_suffix(".tsv"))
    countries = {
        path.stem: _yaml(path)[path.stem] for path in sorted((given.countries / "countries").glob("*.yaml"))
    }
    countries["XK"] = {
        "alpha2": "XK",
        "alpha3": "XKX",
        "number": "",
        "iso_short_name": "Kosovo",
        "languages_official": ["sq", "sr"],
    }
    alpha2 = {known["alpha3"]: iso2 for iso2, known in countries.items()}
    pcodes = read_pcodes(given.pcodes, alpha2)
    geonames = read_geonames(given.geonames)
    world = given.out / "world"
    world.mkdir(parents=True, exist_ok=True)
    for iso2, known in sorted(countries.items()):
        path = given.countries / "subdivisions" / f"{iso2}.yaml"
        library = (_yaml(path) or {}) if path.exists() else {}
        if iso2 not in BY_HAND:
            divisions = make(iso2, known, pcodes, geonames.get(iso2, []), library, curated, quiet=given.quiet)
            if divisions:
                write(world / f"{iso2}.tsv", divisions)
    write_countries(given.out / "countries.tsv", countries, given.countries / "translations", curated)


def _yaml(path: Path) -> Any:  # noqa: ANN401  # outside data
    # All scalars as strings: "no" is Norwegian, not false.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506


def read_curated(path: Path) -> Curated:
    """Read what is decided by hand: lines of a word, a country and what belongs to it."""
    curated = Curated()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        word, iso2, *rest = line.split("\t")
        match word:
            case "zone":
                curated.zones[iso2] = rest[0]
            case "country":
                curated.countries[iso2] += rest
            case "code":
                curated.codes[iso2, rest[0]] = rest[1]
            case "recode":
                curated.recoded[iso2, rest[0]] = rest[1]
            case "merge":
                curated.merged[iso2, rest[0]] = rest[1:]
            case "call":
                curated.called[iso2] = rest[0]
            case "name":
                curated.more[iso2] += rest
            case "not":
                curated.less |= {(iso2, _exact(name)) for name in rest}
            case _:
                raise SystemExit(f"{path.name}: {line}")
    return curated


def read_pcodes(path: Path, alpha2: dict[str, str]) -> dict[tuple[str, str], list[Division]]:
    """Divisions by country and level, in the order of their p-codes."""
    found: dict[tuple[str, str], list[Division]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Location"] in alpha2:
                division = Division(clean_line(row["Name"]), pcode=row["P-Code"])
                found[alpha2[row["Location"]], row["Admin Level"]].append(division)
    return {key: sorted(divisions, key=lambda division: division.pcode) for key, divisions in found.items()}


def read_geonames(path: Path) -> dict[str, list[tuple[str, str, str]]]:
    """The id, name and ASCII name of divisions by country."""
    found = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, plain, identifier = line.split("\t")
        if name:
            found[code[:2]].append((identifier, name, plain))
    return {iso2: sorted(rows, key=lambda row: row[2]) for iso2, rows in found.items()}


def make(
    iso2: str,
    known: Tree,
    pcodes: dict[tuple[str, str], list[Division]],
    geonames: list[tuple[str, str, str]],
    library: Tree,
    curated: Curated,
    *,
    quiet: bool,
) -> list[Division]:
    """The divisions of a country with codes, numbers and names."""
    divisions = [] if iso2 in FROM_GEONAMES else pcodes.get((iso2, "2" if iso2 in FROM_SECOND else "1"), [])
    if iso2 in FROM_LIBRARY:
        divisions = [Division(_plain(entry["translations"]["en"])) for entry in library.values()]
    elif not divisions:
        divisions = [Division(name, geonames=identifier) for identifier, name, _ in geonames]
    divisions = _merge(
        divisions, {name: parts for (where, name), parts in curated.merged.items() if where == iso2}
    )
    teller = None if quiet else f"{iso2} ({known['iso_short_name']})"
    _match_geonames(divisions, geonames, teller)
    matched = _match_library(iso2, divisions, library, curated, teller)
    languages = _languages(iso2, known)
    for division in divisions:
        entry = library.get(matched.get(id(division), ""), {})
        division.names = list(_names(division, entry, languages))
        division.local = _local(division, entry, languages)
    _number(iso2, divisions)
    for division in divisions:
        code = matched.get(id(division), "")
        code = curated.recoded.get((iso2, code), code)
        division.iso = f"{iso2}-{code}" if code else f"{iso2}-X{_digits(division, iso2)}"
        division.names += curated.more.get(division.iso, [])
        if division.iso in curated.called:
            division.names.append(division.name)
            division.name = curated.called[division.iso]
            division.local = "" if division.local == division.name else division.local
    if len({division.iso for division in divisions}) != len(divisions):
        raise SystemExit(f"{iso2}: two divisions have one code")
    _thin(iso2, divisions, curated, teller)
    return divisions


def _merge(divisions: list[Division], merged: dict[str, list[str]]) -> list[Division]:
    """Make one of divisions that OCHA splits: its number is the first part's, and each p-code finds it."""
    for whole, names in merged.items():
        parts = [division for division in divisions if division.name in names]
        if len(parts) != len(names):
            raise SystemExit(f"{whole}: not all parts found")
        said = [name for part in parts for name in (part.pcode, part.name)]
        one = Division(whole, number=parts[0].pcode, names=said)
        divisions = [
            one if division is parts[0] else division for division in divisions if division not in parts[1:]
        ]
    return divisions


# Codes and numbers


def _digits(division: Division, iso2: str) -> str:
    """What makes a code of ours: taken from the source, so that it stays when others come and go; ISO's are shorter."""
    digits = re.sub(r"\D", "", division.pcode.removeprefix(iso2)) or division.geonames or division.number
    return digits.zfill(3)


def _number(iso2: str, divisions: list[Division]) -> None:
    found = [
        re.search(r"(\d+)$", (division.number or division.pcode).removeprefix(iso2)) for division in divisions
    ]
    ends = [match.group(1).zfill(2)[-2:] if match else "" for match in found]
    if "" in ends or "00" in ends or len(set(ends)) < len(ends):
        width = 2 if len(divisions) <= NUMBERS_OF_TWO_DIGITS else 3
        ends = [f"{place:0{width}}" for place in range(1, len(divisions) + 1)]
    for division, number in zip(divisions, ends, strict=True):
        division.number = number


# Matching


@cache
def _exact(name: str) -> str:
    return "".join(name_words(name))


@cache
def _loose(name: str) -> str:
    return fold_name(name, dress("")).replace(" ", "")


@cache
def _area(name: str) -> str:
    return fold_name(name, dress(""), cities=False).replace(" ", "")


@cache
def _directions(name: str) -> frozenset[int]:
    return frozenset(DIRECTIONS[word] for word in name_words(name) if word in DIRECTIONS)


def _likeness(ours: list[str], main: str, theirs: list[str]) -> float:
    """How surely two lists of names mean one division: from 4, the same main name, over 2, a common name, to below 1."""
    if _exact(ours[0]) == _exact(main):
        return 4
    if _area(ours[0]) == _area(main):
        return 3
    if {_area(name) for name in ours} & {_area(name) for name in (main, *theirs)}:
        return 2.5
    common = {_loose(name) for name in ours} & {_loose(name) for name in theirs}
    if common:
        return 2
    return max(_ratio(a, b) for a in ours for b in (main, *theirs[:6]))


@cache
def _ratio(ours: str, theirs: str) -> float:
    if _directions(ours) != _directions(theirs):
        return 0.0
    a, b = _loose(ours), _loose(theirs)
    matcher = difflib.SequenceMatcher(None, a, b)
    # The bounds are far cheaper than the ratio.
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE else 0.0


def _pairs(scores: Iterable[tuple[float, int, int]]) -> Iterator[tuple[float, int, int]]:
    """The best pairs, each side once."""
    left, right = set(), set()
    for score, a, b in sorted(scores, key=lambda row: (-row[0], row[1], row[2])):
        if score >= ALIKE and a not in left and b not in right:
            left.add(a)
            right.add(b)
            yield score, a, b


def _match_geonames(divisions: list[Division], rows: list[tuple[str, str, str]], teller: str | None) -> None:
    scores = [
        (4.0 if division.geonames == identifier else _likeness(_parts(division.name), name, [plain]), a, b)
        for a, division in enumerate(divisions)
        for b, (identifier, name, plain) in enumerate(rows)
    ]
    for score, a, b in _pairs(scores):
        if teller and score < 2:
            print(f"{teller}: GeoNames {rows[b][1]} is {divisions[a].name}? {score:.2f}", file=sys.stderr)
        if score >= 2 or score >= 0.85:
            divisions[a].names += rows[b][1:]


def _match_library(
    iso2: str, divisions: list[Division], library: Tree, curated: Curated, teller: str | None
) -> dict[int, str]:
    """The library's code for each division that has one, by the division's identity."""
    levels_here = LEVELS.get(iso2)
    codes = [code for code in library if levels_here is None or library[code].get("type") in levels_here]
    fixed = {place: curated.codes.get((iso2, division.name)) for place, division in enumerate(divisions)}
    taken = set(fixed.values())
    scores = []
    for a, division in enumerate(divisions):
        if fixed[a] is None:
            ours = [*_parts(division.name), *division.names]
            for b, code in enumerate(codes):
                if code not in taken:
                    entry = library[code]
                    scores.append((_likeness(ours, entry["name"], _given(entry)), a, b))
    # A library may list several levels, and one name on two of them: the level that most others are on is meant.
    levels = Counter(library[codes[b]].get("type") for score, a, b in _pairs(scores) if score >= 2)
    total = sum(levels.values()) or 1
    scores = [
        (score + levels[library[codes[b]].get("type")] / total / 2 if score >= ALIKE else score, a, b)
        for score, a, b in scores
    ]
    matched = {id(divisions[place]): code for place, code in fixed.items() if code and code != "-"}
    for score, a, b in _pairs(scores):
        matched[id(divisions[a])] = codes[b]
        if teller and score < 2:
            print(
                f"{teller}: ISO {codes[b]} {library[codes[b]]['name']} is {divisions[a].name}? {score:.2f}",
                file=sys.stderr,
            )
    if teller:
        for place, division in enumerate(divisions):
            if id(division) not in matched and fixed[place] is None:
                print(f"{teller}: no ISO code for {division.name}", file=sys.stderr)
        left = [
            f"{code} {library[code]['name']} [{library[code].get('type')}]"
            for code in codes
            if code not in matched.values()
        ]
        if left:
            print(f"{teller}: ISO codes left over: {len(left)}: {', '.join(left[:12])}", file=sys.stderr)
    return matched


def _given(entry: Tree) -> list[str]:
    names = entry.get("unofficial_names") or []
    translations = entry.get("translations") or {}
    listed = [names] if isinstance(names, str) else list(names)
    return [*(translations[code] for code in ("en", "fr", "es") if code in translations), *listed]


# Names


def _languages(iso2: str, known: Tree) -> tuple[str, ...]:
    official = LANGUAGES.get(iso2) or tuple(known.get("languages_official") or ())
    return tuple(code for code in official if code != "en")


def _names(division: Division, entry: Tree, languages: tuple[str, ...]) -> Iterator[str]:
    yield from _parts(division.name)[1:]
    if entry:
        yield from _parts(entry["name"])
    yield from division.names
    translations = entry.get("translations") or {}
    unofficial = entry.get("unofficial_names") or []
    for name in [unofficial] if isinstance(unofficial, str) else unofficial:
        yield from _parts(name)
    for language in (*languages, *WORLD_LANGUAGES):
        if language in translations:
            yield _plain(translations[language])


def _local(division: Division, entry: Tree, languages: tuple[str, ...]) -> str:
    translations = entry.get("translations") or {}
    # The first that is in another script; else the first.
    found = [_plain(translations[code]) for code in languages if code in translations]
    found = [name for name in found if name and len(name) <= LONGEST]
    other = [name for name in found if not _latin(name)]
    local = (other or found or [""])[0]
    return "" if local == division.name else local


def _latin(name: str) -> bool:
    return all(ord(sign) < 0x250 or 0x1E00 <= ord(sign) < 0x1F00 for sign in name if sign.isalpha())


def _parts(name: str) -> list[str]:
    """The whole name, and what stands before and in brackets: "Anjouan (Ndzouani)"; and both sides of a slash.

    Before, the library's marks go, of languages and of notes: "Minskaya voblasts' (be) Minskaya oblast' (ru)", "Oriental*".
    """
    spoken = [part for part in re.split(r"\s*\((?:[a-z]{2}|EH.*)\)\s*|\s*[*~]+", name) if part]
    if spoken != [name]:
        return [every for part in spoken for every in _parts(part)]
    parts = [name, *(part for part in re.split(r"\s*[\[\]()/]\s*", name) if part and part != name)]
    return [part for part in parts if part == name or (_exact(part) and not _says_level_only(part))]


def _plain(name: str) -> str:
    """A translation without what tells an encyclopaedia's articles apart: "Bago (Birmania)"."""
    line = clean_line(re.sub("[\u00b9\u00b2\u00b3]", "", name))
    return re.sub(r"\s*[(\uff08].*[)\uff09]$", "", line).strip() or line


def _says_level_only(name: str) -> bool:
    worn = dress("")
    return set(name_words(name)) <= worn.areas | worn.cities | worn.small


def _thin(iso2: str, divisions: list[Division], curated: Curated, teller: str | None) -> None:
    """Leave out names that find nothing new."""
    owners: dict[str, set[str]] = defaultdict(set)
    exact: dict[str, set[str]] = defaultdict(set)
    for division in divisions:
        division.names = [
            name
            for name in map(clean_line, division.names)
            if _exact(name)
            and len(name) <= LONGEST
            and not name.isdecimal()
            and not _says_level_only(name)
            and "|" not in name
            and (division.iso, _exact(name)) not in curated.less
        ]
        if (division.iso, _exact(division.local)) in curated.less:
            division.local = ""
        for name in (division.name, division.local, *division.names):
            if name:
                owners[_loose(name)].add(division.iso)
                exact[_exact(name)].add(division.iso)
    for division in divisions:
        first = [name for name in (division.name, division.local) if name]
        seen = {_loose(name) for name in first}
        exactly = {_exact(name) for name in first}
        kept = []
        for name in division.names:
            shared = len(owners[_loose(name)]) > 1
            if _loose(name) not in seen or (shared and _exact(name) not in exactly):
                kept.append(name)
                seen.add(_loose(name))
                exactly.add(_exact(name))
        division.names = kept
    if teller:
        for key, isos in sorted(exact.items()):
            if len(isos) > 1:
                print(f"{teller}: shared: {key}: {', '.join(sorted(isos))}", file=sys.stderr)


# Writing


def write(path: Path, divisions: list[Division]) -> None:
    """A line a division."""
    lines = [
        "\t".join(
            (
                division.iso,
                division.pcode,
                division.number,
                division.name,
                division.local,
                "|".join(division.names),
            )
        )
        for division in divisions
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _zones() -> dict[str, str]:
    """The first zone that the table of zones lists for each country."""
    found: dict[str, str] = {}
    table = importlib.resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            iso2, _, zone, *_ = line.split("\t")
            found.setdefault(iso2, zone)
    return found


def write_countries(path: Path, countries: dict[str, Tree], translations: Path, curated: Curated) -> None:
    """A line a country, with all names that mean no other."""
    zones = _zones() | curated.zones
    names = {iso2: _country_names(iso2, known, translations, curated) for iso2, known in countries.items()}
    main = {name_key(listed[0]): iso2 for iso2, listed in names.items()}
    owners: dict[str, set[str]] = defaultdict(set)
    for iso2, listed in names.items():
        for name in listed:
            owners[name_key(name)].add(iso2)
    lines = []
    for iso2, known in sorted(countries.items()):
        kept: dict[str, str] = {}
        for name in names[iso2]:
            key = name_key(name)
            mine = main[key] == iso2 if key in main else len(owners[key]) == 1
            if mine and (iso2, _exact(name)) not in curated.less:
                kept.setdefault(key, name)
        short, *rest = kept.values()
        row = (
            iso2,
            known["alpha3"],
            known.get("number") or "",
            zones.get(iso2, "UTC"),
            short,
            "|".join(rest),
        )
        lines.append("\t".join(row))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _country_names(iso2: str, known: Tree, translations: Path, curated: Curated) -> list[str]:
    unofficial = known.get("unofficial_names") or []
    found = [
        *curated.countries.get(iso2, [])[:1],
        _translations(translations, "en").get(iso2, known["iso_short_name"]),
        *curated.countries.get(iso2, [])[1:],
        known["iso_short_name"],
        known.get("iso_long_name") or "",
        *([unofficial] if isinstance(unofficial, str) else unofficial),
    ]
    for language in (*_languages(iso2, known), *WORLD_LANGUAGES):
        found.append(_translations(translations, language).get(iso2, ""))
    by_hand = curated.countries.get(iso2, [])
    return [
        name
        for name in map(clean_line, found)
        if name in by_hand or (_exact(name) and "|" not in name and len(name) >= SHORTEST_COUNTRY)
    ]


@cache
def _translations(folder: Path, language: str) -> dict[str, str]:
    path = folder / f"countries-{language}.yaml"
    return (_yaml(path) or {}) if path.exists() else {}


if __name__ == "__main__":
    main()
