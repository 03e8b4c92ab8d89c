"""My data: read in a visit, fetched by a command, deleted and taken back; and leaving for good and coming back."""

from __future__ import annotations

import asyncio
import json
import zipfile
from io import BytesIO

import pytest

from bbs.arrival import Terminal
from bbs.community import credentials, leaving, members, shelf
from bbs.community.members import Person, Role
from bbs.community.shelf import Kind, Owner
from bbs.errors import Exit
from bbs.house import House
from bbs.locker import Again
from bbs.session import Session
from screens.linemode.opening import open_line
from screens.linemode.verbs import run_verb
from screens.pages import ROUTES
from tests import houses
from tests.doorkeeping import Doorkeeper
from tests.everything import THEIRS, plant
from tests.houses import PASSPHRASE

WORDS = "rain on the tent roof"


@pytest.fixture
def sam(house: House) -> Person:
    house.doorkeeper = Doorkeeper(house)
    person, _ = plant(house)
    houses.member(house, "olive", role=Role.OPERATOR)
    return person


def visit(house: House, typed: list[str], person: Person | None) -> str:
    return " ".join(houses.visit(house, typed, person).split())


def export(house: House, person: Person | None, *words: str, terminal: bool = False) -> tuple[int, bytes, str]:
    wire = houses.ScriptedWire([])
    command = " ".join(("export", *words))
    kind = Terminal(kind="xterm") if terminal else Terminal()
    caller = houses.session(house, person, command=command, terminal=kind)
    status = asyncio.run(run_verb(caller, wire, ROUTES, command))
    return status, bytes(wire.sent), wire.errors.decode()


def parts_in(data: bytes) -> dict[str, object]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        found: dict[str, object] = json.loads(file.read("mydata.json"))
    return found


def seals_journal(house: House, person: Person) -> None:
    typed = ["go settings/private", "seal", "1", "yes", PASSPHRASE, "all", "done", "bye"]
    assert "Sealed." in visit(house, typed, person)


# Reading


def test_every_part_is_listed_and_can_be_read(house: House, sam: Person) -> None:
    said = visit(house, ["go my-data", "m", "m", "m", "m", "", "bye"], sam)
    for words in ("Posts, 2 entries", "Drafts, 2 entries", "SSH keys, 1 entry", "Whom you blocked, 1 entry"):
        assert words in said
    assert "Not held: your e-mail; your real name" in said
    said = visit(house, ["go my-data/drafts", "bye"], sam)
    assert "Drafts: 1 of 2. Where: boards/sleep/post. Kept: today 20:26. Words: zqcanary" in said


def test_all_of_it_is_read_entry_by_entry_and_a_script_is_given_the_whole(house: House, sam: Person) -> None:
    status, said, _ = houses.verb(house, "read my-data/all", sam)
    assert status == Exit.DONE
    assert "You and your settings: 1 of " in said
    assert "What you did for this place: " in said
    assert THEIRS not in said


def test_all_of_it_is_read_as_json_too_a_page_at_a_time_and_whole_for_a_script(house: House, sam: Person) -> None:
    status, said, _ = houses.verb(house, "read my-data/json", sam)
    assert status == Exit.DONE
    assert json.loads(said) == parts_in(export(house, sam)[1])
    shown = visit(house, ["go my-data", "json", "", "", "bye"], sam)
    assert "My data as JSON, lines 1 to 40 of" in shown
    assert "My data as JSON, lines 41 to 80 of" in shown


def test_what_is_sealed_is_left_out_of_json_until_it_is_opened(house: House, sam: Person) -> None:
    seals_journal(house, sam)
    assert "journal" in json.loads(houses.verb(house, "read my-data/json", sam)[1])["left_out"]
    shown = visit(house, ["go my-data/json", "unlock", PASSPHRASE, "unlock", "bye"], sam)
    before, _, after = shown.partition("Open.")
    assert "Sealed, and not among it: mood, questions, journal, kind-words." in before
    assert "Sealed" not in after
    assert '"handle": "sam"' in after


def test_a_part_that_there_is_not_is_not_there(house: House, sam: Person) -> None:
    status, _, error = houses.verb(house, "read my-data/secrets", sam)
    assert status == Exit.REFUSED
    assert "nothing at that address" in error
    assert houses.verb(house, "read my-data", None)[0] == Exit.SIGN_IN_FIRST


# Fetching


def test_the_file_is_sent_without_a_terminal_and_refused_with_one(house: House, sam: Person) -> None:
    status, data, error = export(house, sam)
    assert (status, error) == (Exit.DONE, "")
    assert parts_in(data)["handle"] == "sam"
    status, data, error = export(house, sam, terminal=True)
    assert status == Exit.NOT_UNDERSTOOD
    assert b"mydata.zip" in data + error.encode()
    assert export(house, None)[0] == Exit.SIGN_IN_FIRST
    assert set(parts_in(export(house, sam, "drafts")[1])) == {"version", "handle", "made_at", "drafts"}
    assert export(house, sam, "secrets")[0] == Exit.NOT_UNDERSTOOD


def test_what_is_sealed_is_fetched_after_it_was_opened_in_a_visit_or_left_out(house: House, sam: Person) -> None:
    seals_journal(house, sam)
    status, data, error = export(house, sam)
    assert (status, data) == (Exit.REFUSED, b"")
    assert "my-data, then fetch" in error
    left = parts_in(export(house, sam, "without-sealed")[1])
    assert "journal" not in left
    assert "journal" in str(left["left_out"])
    assert "does not open it" in visit(house, ["go my-data", "fetch", "some other words", "bye"], sam)
    assert export(house, sam)[0] == Exit.REFUSED
    assert "Open for 10 minutes, once." in visit(house, ["go my-data", "fetch", PASSPHRASE, "bye"], sam)
    assert parts_in(export(house, sam)[1])["journal"]
    assert export(house, sam)[0] == Exit.REFUSED, "once"


def test_what_was_opened_is_shut_after_ten_minutes(house: House, sam: Person) -> None:
    seals_journal(house, sam)
    visit(house, ["go my-data", "fetch", PASSPHRASE, "bye"], sam)
    assert isinstance(house.clock, houses.HeldClock)
    house.clock.move(600)
    assert export(house, sam)[0] == Exit.REFUSED


def test_who_wants_to_be_asked_again_is_asked_before_a_file_is_sent(house: House, sam: Person) -> None:
    asked = houses.write(house, credentials.set_again, sam.id, Again.PASSPHRASE.value)
    status, data, error = export(house, asked)
    assert (status, data) == (Exit.REFUSED, b"")
    assert "say again who you are" in error
    said = visit(house, ["go my-data", "fetch", "open", PASSPHRASE, "fetch", "bye"], asked)
    assert "Open for 10 minutes, once." in said
    assert export(house, asked)[0] == Exit.DONE


# Deleting


def test_a_private_part_is_deleted_and_taken_back(house: House, sam: Person) -> None:
    said = visit(house, ["go my-data/journal", "delete", "no", "delete", "yes", "go my-data/journal", "bye"], sam)
    assert "You can take it back for 7 days" in said
    assert "There is nothing here." in said
    said = visit(house, ["go my-data", "deleted", "take-back 1", "go my-data/journal", "bye"], sam)
    assert "Journal, 1 entry, can be taken back until 4 June." in said
    assert "Journal: 1 of 1" in said


def test_what_waits_to_be_destroyed_can_be_destroyed_now(house: House, sam: Person) -> None:
    typed = ["go my-data/journal", "delete", "yes", "go my-data/deleted", "destroy 1", "yes", "bye"]
    assert "Nothing waits to be destroyed." in visit(house, typed, sam)


def test_other_parts_say_that_they_are_gone_for_good(house: House, sam: Person) -> None:
    said = visit(house, ["go my-data/drafts", "delete", "yes", "go my-data/drafts", "bye"], sam)
    assert "It is gone at once, and cannot be brought back." in said
    assert "There is nothing here." in said
    assert "There is no delete" in houses.verb(house, "delete my-data/keys", sam)[2]


# Leaving


def test_who_leaves_says_who_they_are_and_that_they_mean_it(house: House, sam: Person) -> None:
    said = visit(house, ["go my-data/leave", "leave-now", "some other words", "bye"], sam)
    assert "Nothing was changed" in said
    said = visit(house, ["go my-data/leave", "leave-now", PASSPHRASE, "no", "bye"], sam)
    assert "Left as it was." in said
    said = visit(house, ["go my-data/leave", "leave-now", PASSPHRASE, "yes", "home"], sam)
    assert said.endswith("Crisis help needs no account: help@.")
    assert houses.write(house, members.by_handle, "sam") is None


def test_the_only_operator_is_told_before_they_are_asked_anything(house: House) -> None:
    house.doorkeeper = Doorkeeper(house)
    only = houses.member(house, "only", role=Role.OPERATOR)
    said = visit(house, ["go my-data/leave", "leave-now", "bye"], only)
    assert "You are the only operator" in said


def returning(house: House, member: int, typed: list[str]) -> tuple[str, Session]:
    session = houses.session(house)
    session.returning = member
    wire = houses.ScriptedWire(f"{line}\r" for line in typed)
    asyncio.run(open_line(session, wire, ROUTES))
    return " ".join(wire.sent.decode().split()), session


def test_who_signs_in_again_is_nobody_until_they_come_back(house: House, sam: Person) -> None:
    assert house.vault is not None
    houses.write(house, shelf.keep, Owner(house.vault, sam.id), Kind.PLAN, {"text": WORDS}, at=1)
    houses.write(house, leaving.leave, house.vault, sam, now=house.clock.now())
    said, session = returning(house, sam.id, ["go my-data", "bye"])
    assert "You left this place." in said
    assert "Sign in first" in said
    assert session.person is None
    said, session = returning(house, sam.id, ["come-back", "go my-data/plan", "bye"])
    assert "Welcome back. Everything is there again." in said
    assert WORDS in said
    assert session.person is not None


def test_signing_in_from_inside_leads_who_left_to_the_same_question(house: House, sam: Person) -> None:
    assert house.vault is not None
    houses.write(house, leaving.leave, house.vault, sam, now=house.clock.now())
    said = visit(house, ["in", "sam", PASSPHRASE, "come-back", "bye"], None)
    assert "You left this place." in said
    assert "Welcome back." in said
    assert houses.write(house, members.by_handle, "sam") is not None


def test_nobody_else_is_offered_to_come_back(house: House, sam: Person) -> None:
    for person in (sam, None):
        assert "There is nothing to undo." in houses.verb(house, "read come-back", person)[1]
        assert "no come-back" in houses.verb(house, "come-back come-back", person)[2]
