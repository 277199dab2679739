"""The importers: one module each, and one line here.

A module has its importer as `IMPORTER`. Detection, `--from`, help, messages and what is made of the rows read the importer;
what is shown before any file is opened reads the names here, and loads none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sitbrief.formats.importers.importer import JsonImporter, TableImporter

_LABELS: Final = {
    "acled": ("ACLED",),
    "acled-weekly": (),
    "ucdp": ("UCDP",),
    "insecurity-insight": ("Insecurity Insight",),
    "fts": ("FTS",),
    "ipc": ("IPC",),
    "hxl": ("HXL", "HDX"),
    "reliefweb": ("ReliefWeb",),
    "misp": ("MISP",),
    "stix": ("STIX",),
    "geojson": ("GeoJSON",),
}
"""What each importer's files are called, by the importer's name, which is that of its module with underscores. A file is of
the first that recognises it: those that know the columns of one publisher come before HXL, which takes any table with tags.
"""

NAMES: Final = tuple(_LABELS)
KINDS: Final = [label for labels in _LABELS.values() for label in labels]
"""What all the files that can be imported are called."""


def importers() -> list[TableImporter | JsonImporter]:
    """All importers, in the order in which they are asked."""
    return [import_module(f"{__name__}.{name.replace('-', '_')}").IMPORTER for name in NAMES]
