"""The briefing itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from sitbrief.briefing.claims import Claim
from sitbrief.briefing.entries import Front, HumanitarianNote, TimelineEntry
from sitbrief.briefing.model_types import Day, Id, Line, Many, Prose, Record, Stamp
from sitbrief.briefing.rules import Bound, Checked
from sitbrief.briefing.sources import Document, Source
from sitbrief.briefing.when import zone
from sitbrief.frozen import dataclass
from sitbrief.text import clean_line

SCHEMA_ADDRESS = clean_line("https://sitbrief.github.io/schema/briefing-1.json")
"""The name of the JSON Schema; `sitbrief schema` prints it."""

Format = Literal["sitbrief/1"]


class Tlp(StrEnum):
    """The Traffic Light Protocol's markings, version 2.0."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Record):
    """The days a briefing speaks of.

    Attributes:
        start: The first day.
        end: The last day, included.
    """

    start: Day
    end: Day

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("the period ends before it starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight(Record):
    """One sentence of the summary, the bottom line up front.

    Attributes:
        text: The sentence.
        claims: The ids of the claims that bear it.
    """

    text: Line
    claims: Many[Id] = ()


def key_of(field: str) -> str:
    """The key that a field goes by in a file: its name, but for the one that Python could not spell."""
    return "$schema" if field == "schema_address" else field


def _known_zone(name: str) -> str:
    zone(name)
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
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
        period: The days it speaks of; None where nothing in it is dated.
        issued: When it was issued.
        as_of: The moment whose situation it describes; None where it is undated.
        cutoff: The moment after which no information went in; None where that is not stated.
        compiled_by: Who graded and compiled it.
        origin: The id of the document it is made from, if it is one.
        note: What the compiler says about the whole.
        extract_of: In an extract the id of the full edition that it is a part of.
        filtered_to: In an extract what the full edition is filtered to, in words.
        full_entries: In an extract how many entries the full edition has.
        documents: The published texts that claims refer to.
        sources: Those who originate and carry the claims.
        claims: The assertions.
        timeline: What happened, in any order.
        fronts: The lines of contact.
        humanitarian: The humanitarian notes.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        **Record.__pydantic_config__,
        "title": "sitbrief briefing",
        "alias_generator": key_of,
    }

    schema_address: Line = SCHEMA_ADDRESS
    format: Format
    id: Id
    series: Id
    edition: Annotated[int, Bound(ge=1, le=99_999_999)]
    title: Line
    summary: Many[Highlight] = ()
    tlp: Tlp
    country: Annotated[str, Bound(pattern="^[A-Z]{2}$")]
    zone: Annotated[str, Checked(_known_zone)]
    period: Period | None = None
    issued: Stamp
    as_of: Stamp | None = None
    cutoff: Stamp | None = None
    compiled_by: Line
    origin: Id | None = None
    note: Prose | None = None
    extract_of: Id | None = None
    filtered_to: Line | None = None
    full_entries: Annotated[int, Bound(ge=0)] | None = None
    documents: Many[Document] = ()
    sources: Many[Source] = ()
    claims: Many[Claim] = ()
    timeline: Many[TimelineEntry] = ()
    fronts: Many[Front] = ()
    humanitarian: Many[HumanitarianNote] = ()

    def __post_init__(self) -> None:
        if self.extract_of == self.id:
            raise ValueError("an extract needs an id of its own: extract_of is that of the full edition")
        if self.extract_of is None and (self.filtered_to, self.full_entries) != (None, None):
            raise ValueError("filtered_to and full_entries are of an extract, which needs extract_of")

    @property
    def called(self) -> str:
        """Its title, and that it is an extract."""
        return f"Extract of {self.title}" if self.extract_of else self.title
