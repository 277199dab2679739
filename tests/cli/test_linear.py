"""`sitbrief --plain`: the reader as a conversation, over a pipe and at a terminal."""

from __future__ import annotations

import json
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.hostile import PAYLOADS, replaced_everywhere
from formats.tables import acled, put
from formats.test_sourced import ran
from library import making
from sitbrief.briefing import ResolvedBriefing
from sitbrief.briefing.detail import disputed
from sitbrief.cli.linear.ascii import in_ascii
from sitbrief.cli.linear.commands.table import WORDS, named
from sitbrief.cli.linear.console import Verbatim, lines
from sitbrief.cli.linear.loop import Heard, heard
from sitbrief.formats import native
from sitbrief.formats.blocks import Fact
from sitbrief.text import cells, clean_line, removals
from support.program import BRIEFINGS, COMMAND, ROOT, environment, sitbrief

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.terminal import Terminal

    Start = Callable[..., Terminal]

FIRST, NEXT = "2024-12-05-hama", "2024-12-06-hama"
STRINGS = json.loads(
    (Path(__file__).parents[1] / "data" / "naughty_strings" / "strings.json").read_text(encoding="utf-8")
)
PROMPT: Final = re.compile(
    r"^(?:panes|timeline|fronts|humanitarian|sources|entry|library|found|which|about)>(?: |$)"
)


def conversation(
    *said: str, home: Path, args: tuple[str, ...] = (), **env: str
) -> subprocess.CompletedProcess[str]:
    """What is printed when these lines are said."""
    return subprocess.run(
        [*COMMAND, "--plain", *args],
        env=environment(home, **{"SITBRIEF_LIBRARY": str(BRIEFINGS), **env}),
        cwd=home,
        input="".join(f"{line}\n" for line in said),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def answers(*said: str, home: Path, args: tuple[str, ...] = (), **env: str) -> list[str]:
    """The beginning, then what is answered to each line, on one line each; nothing else may have happened."""
    done = conversation(*said, home=home, args=args, **env)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    found: list[list[str]] = [[]]
    for line in done.stdout.splitlines():
        if PROMPT.match(line):
            found.append([])
        else:
            found[-1].append(line)
    assert len(found) == 1 + len(said)
    return [" ".join(" ".join(part).split()) for part in found]


def say(screen: Terminal, words: str, prompt: str) -> str:
    """Type a line and wait for the next prompt; what is printed between."""
    before = len(screen.grid().splitlines()) - 1
    answer: list[str] = []

    def answered() -> bool:
        answer[:] = screen.grid().splitlines()[before:]
        return len(answer) > 1 and answer[-1] == f"{prompt}>"

    screen.send(words, "enter").wait_until(answered, f"the prompt {prompt} after {words}")
    return "\n".join(answer)


def numbers(answer: str) -> list[str]:
    """The numbers of the rows that are read."""
    return re.findall(r"(?:^| )(\d+)\. (?=\D)", answer)


def harmless(printed: str) -> bool:
    """Whether nothing in it is obeyed by a terminal or hides anything."""
    return all(removals(line) == (0, 0) for line in printed.split("\n"))


def rivals_of_hama() -> list[str]:
    """What is said against each other about the front of Hama in the next edition."""
    index = ResolvedBriefing(native.load(BRIEFINGS / f"{NEXT}.json"))
    front = next(front for front in index.briefing.fronts if front.headline.startswith("Hama"))
    return [claim.statement for claim in disputed(index, index.claims_of(front))]


def test_the_tour_of_the_readme_can_be_taken_over_a_pipe(tmp_path: Path) -> None:
    """Founding briefing, panes, province; next edition, contested, front, rivals; search, filters, export."""
    (
        start,
        fronts,
        notes,
        sources,
        hama,
        newer,
        contested,
        listed,
        front,
        back,
        found,
        grade,
        words,
        written,
    ) = answers(
        "fronts",
        "humanitarian",
        "pane 4",
        "province Hama",
        ">",
        "c",
        "pane 2",
        "1",
        "back",
        "find city",
        "grade C3",
        "words Hama",
        "export",
        "quit",
        home=tmp_path,
        args=("--open", FIRST),
    )[:14]
    assert start.startswith("sitbrief line by line")
    assert f"TLP:CLEAR. Syria: the fighting for Hama, edition 1, {FIRST}." in start
    assert "As of 2024-12-05 Asia/Damascus" in start
    assert "1. Timeline: 19 2. Fronts: 3 3. Humanitarian: 5 4. Sources: 7" in start
    assert fronts.startswith(
        "Fronts: 3. 27 of 27 shown. 2024-12-05-hama, TLP:CLEAR, as of 2024-12-05 Asia/Damascus."
    )
    assert notes.startswith("Humanitarian: 5. ")
    assert "7. " in sources
    assert "In force: Hama · " in hama
    assert f"edition 2, {NEXT}" in newer
    assert "In force: Hama · contested · 5 of 22 shown" in contested
    assert "Hama: the fight for the city: contested" in listed
    rivals = rivals_of_hama()
    assert len(rivals) == 6
    places = [front.index(f"Rival claims: {n} of 6: Statement: {text}") for n, text in enumerate(rivals, 1)]
    assert places == sorted(places)
    assert "again reads all of it" not in front
    assert back.startswith("Fronts: 1 of 2")
    assert '"city": match 1 of ' in found
    assert "In force: Hama · C3 or better, or unknown · contested · " in grade
    assert 'C3 or better, or unknown · contested · "Hama" · ' in words
    (file,) = tmp_path.glob(f"{NEXT}-extract-*.md")
    assert f"Written: {file} " in written
    assert "TLP:CLEAR" in written
    options = ("--province=SY-HM", "--grade=C3", "--contested", "--text=Hama")
    shell = sitbrief("export", NEXT, *options, home=tmp_path, SITBRIEF_LIBRARY=str(BRIEFINGS))
    assert file.read_text(encoding="utf-8") == shell.stdout != ""
    assert f"sitbrief export {NEXT} {' '.join(options)}" in written


@pytest.mark.pty
def test_the_same_at_a_terminal_sends_no_escape_sequence(terminal: Start, tmp_path: Path) -> None:
    """Nothing but what is printed, the echo of what is typed, and ends of lines; the terminal stays as it was."""
    screen = terminal("--plain", "--open", FIRST, rows=900).wait_for("panes>")
    assert screen.echoing()
    for words, prompt, sign in (
        ("2", "fronts", "Fronts: 3. 27 of 27 shown."),
        ("province Hama", "fronts", "Fronts: 1 of 3. In force: Hama · 14 of 27 shown."),
        (">", "panes", f"edition 2, {NEXT}"),
        ("c", "panes", "contested · 5 of 22 shown."),
        ("2", "fronts", "Fronts: 1 of 2, 1 contested. In force: Hama · contested · 5 of 22 shown."),
        ("1", "entry", "Rival claims: 6 of 6"),
        ("q", "fronts", "Hama, 1 front:"),
        ("search drone", "found", "Found. In force: "),
        ("export hama.md", "found", "Written: "),
    ):
        assert sign in say(screen, words, prompt)
    screen.send("quit", "enter")
    assert screen.wait_exit() == 0
    assert b"\x1b" not in screen.raw
    assert set(screen.controls()) == set()
    assert b"\r" not in screen.raw.replace(b"\r\n", b"")
    shell = sitbrief(
        "export", NEXT, "--province=Hama", "--contested", home=tmp_path, SITBRIEF_LIBRARY=str(BRIEFINGS)
    )
    assert (tmp_path / "hama.md").read_text(encoding="utf-8") == shell.stdout


def test_neither_textual_nor_rich_is_loaded(tmp_path: Path) -> None:
    program = (
        "import sys; from sitbrief.cli.main import main; code = main(sys.argv[1:]); "
        "sys.stderr.write(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "--plain", "--ascii"],
        env=environment(tmp_path, SITBRIEF_LIBRARY=str(BRIEFINGS)),
        cwd=tmp_path,
        input="2\n1\nsearch hama\n1\nexport\nlibrary\nquit\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "Written: " in done.stdout
    assert {"sitbrief", "orjson"} <= set(done.stderr.split())
    assert not {"textual", "rich"} & set(done.stderr.split())


@pytest.mark.parametrize(
    ("args", "env"),
    [
        (("--ascii",), {}),
        ((), {"LC_ALL": "C"}),
        ((), {"LANG": "de_DE.ISO-8859-1"}),
        (("--config", "ascii.toml"), {}),
    ],
    ids=["an option", "no locale", "another locale", "the configuration"],
)
def test_nothing_but_ascii_is_printed_where_that_is_asked_for(
    tmp_path: Path, args: tuple[str, ...], env: dict[str, str]
) -> None:
    """What is heard of a pipe is printed in it too, and is understood as it was typed."""
    (tmp_path / "ascii.toml").write_text("ascii = true\n", encoding="utf-8")
    said = ("1", "1", "p حماة", "command", "words Ḩamāh", "province")
    done = conversation(*said, home=tmp_path, args=args, **env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    assert "> p ????\n" in done.stdout
    assert "> words Hamah\n" in done.stdout
    assert "In force: Hama - " in done.stdout


def test_ascii_can_be_refused_where_the_locale_knows_no_more(tmp_path: Path) -> None:
    done = conversation("p حماة", home=tmp_path, args=("--no-ascii",), LC_ALL="C")
    assert "In force: Hama · " in done.stdout


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(clean_line))
def test_a_line_in_ascii_is_as_wide(line: str) -> None:
    shown = in_ascii(line)
    assert shown.isascii()
    assert len(shown) == cells(line)


def test_an_ambiguous_province_is_asked_for(tmp_path: Path) -> None:
    _, asked, taken = answers("province Dimashq", "2", home=tmp_path)
    assert asked == "Dimashq is a name of 2 provinces. Which one, by number? 1. Damascus 2. Rural Damascus"
    assert "In force: Rural Damascus · " in taken


def test_a_question_that_is_not_answered_is_gone(tmp_path: Path) -> None:
    """A number then opens a row again; after what only listens it is still an answer."""
    _, _, _, _, row = answers("fronts", "province Dimashq", "filters", "1", home=tmp_path)
    assert row.startswith("Front of ")
    answer = answers("province Dimashq", "where", "help open", "1", home=tmp_path)[4]
    assert "In force: Damascus · " in answer


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hama", "Hama"),
        ("p05", "Hama"),
        ("p ٠٥", "Hama"),
        ("p حماة", "Hama"),
        ("province SY-HM, halab", "Hama, Aleppo"),
    ],
)
def test_a_province_goes_by_any_spelling_and_number(tmp_path: Path, typed: str, name: str) -> None:
    command = typed if typed.startswith("p") else f"province {typed}"
    assert f"In force: {name} · " in answers(command, home=tmp_path)[1]


def test_provinces_are_stepped_through_and_left(tmp_path: Path) -> None:
    _, first, second, back, every = answers("next", "]", "previous", "0", home=tmp_path)
    assert "In force: Damascus · " in first
    assert "In force: Aleppo · " in second
    assert "In force: Damascus · " in back
    assert "In force" not in every


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("fronst", 'There is no command "fronst". Did you mean fronts?'),
        ("expotr here.md", 'There is no command "expotr". Did you mean export?'),
        ("humanit", 'There is no command "humanit". Did you mean humanitarian?'),
        ("hamah", 'There is no command "hamah". Did you mean province hamah?'),
        ("zzzzzz", 'There is no command "zzzzzz". help lists the commands.'),
        ("99", "There is no number 99 here: the list goes from 1 to 4."),
        ("0", "0: all provinces are shown."),
        ("n", "n: nothing was searched for."),
        ("grade 9", '"9" is no least grade'),
        ("since tomorrow", '"tomorrow" is not a day. A day is written 2024-12-05.'),
        (
            "province Atlantis",
            'no province of Syria is called "Atlantis". Give a name or a code, as in Hama or SY-HM.',
        ),
        ("province Dimashq, Hama", '"Dimashq" is a name of several. Which one: Damascus (SY-DI) or '),
        ("search colour:red", "there is no field colour:."),
        ("day yesterday", '"yesterday" is not a day.'),
        ("library nothing", "no file and no briefing of the library is called 'nothing'"),
        ("help zzzzzz", 'There is no command "zzzzzz". help lists the commands.'),
    ],
)
def test_what_is_not_understood_is_answered_with_what_may_be_meant(
    tmp_path: Path, typed: str, said: str
) -> None:
    assert said in answers(typed, home=tmp_path)[1]


def test_a_list_is_read_a_page_at_a_time_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    _, first, second, end, before, one, last = answers(
        "timeline", "", "more", "b", "j", "last", home=tmp_path, args=("--open", FIRST)
    )
    assert numbers(first) == [str(n) for n in range(1, 11)]
    assert first.endswith("Rows 1 to 10 of 19; Enter reads 9 more.")
    assert numbers(second) == [str(n) for n in range(11, 20)]
    assert second.startswith("2024-12-05, 17 entries: 11. ")
    assert second.endswith("Rows 11 to 19 of 19, the end.")
    assert end == "That is the end of the list: 19 in all."
    assert before.endswith(first.partition("1. ")[2])
    assert numbers(one) == ["2"]
    assert numbers(last) == [str(n) for n in range(11, 20)]


def test_an_entry_says_who_says_so_and_its_links_lead_on_and_back(tmp_path: Path) -> None:
    _, _, entry, source, back, again = answers(
        "1", "3", "2", "back", "again", home=tmp_path, args=("--open", FIRST)
    )
    assert entry.startswith(
        f"Timeline entry of {FIRST}, TLP:CLEAR, as of 2024-12-05 Asia/Damascus. 27 of 27 shown."
    )
    for field in (
        "Says: ",
        "Relayed by: ",
        "Grade: ",
        "State: ",
        "When: ",
        "Where: ",
        "Go to, by number: 1. ",
    ):
        assert field in entry
    assert source.partition(" of ")[0] in {"Front", "Source", "Timeline entry", "Humanitarian note"}
    assert "again reads all of it" in back
    assert again == entry


def test_filters_are_said_set_and_cleared(tmp_path: Path) -> None:
    said = answers(
        "since 2024-12-05",
        "until 2024-12-05",
        "state single source",
        "unknown no",
        "by SOHR",
        "filters",
        "command",
        "since off",
        "clear",
        home=tmp_path,
        args=("--open", FIRST),
    )
    words = "since 2024-12-05 · until 2024-12-05 · unknown grades hidden · single source · by SOHR"
    assert words in said[5]
    assert "since: 2024-12-05 until: 2024-12-05 grade: off unknown: hidden" in said[6]
    line = said[7].removeprefix("What is shown here, from a shell: ")
    shown = sitbrief(*shlex.split(line)[1:], home=tmp_path, SITBRIEF_LIBRARY=str(BRIEFINGS))
    assert f"Filtered to: {words.replace(' · ', '; ')}" in " ".join(shown.stdout.split())
    assert f"In force: {words.removeprefix('since 2024-12-05 · ')} · " in said[8]
    assert "27 of 27 shown." in said[9]


def test_the_library_is_listed_and_another_briefing_opened(tmp_path: Path) -> None:
    _, listed, opened, older, oldest = answers("library", "1", ">", ">", home=tmp_path, args=("--open", NEXT))
    assert listed.startswith("Library: 2 briefings. A number opens one. ")
    assert f"1. {FIRST}: Syria: the fighting for Hama, edition 1, TLP:CLEAR" in listed
    assert f"2. {NEXT}: " in listed
    assert listed.endswith("open now")
    assert f"edition 1, {FIRST}" in opened
    assert f"edition 2, {NEXT}" in older
    assert oldest == ">: no newer edition is known."


def test_matches_are_counted_with_separators_and_what_is_not_there_is_said(tmp_path: Path) -> None:
    many = [{"id": f"t{at}", "headline": f"Road cut {at}", "claims": ["c1"]} for at in range(1_200)]
    path = making.put(tmp_path / "library", timeline=many)
    said = answers('find "road cut" -zebra', "find rode", "by XYZ", home=tmp_path, args=(str(path),))
    assert '"road cut" -"zebra": match 1 of 1,200, in Timeline.' in said[1]
    assert '"rode" is not found.' in said[2]
    assert 'No source here is called "XYZ".' in said[3]


def test_a_search_goes_through_all_editions_as_the_command_does(tmp_path: Path) -> None:
    _, found, narrowed, entry, command = answers("search drone", "by SOHR", "back", "command", home=tmp_path)
    del entry
    printed = sitbrief("search", "drone", home=tmp_path, SITBRIEF_LIBRARY=str(BRIEFINGS)).stdout.splitlines()
    assert len(printed) == 3
    places = [found.index(line.split("  ")[-2]) for line in printed]
    assert places == sorted(places)
    assert '"drone" · by SOHR · ' in narrowed
    assert command == f"What is shown here, from a shell: sitbrief show {NEXT}"


def test_what_a_search_has_found_opens_as_its_own_briefing_has_it(tmp_path: Path) -> None:
    _, found, entry, back, command = answers(
        "search in:hama before:2024-12-05", "1", "back", "command", home=tmp_path
    )
    name = re.search(r"1\. .*? in (\S+) 2\. ", found)
    assert name is not None
    assert f" of {name[1]}, TLP:CLEAR, as of " in entry
    assert back == found
    assert command.endswith("sitbrief search -- 'in:SY-HM before:2024-12-05'")


def test_an_entry_that_was_searched_for_is_said_to_be_of_its_own_briefing(tmp_path: Path) -> None:
    """Where one is, what it is about and what is written: all of the briefing whose entry is read, not of the open one."""
    _, found, where, entry, at, about, _, written, again = answers(
        "search hama drone before:2024-12-05",
        "where",
        "1",
        "where",
        "about",
        "back",
        "export",
        "export",
        home=tmp_path,
    )
    assert f" in {FIRST}" in found
    assert where.startswith("Library: 2 editions, Syria, TLP:CLEAR, as of ")
    assert f" of {FIRST}, TLP:CLEAR, as of 2024-12-05 Asia/Damascus. " in entry
    assert at.startswith(f"{FIRST}, TLP:CLEAR, as of 2024-12-05 Asia/Damascus: ")
    counts = " · 2 of 27 shown."
    assert at.endswith(counts)
    assert counts in entry
    assert about.startswith(f"About {FIRST}, TLP:CLEAR, ")
    (file,) = tmp_path.glob(f"{FIRST}-extract-*.md")
    assert f"Written: {file} " in written
    assert again.startswith(f"{file.name} exists.")
    command = written.rpartition("The same from a shell: ")[2]
    shell = sitbrief(*shlex.split(command)[1:-1], home=tmp_path, SITBRIEF_LIBRARY=str(BRIEFINGS))
    assert file.read_text(encoding="utf-8") == shell.stdout != ""


def test_provinces_count_what_was_searched_for(tmp_path: Path) -> None:
    """And the one that is chosen of them shows as much."""
    _, _, asked, chosen = answers("search drone", "province", "5", home=tmp_path)
    counted = re.search(r"5\. Hama: (\d+) entr(?:y|ies)", asked)
    assert counted is not None
    assert f'In force: Hama · "drone" · {counted[1]} of ' in chosen


def test_an_export_asks_before_it_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine", encoding="utf-8")
    _, asked, left = answers("export mine.md", "where", home=tmp_path)
    assert asked.startswith("mine.md exists. Anything else than a number leaves it. 1. Replace it")
    assert (tmp_path / "mine.md").read_text(encoding="utf-8") == "mine"
    del left
    written = answers("export mine.md", "1", home=tmp_path)[2]
    assert "Written: " in written
    assert (tmp_path / "mine.md").read_text(encoding="utf-8").startswith("**TLP:CLEAR**")


def test_an_export_has_the_format_that_its_name_ends_in(tmp_path: Path) -> None:
    """It was Markdown, whatever the file was called."""
    *_, written, refused = answers("export claims.csv", "export claims.sh", home=tmp_path)
    assert "Written: " in written
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8").startswith("id,statement,state")
    assert "claims.sh: no format ends in .sh; there are .md, .json, .csv or .txt" in refused
    assert not (tmp_path / "claims.sh").exists()


def test_no_shell_runs_what_was_said_when_it_reads_an_export(tmp_path: Path) -> None:
    """The shell's own file among them."""
    shell = tmp_path / "shell"
    shell.mkdir()
    typed = "x'; touch ran; echo \""
    names = ("~/.bashrc", "x.md", "x")
    said = answers(f"words {typed}", *(f"export {name}" for name in names), home=tmp_path)
    assert all("Written: " in line for line in said[2:])
    for name in names:
        written = (tmp_path / name.removeprefix("~/")).read_bytes()
        assert written.startswith(b"**TLP:CLEAR**")
        assert b"**Filtered to:**" in written
        assert not ran("bash", written, shell), name


@pytest.mark.parametrize(
    "name", ["no/such/folder/x.md", "x" * 300, "~nobody-of-that-name/x.md", "\0", "\x1b[2J/x"]
)
def test_an_export_that_cannot_be_says_why_in_a_line(tmp_path: Path, name: str) -> None:
    said = answers(f"export {name}", home=tmp_path)[1]
    assert said.startswith("sitbrief: ")
    assert not list(tmp_path.glob("*.md"))


def test_an_entry_is_printed_to_be_copied(tmp_path: Path) -> None:
    _, _, row, _, entry = answers("fronts", "copy 2", "2", "copy", home=tmp_path)
    assert row.startswith("Copy from here: TLP:CLEAR Syria: the fighting for Hama, edition ")
    assert "Asia/Damascus Hama: the fight for the city - " in row
    assert row.endswith("to here.")
    assert entry == row


def test_a_copy_is_of_the_list_that_was_read_last(tmp_path: Path) -> None:
    """Not of a pane that lies below what was searched for, nor of the list that an entry was opened from."""
    _, _, found, row, _, opened = answers("1", "search hama drone", "copy 1", "1", "copy", home=tmp_path)
    headline = re.search(r"1\. Timeline: (.*?): \w", found)
    assert headline is not None
    assert row.startswith("Copy from here: TLP:CLEAR Syria: ")
    assert f"Asia/Damascus {headline[1]} - " in row
    assert opened == row
    _, _, _, link, _, linked = answers("fronts", "2", "copy 1", "1", "copy", home=tmp_path, args=("--fresh",))
    assert linked == link


@pytest.mark.parametrize("said", ["library", "about", "province", "summary"])
def test_nothing_is_copied_where_no_entry_was_read(tmp_path: Path, said: str) -> None:
    answer = answers("1", said, "copy 1", home=tmp_path)[3]
    assert answer.startswith("copy: there is no entry here to be copied.")


def test_days_are_gone_to(tmp_path: Path) -> None:
    said = answers("day 2024-12-05", home=tmp_path, args=("--open", FIRST))[1]
    assert re.search(r"shown\. .*?2024-12-05, 17 entries: 3\. ", said)


@pytest.mark.parametrize("leave", [("quit",), ()], ids=["by a word", "at the end"])
def test_the_next_start_goes_on_where_this_one_was(tmp_path: Path, leave: tuple[str, ...]) -> None:
    first = answers("province Hama", "timeline", "j", *leave, home=tmp_path)
    row = first[3]
    again = conversation("where", "open", home=tmp_path).stdout
    flat = " ".join(again.split())
    assert "Where you left off." in flat
    assert "TLP:CLEAR. Syria: the fighting for Hama, edition 2. Timeline: " in flat
    assert "You are at row 2." in flat
    assert "timeline> where" in again
    assert "In timeline, row 2 of " in flat
    assert row.partition("2. ")[2].partition(":")[0] in flat
    fresh = conversation(home=tmp_path, args=("--fresh",)).stdout
    assert "Where you left off" not in fresh
    assert "In force" not in fresh


@pytest.mark.pty
def test_what_is_on_the_screen_is_on_the_disk(terminal: Start) -> None:
    screen = terminal("--plain").wait_for("panes>")
    screen.send("province Hama", "enter").wait_for("In force: Hama")
    screen.send("3", "enter").wait_for("humanitarian>")
    screen.signal(signal.SIGKILL)
    screen.wait_exit()
    terminal("--plain").wait_for("Where you left off.").wait_for("humanitarian>")


@pytest.mark.pty
def test_the_screen_goes_on_where_the_conversation_was(terminal: Start, tmp_path: Path) -> None:
    answers("province Hama", "fronts", home=tmp_path)
    terminal().wait_for("Where you left off").wait_for("> 2 Fronts").wait_for("· Hama ·")


@pytest.mark.pty
@pytest.mark.parametrize(("key", "code"), [("ctrl+d", 0), ("ctrl+c", 130)])
def test_it_is_left_by_the_end_and_by_an_interrupt(terminal: Start, key: str, code: int) -> None:
    screen = terminal("--plain").wait_for("panes>").send(key)
    assert screen.wait_exit() == code
    assert screen.raw.endswith(b"\r\n")
    assert b"Traceback" not in screen.raw


@pytest.mark.pty
def test_lines_end_at_a_word_where_a_narrow_terminal_does(terminal: Start) -> None:
    screen = terminal("--plain", cols=40, rows=900).wait_for("panes>").send("2", "enter")
    screen.wait_for("fronts>").send("2", "enter").wait_for("entry>").send("quit", "enter")
    screen.wait_exit()
    printed = screen.raw.decode().replace("\r", "").splitlines()
    assert all(cells(line) <= 40 or " " not in line.strip() for line in printed)
    assert any(line.startswith("Claim 14 of 14: ") for line in printed)


@pytest.mark.parametrize(
    "lead", ["", "find ", "province ", "words ", "by ", "day ", "open ", "help ", "pane "]
)
def test_naughty_strings_are_answered_like_any_other(tmp_path: Path, lead: str) -> None:
    """Each line has its answer, in lines that print, and nothing breaks."""
    said = [lead + text for text in STRINGS]
    done = conversation(*said, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert harmless(done.stdout)
    assert sum(bool(PROMPT.match(line)) for line in done.stdout.splitlines()) == len(said)


def test_bytes_that_are_no_text_are_answered_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "--plain"],
        env=environment(tmp_path, SITBRIEF_LIBRARY=str(BRIEFINGS)),
        input=b"\xff\xfe\x00\x1b[A\nfind \x80\n" + b"x" * 100_000 + b"\nquit",
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"panes> quit\n")
    assert harmless(done.stdout.decode())


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_hostile_briefings_are_only_read_out(tmp_path: Path, number: int) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(orjson.dumps(replaced_everywhere(PAYLOADS[number])))
    said = ["about"]
    for pane in ("timeline", "fronts", "humanitarian", "sources"):
        said += [pane, "1", "1", "copy", "again"]
    done = conversation(*said, "library", "search", "1", "command", home=tmp_path, args=(str(path),))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Source of " in done.stdout
    assert harmless(done.stdout)


def test_a_name_without_a_province_is_settled(tmp_path: Path) -> None:
    rows = [{"admin1": name} for name in ("Hasake Gov.", "Qqq", "Hasake Gov.", "Dara")]
    path = str(put(tmp_path, acled(*rows)))
    start, listed, offered, taken, second, done = answers(
        "settle", "1", "1", "settle 1 Aleppo", "settle", home=tmp_path, args=(path,)
    )
    assert "2 names without province: settle" in start
    assert "1. Hasake Gov.: Al-Hasakeh?, SY, 2 rows 2. Qqq: none is like it, SY, 1 row" in listed
    assert "1. Al-Hasakeh 2. " in offered
    assert "Hasake Gov. is Al-Hasakeh from now on." in taken
    assert "Qqq is Aleppo from now on." in second
    assert done.startswith("settle: no name in this file waits for a province.")


def test_a_library_without_briefings_says_so_and_leaves(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = conversation("1", home=tmp_path, SITBRIEF_LIBRARY=str(empty))
    assert done.returncode == 0
    assert "There are no briefings in it." in done.stderr


def test_every_word_calls_one_command_and_every_command_has_help() -> None:
    names = [name for command in WORDS for name in command.names]
    assert len(names) == len(set(names))
    for command in WORDS:
        assert all(named(name) is command for name in command.names)
        assert command.help.endswith(".")
        assert len(command.help) > len("Go.")


def test_help_lists_every_command_that_does_something_here(tmp_path: Path) -> None:
    listed = answers("help", home=tmp_path, args=("--open", FIRST))[1]
    missing = [command.names[0] for command in WORDS if f"{command.usage}: {command.help}" not in listed]
    assert missing == ["all", "settle", "n", "N", "older", "copy"]


def test_help_explains_each(tmp_path: Path) -> None:
    _, *told = answers(*(f"help {command.names[0]}" for command in WORDS), home=tmp_path)
    for command, answer in zip(WORDS, told, strict=True):
        assert answer.startswith(f"{command.usage}: {command.help}")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", Heard("", "")),
        ("  open   3 ", Heard("open", "3")),
        ("12", Heard("open", "12")),
        ("١٢", Heard("open", "12")),
        ("00", Heard("0", "")),
        ("p05", Heard("p", "05")),
        ("/city hall", Heard("/", "city hall")),
        (":q", Heard("q", "")),
        (">", Heard(">", "")),
        ("export a  b.md", Heard("export", "a  b.md")),
    ],
)
def test_a_line_is_a_word_and_the_rest(line: str, expected: Heard) -> None:
    assert heard(line) == expected


@pytest.mark.parametrize("room", [1, 8, 40, 80])
def test_nothing_is_cut_and_only_a_command_line_or_a_long_word_is_wider_than_the_room(room: int) -> None:
    said = "Statement of a claim that is long, with averyveryverylongword in it."
    told = list(lines([said, Verbatim(said)], room))
    assert told[-1] == said
    assert all(cells(line) <= room or " " not in line for line in told[:-1])
    assert " ".join(told[:-1]) == said


@pytest.mark.parametrize("room", [8, 40, 80])
def test_an_address_stays_whole_and_the_words_around_it_are_wrapped(room: int) -> None:
    address = "https://news.example/2024/12/05/Hama-and-Aleppo-clashes-escalate-as-the-army-sends-more/حماة"
    block = Fact(1, "Read", f"words before {address} and behind it", url=address)
    told = list(lines([f"It is at {address} for now.", block], room))
    assert [line.strip() for line in told].count(address) == 3
    assert all(cells(line) <= room for line in told if address not in line)


def test_a_sentence_without_spaces_is_still_wrapped() -> None:
    told = list(lines(["漢字" * 30, Fact(1, "漢字", "漢字" * 30)], 40))
    assert max(map(cells, told)) <= 40


def test_addresses_of_a_briefing_are_read_out_whole(tmp_path: Path) -> None:
    briefing = native.load(BRIEFINGS / f"{NEXT}.json")
    known = {document.url for document in briefing.documents if document.url}
    said = conversation("1", "3", home=tmp_path, args=("--open", NEXT)).stdout
    read = {line.strip() for line in said.splitlines() if line.strip().startswith("https://")}
    assert any(cells(address) > 76 for address in read)
    assert read <= known


def test_the_transcript_in_the_readme_is_real(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## With a screen reader")[2].partition("\n## ")[0]
    transcript = section.partition("```text\n")[2].partition("```")[0]
    said = [PROMPT.sub("", line) for line in transcript.splitlines() if PROMPT.match(line)]
    assert len(said) > 3
    done = conversation(*said, home=tmp_path, args=("--open", FIRST), SITBRIEF_LIBRARY="")
    assert done.stdout == transcript


def test_no_extract_is_written_over_its_full_edition(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_bytes((BRIEFINGS / f"{FIRST}.json").read_bytes())
    before = path.read_bytes()
    said = answers("province hama", "export all.json", home=tmp_path, args=("--open", FIRST))[2]
    assert (
        f"all.json: holds the full edition, {FIRST}, of which this is an extract: name another file" in said
    )
    assert path.read_bytes() == before
