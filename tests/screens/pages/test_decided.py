"""What was decided about a member: told once, with reasons and an appeal; and what stays open to the suspended."""

from __future__ import annotations

import asyncio

import pytest

from bbs.community import appeals, decisions, desk_answers, members, posts, queue, reports, statements
from bbs.community.appeals import Answer
from bbs.community.decisions import Chosen, Outcome
from bbs.community.members import Person, Role
from bbs.community.post_acts import Act
from bbs.community.sanctions import Kind
from bbs.house import House
from bbs.news import DECIDED, News
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from tests import houses
from tests.houses import ScriptedWire
from tests.screens.fullscreen.sitting import presses, sit
from tests.screens.fullscreen.visits import Drawn
from tests.screens.linemode.listening import calling

RULE = "We disagree kindly, and bring trouble to a moderator."


def decided(house: House, sam: Person, outcome: Outcome = Outcome.AGREE, **how: object) -> int:
    """Have something decided about a post of sam's by a moderator."""
    now = house.clock.now()
    wren = houses.write(house, members.by_handle, "wren") or houses.member(house, "wren", role=Role.MODERATOR)
    post = houses.write(house, posts.start, sam, "sleep", "A quarrel", "You zebra.", now=now)
    case = houses.write(house, reports.bring_up, house.vault, wren, f"post/{post.id}", now=now)
    given = {"reasons": "It went after somebody.", "rule": RULE} | how
    chosen = Chosen(**given)  # type: ignore[arg-type]
    return houses.write(house, decisions.decide, house.vault, wren, case, 1, outcome, chosen, now=now)


def again(house: House, sam: Person) -> Person:
    """Return sam as they are when they sign in anew."""
    return houses.write(house, members.by_id, sam.id)


def test_a_decision_is_what_a_member_comes_to_first_and_only_until_they_read_it(house: House, sam: Person) -> None:
    decided(house, sam, act=Act.HIDE, sanction=Kind.MUTE, days=7)
    said = houses.visit(house, ["", "bye"], again(house, sam))
    for words in (
        'It is about your post in "A quarrel", Sleep and nights.',
        "Your post is out of sight.",
        "Until 4 June, 20:26 you can read, but not write.",
        "It went after somebody.",
        f"The guideline: {RULE}",
        "A moderator decided it. No software decided this.",
        "You can appeal until 27 July: type appeal here.",
        "crisis help is open, type help",
    ):
        assert words in " ".join(said.split()), words
    assert "wren" not in said
    after = houses.visit(house, ["bye"], again(house, sam))
    assert "Decided about you" not in after
    assert "evening, sam" in after


def test_heavy_words_in_an_appeal_reach_who_decided_without_the_appeal(house: House, sam: Person) -> None:
    decided(house, sam, act=Act.HIDE)
    typed = ["go decisions", "appeal", "I want to kill myself tonight.", ".", "send", "bye"]
    assert "Nobody is watching right now." in houses.visit(house, typed, again(house, sam))
    wren = houses.write(house, members.by_handle, "wren")
    said = " ".join(houses.visit(house, ["go desk", "1", "bye"], wren).split())
    assert "Urgent, the software noticed it, sam" in said
    assert "The software noticed it in an appeal of theirs, or where they asked to come into a group" in said
    assert "tonight" not in said


def test_who_was_only_written_to_is_nowhere_told_that_something_was_decided(house: House, sam: Person) -> None:
    async def visit() -> None:
        async with calling(house, sam) as caller:
            made = decided(house, sam, Outcome.SUPPORT, reasons="I thought of you.", rule="")
            house.news.tell(News(DECIDED, made, 0))
            assert "wrote to you: go decisions" in await caller.types("again\r")
            assert "Written to you, by somebody" in await caller.types("home\r")

    asyncio.run(visit())
    said = houses.visit(house, ["", "bye"], again(house, sam))
    assert said.startswith("Written to you.\n")
    assert "ecided" not in said
    decided(house, sam, Outcome.SUPPORT, reasons="And once more.", rule="")
    decided(house, sam, act=Act.HIDE)
    said = houses.visit(house, ["bye"], again(house, sam))
    assert "Decided about you." in said, "where there is both"
    assert "And once more." in said, "what was kindly meant comes first"


def test_who_was_written_to_can_write_back_and_the_desk_reads_what_it_is_about(house: House, sam: Person) -> None:
    decided(house, sam, Outcome.SUPPORT, reasons="Are you safe?", rule="")
    said = " ".join(
        houses.visit(house, ["write-back 1", "Yes, it is over.", ".", "y", "bye"], again(house, sam)).split()
    )
    assert "You can write back, if you like: type write-back here." in said
    wren = houses.write(house, members.by_handle, "wren")
    said = " ".join(houses.visit(house, ["go desk/notes", "1", "bye"], wren).split())
    assert "An answer to what was written to me on 28 May, 20:26: Yes, it is over." in said
    assert "What was written to them last: go desk/cases/1." in said
    case = " ".join(houses.visit(house, ["go desk/cases/1", "bye"], wren).split())
    assert "sam wrote to the desk a moment ago, and nobody answered yet: go desk/1." in case
    houses.visit(house, ["go desk/cases/1", "undo", "bye"], wren)
    assert "written to them last" not in houses.visit(house, ["go desk/1", "bye"], wren), "that was undone"


def test_a_decision_is_not_written_back_to_but_appealed_against(house: House, sam: Person) -> None:
    decided(house, sam, Outcome.SUPPORT, reasons="Are you safe?", rule="")
    decided(house, sam, act=Act.HIDE)
    assert "To say something about it: appeal." in houses.visit(house, ["write-back 2", "bye"], again(house, sam))


def test_that_a_post_stands_and_words_about_it_are_no_decision_about_somebody(house: House, sam: Person) -> None:
    async def visit() -> None:
        async with calling(house, sam) as caller:
            made = decided(house, sam, reasons="What you wrote stays.")
            house.news.tell(News(DECIDED, made, 0))
            assert "wrote to you: go decisions" in await caller.types("again\r")

    asyncio.run(visit())
    said = " ".join(houses.visit(house, ["", "bye"], again(house, sam)).split())
    assert said.startswith("Written to you.")
    assert "A moderator, writes to you about your post, new" in said
    assert "A moderator wrote this. No software wrote this." in said
    assert "ecided" not in said.replace("Somebody else than who decided looks at it.", "")


@pytest.mark.parametrize("given", [Answer.UPHELD, Answer.UNDONE])
def test_an_answer_to_an_appeal_is_headed_as_one(house: House, sam: Person, given: Answer) -> None:
    dove = houses.member(house, "dove", role=Role.MODERATOR)
    made = decided(house, sam, act=Act.HIDE)
    house.clock.move(2 * 24 * 3600)  # type: ignore[attr-defined]
    now = house.clock.now()
    houses.write(house, statements.told, sam, now=now)
    case = houses.write(house, appeals.appeal, house.vault, sam, made, "It was a joke.", now=now)

    async def visit() -> None:
        async with calling(house, sam) as caller:
            houses.write(house, appeals.answer, house.vault, dove, case, 1, given, "I read it anew.", now=now)
            house.news.tell(News(DECIDED, made, 0))
            assert "Your appeal was answered: go decisions." in await caller.types("again\r")
            assert "Your appeal was answered, new, with the reasons" in await caller.types("home\r")

    asyncio.run(visit())
    said = " ".join(houses.visit(house, ["", "bye"], again(house, sam)).split())
    assert said.startswith("Your appeal was answered.")
    assert "A moderator, an answer to your appeal, new, today 20:26." in said
    assert said.index("I read it anew.") < said.index("Your appeal, today") < said.index("What was decided Thursday")
    decided(house, sam, act=Act.HIDE)
    assert houses.visit(house, ["bye"], again(house, sam)).startswith("Decided about you."), "where there is both"


def test_what_came_of_it_since_they_read_is_shown_before_it_counts_as_read(house: House, sam: Person) -> None:
    dove = houses.member(house, "dove", role=Role.MODERATOR)
    made, now = decided(house, sam, act=Act.HIDE), house.clock.now()

    async def visit() -> None:
        async with calling(house, again(house, sam)) as caller:
            case = houses.write(house, appeals.appeal, house.vault, sam, made, "It was a joke.", now=now)
            await caller.types("again\r")
            houses.write(house, appeals.answer, house.vault, dove, case, 1, Answer.UNDONE, "I read it anew.", now=now)
            assert "I read it anew." in await caller.types("noted\r")
            assert "Thank you. You find it again" in await caller.types("noted\r")

    asyncio.run(visit())


def test_nothing_is_said_of_it_at_home_unless_it_is_new(house: House, sam: Person) -> None:
    assert "Decided" not in houses.visit(house, ["bye"], sam)
    assert "Nothing was decided about you." in houses.visit(house, ["go decisions", "bye"], sam)
    decided(house, sam, act=Act.HIDE)
    assert "Decided about you, new, with the reasons" in houses.visit(house, ["home", "bye"], again(house, sam))


def test_who_is_suspended_comes_to_where_they_stand_from_everywhere(house: House, sam: Person) -> None:
    decided(house, sam, sanction=Kind.SUSPENSION, days=3)
    shut = again(house, sam)
    for address in ("home", "boards", "boards/sleep", "new", "search/zebra", "members/wren", "settings", "desk/note"):
        said = houses.visit(house, [f"go {address}", "bye"], shut)
        assert said.count("Until 31 May, 20:26 this place is closed to you") == 2, address
    for address, words in (
        ("help", "Samaritans"),
        ("decisions", "It went after somebody."),
        ("my-data", "What there is"),
        ("my-data/leave", "Leave"),
        ("plan", "plan"),
    ):
        assert words in houses.visit(house, [f"go {address}", "bye"], shut), address
    _, said, _ = houses.verb(house, "read boards/sleep", shut)
    assert "A quarrel" not in said
    assert "this place is closed to you" in said
    status, _, errors = houses.verb(house, "post boards/sleep", shut, text="Hello\nIt is me.")
    assert (status, errors.split(".")[0]) == (1, "This place is closed to you for now")


def test_who_is_suspended_asks_for_a_person_and_reads_who_answered(house: House, sam: Person) -> None:
    decided(house, sam, sanction=Kind.SUSPENSION, days=3)
    shut = again(house, sam)
    said = " ".join(houses.visit(house, ["go help/person", "w", "I am afraid.", ".", "send", "bye"], shut).split())
    assert "Your return code is" in said
    assert "Not answered yet" in said
    wren = houses.write(house, members.by_handle, "wren")
    (note,) = houses.write(house, desk_answers.waiting, wren)
    now = house.clock.now()
    houses.write(house, desk_answers.answer, house.vault, wren, note.id, "I read you.", now=now)
    said = houses.visit(house, ["go standing", "5", "1", "go desk/notes", "bye"], shut)
    assert "5. Your notes, to the desk, and what was answered." in said
    assert "You asked for a person" in said
    assert "I read you." in said
    assert said.count("this place is closed to you") == 3, "at first, there, and in the place of what is the desk's"


def test_a_suspension_that_is_over_leaves_nothing_closed(house: House, sam: Person) -> None:
    decided(house, sam, sanction=Kind.SUSPENSION, days=3)
    house.clock.move(3 * 24 * 3600)  # type: ignore[attr-defined]
    said = houses.visit(house, ["", "go standing", "go boards/sleep", "bye"], again(house, sam))
    assert "That is over." in said
    assert "Nothing is closed to you here." in said
    assert "A quarrel" in said


def test_an_open_visit_ends_up_there_with_the_next_key(house: House, sam: Person) -> None:
    async def visit() -> None:
        async with calling(house, sam) as caller:
            await caller.types("go boards/sleep\r")
            assert house.store is not None
            decision = decided(house, sam, sanction=Kind.BAN, days=3)
            house.news.tell(News(DECIDED, decision, 0))
            said = await caller.types("new\r")
            assert "nobody else is here now who could look at it" in " ".join(said.split())
            houses.member(house, "dove", role=Role.MODERATOR)
            said = await caller.types("go standing\r")
            assert "A second person looks at this" in " ".join(said.split())

    asyncio.run(visit())


@pytest.mark.parametrize("typed", ["help", "!"])
def test_help_is_there_at_once_for_who_is_suspended_in_the_middle_of_a_visit(
    house: House, sam: Person, typed: str
) -> None:
    async def visit() -> None:
        async with calling(house, sam) as caller:
            await caller.types("go boards/sleep\r")
            house.news.tell(News(DECIDED, decided(house, sam, sanction=Kind.SUSPENSION, days=3), 0))
            assert "If your life is in danger" in await caller.types(f"{typed}\r")

    asyncio.run(visit())


@pytest.mark.parametrize("typed", ["bye", "q", "bye!"])
def test_who_is_suspended_in_the_middle_of_a_visit_leaves_with_the_word_for_it(
    house: House, sam: Person, typed: str
) -> None:
    class Meanwhile(ScriptedWire):
        async def read(self) -> bytes:
            burst = await super().read()
            if burst == f"{typed}\r".encode():
                house.news.tell(News(DECIDED, decided(house, sam, sanction=Kind.SUSPENSION, days=3), 0))
            return burst

    wire = Meanwhile(("go boards/sleep\r", f"{typed}\r"))
    asyncio.run(open_line(houses.session(house, sam), wire, ROUTES))
    assert b"Sleep and nights" in wire.sent
    assert b"closed to you" not in wire.sent


def test_the_keys_of_help_and_of_leaving_are_there_at_once_as_well(house: House, sam: Person) -> None:
    async def play(there: Drawn) -> None:
        await there.opens("boards/sleep")
        house.news.tell(News(DECIDED, decided(house, sam, sanction=Kind.SUSPENSION, days=3), 0))
        presses(there, "!")
        await there.reads("If your life is in danger")
        presses(there, "h")
        await there.reads("this place is closed to you")
        presses(there, "q")
        async with asyncio.timeout(30):
            await there.over

    sit(house, play, sam)


def test_an_open_visit_is_told_of_a_decision_that_closes_nothing(house: House, sam: Person) -> None:
    async def visit() -> None:
        async with calling(house, sam) as caller:
            decision = decided(house, sam)
            house.news.tell(News(DECIDED, decision, 0))
            assert "go decisions" in await caller.types("again\r")
            assert "go decisions" not in await caller.types("again\r")

    asyncio.run(visit())


def test_where_nobody_else_could_look_at_an_appeal_that_is_said_before_and_after_it(house: House, sam: Person) -> None:
    decided(house, sam, act=Act.CLOSE)
    said = " ".join(houses.visit(house, ["appeal", "It was a joke.", ".", "send", "bye"], again(house, sam)).split())
    assert "Nobody is here now who did not decide it; your appeal waits for somebody who comes" in said
    assert "Sent. Nobody is here now who did not decide it" in said
    assert "Somebody else" not in said


def test_an_appeal_is_sent_once_and_its_words_are_kept_if_it_is_left(house: House, sam: Person) -> None:
    decided(house, sam, act=Act.CLOSE)
    sam = again(house, sam)
    said = houses.visit(house, ["appeal", "It was a joke.", ".", "draft", "appeal", ".", "send", "bye"], sam)
    assert "Kept as a draft." in said
    assert "Your appeal, today 20:26: It was a joke." in said
    said = houses.visit(house, ["go decisions", "appeal", "bye"], again(house, sam))
    assert "That is not something to do here." in said


def test_words_of_crisis_in_an_appeal_reach_everybody_and_their_writer_is_told_whom_to_call(
    house: House, sam: Person
) -> None:
    decided(house, sam, act=Act.CLOSE)
    houses.member(house, "dove", role=Role.MODERATOR)
    typed = ["appeal", "I want to die tonight, I have the pills here.", ".", "send", "bye"]
    said = " ".join(houses.visit(house, typed, again(house, sam)).split())
    assert "Sent. Somebody else than who decided looks at it. What you wrote sounds heavy." in said
    assert "Nobody is watching right now." in said
    assert "call 999" in said
    wren = houses.write(house, members.by_handle, "wren")
    (line,) = houses.write(house, queue.queue, house.vault, wren, now=house.clock.now())
    assert (line.target, line.rank) == (f"member/{sam.id}", queue.Rank.URGENT)


def test_what_was_muted_is_told_before_anything_is_written(house: House, sam: Person) -> None:
    decided(house, sam, sanction=Kind.MUTE, days=7, here=True)
    said = houses.visit(house, ["home", "go boards/sleep", "post", "bye"], again(house, sam))
    assert "You cannot write in Sleep and nights for about 7 days; elsewhere you can. Why" in " ".join(said.split())
    assert "Title" not in said
    assert "kept as a draft" not in said, "nothing was written yet"


def test_who_is_muted_everywhere_is_told_before_they_begin_whatever_it_is(house: House, sam: Person) -> None:
    lou = houses.member(house, "lou")
    theirs = houses.write(house, posts.start, lou, "sleep", "Rain", "It rains.", now=house.clock.now())
    decided(house, sam, sanction=Kind.MUTE, days=7)
    at = f"go boards/sleep/{theirs.thread}"
    for typed in (["post"], [at, "reply"], [at, "quote"], [at, "thank"], ["go members/sam", "write"], ["1", "edit"]):
        said = " ".join(houses.visit(house, ["home", "go boards/sleep", *typed, "bye"], again(house, sam)).split())
        assert "You can read, but not write for about 7 days. Why, and how to appeal: go decisions. Crisis" in said
        assert "Type your lines" not in said
