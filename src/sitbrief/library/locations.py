"""Which library is meant, and the sentence that says so."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.frozen import dataclass
from sitbrief.paths import library_folder
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VARIABLE = "SITBRIEF_LIBRARY"
_HERE = Path(__file__).resolve()


@dataclass(frozen=True, slots=True)
class LibraryLocation:
    """Where a library is.

    Attributes:
        paths: Its files and folders.
        words: A sentence that says which one it is.
        option: What `--library` takes to find it again; None if it is found without.
    """

    paths: tuple[Path, ...]
    words: str
    option: str | None = None


def locate(
    paths: Sequence[str],
    *,
    library: str | None,
    environ: Mapping[str, str],
    configured: Sequence[str] = (),
    usual: bool = True,
) -> LibraryLocation:
    """Find the library: the paths given, else `--library`, the variable, what is configured, the user's folder, ours.

    Args:
        paths: The paths given.
        library: What `--library` was given.
        environ: The environment.
        configured: What is configured.
        usual: Whether it is so in the user's own configuration, so that it is found again without being named.
    """
    given = tuple(paths) or _split(library or "")
    if given:
        named = tuple(map(Path, given))
        return LibraryLocation(named, _sentence("as given", named), _option(named))
    from_variable = tuple(map(Path, _split(environ.get(VARIABLE, ""))))
    if from_variable:
        return LibraryLocation(from_variable, _sentence(f"from ${VARIABLE}", from_variable))
    if configured:
        chosen = tuple(map(Path, configured))
        option = None if usual else _option(chosen)
        return LibraryLocation(chosen, _sentence("from your configuration", chosen), option)
    own = library_folder(environ)
    if own is not None and _has_briefings(own):
        return LibraryLocation((own,), _sentence("your own", (own,)))
    bundled = bundled_folder()
    if bundled is None:
        return LibraryLocation((), "Library: there is none. Put briefings into a folder and name it.")
    return LibraryLocation((bundled,), "Library: the sample briefings that come with sitbrief.")


def bundled_folder() -> Path | None:
    """The briefings that come with the package, or with its source; None where there are none."""
    package, checkout = _HERE.parents[1], _HERE.parents[3]
    if (package / "briefings").is_dir():
        return package / "briefings"
    in_source = checkout / "briefings"
    return in_source if in_source.is_dir() and (checkout / "pyproject.toml").is_file() else None


def _option(paths: Sequence[Path]) -> str:
    return os.pathsep.join(str(path.absolute()) for path in paths)


def _split(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.split(os.pathsep) if part)


def _has_briefings(folder: Path) -> bool:
    try:
        return any(path.suffix == ".json" and not path.name.startswith(".") for path in folder.iterdir())
    except OSError:
        return False


def _sentence(which: str, paths: Sequence[Path]) -> str:
    return clean_line(f"Library {which}: {', '.join(map(str, paths))}.")
