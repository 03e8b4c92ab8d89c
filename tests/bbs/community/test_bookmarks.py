"""Bookmarks are one member's own: the note is sealed, and what they lead to is as it is now."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbs.community import bookmarks, members, posts
from bbs.community.members import Person
from bbs.errors import NotFound, NotUnderstood, SignInFirst
from store.database import Store
from store.tables import Bookmark
from store.vault import Vault
from tests.stores import NOW, start


def keep(store: Store, vault: Vault, reader: Person | None, post: int, note: str = "", now: int = NOW) -> None:
    store.run(bookmarks.keep, vault, reader, post, note, now=now)


def kept(store: Store, vault: Vault, reader: Person) -> list[tuple[int, str]]:
    return [(one.post.id, one.note) for one in store.run(bookmarks.kept, vault, reader)]


def test_they_are_found_newest_first_with_their_notes_by_who_kept_them(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    first, second = start(store, lou), start(store, lou)
    keep(store, vault, sam, first.id, "For\x1b[31m a bad night.")
    keep(store, vault, sam, second.id, now=NOW + 1)
    keep(store, vault, sam, first.id, "For any night.", now=NOW + 2)
    assert kept(store, vault, sam) == [(second.id, ""), (first.id, "For any night.")]
    assert store.run(bookmarks.count, sam) == 2
    assert kept(store, vault, lou) == []
    assert store.run(bookmarks.note_at, vault, lou, first.id) is None
    assert store.run(bookmarks.note_at, vault, sam, second.id) == ""
    assert b"any night" not in store.run(lambda: bytes(Bookmark.get(Bookmark.post == first.id).sealed))


def test_they_come_a_page_at_a_time(store: Store, vault: Vault, sam: Person, lou: Person) -> None:
    sent = [start(store, lou).id for _ in range(3)]
    for post in sent:
        keep(store, vault, sam, post)
    newest, following = store.run(bookmarks.kept, vault, sam, limit=2)
    assert [newest.post.id, following.post.id] == [sent[2], sent[1]]
    (oldest,) = store.run(bookmarks.kept, vault, sam, before=following.id, limit=2)
    assert oldest.post.id == sent[0]


def test_a_post_that_was_taken_away_leaves_nothing_of_itself_in_a_bookmark(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    post = start(store, lou, "Zebra.", title="Stripes")
    keep(store, vault, sam, post.id, "My own.")
    store.run(posts.remove_own, lou, post.id, now=NOW)
    (one,) = store.run(bookmarks.kept, vault, sam)
    assert (one.note, one.post.removed, one.post.text, one.post.title) == ("My own.", True, "", "")


def test_nobody_else_takes_it_away_and_what_is_hidden_cannot_be_kept(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    post = start(store, lou)
    keep(store, vault, sam, post.id)
    (one,) = store.run(bookmarks.kept, vault, sam)
    with pytest.raises(NotFound):
        store.run(bookmarks.take_away, lou, one.id)
    with pytest.raises(NotFound):
        store.run(bookmarks.one, vault, lou, one.id)
    with pytest.raises(SignInFirst):
        keep(store, vault, None, post.id)
    with pytest.raises(NotFound):
        keep(store, vault, store.run(members.add, "kit", now=1, waiting=True), post.id)
    with pytest.raises(NotUnderstood):
        keep(store, vault, sam, post.id, "x" * 201)
    store.run(bookmarks.take_away, sam, one.id)
    assert kept(store, vault, sam) == []


def test_with_another_server_key_the_note_is_lost_and_the_bookmark_is_not(
    store: Store, vault: Vault, sam: Person, lou: Person, tmp_path: Path
) -> None:
    post = start(store, lou)
    keep(store, vault, sam, post.id, "My own.")
    assert kept(store, Vault.begin(tmp_path / "other.key"), sam) == [(post.id, "")]
