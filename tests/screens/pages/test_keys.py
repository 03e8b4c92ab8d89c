"""A member's own keys: seeing, adding, naming and removing them."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import asyncssh
import pytest

from bbs.community import member_keys, members
from bbs.community.member_keys import Key
from bbs.community.members import Person
from bbs.house import House
from bbs.session import Session
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from tests import houses

CAME_WITH = "SHA256:uhWMfKaJjSoIcabbeE9H15ocwkj37E7gMTPMHbsvg2k"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let OpenSSH make a key pair; return the path of the private half."""
    path = tmp_path_factory.mktemp("keys") / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "sam@attic", "-f", str(path)], check=True)
    return path


@pytest.fixture
def line(pair: Path) -> str:
    return pair.with_suffix(".pub").read_text().strip()


def keys(house: House, person: Person) -> list[Key]:
    return houses.write(house, member_keys.keys, person.id)


def held(session: Session, wire: houses.ScriptedWire) -> str:
    """Hold a visit; return what was said as one line."""
    asyncio.run(open_line(session, wire, ROUTES))
    return " ".join(wire.sent.decode().split())


def test_a_pasted_key_is_added_under_its_own_name(house: House, sam: Person, line: str) -> None:
    said = houses.visit(house, ["go settings/keys", "add", line, "", "bye"], sam)
    assert 'Enter calls it "sam@attic".' in said
    assert "Added. It signs you in when you connect as sam" in said
    assert "SSH keys, 1 item.\n1. sam@attic, added 28 May, works when you connect as sam.\n" in said
    fingerprint = asyncssh.import_public_key(line).get_fingerprint()
    assert houses.write(house, member_keys.by_key, house.vault, fingerprint, "sam") == sam
    assert houses.write(house, member_keys.by_key, house.vault, fingerprint) is None


def test_a_key_can_be_given_a_name_at_once_and_later(house: House, sam: Person, line: str) -> None:
    typed = ["go settings/keys", "add", line, "attic", "name 1", "x" * 41, "  the   attic ", "bye"]
    said = houses.visit(house, typed, sam)
    assert "1. attic, added" in said
    assert "40 characters is the most" in said
    assert [key.label for key in keys(house, sam)] == ["the attic"]


def test_a_pasted_private_key_is_refused_and_none_of_its_lines_is_used(house: House, sam: Person, pair: Path) -> None:
    wire = houses.ScriptedWire(["go settings/keys\r", "add\r", pair.read_text().replace("\n", "\r"), "no\r", "bye\r"])
    said = held(houses.session(house, sam), wire)
    assert said.count("never show it to anybody") == 1
    assert "They were not used." in said
    assert keys(house, sam) == []


def test_the_key_they_came_with_is_offered_and_then_signs_in_everywhere(house: House, sam: Person) -> None:
    wire = houses.ScriptedWire(f"{typed}\r" for typed in ("go settings/keys", "link", "attic", "link", "bye"))
    session = houses.session(house, sam)
    session.fingerprint = CAME_WITH
    said = held(session, wire)
    assert "You came with a key that signs nobody in yet." in said
    assert "Added. It signs you in from now on." in said
    assert said.endswith("Goodbye. Come back any time.")
    assert "That is not something to do here." in said, "once is enough"
    assert houses.write(house, member_keys.by_key, house.vault, CAME_WITH) == sam


def test_a_key_is_removed_after_a_yes(house: House, sam: Person) -> None:
    houses.write(house, member_keys.add_key, house.vault, sam.id, CAME_WITH, "attic", now=house.clock.now())
    houses.visit(house, ["go settings/keys", "remove 1", "no", "bye"], sam)
    assert len(keys(house, sam)) == 1
    said = houses.visit(house, ["go settings/keys", "remove", "1", "yes", "bye"], sam)
    assert "Removed.\nSSH keys.\nYou have none here." in said
    assert keys(house, sam) == []


def test_the_last_way_in_stays(house: House) -> None:
    kit = houses.write(house, members.add, "kit", now=house.clock.now(), guidelines=1)
    houses.write(house, member_keys.add_key, house.vault, kit.id, CAME_WITH, "attic", now=house.clock.now())
    said = houses.visit(house, ["go settings/keys", "remove 1", "yes", "bye"], kit)
    assert "That may be your only way in." in said
    assert len(keys(house, kit)) == 1


def test_the_verb_lists_keys(house: House, sam: Person) -> None:
    houses.write(house, member_keys.add_key, house.vault, sam.id, CAME_WITH, "attic", now=house.clock.now())
    assert houses.verb(house, "keys", sam) == (0, "SSH keys, 1 item.\n1. attic, added 28 May.\n", "")


def test_no_key_and_no_fingerprint_is_stored_readable(house: House, sam: Person, line: str) -> None:
    houses.visit(house, ["go settings/keys", "add", line, "", "bye"], sam)
    stored = b"".join(path.read_bytes() for path in house.home.path.rglob("*") if path.is_file())
    assert line.split()[1].encode() not in stored
    assert asyncssh.import_public_key(line).get_fingerprint().removeprefix("SHA256:").encode() not in stored
    assert b"sam@attic" in stored
