"""XML that may be anything, record by record: how deep, how long and of how many names it may be is bounded.

Nothing outside of it is read, and nothing in it is expanded: a document type declaration is refused. What is no part of a
record is let go of at once.
"""

from __future__ import annotations

from itertools import chain
from operator import attrgetter
from random import getrandbits
from typing import IO, TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers import expat

from sitbrief.files.reading import OverLimit, Unreadable
from sitbrief.limits import limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

_PIECE: Final = 1 << 16
_MOST_NAMES: Final = 2_000
"""Names of elements and attributes that differ. A workbook has some hundred; the parser keeps each to the end."""

_CHANCE: Final = 3
"""Names in records are counted in one piece of eight, by chance: nobody can know in which, and it costs an eighth."""

_LONGEST: Final = 4
"""A record may have so many times the characters of a row: the rest is markup."""

_TAG: Final = attrgetter("tag")


class _Begun(Exception):
    """The first element was seen."""


class XmlRecords:
    """The records of a document, each once it is whole.

    Args:
        stream: The bytes of the document.
        path: The file that it stands in, for messages.
        whole: The names of the elements that are records, without their namespaces.
        begun: Those that are told when they begin: of what is in them there is nothing yet.
    """

    def __init__(
        self,
        stream: IO[bytes],
        path: str | PathLike[str],
        whole: frozenset[str],
        begun: frozenset[str] = frozenset(),
    ) -> None:
        self._stream = stream
        self._path = path
        self._whole, self._begun = whole, begun
        self._kinds: dict[str, str] = {}
        self._names: set[str] = set()
        self._open: list[Element] = []

    def __iter__(self) -> Iterator[Element]:
        builder = TreeBuilder()
        root = builder.start("document", {})
        parser = XMLParser(target=builder)  # noqa: S314  its declaration was looked at, and it is bounded below
        most, waited, first = _LONGEST * limits().line, 0, True
        try:
            while piece := self._stream.read(_PIECE):
                if first:
                    self._look_at_declaration(piece)
                first = False
                parser.feed(piece)
                found: list[Element] = []
                waited = 0 if self._take(root, 0, found) else waited + len(piece)
                if waited > most:
                    raise OverLimit(self._path, f"holds a part of more than {most:,} bytes of XML", "line")
                if not getrandbits(_CHANCE):
                    self._note(*found)
                yield from found
            parser.feed(b"")
            parser.close()
        except (ParseError, expat.ExpatError) as error:
            raise Unreadable(self._path, "is damaged, or has a password: its XML cannot be read") from error
        yield from self._all(root)

    def kind(self, element: Element) -> str:
        """The name of an element, without its namespace."""
        return self._kinds.get(element.tag) or self._kinds.setdefault(
            element.tag, element.tag.rpartition("}")[2]
        )

    def _look_at_declaration(self, piece: bytes) -> None:
        """Refuse a document that declares entities, before any of them is expanded."""

        def refuse(*_: object) -> None:
            raise Unreadable(
                self._path, "is not read: its XML declares a type of document, as no workbook does"
            )

        def stop(*_: object) -> None:
            raise _Begun

        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler = stop
        try:
            parser.Parse(piece, False)  # noqa: FBT003  more follows
        except _Begun:
            return
        raise Unreadable(self._path, "is damaged: no element begins where its XML does")

    def _take(self, element: Element, depth: int, found: list[Element]) -> bool:
        """Take the records out of an element that has not ended, but for what may not have ended in it.

        Returns:
            Whether anything in it has ended.
        """
        if depth > limits().depth:
            raise self._too_deep()
        ended = len(element) > 1
        if ended:
            for child in element[:-1]:
                if self.kind(child) in self._whole:
                    found.append(child)
                else:
                    found += self._all(child)
            del element[:-1]
        if not len(element):
            return ended
        last = element[-1]
        kind = self.kind(last)
        if kind in self._begun and not any(last is each for each in self._open):
            self._open.append(last)
            found.append(last)
        if kind not in self._whole:
            return self._take(last, depth + 1, found) or ended
        while len(last):
            last, depth = last[-1], depth + 1
            if depth > limits().depth:
                raise self._too_deep()
        return ended

    def _too_deep(self) -> OverLimit:
        return OverLimit(self._path, f"holds XML nested more than {limits().depth} deep", "depth")

    def _all(self, element: Element) -> Iterator[Element]:
        """The records in an element that has ended."""
        self._note(element)
        for each in element.iter():
            kind = self.kind(each)
            if kind in self._begun:
                if any(each is known for known in self._open):
                    self._open = [known for known in self._open if known is not each]
                else:
                    yield each
            elif kind in self._whole:
                yield each

    def _note(self, *found: Element) -> None:
        """Count names that were not seen before."""
        for element in found:
            self._names.update(
                map(_TAG, element.iter()), chain.from_iterable(map(Element.keys, element.iter()))
            )
        if len(self._names) > _MOST_NAMES:
            raise Unreadable(self._path, "is damaged: the elements of its XML have too many names")
