"""The terminal at the reader's end: draws what comes, and answers what a plain xterm-256color answers."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from measure.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = re.compile(
    r"\x1b\[(?P<prefix>[<-?]?)(?P<params>[0-9:;]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b(?P<string>[\]PX^_])(?P<body>[^\x07\x1b\x9c]*)(?P<end>\x07|\x1b\\|\x9c)"
    r"|\x1b(?P<set>[ -/]+)(?P<which>[0-~])"
    r"|\x1b(?P<escape>[0-Z\\`-~])"
    r"|(?P<control>[\x00-\x1f\x7f])"
    r"|(?P<text>[^\x00-\x1f\x7f]+)"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b\x9c]*\x1b?|[ -/]*)\Z")
_ASKS = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[cnpqtu]|\][0-9;]*\?|P[$+]q)")
_VERSION = "\x1bP>|XTerm(379)\x1b\\"
_ATTRIBUTES = "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"
_CELL_PIXELS = (16, 8)
_COLOUR_OF = {"10": "e5e5/e5e5/e5e5", "11": "0000/0000/0000", "12": "e5e5/e5e5/e5e5"}
_KNOWN_MODES = {
    1,
    3,
    4,
    5,
    6,
    7,
    12,
    25,
    47,
    66,
    69,
    1000,
    1002,
    1003,
    1004,
    1005,
    1006,
    1047,
    1048,
    1049,
    2004,
}
_EXTENDED = (38, 48, 58)


def asks(data: bytes) -> bool:
    """Whether output may hold a question, which a program waits on."""
    return bool(_ASKS.search(data))


def sgr_numbers(params: str) -> list[int]:
    """SGR parameters without colons, kinds of underlining and underline colours, none of which pyte knows."""
    numbers: list[int] = []
    for word in params.split(";"):
        first, *rest = [int(part or 0) for part in word.split(":")]
        if first == 4 and rest:  # noqa: PLR2004  # a kind of underline
            numbers.append(4 if rest[0] else 24)
        elif first in _EXTENDED and rest:
            colour = rest[2:] if len(rest) > 4 else rest[1:]  # noqa: PLR2004  # with a colour space
            numbers += [first, rest[0], *colour]
        else:
            numbers.append(first)
    kept: list[int] = []
    while numbers:
        length = 1
        if numbers[0] in _EXTENDED:
            length = {2: 5, 5: 3}.get(numbers[1] if len(numbers) > 1 else 0, 1)
        kept += numbers[:length] if numbers[0] != 58 else []  # noqa: PLR2004  # the underline's colour
        del numbers[:length]
    return kept


class Terminal:
    """Takes a program's output and gives what goes back to it."""

    def __init__(self, columns: int, rows: int) -> None:
        self.screen = Screen(columns, rows)
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._tail = ""
        self._replies: list[str] = []
        self._controls: dict[str, Callable[[], object]] = {
            "\x08": self.screen.backspace,
            "\t": self.screen.tab,
            "\n": self.screen.linefeed,
            "\x0b": self.screen.linefeed,
            "\x0c": self.screen.linefeed,
            "\r": self.screen.carriage_return,
        }
        self._escapes: dict[str, Callable[[], object]] = {
            "D": self.screen.index,
            "E": self.screen.next_line,
            "H": self.screen.set_tab_stop,
            "M": self.screen.reverse_index,
            "c": self.screen.reset,
            "7": self.screen.save_cursor,
            "8": self.screen.restore_cursor,
        }
        self._sequences: dict[str, Callable[..., object]] = {
            "@": self.screen.insert_characters,
            "A": self.screen.cursor_up,
            "B": self.screen.cursor_down,
            "C": self.screen.cursor_forward,
            "D": self.screen.cursor_back,
            "E": self.screen.cursor_down1,
            "F": self.screen.cursor_up1,
            "G": self.screen.cursor_to_column,
            "H": self.screen.cursor_position,
            "I": self.screen.tabs_forward,
            "J": self.screen.erase_in_display,
            "K": self.screen.erase_in_line,
            "L": self.screen.insert_lines,
            "M": self.screen.delete_lines,
            "P": self.screen.delete_characters,
            "S": self.screen.scroll_up,
            "T": self.screen.scroll_down,
            "X": self.screen.erase_characters,
            "Z": self.screen.tabs_back,
            "`": self.screen.cursor_to_column,
            "a": self.screen.cursor_forward,
            "b": self.screen.repeat,
            "c": lambda *_: self._reply(_ATTRIBUTES),
            "d": self.screen.cursor_to_line,
            "e": self.screen.cursor_down,
            "f": self.screen.cursor_position,
            "g": self.screen.clear_tab_stop,
            "h": self.screen.set_mode,
            "l": self.screen.reset_mode,
            "n": self._status,
            "r": self.screen.set_margins,
            "s": lambda *_: self.screen.save_cursor(),
            "t": self._window,
            "u": lambda *_: self.screen.restore_cursor(),
        }
        self._others: dict[tuple[str, str, str], Callable[..., object]] = {
            ("?", "", "h"): lambda *modes: self.screen.set_mode(*modes, private=True),
            ("?", "", "l"): lambda *modes: self.screen.reset_mode(*modes, private=True),
            ("?", "", "J"): self.screen.erase_in_display,
            ("?", "", "K"): self.screen.erase_in_line,
            ("?", "", "n"): lambda *_: self._reply(self._position("?")),
            ("?", "$", "p"): self._mode,
            ("", "$", "p"): lambda mode=0, *_: self._reply(f"\x1b[{mode};0$y"),
            (">", "", "c"): lambda *_: self._reply("\x1b[>41;379;0c"),
            ("=", "", "c"): lambda *_: self._reply("\x1bP!|00000000\x1b\\"),
            (">", "", "q"): lambda *_: self._reply(_VERSION),
            ("", "!", "p"): lambda *_: self._soft_reset(),
        }

    def feed(self, data: bytes) -> bytes:
        """Draw; the answers to what was asked."""
        text = self._tail + self._decode(data)
        unfinished = _UNFINISHED.search(text)
        text, self._tail = (text[: unfinished.start()], unfinished[0]) if unfinished else (text, "")
        for token in _TOKEN.finditer(text):
            self._take(token)
        replies, self._replies = "".join(self._replies), []
        return replies.encode()

    def _take(self, token: re.Match[str]) -> None:
        match token.lastgroup:
            case "text":
                self.screen.draw(token["text"])
            case "final":
                self._control(token["prefix"], token["params"], token["between"], token["final"])
            case "control":
                self._controls.get(token["control"], lambda: None)()
            case "escape":
                self._escapes.get(token["escape"], lambda: None)()
            case "which" if token["set"] == "(":
                self.screen.choose_charset(token["which"])
            case "end":
                self._string(token["string"], token["body"], token["end"])
            case _:
                pass

    def _control(self, prefix: str, params: str, between: str, final: str) -> None:
        if not prefix and not between and final == "m":
            self.screen.select_graphic_rendition(*sgr_numbers(params))
            return
        known = self._others.get((prefix, between, final))
        if not prefix and not between:
            known = self._sequences.get(final)
        if known is not None:
            known(*(int(word.split(":")[0] or 0) for word in params.split(";")) if params else ())

    def _soft_reset(self) -> None:
        self.screen.set_margins()
        self.screen.select_graphic_rendition()

    # Answers

    def _reply(self, text: str) -> None:
        self._replies.append(text)

    def _position(self, prefix: str = "") -> str:
        cursor = self.screen.cursor
        return f"\x1b[{prefix}{cursor.y + 1};{min(cursor.x + 1, self.screen.columns)}R"

    def _status(self, what: int = 0, *_: int) -> None:
        answers = {5: "\x1b[0n", 6: self._position()}
        self._reply(answers.get(what, ""))

    def _mode(self, mode: int = 0, *_: int) -> None:
        state = (1 if mode in self.screen.private_modes else 2) if mode in _KNOWN_MODES else 0
        self._reply(f"\x1b[?{mode};{state}$y")

    def _window(self, what: int = 0, *_: int) -> None:
        (height, width), rows, columns = _CELL_PIXELS, self.screen.lines, self.screen.columns
        answers = {
            14: f"\x1b[4;{rows * height};{columns * width}t",
            16: f"\x1b[6;{height};{width}t",
            18: f"\x1b[8;{rows};{columns}t",
            19: f"\x1b[9;{rows};{columns}t",
        }
        self._reply(answers.get(what, ""))

    def _string(self, kind: str, body: str, end: str) -> None:
        if kind == "]":
            number, _, rest = body.partition(";")
            if number in _COLOUR_OF and rest == "?":
                self._reply(f"\x1b]{number};rgb:{_COLOUR_OF[number]}{end}")
            elif number == "4" and rest.endswith(";?"):
                self._reply(f"\x1b]4;{rest[:-2]};rgb:8080/8080/8080{end}")
        elif kind == "P" and body.startswith(("$q", "+q")):
            self._reply(f"\x1bP0{body[0]}r\x1b\\")
