"""A public key signs in who has its private half, and nobody else: not who knows it, nor who mentioned it last."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbs.community import member_keys
from bbs.community.members import Person
from tests.harbour import Harbour
from tests.knocking import ANSWER, FAILURE, SUCCESS, Knocker, knock

AT_HOME = "Good evening, {}."
AT_THE_DOOR = "join: become a member"
MINE, VICTIMS, STRANGERS = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(3))


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    """A harbour with two members who sign in with keys."""
    with Harbour(tmp_path_factory.mktemp("harbour"), settings="[server]\nhalf_open_per_network = 40\n") as open_harbour:
        link(open_harbour, open_harbour.member("mallory"), MINE)
        link(open_harbour, open_harbour.member("victim"), VICTIMS)
        yield open_harbour


def link(harbour: Harbour, person: Person, key: asyncssh.SSHKey) -> None:
    fingerprint = key.get_fingerprint()
    harbour.write(member_keys.add_key, harbour.house.vault, person.id, fingerprint, "laptop", now=harbour.clock.now())


def write_key(folder: Path, key: asyncssh.SSHKey) -> Path:
    path = folder / "id"
    path.write_bytes(key.export_private_key("openssh"))
    path.chmod(0o600)
    path.with_suffix(".pub").write_bytes(key.export_public_key())
    return path


def test_somebody_who_has_only_the_public_half_lands_at_the_door(harbour: Harbour, tmp_path: Path) -> None:
    public = write_key(tmp_path, VICTIMS).with_suffix(".pub")
    alone = tmp_path / "elsewhere"
    alone.mkdir()
    shutil.move(public, alone / "id.pub")
    caller = harbour.calls("victim", key=alone / "id.pub")
    caller.sees("Enter for the door: ")
    said = caller.ask("", "What would you like?: ")
    assert AT_THE_DOOR in said
    assert "victim" not in said


def test_a_cancelled_passphrase_of_the_key_leads_to_the_door(harbour: Harbour, tmp_path: Path) -> None:
    path = write_key(tmp_path, VICTIMS)
    subprocess.run(["ssh-keygen", "-q", "-p", "-N", "a passphrase for the file", "-f", str(path)], check=True)
    caller = harbour.calls("victim", key=path)
    caller.sees("Enter passphrase for key")
    caller.types("")
    caller.sees("Enter for the door: ")
    said = caller.ask("", "What would you like?: ")
    assert AT_THE_DOOR in said


@pytest.mark.parametrize("name", ["victim", "mallory", "somebody-else"])
def test_a_known_key_goes_straight_home_whatever_the_user_name(harbour: Harbour, tmp_path: Path, name: str) -> None:
    caller = harbour.calls(name, key=write_key(tmp_path, VICTIMS))
    assert AT_HOME.format("victim") in caller.sees("Home, choose: ")


def test_an_unknown_key_lands_at_the_door_which_says_why(harbour: Harbour, tmp_path: Path) -> None:
    caller = harbour.calls("victim", key=write_key(tmp_path, STRANGERS))
    said = caller.sees("What would you like?: ")
    assert AT_THE_DOOR in said
    assert "Your key is not known here yet" in said


@pytest.mark.parametrize(("kind", "bits"), [("rsa", "2048"), ("ecdsa", "256"), ("ecdsa", "521"), ("ed25519", "256")])
def test_sound_kinds_of_keys_sign_in(harbour: Harbour, tmp_path: Path, kind: str, bits: str) -> None:
    path = tmp_path / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-b", bits, "-N", "", "-f", str(path)], check=True)
    person = harbour.member(f"{kind}-{bits}")
    link(harbour, person, asyncssh.read_public_key(path.with_suffix(".pub")))
    done = harbour.verb("anybody", "keys", key=path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "laptop" in done.stdout


def knocks(harbour: Harbour, play: Callable[[Knocker], Awaitable[None]]) -> str:
    """Let a hand-made client play, then return what is said to it inside."""

    async def call() -> str:
        async with knock(harbour.port) as knocker:
            await play(knocker)
            return await knocker.lands()

    return asyncio.run(call())


def test_mentioning_a_key_and_signing_with_another_signs_in_its_owner(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        assert await knocker.query("victim", VICTIMS) == ANSWER
        assert await knocker.sign("victim", MINE) == SUCCESS

    said = knocks(harbour, play)
    assert AT_HOME.format("mallory") in said
    assert "victim" not in said


def test_mentioning_a_key_and_pressing_enter_leads_to_the_door(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        assert await knocker.query("victim", VICTIMS) == ANSWER
        assert await knocker.interact("victim", "") == SUCCESS

    assert AT_THE_DOOR in knocks(harbour, play)


def test_a_question_asked_before_a_key_is_mentioned_cannot_be_answered_after(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        assert await knocker.ask("victim", b"keyboard-interactive", bytes(4), bytes(4))
        assert await knocker.query("victim", VICTIMS) == ANSWER
        assert await knocker.password("victim", "") == SUCCESS

    assert AT_THE_DOOR in knocks(harbour, play)


def test_a_bad_signature_proves_nothing_even_when_enter_follows(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        assert await knocker.sign("victim", VICTIMS, spoil=True) == FAILURE
        assert await knocker.interact("victim", "") == SUCCESS

    assert AT_THE_DOOR in knocks(harbour, play)


def test_asking_to_change_a_passphrase_proves_nothing(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        assert await knocker.query("victim", VICTIMS) == ANSWER
        assert await knocker.password("victim", "", new="") == FAILURE
        assert await knocker.password("victim", "") == SUCCESS

    assert AT_THE_DOOR in knocks(harbour, play)


def test_a_reserved_name_after_a_mentioned_key_is_a_stranger(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        assert await knocker.query("victim", VICTIMS) == ANSWER
        assert await knocker.request("line", b"none") == SUCCESS

    assert AT_THE_DOOR in knocks(harbour, play)


def test_a_key_may_be_proven_after_others_were_mentioned(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        assert await knocker.query("mallory", STRANGERS) == ANSWER
        assert await knocker.query("mallory", MINE) == ANSWER
        assert await knocker.sign("mallory", MINE) == SUCCESS

    assert AT_HOME.format("mallory") in knocks(harbour, play)


MOVES: dict[str, Callable[[Knocker], Awaitable[int]]] = {
    "mention the victim's key": lambda knocker: knocker.query("victim", VICTIMS),
    "mention it under another name": lambda knocker: knocker.query("mallory", VICTIMS),
    "mention a stranger's key": lambda knocker: knocker.query("victim", STRANGERS),
    "sign badly": lambda knocker: knocker.sign("victim", VICTIMS, spoil=True),
    "change a passphrase": lambda knocker: knocker.password("victim", "x", new="y"),
    "guess": lambda knocker: knocker.interact("victim", "a guess"),
    "guess in another way": lambda knocker: knocker.password("victim", "a guess"),
    "ask for nothing": lambda knocker: knocker.request("victim", b"none"),
    "ask for what is off": lambda knocker: knocker.request("victim", b"hostbased"),
}
ENTRIES: dict[str, Callable[[Knocker], Awaitable[int]]] = {
    "press Enter": lambda knocker: knocker.interact("victim", ""),
    "send an empty passphrase": lambda knocker: knocker.password("victim", ""),
    "be a guest": lambda knocker: knocker.request("guest", b"none"),
    "sign with a stranger's key": lambda knocker: knocker.sign("victim", STRANGERS),
}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=4), st.sampled_from(sorted(ENTRIES)))
def test_no_order_of_requests_signs_in_who_cannot_sign(harbour: Harbour, moves: list[str], entry: str) -> None:
    async def play(knocker: Knocker) -> None:
        for move in moves:
            assert await MOVES[move](knocker) in (FAILURE, ANSWER)
        assert await ENTRIES[entry](knocker) == SUCCESS

    said = knocks(harbour, play)
    harbour.passes(24 * 3600)  # or the guesses of all examples together would have to wait
    assert "Good " not in said
    assert "victim" not in said


def test_answers_do_not_tell_whose_key_is_a_members(harbour: Harbour) -> None:
    async def answers(key: asyncssh.SSHKey) -> list[int]:
        async with knock(harbour.port) as knocker:
            said = [await knocker.query("victim", key), await knocker.query("nobody-here", key)]
            said += [await knocker.sign("nobody-here", key, spoil=True), await knocker.sign("victim", key)]
            return said

    async def both() -> tuple[list[int], list[int]]:
        return await answers(VICTIMS), await answers(STRANGERS)

    known, unknown = asyncio.run(both())
    assert known == unknown == [ANSWER, ANSWER, FAILURE, SUCCESS]


@pytest.mark.parametrize(("kind", "how"), [("ssh-rsa", {"key_size": 1024}), ("ssh-dss", {})])
def test_weak_keys_are_refused(harbour: Harbour, kind: str, how: dict[str, Any]) -> None:
    weak = asyncssh.generate_private_key(kind, **how)
    link(harbour, harbour.member(f"weak-{kind[-3:]}"), weak)

    async def play(knocker: Knocker) -> None:
        assert await knocker.query("victim", weak) == FAILURE
        assert await knocker.sign("victim", weak) == FAILURE
        assert await knocker.interact("victim", "") == SUCCESS

    assert AT_THE_DOOR in knocks(harbour, play)


def test_a_signature_over_sha1_is_none(harbour: Harbour) -> None:
    key = asyncssh.generate_private_key("ssh-rsa", key_size=2048)
    link(harbour, harbour.member("old-client"), key)

    async def play(knocker: Knocker) -> None:
        modern, key.sig_algorithms = key.sig_algorithms, (b"ssh-rsa",)
        assert await knocker.sign("old-client", key) == FAILURE
        key.sig_algorithms = modern
        assert await knocker.sign("old-client", key) == SUCCESS

    assert AT_HOME.format("old-client") in knocks(harbour, play)


def test_twenty_keys_are_looked_at_and_the_passphrase_prompt_still_comes(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        heard = [await knocker.query("mallory", STRANGERS) for _ in range(21)]
        assert heard == [ANSWER] * 20 + [FAILURE]
        assert await knocker.sign("mallory", MINE) == FAILURE
        assert await knocker.interact("mallory", "") == SUCCESS

    assert AT_THE_DOOR in knocks(harbour, play)
