"""`sitbrief config`: the configuration in force, as a file with comments."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.briefings import as_path
from sitbrief.cli.configured import add_config, chosen, filters_of_config
from sitbrief.cli.errors import ACCESS, DATA
from sitbrief.config.printing import printed
from sitbrief.paths import config_file
from sitbrief.text import clean_layout

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from sitbrief.config.model import Config, Problem

EXAMPLES = """\
  sitbrief config
  sitbrief config -o ~/.config/sitbrief/config.toml
  sitbrief config --config other.toml
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    add_config(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write here; the configuration itself may be it, and keeps what is set",
    )
    parser.add_argument("-f", "--force", action="store_true", help="overwrite another FILE")


def run(args: argparse.Namespace) -> int:
    """Print it, and say what is wrong in the file."""
    from sitbrief.tui.keymap import NEVER, shown
    from sitbrief.tui.own_keys import every_binding, resolve

    config, problems = chosen(args.config)
    keymap, of_keys = resolve(config, every_binding())
    wrong = sorted((*problems, *filters_of_config(config)[1], *of_keys), key=lambda each: each.line)
    bound = {each.id: [*map(shown, each.keys)] for each in every_binding()}
    own = {name: [shown(key) for key in keys.split(",") if key != NEVER] for name, keys in keymap.items()}
    text = printed(config, bound, own)
    if args.output is not None:
        return _write(args.output, text, config, wrong, overwrite=args.force)
    _warn_of_emptying()
    output.data(clean_layout(text))
    for problem in wrong:
        output.say(str(problem))
    return DATA if wrong else 0


def _write(word: str, text: str, config: Config, wrong: Sequence[Problem], *, overwrite: bool) -> int:
    """Write it, unless something in the configuration cannot be read: it would be lost."""
    from sitbrief.files.writing import Folder

    own = config_file(os.environ)
    if wrong:
        more = f" And {len(wrong) - 1} more: sitbrief config lists them." if wrong[1:] else ""
        output.say(f"{wrong[0]}{more} Nothing is written, so that nothing is lost.")
        return DATA if wrong[0].line else ACCESS
    if config.path is None:
        _look(own)
    target = as_path(word)
    with Folder(
        target.parent, make=0o700 if own is not None and target.absolute() == own else None
    ) as folder:
        name = "" if word.endswith("/") else target.name
        folder.write(name, text.encode(), overwrite=overwrite or _is(target, config.path))
    output.say(f"Written: {target}")
    return 0


def _is(target: Path, path: Path | None) -> bool:
    """Whether a path is that of the configuration itself."""
    with suppress(OSError, ValueError):
        return path is not None and os.path.samestat(target.stat(), path.stat())
    return False


def _look(own: Path | None) -> None:
    """Make sure that a missing configuration is missing, and not hidden by a disk fault.

    Raises:
        Unreadable: nobody can tell.
    """
    from sitbrief.files.reading import Unreadable

    try:
        if own is not None:
            own.stat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise Unreadable(own or "", error.strerror or "cannot be read") from error


def _warn_of_emptying() -> None:
    """A shell that was told to write onto the configuration has emptied it before anybody could read it."""
    path = config_file(os.environ)
    with suppress(OSError, AttributeError, ValueError):
        if path is not None and os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno())):
            output.say(
                f"{path} was emptied by the shell: these are the defaults. sitbrief config -o FILE keeps what is set."
            )
