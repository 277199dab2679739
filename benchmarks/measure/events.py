"""Libraries of made-up events in the shape of real ones: few names stand in most of them, many in few.

The words are drawn from a small lexicon, English and Arabic; nothing of it ever happened. The same size gives the same
library.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

EDITION = 2_000
"""So many events are in a file."""

FIRST_DAY = date(2012, 1, 1)
DAYS = 4_600
ACTORS = 400
_CONTESTED = 25
_ARABIC = 10

PROVINCES = (
    ("SY-HL", "Aleppo"),
    ("SY-ID", "Idleb"),
    ("SY-DY", "Deir-ez-Zor"),
    ("SY-RD", "Rural Damascus"),
    ("SY-HM", "Hama"),
    ("SY-DR", "Dara"),
    ("SY-HI", "Homs"),
    ("SY-HA", "Hassakeh"),
    ("SY-RA", "Raqqa"),
    ("SY-LA", "Lattakia"),
    ("SY-DI", "Damascus"),
    ("SY-SU", "Sweida"),
    ("SY-QU", "Quneitra"),
    ("SY-TA", "Tartous"),
)
_ENGLISH = [
    "artillery",
    "shelling",
    "drone",
    "convoy",
    "checkpoint",
    "road",
    "village",
    "market",
    "hospital",
    "bridge",
    "airstrike",
    "patrol",
    "mortar",
    "rocket",
    "clashes",
    "withdrew",
    "advanced",
    "hill",
    "school",
    "water",
    "station",
    "wounded",
    "killed",
    "displaced",
    "families",
    "residents",
    "reported",
    "near",
    "east",
    "west",
    "north",
    "south",
    "morning",
    "evening",
    "the",
    "of",
    "a",
    "in",
    "and",
    "on",
    "at",
    "by",
    "after",
    "against",
    "forces",
    "group",
    "brigade",
    "army",
    "local",
    "sources",
    "said",
    "civilians",
    "vehicles",
    "ammunition",
    "depot",
    "tunnel",
    "front",
    "line",
    "exchange",
    "fire",
    "sniper",
    "raid",
    "arrest",
    "detained",
    "aid",
]
_ARABIC_WORDS = [
    "قصف",
    "مدفعي",
    "على",
    "قرية",
    "في",
    "ريف",
    "حماة",
    "الشمالي",
    "ووقوع",
    "جرحى",
    "من",
    "المدنيين",
    "اشتباكات",
    "بين",
    "قوات",
    "الجيش",
    "وفصائل",
    "المعارضة",
    "قرب",
    "الطريق",
    "الدولي",
    "طائرة",
    "مسيرة",
    "استهدفت",
    "سيارة",
    "نزوح",
    "عائلات",
    "إلى",
    "إدلب",
    "وحلب",
    "مستشفى",
    "مدرسة",
    "سوق",
    "محطة",
    "مياه",
    "انسحاب",
    "تقدم",
]
_SECTORS = ("Health", "Shelter/NFI", "WASH", "Protection", "Food Security", "Displacement")


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


def actors() -> list[str]:
    """The names of those who report, the most frequent first."""
    made = random.Random(7)  # noqa: S311  made-up names, no secrets
    return [f"{made.choice(_ENGLISH).title()} {made.choice(_ENGLISH).title()} {n}" for n in range(ACTORS)]


def write(folder: Path, count: int) -> list[Path]:
    """Write a library of so many events and give its files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, start in enumerate(range(0, count, EDITION), start=1):
        path = folder / f"made-{number:05}.json"
        path.write_bytes(orjson.dumps(_edition(number, start, min(count, start + EDITION), count)))
        paths.append(path)
    return paths


def rows(count: int) -> Iterator[dict[str, Any]]:
    """The same events as flat rows, for programs that read tables."""
    for number, start in enumerate(range(0, count, EDITION), start=1):
        made = _edition(number, start, min(count, start + EDITION), count)
        names = {source["id"]: source["name"] for source in made["sources"]}
        for claim, entry in zip(made["claims"], made["timeline"], strict=False):
            yield {
                "id": f"{made['id']}/{entry['id']}",
                "edition": made["id"],
                "day": claim["when"]["start"],
                "province": claim["where"][0]["provinces"][0],
                "place": claim["where"][0]["as_written"],
                "headline": entry["headline"],
                "statement": claim["statement"],
                "source": names[claim["originator"]],
                "credibility": claim["credibility"],
            }


def _edition(number: int, start: int, stop: int, count: int) -> dict[str, Any]:
    made = random.Random(start)  # noqa: S311
    first = FIRST_DAY + timedelta(days=start * DAYS // count)
    last = FIRST_DAY + timedelta(days=max(start, stop - 1) * DAYS // count)
    names = actors()
    said = made.choices(range(ACTORS), cum_weights=_zipf(ACTORS), k=stop - start)
    where = made.choices(PROVINCES, cum_weights=_zipf(len(PROVINCES)), k=stop - start)
    claims, timeline = [], []
    for at, event in enumerate(range(start, stop)):
        day = FIRST_DAY + timedelta(days=event * DAYS // count)
        words = _sentence(made, _ARABIC_WORDS if made.randrange(100) < _ARABIC else _ENGLISH)
        code, place = where[at]
        claim: dict[str, Any] = {
            "id": f"c{at}",
            "statement": words,
            "originator": f"s{said[at]}",
            "when": {"precision": "day", "start": str(day)},
            "where": [{"as_written": place, "level": "province", "provinces": [code]}],
            "credibility": made.choice((1, 2, 2, 2, 3, 3, 3, 4, 6)),
        }
        if at and not made.randrange(_CONTESTED):
            claim["contradicts"] = [f"c{at - 1}"]
        claims.append(claim)
        timeline.append({"id": f"t{at}", "headline": words[:90].rsplit(" ", 1)[0], "claims": [f"c{at}"]})
    found = sorted({code: at for at, (code, _) in enumerate(where)}.items())
    return {
        "format": "sitbrief/1",
        "id": f"made-{number:05}",
        "series": "made",
        "edition": number,
        "title": f"Made-up events {number}",
        "tlp": "TLP:CLEAR",
        "country": "SY",
        "zone": "Asia/Damascus",
        "period": {"start": str(first), "end": str(last)},
        "issued": str(last),
        "as_of": str(last),
        "cutoff": str(last),
        "compiled_by": "A benchmark",
        "sources": [
            {
                "id": f"s{one}",
                "name": names[one],
                "kind": "monitor",
                "reliability": "ABBBCCCDDF"[one % 10],
                "rationale": "Made up.",
            }
            for one in sorted(set(said))
        ],
        "claims": claims,
        "timeline": timeline,
        "fronts": [
            {"id": f"f{code[3:].lower()}", "headline": f"Line of contact in {code}", "claims": [f"c{at}"]}
            for code, at in found
        ],
        "humanitarian": [
            {"id": f"h{at}", "headline": f"Needs counted {at}", "sector": sector, "claims": [f"c{at}"]}
            for at, sector in enumerate(_SECTORS[: stop - start])
        ],
    }


def _sentence(made: random.Random, lexicon: Sequence[str]) -> str:
    words = made.choices(lexicon, k=32)
    return " ".join(words)[:200].rsplit(" ", 1)[0].capitalize() + "."
