"""How often Python looks for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from bbs import garbage


@pytest.fixture
def put_back() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_what_is_there_at_the_start_is_left_out_and_looks_are_rarer(put_back: None) -> None:
    before, there = gc.get_freeze_count(), [[] for _ in range(1000)]  # type: ignore[var-annotated]
    garbage.settle()
    assert gc.get_freeze_count() >= before + len(there)
    assert gc.get_threshold() == garbage.EVERY
    assert all(now > usual for now, usual in zip(garbage.EVERY[::2], (700, 10), strict=True))


def test_what_refers_to_itself_goes_all_the_same(put_back: None) -> None:
    garbage.settle()
    gone: list[str] = []

    class Page:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            gone.append("page")

    Page()
    assert not gone
    gc.collect()
    assert gone == ["page"]
