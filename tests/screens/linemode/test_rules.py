"""The rules of the line mode (ACCESS.md, L1 to L14), each as a test. What real readers say of it: docs/spoken."""

from __future__ import annotations

import asyncio
import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bbs.arrival import Terminal
from bbs.community import members, posts
from bbs.house import House
from bbs.language import ENGLISH
from bbs.news import POSTS, News
from bbs.server.keeper import Keeper
from bbs.server.limits import Blocks, Penalties
from screens.linemode import words
from screens.linemode.draw import ITEMS_AT_ONCE, units
from screens.linemode.opening import open_line
from screens.page import Page
from screens.pages import PAGES, ROUTES
from screens.patience import GOODBYE_SECONDS
from screens.view import Item, Listing, Post, View
from tests import houses
from tests.for_each import for_each
from tests.harbour import CLEAN, Harbour
from tests.houses import PASSPHRASE, HeldClock
from tests.screens.linemode.listening import ROLES, Listener, calling, listen, people
from tests.screens.linemode.touring import SETTINGS, ActionHeard, PageHeard, all_done, visited
from tests.test_words import UNFIT

CLEAR = b"\x1b[H\x1b[2J\x1b[3J"


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> list[PageHeard]:
    """Everybody goes everywhere."""
    house = houses.build(tmp_path_factory.mktemp("tour") / "home", settings=SETTINGS)
    try:
        peopled = people(house)
        known: dict[str, PageHeard] = {}
        return [visited(peopled, role, address, known) for role in ROLES for address in peopled.addresses()]
    finally:
        houses.close(house)


@pytest.fixture(scope="module")
def deeds(tmp_path_factory: pytest.TempPathFactory) -> list[ActionHeard]:
    """Everybody does everything; what asks for a yes is done last, because it takes something away."""
    house = houses.build(tmp_path_factory.mktemp("deeds") / "home", settings=SETTINGS)
    try:
        peopled = people(house)
        known: set[str] = set()
        return [
            done
            for confirmed in (False, True)
            for role in ("guest", "member", "operator")
            for address in peopled.addresses()
            for done in all_done(peopled, role, address, known, confirmed=confirmed)
        ]
    finally:
        houses.close(house)


def lines_of(house: House, view: View) -> list[str]:
    return [line for unit in units(view, houses.session(house).language) for line in unit.lines]


def test_the_tour_leads_to_every_page(tour: list[PageHeard]) -> None:
    seen = {heard.address for heard in tour if heard.is_open}
    assert len({heard.address for heard in tour}) == len(PAGES)
    assert {heard.address for heard in tour} - seen <= {"desk/own/2", "drafts"}


def test_l1_nothing_is_said_but_plain_characters(tour: list[PageHeard], deeds: list[ActionHeard]) -> None:
    for done in deeds:
        assert "\x1b" not in done.after.words, done.address
        assert not UNFIT.search(done.after.words), done.address
    for heard in tour:
        assert b"\x1b" not in heard.sent, heard.address
        assert not re.search(rb"\r(?!\n)|(?<!\r)\n", heard.sent), heard.address
        assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", heard.sent), heard.address
        assert not UNFIT.search(heard.sent.decode()), heard.address


def test_l2_prompts_are_at_most_four_words_and_end_in_a_colon(tour: list[PageHeard], deeds: list[ActionHeard]) -> None:
    prompts = {heard.prompt: page.address for page in tour for heard in page.all}
    prompts |= {done.after.prompt: f"{done.address} {done.action.name}" for done in deeds}
    assert len(prompts) > 60
    for prompt, where in prompts.items():
        if prompt:  # writing has none, so that nothing is said between the lines
            assert re.fullmatch(r"\w.*: ", prompt), (where, prompt)
            assert len(prompt.split()) <= 4, (where, prompt)


def test_l2_what_is_no_post_is_not_called_one(tour: list[PageHeard]) -> None:
    posts = {heard.address for heard in tour if re.match(r"(\d+ new\. )?Post ", heard.opening.prompt)}
    assert len(posts) > 4
    assert [at for at in posts if not re.match(r"(boards|looks|new|tend)\b|groups/[^/]+/items/", at)] == []


def test_l3_a_page_says_its_name_or_the_number_to_call_before_all_else(tour: list[PageHeard]) -> None:
    for heard in tour:
        if not heard.title:
            continue
        first = " ".join(heard.opening.lines)
        if first.startswith(("If your life is in danger now, call ", "Welcome. You are looking around as a guest.")):
            continue
        before, title, _ = first.partition(heard.title)
        assert title == heard.title, (heard.address, first)
        assert len(before.split()) <= 3, f"{heard.address}: give its Listing a name, then its title comes first"


def test_l3_an_error_comes_first_and_says_what_to_type(tour: list[PageHeard]) -> None:
    for heard in tour:
        said = heard.then[0]
        if heard.address == "search":  # words typed there are looked for
            continue
        assert said.lines[0].startswith(("That is not something to do here.", "Nothing here is called that."))
        assert "Type" in said.lines[0]
        assert len(said.lines) == 1


def test_l4_a_list_says_how_many_then_one_item_a_line_ten_at_a_time(house: House) -> None:
    listing = Listing(tuple(Item(f"Board {n}", "2 new") for n in range(1, 26)), "")
    said = units(View("Boards", (listing,)), houses.session(house).language)
    assert said[0].lines == (
        "Boards, 25 items.",
        "Type a part of a name to find it.",
        *(f"{n}. Board {n}, 2 new." for n in range(1, ITEMS_AT_ONCE + 1)),
        "15 more: m or Enter.",
    )
    assert [len(unit.lines) for unit in said] == [13, 11, 5]
    assert said[2].lines[-1] == "25. Board 25, 2 new."
    few = Listing((Item("Sleep"),), "")
    assert lines_of(house, View("Boards", (few,))) == ["Boards, 1 item.", "1. Sleep."]
    assert lines_of(house, View("Boards", (few,), more=True))[-1] == "More: m or Enter."


def test_l4_no_page_says_more_than_ten_items_at_once_nor_anything_in_columns(tour: list[PageHeard]) -> None:
    for heard in tour:
        for each in heard.all:
            assert sum(bool(re.match(r"\d+\. ", line)) for line in each.lines) <= ITEMS_AT_ONCE, heard.address
            for line in each.lines:
                assert "  " not in line.strip(), (heard.address, line)
                assert not re.search(r"[-=_*~|]{3}", line), (heard.address, line)


def test_l4_m_goes_on_wherever_it_says_so(tour: list[PageHeard]) -> None:
    cut = [heard for heard in tour if heard.opening.lines and heard.opening.lines[-1].endswith("m or Enter.")]
    assert cut
    for heard in cut:
        on = heard.then[1]
        assert on.typed == ""
        assert on.lines, heard.address
        assert on.lines[0] not in heard.opening.lines, heard.address


def test_l4_m_is_more_even_on_a_page_with_an_m_of_its_own(house: House) -> None:
    _, long, more = listen(house, ["go guidelines/long", "m"])[:3]
    assert long.lines[-1] == "More: m or Enter."
    assert more.lines
    assert more.lines != long.lines
    shown = listen(house, ["go help", "m"])
    assert shown[2].lines[1].startswith("Help lines")


async def turns() -> None:
    """Let everything go on that can."""
    for _ in range(50):
        await asyncio.sleep(0)


def pass_time(house: House, seconds: float) -> None:
    assert isinstance(house.clock, HeldClock)
    house.clock.move(seconds)


async def others_post(house: House, count: int) -> None:
    assert house.store is not None
    kit = await house.store.write(members.add, f"kit{count}", now=house.clock.now())
    for n in range(count):
        line = await house.store.write(posts.start, kit, "sleep", f"Rain {n}", "On the roof.", now=house.clock.now())
        house.news.tell(News(POSTS, line.id, kit.id))


def test_l5_an_idle_line_is_silent(house: House) -> None:
    async def visit() -> None:
        async with calling(house, houses.member(house, "sam")) as sam:
            await sam.types("bo")
            before = len(sam.sent)
            pass_time(house, 3600)
            await turns()
            assert len(sam.sent) == before

    asyncio.run(visit())


def test_l5_but_for_one_warning_before_it_closes(house: House) -> None:
    async def visit() -> None:
        async with calling(house, houses.member(house, "sam")) as sam:
            await sam.types("bo")
            before = len(sam.sent)
            pass_time(house, 2 * 3600 - 30)
            await turns()
            said = sam.sent[before:].decode()
            assert said.startswith("\r\nStill there? Press Enter within a minute to stay.")
            assert said.endswith("\r\nHome, choose: bo")

    asyncio.run(visit())


def test_l6_a_slow_disk_is_waited_for_in_silence_and_the_end_is_said(house: House) -> None:
    disk = threading.Event()

    async def visit() -> None:
        assert house.store is not None
        async with calling(house, houses.member(house, "sam")) as sam:
            for line in ("go boards/sleep", "post", "Rain", "On the roof.", "."):
                await sam.types(f"{line}\r")
            slow = asyncio.ensure_future(house.store.write(disk.wait))
            before = len(sam.sent)
            posting = asyncio.ensure_future(sam.types("yes\r"))
            await turns()
            assert sam.sent[before:] == b"yes\r\n"
            disk.set()
            assert (await posting).startswith("yes\r\nPosted.\r\n")
            await slow

    asyncio.run(visit())


def test_l7_what_others_send_waits_until_enter_and_is_counted_once(house: House) -> None:
    async def visit() -> None:
        async with calling(house, houses.member(house, "sam")) as sam:
            await sam.types("ag")
            before = len(sam.sent)
            await others_post(house, 3)
            await turns()
            assert len(sam.sent) == before
            assert (await sam.types("ain\r")).endswith("\r\n3 new. Home, choose: ")
            assert (await sam.types("again\r")).endswith("\r\nHome, choose: ")

    asyncio.run(visit())


def test_l7_the_prompt_keeps_to_four_words_with_a_count_in_it(house: House) -> None:
    async def visit() -> None:
        async with calling(house, houses.member(house, "sam")) as sam:
            await sam.types("go boards/sleep\r")
            await others_post(house, 1)
            assert (await sam.types("again\r")).endswith("\r\n1 new. Board, choose: ")

    asyncio.run(visit())


def test_l8_sender_and_kind_start_a_line_and_all_of_it_is_words(house: House) -> None:
    post = Post(
        "1", "lou", "today 9:00", "Hello.", standing="moderator", kind="reply to sam", note="grief", new=True, number=2
    )
    assert lines_of(house, View("New", (post,)))[1:] == [
        "lou, moderator, reply to sam, new, today 9:00. Content note: grief.",
        "  Hello.",
    ]
    closed = lines_of(house, View("New", (replace(post, collapsed=True),)))
    assert closed[2:] == ["Not shown yet. open reads it; Enter goes past."]
    item = Item("Four a.m. again", "lou, 2 new", new=True)
    assert lines_of(house, View("Sleep", (Listing((item,), ""),)))[1] == "1. Four a.m. again, lou, 2 new."


@pytest.mark.parametrize("keys", ["\x1b[A", "\x1b[D", "\x1bOB", "\x1bx", "\x01", "\x0c", "\x0e", "\x18"], ids=repr)
def test_l9_keys_that_readers_own_do_nothing(house: House, keys: str) -> None:
    said = [listen(house, [f"{before}look{after}"])[1] for before, after in ((keys, ""), ("", keys), ("", ""))]
    assert [each.words.removeprefix("look ") for each in said] == [said[2].words] * 3


def test_l9_every_action_has_a_word_and_a_key_that_can_be_typed() -> None:
    for page in PAGES:
        for action in page.declared:
            assert re.fullmatch(r"[a-z][a-z-]*", action.name), action
            assert action.key.isascii(), action
            assert action.key.isprintable(), action


def test_l10_every_action_is_answered_in_words(deeds: list[ActionHeard]) -> None:
    assert len({(done.address, done.action.name) for done in deeds}) > 60
    for done in deeds:
        where = (done.role, done.address, done.action.name)
        asks = done.after.prompt != done.before.prompt
        assert done.after.lines or asks, where
        if done.agreed is not None:
            assert done.after.prompt in ("Yes or no: ", "Which number: "), where
            assert done.agreed.lines, where


def test_l10_leaving_a_question_is_answered_too(house: House) -> None:
    sam = houses.member(house, "sam")
    said = listen(house, ["go boards/sleep", "post", "back", "post", "A title", "\x03", "search", "\x03"], sam)
    assert [said[at].lines for at in (3, 6, 8)] == [("Left as it was.",)] * 3


def test_l11_a_passphrase_is_asked_for_as_not_shown_and_is_not(house: House) -> None:
    houses.member(house, "sam")
    house.doorkeeper = Keeper(house, Penalties(house.clock), Blocks(bytes(32)))
    wire = Listener(["in", "sam", PASSPHRASE, "bye"])
    asyncio.run(open_line(houses.session(house), wire, ROUTES))
    said = wire.sent.decode()
    assert "\r\nPassphrase, not shown: \r\nGood evening, sam." in said
    assert PASSPHRASE not in said


def test_l11_no_secret_is_asked_for_without_words_that_say_so() -> None:
    """Every prompt of a secret field goes through `LineVisit.answer`, which adds them; this keeps it the only way."""
    found = [
        path.name
        for path in (Path(__file__).parents[3] / "screens/linemode").glob("*.py")
        if re.search(r"\.line\([^)]*secret=", path.read_text("utf-8"))
    ]
    assert found == ["visit.py"]


def test_l11_the_goodbye_is_said_then_half_a_second_passes_then_the_line_closes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = Listener(["bye"])
    waits: list[tuple[float, bool]] = []

    async def sleep(seconds: float) -> None:
        if seconds < 60:  # the long ones are for an idle line
            waits.append((seconds, wire.sent.endswith(b"\r\nGoodbye. Come back any time.\r\n")))
        else:
            await asyncio.Event().wait()

    monkeypatch.setattr(house.clock, "sleep", sleep)
    asyncio.run(open_line(houses.session(house), wire, ROUTES))
    assert waits == [(GOODBYE_SECONDS, True)]
    assert GOODBYE_SECONDS == 0.5


@pytest.mark.parametrize(
    ("user", "terminal", "options", "environment"),
    [
        ("anybody", True, (), {"TERM": "dumb"}),
        ("anybody", False, (), {}),
        ("line", True, (), {}),
        ("anybody", True, ("-o", "SendEnv=ACCESSIBLE"), {"ACCESSIBLE": "1"}),
    ],
    ids=["TERM=dumb", "no terminal", "line@", "ACCESSIBLE"],
)
def test_l12_the_door_is_in_line_mode_for_whoever_asks_for_it(
    tmp_path: Path, user: str, terminal: bool, options: tuple[str, ...], environment: dict[str, str]
) -> None:
    with Harbour(tmp_path) as harbour:
        caller = harbour.calls(user, terminal=terminal, options=options, environment=CLEAN | environment)
        if user != "line":
            caller.sees("Enter for the door: ")
            caller.types("")
        caller.sees("What would you like?: ")
        caller.types("line")
        caller.sees("Plain lines it is.")
        caller.types("bye")
        caller.sees("Goodbye. Come back any time.")
        caller.is_gone()
        assert "\x1b" not in caller.said


def test_l13_all_that_a_page_offers_can_be_asked_for_by_its_word(deeds: list[ActionHeard]) -> None:
    for page in PAGES:
        assert words.resolve("help", "", page.declared) is not None
        for action in page.declared:
            assert words.resolve(action.name, "", page.declared) == action, page.pattern
            assert words.resolve(action.name, "2", page.declared) == action, page.pattern


@for_each("page", PAGES)
def test_l13_a_question_mark_names_all_that_a_page_offers(page: type[Page]) -> None:
    said = "\n".join(words.keys(page.declared, ENGLISH))
    for action in page.declared:
        assert re.search(rf"(^| |\n|or ){re.escape(action.name)}[.:]", said), action.name


def test_l14_only_the_quick_exit_clears_and_only_a_terminal(house: House) -> None:
    sam = houses.member(house, "sam")
    for typed in (["bye!"], ["Bye!"], ["\x11"], ["go boards/sleep", "post", "Rain", "Half a ", "bye!"]):
        wire = Listener(typed)
        asyncio.run(open_line(houses.session(house, sam), wire, ROUTES))
        said, _, after = bytes(wire.sent).partition(CLEAR)
        assert b"\x1b" not in said
        assert after.replace(CLEAR, b"") == b"", "nothing is left to read"
        assert wire.sent.endswith(CLEAR)
        wire = Listener(typed)
        asyncio.run(open_line(houses.session(house, sam, terminal=Terminal()), wire, ROUTES))
        assert b"\x1b" not in wire.sent
