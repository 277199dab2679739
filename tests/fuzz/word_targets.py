"""Targets around what a user writes: queries, filters, spellings, the configuration, the words of a command line."""

from __future__ import annotations

import json
import os
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from formats.hostile import sample
from fuzz.damage import damaged
from fuzz.holds import inert, one_line
from fuzz.target import Target, damaged_by
from fuzz.texts import HOSTILE
from library.making import put
from sitbrief.briefing import filter_text, query
from sitbrief.briefing.filter_text import FilterText, NotUnderstood
from sitbrief.cli import configured
from sitbrief.cli.table import COMMANDS
from sitbrief.config.file import load
from sitbrief.config.printing import printed
from sitbrief.config.settings import SETTINGS
from sitbrief.places.aliases import parse, with_alias
from support.inside import run_inside

if TYPE_CHECKING:
    from pathlib import Path

_QUERY: Final = (
    *(
        "hama",
        "drone",
        "-aleppo",
        "after:2024-12-01",
        "before:2024-12",
        "by:SOHR",
        "grade:B2",
        "in:hama",
        'by:"Syrian Observatory"',
    ),
    *(
        "state:contested",
        "sector:health",
        "unknown:no",
        "is:single",
        "in:",
        "-by:x",
        'text:"',
        '"a:b"',
        "--",
        "-",
        ":",
        '""',
        "حماة",
    ),
    *(
        "after:\u0662\u0660\u0662\u0664",
        "grade:F6",
        "in:SY-HM,SY-HL",
        "in:Rif Dimashq",
        "since:9999",
        "by:,",
        "before:0001-01-01",
    ),
)
_typed: Final = st.one_of(
    st.lists(st.one_of(st.sampled_from(_QUERY), st.sampled_from(HOSTILE)), max_size=5).map(" ".join),
    st.text(max_size=60),
).map(lambda text: text.encode("utf-8", "surrogatepass"))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _query(data: bytes, _folder: Path) -> None:
    """It is understood, and means the same when it is written again; or it is refused with a hint."""
    try:
        filters = query.parse(_text(data), home="SY")
    except NotUnderstood as error:
        one_line(error.what)
        one_line(error.hint)
        return
    for phrase in (*filters.words(), *filters.options(), query.written(filters)):
        one_line(phrase)
    again = query.parse(query.written(filters), home="SY") if query.written(filters) else filters
    assert again.sought == filters.sought
    assert (again.provinces, again.since, again.until, again.least, again.states, again.sectors) == (
        *(filters.provinces, filters.since, filters.until, filters.least, filters.states, filters.sectors),
    )


_NAMES: Final = tuple(field.name for field in fields(FilterText))


def _filters(data: bytes, _folder: Path) -> None:
    """Filters are the same when they are asked for again in words."""
    words = dict(zip(_NAMES, _text(data).split("\n"), strict=False))
    try:
        found = filter_text.filters(FilterText(**words), home="SY")
    except NotUnderstood as error:
        refused = error
    else:
        for phrase in (*found.words(), *found.options()):
            one_line(phrase)
        assert filter_text.filters(filter_text.asked(found), home="SY") == found
        return
    assert refused.field in _NAMES
    one_line(str(refused))


_line: Final = st.one_of(
    st.just(""), st.sampled_from([part.rpartition(":")[2] for part in _QUERY]), st.sampled_from(HOSTILE)
)
_asked: Final = st.lists(
    _line.map(lambda text: text.replace("\n", " ")), min_size=1, max_size=len(_NAMES)
).map(lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass"))

SPELLINGS: Final = (
    b"# What our partners write\nSY\tHasake Gov.\tSY-HA\nSY\tHama rural\tSY-HM\nUA\tKyivska\tUA-32\n",
)


def _spellings(data: bytes, _folder: Path) -> None:
    """Every line counts or is a mistake of its own; one more spelling takes nothing from the others."""
    text = data.decode("utf-8", "replace")
    before, mistakes = parse(text)
    for mistake in mistakes:
        one_line(mistake.what)
        assert 1 <= mistake.line <= len(text.splitlines())
    after, _ = parse(with_alias(text, "valley of wells", "SY-HM"))
    assert set(before.items()) <= set(after.items())
    assert len(after) <= len(before) + 1


CONFIG: Final = (
    b"""\
theme = "terminal"
ascii = "auto"
library = ["~/briefings", "b"]

[filters]
province = ["Hama"]
since = "2024-12-05"
unknown = false
text = "road"

[limits]
frames = 20

[keys]
quit = ["q"]
"pane.1" = "1"
""",
    "\n".join(f"{s.name} = {s.default}" for s in SETTINGS if not s.table).encode(),
)


def _config(data: bytes, folder: Path) -> None:
    """What is right counts, what is wrong is a line; and what is printed reads back as what was in force."""
    path = folder / "config.toml"
    path.write_bytes(data)
    config, problems = load(path)
    _, more = configured.filters_of_config(config)
    for problem in (*problems, *more):
        one_line(str(problem))
        assert 0 <= problem.line <= data.count(b"\n") + 1 + data.count(b"\r")
    _ = config.library
    text = printed(config, {}, {})
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    again, wrong = load(path)
    assert not wrong, wrong
    assert again.values == config.values


_SAFE: Final = frozenset(
    {"lib", "lib/syria-1.json", "lib/sample.json", "lib/broken.json", "lib/fifo", "lib/none.json"}
)
_OPTIONS: Final = (
    *(
        "-o",
        "-oout",
        "--output=out.csv",
        "--format",
        "--force",
        "--json",
        "--limit",
        "--limit=3",
        "--library",
        "--library=lib",
    ),
    *(
        "--province",
        "--since",
        "--until",
        "--grade",
        "--unknown",
        "--contested",
        "--sector",
        "--state",
        "--text",
        "--text=--",
    ),
    *(
        "--by",
        "--without",
        "--help",
        "-h",
        "-V",
        "--version",
        "--plain",
        "--ascii",
        "--config",
        "--profile",
        "--mouse",
        "--strict",
    ),
    *(
        "--country",
        "--tlp",
        "--encoding",
        "--from",
        "--lib",
        "--",
        "-",
        "-x",
        "--no-such",
        "--text=",
        "@lib",
        "--limit=0",
        "--by=file",
    ),
)
_word: Final = st.one_of(
    st.sampled_from(sorted(_SAFE)),
    st.sampled_from(_OPTIONS),
    st.sampled_from(
        (
            "Hama",
            "syria-1",
            "SY-HM",
            "csv",
            "markdown",
            "json",
            "text",
            "B2",
            "2024-12-05",
            "no",
            "bash",
            "out",
            "",
        )
    ),
    st.sampled_from(_QUERY),
    st.sampled_from(HOSTILE),
)
_command_line: Final = st.builds(
    lambda first, rest: "\0".join([first, *rest]).encode("utf-8", "surrogatepass"),
    st.one_of(st.sampled_from([command.name for command in COMMANDS if command.name != "index"]), _word),
    st.lists(_word.map(lambda word: word.replace("\0", "")), max_size=6),
)


def _harmless(word: str) -> str:
    """A word that names no file but those of the case."""
    return word if word in _SAFE else word.replace("/", "_").replace("~", "-").replace("..", "__")


def _commands(data: bytes, folder: Path) -> None:
    """Whatever the words are, the exit code is one of those promised, and no line acts."""
    words = [_harmless(word) for word in _text(data).split("\0")]
    library = folder / "lib"
    put(library)
    (library / "sample.json").write_text(json.dumps(sample()), encoding="utf-8")
    (library / "broken.json").write_bytes(b'{"format": "sitbrief/1", "id": "\x1b"')
    os.mkfifo(library / "fifo")
    found = run_inside(words, folder, SITBRIEF_LIBRARY="lib")
    assert not found.report, found.report[-3000:]
    assert found.code in {0, 1, 2, 3}, found.code
    inert(found.out.decode("utf-8", "backslashreplace"), but="\n\r")
    inert(found.err.decode("utf-8", "backslashreplace"), but="\n\r")


WORDS: Final = (
    Target("query", _typed, _query, 60, tuple(part.encode() for part in _QUERY)),
    Target("filters", _asked, _filters, 40),
    Target("spellings", damaged_by(damaged, st.sampled_from(SPELLINGS)), _spellings, 40, SPELLINGS),
    Target("config", damaged_by(damaged, st.sampled_from(CONFIG)), _config, 40, CONFIG),
    Target("commands", _command_line, _commands, 25),
)
