"""The log of what staff did: added to, never changed; and what is changed behind the program's back is noticed."""

from __future__ import annotations

import pytest
from peewee import IntegrityError

from bbs.community import log, members, posts
from bbs.community.members import Person, Role
from bbs.errors import NotFound
from store.database import Store
from store.parting import part_with
from store.tables import StaffAct, database
from store.vault import Vault
from tests import stores

NOW = stores.NOW
WORDS = "It named a place, \u201cthere\u201d."


@pytest.fixture
def wren(store: Store) -> Person:
    return store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR)


def acted(store: Store, vault: Vault, wren: Person, about: Person, times: int = 3) -> None:
    for turn in range(times):
        store.run(log.record, vault, "post-hidden", by=wren.id, about=about.id, now=NOW + turn, words=f"{WORDS} {turn}")


def test_what_was_done_is_read_back_newest_first(store: Store, vault: Vault, wren: Person, sam: Person) -> None:
    acted(store, vault, wren, sam)
    read = store.run(log.lately, vault, wren, limit=2)
    assert [(one.act, one.by, one.about, one.words) for one in read] == [
        ("post-hidden", "wren", "sam", f"{WORDS} 2"),
        ("post-hidden", "wren", "sam", f"{WORDS} 1"),
    ]
    assert [one.words for one in store.run(log.lately, vault, wren, before=read[-1].id)] == [f"{WORDS} 0"]


def test_it_is_for_the_staff_and_a_member_reads_what_is_about_them_without_who_did_it(
    store: Store, vault: Vault, wren: Person, sam: Person, lou: Person
) -> None:
    acted(store, vault, wren, sam, times=1)
    for other in (sam, None):
        with pytest.raises(NotFound):
            store.run(log.lately, vault, other)
    (one,) = store.run(log.about, vault, sam)
    assert (one.act, one.words, one.by) == ("post-hidden", f"{WORDS} 0", "")
    assert store.run(log.about, vault, lou) == []


def test_nothing_of_what_was_said_is_readable_in_the_database(
    store: Store, vault: Vault, wren: Person, sam: Person
) -> None:
    acted(store, vault, wren, sam, times=1)
    assert b"place" not in store.run(lambda: bytes(StaffAct.get().reason or b""))


def test_a_whole_chain_holds_and_a_noted_link_is_found_again(
    store: Store, vault: Vault, wren: Person, sam: Person
) -> None:
    assert store.run(log.check, vault).holds
    acted(store, vault, wren, sam, times=1)
    noted = store.run(log.check, vault).head
    acted(store, vault, wren, sam)
    checked = store.run(log.check, vault, noted=noted[:8])
    assert (checked.holds, checked.entries, checked.wordless) == (True, 4, 0)
    assert checked.head != noted
    assert not store.run(log.check, vault, noted=b"\x01" * 8).holds


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE staff_act SET act = 'post-kept' WHERE id = 2",
        "UPDATE staff_act SET at = at + 1 WHERE id = 2",
        "DELETE FROM staff_act WHERE id = 2",
    ],
)
def test_the_database_itself_refuses_to_change_a_row_or_take_it_out(
    store: Store, vault: Vault, wren: Person, sam: Person, change: str
) -> None:
    acted(store, vault, wren, sam)
    with pytest.raises(IntegrityError, match="only added to"):
        store.run(lambda: database.execute_sql(change))


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE staff_act SET act = 'post-kept' WHERE id = 2", 2),
        ("UPDATE staff_act SET at = at + 1 WHERE id = 2", 2),
        ("DELETE FROM staff_act WHERE id = 2", 3),
        ("DELETE FROM staff_act WHERE id = 1", 2),
        ("UPDATE staff_act SET reason = (SELECT reason FROM staff_act WHERE id = 1) WHERE id = 2", 2),
        ("UPDATE staff_act SET reason = NULL WHERE id = 2", 2),
        ("UPDATE staff_act SET by_id = member_id WHERE id = 2", 2),
        ("UPDATE staff_act SET by_id = NULL WHERE id = 2", 2),
        ("UPDATE staff_act SET member_id = NULL WHERE id = 2", 2),
        ("UPDATE staff_act SET digest = zeroblob(32) WHERE id = 2", 2),
        ("UPDATE staff_act SET chain = NULL WHERE id = 2", 2),
    ],
)
def test_what_was_changed_without_the_program_is_noticed(
    store: Store, vault: Vault, wren: Person, sam: Person, change: str, broken: int
) -> None:
    acted(store, vault, wren, sam)

    def behind() -> None:
        for trigger in ("staff_act_stands", "staff_act_stays"):
            database.execute_sql(f"DROP TRIGGER {trigger}")
        database.execute_sql(change)

    store.run(behind)
    checked = store.run(log.check, vault)
    assert (checked.holds, checked.broken) == (False, broken)


def test_what_was_cut_off_the_end_is_noticed_by_who_noted_a_link(
    store: Store, vault: Vault, wren: Person, sam: Person
) -> None:
    acted(store, vault, wren, sam)
    noted = store.run(log.check, vault).head

    def cut() -> None:
        database.execute_sql("DROP TRIGGER staff_act_stays")
        database.execute_sql("DELETE FROM staff_act WHERE id = 3")

    store.run(cut)
    assert store.run(log.check, vault).holds
    assert store.run(log.check, vault, noted=noted).missed


def test_the_words_about_somebody_who_left_are_gone_and_the_chain_holds(
    store: Store, vault: Vault, wren: Person, sam: Person, lou: Person
) -> None:
    acted(store, vault, wren, sam, times=1)
    acted(store, vault, wren, lou, times=1)
    store.run(part_with, sam.id, NOW)
    checked = store.run(log.check, vault)
    assert (checked.holds, checked.entries, checked.wordless) == (True, 2, 1)
    assert [one.words for one in store.run(log.lately, vault, wren)] == [f"{WORDS} 0", ""]


def test_who_left_is_in_the_log_without_a_name_and_the_chain_holds(
    store: Store, vault: Vault, wren: Person, sam: Person
) -> None:
    acted(store, vault, wren, sam, times=1)
    store.run(part_with, wren.id, NOW)
    assert store.run(log.check, vault).holds
    assert [one.words for one in store.run(log.about, vault, sam)] == [f"{WORDS} 0"]


def test_whose_a_post_without_a_name_is_the_log_does_not_say(
    store: Store, vault: Vault, wren: Person, sam: Person, lou: Person
) -> None:
    thread = stores.start(store, lou).thread
    post = store.run(posts.reply, sam, thread, "Hidden.", now=NOW, nameless=vault)
    store.run(log.record, vault, "post-hidden", by=wren.id, about=sam.id, now=NOW, post=post.id, words=WORDS)
    assert [(one.about, one.words) for one in store.run(log.lately, vault, wren)] == [("", WORDS)]
    assert store.run(log.lately, vault, wren, about=sam.id) == []
    assert [one.words for one in store.run(log.about, vault, sam)] == [WORDS]
