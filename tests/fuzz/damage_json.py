"""Damage to JSON that knows its structure: most of it is still JSON, and reaches what lies behind the parser."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from fuzz.damage import damaged
from fuzz.texts import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

_MOST: Final = 1_000_000
"""So many parts of a file are looked at, and written."""

_LONE: Final = ("\ud800", "\udfff", "a\ud800b", "\udc00\ud800")
_RAW: Final = (
    *(
        "1e400",
        "-1e400",
        "1e-400",
        "-0",
        "-0.0",
        "0.1e1",
        "9" * 400,
        "-" + "9" * 400,
        "1" + "0" * 20,
        "18446744073709551616",
    ),
    *(
        "NaN",
        "Infinity",
        "-Infinity",
        "0x1",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "null",
        "true",
        "nul",
        "'a'",
        '"\\x41"',
        '"\\ud800"',
    ),
    *(
        '"a\nb"',
        "/* a */ 1",
        "[1,]",
        '{"a":1,}',
        "[" * 30 + "]" * 30,
        '{"a":' * 30 + "1" + "}" * 30,
        "",
        "undefined",
    ),
)
_TIMES: Final = (
    *(
        "0000-00-00",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "-001-01-01",
        "2024-02-30",
        "2023-02-29",
    ),
    *(
        "2024-12-05T25:00:00+03:00",
        "2024-12-05T18:00:00",
        "2024-12-05T18:00:00+24:00",
        "9999-12-31T23:59:59-23:59",
    ),
    *(
        "0001-01-01T00:00:00+23:59",
        "2024-12-05T18:00:00.1234567+03:00",
        "20241205",
        "1733400000",
        "2024-W49",
        "5.12.2024",
    ),
    *(
        "2024-12-05T18:00:60+03:00",
        "\u0662\u0660\u0662\u0664-\u0661\u0662-\u0660\u0665",
        "2024-12-05 ",
        "2024-12-05Z",
    ),
)
_VALUES: Final = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        2**31,
        2**53,
        2**63,
        2**64,
        -(2**63) - 1,
        1.5,
        1e300,
        -1e-300,
        "",
        " ",
        [],
        {},
        [[]],
        [{}],
    ),
    *([None], [1, 2], ["a"], {"": ""}, {"id": 1}),
)


class Pairs(list[tuple[str, Any]]):
    """An object as its pairs: a key may come twice."""


class Raw(str):
    """Stands in the file as it is."""

    __slots__ = ()


def _paired(value: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    if isinstance(value, dict):
        return Pairs((key, _paired(inside)) for key, inside in value.items())
    return [_paired(inside) for inside in value] if isinstance(value, list) else value


def _written(value: Any, *, ascii_only: bool) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, Raw):
        yield value
    elif isinstance(value, Pairs):
        yield "{"
        for number, (key, inside) in enumerate(value):
            yield ", " if number else ""
            yield key if isinstance(key, Raw) else json.dumps(key, ensure_ascii=ascii_only)
            yield ": "
            yield from _written(inside, ascii_only=ascii_only)
        yield "}"
    elif isinstance(value, list):
        yield "["
        for number, inside in enumerate(value):
            yield ", " if number else ""
            yield from _written(inside, ascii_only=ascii_only)
        yield "]"
    else:
        yield json.dumps(value, ensure_ascii=ascii_only)


def _spots(value: Any) -> Iterator[tuple[Any, int]]:  # noqa: ANN401
    """Where something stands: its container, and its place in that."""
    if isinstance(value, list):
        for place, inside in enumerate(value):
            yield value, place
            yield from _spots(inside[1] if isinstance(value, Pairs) else inside)


def _set(spot: tuple[Any, int], new: Any) -> None:  # noqa: ANN401
    inside, place = spot
    inside[place] = (inside[place][0], new) if isinstance(inside, Pairs) else new


def _get(spot: tuple[Any, int]) -> Any:  # noqa: ANN401
    inside, place = spot
    return inside[place][1] if isinstance(inside, Pairs) else inside[place]


def _swap(spot: tuple[Any, int], random: Random) -> None:
    """Exchange two neighbours' values."""
    inside, place = spot
    other = (inside, random.randrange(len(inside)))
    one, two = _get(spot), _get(other)
    _set((inside, place), two)
    _set(other, one)


def _drop(spot: tuple[Any, int], _: Random) -> None:
    del spot[0][spot[1]]


def _double(spot: tuple[Any, int], random: Random) -> None:
    inside, place = spot
    inside.insert(random.randrange(len(inside) + 1), inside[place])


def _retype(spot: tuple[Any, int], random: Random) -> None:
    _set(spot, _paired(random.choice(_VALUES)))


def _raw(spot: tuple[Any, int], random: Random) -> None:
    _set(spot, Raw(random.choice(_RAW)))


def _nest(spot: tuple[Any, int], random: Random) -> None:
    text, depth = "".join(_written(_get(spot), ascii_only=True)), random.choice((1, 2, 60, 300, 1100))
    start, end = random.choice((("[", "]"), ('{"a":', "}")))
    _set(spot, Raw(start * depth + text + end * depth))


def _widen(spot: tuple[Any, int], random: Random) -> None:
    inside, place = spot
    inside[place:place] = [inside[place]] * random.choice((2, 20, 300))


def _speak(spot: tuple[Any, int], random: Random) -> None:
    _set(spot, random.choice((*HOSTILE, *_LONE)))


def _date(spot: tuple[Any, int], random: Random) -> None:
    _set(spot, random.choice(_TIMES))


def _rename(spot: tuple[Any, int], random: Random) -> None:
    inside, place = spot
    if isinstance(inside, Pairs):
        inside[place] = (random.choice((*HOSTILE, *_LONE, "id", "claims", "a")), inside[place][1])


def _number(spot: tuple[Any, int], random: Random) -> None:
    _set(spot, Raw(random.choice(_RAW[:14])))


_KINDS: Final[tuple[Callable[[tuple[Any, int], Random], None], ...]] = (
    *(_drop, _double, _retype, _raw, _nest, _widen, _speak, _speak, _date, _rename, _number, _swap),
)


def damaged_json(data: bytes, random: Random) -> bytes:
    """The JSON with a little damage to its structure, now and then to its bytes too.

    What is widened twice is soon gigabytes: it is cut off.
    """
    root = [_paired(json.loads(data))]
    for _ in range(random.randrange(1, 4)):
        spots = list(islice(_spots(root), _MOST))
        if not spots:
            break
        random.choice(_KINDS)(random.choice(spots), random)
    written = _written(root[0] if root else Raw(""), ascii_only=random.random() < 0.5)
    text = "".join(islice(written, _MOST))
    found = text.encode("utf-8", "surrogatepass")
    return damaged(found, random) if random.random() < 0.2 else found
