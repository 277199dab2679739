"""`sitbrief alias`: settle which province a spelling means, once and for all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sitbrief.cli import output
from sitbrief.cli.errors import ACCESS, DATA, Usage
from sitbrief.text import clean_layout, clean_line

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  sitbrief alias "Hasake Gov." SY-HA
  sitbrief alias "N. Shan" Shan --country MM
  sitbrief alias                               (prints those that there are)
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes."""
    parser.add_argument("spelling", metavar="SPELLING", nargs="?", help="as a file writes it")
    parser.add_argument(
        "province", metavar="PROVINCE", nargs="?", help="ISO 3166-2 code, or with --country a name"
    )
    parser.add_argument("--country", metavar="CODE", default="", help="the country of a name, as in MM")
    parser.add_argument(
        "--force", action="store_true", help="settle SPELLING even where it is the name of another province"
    )


def run(args: argparse.Namespace) -> int:
    """Write it down, or print what there is."""
    from sitbrief.library.spellings import settle, spellings
    from sitbrief.paths import spellings_file

    path = spellings_file(os.environ)
    if path is None:
        output.say("There is no home folder to keep spellings in.")
        return ACCESS
    if args.spelling is None:
        found, mistakes = spellings(path)
        lines = (f"{country}\t{key}\t{iso}\n" for (country, key), iso in found.items())
        output.data(clean_layout("".join(lines)))
        output.say(f"Spellings of your own: {path}" if os.path.lexists(path) else "There are none yet.")
        for mistake in mistakes:
            output.say(mistake)
        return DATA if mistakes else 0
    if args.province is None:
        raise Usage("PROVINCE is missing", "As in sitbrief alias SPELLING SY-HM.")
    iso = _code(args.province, args.country)
    if not args.force:
        _refuse_another(args.spelling, iso)
    try:
        settle(path, args.spelling, iso)
    except ValueError as error:
        raise Usage(str(error), "See sitbrief alias --help.") from error
    output.say(f"{clean_line(args.spelling)} is {iso} from now on: {path}")
    return 0


def _refuse_another(spelling: str, iso: str) -> None:
    """Let no alias take a province's name away: every filter would silently mean another one.

    Codes are not asked about: they can be settled by no force.

    Raises:
        Usage: the spelling is a name of others, as the tables have it.
    """
    from sitbrief import places
    from sitbrief.places.resolve import code_of

    home = places.country(iso.partition("-")[0])
    if home is None or code_of(spelling, home):
        return
    match places.resolve(spelling, home):
        case places.ResolvedPlace(province):
            others: tuple[places.Province, ...] = (province,)
        case places.Ambiguous(provinces):
            others = provinces
        case _:
            return
    if iso not in {province.iso for province in others}:
        names = " or ".join(f"{province.name} ({province.iso})" for province in others)
        raise Usage(
            f"{clean_line(spelling)!r} is {names} already",
            f"--force makes it {iso} all the same, in every filter and import.",
        )


def _code(word: str, country: str) -> str:
    """The ISO 3166-2 code of the province that is meant."""
    from sitbrief import places
    from sitbrief.places.countries import country_code

    if places.province(word.upper()) is not None:
        return word.upper()
    code = country_code(country or word.partition("-")[0])
    home = places.country(code) if code else None
    if home is None:
        raise Usage(
            f"{clean_line(word)!r} is no ISO 3166-2 code", "Give one as in SY-HM, or a name and --country."
        )
    match places.resolve(word, home):
        case places.ResolvedPlace(province):
            return province.iso
        case places.Ambiguous(provinces):
            names = " or ".join(f"{province.name} ({province.iso})" for province in provinces)
            raise Usage(f"{clean_line(word)!r} may be {names}", "Give the code.")
        case places.UnknownName(nearest):
            hint = " or ".join(f"{province.name} ({province.iso})" for province in nearest)
            raise Usage(
                f"{home.name} has no province {clean_line(word)!r}",
                f"Did you mean {hint}?" if hint else "Give its code.",
            )
