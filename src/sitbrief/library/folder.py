"""A library of files and folders. A file that cannot be loaded is listed with its error and hides no other."""

from __future__ import annotations

import os
from functools import cache, cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sitbrief.files.reading import Unreadable, Unrecognised, is_object
from sitbrief.formats import native
from sitbrief.formats.native import Invalid
from sitbrief.library.filesystem import LARGE, identity_of, size_of
from sitbrief.library.items import Item, NotFound, bad, card_of, counts_before, item_of, order, place, sole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitbrief.briefing import Briefing
    from sitbrief.library.items import BriefingInfo

SUFFIX = ".json"
_MOST_NEAREST = 3
_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".gz", ".zip")


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
                if entry.name.endswith(SUFFIX) and not entry.name.startswith(".") and not _is_folder(entry)
            )
    except OSError as error:
        raise Unreadable(path, error.strerror or "cannot be read") from error
    return tuple(path / name for name in names)


def tables_in(path: Path) -> list[str]:
    """The names of the files in a folder that may be tables, by their endings; none where it is no folder."""
    try:
        with os.scandir(path) as entries:
            return sorted(entry.name for entry in entries if entry.name.lower().endswith(_TABLES))
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle, say: whoever loads it says why not, and the others are there
        return False


def may_be_briefing(path: Path) -> bool:
    """Whether a file may be one of the native format, by its name or else by how it begins."""
    return path.suffix == SUFFIX or _may_begin(path, identity_of(path))


@lru_cache(maxsize=64)
def _may_begin(path: Path, _identity: tuple[int, int] | None) -> bool:
    try:
        return is_object(path)
    except Unreadable:
        return True  # whoever loads it says why not


class Library:
    """Briefings in files, loaded when they are asked for."""

    def __init__(
        self,
        paths: Iterable[Path],
        *,
        option: str | None = None,
        load: Callable[[Path], Briefing] = native.load,
        convert: Callable[[Path], tuple[Item, ...]] | None = None,
    ) -> None:
        """Make a library of files and folders.

        Args:
            paths: The files and folders; of two briefings with the same id a full edition counts before an extract, then
                the one in ID.json, else the first.
            option: What `--library` takes to find the same library again; None if it is found without.
            load: What loads a file, as `native.load` does.
            convert: What makes briefings of a file in another format; without it there are none.
        """
        self._load_file = load
        self._convert = convert
        self.paths = tuple(paths)
        self.option = option
        self._loaded: dict[Path, tuple[Item, ...]] = {}
        self._identities: dict[Path, tuple[int, int]] = {}
        self._tell: Callable[[], Mapping[Path, BriefingInfo]] = dict

    def know(self, tell: Callable[[], Mapping[Path, BriefingInfo]]) -> None:
        """Take what knows of files which briefings are in them, so that they need not be loaded; it is called when first needed."""
        self._tell = tell
        self._forget("_cards", "items", "_series")

    def look_again(self) -> None:
        """Forget which files there are: the folders are listed again when they are asked for."""
        self._forget("_files", "_cards", "items", "_series")

    @property
    def swift(self) -> bool:
        """Whether its items can be listed at once: all are known, or not too large to be loaded."""
        unknown = (path for path in self.files if path not in self._cards and path not in self._loaded)
        return "items" in self.__dict__ or size_of(unknown) <= LARGE

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries of its briefings, sorted; of one that is too large to be loaded those that are known."""
        cards = [item.card for item in self.items] if self.swift else self._cards.values()
        return tuple(sorted({card.country for card in cards if card}))

    @property
    def files(self) -> tuple[Path, ...]:
        """All files, those that hold no briefing too."""
        return self._files[0]

    @property
    def unread(self) -> tuple[Item, ...]:
        """The folders that cannot be read, with the reason."""
        return self._files[1]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All files, sorted by country, series and edition; those that cannot be loaded last."""
        files, unread = self._files
        items = [item for path in files for item in self._known_or_loaded(path)]
        owners: dict[str, Item] = {}
        for item in items:
            if item.card is not None:
                name = item.card.id
                if name not in owners or counts_before(item, owners[name]):
                    owners[name] = item
        return tuple(sorted((*(sole(item, owners) for item in items), *unread), key=order))

    def at(self, path: Path) -> Item:
        """The briefing of a path, in this library or not; nothing else is loaded. Of several in a file it is the newest.

        A file that has changed since it was loaded is loaded again.
        """
        self._catch_up(path)
        return self._load(path)[-1]

    def countries_in(self, path: Path) -> frozenset[str]:
        """The countries of a file's briefings, by their codes; nothing else is loaded."""
        self._catch_up(path)
        return frozenset(item.card.country for item in self._load(path) if item.card)

    def find(self, name: str) -> Item:
        """The file of a path, or the briefing of an id. A path loads only its file, an id if it can only ID.json.

        Raises:
            NotFound: there is neither; it has the nearest ids.
        """
        if _is_path(name):
            return self.at(Path(name))
        self._catch_up(*self._loaded)
        for path in self._files[0]:
            if path.name == name + SUFFIX:
                item = self.at(path)
                if item.card is None or item.card.id == name:
                    return item
        for item in self.items:
            if item.card is not None and item.card.id == name:
                return item
        import difflib  # late: only a mistake needs it

        ids = [item.card.id for item in self.items if item.card]
        raise NotFound(name, tuple(difflib.get_close_matches(name, ids, n=_MOST_NEAREST)))

    def at_hand(self, name: str) -> Briefing | None:
        """The briefing of an id, if it is found without loading another: by the name of its file, or by what is known."""
        paths = [path for path, card in self._cards.items() if card.id == name]
        paths += [path for path in self.files if path.name == name + SUFFIX]
        found = (self.at(path).briefing for path in paths)
        return next((briefing for briefing in found if briefing and briefing.id == name), None)

    @property
    def shown_items(self) -> tuple[Item, ...]:
        """The items that were loaded so far; nothing is loaded for this."""
        return tuple(item for items in self._loaded.values() for item in items)

    def source(self, briefing: Briefing) -> Item | None:
        """The item that a briefing was loaded from; nothing is loaded to find it."""
        return next((item for item in self.shown_items if item.card and item.card.id == briefing.id), None)

    def read_again(self, path: Path) -> None:
        """Forget what a file held: it is read again when it is asked for."""
        self._loaded.pop(path, None)
        self._forget("items", "_series")

    def _catch_up(self, *paths: Path) -> None:
        """Forget what was loaded of files that have changed since."""
        for path in paths:
            if path in self._loaded and identity_of(path) != self._identities[path]:
                self.read_again(path)

    def editions(self, briefing: Briefing) -> tuple[Item, ...]:
        """All full editions of a briefing's series in this library, the oldest first."""
        return self._series.get((briefing.country, briefing.series), ())

    def newest(self, item: Item) -> Item:
        """The newest full edition of an item's series; the item itself where there is none."""
        if item.card is None:
            return item
        return (self._series.get((item.card.country, item.card.series)) or (item,))[-1]

    def adjacent(self, briefing: Briefing, step: int) -> Item | None:
        """The edition after this one, or before it where `step` is negative; None where there is none."""
        own = place(card_of(briefing))
        if step > 0:
            after = (item for item in self.editions(briefing) if item.card and place(item.card) > own)
            return next(after, None)
        before = (item for item in reversed(self.editions(briefing)) if item.card and place(item.card) < own)
        return next(before, None)

    @cached_property
    def _series(self) -> Mapping[tuple[str, str], tuple[Item, ...]]:
        good = (item for item in self.items if item.card and not item.card.extract_of)
        return {key: tuple(items) for key, items in groupby(good, key=lambda item: order(item)[1:3])}

    @cached_property
    def _files(self) -> tuple[tuple[Path, ...], tuple[Item, ...]]:
        """The files, each once, and the folders that cannot be read."""
        files: dict[str, Path] = {}
        unread: list[Item] = []
        real = cache(os.path.realpath)
        for path in self.paths:
            try:
                for file in files_in(path):
                    files.setdefault(_real(file, real), file)
            except Unreadable as error:
                unread.append(bad(path, error))
        return tuple(files.values()), tuple(unread)

    @cached_property
    def _cards(self) -> Mapping[Path, BriefingInfo]:
        return self._tell()

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    def _known_or_loaded(self, path: Path) -> tuple[Item, ...]:
        card = self._cards.get(path)
        if card is None or path in self._loaded:
            return self._load(path)
        return (Item(path, card, lambda: self.at(path).briefing),)

    def _load(self, path: Path) -> tuple[Item, ...]:
        if path not in self._loaded:
            self._identities[path] = identity_of(
                path
            )  # before it is read: what is written meanwhile is seen the next time
            try:
                self._loaded[path] = self._items(path)
            except (Invalid, Unreadable, Unrecognised) as error:
                self._loaded[path] = (bad(path, error),)
        return self._loaded[path]

    def _items(self, path: Path) -> tuple[Item, ...]:
        if self._convert is not None and not may_be_briefing(path):
            return self._convert(path)
        try:
            return (item_of(path, self._load_file(path)),)
        except Invalid as error:
            try:
                return self._convert(path) if self._convert is not None else (bad(path, error),)
            except Unrecognised as other:
                # Of what is meant as a briefing its own mistakes say more.
                return (bad(path, other if error.foreign else error),)
            except Unreadable:
                return (bad(path, error),)


def _real(file: Path, real: Callable[[str], str]) -> str:
    """The real path of a file, by that of its folder, which `real` finds once for all files in it."""
    if os.path.islink(file):  # noqa: PTH114  thousands of them
        return os.path.realpath(file)
    parent, name = os.path.split(file)
    return os.path.join(real(parent), name)  # noqa: PTH118  likewise


def _is_path(name: str) -> bool:
    return os.sep in name or name.endswith(SUFFIX) or os.path.isfile(name)  # noqa: PTH113  a word, not yet a path
