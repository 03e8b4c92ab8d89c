"""Notes to the desk: anybody leaves one, only they and the desk read it, and nobody answers twice."""

from __future__ import annotations

from typing import Any

import pytest

from bbs.community import desk, desk_answers, members
from bbs.community.desk import About, Note, Taken
from bbs.community.members import Person, Role
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.tables import DeskNote, Member
from store.vault import SealBrokenError, Vault

NOW = 1_780_000_000
DAY = 24 * 3600
WORDS = "I could not sleep again, and the canary is called Pip."
VAULT = Vault(bytes(32))


def add(store: Store, handle: str, role: Role = Role.MEMBER) -> Person:
    return store.run(members.add, handle, now=NOW, role=role)


@pytest.fixture
def wren(store: Store) -> Person:
    return add(store, "wren", Role.MODERATOR)


def leave(
    store: Store, text: str = WORDS, about: About = About.NOTE, member: Person | None = None, now: int = NOW
) -> str:
    return store.run(desk.leave, VAULT, about, text, member, now)


def by_code(store: Store, code: str) -> Note:
    note = store.run(desk.by_code, VAULT, code)
    assert note is not None
    return note


def test_a_guest_reads_the_answer_with_the_return_code(store: Store, wren: Person) -> None:
    code = leave(store)
    note = by_code(store, code)
    assert (note.text, note.answer, note.answered_at) == (WORDS, "", None)
    store.run(desk_answers.answer, VAULT, wren, note.id, "I am here.", now=NOW + 60)
    note = by_code(store, code)
    assert (note.answer, note.answered_at) == ("I am here.", NOW + 60)


def test_a_code_is_found_however_it_is_typed(store: Store) -> None:
    code = leave(store)
    word, number = code.split("-")
    assert by_code(store, f" {word.upper()} {number[:2]} {number[2:]} ").text == WORDS


def test_a_code_nobody_has_finds_nothing(store: Store) -> None:
    leave(store)
    assert store.run(desk.by_code, VAULT, "otter-0000") is None
    assert store.run(desk.by_code, VAULT, "") is None


def test_neither_words_nor_code_are_in_the_database(store: Store, wren: Person) -> None:
    code = leave(store)
    store.run(desk_answers.answer, VAULT, wren, by_code(store, code).id, "an answering canary", now=NOW)
    held = b"".join(path.read_bytes() for path in store.path.parent.glob("warmline.db*"))
    assert b"desk_note" in held
    for secret in (b"canary", code.encode()):
        assert secret not in held


def test_note_and_answer_cannot_pass_for_each_other(store: Store, wren: Person) -> None:
    code = leave(store)
    store.run(desk_answers.answer, VAULT, wren, by_code(store, code).id, "I am here.", now=NOW)

    def swap() -> None:
        row = DeskNote.get()
        DeskNote.update(sealed=row.answer, answer=row.sealed).execute()

    store.run(swap)
    with pytest.raises(SealBrokenError):
        by_code(store, code)


def test_whoever_needs_a_person_need_not_find_words(store: Store) -> None:
    assert by_code(store, leave(store, "  ", About.CRISIS)).text == ""
    assert by_code(store, leave(store, "", About.JOINING)).text == ""
    with pytest.raises(NotUnderstood):
        leave(store, " \n ")


def test_a_note_has_an_end(store: Store) -> None:
    leave(store, "x" * desk.LONGEST)
    with pytest.raises(NotUnderstood, match="most"):
        leave(store, "x" * (desk.LONGEST + 1))


def test_people_in_a_crisis_come_first_then_the_oldest(store: Store, wren: Person) -> None:
    leave(store, "first", now=NOW)
    leave(store, "second", About.JOINING, now=NOW + 1)
    leave(store, "third", About.CRISIS, now=NOW + 2)
    leave(store, "fourth", About.CRISIS, now=NOW + 3)
    lines = store.run(desk_answers.waiting, wren)
    assert [line.made_at - NOW for line in lines] == [2, 3, 0, 1]
    assert store.run(desk_answers.count_waiting, wren) == desk.Count(4, 2)


def test_nothing_waiting_is_counted_as_nothing(store: Store, wren: Person) -> None:
    assert store.run(desk_answers.count_waiting, wren) == desk.Count(0, 0)


def test_nobody_answers_what_was_answered(store: Store, wren: Person) -> None:
    code = leave(store)
    note = by_code(store, code)
    store.run(desk_answers.answer, VAULT, wren, note.id, "I am here.", now=NOW)
    with pytest.raises(NotFound, match="not waiting"):
        store.run(desk_answers.answer, VAULT, wren, note.id, "Me too.", now=NOW)
    assert store.run(desk_answers.waiting, wren) == []
    assert by_code(store, code).answer == "I am here."


def test_an_answer_has_words(store: Store, wren: Person) -> None:
    note = by_code(store, leave(store))
    with pytest.raises(NotUnderstood):
        store.run(desk_answers.answer, VAULT, wren, note.id, "  ", now=NOW)
    assert store.run(desk_answers.count_waiting, wren).waiting == 1


def test_only_staff_see_the_desk(store: Store) -> None:
    note = by_code(store, leave(store))
    for who in (None, add(store, "sam")):
        calls: list[tuple[Any, ...]] = [
            (desk_answers.waiting, who),
            (desk_answers.count_waiting, who),
            (desk_answers.read, VAULT, who, note.id),
        ]
        for fn, *given in calls:
            with pytest.raises(NotFound):
                store.run(fn, *given)
        with pytest.raises(NotFound):
            store.run(desk_answers.answer, VAULT, who, note.id, "I am here.", now=NOW)


def test_staff_neither_see_nor_answer_their_own(store: Store, wren: Person) -> None:
    note = by_code(store, leave(store, member=wren))
    assert store.run(desk_answers.waiting, wren) == []
    with pytest.raises(NotFound):
        store.run(desk_answers.answer, VAULT, wren, note.id, "To myself.", now=NOW)
    olive = add(store, "olive", Role.OPERATOR)
    assert store.run(desk_answers.read, VAULT, olive, note.id).text == WORDS


def test_a_member_finds_their_notes_without_a_code_and_nobody_elses(store: Store) -> None:
    sam, ash = add(store, "sam"), add(store, "ash")
    leave(store, member=sam)
    (line,) = store.run(desk.own, sam)
    assert (line.handle, line.answered) == ("sam", False)
    assert store.run(desk.own_note, VAULT, sam, line.id).text == WORDS
    assert store.run(desk.own, ash) == []
    with pytest.raises(NotFound):
        store.run(desk.own_note, VAULT, ash, line.id)


def test_a_note_that_was_taken_back_is_gone_for_everybody(store: Store, wren: Person) -> None:
    code = leave(store, about=About.CRISIS)
    kept = leave(store, "another")
    note = by_code(store, code)
    store.run(desk.withdraw, note)
    assert store.run(desk.by_code, VAULT, code) is None
    with pytest.raises(NotFound):
        store.run(desk_answers.read, VAULT, wren, note.id)
    assert by_code(store, kept).text == "another"


def test_notes_are_destroyed_when_their_time_is_over(store: Store, wren: Person) -> None:
    waiting, answered = leave(store), leave(store)
    store.run(desk_answers.answer, VAULT, wren, by_code(store, answered).id, "I am here.", now=NOW)
    store.run(desk.destroy_old, NOW + 30 * DAY)
    assert by_code(store, answered).answer == "I am here."
    store.run(desk.destroy_old, NOW + 30 * DAY + 1)
    assert store.run(desk.by_code, VAULT, answered) is None
    store.run(desk.destroy_old, NOW + 90 * DAY)
    assert by_code(store, waiting).text == WORDS
    leave(store, now=NOW + 90 * DAY + 1)
    assert store.run(desk.by_code, VAULT, waiting) is None


def test_a_flood_of_notes_leaves_room_for_people_in_a_crisis_and_for_members(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "GUESTS_MOST", 2)
    monkeypatch.setattr(desk, "GUESTS_MOST_IN_CRISIS", 3)
    leave(store)
    leave(store)
    with pytest.raises(Refusal, match="help"):
        leave(store)
    leave(store, about=About.CRISIS)
    with pytest.raises(Refusal, match="help"):
        leave(store, about=About.CRISIS)
    leave(store, member=add(store, "sam"))


def test_an_unknown_kind_of_note_is_a_bug(store: Store) -> None:
    with pytest.raises(ValueError, match="gossip"):
        store.run(desk.leave, VAULT, "gossip", WORDS, None, NOW)


# Who took it


def test_a_note_says_who_took_it_and_a_name_only_if_that_was_said(store: Store, wren: Person) -> None:
    code = leave(store)
    note = by_code(store, code)
    assert note.taken is None
    store.run(desk_answers.take, VAULT, wren, note.id, named=False, now=NOW + 60)
    taken = by_code(store, code).taken
    assert taken == Taken(NOW + 60, wren.id, "moderator", "")
    store.run(desk_answers.take, VAULT, wren, note.id, named=True, now=NOW + 90)
    assert by_code(store, code).taken == Taken(NOW + 90, wren.id, "moderator", "wren")


def test_what_one_took_still_waits_is_taken_over_and_is_given_back_by_its_taker_alone(
    store: Store, wren: Person
) -> None:
    kit = add(store, "kit", Role.OPERATOR)
    code = leave(store)
    note = by_code(store, code)
    store.run(desk_answers.take, VAULT, wren, note.id, named=False, now=NOW)
    (line,) = store.run(desk_answers.waiting, kit)
    assert line.taken_by == "wren"
    store.run(desk_answers.leave_to_others, VAULT, kit, note.id)
    assert by_code(store, code).taken is not None
    store.run(desk_answers.take, VAULT, kit, note.id, named=False, now=NOW)
    store.run(desk_answers.leave_to_others, VAULT, kit, note.id)
    assert by_code(store, code).taken is None


def test_nobody_but_staff_takes_a_note_and_no_one_their_own(store: Store, wren: Person) -> None:
    sam = add(store, "sam")
    theirs, own = by_code(store, leave(store)), by_code(store, leave(store, member=wren))
    for who, note in ((sam, theirs), (None, theirs), (wren, own)):
        with pytest.raises(NotFound):
            store.run(desk_answers.take, VAULT, who, note.id, named=False, now=NOW)
        with pytest.raises(NotFound):
            store.run(desk_answers.leave_to_others, VAULT, who, note.id)


def test_a_taker_who_is_no_member_any_more_has_no_name(store: Store, wren: Person) -> None:
    code = leave(store)
    store.run(desk_answers.take, VAULT, wren, by_code(store, code).id, named=True, now=NOW)
    store.run(lambda: Member.delete().where(Member.id == wren.id).execute())
    assert by_code(store, code).taken == Taken(NOW, None, "", "")
