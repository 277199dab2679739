"""Warnings about web addresses that lead elsewhere than they seem to."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from sitbrief.text import clean_line

if TYPE_CHECKING:
    from sitbrief.text import Clean

_AUTHORITY: Final = re.compile(r"https?://([^/?#\\]*)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*\.?|\[.*\]", re.IGNORECASE)
_PUNYCODE: Final = "xn--"
_LONGEST_LABEL: Final = 63
_TOGETHER: Final = frozenset({"HAN", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})
"""Scripts that one language writes side by side."""


def remark(address: str) -> Clean:
    """The warning to print beside an address; empty for an ordinary one.

    Its host stays as it is, in ASCII: beside it stands the name that it is the punycode of, unless that mixes scripts, as one
    does that imitates another.
    """
    found = _AUTHORITY.match(address)
    authority = found[1] if found else ""
    user, _, place = authority.rpartition("@")
    host = re.sub(r":[0-9]*$", "", place)
    said = [f"goes to {host}: what stands before @ is no host"] if user or authority.startswith("@") else []
    if "%" in host:
        said.append("its host is written with percent signs")
    elif _NUMBER.fullmatch(host):
        said.append("its host is a number")
    elif any(label.startswith(_PUNYCODE) for label in host.lower().split(".")):
        said.append(_of_punycode(host.lower()))
    return clean_line("; ".join(said))


def _of_punycode(host: str) -> str:
    labels = [_decoded(label) for label in host.split(".")]
    if None in labels:
        return "its host is a name that cannot be read"
    names = [label for label in labels if label]
    found = [_scripts(name) for name in names]
    if any(len(scripts) > 1 and not scripts <= _TOGETHER for scripts in found):
        return "mixed scripts: it may imitate another"
    foreign = dict.fromkeys(script for scripts in found for script in sorted(scripts) if script != "LATIN")
    letters = f", in {' and '.join(foreign).title()} letters" if foreign else ""
    return f"the name {'.'.join(names)}{letters}"


def _decoded(label: str) -> str | None:
    """A label of a host, decoded from punycode; None where that fails."""
    if not label.startswith(_PUNYCODE):
        return label
    try:
        meant = label[len(_PUNYCODE) : _LONGEST_LABEL].encode().decode("punycode")
    except UnicodeError:
        return None
    return meant if clean_line(meant) == meant and not meant.isascii() else None


def _scripts(label: str) -> set[str]:
    """The scripts of its letters, by the first words of their names."""
    names = (unicodedata.name(sign, "?").split()[0] for sign in label if sign.isalpha())
    return {"HAN" if name == "CJK" else name for name in names}
