"""The two briefings that come with the package say what their originals say: nothing left out, nothing added."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from sitbrief.briefing import Briefing, Filters, ResolvedBriefing, View
from sitbrief.briefing.claims import UNATTRIBUTED
from sitbrief.briefing.entries import claim_ids
from sitbrief.briefing.states import State
from sitbrief.formats import markdown, native
from support.originals import stands_in
from support.program import BRIEFINGS, sitbrief

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOUNDING, NEXT = "2024-12-05-hama", "2024-12-06-hama"

ORIGINATORS = {
    **dict.fromkeys(range(1, 8), "defence-ministry"),
    **dict.fromkeys(range(8, 16), "sohr"),
    **dict.fromkeys((16, 17, 18, 19, 21, 22), "sham-fm"),
    **dict.fromkeys((20, 24, 25, 26), UNATTRIBUTED),
    23: "civil-society",
    **dict.fromkeys((27, 28), "un-humanitarian"),
}
"""Who asserts each of the article's 28 statements."""

QUOTED = {2, 3, 5, 6, 10, 11, 13, 14, 23}

ADDRESSES = {
    "https://www.shine.cn/news/world/2412023344/",
    "https://www.shafaq.com/en/World/Syrian-Army-advances-in-Hama-and-Aleppo-clashes-escalate-across-northern-Syria",
    "https://dia-algerie.com/larmee-syrienne-a-elimine-au-moins-300-terroristes-a-hama-en-24-heures",
    "https://www.lbcgroup.tv/news/middleeastnews/821558/syria-war-monitor-says-army-launches-counteroffensive-against-rebels-n/en",
    "https://rudaw.net/english/middleeast/syria/051220243",
    "https://staging.thedailyguardian.com/author/shairin-panwaritvnetwork-com/page/5",
    "https://www.shafaq.com/en/World/Syrian-army-withdraws-from-Hama-admits-opposition-forces-enter-the-City",
    "https://munsifdaily.com/syrian-conflict-over-280000-people-displaced/",
    "https://exbulletin.com/politics/2908508/",
    "https://sputnikglobe.com/20241207/over-370000-syrians-have-been-displaced-since-start-of-hostilities--un-spokesman--1121112371.html",
}


@cache
def sample(name: str) -> Briefing:
    return native.load(BRIEFINGS / f"{name}.json")


@cache
def index(name: str) -> ResolvedBriefing:
    return ResolvedBriefing(sample(name))


def claim_id(number: int) -> str:
    return f"c{number:02}"


@pytest.mark.parametrize("name", [FOUNDING, NEXT])
def test_the_checker_has_nothing_to_say(name: str) -> None:
    assert native.check_file(BRIEFINGS / f"{name}.json").findings == ()


@pytest.mark.parametrize("name", [FOUNDING, NEXT])
def test_the_files_are_written_as_the_program_writes_them(name: str) -> None:
    path = BRIEFINGS / f"{name}.json"
    assert native.dumps(sample(name)) == path.read_bytes()


def test_all_28_assertions_are_there_with_their_originators() -> None:
    actual = {claim.id: claim.originator for claim in sample(FOUNDING).claims}
    assert {claim_id(number): who for number, who in ORIGINATORS.items()} == actual


def test_the_article_carries_everything_and_xinhua_the_ministry() -> None:
    for number, claim in enumerate(sample(FOUNDING).claims, 1):
        ahead = {**dict.fromkeys(range(1, 8), ("xinhua",)), 23: ("sham-fm",)}.get(number, ())
        assert (*ahead, "article-outlet") == claim.carriers
        assert claim.documents == ("article",)


def test_only_what_the_article_quotes_is_quoted() -> None:
    assert {claim_id(number) for number in QUOTED} == {c.id for c in sample(FOUNDING).claims if c.quote}


def words_of_others(record: object) -> Iterator[str]:
    """Whatever a record says that a text says: as written, as said, quotes, and words in quotation marks anywhere."""
    if isinstance(record, dict):
        for name, value in record.items():
            if name in {"as_written", "as_said", "quote"}:
                yield value
            elif isinstance(value, str):
                yield from re.findall(r'"([^"]+)"', value)
            else:
                yield from words_of_others(value)
    elif isinstance(record, list):
        for value in record:
            yield from words_of_others(value)


@pytest.mark.parametrize(("name", "originals"), [(FOUNDING, ("article",)), (NEXT, ("article", "week"))])
def test_words_that_are_others_stand_in_their_text(name: str, originals: tuple[str, ...]) -> None:
    read = json.loads((BRIEFINGS / f"{name}.json").read_bytes())
    found = set(words_of_others(read))
    assert len(found) > 20
    assert {words for words in found if not any(stands_in(words, text) for text in originals)} == set()


@pytest.mark.parametrize(
    "changed", ["more than 26 drones", "in the morning", "drones 25 than", "terrorist groups"]
)
def test_other_words_do_not(changed: str) -> None:
    assert stands_in("more than 25 drones", "article")
    assert not stands_in(changed, "article")


@pytest.mark.parametrize(
    "said",
    [
        "rebel factions, mainly HTS",
        "cellular networks",
        "intermittent",
        "more than 25",
        'armed terrorist organisations affiliated with HTS"',
        "Rami Abdulrahman",
    ],
)
def test_the_founding_briefing_says_it_as_the_article_does(said: str) -> None:
    text = " ".join(markdown.write(View(index(FOUNDING), Filters())).split())
    assert said in text
    for other in ("led by HTS", "HTS-led", "25 or more", "elephone"):
        assert other not in text


def test_whoever_speaks_for_the_observatory_is_named_with_each_of_its_claims() -> None:
    claims = [c for c in sample(FOUNDING).claims if c.originator == "sohr"]
    assert len(claims) == 8
    assert all("Rami Abdulrahman" in (claim.note or "") for claim in claims)


@pytest.mark.parametrize("name", [FOUNDING, NEXT])
def test_a_phase_of_a_day_rests_on_claims_of_that_day(name: str) -> None:
    claims = index(name).claims
    for front in sample(name).fronts:
        for phase in front.phases:
            day = re.match(r"(\d+) (November|December)", phase.label)
            if day is None:
                continue
            month = {"November": 11, "December": 12}[day[2]]
            for claim in phase.claims:
                when = claims[claim].when
                assert when
                assert when.start == date(2024, month, int(day[1])), (phase.label, claim)


def test_relative_days_are_worked_out_from_the_articles_date_and_say_so() -> None:
    claims = index(FOUNDING).claims
    fallen, villages = claims["c20"].when, claims["c18"].when
    assert (date(2024, 11, 29), "on Friday", True) == (fallen.start, fallen.as_written, fallen.inferred)
    assert (date(2024, 12, 4), "a day after", True) == (
        villages.start,
        villages.as_written,
        villages.inferred,
    )


def test_both_spellings_of_deir_ez_zor_are_one_province() -> None:
    claims = index(FOUNDING).claims
    assert "Deir el-Zour" in claims["c17"].where[0].as_written
    assert "Deir al-Zour" in claims["c18"].where[0].as_written
    assert claims["c17"].provinces == claims["c18"].provinces == ("SY-DY",)


def test_the_reversal_of_the_day_is_in_the_phases_of_the_front() -> None:
    front = next(front for front in sample(FOUNDING).fronts if front.id == "f-hama")
    labels = [(phase.label, phase.claims) for phase in front.phases]
    assert labels[1:] == [("morning", ("c12",)), ("by evening", ("c13",)), ("by evening", ("c14",))]


@pytest.mark.parametrize("name", [FOUNDING, NEXT])
def test_every_claim_is_reached_from_an_entry_and_every_source_has_a_part(name: str) -> None:
    briefing = sample(name)
    entries = (*briefing.timeline, *briefing.fronts, *briefing.humanitarian)
    assert {claim.id for claim in briefing.claims} == {c for entry in entries for c in claim_ids(entry)}
    named = {who for claim in briefing.claims for who in (claim.originator, *claim.carriers)}
    assert {source.id for source in briefing.sources} <= named


@pytest.mark.parametrize("name", [FOUNDING, NEXT])
def test_the_export_has_every_statement_with_its_attribution(name: str, tmp_path: Path) -> None:
    text = markdown.write(View(index(name), Filters()))
    for claim in sample(name).claims:
        grade = index(name).grade_of(claim)
        assert f"({grade}; {index(name).originator_name(claim)}" in text
    printed = sitbrief("export", name, "--library", str(BRIEFINGS), home=tmp_path)
    assert printed.returncode == 0
    assert text == printed.stdout


def test_three_distances_are_contested_side_by_side() -> None:
    claims, states, rivals = index(NEXT).claims, index(NEXT).states, index(NEXT).rivals
    distances = {
        name: figure.best or figure.low
        for name, claim in claims.items()
        for figure in claim.figures
        if figure.unit == "km"
    }
    assert sorted(distances.values()) == [10, 15, 20]
    for name in distances:
        assert states[name] is State.CONTESTED
        assert set(distances) - {name} == set(rivals[name])


def test_the_denial_and_the_withdrawal_are_rivals() -> None:
    assert {"e14", "e15"} == set(index(NEXT).rivals["e13"])
    assert index(NEXT).states["e13"] is index(NEXT).states["e14"] is State.CONTESTED


def test_figures_of_different_scopes_are_no_rivals() -> None:
    claims, states = index(NEXT).claims, index(NEXT).states
    killed = [c for c in claims.values() for f in c.figures if f.what == "militants killed"]
    displaced = [c for c in claims.values() for f in c.figures if f.what == "people displaced"]
    assert sorted(c.figures[0].low for c in killed if c.figures[0].low) == [300, 300, 400, 400]
    assert sorted(c.figures[0].low or c.figures[0].best or 0 for c in displaced) == [
        100_000,
        115_000,
        280_000,
        370_000,
    ]
    assert {State.SINGLE_SOURCE} == {states[c.id] for c in (*killed, *displaced)}
    assert len({str(c.figures[0].scope) for c in killed}) == len(killed)


def test_army_ministry_and_government_are_one_source() -> None:
    """The same figure from two offices of one state confirms nothing."""
    assert "c02" in index(NEXT).claims["e06"].supports
    assert index(NEXT).states["e06"] is State.SINGLE_SOURCE


def test_each_reference_has_publisher_date_and_address() -> None:
    documents = [d for d in sample(NEXT).documents if d.id != "article"]
    assert all(d.publisher and d.date for d in documents)
    assert {d.url for d in documents} == ADDRESSES


@pytest.mark.parametrize("name", [FOUNDING, NEXT])
def test_every_grade_of_a_source_has_a_rationale_and_every_claim_one_too(name: str) -> None:
    assert all(claim.rationale and claim.credibility for claim in sample(name).claims)
    assert all(len(source.rationale) > 20 for source in sample(name).sources)


@pytest.mark.parametrize(
    "command",
    [("export", FOUNDING), ("check", str(BRIEFINGS)), ("list",), ("--help",), ("--version",), ("schema",)],
)
def test_these_commands_load_neither_textual_nor_rich(command: tuple[str, ...]) -> None:
    look = (
        "import sys; from sitbrief.cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print({'textual', 'rich'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", look, *command], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "set()"
