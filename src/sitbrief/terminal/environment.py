"""What surrounds the reader: is there a terminal, is it far away, does it want colour. Asked before Textual is imported."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

from sitbrief.terminal.window import without_rubbish

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

LOCAL, SSH = PROFILES = ("local", "ssh")
"""The link profiles, by name."""

TERMINAL, HIGH_CONTRAST, COLOUR_BLIND = "terminal", "high-contrast", "colour-blind"
LIGHT: Final = "-light"
"""How the names of themes for light backgrounds end."""

THEMES: Final = tuple(name + end for name in (TERMINAL, HIGH_CONTRAST, COLOUR_BLIND) for end in ("", LIGHT))
"""The themes, by name."""

_THEME = "ansi-dark"
_DARK_BACKGROUNDS: Final = frozenset({"0", "1", "2", "3", "4", "5", "6", "8"})
_LOCALE: Final = ("LC_ALL", "LC_CTYPE", "LANG")
_UTF8: Final = frozenset({"utf8", "utf-8"})
_FPS = "500"


class Settings(NamedTuple):
    """What to ask of the terminal.

    Attributes:
        colour: Whether to use colours at all.
        theme: Which ones, one of `THEMES`.
        ascii: Whether to show nothing but ASCII.
        remote: Whether the reader sits at the far end of an SSH connection.
        mouse: Whether to take the mouse; motion costs bytes, so not unless asked for.
        frames: How many frames a second are sent to the far end, at most; None for the usual.
        late_marks: Whether the terminal gives cells to marks that came to Unicode late.
    """

    colour: bool = True
    theme: str = TERMINAL
    ascii: bool = False
    remote: bool = False
    mouse: bool = False
    frames: int | None = None
    late_marks: bool = False


def why_not_interactive(
    stdin: TextIO | None, stderr: TextIO | None, environ: Mapping[str, str]
) -> str | None:
    """Why the full screen cannot be used, in words; None where it can.

    Textual reads from stdin and draws on stderr, so both have to be terminals. stdout may be a pipe.
    """
    if stdin is None or stderr is None or not stdin.isatty() or not stderr.isatty():
        return "stdin and stderr are not both a terminal"
    if environ.get("TERM", "") in {"", "dumb"}:
        return "the terminal is called dumb (TERM), so it cannot place text"
    return None


def prepare(
    environ: MutableMapping[str, str],
    profile: str | None = None,
    theme: str | None = None,
    *,
    ascii_only: bool | None = None,
) -> Settings:
    """Set the environment so that Textual, imported later, behaves over a slow link and loads nothing it is told to.

    Inherited `TEXTUAL_*` variables could import a module, write a log anywhere or press keys; sshd may accept them from
    the client. They all go. An empty NO_COLOR counts as unset, as its convention says.

    Args:
        environ: The environment of this process.
        profile: How far away the terminal is, one of `PROFILES`; found out where None.
        theme: One of `THEMES`; the terminal's own colours, for its background, where None.
        ascii_only: Whether to show nothing but ASCII; as the locale has it where None.
    """
    for name in [name for name in environ if name.startswith("TEXTUAL_")]:
        del environ[name]
    without_rubbish(environ)
    remote = bool(environ.get("SSH_CONNECTION")) if profile is None else profile == SSH
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["TEXTUAL_THEME"] = _THEME
    environ["TEXTUAL_FPS"] = _FPS  # the painter sends fewer where the line is slow
    # A dropped link leaves the reader's own terminal in kitty keyboard mode, which makes its shell unusable.
    environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    environ.setdefault("ESCDELAY", "100")
    if not environ.get("NO_COLOR"):
        environ.pop("NO_COLOR", None)
    return Settings(
        colour="NO_COLOR" not in environ,
        theme=theme or TERMINAL + (LIGHT if is_light(environ) else ""),
        ascii=not speaks_utf8(environ) if ascii_only is None else ascii_only,
        remote=remote,
        late_marks=is_gnu_screen(environ),
    )


def is_light(environ: Mapping[str, str]) -> bool:
    """Whether the background is known to be light: some terminals say so in COLORFGBG, as in "0;15"."""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return background.isdecimal() and background not in _DARK_BACKGROUNDS


def is_gnu_screen(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is or may be GNU screen. tmux borrows its name, and says so in TMUX, which SSH does not pass on.

    Its table of marks is of 2006, and what it takes for a character by itself is lost unless there is a cell for it. A cell
    too many in tmux is a gap behind a word.
    """
    return environ.get("TERM", "").startswith("screen") and bool(
        environ.get("STY") or not environ.get("TMUX")
    )


def speaks_utf8(environ: Mapping[str, str], *, coerced: bool | None = None) -> bool:
    """Whether the locale is one of UTF-8, as its name says: whether this machine knows that name does not matter.

    Args:
        environ: The environment.
        coerced: Whether Python has put LC_CTYPE there itself, as it does where the locale is C. Found out where None.
    """
    if coerced is None:
        coerced = bool(sys.flags.utf8_mode) and "PYTHONUTF8" not in environ
    names = ["LC_ALL", "LANG"] if coerced and environ.get("LC_CTYPE") == "C.UTF-8" else _LOCALE
    name = next((environ[name] for name in names if environ.get(name)), "")
    return name.partition(".")[2].partition("@")[0].lower() in _UTF8


def utf8(stream: TextIO | None) -> None:
    """Make a text stream write UTF-8, whatever the locale says; what cannot be written becomes a question mark."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
