"""Reporting from wherever something is met, and the page that says how a report stands."""

from __future__ import annotations

import pytest

from bbs.community import blocks, cases, decisions, posts, queue, reports
from bbs.community.decisions import Chosen
from bbs.community.members import Person, Role
from bbs.community.post_acts import Act
from bbs.community.posts import PostLine
from bbs.community.reports import OF_SOMEBODY, REASONS, Reason
from bbs.house import House
from screens.pages.reports import MEANWHILE_SAID
from tests import houses

TOLD = "Something you reported was looked at."


@pytest.fixture
def post(house: House, sam: Person) -> PostLine:
    return houses.write(house, posts.start, sam, "sleep", "Awake again", "Third night.", now=house.clock.now())


def targets(house: House, person: Person) -> list[str]:
    return [one.target for one in houses.write(house, reports.own, house.vault, person, now=house.clock.now())]


def close(house: House, staff: Person, outcome: str) -> None:
    now = house.clock.now()
    (line,) = houses.write(house, queue.queue, house.vault, staff, now=now)
    houses.write(house, cases.close, staff, line.id, line.version, outcome, now=now)


def said(house: House, typed: list[str], person: Person | None) -> str:
    return " ".join(houses.visit(house, [*typed, "bye"], person).split())


def test_two_keys_report_from_a_thread_new_a_list_a_board_and_a_page(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    places = {
        f"go boards/sleep/{post.thread}": ("x", f"post/{post.id}"),
        "go new": ("x", f"post/{post.id}"),
        "go boards/sleep": ("x 1", f"thread/{post.thread}"),
        "go boards/sleep ": ("z", "group/sleep"),
        "go members/sam": ("x", f"member/{sam.id}"),
    }
    for place, (key, target) in places.items():
        if target not in targets(house, lou):
            heard = said(house, [place, key, "2"], lou)
            assert "Thank you for telling." in heard, place
            assert "It is unkind, or goes after somebody." in heard
        assert target in targets(house, lou), place
    assert len(targets(house, lou)) == 4


def test_what_is_ones_own_is_refused_before_anything_is_asked(house: House, sam: Person, post: PostLine) -> None:
    heard = said(house, ["go boards/sleep", "x 1"], sam)
    assert "That is your own." in heard
    assert "What is it" not in heard


def test_from_new_it_is_the_same_two_keys(house: House, sam: Person, lou: Person, post: PostLine) -> None:
    said(house, ["go new", "x", "6"], lou)
    assert targets(house, lou) == [f"post/{post.id}"]


def test_reasons_are_asked_in_their_order_and_one_may_be_named(house: House, lou: Person, post: PostLine) -> None:
    heard = said(house, [f"go boards/sleep/{post.thread}", "x", "health"], lou)
    assert " ".join(f"{n}. {words}." for n, words in enumerate(REASONS.values(), 1)) in heard
    assert f'A post of sam in "Awake again". You said: {REASONS[Reason.HEALTH]}.' in heard


def test_of_a_board_or_a_group_nothing_is_asked_that_is_about_one_person(house: House, lou: Person) -> None:
    for place in ("boards/sleep", "groups/sleep-group"):
        heard = said(house, [f"go {place}", "z"], lou)
        left = [words for reason, words in REASONS.items() if reason not in OF_SOMEBODY]
        assert " ".join(f"{n}. {words}." for n, words in enumerate(left, 1)) in heard, place


@pytest.mark.parametrize("reason", sorted(MEANWHILE_SAID))
def test_what_can_be_done_meanwhile_is_said_and_that_nobody_can_be_sent(
    house: House, lou: Person, post: PostLine, reason: Reason
) -> None:
    one = houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", reason, now=house.clock.now())
    heard = said(house, [f"go reports/{one.id}"], lou)
    is_grave = reason in (Reason.WORRIED, Reason.THREAT, Reason.CHILD)
    assert ("We do not know where you are, and we cannot send anyone." in heard) is is_grave
    assert ("If your life is in danger now, call 999 or 112." in heard) is (is_grave or reason is Reason.HEALTH)
    assert ("1. Samaritans." in heard) is (reason is Reason.WORRIED)
    begun = MEANWHILE_SAID[reason].partition(".")[0]
    assert begun in heard


def test_who_looks_is_said_as_it_is(house: House, lou: Person, wren: Person, post: PostLine) -> None:
    now = house.clock.now()
    one = houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", Reason.UNKIND, now=now)
    place = [f"go reports/{one.id}"]
    assert "Nobody is watching right now." in said(house, place, lou)
    houses.session(house).sign_in(wren)
    assert "Somebody who looks after this place is here now." in said(house, place, lou)
    (line,) = houses.write(house, queue.queue, house.vault, wren, now=now)
    houses.write(house, cases.claim, wren, line.id, line.version, now=now)
    assert "Somebody took it and looks into it." in said(house, place, lou)


def test_what_goes_past_the_staff_and_what_nobody_may_judge_is_said(house: House, lou: Person, wren: Person) -> None:
    now = house.clock.now()
    one = houses.write(house, reports.report, house.vault, lou, f"member/{wren.id}", Reason.UNKIND, now=now)
    assert "Nobody here can judge this now" in said(house, [f"go reports/{one.id}"], lou)
    houses.member(house, "olive", role=Role.OPERATOR)
    heard = said(house, [f"go reports/{one.id}"], lou)
    assert "so it goes past them: others look at it." in heard
    assert "Nobody here can judge" not in heard


def test_a_report_of_a_post_without_a_name_never_tells_whose_it_is(house: House, lou: Person, wren: Person) -> None:
    """In a place with one moderator, that nobody may judge it would say that it is theirs."""
    hidden = houses.write(
        house, posts.start, wren, "sleep", "Awake", "I am tired.", now=house.clock.now(), nameless=house.vault
    )
    heard = said(house, [f"go boards/sleep/{hidden.thread}", "x", "2", "?"], lou)
    assert "Nobody is watching right now." in heard
    assert "wren" not in heard
    assert "looks after this place, so it goes past" not in heard
    assert "block" not in heard
    assert "c or block" not in heard


def test_what_came_of_it_is_told_once_and_a_false_alarm_is_thanked_for(
    house: House, lou: Person, wren: Person, post: PostLine
) -> None:
    one = houses.write(
        house, reports.report, house.vault, lou, f"post/{post.id}", Reason.UNKIND, "Rude.", now=house.clock.now()
    )
    assert TOLD not in said(house, ["home"], lou)
    close(house, wren, "disagree")
    assert TOLD in said(house, [], lou)
    heard = said(house, [f"go reports/{one.id}", "w", "x"], lou)
    assert "it can stand as it is. It was right to tell all the same" in heard
    assert "Take your report back?" not in heard
    assert TOLD not in said(house, [], lou)
    assert '1. A post of sam in "Awake again"' in said(house, ["go reports"], lou)


def test_what_was_taken_away_with_its_thread_is_called_by_no_title(
    house: House, lou: Person, wren: Person, post: PostLine
) -> None:
    now = house.clock.now()
    for target in (f"post/{post.id}", f"thread/{post.thread}"):
        houses.write(house, reports.report, house.vault, lou, target, Reason.UNKIND, now=now)
    line, _ = houses.write(house, queue.queue, house.vault, wren, now=now)
    removed = Chosen(act=Act.REMOVE, reasons="It goes after somebody.")
    decide = (decisions.decide, house.vault, wren, line.id, line.version, decisions.Outcome.AGREE, removed)
    houses.write(house, *decide, now=now)
    heard = said(house, ["go reports"], lou)
    assert "A post of sam, It is unkind" in heard
    assert "A thread that was taken away, It is unkind" in heard


def test_the_list_of_reports_calls_what_is_new_new_once(
    house: House, lou: Person, wren: Person, post: PostLine
) -> None:
    houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", Reason.SPAM, now=house.clock.now())
    close(house, wren, "undone")
    heard = houses.verb(house, "read reports", lou)[1]
    assert "looked at." in heard
    assert TOLD not in said(house, [], lou)
    assert "what was done is undone. Thank you" in said(house, ["go reports", "1"], lou)


def test_more_can_be_said_and_it_can_be_taken_back(house: House, lou: Person, wren: Person, post: PostLine) -> None:
    place = f"go boards/sleep/{post.thread}"
    heard = said(house, [place, "x", "2", "w", "They named me.", ".", "yes", "w"], lou)
    assert "Kept with your report." in heard
    assert said(house, [place, "x", "3"], lou).count("They named me.") == 1, "other reasons leave the words"
    assert "Taken back." in said(house, ["go reports/1", "x", "yes"], lou)
    assert targets(house, lou) == []
    assert houses.write(house, queue.queue, house.vault, wren, now=house.clock.now()) == []


def test_who_reports_a_thing_again_is_told_that_it_waits_and_both_are_kept(
    house: House, lou: Person, wren: Person, post: PostLine
) -> None:
    place = f"go boards/sleep/{post.thread}"
    said(house, [place, "x", "worried", "w", "They said goodbye.", ".", "yes"], lou)
    heard = said(house, [place, "x", "2", "w", "And it names me.", ".", "yes"], lou)
    assert "You reported this before, and it waits for somebody to decide." in heard
    assert "It is with what you told before" in heard
    heard = said(house, ["go reports/1", "", ""], lou)
    both = "You said: I am worried about this person, and later: It is unkind, or goes after somebody."
    assert all(words in heard for words in (both, "They said goodbye.", "And it names me."))
    assert "We do not know where you are, and we cannot send anyone." in heard, "the gravest of it is answered"
    heard = said(house, ["go desk/cases/1"], wren)
    assert 'I am worried about this person, by lou, a moment ago. "They said goodbye."' in heard
    assert 'It is unkind, or goes after somebody, by lou, a moment ago. "And it names me."' in heard


def test_words_that_were_begun_are_kept_as_a_draft(house: House, lou: Person, post: PostLine) -> None:
    said(house, [f"go boards/sleep/{post.thread}", "x", "2", "w", "They named", ".", "draft"], lou)
    assert "More about a report" in said(house, ["go drafts"], lou)


def test_the_reporter_can_block_and_mute_at_once(house: House, lou: Person, post: PostLine) -> None:
    place = [f"go boards/sleep/{post.thread}", "x", "2"]
    assert "Muted." in said(house, [*place, "m", "mute"], lou)
    assert "Blocked." in said(house, [*place, "c", "yes"], lou)
    assert [one.handle for one in houses.write(house, blocks.listed, lou)] == ["sam"]


def test_reports_of_others_are_not_there_and_guests_and_authors_have_none(
    house: House, sam: Person, lou: Person, wren: Person, post: PostLine
) -> None:
    houses.write(house, reports.report, house.vault, lou, f"post/{post.id}", Reason.UNKIND, now=house.clock.now())
    for other in (sam, wren):
        assert houses.verb(house, "read reports/1", other)[0] == 1
        assert houses.verb(house, "x reports/1", other)[0] != 0
    assert houses.verb(house, "read reports/1", None)[0] == 3
    assert "x or report" not in said(house, [f"go boards/sleep/{post.thread}", "?"], sam)
    assert "x or report" not in said(house, [f"go boards/sleep/{post.thread}", "?"], None)
    assert "x or report" not in said(house, ["go my-page", "?"], sam)
    assert houses.verb(house, f"report boards/sleep/{post.thread} spam", sam)[0] != 0


def test_staff_choose_whether_others_judge_it_or_they_take_it_up(house: House, wren: Person, post: PostLine) -> None:
    place = [f"go boards/sleep/{post.thread}", "x"]
    assert "It is at the desk now." in said(house, [*place, "2"], wren)
    assert len(houses.write(house, queue.queue, house.vault, wren, now=house.clock.now())) == 1
    assert targets(house, wren) == []
    assert "Thank you for telling." in said(house, [*place, "1", "2"], wren)
    assert houses.write(house, queue.queue, house.vault, wren, now=house.clock.now()) == []


def test_the_verb_takes_a_reason_and_words_and_says_where_the_receipt_is(
    house: House, sam: Person, lou: Person, post: PostLine
) -> None:
    status, heard, error = houses.verb(
        house, f"report boards/sleep/{post.thread}/1 worried", lou, text="It sounded\nfinal.\n"
    )
    assert (status, error) == (0, "")
    assert heard.endswith("have it.\nreports/1\n")
    (one,) = houses.write(house, reports.own, house.vault, lou, now=house.clock.now())
    assert (one.reason, one.words) == (Reason.WORRIED, "It sounded final.")
    for address, target in (("members/sam", f"member/{sam.id}"), ("boards/sleep", "group/sleep")):
        assert houses.verb(house, f"report {address} other words=", lou)[0] == 0
        assert targets(house, lou)[0] == target
    for reason in OF_SOMEBODY:
        status, _, error = houses.verb(house, f"report boards/sleep {reason} words=", lou)
        assert (status, reason in error) == (2, False), "a board is nobody to worry about"
    for wrong in ("report boards/sleep", "report boards/sleep nonsense", "report boards/sleep spam words=Mine"):
        assert houses.verb(house, wrong, lou)[0] == 2, wrong
    assert houses.verb(house, f"report boards/sleep/{post.thread} spam", None)[0] == 3
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    assert houses.verb(house, f"report boards/sleep/{post.thread} spam", wren)[0] == 0
    assert [line.target for line in houses.write(house, queue.queue, house.vault, wren, now=house.clock.now())] == [
        "member/" + str(sam.id),
        "group/sleep",
    ]


def test_what_was_taken_away_cannot_be_reported(house: House, sam: Person, lou: Person, post: PostLine) -> None:
    answer = houses.write(house, posts.reply, sam, post.thread, "Gone soon.", now=house.clock.now())
    houses.write(house, posts.remove_own, sam, answer.id, now=house.clock.now())
    heard = said(house, [f"go boards/sleep/{post.thread}/2", "x 2", "2"], lou)
    assert targets(house, lou) == []
    assert "Thank you for telling." not in heard
