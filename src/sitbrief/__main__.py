"""Run as `python -m sitbrief`."""

import sys

from sitbrief.search_path import leave_current_folder

leave_current_folder()  # before anything else is imported: it may be looked for there

from sitbrief.cli.main import main  # noqa: E402

sys.exit(main())
