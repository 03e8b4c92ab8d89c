"""Lines of one's own, and hidden ones: apart from what is shipped, and there whatever state the database is in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import crisis, line_checks, own_lines
from bbs.community.members import Person, Role
from bbs.community.opening_hours import State
from bbs.community.own_lines import Own, Words
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.tables import Member, database
from tests import stores

DATA = crisis.load()
NOW = 1_780_000_000
CLINIC = {
    "country": "GB", "service": "Harbour Clinic", "kind": "clinic", "phone": "020 7946 0000",
    "place": "2 Quay Street, Leeds", "hours": "Mo-Fr 09:00-17:00", "zone": "Europe/London",
}  # fmt: skip


@pytest.fixture
def olive(store: Store) -> Person:
    return stores.member(store, "olive", role=Role.OPERATOR)


def put(store: Store, who: Person | None, **changed: str) -> Own:
    return store.run(own_lines.put, {**CLINIC, **changed}, DATA, who, now=NOW)[0]


def test_a_line_of_ones_own_is_among_the_shipped_ones(store: Store, olive: Person) -> None:
    data = put(store, olive).with_shipped(DATA)
    line = data.line("GB:harbour-clinic")
    assert line is not None
    assert (line.place, line.phone, line.audience, line.languages) == (
        CLINIC["place"],
        CLINIC["phone"],
        "everyone",
        "en",
    )
    assert line.opening(NOW).state is State.CLOSED
    assert line in data.lines_for("GB", NOW)
    assert len(data.lines) == len(DATA.lines) + 1


def test_whoever_adds_it_has_checked_it(store: Store, olive: Person) -> None:
    put(store, olive)
    (key,) = store.run(line_checks.checks)
    assert "020 7946 0000" in key


def test_an_upgrade_overwrites_none_of_it(store: Store, olive: Person, tmp_path: Path) -> None:
    """Another version ships other lines, and one of the name that was hidden, with another number."""
    put(store, olive)
    own = store.run(own_lines.hide, "GB:samaritans", DATA, olive, now=NOW)
    own_lines.copy(own, tmp_path / "own.json")
    there = [line for line in DATA.lines if line.country != "IE"]
    upgraded = replace(DATA, lines=tuple(replace(line, phone="116 124") if line.phone else line for line in there))
    for found in (own_lines.at_start(store, tmp_path / "own.json"), own_lines.from_file(tmp_path / "own.json")):
        data = found.with_shipped(upgraded)
        line = data.line("GB:harbour-clinic")
        assert line is not None
        assert line.phone == CLINIC["phone"]
        assert data.line("GB:samaritans") is None
        shout = data.line("GB:papyrus-hopeline247")
        assert shout is not None
        assert shout.phone == "116 124"


def test_a_line_of_ones_own_takes_the_place_of_a_shipped_one_of_its_name(store: Store, olive: Person) -> None:
    data = put(store, olive, service="Samaritans", kind="crisis", phone="116 999").with_shipped(DATA)
    assert [line.phone for line in data.lines if line.id == "GB:samaritans"] == ["116 999"]


def test_it_is_changed_under_its_name_and_taken_away(store: Store, olive: Person) -> None:
    put(store, olive)
    (words,) = put(store, olive, service="harbour clinic", phone="020 7946 0001").lines
    assert words.phone == "020 7946 0001"
    assert store.run(own_lines.take_away, "GB:harbour-clinic", olive).lines == ()


def test_a_hidden_line_is_shown_again(store: Store, olive: Person) -> None:
    hidden = store.run(own_lines.hide, "GB:samaritans", DATA, olive, now=NOW)
    assert hidden.with_shipped(DATA).line("GB:samaritans") is None
    store.run(own_lines.hide, "GB:samaritans", DATA, olive, now=NOW)
    assert store.run(own_lines.show, "GB:samaritans", olive).with_shipped(DATA) == DATA
    with pytest.raises(NotFound):
        store.run(own_lines.hide, "GB:nobody", DATA, olive, now=NOW)


def test_a_place_is_nobody_who_answers_now(store: Store, olive: Person) -> None:
    """With every line but a clinic hidden, the first screen still has the directories."""
    put(store, olive, hours="24/7")
    for line in [line for line in DATA.lines if line.country == "GB"]:
        store.run(own_lines.hide, line.id, DATA, olive, now=NOW)
    data = store.run(own_lines.kept).with_shipped(DATA)
    first = data.first_screen("GB", NOW)
    assert first[0].service == "Harbour Clinic"
    assert [line.kind for line in first[1:]] == ["directory"] * (len(first) - 1)
    assert len(first) > 1


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"service": " "}, NotUnderstood),
        ({"phone": "", "place": ""}, NotUnderstood),
        ({"country": "XX"}, NotFound),
        ({"kind": "directory"}, NotFound),
        ({"zone": "Narnia/Lamp"}, NotUnderstood),
    ],
)
def test_what_is_no_line_is_refused(store: Store, olive: Person, changed: dict[str, str], error: Any) -> None:
    with pytest.raises(error):
        put(store, olive, **changed)
    assert store.run(own_lines.kept) == Own()


def test_hours_in_words_are_said_as_they_are(store: Store, olive: Person) -> None:
    data = put(store, olive, hours="first Tuesday of the month", zone="").with_shipped(DATA)
    line = data.line("GB:harbour-clinic")
    assert line is not None
    assert (line.opening_hours, line.hours) == (None, "first Tuesday of the month")


def test_nobody_but_an_operator_changes_any_of_it(store: Store, olive: Person) -> None:
    wren = stores.member(store, "wren", role=Role.MODERATOR)
    for who in (None, wren):
        with pytest.raises(NotFound):
            put(store, who)
        for act, words in ((own_lines.take_away, ("x",)), (own_lines.show, ("x",))):
            with pytest.raises(NotFound):
                store.run(act, *words, who)
        with pytest.raises(NotFound):
            store.run(own_lines.hide, "GB:samaritans", DATA, who, now=NOW)
    assert store.run(own_lines.kept) == Own()


def test_there_is_a_most(store: Store, olive: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_lines, "MOST", 1)
    put(store, olive)
    put(store, olive, phone="1")
    with pytest.raises(Refusal):
        put(store, olive, service="Another")


def test_lines_outlive_who_added_them(store: Store, olive: Person) -> None:
    put(store, olive)
    store.run(lambda: Member.delete().where(Member.id == olive.id).execute())
    assert store.run(own_lines.kept).lines


# The copy beside the database


def test_the_copy_is_there_when_the_database_is_not(store: Store, olive: Person, tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    own = put(store, olive)
    assert own_lines.copy(own, file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert own_lines.at_start(None, file) == own
    with store_in_trouble(store):
        assert own_lines.at_start(store, file) == own


class store_in_trouble:  # noqa: N801 - reads as a sentence
    """A store whose tables are gone."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> None:
        self.store.run(lambda: database.execute_sql("ALTER TABLE own_line RENAME TO gone"))

    def __exit__(self, *what: object) -> None:
        self.store.run(lambda: database.execute_sql("ALTER TABLE gone RENAME TO own_line"))


def test_the_store_is_right_and_mends_the_copy(store: Store, olive: Person, tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    own = put(store, olive)
    file.write_text('{"lines": [], "hidden": ["GB:samaritans"]}')
    assert own_lines.at_start(store, file) == own
    assert own_lines.from_file(file) == own


@given(st.one_of(st.binary(max_size=40), st.sampled_from([b"[]", b"{}", b"null", b'{"lines": [1], "hidden": 3}'])))
def test_a_copy_that_makes_no_sense_is_no_copy(tmp_path_factory: pytest.TempPathFactory, damaged: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "damaged.json"
    file.write_bytes(damaged)
    assert own_lines.from_file(file) == Own()


def test_a_line_of_a_later_version_is_left_out(tmp_path: Path) -> None:
    words = Words.of(CLINIC)
    later = (replace(words, service="Ship", kind="submarine"), replace(words, service="Moon", country="XM"))
    own = Own((words, *later))
    assert [line.service for line in own.with_shipped(DATA).lines[len(DATA.lines) :]] == ["Harbour Clinic"]


def test_a_disk_that_refuses_fails_nothing(tmp_path: Path) -> None:
    own = Own(hidden=frozenset({"GB:samaritans"}))
    assert not own_lines.copy(own, tmp_path / "nowhere" / "own.json")
    assert own_lines.copy(Own(), tmp_path / "nowhere" / "own.json"), "nothing to keep is kept"
