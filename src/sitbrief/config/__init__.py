"""What a user has chosen once and for all, in a file: keys, looks, library, filters, limits."""

from sitbrief.config.file import Config, Problem, load
from sitbrief.config.where import config_file

__all__ = ["Config", "Problem", "config_file", "load"]
