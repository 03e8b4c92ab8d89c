"""What somebody deleted is on record beside the backups before they are told, and nothing else is on that record."""

from __future__ import annotations

import logging
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bbs.community import (
    being_with,
    blocks,
    bookmarks,
    desk,
    drafts,
    following,
    heard,
    joining,
    later,
    member_keys,
    members,
    posts,
    profiles,
    recovery,
    thanks,
    vouching,
)
from bbs.community.following import Kind, State
from bbs.community.members import Role
from store import tombstones
from store.backups import LONGEST_DAYS
from store.database import Store
from store.tables import (
    BeingWith,
    Block,
    Bookmark,
    DeskNote,
    Draft,
    Following,
    Heard,
    JoiningCode,
    LaterReply,
    MemberKey,
    Post,
    Profile,
    RecoveryCode,
    Thanks,
    Tombstone,
)
from store.tombstones import CLOSED, OPEN, Ledger
from store.vault import Vault
from tests import stores

TODAY = date(2026, 5, 28)
NAME = "0123456789abcdef" * 2


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.begin(tmp_path / "server.key")


@pytest.fixture
def record(store: Store) -> Path:
    return store.path.parent / "backups" / OPEN


def name_of(store: Store, table: Any) -> str:
    """Return the name of the only row of a table."""
    return str(store.run(lambda: table.get().row))


Deleting = Callable[[Store, Vault, members.Person], str]


def a_post(store: Store, vault: Vault, sam: members.Person) -> str:
    post = stores.start(store, sam)
    name = name_of(store, Post)
    store.run(posts.remove_own, sam, post.id, now=1)
    return name


def a_draft(store: Store, vault: Vault, sam: members.Person) -> str:
    for text in ("At first.", "Later."):
        store.run(drafts.keep, vault, sam.id, "boards/sleep/post", text, now=1)
    name = name_of(store, Draft)
    store.run(drafts.drop, sam.id, "boards/sleep/post")
    return name


def a_key(store: Store, vault: Vault, sam: members.Person) -> str:
    key = store.run(member_keys.add_key, vault, sam.id, "SHA256:sam", "laptop", now=1)
    name = name_of(store, MemberKey)
    store.run(member_keys.remove_key, sam.id, key.id)
    return name


def a_used_code(store: Store, vault: Vault, sam: members.Person) -> str:
    store.run(recovery.keep, vault, sam.id, ["river-stone"], now=1)
    name = name_of(store, RecoveryCode)
    assert store.run(recovery.use, vault, "sam", "river-stone", now=2)
    return name


def a_replaced_code(store: Store, vault: Vault, sam: members.Person) -> str:
    store.run(recovery.keep, vault, sam.id, ["river-stone"], now=1)
    name = name_of(store, RecoveryCode)
    store.run(recovery.keep, vault, sam.id, ["quiet-moss"], now=2)
    return name


def a_vouched_code(store: Store, vault: Vault, sam: members.Person) -> str:
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    store.run(vouching.vouch, vault, wren, "sam", now=1)
    name = name_of(store, RecoveryCode)
    store.run(vouching.vouch, vault, wren, "sam", now=2)
    return name


def an_operators_code(store: Store, vault: Vault, sam: members.Person) -> str:
    store.run(joining.make_code, vault, Role.OPERATOR, now=1)
    name = name_of(store, JoiningCode)
    store.run(joining.make_code, vault, Role.OPERATOR, now=2)
    return name


def a_code_somebody_joined_with(store: Store, vault: Vault, sam: members.Person) -> str:
    code = store.run(joining.make_code, vault, Role.MEMBER, now=1)
    underway, _ = store.run(joining.begin, vault, now=1)
    underway = store.run(joining.with_code, vault, underway, code)
    answered = replace(underway, handle="lou", guidelines=1, adult=True)
    store.run(joining.enter, vault, answered, joining.Proof(hashed="x"), now=2)
    return name_of(store, JoiningCode)


def a_note(store: Store, vault: Vault, sam: members.Person) -> str:
    code = store.run(desk.leave, vault, "note", "For the desk.", sam, 1)
    note = store.run(desk.by_code, vault, code)
    assert note is not None
    store.run(desk.withdraw, note)
    assert store.run(DeskNote.select().count) == 0
    return note.row


def given_thanks(store: Store, vault: Vault, sam: members.Person) -> str:
    post = stores.start(store, stores.member(store, "lou"))
    store.run(thanks.thank, vault, sam, post.id, "That helped.", now=1)
    store.run(thanks.thank, vault, sam, post.id, "That helped much.", now=2)
    name = name_of(store, Thanks)
    store.run(thanks.take_away, sam, store.run(lambda: Thanks.get().id))
    return name


def a_page_of_ones_own(store: Store, vault: Vault, sam: members.Person) -> str:
    for text in ("I keep bees.", "I kept bees."):
        store.run(profiles.write, sam, text)
    name = name_of(store, Profile)
    store.run(profiles.take_away, sam)
    return name


def how_to_be_with_somebody(store: Store, vault: Vault, sam: members.Person) -> str:
    for text in ("Ask me.", "Do not ask me."):
        store.run(being_with.write, vault, sam, text)
    name = name_of(store, BeingWith)
    store.run(being_with.take_away, sam)
    return name


def an_undone_block(store: Store, vault: Vault, sam: members.Person) -> str:
    stores.member(store, "lou")
    block = store.run(blocks.block, sam, "lou", now=1)
    name = name_of(store, Block)
    store.run(blocks.unblock, sam, block.id)
    return name


def a_reply_that_waits(store: Store, vault: Vault, sam: members.Person) -> str:
    post = stores.start(store, stores.member(store, "lou"))
    place = "threads/1/reply/1"
    store.run(
        later.put_off, vault, sam, post.thread, "Not like that.", place=place, reply_to=post.id, once="once", now=1
    )
    name = name_of(store, LaterReply)
    store.run(later.drop, sam.id, store.run(lambda: LaterReply.get().id))
    return name


def a_bookmark(store: Store, vault: Vault, sam: members.Person) -> str:
    post = stores.start(store, stores.member(store, "lou"))
    for note in ("For a bad night.", "For any night."):
        store.run(bookmarks.keep, vault, sam, post.id, note, now=1)
    name = name_of(store, Bookmark)
    store.run(bookmarks.take_away, sam, store.run(lambda: Bookmark.get().id))
    return name


def a_mute(store: Store, vault: Vault, sam: members.Person) -> str:
    for state in (State.FOLLOWED, State.MUTED):
        store.run(following.choose, sam, Kind.BOARD, "sleep", state, now=1)
    name = name_of(store, Following)
    store.run(following.choose, sam, Kind.BOARD, "sleep", State.NEITHER, now=2)
    return name


def read_to_the_end(store: Store, vault: Vault, sam: members.Person) -> str:
    post = stores.start(store, stores.member(store, "lou"))
    store.run(heard.tell, sam, post.id, heard.How.NAMED, now=1)
    name = name_of(store, Heard)
    store.run(heard.tell, sam, post.id, heard.How.NOT, now=2)
    return name


@pytest.mark.parametrize(
    "deleting",
    [
        a_post,
        a_draft,
        a_key,
        a_used_code,
        a_replaced_code,
        a_vouched_code,
        an_operators_code,
        a_code_somebody_joined_with,
        a_note,
        given_thanks,
        a_page_of_ones_own,
        how_to_be_with_somebody,
        an_undone_block,
        a_reply_that_waits,
        a_bookmark,
        a_mute,
        read_to_the_end,
    ],
)
def test_a_deletion_is_on_record_and_the_record_holds_its_name_and_nothing_else(
    store: Store, vault: Vault, record: Path, deleting: Deleting
) -> None:
    sam = stores.member(store, "sam", passphrase="hash")
    assert not record.exists()
    name = deleting(store, vault, sam)
    assert record.read_text() == f"\n{name}"
    assert stat.S_IMODE(record.stat().st_mode) == 0o600


def test_what_was_taken_back_together_with_its_transaction_is_not_on_record(
    store: Store, vault: Vault, record: Path
) -> None:
    sam = stores.member(store, "sam")
    store.run(drafts.keep, vault, sam.id, "boards/sleep/post", "Not yet said.", now=1)

    def fails() -> None:
        drafts.drop(sam.id, "boards/sleep/post")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.run(fails)
    assert store.run(Draft.select().count) == 1
    assert not record.exists()


def test_killed_between_the_deletion_and_its_record_the_next_start_records_it(
    store: Store, vault: Vault, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        pass

    def die(ledger: Ledger, *names: str) -> None:
        raise KilledError

    with monkeypatch.context() as dying:
        dying.setattr(Ledger, "append", die)
        with pytest.raises(KilledError):
            a_draft(store, vault, stores.member(store, "sam"))
    assert store.run(Draft.select().count) == 0
    store.close()
    record.unlink(missing_ok=True)
    again = stores.opened(store.path.parent)
    again.run(lambda: None)
    assert record.read_text() == f"\n{name_of(again, Tombstone)}"
    again.close()


def test_a_record_that_could_not_be_written_waits_and_the_deletion_is_done(
    store: Store, vault: Vault, record: Path, caplog: pytest.LogCaptureFixture
) -> None:
    record.parent.rmdir() if record.parent.exists() else None
    record.parent.write_text("in the way")
    name = a_draft(store, vault, stores.member(store, "sam"))
    assert store.run(Draft.select().count) == 0
    assert "deletions were not recorded beside the backups yet" in caplog.text
    record.parent.unlink()
    store.run(lambda: None)
    assert record.read_text() == f"\n{name}"


def test_the_database_forgets_what_is_on_record_and_nothing_before(
    store: Store, vault: Vault, record: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    sam = stores.member(store, "sam", passphrase="hash")
    with monkeypatch.context() as full:
        full.setattr(Ledger, "append", lambda ledger, *names: (_ for _ in ()).throw(OSError()))
        a_draft(store, vault, sam)
        stores.during(store.tidy)
        assert store.run(Tombstone.select().count) == 1
    stores.during(store.tidy)
    assert store.run(Tombstone.select().count) == 0
    again = a_key(store, vault, sam)
    assert record.read_text().split("\n")[2:] == [again]


def test_a_line_that_a_crash_cut_off_costs_that_line_and_no_other(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append(NAME)
    with open(tmp_path / OPEN, "a") as file:
        file.write("\n0123")
    ledger.append(NAME[::-1])
    assert ledger.names() == {NAME, NAME[::-1]}
    assert Ledger(tmp_path / "nowhere").names() == set()


def test_names_stay_on_record_for_as_long_as_any_copy_lives_and_no_file_stays_for_ever(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for day in range(200):
        today = TODAY + timedelta(days=day)
        ledger.append(f"{day:032x}")
        ledger.turn(today, LONGEST_DAYS)
        on_record = {int(name, 16) for name in ledger.names()}
        assert set(range(max(0, day - LONGEST_DAYS), day + 1)) <= on_record
        assert len(on_record) <= LONGEST_DAYS + 2 * tombstones.A_WEEK + tombstones.MARGIN_DAYS
        assert len(list(tmp_path.iterdir())) <= 9
    assert all(path.name == OPEN or CLOSED.fullmatch(path.name) for path in tmp_path.iterdir())


def test_a_clock_that_was_wrong_makes_no_record_go_early(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append(NAME)
    ledger.turn(date(2031, 1, 1), LONGEST_DAYS)
    ledger.append(NAME[::-1])
    ledger.turn(TODAY, LONGEST_DAYS)
    assert ledger.names() == {NAME, NAME[::-1]}
