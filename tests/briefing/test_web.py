"""Where a web address goes is said beside it when it looks like something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.hostile import sample, view
from sitbrief.briefing.model_types import _web_address
from sitbrief.briefing.web import remark
from sitbrief.formats import markdown, plain
from sitbrief.text import clean_line


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/a_b?c=1", ""),
        ("https://example.org.:443/x@y", ""),
        ("https://xn--80ak6aa92e.com/", "the name аррӏе.com, in Cyrillic letters"),
        ("https://XN--MGBAAKC7DVF.com", "the name اتصالات.com, in Arabic letters"),
        ("http://xn--fa-hia.de", "the name faß.de"),
        ("http://xn--wgv71a119e.jp", "the name 日本語.jp, in Han letters"),
        ("http://xn--pple-43d.com", "mixed scripts: it may imitate another"),
        ("http://xn--a/", "its host is a name that cannot be read"),
        ("http://xn--99zzzzzzz9999999/", "its host is a name that cannot be read"),
        ("https://bank.example@evil.example/", "goes to evil.example: what stands before @ is no host"),
        ("https://@a.example", "goes to a.example: what stands before @ is no host"),
        ("http://a%2eb.example", "its host is written with percent signs"),
        ("http://1.2.3.4:80/", "its host is a number"),
        ("http://0x7f.1", "its host is a number"),
        ("http://[::1]/", "its host is a number"),
        ("no address", ""),
    ],
)
def test_an_address_is_told_for_what_it_is(address: str, said: str) -> None:
    assert remark(address) == said


@given(
    st.from_regex(r"https?://[!#-;=?-\[\]_a-z~%]+", fullmatch=True)
    | st.from_regex(r"http://xn--[a-z0-9-]{1,40}", fullmatch=True)
)
def test_of_any_address_something_clean_is_said(address: str) -> None:
    assert remark(_web_address(address)) == clean_line(remark(address))


def test_it_stands_beside_the_address_wherever_that_is_written() -> None:
    data = sample()
    data["documents"][0]["url"] = "https://xn--pple-43d.com/a"
    assert "<https://xn--pple-43d.com/a> (mixed scripts: it may imitate another)" in markdown.write(
        view(data)
    )
    assert "https://xn--pple-43d.com/a (mixed scripts: it may imitate another)" in plain.write(
        view(data), 200
    )
    assert "<https://example.org/a_b?c=1>\n" in markdown.write(view(sample()))
