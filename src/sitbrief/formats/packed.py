"""An event between the reading of its row and the making of its briefing: as small as can be, its claim nearly written.

What a briefing says of an event does not depend on the others, but for ids; so it is written as JSON once, when its row is
read, and only joined later.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, NamedTuple

import orjson

from sitbrief.formats.event import Need

if TYPE_CHECKING:
    from sitbrief.formats.event import Event, Range, Value


class Packed(NamedTuple):
    """What is left of an event. The names are those of its attributes.

    Attributes:
        id: What the dataset calls it.
        country: The ISO 3166-1 alpha-2 code of its country.
        first: Its first day.
        last: Its last day.
        headline: Its line in a list; empty where it does not belong to the timeline.
        body: The inside of its claim, without braces: all but id, originator, carriers and documents.
        originator: Who says so, as written.
        carriers: Who passed it on, as written.
        province: The ISO 3166-2 code of its province.
        region: The name of its province as written.
        parties: Who faces whom.
        fighting: Whether it is a fight.
        deaths: How many died.
        needs: What it says for humanitarian notes.
        document: The published text it is, as JSON; empty for none.
        events: How many events it stands for.
        dated: Whether it says when it was.
    """

    id: str
    country: str
    first: str
    last: str
    headline: str
    body: bytes
    originator: str
    carriers: tuple[str, ...]
    province: str
    region: str
    parties: tuple[str, ...]
    fighting: bool
    deaths: Range
    needs: tuple[Need, ...]
    document: bytes
    events: int
    dated: bool

    def placed(self, iso: str) -> Packed:
        """The event in a province that its name turned out to mean."""
        claim = orjson.loads(b"{" + self.body + b"}")
        where = [{**place, "provinces": [iso]} for place in claim["where"]]
        return self._replace(province=iso, body=_inside({**claim, "where": where}))


def pack(event: Event) -> bytes:
    """Pack an event."""
    known, country, first, last, headline, statement, when, where, figures, originator = event[:10]
    carriers, province, region, parties, fighting, deaths, needs, happened, quote, note = event[10:20]
    document, events, dated = event[20:]
    claim: Value = {"statement": statement, "when": when, "where": where}
    if figures:
        claim["figures"] = figures
    if quote:
        claim["quote"] = quote
    if note:
        claim["note"] = note
    return marshal.dumps(
        (
            *(
                known,
                country,
                first,
                last,
                headline if happened else "",
                _inside(claim),
                originator,
                carriers,
            ),
            *(province, region, parties, fighting, deaths, tuple(map(tuple, needs)) if needs else ()),
            *(orjson.dumps(document) if document else b"", events, dated),
        )
    )


def unpack(data: bytes) -> Packed:
    """Unpack it again."""
    packed = Packed._make(marshal.loads(data))  # noqa: S302  # what `pack` has made in this process
    return packed._replace(needs=tuple(Need(*need) for need in packed.needs)) if packed.needs else packed


def _inside(claim: Value) -> bytes:
    return orjson.dumps(claim)[1:-1]
