"""An edit changes what everybody reads and finds, says that it did, and keeps what was said before for the staff."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bbs.community import editing, members, new_scan, posts, read_marks
from bbs.community.editing import Version, Words
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.config import Writing
from bbs.errors import Busy, NotFound, NotUnderstood, Refusal, SignInFirst
from store.database import Store
from store.tables import Post, PostVersion
from store.tombstones import forget_again
from store.vault import Vault
from tests import stores
from tests.finding import finds

NOW = stores.NOW


@pytest.fixture
def wren(store: Store) -> Person:
    return stores.member(store, "wren", role=Role.MODERATOR)


@pytest.fixture
def post(store: Store, sam: Person) -> PostLine:
    """Something sam wrote."""
    return stores.start(store, sam, "A zebra.", note="death")


def edit(store: Store, vault: Vault, by: Person | None, post: PostLine, text: str, **how: Any) -> bool:
    how = {"version": 0, "note": "death", "now": NOW + 60, **how}
    return store.run(editing.edit, vault, by, post.id, text, **how)


def test_readers_see_the_new_words_and_that_they_were_changed_and_search_finds_them(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    assert edit(store, vault, sam, post, "A giraffe\x1b[31m.", title="Five in the morning", note="Rain, rain")
    line = store.run(posts.get, lou, post.id)
    assert (line.text, line.title, line.note, line.edited_at) == (
        "A giraffe[31m.",
        "Five in the morning",
        "rain",
        NOW + 60,
    )
    for gone in ("zebra", "four"):
        assert store.run(finds, lou, gone) == []
    for there in ("giraffe", "five"):
        assert [found.id for found in store.run(finds, lou, there)] == [post.id]


def test_a_note_that_is_taken_off_the_first_post_is_taken_off_the_thread_and_a_replys_is_its_own(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    answer = stores.reply(store, lou, post.thread, "A lion.")
    assert store.run(posts.get, sam, answer.id).note == "death"
    assert store.run(editing.opened, lou, answer.id, now=NOW).words == Words("A lion.", "", None)
    assert edit(store, vault, lou, answer, "A lion, roaring.", note="violence")
    assert edit(store, vault, sam, post, "A zebra.", note="")
    assert [store.run(posts.get, sam, each).note for each in (post.id, answer.id)] == ["", "violence"]


def test_an_edit_never_makes_a_post_new_again(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    assert [line.id for line in store.run(new_scan.next_posts, lou)] == [post.id]
    store.run(read_marks.mark_read, lou, post.thread, post.id)
    assert edit(store, vault, sam, post, "A giraffe.")
    assert store.run(new_scan.next_posts, lou) == []
    assert store.run(new_scan.count_new, lou).posts == 0


def test_the_staff_read_all_it_said_and_nobody_else_does(
    store: Store, vault: Vault, sam: Person, wren: Person, post: PostLine
) -> None:
    edit(store, vault, sam, post, "A giraffe.", now=NOW + 60)
    edit(store, vault, sam, post, "A lion.", version=1, note="", title="Six", now=NOW + 120)
    line, versions = store.run(editing.history, vault, wren, post.id)
    assert line.id == post.id
    assert versions == [
        Version(Words("A zebra.", "death", "Four in the morning"), NOW, NOW + 60),
        Version(Words("A giraffe.", "death", "Four in the morning"), NOW + 60, NOW + 120),
        Version(Words("A lion.", "", "Six"), NOW + 120, None),
    ]
    for other in (sam, None):
        with pytest.raises(NotFound):
            store.run(editing.history, vault, other, post.id)
    assert b"zebra" not in b"".join(store.run(lambda: [bytes(row.sealed) for row in PostVersion.select()]))


def test_nobody_else_edits_it_and_nobody_what_was_taken_away(
    store: Store, vault: Vault, sam: Person, lou: Person, wren: Person, post: PostLine
) -> None:
    for other in (lou, wren):
        with pytest.raises(NotFound):
            edit(store, vault, other, post, "Mine now.")
        with pytest.raises(NotFound):
            store.run(editing.opened, other, post.id, now=NOW)
    with pytest.raises(SignInFirst):
        edit(store, vault, None, post, "Mine now.")
    store.run(posts.remove_own, sam, post.id, now=NOW)
    with pytest.raises(NotFound):
        edit(store, vault, sam, post, "Back.")


def test_words_that_a_post_would_not_take_an_edit_does_not_take(
    store: Store, vault: Vault, sam: Person, post: PostLine
) -> None:
    short = Writing(post_limit=10, title_limit=10, note_limit=10)
    bad: list[dict[str, str]] = [{"text": "  \n "}, {"text": "x" * 11}]
    bad += [{"text": "x", "title": "y" * 11}, {"text": "x", "note": "z" * 11}, {"text": "x", "title": " "}]
    for how in bad:
        with pytest.raises(NotUnderstood):
            edit(store, vault, sam, post, writing=short, **how)
    assert store.run(posts.get, sam, post.id).edited_at is None
    assert store.run(PostVersion.select().count) == 0


def test_the_same_words_change_nothing(store: Store, vault: Vault, sam: Person, post: PostLine) -> None:
    assert not edit(store, vault, sam, post, "A zebra.")
    assert store.run(posts.get, sam, post.id).edited_at is None


def test_of_two_edits_at_once_the_later_one_is_told_and_changes_nothing(
    store: Store, vault: Vault, sam: Person, post: PostLine
) -> None:
    here, there = (store.run(editing.opened, sam, post.id, now=NOW).version for _ in range(2))
    assert edit(store, vault, sam, post, "A giraffe.", version=here)
    with pytest.raises(Refusal, match="changed meanwhile"):
        edit(store, vault, sam, post, "A lion.", version=there)
    assert store.run(posts.get, sam, post.id).text == "A giraffe."
    assert not edit(store, vault, sam, post, "A giraffe.", version=there), "sent twice, it is done already"
    assert edit(store, vault, sam, post, "A lion.", version=store.run(editing.opened, sam, post.id, now=NOW).version)


def test_too_many_edits_in_an_hour_wait(store: Store, vault: Vault, sam: Person, post: PostLine) -> None:
    slowly = Writing(posts_per_hour=2)
    for n in range(2):
        assert edit(store, vault, sam, post, f"Words {n}.", version=n, writing=slowly)
    with pytest.raises(Busy):
        edit(store, vault, sam, post, "Words again.", version=2, writing=slowly)
    assert edit(store, vault, sam, post, "Words again.", version=2, writing=slowly, now=NOW + 60 + 3600)


def test_taking_a_post_away_takes_all_it_ever_said(
    store: Store, vault: Vault, sam: Person, wren: Person, post: PostLine
) -> None:
    edit(store, vault, sam, post, "A giraffe.")
    store.run(posts.remove_own, sam, post.id, now=NOW)
    assert store.run(PostVersion.select().count) == 0
    _, versions = store.run(editing.history, vault, wren, post.id)
    assert [one.words for one in versions] == [Words("", "", "")]


def test_a_copy_that_is_put_back_loses_it_again(store: Store, vault: Vault, sam: Person, post: PostLine) -> None:
    edit(store, vault, sam, post, "A giraffe.")
    name = str(store.run(lambda: Post.get_by_id(post.id).row))
    store.run(forget_again, {name}, NOW)
    assert store.run(PostVersion.select().count) == 0


def test_without_the_old_key_the_history_has_no_words_and_does_not_fail(
    store: Store, vault: Vault, sam: Person, wren: Person, post: PostLine, tmp_path: Path
) -> None:
    edit(store, vault, sam, post, "A giraffe.")
    other = Vault.begin(tmp_path / "other.key")
    _, versions = store.run(editing.history, other, wren, post.id)
    assert [one.words.text for one in versions] == ["", "A giraffe."]


def test_who_was_not_let_in_edits_nothing(store: Store, vault: Vault, sam: Person, post: PostLine) -> None:
    waiting = members.Person(sam.id, sam.handle, is_waiting=True)
    with pytest.raises(Refusal):
        edit(store, vault, waiting, post, "Changed.")
