"""Rows come out of tables as they went in, and a row that is none harms no other."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitbrief.files.reading import OverLimit, Unreadable
from sitbrief.formats.delimited import Row, is_decoded, layout_of, rows
from sitbrief.limits import Limits, use

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8)


def written(table: list[list[str]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode()


def read(data: bytes, encoding: str | None = None) -> list[Row]:
    return list(rows(io.BytesIO(data), layout_of(data, encoding)))


@given(TABLES, st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_every_cell_comes_out_as_it_went_in(table: list[list[str]], mark: bytes) -> None:
    data = mark + written([["one", "two", "three"]] * 4 + table)
    assert [row.cells for row in read(data)][4:] == table
    assert not any(row.wrong for row in read(data))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_splits_most_rows_alike(delimiter: str) -> None:
    table = [["name", "value", "note"], ["a, b", "1,5", "x; y"], ["c", "2,5", "z"], ["d", "3", "a,b,c,d"]]
    data = written(table, delimiter)
    assert layout_of(data).delimiter == delimiter
    assert [row.cells for row in read(data)] == table


def test_a_row_says_on_which_line_it_begins() -> None:
    assert [row.line for row in read(b'a,b\n1,"x\ny"\n\n2,z\n')] == [1, 2, 5]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_a_mark_tells_the_encoding(encoding: str) -> None:
    assert [row.cells for row in read("a,é\nح,b\n".encode(encoding))] == [["a", "é"], ["ح", "b"]]


def test_another_encoding_has_to_be_named() -> None:
    data = "a,b\né,x\n".encode("cp1252")
    assert [is_decoded(row.cells) for row in read(data)] == [True, False]
    assert read(data, "cp1252")[1].cells == ["é", "x"]


def test_a_cell_without_an_end_is_one_wrong_row_and_the_next_are_read() -> None:
    data = b'a,b\n1,"' + b"x\n" * 200_000 + b'",2\n'
    found = read(data)
    assert found[0].cells == ["a", "b"]
    assert "field larger" in found[1].wrong
    assert len(found) > 2


def test_what_is_cut_in_the_middle_of_a_character_ends_in_a_wrong_row() -> None:
    found = read("a,b\n1,2\n".encode("utf-16")[:-1])
    assert [row.cells for row in found][:1] == [["a", "b"]]
    assert found[-1].wrong


def test_a_disk_that_gives_up_is_told_so() -> None:
    class Broken(io.BytesIO):
        def read1(self, _size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(Unreadable, match=r"broken\.csv: Input/output error"):
        list(rows(Broken(b"a,b"), layout_of(b"a,b"), "broken.csv"))


def test_below_a_quote_that_is_never_closed_every_row_is_read() -> None:
    """One row is given up, whole and with its words, not the two thousand below it."""
    data = b'a,b\n1,"x\n' + b"2,y\n" * 100_000
    found = read(data)
    assert found[1] == Row(2, ['1,"x'], found[1].wrong)
    assert "is a quote missing?" in found[1].wrong
    assert [row.cells for row in found[2:]] == [["2", "y"]] * 100_000
    assert [row.line for row in found[2:5]] == [3, 4, 5]


def test_a_quote_that_is_not_closed_before_the_end_of_the_file_makes_one_wrong_row() -> None:
    """Without that the last cell would hold the rest of the file as if it had been written there."""
    found = read(b'a,b\n1,"x\n2,y\n3,z\n')
    assert [(row.line, row.cells, bool(row.wrong)) for row in found] == [
        (1, ["a", "b"], False),
        (2, ['1,"x'], True),
        (3, ["2", "y"], False),
        (4, ["3", "z"], False),
    ]


def test_many_quotes_that_are_never_closed_cost_no_more_than_a_hundred_of_them() -> None:
    """Each is looked for as far as a cell may reach. Nothing is lost: what is not read again is given up with its words."""
    use(Limits(field=1_000))
    try:
        found = read(b"a,b\n" + (b'1,"' + b"x\n" * 600) * 150)
    finally:
        use(Limits())
    wrong = [row for row in found if row.wrong]
    assert [len(row.cells[0]) for row in wrong[:101]] == [4] * 100 + [1_004]
    assert sum(cell.count("x") for row in found for cell in row.cells) == 600 * 150


@pytest.mark.parametrize("filler", [b"\0", b"x,", b"\n", b"\r", "\u00e9".encode()])
def test_what_is_no_row_for_a_million_characters_is_refused(filler: bytes) -> None:
    data = b"a,b\n1,2\n" + filler * 3_000_000
    with pytest.raises(
        OverLimit, match=r"table\.csv: line \d.* row of more than 1,048,576 characters \(limits\.line"
    ):
        list(rows(io.BytesIO(data), layout_of(data[:4096]), "table.csv"))


def test_a_cell_may_be_as_long_as_is_set() -> None:
    use(Limits(field=200_000))
    try:
        assert [row.cells for row in read(b"a,b\n1," + b"x" * 200_000)][1][1] == "x" * 200_000
        assert "field larger" in read(b"a,b\n1," + b"x" * 200_001)[1].wrong
    finally:
        use(Limits())
