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
import unicodedata
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
    from collections.abc import Callable, Iterable, Iterator

Tree = dict[str, Any]

BY_HAND = frozenset({"SY"})

# There OCHA's first level is a grouping for statistics, and its second is what the country, ISO and data providers call
# the first level: federal districts of Russia, "development regions" of Romania.
FROM_SECOND = frozenset({"RU", "RO", "TN", "DO", "LY"})

# There it has gone stale, or is a grouping too and the second level is no better.
FROM_GEONAMES = frozenset({"GR", "MA"})

# There GeoNames has gone stale, and OCHA has nothing.
FROM_LIBRARY = frozenset({"LV", "MC", "TW"})

# There the library's names in other languages are those of the regions that had the codes before 2015.
STALE_NAMES = frozenset({"MA"})

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
SAME = 4.0
COMMON = 2.0
MUCH_ALIKE = 0.85
ALIKE = 0.8
NONE = "-"
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
    local: dict[str, str] = field(default_factory=dict)
    merged: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    new: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    more: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    less: set[tuple[str, str]] = field(default_factory=set)


@dataclass
class Sources:
    """All that the tables are made from."""

    countries: dict[str, Tree]
    pcodes: dict[tuple[str, str], list[Division]]
    geonames: dict[str, list[tuple[str, str, str]]]
    libraries: dict[str, Tree]
    curated: Curated
    quiet: bool


def main() -> None:
    """Write all tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pcodes", type=Path, required=True)
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--countries", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args()
    sources = read(given)
    world = given.out / "world"
    world.mkdir(parents=True, exist_ok=True)
    for iso2 in sorted(sources.countries.keys() - BY_HAND):
        divisions = make(iso2, sources)
        if divisions:
            write(world / f"{iso2}.tsv", divisions)
    write_countries(given.out / "countries.tsv", sources, given.countries / "translations")


def read(given: argparse.Namespace) -> Sources:
    """Read all sources."""
    files = sorted((given.countries / "countries").glob("*.yaml"))
    countries: dict[str, Tree] = {path.stem: _yaml(path)[path.stem] for path in files}
    # No code of ISO's, but one that is in use everywhere.
    countries["XK"] = {
        "alpha2": "XK",
        "alpha3": "XKX",
        "number": "",
        "iso_short_name": "Kosovo",
        "languages_official": ["sq", "sr"],
    }
    return Sources(
        countries,
        read_pcodes(given.pcodes, {known["alpha3"]: iso2 for iso2, known in countries.items()}),
        read_geonames(given.geonames),
        {path.stem: _yaml(path) or {} for path in sorted((given.countries / "subdivisions").glob("*.yaml"))},
        read_curated(Path(__file__).with_suffix(".tsv")),
        given.quiet,
    )


def _yaml(path: Path) -> Any:  # noqa: ANN401  # outside data
    # All scalars as strings: "no" is Norwegian, not false.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506


def read_curated(path: Path) -> Curated:
    """Read what is decided by hand: lines of a word, a country or division, and what belongs to it."""
    curated = Curated()
    take: dict[str, Callable[[str, list[str]], object]] = {
        "zone": lambda iso2, rest: curated.zones.update({iso2: rest[0]}),
        "country": lambda iso2, rest: curated.countries[iso2].extend(rest),
        "code": lambda iso2, rest: curated.codes.update({(iso2, rest[0]): rest[1]}),
        "recode": lambda iso2, rest: curated.recoded.update({(iso2, rest[0]): rest[1]}),
        "new": lambda iso2, rest: curated.new[iso2].append((rest[0], rest[1])),
        "merge": lambda iso2, rest: curated.merged[iso2].update({rest[0]: rest[1:]}),
        "call": lambda iso, rest: curated.called.update({iso: rest[0]}),
        "local": lambda iso, rest: curated.local.update({iso: rest[0]}),
        "name": lambda iso, rest: curated.more[iso].extend(rest),
        "not": lambda iso, rest: curated.less.update((iso, _exact(name)) for name in rest),
    }
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, iso, *rest = line.split("\t")
            take[word](iso, rest)
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


def make(iso2: str, sources: Sources) -> list[Division]:
    """The divisions of a country with codes, numbers and names."""
    curated, known = sources.curated, sources.countries[iso2]
    geonames, library = sources.geonames.get(iso2, []), sources.libraries.get(iso2, {})
    level = "2" if iso2 in FROM_SECOND else "1"
    divisions = [] if iso2 in FROM_GEONAMES else sources.pcodes.get((iso2, level), [])
    if iso2 in FROM_LIBRARY:
        divisions = [Division(_plain(entry["translations"]["en"])) for entry in library.values()]
    elif not divisions:
        divisions = [Division(name, geonames=identifier) for identifier, name, _ in geonames]
    divisions = _merge(divisions, curated.merged[iso2])
    divisions += [Division(name, number=number) for name, number in curated.new[iso2]]
    teller = "" if sources.quiet else f"{iso2} ({known['iso_short_name']})"
    _match_geonames(divisions, geonames, teller)
    matched = _match_library(iso2, divisions, library, curated, teller)
    languages = _languages(iso2, known)
    for division in divisions:
        entry = library.get(matched.get(id(division), ""), {})
        if iso2 in STALE_NAMES:
            entry = {key: value for key, value in entry.items() if key == "name"}
        division.names = list(_names(division, entry, languages))
        division.local = _local(division, entry, languages)
    _number(iso2, divisions)
    for division in divisions:
        code = matched.get(id(division), "")
        code = curated.recoded.get((iso2, code), code)
        division.iso = f"{iso2}-{code}" if code else f"{iso2}-X{_digits(division, iso2)}"
        division.names += curated.more.get(division.iso, [])
        division.local = curated.local.get(division.iso, division.local)
        if division.iso in curated.called:
            division.names.append(division.name)
            division.name = curated.called[division.iso]
            division.local = "" if division.local == division.name else division.local
    if len({division.iso for division in divisions}) != len(divisions):
        raise SystemExit(f"{iso2}: two divisions have one code")
    _thin(divisions, curated, teller)
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
        return SAME
    if _area(ours[0]) == _area(main):
        return 3.0
    if {_area(name) for name in ours} & {_area(name) for name in (main, *theirs)}:
        return 2.5
    common = {_loose(name) for name in ours} & {_loose(name) for name in theirs}
    if common:
        return COMMON
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


def _tell(teller: str, what: str) -> None:
    if teller:
        print(f"{teller}: {what}", file=sys.stderr)


def _match_geonames(divisions: list[Division], rows: list[tuple[str, str, str]], teller: str) -> None:
    scores = [
        (SAME if division.geonames == identifier else _likeness(_parts(division.name), name, [plain]), a, b)
        for a, division in enumerate(divisions)
        for b, (identifier, name, plain) in enumerate(rows)
    ]
    for score, a, b in _pairs(scores):
        if score < COMMON:
            _tell(teller, f"GeoNames {rows[b][1]} is {divisions[a].name}? {score:.2f}")
        if score >= MUCH_ALIKE:
            divisions[a].names += rows[b][1:]


def _match_library(
    iso2: str, divisions: list[Division], library: Tree, curated: Curated, teller: str
) -> dict[int, str]:
    """The library's code for each division that has one, by the division's identity."""
    fixed = {id(division): curated.codes.get((iso2, division.name), "") for division in divisions}
    here = LEVELS.get(iso2)
    codes = [code for code in library if here is None or library[code].get("type") in here]
    free = [code for code in codes if code not in fixed.values()]
    open_ = [division for division in divisions if not fixed[id(division)]]
    scores = [
        (
            _likeness(
                [*_parts(division.name), *division.names], library[code]["name"], _given(library[code])
            ),
            a,
            b,
        )
        for a, division in enumerate(open_)
        for b, code in enumerate(free)
    ]
    # A library may list several levels, and one name on two of them: the level that most others are on is meant.
    kinds = [library[code].get("type") for code in free]
    levels = Counter(kinds[b] for score, a, b in _pairs(scores) if score >= COMMON)
    total = sum(levels.values()) or 1
    scores = [
        (score + levels[kinds[b]] / total / 2 if score >= ALIKE else score, a, b) for score, a, b in scores
    ]
    matched = {place: code for place, code in fixed.items() if code not in {"", NONE}}
    for score, a, b in _pairs(scores):
        matched[id(open_[a])] = free[b]
        if score < COMMON:
            _tell(teller, f"ISO {free[b]} {library[free[b]]['name']} is {open_[a].name}? {score:.2f}")
    for division in open_:
        if id(division) not in matched:
            _tell(teller, f"no ISO code for {division.name}")
    left = [f"{code} {library[code]['name']}" for code in codes if code not in matched.values()]
    if left:
        _tell(teller, f"ISO codes left over: {len(left)}: {', '.join(left[:12])}")
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
    return all("LATIN" in unicodedata.name(sign, "") for sign in name if sign.isalpha())


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


def _wanted(name: str, division: Division, curated: Curated) -> bool:
    return (
        bool(_exact(name))
        and len(name) <= LONGEST
        and not name.isdecimal()
        and not _says_level_only(name)
        and "|" not in name
        and (division.iso, _exact(name)) not in curated.less
    )


def _thin(divisions: list[Division], curated: Curated, teller: str) -> None:
    """Leave out names that find nothing new."""
    owners: dict[str, set[str]] = defaultdict(set)
    exact: dict[str, set[str]] = defaultdict(set)
    for division in divisions:
        division.names = [
            name for name in map(clean_line, division.names) if _wanted(name, division, curated)
        ]
        if (division.iso, _exact(division.local)) in curated.less:
            division.local = ""
        for name in filter(None, (division.name, division.local, *division.names)):
            owners[_loose(name)].add(division.iso)
            exact[_exact(name)].add(division.iso)
    for division in divisions:
        division.names = list(_new(division, owners))
    for key, isos in sorted(exact.items()):
        if len(isos) > 1:
            _tell(teller, f"shared: {key}: {', '.join(sorted(isos))}")


def _new(division: Division, owners: dict[str, set[str]]) -> Iterator[str]:
    first = [name for name in (division.name, division.local) if name]
    loose, exact = {_loose(name) for name in first}, {_exact(name) for name in first}
    for name in division.names:
        # What tells two divisions apart is the less folded name.
        shared = len(owners[_loose(name)]) > 1
        if _loose(name) not in loose or (shared and _exact(name) not in exact):
            yield name
            loose.add(_loose(name))
            exact.add(_exact(name))


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


def write_countries(path: Path, sources: Sources, translations: Path) -> None:
    """A line a country, with all names that mean no other."""
    curated = sources.curated
    zones = _zones() | curated.zones
    names = {
        iso2: _country_names(iso2, known, translations, curated) for iso2, known in sources.countries.items()
    }
    main = {name_key(listed[0]): iso2 for iso2, listed in names.items()}
    owners: dict[str, set[str]] = defaultdict(set)
    for iso2, listed in names.items():
        for name in listed:
            owners[name_key(name)].add(iso2)
    lines = []
    for iso2, known in sorted(sources.countries.items()):
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
    languages = (*_languages(iso2, known), *WORLD_LANGUAGES)
    found += [_translations(translations, language).get(iso2, "") for language in languages]
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
