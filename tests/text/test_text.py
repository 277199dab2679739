from __future__ import annotations

import itertools
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitbrief.text import (
    Removal,
    cells,
    clean_line,
    clean_prose,
    clusters,
    digits,
    fold,
    leans,
    measure_for,
    plural,
    removals,
    truncate,
    wrap,
)

# What cleaning is about is rare among all characters: mix it in.
TRICKY = (
    "a é\t\n\r\x00\x1b\x7f\x85\u00a0\u2003\u2028\u202e\u2066\u200b\u200d\u200f\ufe0f\ufeff\u00ad\ud800\ufffd\uffff"
    "\u0301\u0323\u0344\u0345\u0308\u20dd\u0f71\u0f72\u0f73\u0cc6\u0cc2\u0cd5\u1039\u102f\u1037\u1031\u0958\u2000"
    "\u1100\u1161\u11a8\u1160\u3164ㅏ漢🙂\U0001f3fb\U000e0041\U000e0100مُحَّﷺإىةـߐ٣۴९²İıßŉ´'-ʿᾳΣς"
)
texts = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(TRICKY)))
lines = texts.map(clean_line)
proses = texts.map(clean_prose)

HARMFUL = [
    *map(chr, [*range(9), *range(0x0B, 0x0D), *range(0x0E, 0x20), *range(0x7F, 0xA0)]),
    *map(chr, [*range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xD800, 0xDBFF, 0xDC00, 0xDFFF]),
    *map(chr, [*range(0xFDD0, 0xFDF0), 0xFFF9, 0xFFFA, 0xFFFB, *range(0xE0000, 0xE0080)]),
    *(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)),
]
INVISIBLE = [
    *map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x200B, 0x2010), 0x061C, 0x180E]),
    *map(
        chr, [*range(0x2060, 0x2065), 0xFEFF, 0xAD, *range(0x1F3FB, 0x1F400), 0x115F, 0x1160, 0x3164, 0xFFA0]
    ),
]


@pytest.mark.parametrize("sign", HARMFUL, ids=ascii)
def test_harmful_run_leaves_one_sign_of_its_removal(sign: str) -> None:
    assert clean_prose(f"a{sign}{sign}b") == "a\ufffdb"
    assert clean_line(f"a{sign}{sign}b") == "a\ufffdb"
    assert removals(f"a{sign}{sign}b") == Removal(harmful=2, invisible=0)


@pytest.mark.parametrize("sign", INVISIBLE, ids=ascii)
def test_invisible_formatting_is_dropped(sign: str) -> None:
    assert clean_prose(f"a{sign}{sign}b") == "ab"
    assert removals(f"a{sign}{sign}b") == Removal(harmful=0, invisible=2)


@pytest.mark.parametrize(
    ("value", "prose", "line"),
    [
        ("", "", ""),
        ("  plain  ascii ", "plain  ascii", "plain ascii"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m", "\ufffd[31mred\ufffd[0m"),
        ("\x1b\x00\x9b]52;c;aGk=\x07", "\ufffd]52;c;aGk=\ufffd", "\ufffd]52;c;aGk=\ufffd"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd", "a b c d"),
        ("a\n\n\n\nb", "a\n\nb", "a b"),
        ("a\n \n\t\n \nb", "a\n\nb", "a b"),
        ("one  \n  two\t\n\n", "one\n  two", "one two"),
        ("a\tb", "a b", "a b"),
        ("15\u00a0km", "15\u00a0km", "15 km"),
        ("\ufeffHama", "Hama", "Hama"),
        ("\u0301x\n\u0301y", "\ufffdx\n\ufffdy", "\ufffdx \ufffdy"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("كلمة \u064b", "كلمة \u064b", "كلمة \u064b"),
    ],
)
def test_cleaning(value: str, prose: str, line: str) -> None:
    assert clean_prose(value) == prose
    assert clean_line(value) == line


@pytest.mark.parametrize(
    ("value", "expected", "surplus"),
    [
        ("e\u0301", "é", 0),  # composes: no mark is left
        ("ω\u0314\u0342\u0345", "ᾧ", 0),  # three that compose to one letter
        ("x\u0301\u0302", "x\u0301\u0302", 0),
        ("x\u0301\u0302\u0303\u0304y", "x\u0301\u0302\ufffdy", 2),
        ("x\u20dd\u20dd\u20ddy", "x\u20dd\u20dd\ufffdy", 1),
        ("x" + "\u0301" * 100 + "y", "x\u0301\u0301\ufffdy", 98),
        ("لَّ", "لَّ", 0),
        ("နှုံ့", "နှုံ့", 0),  # four marks of plain Burmese spelling
        ("က" + "ု" * 6, "က" + "ု" * 4 + "\ufffd", 2),
        ("\u1112\u1161\u11ab", "한", 0),
        ("\u1112" + "\u119e" * 6, "\u1112" + "\u119e" * 4 + "\ufffd", 2),
        ("\ufffd\u0301", "\ufffd\u0301", 0),
    ],
)
def test_marks_that_are_too_many_on_one_base_are_replaced(value: str, expected: str, surplus: int) -> None:
    assert clean_prose(value) == expected
    assert removals(value) == Removal(surplus, 0)


def test_removals_count_each_kind() -> None:
    assert removals("plain") == Removal(0, 0)
    assert removals("a\x00\x01\u200bb\u202e\u00adc\td\r\n") == Removal(harmful=3, invisible=2)


@given(texts)
@example("x\u200b\u0301\x00\x00\u200b\x00")
@example(" \u0301")
@example("\u0f73" * 40)
@example("\U00011131\U00011127" * 40)
def test_cleaning_again_changes_nothing(value: str) -> None:
    prose = clean_prose(value)
    line = clean_line(value)
    assert clean_prose(prose) == prose
    assert clean_line(line) == clean_prose(line) == line == clean_line(prose)
    assert removals(prose) == removals(line) == Removal(0, 0)


@given(texts)
def test_nothing_harmful_comes_through(value: str) -> None:
    prose = clean_prose(value)
    assert not set(prose) & {*HARMFUL, *INVISIBLE}
    assert {sign for sign in prose if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}} <= {"\n"}
    assert unicodedata.is_normalized("NFC", prose)
    assert "\n\n\n" not in prose
    assert all(line == line.rstrip() for line in prose.split("\n"))
    assert prose == prose.strip()
    assert "\n" not in clean_line(value)


@given(texts)
def test_a_loss_is_counted_and_only_a_loss(value: str) -> None:
    counted = removals(value)
    assert (counted.harmful > 0) == (clean_prose(value).count("\ufffd") > value.count("\ufffd"))
    assert counted.invisible == sum(len(clean_prose(f"漢{sign}漢")) == 2 for sign in value)


@pytest.mark.parametrize(
    "hostile",
    [
        "a" + "\u0301\u0316" * 500_000,
        "\u0f73" * 500_000,
        "\x1b" * 1_000_000,
        "\u200ba\x00" * 333_333,
        "\n" * 1_000_000,
        "é" + " " * 1_000_000 + "é",
        "\u1100" + "\u1161" * 1_000_000,
    ],
    ids=["accents", "tibetan", "escapes", "mixed", "newlines", "spaces", "jamo"],
)
def test_a_million_characters_take_linear_time(hostile: str) -> None:
    """The bound is generous for slow machines: quadratic work would take minutes."""
    start = time.process_time()
    clean_line(hostile)
    removals(hostile)
    fold(hostile)
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ḩamāh", "hamah"),
        ("إدلب", "ادلب"),
        ("أحمد", "احمد"),
        ("آب", "اب"),
        ("ٱلله", "الله"),
        ("حَمَاة", "حماه"),
        ("حـــلب", "حلب"),
        ("مستشفى", "مستشفي"),
        ("دمشقی", "دمشقي"),
        ("٠٥ ۰۵", "05 05"),
        ("Dar'a", "Dara"),
        ("Dar‘ā", "DARA"),
        ("Darʿā", "Dar´a"),
        ("Deir-ez-Zor", "deir ez zor"),
        ("Deir\u2011ez–Zor", "deir ez\n zor"),
        ("Straße", "STRASSE"),
        ("ᾳ", "α\u0345"),
        ("Diyarbakır", "Diyarbakir"),
        ("İzmir", "izmir"),
        ("ＳＹ０５", "sy05"),
        ("می\u200cشود", "میشود"),
        ("  a \u00a0 b ", "A B"),
    ],
)
def test_spellings_of_one_word_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("SY.01", "SY01"), ("하", "호"), ("कि", "की"), ("homs", "hama"), ("15", "1 5")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_folded_arabic_is_bare() -> None:
    assert fold("مُحَافَظَةُ إِدْلِب") == "محافظه ادلب"


@given(texts)
def test_folding_again_changes_nothing(value: str) -> None:
    assert fold(fold(value)) == fold(value)


@given(texts)
def test_folded_text_has_no_accents_digits_of_other_alphabets_or_loose_space(value: str) -> None:
    folded = fold(value)
    assert not any(map(unicodedata.combining, folded))
    assert all(sign in "0123456789" for sign in folded if sign.isdecimal())
    assert folded == " ".join(folded.split())


@given(texts)
def test_case_and_composition_do_not_matter_to_folding(value: str) -> None:
    assert fold(unicodedata.normalize("NFD", value)) == fold(value)
    assert fold(value.casefold()) == fold(value) or "\u0345" in unicodedata.normalize("NFD", value)


def test_digits() -> None:
    assert digits("9") == "9"
    assert digits("٠٩ ۰۵ ०३ ９") == "09 05 03 9"
    assert digits("x² é Ⅷ") == "x² é Ⅷ"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("حَمَاة", 4),
        ("漢字", 4),
        ("ＡＢ", 4),
        ("ｱ", 1),
        ("🙂", 2),
        ("x\u0301", 1),
        ("का", 2),  # a spacing vowel sign
        ("ဟားမာ", 5),
        ("सेना", 3),  # one that is none, and one
        ("ကာကွယ်ရေး", 7),
        ("a\u200bb\u00ad", 2),
        ("\u1112\u119e", 2),
        ("…", 1),
    ],
)
def test_cells(value: str, expected: int) -> None:
    assert cells(value) == expected


def test_clusters_are_what_takes_cells_with_what_takes_none() -> None:
    assert [*clusters("\u0301x\u0301का漢सेa")] == [
        ("x\u0301", 1),
        ("क", 1),
        ("ा", 1),
        ("漢", 2),
        ("से", 1),
        ("a", 1),
    ]
    assert [*clusters("\u0301")] == [*clusters("")] == []


def test_marks_that_lean_are_those_that_take_cells() -> None:
    assert [sign for sign in "कासे\u0301a漢" if leans(sign)] == ["ा"]


def test_late_marks_take_cells_on_a_terminal_that_says_so() -> None:
    """The Burmese asat and medials are younger than the table of GNU screen; the Hindi signs are not."""
    try:
        measure_for(late_marks=True)
        assert cells("ကာကွယ်ရေး") == 9
        assert cells("सेना") == 3
        assert cells("e\u0301") == 1
        assert leans("်")
    finally:
        measure_for(late_marks=False)
    assert cells("ကာကွယ်ရေး") == 7
    assert not leans("်")


@given(texts, texts)
def test_cells_add_up(one: str, other: str) -> None:
    assert cells(one + other) == cells(one) + cells(other)


@pytest.mark.parametrize(
    ("value", "width", "expected"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("abc", -1, ""),
        ("", 5, ""),
        ("fierce fighting", 14, "fierce fighti…"),
        ("heavy fighting here", 17, "heavy fighting…"),  # the space is within the last third
        ("heavy fighting", 6, "heavy…"),  # the word ends just there
        ("a bcdefghijklmnop", 10, "a bcdefgh…"),  # the space is too far back
        ("漢字漢字", 4, "漢…"),
        ("漢字漢字", 5, "漢字…"),
        ("x\u0301y\u0301z\u0301", 2, "x\u0301…"),
        ("حماة وحمص", 6, "حماة…"),
        ("काकाका", 4, "का…"),  # never between a character and its vowel sign
        ("काका", 2, "…"),
    ],
)
def test_truncate(value: str, width: int, expected: str) -> None:
    assert truncate(value, width) == expected


@given(lines, st.integers(-2, 60))
def test_a_truncated_line_fits_and_is_a_beginning(value: str, width: int) -> None:
    cut = truncate(value, width)
    assert cells(cut) <= max(width, 0)
    if width > 0 and cells(value) <= width:
        assert cut == value
    else:
        assert cut.endswith("…") or width <= 0
        assert value.startswith(cut.removesuffix("…"))


@pytest.mark.parametrize(
    ("value", "width", "expected"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 100, ["one two three"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("one  two ", 10, ["one two"]),
        ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
        ("ab cdefg h", 4, ["ab", "cdef", "g h"]),
        ("漢字漢", 3, ["漢", "字", "漢"]),
        ("漢字漢", 4, ["漢字", "漢"]),
        ("ab", 0, ["a", "b"]),
        ("漢a", 1, ["漢", "a"]),
        ("x\u0301y\u0301", 1, ["x\u0301", "y\u0301"]),
        ("15\u00a0km away", 5, ["15\u00a0km", "away"]),
        ("काकाक", 3, ["का", "काक"]),
        ("काa", 1, ["क", "ा", "a"]),  # nothing is left out, nothing is too long
    ],
)
def test_wrap(value: str, width: int, expected: list[str]) -> None:
    assert wrap(value, width) == expected


@given(proses, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(value: str, width: int) -> None:
    wrapped = wrap(value, width)
    assert all(cells(line) <= width for line in wrapped)
    assert "".join(wrapped).replace(" ", "") == value.replace("\n", "").replace(" ", "")


@given(st.lists(st.text("abc漢é", min_size=1, max_size=5)), st.integers(10, 30))
def test_words_that_fit_are_never_broken_and_lines_are_full(words: list[str], width: int) -> None:
    wrapped = wrap(" ".join(words), width)
    assert " ".join(wrapped).split() == words
    for line, following in itertools.pairwise(wrapped):
        assert cells(f"{line} {following.split()[0]}") > width


@pytest.mark.parametrize(
    ("count", "one", "many", "expected"),
    [
        (1, "entry", "entries", "1 entry"),
        (9, "entry", "entries", "9 entries"),
        (0, "entry", None, "0 entries"),
        (1204, "source", None, "1,204 sources"),
        (2, "day", None, "2 days"),
        (2, "y", None, "2 ys"),
        (2, "axis", "axes", "2 axes"),
        (3, "class", None, "3 classes"),
        (1_000_000, "match", None, "1,000,000 matches"),
    ],
)
def test_plural(count: int, one: str, many: str | None, expected: str) -> None:
    assert plural(count, one, many) == expected
