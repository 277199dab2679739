"""The conversation: hear a line, do what it says, keep where the reader is, answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitbrief import places
from sitbrief.briefing.filter_text import NotUnderstood
from sitbrief.cli.errors import explain
from sitbrief.cli.linear.commands.table import named, no_command
from sitbrief.text import clean_line, digits

if TYPE_CHECKING:
    from sitbrief.cli.linear.console import Console
    from sitbrief.cli.linear.session import Session

_SIGNS: Final = "/?<>[]"
_NUMBERED: Final = re.compile(r"([^\W\d_]+)(\d+)")


class Heard(NamedTuple):
    """A line as it is meant.

    Attributes:
        word: The word of the command; empty for an empty line.
        rest: What follows it.
    """

    word: str
    rest: str


def talk(session: Session, console: Console, notice: str) -> int:
    """Begin with a notice, and go on until the reader leaves or says nothing more; returns the exit code."""
    session.say(
        "sitbrief line by line: help lists the commands, a number opens that row, quit leaves.", notice
    )
    session.read(full=True)
    console.tell(session.taken())
    while not session.left:
        line = console.ask(f"{session.here.word}> ")
        if line is None:
            return 0
        try:
            answer(session, heard(line))
        except NotUnderstood as error:
            session.say(str(error))
        except Exception as error:
            told = explain(error)
            if told is None:
                raise
            session.say(*told[1])
        console.tell(session.taken())
    return 0


def heard(line: str) -> Heard:
    """What a line means: a word and the rest, a sign and the rest, or a number, which is to be opened."""
    text = line.strip().removeprefix(":").strip()
    if text[:1] in tuple(_SIGNS):
        return Heard(text[0], text[1:].strip())
    first, rest = (*text.split(maxsplit=1), "", "")[:2]
    number = digits(first)
    if number.isascii() and number.isdecimal():
        return Heard("0", rest) if set(number) == {"0"} else Heard("open", f"{number} {rest}".strip())
    split = _NUMBERED.fullmatch(number)
    if split and not rest and named(first) is None:
        return Heard(split[1], split[2])
    return Heard(first, rest)


def answer(session: Session, line: Heard) -> None:
    """Do what a line says, or say what else could be said."""
    command = named(line.word or "more")
    if command is None:
        session.say(_unknown(line, session))
        return
    if not command.keeps_question:
        session.leave_question()
    if command.available(session):
        command.run(session, line.rest)
    else:
        session.say(f"{line.word or command.names[0]}: {command.spec.idle}.")


def _unknown(line: Heard, session: Session) -> str:
    """What to say of a word that is no command, in a line: the nearest command, or the province that it names."""
    word = clean_line(line.word)
    country = places.country(session.briefing.country)
    typed = f"{word} {line.rest}".strip()
    if country and isinstance(
        places.resolve(typed, country, session.aliases, whole=True), places.ResolvedPlace
    ):
        return f'There is no command "{word}". Did you mean province {clean_line(typed)}?'
    return no_command(word)
