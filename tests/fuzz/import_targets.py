"""Targets around what others' datasets may look like: from any file to briefings that load, or to a line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from fuzz import seeds
from fuzz.damage_json import damaged_json
from fuzz.damage_tables import damaged_table
from fuzz.holds import cleaned, inert, one_line, safe_table
from fuzz.target import Target, damaged_by
from sitbrief.files.reading import Unreadable, Unrecognised
from sitbrief.formats.conversion import Conversion
from sitbrief.formats.importing import Options, Reading, open_file
from sitbrief.formats.native import Invalid, loads
from sitbrief.formats.rejects import HEAD
from support.inside import run_inside

if TYPE_CHECKING:
    from pathlib import Path

    from sitbrief.briefing import Briefing
    from sitbrief.formats.row_outcome import Reject


def _opened(path: Path, name: str) -> Reading | None:
    """The file as what it seems to be, else as what it was before it was damaged."""
    for options in (Options(), Options(format=name, country="SY")):
        try:
            return open_file(path, options)
        except (Unreadable, Unrecognised) as error:
            one_line(str(error))
    return None


def _import(name: str, data: bytes, folder: Path) -> None:
    """Every row becomes a claim or a reject, or tells an event again; every briefing loads, and all of it is clean."""
    path = folder / "events.csv"
    path.write_bytes(data)
    reading = _opened(path, name)
    if reading is None:
        return
    rejects: list[Reject] = []
    with Conversion(reading, path.name, "2026-11-29") as conversion:
        try:
            conversion.read(rejects.append)
        except Unreadable as error:
            one_line(str(error))
            return
        told = conversion.claims + len(rejects) + len(conversion.repeats)
        assert (conversion.rows, conversion.rejects) == (told, len(rejects))
        claims = 0
        for group in conversion.groups:
            for made in conversion.files(group):
                claims += len(_loaded(made.data).claims)
        assert claims >= bool(conversion.claims)


def _loaded(data: bytes) -> Briefing:
    try:
        briefing = loads(data)
    except Invalid as error:
        raise AssertionError(f"an import made what does not load: {error}") from error
    cleaned(briefing)
    return briefing


def _command(data: bytes, folder: Path) -> None:
    """The command ends with an exit code and clean lines; the rows that it leaves out are a safe table beside the briefings."""
    (folder / "events.csv").write_bytes(data)
    found = run_inside(["import", "events.csv", "-o", "made", "--from", "acled", "--country", "SY"], folder)
    assert not found.report, found.report[-3000:]
    assert found.code in {0, 1, 3}
    inert(found.out.decode("utf-8", "backslashreplace"))
    inert(found.err.decode("utf-8", "backslashreplace"), but="\n\r")
    for path in sorted((folder / "made").glob("*")):
        if path.suffix == ".json":
            _loaded(path.read_bytes())
        else:
            rows = safe_table(path.read_text(encoding="utf-8", errors="surrogateescape"))
            assert rows[0][: len(HEAD)] == list(HEAD)


def _target(name: str, files: tuple[bytes, ...], option: str) -> Target:
    inputs = damaged_by(damaged_table, st.sampled_from(files))
    return Target(name, inputs, partial(_import, option), 40, files, damaged_table)


IMPORTS: Final = (
    _target("acled", seeds.ACLED, "acled"),
    _target("ucdp", seeds.UCDP, "ucdp"),
    _target("hxl", seeds.HXL, "hxl"),
    _target("hapi", seeds.HAPI, "hxl"),
    _target("publishers", seeds.PUBLISHERS, "insecurity-insight"),
    Target(
        "import",
        damaged_by(damaged_table, st.sampled_from(seeds.ACLED)),
        _command,
        15,
        seeds.ACLED,
        damaged_table,
    ),
    Target(
        "reliefweb",
        damaged_by(damaged_json, st.sampled_from(seeds.RELIEFWEB)),
        partial(_import, "reliefweb"),
        40,
        seeds.RELIEFWEB,
        damaged_json,
    ),
    Target(
        "records",
        damaged_by(damaged_json, st.sampled_from(seeds.RECORDS)),
        partial(_import, "geojson"),
        60,
        seeds.RECORDS,
        damaged_json,
    ),
)
