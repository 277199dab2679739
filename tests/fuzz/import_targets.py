"""Targets around what others' datasets may look like: from any file to briefings that load, or to a line."""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from fuzz import seeds
from fuzz.damage_json import damaged_json
from fuzz.damage_tables import damaged_table
from fuzz.holds import cleaned, inert, one_line
from fuzz.target import Target, damaged_by
from sitbrief.formats.conversion import Conversion
from sitbrief.formats.importing import Options, Reading, open_file
from sitbrief.formats.native import Invalid, loads
from sitbrief.formats.reading import Unreadable, Unrecognised
from sitbrief.formats.rejects import HEAD, RejectsFile

if TYPE_CHECKING:
    from pathlib import Path


def _opened(path: Path, name: str) -> Reading | None:
    """The file as what it seems to be, else as what it was before it was damaged."""
    for options in (Options(), Options(format=name, country="SY")):
        try:
            return open_file(path, options)
        except (Unreadable, Unrecognised) as error:
            one_line(str(error))
    return None


def _import(name: str, data: bytes, folder: Path) -> None:
    """Every row becomes a claim or a reject, every briefing loads, and all of it is clean."""
    path = folder / "events.csv"
    path.write_bytes(data)
    reading = _opened(path, name)
    if reading is None:
        return
    rejects = RejectsFile(folder / "rejects.csv", reading.header)
    with rejects, Conversion(reading, path.name, "2026-11-29") as conversion:
        try:
            conversion.read(rejects.add)
        except Unreadable as error:
            one_line(str(error))
            return
        assert conversion.rows == conversion.claims + conversion.rejects
        kept = rejects.keep()
        claims = 0
        for group in conversion.groups:
            for made in conversion.made(group):
                try:
                    briefing = loads(made.data)
                except Invalid as error:
                    raise AssertionError(f"an import made what does not load: {error}") from error
                cleaned(briefing)
                claims += len(briefing.claims)
        assert claims >= bool(conversion.claims)
    for reason in conversion.reasons:
        inert(reason.replace("\t", " "))
    if kept:
        written = (folder / "rejects.csv").read_text(encoding="utf-8", errors="surrogateescape")
        (folder / "rejects.csv").unlink()
        assert next(csv.reader(io.StringIO(written, newline="")))[: len(HEAD)] == list(HEAD)


def _target(name: str, files: tuple[bytes, ...], option: str) -> Target:
    inputs = damaged_by(damaged_table, st.sampled_from(files))
    return Target(name, inputs, partial(_import, option), 40, files, damaged_table)


IMPORTS: Final = (
    _target("acled", seeds.ACLED, "acled"),
    _target("ucdp", seeds.UCDP, "ucdp"),
    _target("hxl", seeds.HXL, "hxl"),
    _target("hapi", seeds.HAPI, "hxl"),
    Target(
        "reliefweb",
        damaged_by(damaged_json, st.sampled_from(seeds.RELIEFWEB)),
        partial(_import, "reliefweb"),
        40,
        seeds.RELIEFWEB,
        damaged_json,
    ),
)
