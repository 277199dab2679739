"""What surrounds the reader: is there a terminal, is it far away, does it want colour. Asked before Textual is imported."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

LOCAL, SSH = PROFILES = ("local", "ssh")
"""The link profiles, by name."""

_THEME = "ansi-dark"
_FPS = "500"


class Settings(NamedTuple):
    """What to ask of the terminal.

    Attributes:
        colour: Whether to use colours at all.
        remote: Whether the reader sits at the far end of an SSH connection.
        mouse: Whether to take the mouse; motion costs bytes, so not unless asked for.
    """

    colour: bool = True
    remote: bool = False
    mouse: bool = False


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


def prepare(environ: MutableMapping[str, str], profile: str | None = None) -> Settings:
    """Set the environment so that Textual, imported later, behaves over a slow link and loads nothing it is told to.

    Inherited `TEXTUAL_*` variables could import a module, write a log anywhere or press keys; sshd may accept them from
    the client. They all go. An empty NO_COLOR counts as unset, as its convention says.

    Args:
        environ: The environment of this process.
        profile: How far away the terminal is, one of `PROFILES`; found out where None.
    """
    for name in [name for name in environ if name.startswith("TEXTUAL_")]:
        del environ[name]
    remote = bool(environ.get("SSH_CONNECTION")) if profile is None else profile == SSH
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["TEXTUAL_THEME"] = _THEME
    environ["TEXTUAL_FPS"] = _FPS  # the painter sends fewer where the line is slow
    # A dropped link leaves the reader's own terminal in kitty keyboard mode, which makes its shell unusable.
    environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    environ.setdefault("ESCDELAY", "100")
    if not environ.get("NO_COLOR"):
        environ.pop("NO_COLOR", None)
    return Settings(colour="NO_COLOR" not in environ, remote=remote)


def utf8(stream: TextIO | None) -> None:
    """Make a text stream write UTF-8, whatever the locale says; what cannot be written becomes a question mark."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
