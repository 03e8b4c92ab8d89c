"""Notes of the staff about a member: for the staff, and for the member when they ask what is held."""

from __future__ import annotations

import pytest

from bbs.community import exporting, staff_notes
from bbs.community.members import Role
from bbs.community.shelf import Owner
from bbs.errors import NotFound, NotUnderstood
from bbs.house import House
from store.tables import StaffNote
from tests import houses

NOW = houses.STARTED


def test_the_staff_read_what_the_staff_noted_and_the_member_finds_it_in_what_is_held(house: House) -> None:
    wren, dove = (houses.member(house, name, role=Role.MODERATOR) for name in ("wren", "dove"))
    sam = houses.member(house, "sam")
    houses.write(house, staff_notes.note, house.vault, wren, sam.id, "Writes at night, mostly kindly.", now=NOW)
    (noted,) = houses.write(house, staff_notes.about, house.vault, dove, sam.id)
    assert (noted.text, noted.by, noted.is_mine) == ("Writes at night, mostly kindly.", "wren", False)
    for other in (sam, None):
        with pytest.raises(NotFound):
            houses.write(house, staff_notes.about, house.vault, other, sam.id)
    assert b"night" not in houses.write(house, lambda: bytes(StaffNote.get().sealed))
    assert house.vault is not None
    owner = Owner(house.vault, sam.id)
    whole = houses.write(house, exporting.gather, owner, "sam", ("notes-about",), now=NOW)
    assert "Writes at night, mostly kindly." in exporting.as_json(whole)


def test_nobody_notes_or_reads_anything_about_themselves_at_the_desk(house: House) -> None:
    wren, dove = (houses.member(house, name, role=Role.MODERATOR) for name in ("wren", "dove"))
    houses.write(house, staff_notes.note, house.vault, dove, wren.id, "Tired lately.", now=NOW)
    with pytest.raises(NotFound):
        houses.write(house, staff_notes.about, house.vault, wren, wren.id)
    with pytest.raises(NotFound):
        houses.write(house, staff_notes.note, house.vault, wren, wren.id, "All is well.", now=NOW)


def test_whoever_made_a_note_takes_it_away_and_an_operator_anybodys(house: House) -> None:
    wren, dove = (houses.member(house, name, role=Role.MODERATOR) for name in ("wren", "dove"))
    olive, sam = houses.member(house, "olive", role=Role.OPERATOR), houses.member(house, "sam")
    for _ in range(2):
        houses.write(house, staff_notes.note, house.vault, wren, sam.id, "A note.", now=NOW)
    first, second = houses.write(house, staff_notes.about, house.vault, wren, sam.id)
    for other in (dove, sam):
        with pytest.raises(NotFound):
            houses.write(house, staff_notes.remove, other, first.id)
    houses.write(house, staff_notes.remove, wren, first.id)
    houses.write(house, staff_notes.remove, olive, second.id)
    assert houses.write(house, staff_notes.about, house.vault, wren, sam.id) == []


def test_no_words_and_too_many_are_told(house: House) -> None:
    wren, sam = houses.member(house, "wren", role=Role.MODERATOR), houses.member(house, "sam")
    for words in ("  \n", "x" * 2001):
        with pytest.raises(NotUnderstood):
            houses.write(house, staff_notes.note, house.vault, wren, sam.id, words, now=NOW)
    with pytest.raises(NotFound):
        houses.write(house, staff_notes.note, house.vault, wren, 999, "Who?", now=NOW)
