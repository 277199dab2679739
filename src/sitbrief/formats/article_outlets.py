"""Who published the articles that a row of a dataset names in one text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitbrief.text import clean_line

if TYPE_CHECKING:
    from sitbrief.text import Clean

_QUOTED: Final = re.compile(r'"[^"]*(?:"|$)')
_BETWEEN: Final = re.compile(r";|//|/(?=[A-Z])")
_NOT_NAMED: Final = re.compile(r"""[\d"“”(,:;\[]""")
_LONGEST_OUTLET: Final = 60


def outlets_of(articles: str) -> tuple[Clean, ...]:
    """Who carried these articles, where no column names them: the words before the date or the title of each.

    As in `"Reuters,2017-07-31,Clashes";"AFP,…"`, or before 2013 as free text: `Reuters 17 March 1997 "More than 20
    killed."; AP 14 May 2001 "Four dead`, whose last quote is often missing.
    """
    if articles.startswith('"'):
        parts = articles.strip('"').split('"')[::2]
    else:
        parts = _BETWEEN.split(_QUOTED.sub('"', articles))
    heads = (_NOT_NAMED.split(part.lstrip(" "), maxsplit=1)[0].strip(" .:-'") for part in parts)
    named = (clean_line(head) for head in heads if any(map(str.isalpha, head)) and "/" not in head)
    return tuple(dict.fromkeys(head for head in named if len(head) <= _LONGEST_OUTLET))
