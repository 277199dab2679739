"""A library of files and folders. A bad file is listed with its error and hides no other."""

from __future__ import annotations

import os
from dataclasses import field, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitbrief.formats import native
from sitbrief.formats.native import Invalid
from sitbrief.formats.reading import Unreadable, Unrecognised, is_object
from sitbrief.frozen import dataclass
from sitbrief.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitbrief.briefing import Briefing
    from sitbrief.library.account import Account

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


class Card(NamedTuple):
    """What a list has to know of a briefing before it is loaded.

    Attributes:
        id: Its id.
        country: The ISO 3166-1 alpha-2 code of its country.
        series: Its series.
        edition: Its number within the series.
        words: What it holds, where that is known before it is made; empty where it has to be loaded.
    """

    id: str
    country: str
    series: str
    edition: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A briefing of a library, or a file that holds none.

    Attributes:
        path: The file.
        card: What it is; None where it cannot be loaded.
        load: Loads it, once.
        error: Why not, on one line with the path.
        cause: The same as an exception.
        account: What reading a file in another format came to; None for one of our own.
    """

    path: Path
    card: Card | None
    load: Callable[[], Briefing | None] | None = field(default=None, compare=False)
    error: str | None = None
    cause: Exception | None = field(default=None, compare=False)
    account: Account | None = field(default=None, compare=False)

    @property
    def briefing(self) -> Briefing | None:
        """The briefing; None where it cannot be loaded."""
        return self.load() if self.card is not None and self.load is not None else None

    def loaded(self) -> Briefing:
        """The briefing.

        Raises:
            Invalid: it has errors.
            Unreadable: it cannot be read.
            NotFound: it goes by another's id.
        """
        briefing = self.briefing
        if briefing is not None:
            return briefing
        raise self.cause or NotFound(str(self.path), ())


def item_of(path: Path, briefing: Briefing) -> Item:
    """The item of a briefing that is loaded."""
    return Item(path, card_of(briefing), lambda: briefing)


def card_of(briefing: Briefing) -> Card:
    """The card of a briefing."""
    return Card(briefing.id, briefing.country, briefing.series, briefing.edition)


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


def may_be_briefing(path: Path) -> bool:
    """Whether a file may be one of the native format, by its name or else by how it begins."""
    if path.suffix == SUFFIX:
        return True
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
            paths: The files and folders; of two briefings with the same id the one in ID.json counts, else the first.
            option: What `--library` takes to find the same library again; None if it is found without.
            load: What loads a file, as `native.load` does.
            convert: What makes briefings of a file in another format; without it there are none.
        """
        self._load_file = load
        self._convert = convert
        self.paths = tuple(paths)
        self.option = option
        self._loaded: dict[Path, tuple[Item, ...]] = {}
        self._cards: Mapping[Path, Card] = {}

    def know(self, cards: Mapping[Path, Card]) -> None:
        """Take from an index what is in files, so that they need not be loaded to be listed."""
        self._cards = cards
        for name in ("items", "_series"):
            self.__dict__.pop(name, None)

    @property
    def files(self) -> tuple[Path, ...]:
        """All its files, whatever they hold."""
        return self._files[0]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All files, sorted by country, series and edition; those that cannot be loaded last."""
        files, unread = self._files
        items = [item for path in files for item in self._known_or_loaded(path)]
        owners: dict[str, Item] = {}
        for item in items:
            if item.card is not None:
                name = item.card.id
                if name not in owners or (item.path.stem == name != owners[name].path.stem):
                    owners[name] = item
        return tuple(sorted((*(_sole(item, owners) for item in items), *unread), key=_order))

    def at(self, path: Path) -> Item:
        """The briefing of a path, in this library or not; nothing else is loaded. Of several in a file it is the newest."""
        return self._load(path)[-1]

    def find(self, name: str) -> Item:
        """The file of a path, or the briefing of an id. A path loads only its file, an id if it can only ID.json.

        Raises:
            NotFound: there is neither; it has the nearest ids.
        """
        if _is_path(name):
            return self.at(Path(name))
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
        for name in ("items", "_series"):
            self.__dict__.pop(name, None)

    def editions(self, briefing: Briefing) -> tuple[Item, ...]:
        """All editions of a briefing's series in this library, the oldest first."""
        return self._series.get((briefing.country, briefing.series), ())

    def newest(self, item: Item) -> Item:
        """The newest edition of an item's series."""
        if item.card is None:
            return item
        return self._series[item.card.country, item.card.series][-1]

    def older(self, briefing: Briefing) -> Item | None:
        """The edition before this one."""
        before = [item for item in self.editions(briefing) if _edition(item) < _place(card_of(briefing))]
        return before[-1] if before else None

    def newer(self, briefing: Briefing) -> Item | None:
        """The edition after this one."""
        after = [item for item in self.editions(briefing) if _edition(item) > _place(card_of(briefing))]
        return after[0] if after else None

    @cached_property
    def _series(self) -> Mapping[tuple[str, str], tuple[Item, ...]]:
        good = (item for item in self.items if item.card)
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

    def _known_or_loaded(self, path: Path) -> tuple[Item, ...]:
        card = self._cards.get(path)
        if card is None or path in self._loaded:
            return self._load(path)
        return (Item(path, card, lambda: self.at(path).briefing),)

    def _load(self, path: Path) -> tuple[Item, ...]:
        if path not in self._loaded:
            try:
                self._loaded[path] = self._items(path)
            except (Invalid, Unreadable, Unrecognised) as error:
                self._loaded[path] = (_bad(path, error),)
        return self._loaded[path]

    def _items(self, path: Path) -> tuple[Item, ...]:
        if self._convert is not None and not may_be_briefing(path):
            return self._convert(path)
        try:
            return (item_of(path, self._load_file(path)),)
        except Invalid as error:
            try:
                return self._convert(path) if self._convert is not None else (_bad(path, error),)
            except Unrecognised:  # what is wrong with it as a briefing says more
                return (_bad(path, error),)


def _bad(path: Path, error: Invalid | Unreadable | Unrecognised) -> Item:
    if not isinstance(error, Invalid):
        return Item(path, None, error=clean_line(f"{path}: {error.what}"), cause=error)
    line = error.findings[0].line_for(str(path)) if error.findings else f"{path}: is no briefing"
    more = len(error.findings) + error.more - 1
    words = clean_line(f"{line} (and {more} more)" if more > 0 else line)
    return Item(path, None, error=words, cause=error)


def _sole(item: Item, owners: Mapping[str, Item]) -> Item:
    """The item, unless another one owns its id."""
    owner = owners[item.card.id] if item.card else item
    if owner is item or item.card is None:
        return item
    error = clean_line(f"{item.path}: has the same id as {owner.path}: {item.card.id}")
    return replace(item, card=None, error=error, cause=SameId(error))


def _is_path(name: str) -> bool:
    return os.sep in name or name.endswith(SUFFIX) or os.path.isfile(name)  # noqa: PTH113  a word, not yet a path


def _order(item: Item) -> tuple[bool, str, str, int, str]:
    if item.card is None:
        return True, "", "", 0, str(item.path)
    return False, item.card.country, item.card.series, *_place(item.card)


def _place(card: Card) -> tuple[int, str]:
    return card.edition, card.id


def _edition(item: Item) -> tuple[int, str]:
    return _place(item.card) if item.card else (0, "")
