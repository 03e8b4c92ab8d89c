"""Leaving for good: out of sight at once, whole again for who comes back in time, and then gone from every file."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bbs.community import (
    boards,
    deleting,
    exporting,
    hiding,
    housekeeping,
    later,
    leaving,
    members,
    posts,
    profiles,
    reading,
    thanks,
)
from bbs.community.members import Person, Role
from bbs.community.shelf import Kind, Owner
from bbs.errors import NotFound, Refusal
from bbs.house import House
from store import parting, restoring
from store.copying import backup
from store.database import Store
from store.tables import TABLES, LeftHandle, Member, Post, Thread
from store.vault import Vault
from tests import houses
from tests.everything import THEIRS, WORD, plant
from tests.finding import finds

DAY = 24 * 3600
HANDLE = f"{WORD}h"


def vault_of(house: House) -> Vault:
    assert house.vault is not None
    return house.vault


def leaves(house: House, person: Person) -> None:
    houses.write(house, leaving.leave, vault_of(house), person, now=house.clock.now())


def passes(house: House, seconds: int) -> None:
    assert isinstance(house.clock, houses.HeldClock)
    house.clock.move(seconds)
    houses.write(house, housekeeping.purge, vault_of(house), house.clock.now())


def seen_by(house: House, reader: Person) -> str:
    """Return all that somebody can come upon: lists, threads, what a search finds, thanks, pages."""

    def look() -> str:
        lines = boards.threads(reader, boards.get(reader, "sleep"))
        threads = [reading.stretch(reader, line.id, first=1) for line in lines]
        said = [[replace(line, note="" if line.removed else line.note) for line in each.posts] for each in threads]
        return repr((lines, said, thanks.got(vault_of(house), reader)))

    return houses.write(house, look)


def rows(house: House) -> dict[str, list[str]]:
    return houses.write(
        house, lambda: {table.__name__: sorted(repr(row) for row in table.select().tuples()) for table in TABLES}
    )


@pytest.fixture
def reader(house: House) -> Person:
    return houses.member(house, "lou", role=Role.OPERATOR)


def test_what_they_wrote_and_who_they_were_is_out_of_sight_at_once(house: House, reader: Person) -> None:
    sam, typed = plant(house)
    assert WORD in seen_by(house, reader)
    standing = [word for word in typed if houses.write(house, finds, reader, word)]
    assert len(standing) == 3, "a title, and two posts"
    leaves(house, sam)
    said = seen_by(house, reader)
    assert WORD not in said
    assert "'sam'" not in said
    assert not any(houses.write(house, finds, reader, word) for word in typed)
    assert parting.LEFT in said, "what others answered is still found"
    assert f"{THEIRS} answers" in said
    assert houses.write(house, members.by_handle, "sam") is None
    with pytest.raises(NotFound):
        houses.write(house, profiles.get, reader, "sam")
    with pytest.raises(NotFound):
        leaves(house, sam)


def test_who_comes_back_in_time_finds_everything_as_it_was(house: House, reader: Person) -> None:
    sam, typed = plant(house)
    before, shown = rows(house), seen_by(house, reader)
    standing = [word for word in typed if houses.write(house, finds, reader, word)]
    leaves(house, sam)
    passes(house, leaving.UNDO - 1)
    houses.write(house, leaving.come_back, vault_of(house), sam.id)
    assert seen_by(house, reader) == shown
    assert [word for word in typed if houses.write(house, finds, reader, word)] == standing
    after = rows(house)
    for table in ("Post", "Thread", "Member", "Draft", "Private", "Thanks", "Leaving", "ThreadTag"):
        assert after[table] == before[table], table


def test_what_was_deleted_before_they_left_does_not_come_back_with_them(house: House) -> None:
    sam = houses.member(house, "sam")
    line = houses.write(house, posts.start, sam, "sleep", "Awake", WORD, now=house.clock.now())
    houses.write(house, posts.remove_own, sam, line.id, now=house.clock.now())
    leaves(house, sam)
    houses.write(house, leaving.come_back, vault_of(house), sam.id)
    assert houses.write(house, posts.get, sam, line.id).removed


def test_a_reply_that_waits_is_not_sent_while_its_author_is_gone(house: House) -> None:
    houses.member(house, "lou", role=Role.OPERATOR)
    sam, _ = plant(house)
    hour = house.clock.now() + later.WAIT
    assert houses.write(house, later.due, hour)
    leaves(house, sam)
    assert houses.write(house, later.due, hour) == []


def test_the_only_operator_cannot_leave(house: House) -> None:
    sam, _ = plant(house)
    with pytest.raises(Refusal, match="only operator"):
        leaves(house, sam)
    houses.member(house, "lou", role=Role.OPERATOR)
    leaves(house, sam)


def test_after_the_days_are_over_nothing_of_them_is_left_and_nobody_gets_their_handle(
    house: House, reader: Person
) -> None:
    sam, _ = plant(house)
    leaves(house, sam)
    passes(house, leaving.UNDO)
    assert houses.write(house, leaving.who_left, sam.id) is None
    with pytest.raises(NotFound):
        houses.write(house, leaving.come_back, vault_of(house), sam.id)
    for handle in ("sam", " S4M", "samuel"):
        assert houses.write(house, leaving.is_anybodys, vault_of(house), handle) is (handle != "samuel")
    with pytest.raises(Refusal, match="taken"):
        houses.write(house, leaving.refuse_left, vault_of(house), "sam")
    assert WORD not in str(rows(house))
    assert "sam" not in str(rows(house)["Member"])
    assert houses.write(house, LeftHandle.select().count) == 1
    said = seen_by(house, reader)
    assert f"{THEIRS} answers" in said
    assert WORD not in exporting.as_json(
        houses.write(house, exporting.gather, Owner(vault_of(house), reader.id), "lou", now=0)
    )


def files_with(folder: Path, *words: str) -> list[str]:
    """Return the files in which one of the words is, in any case: the index keeps small letters."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in found if any(word.encode() in path.read_bytes().lower() for word in words)]


def test_no_file_holds_a_word_of_theirs_nor_does_a_copy_that_is_put_back(
    house: House, tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    houses.member(house, "lou", role=Role.OPERATOR)
    sam, _ = plant(house, HANDLE)
    home, store = house.home, house.store
    assert store is not None
    copies = [tmp_path / "standing.db", tmp_path / "leaving.db"]
    backup(home.database, copies[0])
    leaves(house, sam)
    backup(home.database, copies[1])
    assert files_with(home.path, WORD)
    passes(house, leaving.UNDO)
    asyncio.run(store.tidy())
    assert files_with(home.path, WORD) == []
    assert WORD not in log.text
    houses.close(house)
    for copy in copies:
        assert files_with(copy.parent, WORD), "the copy has them"
        with restoring.working_copy(copy, home, str) as working:
            with restoring.opened(working):
                restoring.forget(restoring.deletions(home, copy), house.clock.now())
                restoring.keep_handles(home)
            assert WORD.encode() not in working.read_bytes().lower()
            with closing(Store.open(working, tmp_path / "none")) as restored:
                assert restored.run(Member.select().where(Member.id == sam.id).count) == 0
                assert restored.run(LeftHandle.select().count) == 1
                assert restored.run(Post.select().where(Post.text.contains(THEIRS)).count)
                assert restored.run(Thread.select().where(Thread.title == parting.LEFT).count) == 1


# Deleting a part


def owner(house: House, person: Person) -> Owner:
    return Owner(vault_of(house), person.id)


def left_in(house: House, person: Person, name: str) -> int:
    whole = houses.write(house, exporting.gather, owner(house, person), "sam", [name], now=0)
    return len(whole.parts[0][1])


@pytest.mark.parametrize("name", sorted(deleting.AT_ONCE))
def test_a_part_is_gone_at_once_and_the_others_stay(house: House, name: str) -> None:
    sam, _ = plant(house)
    assert deleting.can_be_deleted(name)
    assert not deleting.can_be_taken_back(name)
    assert left_in(house, sam, name)
    houses.write(house, deleting.delete, owner(house, sam), name, now=1)
    assert left_in(house, sam, name) == 0
    assert left_in(house, sam, "posts") == 2


def test_ones_posts_are_gone_and_what_others_answered_stays(house: House, reader: Person) -> None:
    sam, _ = plant(house)
    houses.write(house, deleting.delete, owner(house, sam), "posts", now=1)
    shown = seen_by(house, reader)
    assert f"{THEIRS} answers" in shown
    text = houses.write(house, lambda: [row.text for row in Post.select().where(Post.author == sam.id)])
    assert text == ["", ""]


def test_a_private_part_can_be_taken_back_for_a_week_and_is_then_destroyed(house: House) -> None:
    sam, _ = plant(house)
    mine, now = owner(house, sam), house.clock.now()
    houses.write(house, deleting.delete, mine, "journal", now=now)
    assert left_in(house, sam, "journal") == 0
    passes(house, hiding.UNDO - 1)
    houses.write(house, hiding.take_back, sam.id, Kind.JOURNAL, now)
    assert left_in(house, sam, "journal") == 1
    houses.write(house, deleting.delete, mine, "journal", now=now)
    passes(house, 1)
    assert houses.write(house, hiding.hidden, sam.id) == []


def test_what_a_membership_rests_on_cannot_be_deleted_by_itself(house: House) -> None:
    sam, _ = plant(house)
    for name in ("you", "keys", "codes", "guidelines", "about-you", "staff", "versions"):
        assert not deleting.can_be_deleted(name)
        with pytest.raises(NotFound):
            houses.write(house, deleting.delete, owner(house, sam), name, now=1)
