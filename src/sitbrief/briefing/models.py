"""The briefing itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from sitbrief.briefing.base import Day, Id, Line, Many, Prose, Record, Stamp
from sitbrief.briefing.claims import Claim
from sitbrief.briefing.entries import Front, HumanitarianNote, TimelineEntry
from sitbrief.briefing.sources import Document, Source
from sitbrief.briefing.when import zone

SCHEMA_ADDRESS = "https://sitbrief.github.io/schema/briefing-1.json"
"""The name of the JSON Schema; `sitbrief schema` prints it."""

Format = Literal["sitbrief/1"]


class Tlp(StrEnum):
    """The Traffic Light Protocol's markings, version 2.0."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"


class Period(Record):
    """The days a briefing speaks of.

    Attributes:
        start: The first day.
        end: The last day, included.
    """

    start: Day
    end: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError("the period ends before it starts")
        return self


class Highlight(Record):
    """One sentence of the summary, the bottom line up front.

    Attributes:
        text: The sentence.
        claims: The ids of the claims that bear it.
    """

    text: Line
    claims: Many[Id] = ()


def _known_zone(name: str) -> str:
    zone(name)
    return name


class Briefing(Record):
    """What was known, claimed and disputed about a country over a period, as of one moment.

    Attributes:
        schema_address: Where an editor finds the JSON Schema.
        format: The version of the native format.
        id: Its name in a library, unique over all editions.
        series: The name that its editions share.
        edition: Its number within the series.
        title: Its title.
        summary: Two to five sentences, the most important first.
        tlp: How far it may be passed on.
        country: ISO 3166-1 alpha-2 code of the country it is about.
        zone: The IANA time zone of all its days and parts of days.
        period: The days it speaks of.
        issued: When it was issued.
        as_of: The moment whose situation it describes.
        cutoff: The moment after which no information went in.
        compiled_by: Who graded and compiled it.
        origin: The id of the document it is made from, if it is one.
        note: What the compiler says about the whole.
        documents: The published texts that claims refer to.
        sources: Those who originate and carry the claims.
        claims: The assertions.
        timeline: What happened, in any order.
        fronts: The lines of contact.
        humanitarian: The humanitarian notes.
    """

    model_config = ConfigDict(title="sitbrief briefing", serialize_by_alias=True)

    schema_address: Annotated[str, Field(alias="$schema")] = SCHEMA_ADDRESS
    format: Format
    id: Id
    series: Id
    edition: int = Field(ge=1, le=1_000_000)
    title: Line
    summary: Many[Highlight] = ()
    tlp: Tlp
    country: str = Field(pattern=r"^[A-Z]{2}$")
    zone: Annotated[str, AfterValidator(_known_zone)]
    period: Period
    issued: Stamp
    as_of: Stamp
    cutoff: Stamp
    compiled_by: Line
    origin: Id | None = None
    note: Prose | None = None
    documents: Many[Document] = ()
    sources: Many[Source] = ()
    claims: Many[Claim] = ()
    timeline: Many[TimelineEntry] = ()
    fronts: Many[Front] = ()
    humanitarian: Many[HumanitarianNote] = ()
