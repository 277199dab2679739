"""A modelled link loses nothing, swaps nothing, and is never faster than it says."""

from __future__ import annotations

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from measure.link import Link, Pipe

LINKS = st.builds(
    Link, st.floats(0, 2), st.sampled_from([inf, 1_000, 64_000]), st.sampled_from([1, 512, 9_999])
)
SENDING = st.lists(st.tuples(st.binary(max_size=2_000), st.floats(0, 3)), max_size=9)


@given(LINKS, SENDING)
def test_all_arrives_in_order_after_the_delay_and_at_the_rate(
    link: Link, sending: list[tuple[bytes, float]]
) -> None:
    pipe, now, sent, arrived = Pipe(link), 0.0, b"", b""
    for data, pause in sending:
        pipe.put(data, now)
        sent += data
        now += pause
        arrived += pipe.take(now)
        assert len(arrived) * 8 / link.rate <= max(0.0, now - link.delay / 2) + 1e-6
    while pipe.due() < inf:
        now = pipe.due()
        arrived += pipe.take(now)
    assert arrived == sent
    assert now >= link.delay / 2 + len(sent) * 8 / link.rate - 1e-6 or not sent


@given(LINKS, st.integers(1, 20_000))
def test_it_takes_no_more_than_its_buffer_until_there_is_room_again(link: Link, size: int) -> None:
    pipe = Pipe(link)
    pipe.put(bytes(size), 0.0)
    if link.rate == inf:
        assert pipe.room(0.0) == link.buffer
    else:
        assert pipe.room(0.0) == max(0, link.buffer - size)
        assert pipe.room(max(0.0, pipe.roomy()) + 1e-6) > 0


def test_it_is_read_as_milliseconds_and_kilobits() -> None:
    assert str(Link.parse("600:64")) == "600 ms, 64 kbit/s"
