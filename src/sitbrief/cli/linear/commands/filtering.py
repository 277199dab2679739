"""Commands that narrow what is shown."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from sitbrief import places
from sitbrief.briefing import Filters, filter_text
from sitbrief.briefing.navigation import next_province
from sitbrief.briefing.states import State
from sitbrief.briefing.where import province_name
from sitbrief.cli.linear.choices import Answer, Choices
from sitbrief.cli.linear.commands.base import word
from sitbrief.cli.linear.wording import in_force
from sitbrief.text import fold, plural

if TYPE_CHECKING:
    from sitbrief.cli.linear.commands.base import Word
    from sitbrief.cli.linear.session import Session

_OFF: Final = frozenset({"off", "any"})


def _choose_provinces(session: Session, words: str) -> None:
    """Take the provinces, ask which one, or list them."""
    if not words:
        rows = session.filtered.provinces
        answers = (_answer(session, _counted(r.name, r.entries, r.contested), r.code) for r in rows)
        session.push(Choices("Provinces and their entries. Which one, by number?", tuple(answers)))
        return
    try:
        narrow(session, "provinces", "" if fold(words) in _OFF else words)
    except filter_text.NotUnderstood:
        home = places.country(session.briefing.country)
        meant = places.resolve(words, home, session.aliases, whole=True) if home else None
        if not isinstance(meant, places.Ambiguous):
            raise
        question = f"{words} is a name of {plural(len(meant.provinces), 'province')}. Which one, by number?"
        session.push(Choices(question, tuple(_answer(session, p.name, p.iso) for p in meant.provinces)))


def _step_province(session: Session, step: int) -> None:
    filters = session.filtered.filters
    code = next_province([row.code for row in session.filtered.provinces], filters.provinces, step)
    if code is None:
        session.say("No provinces are known of this country.")
    else:
        session.filtered.narrow(session, replace(filters, provinces=(code,)))


def _set_field(field: str, session: Session, words: str) -> None:
    """Set a filter to what is typed; "off" takes it away, and nothing typed says what it is."""
    called = _FIELDS[field]
    if words:
        narrow(session, field, "" if fold(words) in _OFF else words)
    else:
        now = getattr(filter_text.asked(session.filtered.filters), field)
        session.say(f"{called.names[0]}: {now or 'off'}. {called.help}")


def _set_grade(session: Session, words: str) -> None:
    """Alone, the next one in turn."""
    if words:
        _set_field("grade", session, words)
    else:
        session.filtered.narrow(session, session.filtered.filters.next_least())


def _set_unknown(session: Session, words: str) -> None:
    """Alone, the other of the two."""
    _set_field("unknown", session, words or ("no" if session.filtered.filters.unknown else "yes"))


def _toggle_contested(session: Session, words: str) -> None:
    """Turn it over; off is off."""
    filters = session.filtered.filters
    on = not filters.contested and fold(words) not in _OFF | {"no"}
    session.filtered.narrow(session, replace(filters, states=(State.CONTESTED,) if on else ()))


def _say_all(session: Session, _words: str) -> None:
    """A line each."""
    filters = session.filtered.filters
    asked = filter_text.asked(filters)
    for field in fields(asked):
        value = getattr(asked, field.name)
        if field.name == "provinces":
            value = ", ".join(map(province_name, filters.provinces))
        if field.name == "unknown":
            value = "shown" if filters.unknown else "hidden"
        called = "province" if field.name == "provinces" else _FIELDS[field.name].names[0]
        session.say(f"{called}: {value or 'off'}")
    session.say(f"{in_force(session.filtered)}.")


def narrow(session: Session, field: str, words: str) -> None:
    """Set one filter by its words."""
    filtered = session.filtered
    asked = replace(filter_text.asked(filtered.filters), **{field: words})
    home, *abroad = filtered.countries
    filtered.narrow(session, filter_text.filters(asked, home, session.aliases, abroad))


def _answer(session: Session, words: str, code: str) -> Answer:
    return words, partial(narrow, session, "provinces", code)


def _counted(name: str, entries: int, contested: int) -> str:
    words = f"{name}: {plural(entries, 'entry')}" if entries else f"{name}: none"
    return words + (f", {contested:,} contested" if contested else "")


_FIELDS: Final[dict[str, Word]] = {
    "grade": word("filter.grade", _set_grade),
    "unknown": word("filter.unknown", _set_unknown),
    **{
        field: word(f"filter.{field}", partial(_set_field, field))
        for field in ("since", "until", "sector", "state", "text", "without", "by")
    },
}
"""By the names of the filters in `filter_text.FilterText`."""

FILTERING = (
    word("filter.province", _choose_provinces),
    word("filter.next-province", lambda session, _: _step_province(session, 1)),
    word("filter.previous-province", lambda session, _: _step_province(session, -1)),
    word(
        "filter.all-provinces",
        lambda session, _: narrow(session, "provinces", ""),
        lambda session: bool(session.filtered.filters.provinces),
    ),
    word("filter.contested", _toggle_contested),
    *_FIELDS.values(),
    word("filter.all", _say_all),
    word("filter.clear", lambda session, _: session.filtered.narrow(session, Filters())),
)
