"""Private words are nowhere in clear, and what was let go of is nowhere at all."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bbs.community import desk, drafts, member_keys, posts, reading, recovery, thanks
from store.copying import backup
from store.database import Store
from store.tables import DeskNote, Draft, Post
from store.vault import Vault
from tests import stores
from tests.finding import finds

CANARY = "zqcanaryinthecoalmine"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.begin(tmp_path / "server.key")


def holding(folder: Path, needle: bytes) -> list[str]:
    """Return the names of the files of a folder that hold some bytes, or did in capitals."""
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return sorted(name for name, held in files.items() if needle in held or needle in held.lower())


def test_private_words_are_in_no_file_log_or_copy(
    store: Store, vault: Vault, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sam = stores.member(store, "sam")
    store.run(drafts.keep, vault, sam.id, "boards/sleep/post", f"{CANARY}, not yet said.", now=1)
    store.run(drafts.keep, vault, sam.id, "boards/sleep/post", f"{CANARY}, said otherwise.", now=2)
    code = store.run(desk.leave, vault, "note", f"{CANARY}, for the desk.", None, now=1)
    post = stores.start(store, stores.member(store, "lou"))
    store.run(thanks.thank, vault, sam, post.id, f"{CANARY}, thank you.", now=1)
    store.run(member_keys.add_key, vault, sam.id, f"SHA256:{CANARY}", "laptop", now=1)
    store.run(recovery.keep, vault, sam.id, [CANARY], now=1)
    backup(store.path, tmp_path / "copy.db")
    assert holding(tmp_path, CANARY.encode()) == []
    stores.during(store.tidy)
    assert holding(tmp_path, CANARY.encode()) == []
    assert CANARY not in caplog.text

    assert store.run(drafts.kept, vault, sam.id, "boards/sleep/post") == f"{CANARY}, said otherwise."
    assert store.run(recovery.use, vault, "sam", CANARY, now=1) == sam
    assert code


def test_what_is_public_is_in_clear_so_the_test_above_can_fail(store: Store, tmp_path: Path) -> None:
    stores.start(store, stores.member(store, "sam"), CANARY)
    assert holding(tmp_path, CANARY.encode()) == ["warmline.db-wal"]
    stores.during(store.tidy)
    assert holding(tmp_path, CANARY.encode()) == ["warmline.db"]


def test_a_dropped_draft_leaves_no_byte_behind(store: Store, vault: Vault, tmp_path: Path) -> None:
    sam = stores.member(store, "sam")
    store.run(drafts.keep, vault, sam.id, "boards/sleep/post", "Long. " * 3000, now=1)
    sealed = store.run(lambda: bytes(Draft.get().sealed))
    place = sealed[100:200]
    assert holding(tmp_path, place) == ["warmline.db-wal"]
    stores.during(store.tidy)
    assert holding(tmp_path, place) == ["warmline.db"]
    store.run(drafts.drop, sam.id, "boards/sleep/post")
    stores.during(store.tidy)
    assert holding(tmp_path, place) == []


def test_a_draft_written_anew_leaves_nothing_of_the_old(store: Store, vault: Vault, tmp_path: Path) -> None:
    sam = stores.member(store, "sam")
    for text in ("First. " * 100, "Second. " * 2000, "Third."):
        old = store.run(lambda: [bytes(row.sealed)[30:100] for row in Draft.select()])
        store.run(drafts.keep, vault, sam.id, "boards/sleep/post", text, now=1)
        stores.during(store.tidy)
        assert [holding(tmp_path, place) for place in old] == [[]] * len(old)


def test_a_destroyed_note_leaves_no_byte_behind(store: Store, vault: Vault, tmp_path: Path) -> None:
    store.run(desk.leave, vault, "note", "For the desk.", None, now=1)
    place = store.run(lambda: bytes(DeskNote.get().sealed)[30:100])
    store.run(desk.destroy_old, 1 + desk.KEPT_UNANSWERED + 1)
    stores.during(store.tidy)
    assert holding(tmp_path, place) == []


def test_a_post_taken_away_is_gone_from_text_index_and_log_with_the_days_tidying(store: Store, tmp_path: Path) -> None:
    sam, lou = stores.member(store, "sam"), stores.member(store, "lou")
    thread = stores.start(store, lou).thread
    removed = stores.reply(store, sam, thread, f"I said {CANARY}.")
    store.run(posts.remove_own, sam, removed.id, now=1)
    assert store.run(finds, lou, CANARY) == []
    assert store.run(lambda: Post.get_by_id(removed.id).text) == ""
    stores.during(store.tidy)
    assert holding(tmp_path, CANARY.encode()) == []
    assert store.run(reading.stretch, lou, thread).total == 2


def test_the_index_itself_forgets_only_when_it_is_tidied(store: Store, tmp_path: Path) -> None:
    """Why tidying is needed: crossing a post out leaves its words in the index file."""
    sam = stores.member(store, "sam")
    removed = stores.start(store, sam, CANARY)
    store.run(posts.remove_own, sam, removed.id, now=1)
    store._fold_log()
    assert holding(tmp_path, CANARY.encode()) == ["warmline.db"]
    stores.during(store.tidy)
    assert holding(tmp_path, CANARY.encode()) == []
