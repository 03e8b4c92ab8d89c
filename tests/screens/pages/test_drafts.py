"""Drafts: what is kept is listed in words, leads back to its place, and can be dropped."""

from __future__ import annotations

from bbs.community import drafts, posts, reports
from bbs.community.members import Person, Role
from bbs.community.reports import Reason
from bbs.house import House
from tests import houses
from tests.doorkeeping import Doorkeeper
from tests.houses import PASSPHRASE
from tests.screens.fullscreen.sitting import presses, sit
from tests.screens.fullscreen.visits import Drawn
from tests.screens.pages.test_checkin import seal, visit


def keep(house: House, person: Person, place: str, words: str = "A secret beginning") -> None:
    yesterday = house.clock.now() - 24 * 3600
    houses.write(house, drafts.keep, house.vault, person.id, place, words, now=yesterday)


def test_drafts_say_what_they_are_and_since_when(house: House, sam: Person) -> None:
    post = houses.write(house, posts.start, sam, "sleep", "Four a.m. again", "Third night.", now=house.clock.now())
    for place in (
        "boards/sleep/post",
        f"threads/{post.thread}/reply/{post.id}",
        "desk/note/note",
        "boards/gone/post",
        "threads/99/reply/99",
        "somewhere/else",
    ):
        keep(house, sam, place)
    said = houses.verb(house, "read drafts", sam)[1]
    assert "Drafts, 6 items." in said
    for words in ("A new thread in Sleep and nights", "A reply in Four a.m. again", "A note to the desk"):
        assert f"{words}, since yesterday 20:26." in said
    assert said.count("Something you began, since yesterday 20:26.") == 3
    assert "secret" not in said


def test_what_the_staff_and_who_appeals_began_is_named_and_leads_on(house: House) -> None:
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    post = houses.write(house, posts.start, sam, "sleep", "Awake", "Third night.", now=house.clock.now())
    houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", Reason.UNKIND, now=house.clock.now())
    for place, named, leads in (
        ("desk/handover", "A note for whoever comes next", "Notes from shift to shift."),
        ("desk/cases/1/reasons", "What somebody is told, case 1", "Case 1."),
        ("desk/cases/1/look", "Why you look, case 1", "Case 1."),
        ("desk/cases/1/note", "A note for the others at the desk", "Case 1."),
        ("desk/sweep/sam/words", "Why spam by sam is taken away", "Take spam by sam away."),
        ("looks/look", "Why you look into a group", "Looks into groups."),
        (f"threads/{post.thread}/who/{post.id}", "Why you look up who wrote in Awake", "Thread: Awake"),
        ("desk/applications/yes", "An answer to several who ask to join", "Applications."),
        ("decisions/7/appeal", "Your appeal", "Decided about you."),
    ):
        keep(house, olive, place)
        said = houses.visit(house, ["drafts", "1", "bye"], olive)
        assert f"1. {named}, since yesterday" in said
        assert leads in said.partition("choose: 1\n")[2], place
        houses.write(house, drafts.drop, olive.id, place)


def test_a_draft_leads_to_its_place_where_it_is_gone_on_with(house: House, sam: Person) -> None:
    post = houses.write(house, posts.start, sam, "sleep", "Four a.m. again", "Third night.", now=house.clock.now())
    keep(house, sam, f"threads/{post.thread}/reply/{post.id}", "You are not alone.")
    said = houses.visit(house, ["drafts", "1", "reply", ".", "yes", "go drafts", "bye"], sam)
    assert "Your draft is here, 1 line." in said
    assert "Posted." in said
    assert "Drafts.\nYou have none." in said
    assert houses.verb(house, "search alone", sam)[1].startswith("Found, 1 item.")


def test_a_draft_is_dropped_after_a_yes(house: House, sam: Person) -> None:
    keep(house, sam, "boards/sleep/post")
    houses.visit(house, ["drafts", "drop 1", "no", "bye"], sam)
    assert len(houses.write(house, drafts.places, sam.id)) == 1
    said = houses.visit(house, ["drafts", "drop", "1", "yes", "?", "bye"], sam)
    assert "Dropped.\nDrafts.\nYou have none." in said
    assert "drop one" not in said
    assert houses.write(house, drafts.places, sam.id) == []


def test_nobody_sees_or_drops_the_drafts_of_another(house: House, sam: Person) -> None:
    ash = houses.member(house, "ash")
    keep(house, sam, "boards/sleep/post")
    assert "You have none." in houses.verb(house, "read drafts", ash)[1]
    houses.write(house, drafts.drop, ash.id, "boards/sleep/post")
    assert len(houses.write(house, drafts.places, sam.id)) == 1


def test_what_is_sealed_is_put_beside_while_it_is_locked_and_read_once_it_is_opened(house: House, sam: Person) -> None:
    house.doorkeeper = Doorkeeper(house)
    seal(house, sam)
    write = ["go journal/write", "write"]
    said = visit(house, [*write, "Rain on the tent.", ".", "draft"], sam)
    assert "Kept as a draft." in said
    said = visit(house, [*write, "Hail.", ".", "draft", "go drafts"], sam)
    assert "Rain on the tent" not in said
    assert "Something else that you wrote here is kept as well, under Drafts." in said
    assert "Something for your journal, other version" in said
    other = ["go drafts", "2", "use", "open"]
    said = visit(house, [*other, PASSPHRASE, "use", "go journal/write", "write", ".", "keep"], sam)
    assert "sealed to a key of your own" in said.partition("Open.")[0]
    assert "Rain on the tent" not in said.partition("Open.")[0]
    assert said.partition("Open.")[2].count("Rain on the tent") >= 2


def test_a_reason_of_one_line_waits_where_it_was_refused_or_the_line_was_cut(house: House) -> None:
    olive, sam = houses.member(house, "olive", role=Role.OPERATOR), houses.member(house, "sam")
    now = house.clock.now()
    post = houses.write(house, posts.start, sam, "sleep", "Awake", "Four.", now=now, nameless=house.vault)
    kept = "Enter takes what is kept from before: "
    said = houses.visit(house, ["go looks", "l", "boards/grief-group/99", "To see how they are.", "yes", "bye"], olive)
    assert kept not in said
    again = houses.visit(house, ["drafts", "1", "l", "", "", "no", "bye"], olive)
    assert f"{kept}boards/grief-group/99" in again
    assert f"{kept}To see how they are." in again

    where = f"go boards/sleep/{post.thread}"
    houses.visit(house, [where, "@", "A danger to life."], olive)
    assert f"{kept}A danger to life." in houses.visit(house, [where, "@", "", "yes", "bye"], olive)
    assert kept not in houses.visit(house, [where, "@", "back", "bye"], olive), "it was used"

    async def play(visit: Drawn) -> None:
        await visit.reads("Awake")
        presses(visit, "@")
        await visit.reads("Your reason:")
        presses(visit, "Another danger.")
        await visit.reads("Another danger.")

    sit(house, play, olive, f"boards/sleep/{post.thread}")
    assert f"{kept}Another danger." in houses.visit(house, [where, "@", "back", "bye"], olive)


def test_who_gave_a_name_is_not_looked_up_and_no_reason_is_asked_for(house: House) -> None:
    olive, sam = houses.member(house, "olive", role=Role.OPERATOR), houses.member(house, "sam")
    now = house.clock.now()
    post = houses.write(house, posts.start, sam, "sleep", "Awake", "Four.", now=now, nameless=house.vault)
    houses.write(house, posts.reply, sam, post.thread, "It is me.", now=now)
    said = houses.visit(house, [f"go boards/sleep/{post.thread}", "", "@", "bye"], olive)
    assert "there is nothing to look up" in " ".join(said.split())
    assert "Your reason" not in said
