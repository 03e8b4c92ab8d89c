"""Drafts: one a place, their writer's alone, and never in the way."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bbs.community import drafts
from bbs.community.drafts import Kept
from bbs.community.members import Person
from bbs.house import House
from store.tables import Draft
from store.vault import Vault
from tests import houses

PLACE = "boards/sleep/post"


@pytest.fixture
def sam(house: House) -> Person:
    return houses.member(house, "sam")


def keep(house: House, writer: Person, text: str, place: str = PLACE, now: int = 1) -> None:
    houses.write(house, drafts.keep, house.vault, writer.id, place, text, now=now)


def kept(house: House, writer: Person, place: str = PLACE) -> str:
    return houses.write(house, drafts.kept, house.vault, writer.id, place)


def rows(house: House) -> int:
    return houses.write(house, lambda: Draft.select().count())


def test_a_draft_is_there_again_as_it_was(house: House, sam: Person) -> None:
    text = "Two lines,\n\nmoins d'accents: é, 眠れない, 🙂"
    keep(house, sam, text)
    assert kept(house, sam) == text


def test_a_draft_written_anew_takes_the_place_of_the_old(house: House, sam: Person) -> None:
    for text in ("First.", "Second" * 100, "Third."):
        keep(house, sam, text)
        assert kept(house, sam) == text
    assert rows(house) == 1


def test_every_place_has_its_own(house: House, sam: Person) -> None:
    keep(house, sam, "A thread.", now=1)
    keep(house, sam, "An answer.", "boards/sleep/1/reply/2", now=2)
    assert kept(house, sam) == "A thread."
    assert houses.write(house, drafts.places, sam.id) == [Kept("boards/sleep/1/reply/2", 2), Kept(PLACE, 1)]


def test_ones_draft_is_not_anothers(house: House, sam: Person) -> None:
    lou = houses.member(house, "lou")
    keep(house, sam, "Mine.")
    assert kept(house, lou) == ""
    assert houses.write(house, drafts.places, lou.id) == []
    houses.write(house, drafts.drop, lou.id, PLACE)
    assert kept(house, sam) == "Mine."


@pytest.mark.parametrize("text", ["", "  \n "])
def test_no_words_drop_what_was_kept(house: House, sam: Person, text: str) -> None:
    keep(house, sam, "Not this.")
    keep(house, sam, text)
    assert (kept(house, sam), rows(house)) == ("", 0)


def test_dropping_what_is_not_there_is_nothing(house: House, sam: Person) -> None:
    houses.write(house, drafts.drop, sam.id, PLACE)
    assert kept(house, sam) == ""


def test_a_draft_is_kept_safe_for_a_terminal(house: House, sam: Person) -> None:
    keep(house, sam, "one\x1b]52;c;x\x07\u202e")
    assert kept(house, sam) == "one]52;c;x"


def test_a_draft_moved_to_another_member_does_not_open(house: House, sam: Person) -> None:
    lou = houses.member(house, "lou")
    keep(house, sam, "Mine.")
    houses.write(house, lambda: Draft.update(member=lou.id).execute())
    assert kept(house, lou) == ""


def test_under_another_server_key_a_draft_is_lost_and_in_nobodys_way(
    house: House, sam: Person, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keep(house, sam, "zqcanary")
    house.vault = Vault.begin(tmp_path / "other.key")
    with caplog.at_level(logging.WARNING):
        assert kept(house, sam) == ""
    assert [record.getMessage() for record in caplog.records] == [
        "a draft could not be opened: was the server key changed?"
    ]
    keep(house, sam, "Written again.")
    assert kept(house, sam) == "Written again."


def test_drafts_go_with_their_writer(house: House, sam: Person) -> None:
    keep(house, sam, "Mine.")
    houses.write(house, lambda: Draft._meta.database.execute_sql("DELETE FROM member WHERE handle = 'sam'"))
    assert rows(house) == 0
