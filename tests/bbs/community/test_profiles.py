"""A member page holds what its member wrote there; how to be with somebody is theirs alone until they show it."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from bbs.community import being_with, blocks, profiles
from bbs.community.being_with import Words
from bbs.community.members import Person
from bbs.errors import NotFound, NotUnderstood, Refusal, SignInFirst
from store.database import Store
from store.tables import BeingWith, Member, Profile
from store.vault import Vault
from tests import stores

NOW = stores.NOW


def test_members_read_what_was_written_and_nothing_else(store: Store, sam: Person, lou: Person) -> None:
    stores.start(store, sam)
    assert store.run(profiles.get, lou, "sam").is_empty
    store.run(profiles.write, sam, "I keep\x1b[31m bees.\n\n", note="Death , grief")
    store.run(profiles.set_pronouns, sam, "  they\nor she ")
    page = store.run(profiles.get, lou, " Sam")
    assert (page.handle, page.pronouns, page.text, page.note) == (
        "sam",
        "they or she",
        "I keep[31m bees.",
        "death, grief",
    )
    assert (page.is_own, page.block) == (False, 0)
    assert store.run(profiles.get, sam, "sam").is_own
    assert {field.name for field in fields(page)} == {
        "member", "handle", "pronouns", "text", "note", "is_own", "block",
    }  # fmt: skip


def test_writing_again_takes_the_place_of_it_and_pronouns_stay(store: Store, sam: Person) -> None:
    store.run(profiles.set_pronouns, sam, "they")
    store.run(profiles.write, sam, "I keep bees.", note="death")
    store.run(profiles.write, sam, "I kept bees.")
    page = store.run(profiles.get, sam, "sam")
    assert (page.pronouns, page.text, page.note) == ("they", "I kept bees.", "")
    store.run(profiles.set_pronouns, sam, "")
    assert store.run(profiles.get, sam, "sam").text == "I kept bees."
    store.run(profiles.take_away, sam)
    assert store.run(profiles.get, sam, "sam").is_empty
    store.run(profiles.set_pronouns, sam, "they")
    store.run(profiles.set_pronouns, sam, " ")
    assert store.run(Profile.select().count) == 0, "nothing is left of a page on which nothing stands"


def test_who_has_no_page_for_whom(store: Store, sam: Person, lou: Person) -> None:
    store.run(profiles.write, sam, "I keep bees.")
    applicant = stores.member(store, "zoe", waiting=True)
    for reader, handle in ((None, "sam"), (applicant, "sam"), (lou, "zoe"), (lou, "nobody"), (lou, "")):
        with pytest.raises(NotFound, match="nobody of that name"):
            store.run(profiles.get, reader, handle)
    assert store.run(profiles.get, applicant, "zoe").is_own
    store.run(lambda: Member.update(left_at=NOW).where(Member.id == sam.id).execute())
    with pytest.raises(NotFound, match="Some people leave"):
        store.run(profiles.get, lou, "sam")
    store.run(lambda: Member.delete().where(Member.id == sam.id).execute())
    assert store.run(Profile.select().count) == 0


def test_a_blocked_member_reads_the_same_and_who_blocks_is_reminded(store: Store, sam: Person, lou: Person) -> None:
    before = store.run(profiles.get, lou, "sam")
    block = store.run(blocks.block, sam, "lou", now=NOW)
    assert store.run(profiles.get, lou, "sam") == before
    assert store.run(profiles.get, sam, "lou").block == block.id


@pytest.mark.parametrize("words", ["", " \n ", "\u200b", "x" * (profiles.LONGEST + 1)])
def test_what_is_no_page(store: Store, sam: Person, words: str) -> None:
    with pytest.raises(NotUnderstood):
        store.run(profiles.write, sam, words)
    assert store.run(Profile.select().count) == 0


def test_who_cannot_write_one(store: Store, sam: Person) -> None:
    with pytest.raises(SignInFirst):
        store.run(profiles.write, None, "Hello.")
    with pytest.raises(Refusal, match="writing opens"):
        store.run(profiles.set_pronouns, replace(sam, is_waiting=True), "they")
    with pytest.raises(NotUnderstood, match="is the most"):
        store.run(profiles.set_pronouns, sam, "x" * 41)


# How to be with somebody


def test_it_is_its_authors_alone_until_they_show_it_and_again_when_they_hide_it(
    store: Store, vault: Vault, sam: Person, lou: Person
) -> None:
    assert store.run(being_with.own, vault, sam) == Words("", False)
    store.run(being_with.write, vault, sam, "Do not ask me how I slept.")
    assert store.run(being_with.own, vault, sam) == Words("Do not ask me how I slept.", False)
    assert store.run(being_with.of, vault, lou, "sam") == ""
    with pytest.raises(NotFound):
        store.run(being_with.read, vault, lou, "sam")
    store.run(being_with.show, sam, now=NOW)
    assert store.run(being_with.read, vault, lou, "Sam") == "Do not ask me how I slept."
    store.run(being_with.write, vault, sam, "Ask me.")
    assert store.run(being_with.of, vault, lou, "sam") == "Ask me."
    for reader in (None, replace(lou, is_waiting=True)):
        assert store.run(being_with.of, vault, reader, "sam") == ""
    store.run(being_with.hide, sam)
    assert store.run(being_with.of, vault, lou, "sam") == ""
    assert store.run(being_with.own, vault, sam) == Words("Ask me.", False)


def test_the_words_are_not_in_the_database(store: Store, vault: Vault, sam: Person) -> None:
    store.run(being_with.write, vault, sam, "Do not ask me how I slept.")
    store.run(being_with.show, sam, now=NOW)
    store.close()
    for file in store.path.parent.rglob("*"):
        if file.is_file():
            assert b"how I slept" not in file.read_bytes()


def test_nothing_can_be_shown_where_there_is_nothing(store: Store, vault: Vault, sam: Person) -> None:
    with pytest.raises(NotFound):
        store.run(being_with.show, sam, now=NOW)
    store.run(being_with.write, vault, sam, "Ask me.")
    store.run(being_with.take_away, sam)
    assert store.run(BeingWith.select().count) == 0
    store.run(being_with.write, vault, sam, "Ask me.")
    assert not store.run(being_with.own, vault, sam).is_shown, "off until it is switched on, each time"


def test_words_have_an_end_and_a_guest_has_none(store: Store, vault: Vault, sam: Person) -> None:
    with pytest.raises(NotUnderstood, match="is the most"):
        store.run(being_with.write, vault, sam, "x" * 1001)
    with pytest.raises(SignInFirst):
        store.run(being_with.write, vault, None, "Ask me.")


def test_who_left_and_another_server_key_leave_nothing_to_read(
    store: Store, vault: Vault, sam: Person, lou: Person, tmp_path: Path
) -> None:
    store.run(being_with.write, vault, sam, "Ask me.")
    store.run(being_with.show, sam, now=NOW)
    assert store.run(being_with.of, Vault.begin(tmp_path / "another.key"), lou, "sam") == ""
    store.run(lambda: Member.update(left_at=NOW).where(Member.id == sam.id).execute())
    assert store.run(being_with.of, vault, lou, "sam") == ""
