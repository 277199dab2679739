"""The entry point. Nothing is imported before the version is printed, which should cost nothing.

Not even `__future__`: where `PYTHONPATH` says so, it would be looked for in the current folder.
"""

import sys

from sitbrief import __version__
from sitbrief.search_path import leave_current_folder

TYPE_CHECKING = False  # the one of `typing` would load `typing`
if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run the program.

    Args:
        argv: The words after the program's name; those of the process by default.

    Returns:
        The exit code: 0 well, 1 the data has problems, 2 wrong usage, 3 cannot read or write, 70 our mistake,
        130 interrupted.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    leave_current_folder()
    try:
        if words[:1] in (["--version"], ["-V"]) and sys.stdout is not None:
            sys.stdout.write(f"sitbrief {__version__}\n")
            sys.stdout.flush()
            return 0
        from sitbrief.cli.run import run

        return run(words)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        from sitbrief.cli.output import let_go

        return let_go()
