"""Our own format: what is written is read again, letter by letter, and what is spoilt says where."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbs.community.moving import Moved, MovedPerson, MovedPlace, MovedPost, MovedThread
from bbs.errors import Refusal
from bbs.moving import own

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
MOMENTS = st.integers(0, 4_000_000_000)
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "str": TEXT,
    "bool": st.booleans(),
    "int": MOMENTS,
    "int | None": st.none() | MOMENTS,
    "tuple[str, ...]": st.lists(TEXT).map(tuple),
}


def shaped(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Return anything that one of the shapes may be."""
    how = {one.name: KINDS[str(one.type)] for one in fields(kind)}
    if kind is MovedPlace:
        how |= {"joining": st.sampled_from(["", "open", "ask", "invitation"])}
        how |= {"visibility": st.sampled_from(["listed", "members", "unlisted"])}
    return st.builds(kind, **how)


@settings(deadline=None)
@given(st.sampled_from([MovedPlace, MovedPerson, MovedThread, MovedPost]).flatmap(shaped))
def test_a_line_says_what_it_was_made_of(row: Any) -> None:
    line = own.line_of(row)
    assert "\n" not in line
    assert own.from_line(line, type(row)) == row


@settings(deadline=None)
@given(st.lists(shaped(MovedPost)))
def test_a_file_of_lines_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, rows: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("moved")
    own.write(folder, Moved((), (), (), rows), {"name": "Still Water"})
    again = own.read(folder)
    assert list(again.posts) == rows
    assert list(again.posts) == rows, "more than once"
    assert own.settings(folder) == {"community.name": "Still Water"}


def spoilt(folder: Path, name: str, words: str) -> str:
    own.write(folder, Moved((), (), (), [MovedPost("1", "1", 0, "Words.")]), {})
    (folder / name).write_text(words)
    with pytest.raises(Refusal, match=r"Nothing was changed\.$") as refused:
        list(own.read(folder).posts)
    return refused.value.words()


WRONG = (
    '{"id": 1, "thread": "1", "posted_at": "2026-05-28"}',
    '{"id": "1", "thread": "1", "posted_at": 5}',
    '{"id": "1", "thread": "1", "posted_at": "yesterday"}',
)


@pytest.mark.parametrize("line", ["junk", "[]", "{}", *WRONG])
def test_what_cannot_be_read_is_named_by_file_and_line(tmp_path: Path, line: str) -> None:
    good = own.line_of(MovedPost("1", "1", 0, "Words."))
    assert f"{tmp_path}/posts.jsonl, line 2, cannot be read" in spoilt(tmp_path, "posts.jsonl", f"{good}\n{line}\n")


@pytest.mark.parametrize("about", [{"format": "other", "version": 1}, {"format": own.FORMAT, "version": 99}])
def test_another_program_and_a_newer_version_are_refused(tmp_path: Path, about: dict[str, object]) -> None:
    assert "newer Warmline, or by another program" in spoilt(tmp_path, own.ABOUT, json.dumps(about))


def test_what_does_not_say_what_it_is_is_refused(tmp_path: Path) -> None:
    assert "does not say what it is" in spoilt(tmp_path, own.ABOUT, "[1]")


def test_what_a_newer_version_adds_to_a_line_is_passed_over() -> None:
    line = '{"id": "1", "thread": "2", "posted_at": "2026-05-28T22:26:40+02:00", "mood": "low", "edited_at": null}'
    assert own.from_line(line, MovedPost) == MovedPost("1", "2", 1_780_000_000)
