"""All that the reader and the conversation of `--plain` can be told to do, each once: what it is called and how it is told.

The reader's commands (`tui/commands`) and the conversation's words (`cli/linear/commands`) say when one of these does
something, and do it. The help of both, the list of commands, the bottom line and `[keys]` of a configuration are made of this.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from sitbrief.briefing.lists import BRIEFING_LISTS, EDITIONS, LIBRARY_LISTS
from sitbrief.config.command_spec import CommandSpec

_MOVING: Final = partial(CommandSpec, "Moving")
_FILTERING: Final = partial(CommandSpec, "Filtering")
_OPENING: Final = partial(CommandSpec, "Opening")
_TAKING: Final = partial(CommandSpec, "Taking away")
_LEAVING: Final = partial(CommandSpec, "Help and leaving")

_NO_ROWS: Final = "there are no rows here"
_ROW: Final = partial(_MOVING, idle=_NO_ROWS)
_NO_LINK: Final = "there are no links here"
_LINK: Final = partial(_MOVING, idle=_NO_LINK)
_NO_PART: Final = "The conversation reads whole pages."

_IN_DIALOG: Final = "In the reader the dialog of all filters does it."


def _filter_word(field: str, words: str, takes: str, help_: str) -> CommandSpec:
    off = f"{words.split(maxsplit=1)[0]} off takes it away"
    return _FILTERING(f"filter.{field}", f"{help_}; {off}.", words=words, takes=takes, why_missing=_IN_DIALOG)


_COMMANDS: Final = (
    _ROW("move.down", "Go one row down.", "j ↓", "down j", more="The row is read alone."),
    _ROW("move.up", "Go one row up.", "k ↑", "up k", more="The row is read alone."),
    _ROW(
        "move.page-down",
        "Go one page down.",
        "PgDn Space",
        "more m pagedown",
        spoken="Read the next page of the list; an empty line does the same.",
    ),
    _ROW("move.page-up", "Go one page up.", "PgUp b", "before b pageup", spoken="Read the page before."),
    _ROW("move.half-down", "Go half a page down.", "ctrl+d", why_missing=_NO_PART),
    _ROW("move.half-up", "Go half a page up.", "ctrl+u", why_missing=_NO_PART),
    _ROW("move.home", "Go to the first row.", "g Home", "first g home", spoken="Read the first page."),
    _ROW("move.end", "Go to the last row.", "G End", "last G end", spoken="Read the last page."),
    _MOVING(
        "move.day",
        "Go to a day in the timeline.",
        "d",
        "day d",
        "DAY",
        "Go to a day in the timeline, as in day 2024-12-04, 2024-12 or 2024.",
        hint="day",
        idle="the timeline shows nothing",
    ),
    _MOVING(
        "pane.next",
        "Go to the next pane.",
        "Tab",
        "pane tab",
        "NAME",
        "Go to a pane, by its name or number; without one, to the next.",
        hint="next pane",
    ),
    _MOVING(
        "pane.previous", "Go to the previous pane.", "shift+Tab", why_missing="pane goes to any by its name."
    ),
    *(
        _MOVING(
            f"pane.{spec.id}",
            f"Go to {spec.called}.",
            str(number),
            " ".join(dict.fromkeys((spec.id, spec.called.split()[-1]))),
        )
        for number, spec in enumerate(BRIEFING_LISTS, start=1)
    ),
    _MOVING(
        f"pane.{EDITIONS.id}",
        f"Go to {EDITIONS.called}.",
        str(LIBRARY_LISTS.index(EDITIONS) + 1),
        why_missing="library lists them.",
    ),
    _MOVING(
        "pane.zoom",
        "Enlarge the pane, or put it back.",
        "z",
        idle="it works from 120 columns on",
        why_missing="What is read out fills no screen.",
    ),
    _MOVING(
        "where",
        "Say where you are: briefing, marking, time, pane, filters.",
        words="where w",
        why_missing="The reader's header says it.",
    ),
    _FILTERING(
        "filter.province",
        "Choose provinces: type any spelling or the two digits.",
        "p",
        "province p",
        "NAME",
        "Show these provinces alone: any spelling or script, code or number, several with commas.",
        "Without a name it lists the provinces. off shows all of them again.",
        hint="province",
    ),
    _FILTERING("filter.next-province", "Show the next province alone.", "→ ]", "next ]"),
    _FILTERING("filter.previous-province", "Show the previous province alone.", "← [", "previous ["),
    _FILTERING(
        "filter.all-provinces", "Show all provinces again.", "0", "all 0", idle="all provinces are shown"
    ),
    _FILTERING(
        "filter.grade",
        "Minimum grade: off, C3, B3, B2, A1 in turn.",
        "r",
        "grade r",
        "GRADE",
        "Minimum grade, as in grade B2; alone, the next of off, C3, B3, B2, A1.",
    ),
    _FILTERING(
        "filter.unknown",
        "Show or hide what nobody could grade (F, 6).",
        "u",
        "unknown u",
        "yes|no",
        "Show or hide what nobody could grade (F, 6): unknown yes, unknown no; alone, the other of the two.",
    ),
    _FILTERING(
        "filter.contested",
        "Show contested entries only, or all states again.",
        "c",
        "contested c",
        hint="contested",
    ),
    _FILTERING(
        "filter.all",
        "Set all filters in one dialog: provinces, since, until, grade, unknown, sector, state, text.",
        "f",
        "filters f",
        spoken="Say all filters, those that are off too.",
        hint="filters",
    ),
    _filter_word("since", "since after", "DAY", "Show what is of this day or later, as in since 2024-12-05"),
    _filter_word("until", "until", "DAY", "Show what is of this day or earlier, as in until 2024-12-05"),
    _filter_word(
        "sector", "sector", "NAME", "Show humanitarian notes of these sectors, as in sector Health, WASH"
    ),
    _filter_word("state", "state", "NAME", "Show entries in these states, as in state single source"),
    _filter_word(
        "text", "words text", "WORDS", "Show entries with all these words, or words that begin like them"
    ),
    _filter_word("without", "without", "WORDS", "Show entries with none of these words"),
    _filter_word("by", "by", "NAME", "Show what these say or pass on, as in by SOHR"),
    _FILTERING("filter.clear", "Take all filters away.", words="clear", why_missing=_IN_DIALOG),
    _FILTERING(
        "settle",
        "Say which province a name in the file means, where no spelling does: once and for all.",
        "a",
        "settle a",
        "NUMBER PROVINCE",
        "Say which province a name in the file means, where no spelling does: settle 1 Hama, once and for all.",
        "Alone it lists the names, each with the provinces that are like it.",
        "settle names",
        "no name in this file waits for a province",
    ),
    _OPENING(
        "open",
        "Open the entry: who says it, the quote, the grade, rival claims, links.",
        "Enter",
        "open",
        "NUMBER",
        "Open a row by its number; a number alone does the same, and open alone opens the row you are at.",
        hint="open",
        idle=_NO_ROWS,
    ),
    _OPENING(
        "search",
        "Search in this briefing.",
        "/",
        "find /",
        "WORDS",
        "Find words in this briefing, and go to the first match from here; n and N go on and back.",
        more='Words are found by how they begin, in all that is shown of an entry or a source: hama drone -aleppo "cluster '
        'munition".',
        hint="search",
    ),
    _OPENING("search.next", "Go to the next match.", "n", "n", idle="nothing was searched for"),
    _OPENING("search.previous", "Go to the previous match.", "N", "N", idle="nothing was searched for"),
    _OPENING(
        "search.library",
        "Search in all editions: words, -words, by:SOHR, after:2024-12-01 before:2024-12-07, grade:B2, in:hama, "
        "state:contested.",
        words="search",
        takes="QUERY",
        spoken="Search in all editions of the library, the newest first; without words, list all entries.",
        more="Words are found by how they begin, and fields narrow them: search hama drone -aleppo by:SOHR "
        "after:2024-12-01 before:2024-12-07 grade:B2 in:hama state:contested sector:health unknown:no. Filters narrow "
        "what is found further.",
        why_missing="On the reader's screen of a library it is what search does.",
    ),
    _OPENING(
        "summary",
        "Show the summary; all of it where it does not fit; hide it.",
        "s",
        "summary s panes",
        spoken="Go to the top of the briefing: its marking, its time, its summary, its panes.",
    ),
    _OPENING(
        "about",
        "Say who made this briefing, when, and from which documents.",
        words="about",
        why_missing="In the reader it stands below the summary, where that does not fit above the lists.",
    ),
    _OPENING(
        "library",
        "Open the library: the entries of all its editions in one list, and the editions.",
        "o",
        "library editions o",
        "NUMBER",
        "List the briefings of the library; with a number or an id, open that one.",
        hint="library",
    ),
    _OPENING("edition.older", "Open the older edition.", "<", "older <", idle="no older edition is known"),
    _OPENING("edition.newer", "Open the newer edition.", ">", "newer >", idle="no newer edition is known"),
    _TAKING(
        "export",
        "Export what is shown, as Markdown or in another format.",
        "e",
        "export e",
        "FILE",
        "Export what is shown of this briefing to a file on this machine, in the format that the file's name ends in.",
        "Without a name the file is called like the briefing, and is Markdown; into a folder it goes by that name. It "
        "asks before it replaces a file.",
        "export",
    ),
    _TAKING(
        "copy.entry",
        "Copy the entry to the clipboard of your terminal (OSC 52).",
        "y",
        "copy y",
        "NUMBER",
        "Print an entry in a few lines, to be copied: the one that is open, the row with a number, or the row you are at.",
        idle="there is no entry here to be copied",
    ),
    _TAKING(
        "copy.command",
        "Show and copy the command line for this view.",
        "Y",
        "command Y",
        spoken="Print the command line that shows the same from a shell.",
        idle="there is none for a library without filters",
    ),
    _LEAVING(
        "help",
        "List the keys of this screen; typing searches them.",
        "?",
        "help ? keys h",
        "WORD",
        "List the commands that do something here; help WORD explains one.",
        hint="keys",
    ),
    _LEAVING(
        "find",
        "Find a command by its name and run it.",
        ":",
        hint="commands",
        why_missing="A command is its name there.",
    ),
    _LEAVING(
        "redraw",
        "Draw the screen again.",
        "ctrl+l",
        "again l",
        spoken="Read again what was read last: the entry, or the page of the list.",
    ),
    _LEAVING("leave", "Go back; leave at the top level.", "q", "q", hint="leave", shown="q :q ctrl+c"),
    _LEAVING(
        "back",
        "Close the summary or the enlarged pane.",
        "Esc Backspace",
        "back",
        spoken="Go back to where this was opened from.",
    ),
    _LEAVING(
        "quit",
        "Leave. Where you are is kept, and the next start goes on from there.",
        words="quit exit bye",
        why_missing=":q and ctrl+c leave the reader from anywhere.",
    ),
    _LEAVING(
        "index.stop",
        "Stop bringing the index up to date; what is done is kept.",
        "x",
        hint="stop indexing",
        idle="nothing can be stopped now",
        why_missing="The conversation waits for its index.",
    ),
)

_IN_DETAIL: Final = (
    _MOVING("detail.down", "Go to the next link in sight, or a line down.", "j ↓", hint="move"),
    _MOVING("detail.up", "Go to the previous link in sight, or a line up.", "k ↑"),
    _LINK("detail.next-link", "Go to the next link.", "Tab", hint="next link"),
    _LINK("detail.previous-link", "Go to the previous link.", "shift+Tab"),
    _MOVING("detail.page-down", "Go one page down.", "PgDn Space ctrl+d", hint="page", shown="PgDn Space"),
    _MOVING("detail.page-up", "Go one page up.", "PgUp b ctrl+u", shown="PgUp b"),
    _MOVING("detail.home", "Go to the beginning.", "g Home"),
    _MOVING("detail.end", "Go to the end.", "G End"),
    _OPENING("detail.follow", "Open what the selected link leads to.", "Enter", hint="follow", idle=_NO_LINK),
    _TAKING(
        "detail.copy",
        "Copy this to the clipboard of your terminal (OSC 52).",
        "y",
        hint="copy",
        idle="entries and sources are copied, and this is neither",
    ),
    _LEAVING("detail.help", "List the keys of this screen; typing searches them.", "?", hint="keys"),
    _LEAVING(
        "detail.back", "Go back to where this was opened from.", "q Backspace Esc", hint="back", shown="q Esc"
    ),
)

_IN_LIST: Final = (
    _MOVING("library.down", "In a list of briefings: go one row down.", "j ↓"),
    _MOVING("library.up", "In a list of briefings: go one row up.", "k ↑"),
    _OPENING("library.open", "In a list of briefings: open one.", "Enter"),
    _LEAVING("library.cancel", "In a list of briefings: go back.", "q Esc Backspace"),
)

_IN_NAMES: Final = (
    _MOVING("unsettled.down", "In the list of names without a province: go one row down.", "j ↓"),
    _MOVING("unsettled.up", "In the list of names without a province: go one row up.", "k ↑"),
    _OPENING("unsettled.choose", "In the list of names without a province: choose one.", "Enter"),
    _LEAVING("unsettled.back", "In the list of names without a province: go back.", "q Esc Backspace"),
)


def _within(scope: str, specs: tuple[CommandSpec, ...]) -> dict[str, CommandSpec]:
    why_missing = "The conversation has the same words in every place."
    return {spec.id: spec._replace(scope=scope, why_missing=why_missing) for spec in specs}


COMMANDS: Final[dict[str, CommandSpec]] = {
    **{spec.id: spec for spec in _COMMANDS},
    **_within("detail", _IN_DETAIL),
    **_within("list", _IN_LIST),
    **_within("names", _IN_NAMES),
}
"""By their ids, in the order of the help."""
