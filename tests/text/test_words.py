"""The words of a text, as a search looks for them."""

from __future__ import annotations

import pytest

from sitbrief.text import searchable, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" - ", ""),
        ("Hama, the City", " hama the city"),
        ("Ḩamāh", " hamah"),
        ("حماة", f" {words_of('حماة')[0]}"),
    ],
)
def test_a_text_is_searched_with_a_blank_before_each_word(text: str, expected: str) -> None:
    assert searchable(text) == expected


def test_an_arabic_word_is_found_with_its_article_and_without() -> None:
    with_article, without = searchable("في الرقة").splitlines()
    assert with_article.split()[1] == words_of("الرقة")[0]
    assert without.split()[1] == words_of("رقة")[0]
