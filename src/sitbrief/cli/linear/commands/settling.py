"""The command that settles which province a name in a file means."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from sitbrief import places
from sitbrief.briefing.where import province_name
from sitbrief.cli.linear.choices import Choices
from sitbrief.cli.linear.commands.base import place_of, word
from sitbrief.library.spellings import keep_meaning
from sitbrief.text import clean_line, plural

if TYPE_CHECKING:
    from sitbrief.cli.linear.session import Session
    from sitbrief.formats.province_lookup import UnknownProvince


def _settle_name(session: Session, words: str) -> None:
    """List the names, offer what one may mean, or write it down."""
    names = _unplaced(session)
    number, _, typed = words.partition(" ")
    at = place_of(number)
    if at is None or not 0 <= at < len(names):
        answers = tuple((_words(name), partial(_offer, session, name)) for name in names)
        session.push(
            Choices("Names without a province, and what they may mean. Which one, by number?", answers)
        )
    elif not typed.strip():
        _offer(session, names[at])
    else:
        _settle_as(session, names[at], typed.strip())


def _unplaced(session: Session) -> tuple[UnknownProvince, ...]:
    item = session.library.source(session.briefing)
    return item.account.unplaced if item and item.account else ()


def _words(name: UnknownProvince) -> str:
    meant = " or ".join(map(province_name, name.nearest)) + "?" if name.nearest else "none is like it"
    return f"{name.written}: {meant}, {name.country}, {plural(name.rows, 'row')}"


def _offer(session: Session, name: UnknownProvince) -> None:
    """Ask which province a name means: all of its country, the likeliest first."""
    country = places.country(name.country)
    codes = [province.iso for province in country.provinces] if country else []
    likely = [code for code in name.nearest if code in codes]
    ordered = dict.fromkeys([*likely, *codes])
    answers = ((province_name(code), partial(_settle, session, name, code)) for code in ordered)
    session.push(Choices(f"Which province is {name.written}, by number?", tuple(answers)))


def _settle_as(session: Session, name: UnknownProvince, typed: str) -> None:
    country = places.country(name.country)
    meant = places.resolve(typed, country, session.aliases) if country else None
    if isinstance(meant, places.ResolvedPlace):
        _settle(session, name, meant.province.iso)
    else:
        session.say(
            f'"{clean_line(typed)}" is not one province of {country.name if country else name.country}.'
        )


def _settle(session: Session, name: UnknownProvince, code: str) -> None:
    """Write it down, and read the file again with it."""
    trouble = keep_meaning(os.environ, name.written, code)
    if trouble:
        session.say(trouble)
        return
    session.say(f"{name.written} is {province_name(code)} from now on.")
    item = session.library.source(session.briefing)
    if item is not None:
        session.library.read_again(item.path)
        session.library.at(item.path)
        session.open_item(session.library.find(session.briefing.id))


SETTLING = (word("settle", _settle_name, lambda session: bool(_unplaced(session))),)
