"""Private pages ask again who one is, and what is sealed opens with what its member knows and with nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest

from bbs.community import credentials, keyrings, members, recovery, sealing, shelf, vouching
from bbs.community.members import Person, Role
from bbs.community.shelf import Kind, Owner
from bbs.house import House
from bbs.session import Session
from bbs.unlocking import unlock
from screens.linemode.opening import open_line
from screens.page import Result, Stay, action
from screens.pages import ROUTES
from screens.pages.private import PrivatePage
from screens.routes import find, route
from screens.view import Prose, View
from tests import houses
from tests.doorkeeping import Doorkeeper

PIN, NEW = "4711", "nine quiet boats at dawn"
WORDS = "rain on the tent roof"


class Diary(PrivatePage):
    """A private page: the journal, in one go."""

    pattern = "diary"
    title = "Diary"
    keeps = (Kind.JOURNAL,)

    async def inside(self) -> View:
        found = await self.session.read(shelf.records, self.session.private, Kind.JOURNAL)
        return View("Diary", (Prose.of(*(record.words["text"] for record in found)),))

    @action("z", "count them")
    async def count(self) -> Result:
        return Stay("Counted.")


ALL = (*ROUTES, route(Diary))


@pytest.fixture
def sam(house: House) -> Person:
    house.doorkeeper = Doorkeeper(house)
    sam = houses.member(house, "sam")
    write_down(house, sam)
    return sam


def write_down(house: House, person: Person) -> None:
    assert house.vault is not None
    houses.write(house, shelf.keep, Owner(house.vault, person.id), Kind.JOURNAL, {"text": WORDS}, at=house.clock.now())


def visit(house: House, typed: Iterable[str], person: Person, pause: float = 0) -> str:
    """Hold a visit; before each "wait" so much time passes, and nothing is typed."""
    session = houses.session(house, houses.write(house, members.by_id, person.id))

    class Wire(houses.ScriptedWire):
        async def read(self) -> bytes:
            if self._bursts and self._bursts[0] == b"wait\r":
                self._bursts.pop(0)
                assert isinstance(house.clock, houses.HeldClock)
                house.clock.move(pause)
            return await super().read()

    wire = Wire(f"{line}\r" for line in typed)
    asyncio.run(open_line(session, wire, ALL))
    return " ".join(wire.sent.decode().split())


def sealed(house: House, person: Person, *, group: str = "1") -> str:
    """Seal as a member does, and return what was said."""
    return visit(house, ["go settings/private", "seal", group, "yes", houses.PASSPHRASE, "all", "done", "bye"], person)


def codes_in(said: str) -> list[str]:
    found = [word.strip(".") for word in said.split() if word.count("-") == 4]
    assert len(found) == 8
    return found


def locked(house: House, person: Person) -> bool:
    return WORDS not in visit(house, ["go diary", "bye"], person)


def test_without_a_wish_private_pages_are_open(house: House, sam: Person) -> None:
    said = visit(house, ["go diary", "count", "wait", "go diary", "bye"], sam, pause=3600)
    assert said.count(WORDS) == 2
    assert "Counted." in said


class TestAskingAgain:
    """A PIN or the passphrase, after ten quiet minutes."""

    def test_a_pin_opens_and_after_a_pause_it_is_asked_again(self, house: House, sam: Person) -> None:
        visit(house, ["go settings/private", "ask", "2", PIN, PIN, "bye"], sam)
        said = visit(house, ["go diary", "", "0000", "open", PIN, "wait", "go diary", "bye"], sam, pause=601)
        assert said.index("That does not open it.") < said.index("Open.") < said.index(WORDS)
        assert said.count(WORDS) == 1

    def test_while_it_is_closed_nothing_else_is_offered(self, house: House, sam: Person) -> None:
        visit(house, ["go settings/private", "ask", "2", PIN, PIN, "bye"], sam)
        said = visit(house, ["go diary", "count", "help", "bye"], sam)
        assert "Counted." not in said
        assert "Crisis help" in said

    def test_the_passphrase_can_be_what_is_asked(self, house: House, sam: Person) -> None:
        visit(house, ["go settings/private", "ask", "3", "bye"], sam)
        assert locked(house, sam)
        assert WORDS in visit(house, ["go diary", "", houses.PASSPHRASE, "bye"], sam)

    def test_who_takes_it_away_says_it_first(self, house: House, sam: Person) -> None:
        visit(house, ["go settings/private", "ask", "2", PIN, PIN, "bye"], sam)
        said = visit(house, ["go settings/private", "ask", "0000", "bye"], sam)
        assert "That is not it. Nothing was changed." in said
        assert locked(house, sam)
        visit(house, ["go settings/private", "ask", PIN, "1", "bye"], sam)
        assert not locked(house, sam)

    @pytest.mark.parametrize("pin", ["123", "1234567890123", "four", ""])
    def test_a_pin_is_four_to_twelve_digits(self, house: House, sam: Person, pin: str) -> None:
        said = visit(house, ["go settings/private", "ask", "2", pin, "back", "bye"], sam)
        assert "A PIN has 4 to 12 digits." in said or pin == ""
        assert not locked(house, sam)

    def test_two_that_differ_change_nothing(self, house: House, sam: Person) -> None:
        assert "not the same" in visit(house, ["go settings/private", "ask", "2", PIN, "4712", "bye"], sam)
        assert not locked(house, sam)

    def test_the_pin_is_stored_only_as_its_hash(self, house: House, sam: Person) -> None:
        visit(house, ["go settings/private", "ask", "2", PIN, PIN, "bye"], sam)
        assert (houses.write(house, credentials.stored_pin, sam.id) or "").startswith("$argon2id$")

    def test_one_visit_has_six_tries(self, house: House, sam: Person) -> None:
        visit(house, ["go settings/private", "ask", "2", PIN, PIN, "bye"], sam)
        said = visit(house, ["go diary", *["open", "0000"] * 6, "open", PIN, "bye"], sam)
        assert "That is enough tries for one visit." in said
        assert WORDS not in said


class TestSealing:
    """Sealing, and what opens it after each way of losing something."""

    def test_it_warns_and_no_leaves_it(self, house: House, sam: Person) -> None:
        said = visit(house, ["go settings/private", "seal", "1", "no", "bye"], sam)
        assert "If you lose all of those they are gone" in said
        assert houses.write(house, sealing.sealed_groups, sam.id) == set()

    def test_sealed_it_opens_with_the_passphrase_and_every_code(self, house: House, sam: Person) -> None:
        codes = codes_in(sealed(house, sam))
        assert houses.write(house, sealing.sealed_groups, sam.id) == {"journal"}
        for typed in (houses.PASSPHRASE, codes[0], codes[7].upper().replace("-", " ")):
            assert locked(house, sam)
            assert WORDS in visit(house, ["go diary", "", typed, "bye"], sam)
        assert locked(house, sam)
        assert houses.write(house, recovery.left, sam.id) == 8, "to open is not to sign in: no code is used up"

    def test_the_wrong_passphrase_seals_nothing(self, house: House, sam: Person) -> None:
        said = visit(house, ["go settings/private", "seal", "1", "yes", "not mine at all", "bye"], sam)
        assert "That is not your passphrase. Nothing was changed." in said
        assert not locked(house, sam)

    def test_who_signs_in_with_a_key_chooses_a_passphrase_for_it_alone(self, house: House) -> None:
        house.doorkeeper = Doorkeeper(house)
        kit = houses.write(house, members.add, "kit", now=house.clock.now(), guidelines=1, consented=True)
        write_down(house, kit)
        visit(house, ["go settings/private", "seal", "1", "yes", "no", NEW, NEW, "all", "done", "bye"], kit)
        assert locked(house, kit)
        assert WORDS in visit(house, ["go diary", "", NEW, "bye"], kit)
        assert not houses.write(house, credentials.has_passphrase, kit.id)

    def test_a_changed_passphrase_opens_it_and_the_old_does_not(self, house: House, sam: Person) -> None:
        sealed(house, sam)
        said = visit(house, ["go settings/passphrase", "c", houses.PASSPHRASE, "no", NEW, NEW, "bye"], sam)
        assert "Changed." in said
        assert WORDS in visit(house, ["go diary", "", NEW, "bye"], sam)
        assert WORDS not in visit(house, ["go diary", "", houses.PASSPHRASE, "bye"], sam)

    def test_a_recovery_code_at_the_door_moves_the_seal_to_the_new_passphrase(self, house: House, sam: Person) -> None:
        code = codes_in(sealed(house, sam))[3]
        typed = ["go sign-in", "recover", "sam", code, "no", NEW, NEW, "later", "bye"]
        assert "You are back, sam." in " ".join(houses.visit(house, typed).split())
        assert WORDS in visit(house, ["go diary", "", NEW, "bye"], sam)

    def test_new_codes_open_it_and_the_old_do_not(self, house: House, sam: Person) -> None:
        old = codes_in(sealed(house, sam))
        said = visit(house, ["go diary", "", houses.PASSPHRASE, "go codes", "all", "done", "bye"], sam)
        new = codes_in(said)
        assert WORDS in visit(house, ["go diary", "", new[0], "bye"], sam)
        assert WORDS not in visit(house, ["go diary", "", old[0], "bye"], sam)

    def test_new_codes_made_while_it_is_locked_say_that_the_old_still_open_it(self, house: House, sam: Person) -> None:
        old = codes_in(sealed(house, sam))
        said = visit(house, ["go codes", "all", "done", "bye"], sam)
        assert "What you sealed still opens with the codes from before" in said
        assert WORDS in visit(house, ["go diary", "", old[0], "bye"], sam)

    def test_codes_that_were_not_finished_say_that_they_open_what_is_sealed_still(
        self, house: House, sam: Person
    ) -> None:
        typed = ["go settings/private", "seal", "1", "yes", houses.PASSPHRASE, "all", "later", "bye"]
        said = visit(house, typed, sam)
        assert "They do not sign you in now; what you sealed opens with them" in said
        assert houses.write(house, recovery.left, sam.id) == 0
        assert WORDS in visit(house, ["go diary", "", codes_in(said)[0], "bye"], sam)

    def test_whom_the_staff_let_in_again_cannot_open_it(self, house: House, sam: Person) -> None:
        sealed(house, sam)
        wren = houses.member(house, "wren", role=Role.MODERATOR)
        code = houses.write(house, vouching.vouch, house.vault, wren, "sam", now=house.clock.now())
        typed = ["go sign-in", "recover", "sam", code, "no", NEW, NEW, "later", "bye"]
        assert "You are back, sam." in " ".join(houses.visit(house, typed).split())
        for tried in (NEW, code):
            assert WORDS not in visit(house, ["go diary", "", tried, "bye"], sam)
        said = visit(house, ["go settings/passphrase", "c", NEW, "no", NEW + "!", NEW + "!", "bye"], sam)
        assert "What you sealed does not open with it" in said
        assert WORDS in visit(house, ["go diary", "", houses.PASSPHRASE, "bye"], sam), "what they know still does"

    def test_unsealing_asks_for_what_opens_it(self, house: House, sam: Person) -> None:
        sealed(house, sam)
        assert "does not open it" in visit(house, ["go settings/private", "unseal", "wrong", "bye"], sam)
        visit(house, ["go settings/private", "unseal", houses.PASSPHRASE, "bye"], sam)
        assert not locked(house, sam)
        assert houses.write(house, keyrings.of, sam.id) is None

    def test_the_second_group_is_sealed_to_the_same_key(self, house: House, sam: Person) -> None:
        sealed(house, sam)
        visit(house, ["go settings/private", "seal", "yes", houses.PASSPHRASE, "bye"], sam)
        assert houses.write(house, sealing.sealed_groups, sam.id) == {"journal", "plan"}
        assert WORDS in visit(house, ["go diary", "", houses.PASSPHRASE, "bye"], sam)

    def test_without_a_terminal_no_passphrase_is_asked_for(self, house: House, sam: Person) -> None:
        status, _, error = houses.verb(house, "ask settings/private asks=pin", sam)
        assert (status, "ssh -t" in error) == (1, True)

    def test_another_visit_does_not_share_what_is_unlocked(self, house: House, sam: Person) -> None:
        sealed(house, sam)

        async def look(session: Session) -> str:
            return str(await find(ALL, session, "diary").view())

        async def one_unlocks() -> tuple[str, str]:
            one, two = (houses.session(house, sam) for _ in range(2))
            assert await unlock(one, houses.PASSPHRASE)
            return await look(one), await look(two)

        unlocked, other = asyncio.run(one_unlocks())
        assert WORDS in unlocked
        assert WORDS not in other
