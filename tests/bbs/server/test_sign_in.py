"""Whoever is in need comes in with nothing; whoever guesses learns nothing; whoever knows their words is heard."""

from __future__ import annotations

import asyncio
import logging
import socket
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import asyncssh
import pytest
from asyncssh.packet import SSHPacket, String

from bbs.community import credentials, member_keys, members
from bbs.community.handles import RESERVED_SIGN_INS
from bbs.server.limits import PATIENCE
from tests.clients import needs
from tests.harbour import CLEAN, Harbour
from tests.houses import PASSPHRASE, HeldClock
from tests.knocking import ANSWER, FAILURE, SUCCESS, Knocker, knock

HOME, CAFE = "127.0.0.8", "127.0.0.9"


@pytest.fixture(scope="module")
def open_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    """A harbour for callers who leave no trace in it."""
    with Harbour(tmp_path_factory.mktemp("harbour")) as harbour:
        yield harbour


# In need


def openssh(harbour: Harbour, name: str, _path: Path) -> list[str]:
    return harbour.command(name, terminal=False, options=("-o", "BatchMode=yes"))


def openssh_with_a_locked_key(harbour: Harbour, name: str, path: Path) -> list[str]:
    key = path / "locked"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "forgotten words", "-f", str(key)], check=True)
    return harbour.command(name, terminal=False, key=key, options=("-o", "BatchMode=yes"))


def plink(harbour: Harbour, name: str, _path: Path) -> list[str]:
    return ["plink", "-batch", "-ssh", "-hostkey", fingerprint(harbour), "-P", str(harbour.port), f"{name}@127.0.0.1"]


def dbclient(harbour: Harbour, name: str, _path: Path) -> list[str]:
    return ["dbclient", "-y", "-y", "-T", "-p", str(harbour.port), f"{name}@127.0.0.1"]


def fingerprint(harbour: Harbour) -> str:
    return asyncssh.read_public_key(harbour.house.home.host_keys / "ssh_host_ed25519_key.pub").get_fingerprint()


@pytest.mark.parametrize("client", [openssh, openssh_with_a_locked_key, plink, dbclient])
@pytest.mark.parametrize("name", sorted(RESERVED_SIGN_INS))
def test_names_for_people_in_need_sign_in_with_nothing(
    open_house: Harbour, tmp_path: Path, client: Callable[[Harbour, str, Path], list[str]], name: str
) -> None:
    command = client(open_house, name, tmp_path)
    needs(command)
    environment = {**CLEAN, "HOME": str(tmp_path)}
    done = subprocess.run(command, input="", capture_output=True, text=True, timeout=30, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "passphrase" not in done.stderr.lower()
    if name == "help":
        assert done.stdout.startswith("If your life is in danger now")
    assert done.stdout


def test_the_names_for_people_in_need_are_read_in_any_case(open_house: Harbour) -> None:
    assert "If your life is in danger now" in open_house.verb("HELP").stdout


def test_without_its_database_any_name_comes_in_and_is_given_help(tmp_path: Path) -> None:
    with Harbour(tmp_path, store=False) as harbour:
        for name in ("help", "sam"):
            done = harbour.verb(name)
            assert "If your life is in danger now" in done.stdout or "type help" in done.stdout, done


# Passphrases


def calls(
    harbour: Harbour, play: Callable[[Knocker], Awaitable[None]], source: str = HOME, *, lands: bool = False
) -> str:
    async def call() -> str:
        async with knock(harbour.port, source=source) as knocker:
            await play(knocker)
            return await knocker.lands() if lands else ""

    return asyncio.run(call())


async def asked(knocker: Knocker, name: str) -> str:
    """Ask to be asked; return the instruction that comes with the question."""
    number, payload = await knocker.ask(name, b"keyboard-interactive", String(""), String(""))
    assert number == ANSWER
    packet = SSHPacket(payload)
    packet.get_string()
    return packet.get_string().decode()


async def guess(harbour: Harbour, knocker: Knocker, name: str, typed: str = "a guess") -> int:
    """Guess, and let the time pass that the answer is held back."""
    answer = asyncio.ensure_future(knocker.interact(name, typed))
    while not answer.done():
        await asyncio.wait([answer], timeout=0.01)
        if longest := longest_wait(harbour):
            await asyncio.to_thread(harbour.passes, longest)
    return answer.result()


def longest_wait(harbour: Harbour) -> float:
    """Return the longest wait for an answer; shorter is the look at every connection, longer the silence of a visit."""
    assert isinstance(harbour.clock, HeldClock)
    waits = [until - harbour.clock.monotonic() for until in tuple(harbour.clock._waiting.values())]
    return max((wait for wait in waits if 5 < wait <= PATIENCE), default=0.0)


def guess_often(harbour: Harbour, times: int, name: str = "sam", source: str = HOME) -> None:
    async def play(knocker: Knocker) -> None:
        for _ in range(min(times, 6)):
            assert await guess(harbour, knocker, name) == FAILURE

    calls(harbour, play, source)
    if times > 6:
        guess_often(harbour, times - 6, name, source)


def test_the_prompt_greets_and_says_what_enter_does(harbour: Harbour) -> None:
    async def play(knocker: Knocker) -> None:
        said = await asked(knocker, "sam")
        assert said == "Quiet Harbour. People who get it, a night or a year at a time.\nNew here? Just press Enter."

    calls(harbour, play)


@pytest.mark.parametrize("how", ["interact", "password"])
def test_the_right_passphrase_signs_in_and_enter_leads_to_the_door(harbour: Harbour, how: str) -> None:
    harbour.member("sam")

    async def right(knocker: Knocker) -> None:
        assert await getattr(knocker, how)("sam", PASSPHRASE) == SUCCESS

    async def nothing(knocker: Knocker) -> None:
        assert await getattr(knocker, how)("sam", "") == SUCCESS

    assert "Good evening, sam." in calls(harbour, right, lands=True)
    assert "join: become a member" in calls(harbour, nothing, lands=True)


def test_openssh_with_password_only_signs_in(harbour: Harbour) -> None:
    harbour.member("sam")
    caller = harbour.calls("sam", options=("-o", "PreferredAuthentications=password"))
    caller.sees("password: ")
    assert "Good evening, sam." in caller.ask(PASSPHRASE, "Home, choose: ")


def test_known_and_unknown_names_hear_the_same_after_the_same_work(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    harbour.member("sam")
    key_only = harbour.write(members.add, "ash", now=harbour.clock.now())
    verified: list[bool] = []
    verify = harbour.house.prover.verify

    async def counting(stored: str | None, typed: str) -> bool:
        verified.append(await verify(stored, typed))
        return verified[-1]

    monkeypatch.setattr(harbour.house.prover, "verify", counting)
    heard = []
    for name in ("sam", key_only.handle, "nobody-here"):

        async def play(knocker: Knocker, name: str = name) -> None:
            said = [await asked(knocker, name), str(await knocker.respond("a guess"))]
            said += [await asked(knocker, name), str(await knocker.password(name, "a guess"))]
            heard.append([*said, await asked(knocker, name)])

        calls(harbour, play, source=f"127.0.1.{len(heard) + 1}")
    assert heard[0] == heard[1] == heard[2]
    assert heard[0][-1].startswith("That did not open the door.")
    assert verified == [False] * 6


def test_the_seventh_try_of_a_connection_is_not_heard(harbour: Harbour) -> None:
    harbour.member("sam")

    async def play(knocker: Knocker) -> None:
        for _ in range(6):
            assert await guess(harbour, knocker, "sam") == FAILURE
        number, words = await knocker.ask("sam", b"password", b"\0", String(PASSPHRASE))
        assert number == 0
        assert b"Too many tries" in words
        assert b"use the name help" in words

    calls(harbour, play)


def test_a_full_queue_says_busy_and_is_no_wrong_guess(harbour: Harbour, monkeypatch: pytest.MonkeyPatch) -> None:
    harbour.member("sam")

    async def play(knocker: Knocker) -> None:
        with monkeypatch.context() as full:
            full.setattr(harbour.house.prover, "_room", 0)
            for _ in range(5):
                assert await knocker.interact("sam", PASSPHRASE) == FAILURE
        assert (await asked(knocker, "sam")).startswith("Busy for a moment.")
        assert await knocker.respond(PASSPHRASE) == SUCCESS

    assert "Good evening, sam." in calls(harbour, play, lands=True)


def test_a_bug_in_signing_in_says_busy_and_logs_no_words(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    harbour.member("sam")

    async def play(knocker: Knocker) -> None:
        with monkeypatch.context() as broken, caplog.at_level(logging.DEBUG, "bbs"):
            broken.setattr(credentials, "stored_passphrase", lambda handle: 1 / len(handle[:0]))
            assert await knocker.interact("sam-canary", PASSPHRASE) == FAILURE
        assert (await asked(knocker, "sam")).startswith("Busy for a moment.")
        assert await knocker.respond(PASSPHRASE) == SUCCESS

    calls(harbour, play)
    assert "ZeroDivisionError at test_sign_in.py" in caplog.text
    assert "canary" not in caplog.text
    assert "division by zero" not in caplog.text


# After many wrong guesses


def test_a_network_that_guessed_is_told_so_whoever_is_named(harbour: Harbour) -> None:
    harbour.member("sam")
    guess_often(harbour, 8, name="nobody-here")

    async def play(knocker: Knocker) -> None:
        said = await asked(knocker, "sam")
        assert "Many wrong tries came from your network" in said
        assert "may not open for about 1 minute." in said
        assert "A key opens now" in said
        assert said == await asked(knocker, "nobody-here")

    calls(harbour, play)


def test_a_shut_network_hears_no_right_passphrase_and_others_do(harbour: Harbour) -> None:
    harbour.member("sam")
    guess_often(harbour, 8, name="nobody-here")

    async def refused(knocker: Knocker) -> None:
        assert await guess(harbour, knocker, "sam", PASSPHRASE) == FAILURE

    async def heard(knocker: Knocker) -> None:
        assert "Many wrong tries" not in await asked(knocker, "sam")
        assert await knocker.respond(PASSPHRASE) == SUCCESS

    calls(harbour, refused)
    calls(harbour, heard, source=CAFE)


def test_a_member_is_heard_where_they_signed_in_before_whatever_others_guess_there(harbour: Harbour) -> None:
    harbour.member("sam")

    async def right(knocker: Knocker) -> None:
        assert await guess(harbour, knocker, "sam", PASSPHRASE) == SUCCESS

    calls(harbour, right)
    guess_often(harbour, 9)
    calls(harbour, right)


def test_a_key_sign_in_makes_a_network_known(harbour: Harbour) -> None:
    sam = harbour.member("sam")
    key = asyncssh.generate_private_key("ssh-ed25519")
    harbour.write(
        member_keys.add_key, harbour.house.vault, sam.id, key.get_fingerprint(), "laptop", now=harbour.clock.now()
    )

    async def with_key(knocker: Knocker) -> None:
        assert await knocker.sign("sam", key) == SUCCESS

    async def with_words(knocker: Knocker) -> None:
        assert await guess(harbour, knocker, "sam", PASSPHRASE) == SUCCESS

    guess_often(harbour, 8, name="nobody-here")
    assert "Good evening, sam." in calls(harbour, with_key, lands=True), "a key never waits"
    calls(harbour, with_words)


def test_help_and_a_visit_under_way_feel_nothing_of_penalties(harbour: Harbour) -> None:
    harbour.member("sam")
    inside = harbour.signs_in("sam")
    guess_often(harbour, 8, source="127.0.0.1")
    assert "If your life is in danger now" in harbour.verb("help").stdout
    assert "Boards" in inside.ask("boards", "choose: ")


# Time to sign in


def is_closed(line: socket.socket) -> bool:
    """Read what comes until the line ends."""
    line.settimeout(30)
    try:
        while line.recv(4096):
            pass
    except ConnectionResetError:
        pass
    return True


def test_a_line_on_which_nobody_speaks_ends_after_five_minutes(harbour: Harbour) -> None:
    with socket.create_connection(("127.0.0.1", harbour.port)) as line:
        assert line.recv(64).startswith(b"SSH-2.0-")
        harbour.passes(299)
        line.settimeout(0.05)
        with pytest.raises(TimeoutError):
            line.recv(64)
        harbour.passes(6)
        assert is_closed(line)


@pytest.mark.parametrize("inside", [False, True])
def test_signing_in_and_beginning_a_visit_may_take_two_minutes(harbour: Harbour, inside: bool) -> None:
    async def play(knocker: Knocker) -> None:
        await asyncio.to_thread(harbour.passes, 290)  # somebody listens to the fingerprint being spelled
        assert await knocker.request("guest" if inside else "sam", b"none") == (SUCCESS if inside else FAILURE)
        await asyncio.to_thread(harbour.passes, 115)
        assert await knocker.request("sam", b"none") == FAILURE if not inside else knocker.heard.empty()
        await asyncio.to_thread(harbour.passes, 10)
        assert (await knocker.heard.get())[0] == 0

    calls(harbour, play)


def test_a_visit_is_not_bound_by_the_time_to_sign_in(harbour: Harbour) -> None:
    harbour.member("sam")
    caller = harbour.signs_in("sam")
    harbour.passes(1000)
    assert "Boards" in caller.ask("boards", "choose: ")
