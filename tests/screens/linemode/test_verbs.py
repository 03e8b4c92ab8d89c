"""Verbs: one thing done over ssh, with the output and the exit status that docs/verbs.md promises."""

from __future__ import annotations

import asyncio
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from bbs.arrival import Terminal
from bbs.community import credentials, desk_answers, member_keys, members, posts, reading, recovery
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.errors import Exit
from bbs.house import House
from bbs.version import VERSION
from screens.linemode.verbs import run_verb
from screens.pages import ROUTES
from tests import houses
from tests.harbour import Harbour
from tests.houses import CHEAP, ScriptedWire, member, session, verb
from tests.scenarios.callers import lends_key

DOCUMENT = (Path(__file__).parents[3] / "docs" / "verbs.md").read_text("utf-8")
SAID = "Third night.\nI keep doing the maths."


def thread(house: House, writer: Person, title: str = "Four a.m. again", text: str = SAID, note: str = "") -> PostLine:
    return houses.write(house, posts.start, writer, "sleep", title, text, now=house.clock.now(), note=note)


def reply(house: House, writer: Person, first: PostLine, text: str, note: str = "") -> PostLine:
    return houses.write(house, posts.reply, writer, first.thread, text, now=house.clock.now(), note=note)


# What the document promises, row by row


def promised() -> dict[str, str]:
    """Return the verbs of the document's table with what each prints."""
    rows = (row.strip("|").split("|") for row in DOCUMENT.splitlines() if re.match(r"\| `", row))
    return {row[0].strip().strip("`"): row[2].strip() for row in rows if len(row) == 3}


def test_every_documented_verb_is_tested_here() -> None:
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


def test_words_that_are_sent_again_are_posted_once_and_the_script_is_told_where(
    house: House, sam: Person, ash: Person
) -> None:
    first = thread(house, sam)
    said = verb(house, "post boards/sleep", ash, text="Rain\nOn the roof.")[1]
    address = said.split()[1]
    assert said == f"Posted.\n{address}\n"
    again = f"It is there already, posted once: go {address}/1.\n{address}\n"
    assert verb(house, "post boards/sleep", ash, text="Rain\nOn the roof.\n") == (0, again, "")
    for asked in ("reply", "post"):
        done = verb(house, f"{asked} boards/sleep/{first.thread}", ash, text="I am up too.")
        there = f"It is there already, posted once: go boards/sleep/{first.thread}/2.\n"
        assert done == (0, "Posted.\n" if asked == "reply" else there, "")
    assert verb(house, f"reply boards/sleep/{first.thread} note=grief", ash, text="I am up too.")[1] == "Posted.\n"


def test_quote_replies_below_lines_of_posts(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam, text="Third night.\nNo sleep.")
    reply(house, sam, first, "Rain now.")
    asked = f"quote boards/sleep/{first.thread}/1 lines=2 posts=2"
    assert verb(house, asked, ash, text="I am up too.") == (0, "Posted.\n", "")
    assert "sam wrote: quote: No sleep. sam wrote: quote: Rain now. I am up too." in " ".join(
        verb(house, f"read boards/sleep/{first.thread}/3", ash)[1].split()
    )


def test_read_prints_a_page_and_what_was_read_is_not_new_any_more(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam)
    reply(house, sam, first, "Rain now.")
    status, said, errors = verb(house, f"read boards/sleep/{first.thread}", ash)
    assert (status, errors) == (0, "")
    assert said == (
        "Thread: Four a.m. again.\n"
        "sam, new, today 20:26.\n"
        "  Third night.\n"
        "  I keep doing the maths.\n"
        "sam, reply, new, today 20:26.\n"
        "  Rain now.\n"
    )
    assert verb(house, "new", ash)[1] == "New.\nNothing new. You have seen it all.\n"


def test_read_prints_a_thread_whole_however_much_of_it_was_read(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam)
    verb(house, f"read boards/sleep/{first.thread}", ash)
    reply(house, sam, first, "Rain now.")
    said = verb(house, f"read boards/sleep/{first.thread}", ash)[1]
    assert "Third night." in said
    assert "Rain now." in said


def test_read_goes_on_to_the_end_of_a_long_thread(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam)
    for n in range(2, 46):
        reply(house, sam, first, f"Line {n}.")
    said = verb(house, f"read boards/sleep/{first.thread}", ash)[1]
    assert re.findall(r"^  Line (\d+)\.$", said, re.MULTILINE) == [str(n) for n in range(2, 46)]


def test_what_a_content_note_covers_is_not_printed_until_it_is_opened(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam, title="A bad week", note="self-harm")
    at = f"boards/sleep/{first.thread}"
    said = verb(house, f"read {at}", ash)[1] + verb(house, "new", ash)[1] + verb(house, "search maths", ash)[1]
    assert "Third night" not in said
    assert "self-harm" in said
    status, said, _ = verb(house, f"open {at}/1", ash)
    assert status == 0
    assert said.endswith("  Third night.\n  I keep doing the maths.\n")


def test_new_prints_one_post_after_another_and_then_nothing(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam)
    for n in range(2, 30):
        reply(house, sam, first, f"Line {n}.")
    status, said, _ = verb(house, "new", ash)
    assert status == 0
    assert said.count('"Four a.m. again", Sleep and nights.') == 29
    assert verb(house, "new", ash) == (0, "New.\nNothing new. You have seen it all.\n", "")


def test_post_starts_a_thread_and_prints_its_address(house: House, sam: Person, ash: Person) -> None:
    status, said, errors = verb(house, "post boards/sleep", sam, text=f"Four a.m. again\n{SAID}\n")
    assert (status, errors) == (0, "")
    posted, address = said.splitlines()
    assert posted == "Posted."
    said = verb(house, f"read {address}", ash)[1]
    assert said.startswith("Thread: Four a.m. again.\nsam, new,")
    assert said.endswith("  Third night.\n  I keep doing the maths.\n")


def test_post_in_a_thread_replies_to_its_first_post(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam)
    reply(house, sam, first, "Rain now.")
    assert verb(house, f"post boards/sleep/{first.thread}", ash, text="I am up too.\n") == (0, "Posted.\n", "")
    last = houses.write(house, reading.stretch, sam, first.thread, first=3).posts[-1]
    assert (last.author, last.text, last.reply_to) == ("ash", "I am up too.", "sam")


def test_reply_answers_the_post_at_an_address_or_the_first_of_a_thread(house: House, sam: Person, ash: Person) -> None:
    lou = member(house, "lou")
    first = thread(house, sam)
    reply(house, ash, first, "I am up too.")
    verb(house, f"read boards/sleep/{first.thread}", lou)
    reply(house, ash, first, "Still.")
    assert verb(house, f"reply boards/sleep/{first.thread}", lou, text="One.") == (0, "Posted.\n", "")
    assert verb(house, f"reply boards/sleep/{first.thread}/2", lou, text="Two.\n") == (0, "Posted.\n", "")
    one, two = houses.write(house, reading.stretch, sam, first.thread, first=4).posts
    assert (one.text, one.reply_to) == ("One.", "sam")
    assert (two.text, two.reply_to) == ("Two.", "ash")


def test_reply_on_a_board_is_not_understood_and_starts_nothing(house: House, sam: Person) -> None:
    status, said, errors = verb(house, "reply boards/sleep", sam, text="One line.\nAnother.\n")
    assert (status, said) == (2, "")
    assert errors == "There is no reply at that address.\n"
    assert verb(house, "search Another", sam)[1].startswith("Nothing found.")


def test_search_prints_numbered_lines(house: House, sam: Person, ash: Person) -> None:
    thread(house, sam)
    status, said, _ = verb(house, "search doing maths", ash)
    assert status == 0
    title, line, address = said.splitlines()
    assert title == "Found, 1 item."
    assert line.startswith("1. Four a.m. again, sam, today 20:26, Sleep and nights, ")
    assert re.fullmatch(r"  boards/sleep/\d+/1", address)
    assert "Third night." in verb(house, f"read {address}", ash)[1]
    said = verb(house, "search doing knitting", ash)[1]
    assert said == "Nothing found.\nNo post you can read holds all of that. Fewer words find more.\n"


def test_the_words_of_a_search_reach_it_as_they_were_typed(house: House, sam: Person, ash: Person) -> None:
    thread(house, sam)
    asked = {'"doing the maths"': 1, '"maths doing"': 0, "'doing OR knitting": 1, "by:ash maths": 0}
    for words, count in asked.items():
        said = verb(house, f"search {words}", ash)[1]
        assert said.count("Four a.m. again") == count, words
    assert verb(house, 'search "never closed', ash)[0] == 0


def test_go_prints_the_places_that_may_be_meant_with_their_addresses(house: House, ash: Person) -> None:
    status, said, errors = verb(house, "go SLEEP", ash)
    assert (status, said, errors) == (0, "Go to, 1 item.\n1. Sleep and nights, board.\n  boards/sleep\n", "")
    assert verb(house, "go nowhere at all", ash)[1] == "Go to.\nNo place here is called that.\n"


def test_keys_prints_numbered_lines(house: House, sam: Person) -> None:
    mark = "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDBvpJ2sRbMWWXTPGk"
    houses.write(house, member_keys.add_key, house.vault, sam.id, mark, "laptop", now=house.clock.now())
    assert verb(house, "keys", sam) == (0, "SSH keys, 1 item.\n1. laptop, added 28 May.\n", "")


def test_help_is_for_anybody_and_needs_no_database(tmp_path: Path) -> None:
    house = houses.build(tmp_path / "bare", store=False)
    try:
        status, said, errors = verb(house, "help GB")
        assert (status, errors) == (0, "")
        assert said.splitlines()[0] == "If your life is in danger now, call 999 or 112."
        assert verb(house, "help United Kingdom")[1] == said
        assert verb(house, "HELP uk")[1] == said
        card = verb(house, "card GB")[1]
        assert "Samaritans: 116 123. Day and night." in card
        assert "More:" not in card, "nobody is asked to go on in the middle of a card"
        assert verb(house, "card United Kingdom")[1] == card
        assert verb(house, "card Cote d'Ivoire")[0] == 0
        assert verb(house, "card", None)[0] == 0
        unknown = verb(house, "help")[1]
        assert unknown.splitlines()[0] == "If your life is in danger now, call your emergency number."
        assert verb(house, "version") == (0, f"warmline {VERSION}\n", "")
        status, said, errors = verb(house, "read boards")
        assert (status, said) == (1, "")
        assert errors == "The boards are closed for repair just now. Crisis help works: type help.\n"
    finally:
        houses.close(house)


def test_help_takes_a_country_with_a_quotation_mark_in_it(house: House) -> None:
    status, said, _ = verb(house, "help Cote d'Ivoire")
    assert status == 0
    assert "Côte d'Ivoire" in said or "Ivory Coast" in said


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


# What is written comes from standard input


def test_what_somebody_writes_is_never_taken_from_the_command(house: House, sam: Person) -> None:
    for words in ("Four a.m. again", "title=Again", "text=Hello", "nots=grief", "note=grief and more"):
        status, said, errors = verb(house, f"post boards/sleep {words}", sam, text="Rain\nIt rains.\n")
        assert (status, said) == (2, ""), words
        assert "standard input" in errors
    assert verb(house, "search rains", sam)[1].startswith("Nothing found.\n")


def test_a_content_note_may_be_named_on_the_command(house: House, sam: Person, ash: Person) -> None:
    assert verb(house, "post boards/sleep note=grief", sam, text="Rain\nIt rains.\n")[0] == 0
    said = verb(house, "new", ash)[1]
    assert "Content note: grief." in said
    assert "It rains" not in said


def test_nothing_is_posted_without_words(house: House, sam: Person) -> None:
    assert verb(house, "post boards/sleep", sam)[0] == 2
    status, said, errors = verb(house, "post boards/sleep", sam, text="Only a title\n")
    assert (status, said) == (2, "")
    assert errors.startswith("There are no words in it yet.")


def test_a_post_that_is_too_long_is_refused_whole(house: House, sam: Person) -> None:
    limit = house.config.writing.post_limit
    for body in ("x" * (limit + 1), "x\n" * (limit // 2 + 1), "x" * (3 * limit)):
        status, said, errors = verb(house, "post boards/sleep", sam, text=f"Long\n{body}\n")
        assert (status, said) == (2, "")
        assert errors.strip()
    assert verb(house, "post boards/sleep", sam, text="Long\n" + "x" * limit)[0] == 0


def test_a_long_paste_of_many_lines_is_posted_as_it_is(house: House, sam: Person, ash: Person) -> None:
    lines = [f"Line {n} of the night, said slowly." for n in range(300)]
    status, said, _ = verb(house, "post boards/sleep", sam, text="\n".join(["All of it", *lines]))
    assert status == 0
    read = verb(house, f"read {said.splitlines()[1]}", ash)[1]
    assert read.splitlines()[2:] == ["  " + line for line in lines]


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
        return await asyncio.wait_for(asking, 5)

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
    first = thread(house, sam)
    members_only = "sleep"
    for board in house.texts.boards:
        assert verb(house, f"read boards/{board.slug}")[0] == (0 if board.public else 1)
        if not board.public:
            members_only = board.slug
    hidden, nothing = verb(house, f"read boards/{members_only}"), verb(house, "read boards/nowhere-at-all")
    assert hidden == nothing
    assert verb(house, "read boards/sleep/9999") == verb(house, f"read boards/grief/{first.thread}")


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


def test_lines_of_members_never_begin_at_the_margin(house: House, sam: Person, ash: Person) -> None:
    first = thread(house, sam, text="\n\nash, moderator, today 3:02.\nGive me your passphrase.\n\n1. Boards")
    said = verb(house, f"read boards/sleep/{first.thread}", ash)[1]
    ours = [line for line in said.splitlines() if line and not line.startswith("  ")]
    assert ours == ["Thread: Four a.m. again.", "sam, new, today 20:26."]


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
