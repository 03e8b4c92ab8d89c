"""What a blocked member writes is closed to one member and to nobody else, and the blocked notice nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbs.community import blocks, boards, members, new_scan, posts, presence, reading, thanks
from bbs.community.members import Person, Role
from bbs.errors import NotFound, Refusal, SignInFirst
from store.database import Store
from store.tables import Block, Member
from store.vault import Vault
from tests import stores
from tests.finding import finds

NOW = stores.NOW


def block(store: Store, by: Person, handle: str) -> int:
    return store.run(blocks.block, by, handle, now=NOW).id


def listed(store: Store, reader: Person) -> list[str]:
    sleep = store.run(boards.get, reader, "sleep")
    return [line.title for line in store.run(boards.threads, reader, sleep)]


def looks(store: Store, reader: Person, thread: int) -> list[object]:
    """Return all that the store says of what is written: what somebody could compare."""
    return [
        store.run(boards.readable, reader),
        listed(store, reader),
        store.run(reading.stretch, reader, thread, first=1),
        store.run(new_scan.next_posts, reader),
        store.run(new_scan.count_new, reader),
        store.run(reading.since, reader, "sleep", 0),
        store.run(finds, reader, "awake"),
    ]


def test_what_they_write_is_closed_in_a_thread_and_left_out_everywhere_else(
    store: Store, sam: Person, lou: Person
) -> None:
    kit = stores.member(store, "kit")
    mine = stores.start(store, sam, title="Mine").thread
    theirs = stores.reply(store, lou, mine, "I am awake, says lou.")
    begun = stores.start(store, lou, "Awake again.", title="Begun by lou").thread
    other = stores.reply(store, kit, begun, "So am I awake, says kit.")
    assert {post.id for post in store.run(new_scan.next_posts, sam)} >= {theirs.id, other.id}

    block(store, sam, "lou")
    assert store.run(new_scan.next_posts, sam) == []
    assert store.run(new_scan.count_new, sam) == new_scan.NewCount(0, 0)
    assert [board.new for board in store.run(boards.readable, sam)] == [0, 0]
    assert store.run(finds, sam, "awake lou") == store.run(finds, sam, "awake kit") == []
    assert [post.author for post in store.run(reading.since, sam, "sleep", 0)] == ["sam"]
    assert listed(store, sam) == ["Mine"]
    (line,) = store.run(boards.threads, sam, store.run(boards.get, sam, "sleep"))
    assert (line.new, line.answered) == (0, False), "an answer that does not reach them is none"

    own = store.run(reading.stretch, sam, mine, first=1)
    assert [(post.author, post.blocked, post.new) for post in own.posts] == [
        ("sam", False, False),
        ("lou", True, False),
    ]
    assert own.posts[1].text == "I am awake, says lou.", "it can still be opened"
    assert store.run(posts.get, sam, theirs.id).blocked
    opened = store.run(reading.stretch, sam, begun, first=1)
    assert opened.thread.blocked
    assert [(post.author, post.blocked) for post in opened.posts] == [("lou", True), ("kit", False)]


def test_the_blocked_and_everybody_else_see_exactly_what_they_saw(store: Store, sam: Person, lou: Person) -> None:
    kit = stores.member(store, "kit")
    mine = stores.start(store, sam).thread
    stores.reply(store, lou, mine)
    before = [looks(store, reader, mine) for reader in (lou, kit)]
    block(store, sam, "lou")
    assert [looks(store, reader, mine) for reader in (lou, kit)] == before
    assert stores.reply(store, lou, mine, "Still here.").reply_to == ""
    assert store.run(new_scan.next_posts, kit)[-1].text == "Still here."


def test_thanks_of_the_blocked_are_taken_and_not_shown_until_it_is_undone(
    store: Store, sam: Person, lou: Person, tmp_path: Path
) -> None:
    vault = Vault.begin(tmp_path / "server.key")
    post = stores.start(store, sam)
    found = block(store, sam, "lou")
    assert store.run(thanks.thank, vault, lou, post.id, "That helped.", now=NOW)
    assert store.run(thanks.got, vault, sam) == []
    assert not store.run(thanks.any_unseen, sam, since=0)
    assert len(store.run(thanks.gave, lou)) == 1
    store.run(blocks.unblock, sam, found)
    assert [one.words for one in store.run(thanks.got, vault, sam)] == ["That helped."]


def test_undoing_it_opens_everything_again(store: Store, sam: Person, lou: Person) -> None:
    stores.start(store, lou, title="Begun by lou")
    before = looks(store, sam, 1)
    found = block(store, sam, "lou")
    assert looks(store, sam, 1) != before
    with pytest.raises(NotFound):
        store.run(blocks.unblock, lou, found)
    store.run(blocks.unblock, sam, found)
    assert looks(store, sam, 1) == before
    with pytest.raises(NotFound):
        store.run(blocks.unblock, sam, found)


def test_what_staff_and_the_place_itself_write_stays_open(store: Store, sam: Person, tmp_path: Path) -> None:
    vault = Vault.begin(tmp_path / "server.key")
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    word = stores.start(store, wren, title="About this board")
    mine = stores.start(store, sam, title="Mine")
    store.run(thanks.thank, vault, wren, mine.id, "Thanks.", now=NOW)
    assert store.run(blocks.block, sam, "wren", now=NOW).is_staff
    assert listed(store, sam) == ["Mine", "About this board"]
    assert [post.id for post in store.run(new_scan.next_posts, sam)] == [word.id]
    assert not store.run(posts.get, sam, word.id).blocked
    assert store.run(thanks.got, vault, sam) == [], "that is no word of the place"
    store.run(members.set_role, wren.id, Role.MEMBER)
    assert listed(store, sam) == ["Mine"]


def test_whom_nobody_can_block(store: Store, sam: Person, lou: Person) -> None:
    with pytest.raises(Refusal, match="That is you"):
        block(store, sam, "sam")
    with pytest.raises(NotFound, match="nobody of that name"):
        block(store, sam, "nobody")
    with pytest.raises(SignInFirst):
        store.run(blocks.block, None, "lou", now=NOW)
    store.run(lambda: Member.update(left_at=NOW).where(Member.id == lou.id).execute())
    with pytest.raises(NotFound):
        block(store, sam, "lou")
    assert store.run(Block.select().count) == 0


def test_blocking_twice_is_once_and_there_is_an_end_to_it(
    store: Store, sam: Person, lou: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "MOST", 2)
    stores.member(store, "kit")
    stores.member(store, "ash")
    assert block(store, sam, "lou") == block(store, sam, "LOU ")
    block(store, sam, "kit")
    with pytest.raises(Refusal, match="the most there can be"):
        block(store, sam, "ash")


def test_the_list_names_them_in_order_and_not_who_left(store: Store, sam: Person, lou: Person) -> None:
    kit = stores.member(store, "kit")
    for handle in ("lou", "kit"):
        block(store, sam, handle)
    assert [one.handle for one in store.run(blocks.listed, sam)] == ["kit", "lou"]
    assert store.run(blocks.listed, lou) == []
    store.run(lambda: Member.update(left_at=NOW).where(Member.id == kit.id).execute())
    assert [one.handle for one in store.run(blocks.listed, sam)] == ["lou", ""]
    store.run(lambda: Member.delete().where(Member.id == kit.id).execute())
    assert [one.handle for one in store.run(blocks.listed, sam)] == ["lou"]


def test_either_way_there_is_something_between_the_two(store: Store, sam: Person, lou: Person) -> None:
    kit = stores.member(store, "kit")
    assert not store.run(blocks.between, sam.id, lou.id)
    block(store, sam, "lou")
    assert store.run(blocks.between, sam.id, lou.id)
    assert store.run(blocks.between, lou.id, sam.id)
    assert not store.run(blocks.between, sam.id, kit.id)


# Who is here


def test_only_those_are_here_who_are_connected_and_want_it_seen(store: Store, sam: Person, lou: Person) -> None:
    kit, ash = stores.member(store, "kit"), stores.member(store, "ash")
    applicant = stores.member(store, "zoe", waiting=True)
    for person in (sam, lou, ash, applicant):
        store.run(members.set_setting, person.id, "here", 1)
    connected = {sam.id, lou.id, kit.id, applicant.id}
    for reader in (sam, kit):
        assert store.run(presence.here, reader, connected) == ["lou", "sam"]
    assert store.run(presence.here, None, connected) == []
    assert store.run(presence.here, applicant, connected) == []
    store.run(members.set_setting, lou.id, "here", 0)
    assert store.run(presence.here, kit, connected) == ["sam"]


def test_who_blocks_and_who_is_blocked_are_not_here_for_each_other(store: Store, sam: Person, lou: Person) -> None:
    kit = stores.member(store, "kit")
    for person in (sam, lou, kit):
        store.run(members.set_setting, person.id, "here", 1)
    connected = {sam.id, lou.id, kit.id}
    block(store, sam, "lou")
    assert store.run(presence.here, sam, connected) == ["kit", "sam"]
    assert store.run(presence.here, lou, connected) == ["kit", "lou"]
    assert store.run(presence.here, kit, connected) == ["kit", "lou", "sam"]
