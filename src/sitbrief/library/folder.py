"""A library of files and folders. A bad file is listed with its error and hides no other."""

from __future__ import annotations

import os
from dataclasses import field, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.formats import native
from sitbrief.formats.native import Invalid
from sitbrief.formats.reading import Unreadable
from sitbrief.frozen import dataclass
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitbrief.briefing import Briefing

SUFFIX = ".json"
_MOST_NEAREST = 3


class NotFound(LookupError):
    """No briefing goes by a name.

    Attributes:
        name: The name.
        nearest: Ids that are like it, the nearest first.
    """

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        super().__init__(f"no file and no briefing of the library is called {clean_line(name)!r}")
        self.name = name
        self.nearest = nearest


class SameId(ValueError):
    """A second briefing goes by the id of another."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of a library.

    Attributes:
        path: Where it is.
        briefing: What it holds; None where it cannot be loaded.
        error: Why not, on one line with the path.
        cause: The same as an exception.
    """

    path: Path
    briefing: Briefing | None
    error: str | None
    cause: Exception | None = field(default=None, compare=False)

    def loaded(self) -> Briefing:
        """The briefing.

        Raises:
            Invalid: it has errors.
            Unreadable: it cannot be read.
            NotFound: it goes by another's id.
        """
        if self.briefing is not None:
            return self.briefing
        raise self.cause or NotFound(str(self.path), ())


def files_in(path: Path) -> tuple[Path, ...]:
    """The briefing files that a path stands for: a folder's own, sorted, hidden ones left out; else the path itself.

    Raises:
        Unreadable: the folder cannot be read.
    """
    if not os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises for a name that is too long
        return (path,)
    try:
        with os.scandir(path) as entries:
            names = sorted(
                entry.name
                for entry in entries
                if entry.name.endswith(SUFFIX) and not entry.name.startswith(".") and not entry.is_dir()
            )
    except OSError as error:
        raise Unreadable(path, error.strerror or "cannot be read") from error
    return tuple(path / name for name in names)


class Library:
    """Briefings in files, loaded when they are asked for."""

    def __init__(
        self,
        paths: Iterable[Path],
        *,
        option: str | None = None,
        load: Callable[[Path], Briefing] = native.load,
    ) -> None:
        """Make a library of files and folders.

        Args:
            paths: The files and folders; of two briefings with the same id the one in ID.json counts, else the first.
            option: What `--library` takes to find the same library again; None if it is found without.
            load: What loads a file, as `native.load` does.
        """
        self._load_file = load
        self.paths = tuple(paths)
        self.option = option
        self._loaded: dict[Path, Item] = {}

    @property
    def files(self) -> tuple[Path, ...]:
        """All its files, whatever they hold."""
        return self._files[0]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All files, sorted by country, series and edition; those that cannot be loaded last."""
        files, unread = self._files
        items = [self._load(path) for path in files]
        owners: dict[str, Item] = {}
        for item in items:
            if item.briefing is not None:
                name = item.briefing.id
                if name not in owners or (item.path.stem == name != owners[name].path.stem):
                    owners[name] = item
        return tuple(sorted((*(_sole(item, owners) for item in items), *unread), key=_order))

    def at(self, path: Path) -> Item:
        """The file of a path, in this library or not; nothing else is loaded."""
        return self._load(path)

    def find(self, name: str) -> Item:
        """The file of a path, or the briefing of an id. A path loads only its file, an id if it can only ID.json.

        Raises:
            NotFound: there is neither; it has the nearest ids.
        """
        if _is_path(name):
            return self.at(Path(name))
        for path in self._files[0]:
            if path.name == name + SUFFIX:
                item = self._load(path)
                if item.briefing is None or item.briefing.id == name:
                    return item
        for item in self.items:
            if item.briefing is not None and item.briefing.id == name:
                return item
        import difflib  # late: only a mistake needs it

        ids = [item.briefing.id for item in self.items if item.briefing]
        raise NotFound(name, tuple(difflib.get_close_matches(name, ids, n=_MOST_NEAREST)))

    def editions(self, briefing: Briefing) -> tuple[Item, ...]:
        """All editions of a briefing's series in this library, the oldest first."""
        return self._series.get((briefing.country, briefing.series), ())

    def older(self, briefing: Briefing) -> Item | None:
        """The edition before this one."""
        before = [item for item in self.editions(briefing) if _edition(item) < _place(briefing)]
        return before[-1] if before else None

    def newer(self, briefing: Briefing) -> Item | None:
        """The edition after this one."""
        after = [item for item in self.editions(briefing) if _edition(item) > _place(briefing)]
        return after[0] if after else None

    @cached_property
    def _series(self) -> Mapping[tuple[str, str], tuple[Item, ...]]:
        good = (item for item in self.items if item.briefing)
        return {key: tuple(items) for key, items in groupby(good, key=lambda item: _order(item)[1:3])}

    @cached_property
    def _files(self) -> tuple[tuple[Path, ...], tuple[Item, ...]]:
        """The files, each once, and the folders that cannot be read."""
        files: dict[str, Path] = {}
        unread: list[Item] = []
        for path in self.paths:
            try:
                for file in files_in(path):
                    files.setdefault(os.path.realpath(file), file)
            except Unreadable as error:
                unread.append(_bad(path, error))
        return tuple(files.values()), tuple(unread)

    def _load(self, path: Path) -> Item:
        if path not in self._loaded:
            try:
                self._loaded[path] = Item(path, self._load_file(path), None)
            except (Invalid, Unreadable) as error:
                self._loaded[path] = _bad(path, error)
        return self._loaded[path]


def _bad(path: Path, error: Invalid | Unreadable) -> Item:
    if isinstance(error, Unreadable):
        return Item(path, None, clean_line(f"{path}: {error.what}"), error)
    line = error.findings[0].line_for(str(path)) if error.findings else f"{path}: is no briefing"
    more = len(error.findings) + error.more - 1
    return Item(path, None, clean_line(f"{line} (and {more} more)" if more > 0 else line), error)


def _sole(item: Item, owners: Mapping[str, Item]) -> Item:
    """The item, unless another one owns its id."""
    owner = owners[item.briefing.id] if item.briefing else item
    if owner is item or item.briefing is None:
        return item
    error = clean_line(f"{item.path}: has the same id as {owner.path}: {item.briefing.id}")
    return replace(item, briefing=None, error=error, cause=SameId(error))


def _is_path(name: str) -> bool:
    return os.sep in name or name.endswith(SUFFIX) or os.path.isfile(name)  # noqa: PTH113  a word, not yet a path


def _order(item: Item) -> tuple[bool, str, str, int, str]:
    if item.briefing is None:
        return True, "", "", 0, str(item.path)
    return False, item.briefing.country, item.briefing.series, *_place(item.briefing)


def _place(briefing: Briefing) -> tuple[int, str]:
    return briefing.edition, briefing.id


def _edition(item: Item) -> tuple[int, str]:
    return _place(item.briefing) if item.briefing else (0, "")
