"""The journal in a visit and by a verb: written, found, closed until its day, taken away, and never told to anybody."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from bbs.community import desk_answers, drafts, journal, members, sealing
from bbs.community.journal import Entry, Form, New
from bbs.community.members import Person
from bbs.community.shelf import Owner
from bbs.errors import NotFound
from bbs.house import House
from screens.pages import ROUTES
from screens.pages.journal_calendar import grid
from screens.routes import find
from screens.view import Art, Listing, Prose
from tests import houses
from tests.doorkeeping import Doorkeeper
from tests.houses import HeldClock

DAY = 24 * 3600


@pytest.fixture
def sam(house: House) -> Person:
    house.doorkeeper = Doorkeeper(house)
    return houses.member(house, "sam")


def owner(house: House, person: Person) -> Owner:
    assert house.vault is not None
    return Owner(house.vault, person.id)


def entries(house: House, person: Person) -> list[Entry]:
    return houses.write(house, journal.entries, owner(house, person), now=house.clock.now())


def keep(house: House, person: Person, text: str, *tags: str, days_ago: int = 0) -> int:
    at = house.clock.now() - days_ago * DAY
    return houses.write(house, journal.keep, owner(house, person), New(text, tags=tags), now=at)


def visit(house: House, person: Person, *typed: str) -> str:
    fresh = houses.write(house, members.by_id, person.id)
    return " ".join(houses.visit(house, [*typed, "bye"], fresh).split())


def seal(house: House, person: Person) -> None:
    visit(house, person, "go settings/private", "seal", "1", "yes", houses.PASSPHRASE, "all", "done")
    assert houses.write(house, sealing.sealed_groups, person.id) == {"journal"}


class TestWriting:
    """Freely, to a prompt, and letters."""

    def test_whatever_comes_with_tags_and_then_it_is_shown(self, house: House, sam: Person) -> None:
        typed = ("go journal", "", "", "Rain on the roof.", ".", "tags", "night, rain", "keep")
        said = visit(house, sam, *typed)
        assert "Nothing is written yet. To write something, type write. Nobody reads it but you." in said
        assert said.endswith("Goodbye. Come back any time.")
        assert "Kept. Journal, 28 May. You, today 20:26. Tags: night, rain. Rain on the roof." in said
        (entry,) = entries(house, sam)
        assert (entry.text, entry.tags, entry.prompt) == ("Rain on the roof.", ("night", "rain"), "")

    def test_to_a_prompt_of_the_kind_one_likes_which_is_kept_with_it(self, house: House, sam: Person) -> None:
        kinds = house.texts.prompts
        number = next(n for n, kind in enumerate(kinds, 1) if kind.name == "night")
        said = visit(
            house, sam, "go journal/write", "about", str(number), "another", "answer", "The fridge.", ".", "keep"
        )
        (entry,) = entries(house, sam)
        assert entry.prompt in kinds[number - 1].prompts
        assert f'You wrote this to: "{entry.prompt}"' in said

    def test_the_day_offers_one_and_another_is_another(self, house: House, sam: Person) -> None:
        page = find(ROUTES, houses.session(house, sam), "journal/write")
        first = str(asyncio.run(page.view()))
        asyncio.run(page.perform(next(action for action in page.offered() if action.name == "another")))
        assert str(asyncio.run(page.view())) != first

    def test_a_letter_is_never_sent(self, house: House, sam: Person) -> None:
        houses.member(house, "ann")
        said = visit(house, sam, "go journal/write", "letter", "ann", "I was angry.", ".", "keep", "go journal")
        assert "It is never sent to anybody." in said
        assert "Unsent letter to ann, today 20:26." in said
        assert "1. I was angry, today 20:26, unsent letter to ann." in said
        assert [entry.form for entry in entries(house, sam)] == [Form.LETTER]

    def test_a_letter_to_a_later_self_is_closed_until_its_day(self, house: House, sam: Person) -> None:
        typed = ("go journal/write", "later", "last year", "in 2 weeks", "I hope you sleep.", ".", "keep")
        said = visit(house, sam, *typed, "go journal", "waiting", "1")
        assert "Type a day, such as: in 3 months, or 1 May 2030." in said
        assert "Kept. It opens on 11 June." in said
        assert "1 letter to yourself waits for its day." in said
        assert "1. A letter to yourself, opens 11 June, written 28 May." in said
        assert "It opens on 11 June; until then it is shown to nobody." in said
        after = said.partition("Kept. It opens")[2]
        assert "I hope you sleep." not in after
        assert isinstance(house.clock, HeldClock)
        house.clock.move(14 * DAY)
        said = visit(house, sam, "go journal", "1")
        assert "Your letter to yourself, 28 May. I hope you sleep." in said
        said = visit(house, sam, "go journal")
        assert "1. I hope you sleep, today 0:00, a letter to yourself, written 28 May." in said

    def test_what_was_on_another_day_is_filed_there_and_says_when_it_was_written(
        self, house: House, sam: Person
    ) -> None:
        typed = ("go journal/write", "write", "The funeral.", ".", "when", "tomorrow", "monday 21:30", "keep")
        said = visit(house, sam, *typed)
        assert "I do not know that time." in said
        assert "When was it: 2026-05-25 21:30." in said
        assert "Journal, 25 May. Written 28 May. You, Monday 21:30. The funeral." in said
        (entry,) = entries(house, sam)
        assert (house.clock.now() - entry.at) // DAY == 2
        assert entry.written_at == house.clock.now()
        said = visit(house, sam, f"go journal/{entry.id}", "edit", ".", "when", "3 may", "keep")
        assert "Journal, 3 May. Written 28 May." in said
        visit(house, sam, f"go journal/{entry.id}", "edit", "More.", ".", "keep")
        (after,) = entries(house, sam)
        assert (after.text, (house.clock.now() - after.at) // DAY) == ("The funeral.\nMore.", 25)
        status, out, _ = houses.verb(house, "journal when=yesterday", sam, text="The day after.\n")
        assert status == 0
        assert "yesterday" in visit(house, sam, "go journal", "1") + out

    def test_a_cut_line_keeps_what_was_begun(self, house: House, sam: Person) -> None:
        houses.visit(house, ["go journal/write", "write", "Half a"], sam)
        view = asyncio.run(find(ROUTES, houses.session(house, sam), "drafts").view())
        (listing,) = (block for block in view.blocks if isinstance(block, Listing))
        assert [(item.label, item.to) for item in listing.items] == [("Something for your journal", "journal/write")]
        visit(house, sam, "go journal/write", "write", "thought.", ".", "keep")
        assert [entry.text for entry in entries(house, sam)] == ["Half a\nthought."]
        assert houses.write(house, drafts.places, sam.id) == []

    def test_words_like_a_crisis_show_help_and_tell_nobody(self, house: House, sam: Person) -> None:
        said = visit(house, sam, "go journal/write", "write", "I want to die.", ".", "keep")
        assert said.count("To reach people who listen, type help.") == 1
        assert "If your life is in danger now, call" in said
        status, out, _ = houses.verb(house, "journal", sam, text="I want to die.\n")
        assert (status, "To reach people who listen" in out) == (0, True)
        wren = houses.member(house, "wren", role=members.Role.MODERATOR)
        assert houses.write(house, desk_answers.waiting, wren) == []

    def test_too_many_tags_lose_nothing(self, house: House, sam: Person) -> None:
        tags = ",".join(f"t{n}" for n in range(20))
        said = visit(house, sam, "go journal/write", "write", "Words.", ".", "tags", tags, "one", "keep")
        assert "8 tags is the most." in said
        assert [entry.tags for entry in entries(house, sam)] == [("one",)]


class TestReading:
    """The list, an entry, words and months."""

    def test_the_list_goes_on_to_older_ones(self, house: House, sam: Person) -> None:
        for n in range(23):
            keep(house, sam, f"Entry {n}.", days_ago=n)
        said = visit(house, sam, "go journal", "", "", "")
        assert said.index("Entry 0,") < said.index("Entry 19,") < said.index("Entry 22,")
        assert said.count("Entry 20,") == 1
        status, out, _ = houses.verb(house, "read journal", sam)
        assert (status, out.count("Entry ")) == (0, 23)

    def test_enter_goes_back_entry_by_entry(self, house: House, sam: Person) -> None:
        for n, text in enumerate(("New.", "Old.", "Oldest.")):
            keep(house, sam, text, days_ago=n)
        said = visit(house, sam, "go journal", "1", "", "before", "after")
        assert [word for word in said.split() if word in ("New.", "Old.", "Oldest.")][-4:] == [
            "New.", "Old.", "Oldest.", "Old.",
        ]  # fmt: skip

    def test_it_is_changed_with_its_tags(self, house: House, sam: Person) -> None:
        kept = keep(house, sam, "Befor.", "night")
        visit(house, sam, f"go journal/{kept}", "edit", ".drop", "Before.", ".", "tags", "none", "keep")
        (entry,) = entries(house, sam)
        assert (entry.text, entry.tags) == ("Before.", ())
        status, _, _ = houses.verb(house, f"edit journal/{kept}", sam, text="After.\n")
        assert (status, entries(house, sam)[0].text) == (0, "After.")

    def test_taken_away_it_can_be_brought_back(self, house: House, sam: Person) -> None:
        kept = keep(house, sam, "Words.")
        said = visit(house, sam, f"go journal/{kept}", "remove", "yes")
        assert "can be brought back: type bring-back" in said
        assert entries(house, sam) == []
        visit(house, sam, "go journal", "bring-back")
        assert len(entries(house, sam)) == 1

    def test_words_and_tags_are_found(self, house: House, sam: Person) -> None:
        keep(house, sam, "Rain on the tent roof.", "night")
        keep(house, sam, "Sun.", "day", days_ago=1)
        said = visit(house, sam, "go journal", "find", "tent", "go journal", "tags", "1", "go journal/found/snow")
        assert said.count("Found in your journal, 1 item. 1. Rain on the tent roof, today 20:26, tags: night.") == 1
        assert "1. Sun, yesterday 20:26, tags: day." in said
        assert "No entry has these words." in said

    def test_looking_for_words_like_a_crisis_shows_help(self, house: House, sam: Person) -> None:
        assert "To reach people who listen, type help." in visit(house, sam, "go journal/found/want to die")

    def test_what_is_looked_for_is_never_taken_from_a_command(self, house: House, sam: Person) -> None:
        keep(house, sam, "Rain.")
        status, _, error = houses.verb(house, "find journal words=rain", sam)
        assert (status, "standard input" in error) == (2, True)
        status, out, _ = houses.verb(house, "find journal", sam, text="rain\n")
        assert (status, out) == (0, "journal/found/rain\n")

    def test_somebody_else_s_is_not_there(self, house: House, sam: Person) -> None:
        kept = keep(house, sam, "Mine.")
        lou = houses.member(house, "lou")
        assert "Mine." not in visit(house, lou, f"go journal/{kept}", "go journal")


class TestMonths:
    """In words first, without a word on gaps."""

    def test_a_month_in_words_and_as_a_picture(self, house: House, sam: Person) -> None:
        keep(house, sam, "Today.")
        keep(house, sam, "Again.")
        keep(house, sam, "Before.", days_ago=25)
        keep(house, sam, "Long before.", days_ago=70)
        view = asyncio.run(find(ROUTES, houses.session(house, sam), "journal/calendar").view())
        prose, picture, listing = view.blocks
        assert view.title == "May 2026"
        assert isinstance(prose, Prose)
        assert prose.paragraphs == ("3 entries, on these days: 3, 28.",)
        assert isinstance(picture, Art)
        assert picture.lines[0] == " Mo  Tu  We  Th  Fr  Sa  Su"
        assert picture.lines[1].split() == ["1", "2", "3*"]
        assert all(len(line) < 40 for line in picture.lines)
        assert isinstance(listing, Listing)
        assert [item.label for item in listing.items] == ["Before", "Today", "Again"]

    def test_one_goes_back_to_the_first_month_and_not_beyond(self, house: House, sam: Person) -> None:
        keep(house, sam, "Long before.", days_ago=70)
        said = visit(house, sam, "go journal/calendar", "", "", "")
        assert "Nothing was written in this month." in said
        assert "March 2026. 1 entry, on this day: 19." in said
        assert "February 2026" not in said

    @pytest.mark.parametrize("address", ["journal/calendar/2026-13", "journal/calendar/2026-6", "journal/calendar/0-1"])
    def test_what_is_no_month_yet_is_not_there(self, house: House, sam: Person, address: str) -> None:
        with pytest.raises(NotFound):
            asyncio.run(find(ROUTES, houses.session(house, sam), address).view())

    def test_every_day_has_its_place(self, house: House) -> None:
        session = houses.session(house)
        rows = grid(session, date(2027, 2, 1), range(1, 29))
        assert [row.count("*") for row in rows] == [0, 7, 7, 7, 7]


class TestSealed:
    """It takes what is written, and shows nothing, until it is opened."""

    def test_a_script_writes_and_reads_nothing(self, house: House, sam: Person) -> None:
        seal(house, sam)
        status, out, _ = houses.verb(house, "journal", sam, text="Rain.\nAnd wind.\n")
        assert (status, out) == (0, "Kept, and sealed.\n")
        for asked in ("read journal", "read journal/1", "find journal"):
            status, out, error = houses.verb(house, asked, sam, text="rain\n")
            assert (status, out) == (1, ""), asked
            assert "ssh -t, then go journal" in error
        assert "Rain." in visit(house, sam, "go journal", "", houses.PASSPHRASE)

    def test_one_writes_in_a_visit_without_opening_it(self, house: House, sam: Person) -> None:
        keep(house, sam, "From before.")
        seal(house, sam)
        said = visit(house, sam, "go journal", "write", "write", "Rain.", ".", "keep", "go journal", "tags", "calendar")
        assert "To write something without opening it, type write." in said
        assert "Kept, and sealed." in said
        assert "From before." not in said

    def test_a_pin_stands_before_writing_too_but_not_before_a_script(self, house: House, sam: Person) -> None:
        visit(house, sam, "go settings/private", "ask", "2", "4711", "4711")
        said = visit(house, sam, "go journal/write", "write", "go journal")
        assert "single dot" not in said
        fresh = houses.write(house, members.by_id, sam.id)
        assert houses.verb(house, "journal", fresh, text="Rain.\n")[0] == 0
        assert [entry.text for entry in entries(house, sam)] == ["Rain."]
        assert houses.verb(house, "read journal", fresh)[0] == 1


def test_letters_by_a_verb_begin_with_whom_or_when(house: House, sam: Person) -> None:
    status, out, _ = houses.verb(house, "letter journal/write", sam, text="Ann\nI was angry.\n")
    assert (status, out) == (0, "Kept.\n")
    assert (
        houses.verb(house, "later journal/write", sam, text="in 2 weeks\nHello.\n")[1] == "Kept. It opens on 11 June.\n"
    )
    assert houses.verb(house, "journal", sam, text="")[0] == 2
    assert [(entry.to, entry.text) for entry in entries(house, sam)] == [("Ann", "I was angry.")]
