"""The native format: a briefing as one UTF-8 JSON object, its keys in the order of the model.

Loading takes the fast way through: two strict parsers in a row, no positions. Where that fails, and always for `check`,
`diagnosis` goes over the file again and says where.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitbrief.errors import SitbriefError
from sitbrief.files.reading import BOM, read_file
from sitbrief.text import plural

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from sitbrief.briefing.models import Briefing
    from sitbrief.formats.diagnosis import Located, Report

_BESIDE: Final = re.compile(r"(?!.*//)(\.{1,2}/)*[A-Za-z0-9_-][A-Za-z0-9._/-]*", re.ASCII)
"""A path to a file beside another, or near it."""


class Invalid(SitbriefError, ValueError):
    """A file that is no briefing.

    Attributes:
        path: The file.
        findings: Its first errors with their places.
        more: How many there are beyond these.
        complete: These are all; else there may be more still.
        foreign: It is JSON that is not meant as a briefing.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        findings: tuple[Located, ...],
        more: int = 0,
        *,
        complete: bool = True,
        foreign: bool = False,
    ) -> None:
        super().__init__(path, findings, more)
        self.path = path
        self.findings = findings
        self.more = more
        self.complete = complete
        self.foreign = foreign

    def __str__(self) -> str:
        first = self.findings[0].line_for(str(self.path))
        others = len(self.findings) - 1 + self.more
        least = "" if self.complete else "at least "
        return f"{first} (and {least}{plural(others, 'other')})" if others else first


def load(path: str | Path) -> Briefing:
    """Load a briefing from a file.

    Raises:
        Unreadable: the file cannot be read.
        Invalid: it is no briefing.
    """
    return loads(read_file(path), path)


def loads(data: bytes, path: str | Path = "-") -> Briefing:
    """Load a briefing from the bytes of a file; `path` is for messages.

    Raises:
        OverLimit: it holds more than is taken; an Unreadable.
        Invalid: it is no briefing.
    """
    from sitbrief.formats.counting import refuse_too_many

    refuse_too_many(data, path)
    briefing = _sound(data)
    if briefing is not None:
        return briefing
    from sitbrief.formats.diagnosis import examine  # only a file that fails pays for it

    report = examine(data)
    raise Invalid(path, report.findings, report.more, complete=report.complete, foreign=report.foreign)


def _sound(data: bytes) -> Briefing | None:
    """The briefing; None where there is anything wrong with it, and nothing is kept of what was made on the way."""
    import orjson  # late, and the validator too: most briefings that are opened were validated before

    from sitbrief.briefing.checker import check_references
    from sitbrief.briefing.models import Briefing
    from sitbrief.formats.validation import validated
    from sitbrief.formats.validation_limits import is_outsized, shell

    try:
        content = orjson.loads(data.removeprefix(BOM))  # pydantic's own parser takes NaN
        if not isinstance(content, dict) or is_outsized(content):
            return None
        validated(Briefing, orjson.dumps(shell(content)))
        # Not the file itself: a key that occurs a million times in it would be kept a million times.
        briefing = validated(Briefing, orjson.dumps(content))
    except (ValueError, orjson.JSONEncodeError):
        return None
    return None if any(check_references(briefing)) else briefing


def check_file(path: str | Path) -> Report:
    """Everything there is to say about a file.

    Raises:
        Unreadable: the file cannot be read, or holds more than is taken.
    """
    from sitbrief.formats.counting import refuse_too_many
    from sitbrief.formats.diagnosis import examine

    data = read_file(path)
    refuse_too_many(data, path)
    return examine(data)


def dumps(briefing: Briefing) -> bytes:
    """A briefing as the bytes of a file. What is as by default is left out; the same briefing gives the same bytes."""
    import orjson

    from sitbrief.formats.codec import values

    whole = {"$schema": "", **values(briefing)}
    whole["$schema"] = _schema_for(briefing)
    key, rest = orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).split(b":", 1)
    # In quotes a shell obeys these two alone; JSON knows another way to write them.
    return key + b":" + rest.replace(b"$", rb"\u0024").replace(b"`", rb"\u0060")


def _schema_for(briefing: Briefing) -> str:
    """Where an editor is to find the schema: beside the file, or at our address. It would ask any other by itself."""
    from sitbrief.briefing.models import SCHEMA_ADDRESS

    address = briefing.schema_address
    return address if _BESIDE.fullmatch(address) else SCHEMA_ADDRESS
