"""The reader behind its own driver, which also passes on what a driver without a memory would have sent.

Words: a pipe that gets all that the application writes, then those of the reader.
"""

from __future__ import annotations

import os
import sys

from sitbrief.cli import main as program
from sitbrief.terminal import driver

PIPE = os.open(sys.argv.pop(1), os.O_WRONLY)
WRITE = driver.Driver.write


def write(self: driver.Driver, data: str) -> None:
    """Send the difference on the one way and everything on the other."""
    WRITE(self, data)
    rest = data.encode()
    while rest:
        rest = rest[os.write(PIPE, rest) :]


# Of the driver only this method is another: the rest, timing included, is what users have.
driver.Driver.write = write  # type: ignore[method-assign]

if __name__ == "__main__":
    sys.exit(program.main(sys.argv[1:]))
