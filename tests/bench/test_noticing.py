"""Listening to 1,000 characters is so much work and no more, in calls: a timing would be of the machine."""

from __future__ import annotations

from bbs.community.noticing.listening import shipped
from tests.bench.noticing import LENGTH, demonstration
from tests.calls import calls_of

MOST = 12_000
"""Calls and returns for a text: it takes 9,700 of them."""


def test_listening_to_a_thousand_characters_takes_so_many_calls_and_no_more() -> None:
    texts, listen = demonstration(), shipped().listen
    assert len(texts) > 5
    assert {len(text) for text in texts} == {LENGTH}
    for text in texts:
        listen(text)
    assert calls_of(lambda: [listen(text) for text in texts]) <= MOST * len(texts)
