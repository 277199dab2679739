"""sitbrief as it would be on Textual's own driver, for comparison: `python benchmarks/stock.py [WORDS OF SITBRIEF]`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from sitbrief.cli.main import main
from sitbrief.terminal.environment import prepare

if TYPE_CHECKING:
    from textual.app import App


def use_stock_driver() -> None:
    """Whatever driver an application asks for, it gets Textual's."""
    from textual.app import App
    from textual.drivers.linux_driver import LinuxDriver

    make = App.__init__

    def made(app: App[Any], *args: Any, **settings: Any) -> None:  # noqa: ANN401  # Textual's own
        make(app, *args, **settings)
        app.driver_class = LinuxDriver

    App.__init__ = made  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    prepare(os.environ)  # before Textual is imported: it reads the environment then
    use_stock_driver()
    sys.exit(main())
