"""Files that are made to cost minutes and gigabytes cost less than a harmless file does, and are refused in one line.

Sizes are a few megabytes; SITBRIEF_BOMBS=full makes them those of the attack: 30 to 60 MB, 2 GB where it is sparse.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.measured import Measured, measured
from support.program import BRIEFINGS

if TYPE_CHECKING:
    from collections.abc import Callable

FULL = os.environ.get("SITBRIEF_BOMBS") == "full"
MB = 1_000_000
MOST_MIB = 300
"""And as much again as the file has where it has to be held."""

GED = Path(__file__).parents[1] / "data" / "datasets" / "ged231_excerpt.csv"


def of(small: int, full: int) -> int:
    return (full if FULL else small) * MB


def repeated(begin: bytes, item: bytes, end: bytes, size: int) -> bytes:
    return begin + b",".join([item] * (size // (len(item) + 1))) + end


def rows_below(header: bytes, part: bytes, size: int) -> bytes:
    return header + part * (size // len(part))


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr(name, b"\0" * of(20, 1_000))
    return out.getvalue()


JSON: dict[str, Callable[[], bytes]] = {
    "empty claims": lambda: repeated(b'{"claims":[', b"{}", b"]}", of(4, 30)),
    "empty lists": lambda: repeated(b"[", b"[]", b"]", of(4, 30)),
    "numbers": lambda: repeated(b"[", b"1", b"]", of(5, 60)),
    "one key": lambda: repeated(b"{", b'"a":1', b"}", of(4, 30)),
    "just below the limit": lambda: repeated(b'{"claims":[', b"{}", b"]}", 2 * MB - 100_000),
    "one key below the limit": lambda: repeated(b"{", b'"a":1', b"}", of(4, 11)),
    "nested below the limit": lambda: repeated(b"[", b'{"a":' * 180 + b"1" + b"}" * 180, b"]", of(2, 5)),
    "a comma too many": lambda: repeated(b'{"claims":[', b'{"a":[1]}', b",]}", of(2, 4)),
    "nesting": lambda: b"[" * of(4, 30),
    "a text": lambda: b'{"title":"' + b"x" * of(5, 60) + b'"}',
    "escapes": lambda: b'{"title":"' + b'\\"' * (of(5, 60) // 2) + b'"}',
    "nothing": lambda: b"\0" * of(5, 60),
}


def workbook(sheet: bytes, strings: bytes = b"") -> bytes:
    """An Excel workbook with this sheet."""
    main, related = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://schemas.openxmlformats.org",
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b'<w xmlns:r="r"><sheet name="S" r:id="1"/></w>')
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            b'<r><Relationship Id="1" Type="%b/worksheet" Target="s.xml"/>'
            b'<Relationship Id="2" Type="%b/sharedStrings" Target="t.xml"/></r>' % (related, related),
        )
        archive.writestr("xl/s.xml", b'<worksheet xmlns="%b"><sheetData>%b' % (main, sheet))
        archive.writestr("xl/t.xml", b'<sst xmlns="%b">%b</sst>' % (main, strings))
    return out.getvalue()


def spreadsheet(rows: bytes) -> bytes:
    """An OpenDocument spreadsheet with these rows."""
    spaces = b" ".join(
        b'xmlns:%b="urn:oasis:names:tc:opendocument:xmlns:%b:1.0"' % (name, name)
        for name in (b"office", b"table", b"text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", b'<d %b><table:table table:name="S">%b</table:table></d>' % (spaces, rows)
        )
    return out.getvalue()


TABLES: dict[str, Callable[[], bytes]] = {
    "one line": lambda: b"x" * of(3, 1_000),
    "empty lines": lambda: b"\n" * of(3, 300),
    "an open quote": lambda: rows_below(GED.read_bytes() + b'"', b"a,b\n", of(3, 30)),
    "many open quotes": lambda: rows_below(GED.read_bytes(), b'"a\n' + b"b,c\n" * 30_000, of(3, 30)),
    "a cell": lambda: GED.read_bytes() + b"x" * of(3, 500),
    "columns": lambda: b",".join(b"c%d" % n for n in range(65_535)) + b"\n" + b"," * 65_534,
    "a workbook": lambda: zipped("xl/workbook.xml"),
    "gzip": lambda: gzip.compress(b"\0" * of(20, 1_000)),
    "gzip of a table": lambda: gzip.compress(rows_below(GED.read_bytes(), b"a,b\n", of(20, 1_000))),
    "a zip of one file": lambda: zipped("events.csv"),
    "cells far apart": lambda: workbook(
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    ),
    "empty rows": lambda: workbook(b"<row/>" * (of(20, 600) // 6)),
    "empty cells": lambda: workbook(b"<row>" + b"<c/>" * (of(20, 600) // 4)),
    "elements in one another": lambda: workbook(b"<row>" * (of(20, 600) // 5)),
    "names of elements": lambda: workbook(b"".join(b"<a%d/>" % n for n in range(of(2, 60) // 10))),
    "one attribute": lambda: workbook(b'<row r="' + b"1" * of(20, 600)),
    "a comment": lambda: workbook(b"<!--" + b" " * of(20, 600)),
    "texts apart": lambda: workbook(b"", b"<si><t>" + b"x" * of(20, 500) + b"</t></si>"),
    "many texts": lambda: workbook(b"", b"<si/>" * (of(20, 500) // 5)),
    "repeated rows": lambda: spreadsheet(
        b'<table:table-row table:number-rows-repeated="9999999"><table:table-cell table:number-columns-repeated="999">'
        b"<text:p>x</text:p></table:table-cell></table:table-row>"
    ),
}


def harmless(size: int) -> bytes:
    """A briefing of some size that is what it says: more of the same claims and entries."""
    content = json.loads((BRIEFINGS / "2024-12-05-hama.json").read_bytes())
    claims, events = content["claims"], content["timeline"]
    content.update(claims=[], timeline=[], fronts=[], humanitarian=[], summary=[])
    links = ("supports", "contradicts", "supersedes")
    for n in range(size // len(json.dumps([claims, events]))):
        kept = ({key: value for key, value in each.items() if key not in links} for each in claims)
        content["claims"] += [{**each, "id": f"{each['id']}-{n}"} for each in kept]
        content["timeline"] += [
            {**each, "id": f"{each['id']}-{n}", "claims": [f"{name}-{n}" for name in each["claims"]]}
            for each in events
        ]
    return json.dumps(content).encode()


class Harmless:
    """What a harmless briefing costs to be shown: the measure of all others.

    Seconds of a processor are longer while it has other work, and the other work comes and goes: what seems dear is
    measured again right beside the measure.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "harmless.json"
        self._path.write_bytes(harmless(of(4, 30)))
        self._cpu = self._measured()

    def _measured(self) -> float:
        done = measured("show", str(self._path), home=self._folder)
        assert done.code == 0, done
        return done.cpu

    def bounds(self, *words: str, home: Path, times: float = 1, seconds: float = 1) -> Measured:
        """Run a command that may cost so many times the harmless one and so many seconds more.

        Raises:
            AssertionError: It cost more three times in a row, each time beside the measure.
        """
        for _ in range(3):
            done = measured(*words, home=home)
            if done.cpu < times * self._cpu + seconds:
                break
            self._cpu = self._measured()
        assert done.cpu < times * self._cpu + seconds, (words, done)
        return done


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Harmless:
    return Harmless(tmp_path_factory.mktemp("harmless"))


def refused(path: Path, home: Path, usual: Harmless, *words: str) -> Measured:
    """Run a command on a file, which has to be refused at no more than a harmless one costs."""
    done = usual.bounds(*words, home=home)
    assert done.code in ({0, 1, 3} if words[0] == "index" else {1, 3}), done
    assert done.mib < MOST_MIB + path.stat().st_size / MB, done
    assert "Traceback" not in "".join(done.lines)
    if done.code == 3:
        assert len([line for line in done.lines if path.name in line]) == 1, done.lines
    return done


@pytest.mark.parametrize("name", JSON)
def test_a_json_bomb_costs_no_more_than_a_briefing(tmp_path: Path, usual: Harmless, name: str) -> None:
    path = tmp_path / "bomb.json"
    path.write_bytes(JSON[name]())
    for command in ("show", "check"):
        refused(path, tmp_path, usual, command, path.name)
    refused(path, tmp_path, usual, "import", path.name, "-o", "made")
    assert not list(tmp_path.glob("made/*.json"))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_bomb_costs_no_more_than_a_briefing(tmp_path: Path, usual: Harmless, name: str) -> None:
    path = tmp_path / "bomb.csv"
    path.write_bytes(TABLES[name]())
    done = refused(path, tmp_path, usual, "import", path.name, "-o", "made")
    assert done.code == 3 or name == "many open quotes"


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_two_gigabytes_of_nothing_are_refused_at_once(tmp_path: Path, usual: Harmless, ending: str) -> None:
    path = tmp_path / f"sparse.{ending}"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    done = refused(path, tmp_path, usual, "import", path.name, "-o", "made")
    assert done.mib < 100
    assert "(limits." in done.lines[-1]


COMMANDS = {
    "the reader": ("bomb.json",),
    "export": ("export", "bomb.json", "-o", "made.md"),
    "list": ("list", "."),
    "search": ("search", "hama", "--library", "."),
    "index": ("index", "."),
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("bomb", ["empty claims", "just below the limit"])
def test_every_command_that_reads_briefings_refuses_them(
    tmp_path: Path, usual: Harmless, name: str, bomb: str
) -> None:
    path = tmp_path / "bomb.json"
    path.write_bytes(JSON[bomb]())
    refused(path, tmp_path, usual, *COMMANDS[name])
    assert not (tmp_path / "made.md").exists()


def chain(size: int) -> dict[str, object]:
    """Claims each of which supports and supersedes the next one."""
    following = [[f"c{n + 1}"] for n in range(size - 1)] + [[]]
    claims = [{"id": f"c{n}", "supports": next_, "supersedes": next_} for n, next_ in enumerate(following)]
    return {"claims": claims, "timeline": [{"id": "t", "headline": "h", "claims": ["c0"]}]}


def quarrel(size: int) -> dict[str, object]:
    """Claims that all contradict each other, each in an entry of its own."""
    names = [f"c{n}" for n in range(size)]
    claims = [{"id": name, "contradicts": [other for other in names if other != name]} for name in names]
    return {
        "claims": claims,
        "timeline": [{"id": f"t{n}", "headline": "h", "claims": [name]} for n, name in enumerate(names)],
    }


def hub(size: int) -> dict[str, object]:
    """Entries that all rest on one claim, which all others contradict."""
    names = [f"c{n}" for n in range(size)]
    claims = [{"id": name, "contradicts": [] if name == "c0" else ["c0"], "credibility": 1} for name in names]
    return {
        "claims": claims,
        "timeline": [{"id": f"t{n}", "headline": "h", "claims": ["c0"]} for n in range(size)],
        "summary": [{"text": f"Highlight {n}.", "claims": ["c0"]} for n in range(size)],
    }


HEAVY = {
    "a chain": lambda: chain(20_000 if FULL else 6_000),
    "a quarrel": lambda: quarrel(1_000 if FULL else 400),
    "a hub": lambda: hub(20_000 if FULL else 5_000),
}


def heavy(folder: Path, name: str) -> Path:
    """A file with one of them."""
    content = json.loads((BRIEFINGS / "2024-12-05-hama.json").read_bytes())
    made = HEAVY[name]()
    source = {"id": "s", "name": "S", "kind": "monitor", "reliability": "C", "rationale": "x"}
    when = {"precision": "day", "start": "2024-12-05"}
    content.update(fronts=[], humanitarian=[], documents=[], sources=[source])
    content.update({"summary": [], **made})
    content.pop("origin")
    content["claims"] = [
        {"statement": "x", "originator": "s", "when": when, **claim} for claim in content["claims"]
    ]
    path = folder / "heavy.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", HEAVY)
def test_a_briefing_of_many_links_is_told_in_time_that_grows_with_it(
    tmp_path: Path, usual: Harmless, name: str
) -> None:
    """Each is valid: it is told whole, at a small multiple of what a plain briefing of that size costs."""
    path = heavy(tmp_path, name)
    size = path.stat().st_size
    commands = ([command, "heavy.json"] for command in ("show", "export", "check"))
    for words in (*commands, ["export", "heavy.json", "--format", "csv"]):
        done = usual.bounds(*words, home=tmp_path, times=2, seconds=2)
        assert done.code in {0, 1}, done
        assert done.mib < MOST_MIB, (words, done)
        assert done.out < 10 * size + 100_000, (words, done)


def test_rows_of_one_id_cost_as_much_as_others(tmp_path: Path, usual: Harmless) -> None:
    """Thirty thousand took 78 seconds."""
    with GED.open(newline="", encoding="utf-8") as file:
        header, row, *_ = csv.reader(file)
    row[header.index("id")] = "7"
    path = tmp_path / "same.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *[row] * 30_000])
    words = ("import", path.name, "--by", "file", "-o", "made", "--force")
    done = usual.bounds(*words, home=tmp_path, times=2, seconds=3)
    assert done.code == 0, done
