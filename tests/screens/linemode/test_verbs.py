"""Verbs: one thing done over ssh, with the output and the exit status that docs/verbs.md promises."""

from __future__ import annotations

import asyncio
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from bbs.arrival import Terminal
from bbs.community import credentials, desk_answers, member_keys, members, posts, recovery
from bbs.community.members import Person, Role
from bbs.errors import Exit
from bbs.house import House
from screens.linemode.verbs import run_verb
from screens.pages import ROUTES
from tests import houses
from tests.harbour import Harbour
from tests.houses import CHEAP, ScriptedWire, member, session, verb
from tests.scenarios.callers import lends_key
from tests.screens.linemode.small_hours import thread

DOCUMENT = (Path(__file__).parents[3] / "docs" / "verbs.md").read_text("utf-8")


# What the document promises


def promised() -> dict[str, str]:
    """Return the verbs of the document's table with what each prints."""
    rows = (row.strip("|").split("|") for row in DOCUMENT.splitlines() if re.match(r"\| `", row))
    return {row[0].strip().strip("`"): row[2].strip() for row in rows if len(row) == 3}


def test_these_verbs_are_documented() -> None:
    assert list(promised()) == [
        "read ADDRESS", "new", "post ADDRESS < text", "reply ADDRESS < text",
        "quote ADDRESS [lines=2-4] [posts=3,5] < text", "search WORDS", "go WORDS",
        "keys", "tools", "tools NAME", "checkin MOOD [+TAG ...] < note", "moods", "appointment", "moods csv",
        "export [PART ...] [without-sealed]", "report ADDRESS REASON [< words]", "help [COUNTRY]", "card [COUNTRY]",
        "plan", "journal [when=...] < text", "watch", "up", "version", "line",
    ]  # fmt: skip


def test_a_file_is_sent_to_a_member_and_to_nobody_else(house: House, sam: Person) -> None:
    wire = ScriptedWire([])
    caller = session(house, sam, command="export", terminal=Terminal())
    assert asyncio.run(run_verb(caller, wire, ROUTES, "export")) == Exit.DONE
    with zipfile.ZipFile(BytesIO(bytes(wire.sent))) as file:
        assert file.namelist() == ["mydata.json", "mydata.txt"]
    assert verb(house, "export")[0] == Exit.SIGN_IN_FIRST


def test_the_documented_exit_statuses_are_the_ones_in_use() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", DOCUMENT, re.MULTILINE)
    assert [int(number) for number, _ in rows] == [*Exit, 255]


def test_any_other_verb_is_the_action_of_that_name_on_a_page(house: House, sam: Person) -> None:
    first = thread(house, sam)
    status, said, _ = verb(house, f"delete boards/sleep/{first.thread}/1", sam)
    assert (status, said) == (0, "Removed.\n")
    status, said, _ = verb(house, "change settings zone=London", sam)
    assert (status, said) == (0, "Changed.\n")
    assert houses.write(house, members.by_id, sam.id).zone == "Europe/London"


def test_a_number_names_what_an_action_is_about(house: House, sam: Person) -> None:
    for number, label in enumerate(("laptop", "phone")):
        mark = f"SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDBvpJ2sRbMWWXTPG{number}"
        houses.write(house, member_keys.add_key, house.vault, sam.id, mark, label, now=house.clock.now())
    assert verb(house, "remove settings/keys 2", sam) == (0, "Removed.\n", "")
    assert verb(house, "remove settings/keys", sam)[0] == 2
    assert verb(house, "remove settings/keys 9", sam)[2] == "There is no number 9 there.\n"
    said = verb(house, "keys", sam)[1]
    assert "laptop" in said
    assert "phone" not in said


def test_a_passphrase_is_never_taken(house: House, sam: Person) -> None:
    status, said, errors = verb(house, "in sign-in handle=sam passphrase=lantern")
    assert (status, said) == (1, "")
    assert "ssh -t" in errors
    status, said, errors = verb(house, "change settings/passphrase old=lantern", sam)
    assert (status, said) == (1, "")
    assert "ssh -t" in errors


# Questions that a command cannot hear


def test_nothing_is_agreed_to_by_leaving_it_out(house: House) -> None:
    person = houses.write(house, members.add, "kit", now=house.clock.now(), guidelines=1)
    kit = houses.write(house, members.welcome, person.id, now=house.clock.now())
    status, said, errors = verb(house, "change settings/passphrase", kit)
    assert (status, said) == (2, "")
    assert errors == "Add take=... to the command.\n"
    assert not houses.write(house, credentials.has_passphrase, kit.id), "a passphrase nobody heard was set"


def test_a_passphrase_that_was_made_is_said(house: House) -> None:
    person = houses.write(house, members.add, "kit", now=house.clock.now(), guidelines=1)
    kit = houses.write(house, members.welcome, person.id, now=house.clock.now())
    status, said, _ = verb(house, "change settings/passphrase take=yes", kit)
    assert status == 0
    found = re.search(r"A passphrase made for you: ((?:\S+ ?){5})\. Write it down", said)
    assert found, said
    _, hashed = houses.write(house, credentials.stored_passphrase, "kit")
    assert hashed is not None
    assert CHEAP.verify(hashed, found[1])


def test_recovery_codes_that_were_made_are_said(house: House, sam: Person) -> None:
    status, said, _ = verb(house, "all codes", sam)
    assert status == 0
    left = houses.write(house, recovery.left, sam.id)
    assert left == len(re.findall(r"^\d+\. \w+(?:-\w+){4}\.$", said, re.MULTILINE)) > 0


@pytest.mark.parametrize(
    "command",
    ["yes join adult=yes handle=otter take=no", "country help country=congo", "country help/GB country=congo"],
)
def test_a_question_that_comes_again_does_not_go_on_for_ever(house: House, command: str) -> None:
    """A verb that answered the same question the same way without end would stop the whole place."""

    async def bounded() -> int:
        wire = ScriptedWire([])
        asking = run_verb(session(house, command=command), wire, ROUTES, command)
        return await asyncio.wait_for(asking, 30)

    assert asyncio.run(bounded()) == 2


# What goes wrong


def test_what_cannot_be_done_says_so_on_standard_error_alone(house: House, sam: Person) -> None:
    not_understood = (
        *("frobnicate", "read", "read one two", "search", "version 2", "post", "go", 'read "never closed'),
        *("dance boards/sleep", "reply boards/sleep"),
    )
    refused = (
        *("read no/such/place", "read boards/no-such-board", "read boards/sleep/999999999", "read boards/sleep/0"),
        *("read desk", "read office/lines", "reply boards/sleep/999999"),
    )
    for status, commands in ((2, not_understood), (1, refused)):
        for command in commands:
            found, said, errors = verb(house, command, sam, text="Some words.\n")
            assert (found, said) == (status, ""), command
            assert re.fullmatch(r"[A-Z].*[.?]\n", errors), command


def test_a_guest_is_asked_to_sign_in_first(house: House) -> None:
    for command in ("new", "keys", "read settings", "read codes", "post boards/sleep", "read settings/sessions"):
        status, said, errors = verb(house, command, text="Title\nWords.\n")
        assert (status, said) == (3, ""), command
        assert errors == "Sign in first, or type join to become a member.\n"


def test_a_guest_never_learns_of_what_only_members_read(house: House, sam: Person) -> None:
    members_only = "sleep"
    for board in house.texts.boards:
        assert verb(house, f"read boards/{board.slug}")[0] == (0 if board.public else 1)
        if not board.public:
            members_only = board.slug
    hidden, nothing = verb(house, f"read boards/{members_only}"), verb(house, "read boards/nowhere-at-all")
    assert hidden == nothing
    inside = houses.write(house, posts.start, sam, members_only, "Maths", "Words.", now=house.clock.now()).thread
    assert verb(house, f"read boards/{members_only}/{inside}", sam)[0] == 0
    for slug in ("sleep", members_only):  # a thread that was moved is found under any board: this one under none
        assert verb(house, f"read boards/{slug}/{inside}") == verb(house, "read boards/sleep/9999")


def test_a_note_to_the_desk_is_left_and_answered_by_verbs(house: House, sam: Person) -> None:
    wren = member(house, "wren", role=Role.MODERATOR)
    status, said, _ = verb(house, "write desk/note", sam, text="Could you look at this?\n")
    assert status == 0
    sent, address = said.splitlines()
    assert sent == "Sent."
    assert "Not answered yet" in verb(house, f"read {address}", sam)[1]
    note = houses.write(house, desk_answers.waiting, wren)[0].id
    status, said, _ = verb(house, f"answer desk/{note}", wren, text="Of course.\n")
    assert (status, said) == (0, "Answered.\ndesk\n")
    assert "  Of course." in verb(house, f"read {address}", sam)[1]


def test_words_of_an_error_move_no_terminal(house: House, sam: Person) -> None:
    errors = verb(house, "'\x1b[2J' boards/sleep", sam)[2]
    assert "\x1b" not in errors


# Over the wire


def test_verbs_over_ssh_sign_in_with_a_key_and_leave_an_exit_status(tmp_path: Path) -> None:
    with Harbour(tmp_path) as harbour:
        harbour.member("sam")
        key = harbour.key("laptop")
        lends_key(harbour, "sam", key)
        done = harbour.verb("anybody", "post", "boards/sleep", key=key, text="Four a.m. again\nThird night.\n")
        assert (done.returncode, done.stderr) == (0, "")
        address = done.stdout.splitlines()[1]
        done = harbour.verb("anybody", "read", address, key=key)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "Thread: Four a.m. again.\nsam, today 20:26.\n  Third night.\n"
        done = harbour.verb("anybody", "read", "no/such/place", key=key)
        assert (done.returncode, done.stdout) == (1, "")
        done = harbour.verb("guest", "new")
        assert (done.returncode, done.stdout) == (3, "")
        done = harbour.verb("guest", "frobnicate")
        assert (done.returncode, done.stdout) == (2, "")
