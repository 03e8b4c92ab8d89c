"""What is held about a member is told them, all of it, and nobody else's words are."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from peewee import ForeignKeyField

from bbs import server_key
from bbs.community import exporting, held, joining, leaving
from bbs.community.held import NOT_TOLD, PARTS
from bbs.community.held_entry import Entry
from bbs.community.members import Role
from bbs.community.shelf import Owner
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.house import House
from bbs.language import ENGLISH
from store.sealed import SEALED
from store.tables import TABLES, Member
from tests import houses
from tests.everything import THEIRS, WORD, plant

KEYED = {"mark", "public", "salt", "digest", "chain"}
"""Columns of bytes that hold no words: keyed marks, and what a member's own key is made of."""


def owner(house: House, member_id: int) -> Owner:
    assert house.vault is not None
    return Owner(house.vault, member_id)


def gathered(house: House, member_id: int, *only: str) -> exporting.Whole:
    now = house.clock.now()
    return houses.write(house, exporting.gather, owner(house, member_id), "sam", only, now=now)


def test_every_column_that_names_a_member_is_told_of_or_left_out_for_a_reason() -> None:
    naming = {
        str(field)
        for table in TABLES
        for field in table._meta.sorted_fields
        if isinstance(field, ForeignKeyField) and field.rel_model is Member
    }
    told = {str(column) for part in PARTS for column in part.columns}
    assert naming - told - {str(column) for column in NOT_TOLD} == set()
    assert told <= naming


def test_every_column_of_bytes_is_known_to_be_sealed_or_to_hold_no_words() -> None:
    known = {(each.table, each.column) for each in SEALED}
    wrapped = {("KeyWrap", "sealed")}  # by what its member knows, not by the server key
    for table in TABLES:
        for field in table._meta.sorted_fields:
            if field.field_type == "BLOB" and field.name not in KEYED and (table.__name__, field.name) not in wrapped:
                assert (table, field.name) in known


def test_every_sealed_row_opens_in_the_place_that_is_listed_for_it(house: House) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    plant(house)
    vault = house.vault
    assert vault is not None
    houses.write(house, joining.begin, vault, now=house.clock.now())
    houses.write(house, leaving.leave, vault, olive, now=house.clock.now())
    houses.write(house, server_key.take, vault.marking_with(bytes(32)))

    def looked_at() -> set[tuple[str, str]]:
        found = set()
        for each in SEALED:
            for row in each.table.select():
                if (sealed := getattr(row, each.column)) is not None:
                    vault.open(each.place(row), bytes(sealed))
                    found.add((each.table.__name__, each.column))
        return found

    assert houses.write(house, looked_at) == {(each.table.__name__, each.column) for each in SEALED}


def test_all_that_a_member_typed_is_in_both_files_and_nobody_elses_words_are(house: House) -> None:
    sam, typed = plant(house)
    whole = gathered(house, sam.id)
    with zipfile.ZipFile(BytesIO(exporting.zipped(whole, ENGLISH))) as file:
        assert file.namelist() == [exporting.JSON, exporting.TEXT]
        for name in file.namelist():
            said = file.read(name).decode()
            assert [word for word in typed if word not in said] == []
            assert THEIRS not in said
    found = json.loads(exporting.as_json(whole))
    assert set(found) == {"version", "handle", "made_at", *(part.name for part in PARTS)}
    assert all(
        found[part.name] for part in PARTS if part.name not in ("own-key", "about-you", "notes-about", "guidelines")
    )
    assert found["drafts"][0]["kept_at"] == "2026-05-28T20:26:40Z"
    assert len(typed) > 30


def test_nobody_is_given_what_is_held_about_another(house: House) -> None:
    plant(house)
    lou = houses.member(house, "lou")
    said = exporting.as_json(gathered(house, lou.id))
    assert WORD not in said
    assert THEIRS not in said


def test_both_files_say_the_same(house: House) -> None:
    sam, _ = plant(house)
    whole = gathered(house, sam.id)
    text = exporting.as_text(whole, ENGLISH)
    for _name, entries in whole.parts:
        for entry in entries:
            for _label, value in exporting.facts(entry, ENGLISH):
                assert value.replace("\n", "\n    ") in text


def test_parts_can_be_named_and_a_part_that_there_is_not_is_said_to_be_none(house: House) -> None:
    sam, _ = plant(house)
    assert [name for name, _ in gathered(house, sam.id, "drafts", "journal").parts] == ["journal", "drafts"]
    with pytest.raises(NotUnderstood, match="There is no"):
        gathered(house, sam.id, "secrets")
    with pytest.raises(NotFound):
        held.label_of("secrets")


def test_what_is_too_much_for_one_file_is_asked_for_in_parts(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sam, _ = plant(house)
    monkeypatch.setattr(exporting, "MOST", 2_000)
    with pytest.raises(Refusal, match="too much for one file"):
        gathered(house, sam.id)
    assert gathered(house, sam.id, "drafts").parts


def test_words_of_several_lines_keep_them_in_the_text(house: House) -> None:
    entry = Entry(json.dumps({"text": "One.\nTwo.", "note": "", "here": False, "at": 0}))
    rows = exporting.facts(entry, ENGLISH)
    assert rows == [
        ("Words", "One.\nTwo."),
        ("Others see when you are here", "no"),
        ("When", "1970-01-01T00:00:00Z"),
    ]
