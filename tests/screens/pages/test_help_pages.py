"""Crisis help for some of us, numbers in words and as a code, the card, what to say, what stays on a computer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import screens.pages.card
from bbs.arrival import Terminal
from bbs.community import crisis, members, plans
from bbs.community.crisis import CrisisLine
from bbs.community.shelf import Closed
from bbs.errors import NotFound, NotUnderstood
from bbs.house import House
from bbs.language import ENGLISH
from bbs.session import Mode, Session
from screens.linemode.draw import units
from screens.page import Ask, Goto, Page, Stay
from screens.pages import ROUTES
from screens.pages.phone_code import HALVES, MARGIN, code_rows
from screens.routes import find
from screens.view import Art
from tests import houses

BRITISH = Terminal("xterm", locale="en_GB.UTF-8")
NO_GUESS = Terminal("xterm")
SPOKEN = "one one six, one two three"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Make a house whose database is gone."""
    built = houses.build(tmp_path_factory.mktemp("bare") / "home", store=False)
    yield built
    houses.close(built)


def at(caller: Session, address: str) -> Page:
    return find(ROUTES, caller, address)


def said(caller: Session, address: str) -> str:
    view = asyncio.run(at(caller, address).view())
    return "\n".join(line for unit in units(view, ENGLISH) for line in unit.lines)


def perform(page: Page, name: str, item: str = "") -> Any:
    return asyncio.run(page.perform(next(a for a in page.offered() if a.name == name), item))


def answered(asked: Any, **values: str) -> Any:
    assert isinstance(asked, Ask)

    async def both() -> Any:
        (field,) = asked.fields
        typed = values[field.name]
        return await asked.then({field.name: await field.check(typed) if field.check else typed})

    return asyncio.run(both())


# Whom the lines are for, and what they speak


@pytest.mark.parametrize("address", ["help", "help/lines", "help/text", "help/person", "help/line/GB:samaritans"])
def test_lines_for_some_of_us_are_one_choice_from_every_page_of_help(bare: House, address: str) -> None:
    caller = houses.session(bare, terminal=BRITISH)
    asked = perform(at(caller, address), "lines-for")
    labels = [choice.label for choice in asked.fields[0].choices]
    assert labels[:3] == ["young people", "LGBTQ+ people", "veterans and their families"]
    assert answered(asked, **{"for": "carers"}) == Goto("help/for/carers")


def test_their_lines_come_first_the_number_to_call_before_all(bare: House) -> None:
    caller = houses.session(bare)
    caller.country = "US"
    text = said(caller, "help/for/veterans")
    assert text.startswith("If your life is in danger now, call 911.")
    assert text.index("1. Veterans Crisis Line.") < text.index("988 Suicide & Crisis Lifeline")
    assert "We know of none" not in text


def test_where_there_is_none_of_their_own_it_says_so_and_lists_those_for_everyone(bare: House) -> None:
    text = said(houses.session(bare, terminal=BRITISH), "help/for/veterans")
    assert "We know of none in United Kingdom that is only for them" in text
    assert "1. Samaritans." in text


def test_who_is_hurt_at_home_hears_of_the_way_out_before_anything(bare: House) -> None:
    caller = houses.session(bare)
    caller.country = "US"
    text = said(caller, "help/for/violence")
    assert "What was done to you is not your fault." in text
    assert "National Domestic Violence Hotline" in text
    assert text.index("leave at once with Ctrl+Q") < text.index("1. ")


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("veterans", "Help lines for veterans"),
        ("domestic violence", "Help lines for who lives with violence"),
        ("polski", "Help lines in Polish"),
        ("GB", "Help lines, United Kingdom"),
        ("narnia", "We did not find that country."),
    ],
)
def test_a_script_names_a_country_a_language_or_whom_it_is_for(bare: House, typed: str, heard: str) -> None:
    status, text, _ = houses.verb(bare, f"help {typed}")
    assert status == 0
    assert heard in text


def test_lines_that_speak_a_language_say_the_country_where_it_is_another(bare: House) -> None:
    caller = houses.session(bare, terminal=BRITISH)
    result = answered(perform(at(caller, "help"), "language"), language="Cymraeg")
    assert result == Goto("help/in/cy")
    text = said(caller, "help/in/cy")
    assert text.splitlines()[0] == "If your life is in danger now, call 999 or 112."
    assert "1. Childline." in text
    polish = said(caller, "help/in/pl")
    assert "We know of none in United Kingdom that names Polish. Many find an interpreter" in polish
    assert "Poland: Centrum Wsparcia." in polish
    with pytest.raises(NotUnderstood, match="no lines in that language"):
        answered(perform(at(caller, "help"), "language"), language="Klingon")
    with pytest.raises(NotFound):
        said(caller, "help/in/xx")


def test_who_cannot_speak_hears_the_text_number_first_and_that_silence_is_answered(bare: House) -> None:
    text = said(houses.session(bare, terminal=BRITISH), "help/text")
    assert "You need not speak." in text
    assert "from a mobile press 55" in text
    assert "Papyrus HOPELINE247. Text 88247 or phone 0800 068 4141" in text
    assert "1. Shout. Text SHOUT to 85258" in text


# A number in words, and as a code


def test_a_number_is_said_digit_by_digit_on_request(bare: House) -> None:
    caller = houses.session(bare, terminal=BRITISH)
    assert perform(at(caller, "help"), "number", "GB:samaritans") == Stay(f"Samaritans. Phone {SPOKEN}.")
    assert perform(at(caller, "help/line/GB:samaritans"), "number") == Stay(f"Samaritans. Phone {SPOKEN}.")
    with pytest.raises(NotUnderstood):
        perform(at(caller, "help"), "number", "")
    heard = houses.visit(bare, ["n 1", "1", "n", "bye"], username="help", terminal=BRITISH)
    assert heard.count(f"Samaritans. Phone {SPOKEN}.") == 2


def test_a_line_without_a_number_says_where_it_is(bare: House) -> None:
    caller = houses.session(bare)
    assert perform(at(caller, "help/line/FI:sekasin-chat"), "number") == Stay(
        "Sekasin chat. It has no number. Web: https://sekasin.fi/"
    )


def code(bare: House, address: str, **terminal: Any) -> tuple[str, list[Art]]:
    caller = houses.session(bare, terminal=Terminal("xterm", **{"columns": 80, "rows": 24, **terminal}))
    caller.mode = Mode.FULL
    view = asyncio.run(at(caller, address).view())
    return said(caller, address), [block for block in view.blocks if isinstance(block, Art)]


def test_a_code_is_drawn_where_it_can_be_and_its_number_is_above_it(bare: House) -> None:
    text, (art,) = code(bare, "help/line/GB:samaritans/code/phone")
    assert "Samaritans: 116 123" in text
    assert art.alt == SPOKEN
    assert len(art.lines) <= 17
    assert len(set(map(len, art.lines))) == 1


@pytest.mark.parametrize("terminal", [{"rows": 12, "columns": 40}, {"utf8": False}])
def test_where_there_is_no_room_or_no_sign_for_it_the_number_is_said_in_words(
    bare: House, terminal: dict[str, Any]
) -> None:
    text, art = code(bare, "help/line/GB:samaritans/code/phone", **terminal)
    assert not art
    assert SPOKEN in text


def test_in_plain_lines_it_is_the_number_in_words(bare: House) -> None:
    text = said(houses.session(bare), "help/line/GB:samaritans/code/phone")
    assert SPOKEN in text
    assert not any(half in text for half in "█▀▄")


def test_a_code_holds_its_address_and_is_turned_round_for_light_windows() -> None:
    """Read back by its squares: the three corners that every camera looks for, on both grounds."""
    for is_drawn in (True, False):
        cells = {drawn: halves for halves, drawn in HALVES.items()}
        light = [[cells[c][half] == is_drawn for c in row] for row in code_rows("tel:116123", light_is_drawn=is_drawn)
                 for half in (0, 1)]  # fmt: skip
        size = len(light[0])
        corner = [row[MARGIN : MARGIN + 7] for row in light[MARGIN : MARGIN + 7]]
        ring = [[x in (1, 5) or y in (1, 5) for x in range(7)] for y in range(7)]
        expected = [[ring[y][x] and 1 <= x <= 5 and 1 <= y <= 5 for x in range(7)] for y in range(7)]
        assert corner == expected
        assert [row[size - MARGIN - 7 : size - MARGIN] for row in light[MARGIN : MARGIN + 7]] == expected
        assert all(light[0])


def test_every_way_of_every_line_has_a_code_that_fits_a_screen_or_says_so(bare: House) -> None:
    for line in bare.crisis.lines_for("US", bare.clock.now()):
        for way in perform_ways(bare, line):
            text, art = code(bare, f"help/line/{line.id}/code/{way}", rows=40)
            assert art, text


def perform_ways(house: House, line: CrisisLine) -> list[str]:
    asked = perform(at(houses.session(house), f"help/line/{line.id}"), "camera")
    if isinstance(asked, Goto):
        return [asked.address.rpartition("/")[2]]
    return [choice.value for choice in asked.fields[0].choices]


@pytest.mark.parametrize("address", ["help/line/GB:nobody/code/phone", "help/line/GB:samaritans/code/text"])
def test_there_is_no_code_for_what_there_is_not(bare: House, address: str) -> None:
    with pytest.raises(NotFound):
        said(houses.session(bare), address)


# The card


def test_a_card_is_printed_for_anybody_with_no_database(bare: House) -> None:
    status, text, errors = houses.verb(bare, "card GB")
    assert (status, errors) == (0, "")
    assert text.splitlines()[1] == "If your life is in danger now, call 999 or 112."
    assert "Samaritans: 116 123. Day and night." in text
    assert houses.verb(bare, 'card "united kingdom"')[1] == text
    assert houses.verb(bare, "card narnia")[0] == 1
    assert "your emergency number" in houses.verb(bare, "card")[1]
    assert "card GB" in houses.verb(bare, "card")[1]


def test_a_members_card_is_of_their_country(house: House) -> None:
    sam = houses.member(house, "sam")
    sam = houses.write(house, members.set_setting, sam.id, "country", "IE")
    assert "To call, Ireland:" in houses.verb(house, "card", sam)[1]


def test_the_parts_of_a_plan_that_were_chosen_are_on_the_card(house: House) -> None:
    sam = houses.member(house, "sam")
    owner = houses.session(house, sam).private
    parts = {"alone": "Walk to the gate.", "someone": "Ash, after six.", "signs": "I stop eating."}
    houses.write(house, plans.write_all, owner, parts, now=house.clock.now())
    text = houses.verb(house, "card GB", sam)[1]
    assert "Walk to the gate." in text
    assert "Ash, after six." in text
    assert "I stop eating." not in text
    assert "Walk to the gate." not in houses.verb(house, "card GB")[1]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Closed(), "Your safety plan is sealed, so it is not on this card."),
        (OSError("disk"), "Your safety plan could not be read just now"),
        (None, "Your safety plan could not be read just now"),
    ],
)
def test_a_plan_that_cannot_be_read_keeps_nobody_from_the_card(
    house: House, error: Exception | None, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Trouble:
        async def read(self, *what: object, **how: object) -> None:
            if error is None:
                await asyncio.Event().wait()
                return
            raise error

    sam = houses.member(house, "sam")
    caller = houses.session(house, sam, terminal=BRITISH)
    monkeypatch.setattr(house, "store", Trouble())
    monkeypatch.setattr(screens.pages.card, "PLAN_SECONDS", 0.01)
    text = said(caller, "help/card")
    assert "Samaritans: 116 123. Day and night." in text
    assert words in " ".join(text.split())


# Two pages to read


@pytest.mark.parametrize("name", ["what-to-say", "traces", "card"])
def test_they_are_one_key_from_crisis_help_without_an_account(bare: House, name: str) -> None:
    caller = houses.session(bare, terminal=BRITISH)
    result = perform(at(caller, "help"), name)
    assert said(caller, result.address)
    assert name not in {action.name for action in at(caller, result.address).offered()}


def test_what_to_say_begins_with_the_number_and_names_its_sources(bare: House) -> None:
    text = said(houses.session(bare, terminal=BRITISH), "help/what-to-say")
    assert text.splitlines()[1] == "If your life is in danger now, call 999 or 112."
    for source in ("World Health Organization", "Samaritans", "chatsafe"):
        assert source in text


def test_what_to_say_is_one_key_from_answering_somebody(house: House) -> None:
    sam = houses.member(house, "sam")
    for address in ("new", "boards/about-this-place/live"):
        page = at(houses.session(house, sam), address)
        asyncio.run(page.view())
        assert perform(page, "what-to-say") == Goto("help/what-to-say")


@pytest.mark.parametrize("word", ["known_hosts", "ssh-keygen -R", "HISTCONTROL", "HistorySavePath", "PuTTY", "Ctrl+Q"])
def test_what_stays_on_a_computer_has_the_commands(bare: House, word: str) -> None:
    assert word in said(houses.session(bare), "help/this-computer")


def test_what_stays_is_reached_from_settings_and_about_too(house: House) -> None:
    caller = houses.session(house, houses.member(house, "sam"))
    for address in ("settings", "about"):
        page = at(caller, address)
        asyncio.run(page.view())
        assert perform(page, "traces") == Goto("help/this-computer")


# Whatever state the house is in


def test_new_pages_work_while_the_store_is_in_trouble_and_ask_it_nothing(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Trouble:
        asked = 0

        async def read(self, *what: object, **how: object) -> None:
            Trouble.asked += 1
            raise OSError("disk")

        write = read

    monkeypatch.setattr(house, "store", Trouble())
    caller = houses.session(house, terminal=BRITISH)
    for address in ("help/card", "help/card/FR", "help/for/carers", "help/in/pl", "help/what-to-say",
                    "help/this-computer", "help/line/GB:samaritans/code/phone"):  # fmt: skip
        assert said(caller, address)
    caller.is_crowded = True
    assert said(caller, "help/for/grief")
    assert Trouble.asked == 0


def test_data_is_as_it_is_shipped(bare: House) -> None:
    assert bare.crisis == bare.shipped == crisis.load()
