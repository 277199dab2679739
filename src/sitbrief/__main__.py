"""Run as `python -m sitbrief`."""

import sys

from sitbrief.cli.main import main

sys.exit(main())
