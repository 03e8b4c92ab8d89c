"""What comes after a decision: the way back, the next case, who confirms it, and who answers an appeal."""

from __future__ import annotations

from typing import cast

from bbs.community import appeals, cases, decisions, members, posts, statements
from bbs.community.decisions import Chosen, Outcome
from bbs.community.members import Person, Role
from bbs.community.post_acts import Act
from bbs.community.posts import PostLine
from bbs.community.sanctions import Kind
from bbs.house import House
from tests import houses
from tests.quarrels import flat, reported, told


def test_who_decides_by_a_list_of_what_is_decided_comes_back_to_it(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    other = houses.write(house, posts.start, sam, "sleep", "Another", "You newt.", now=house.clock.now())
    reported(house, f"post/{other.id}")
    houses.visit(house, ["go desk/cases/1", "t", "l", "go desk/cases/2", "t", "l", "bye"], wren)
    said = houses.visit(house, ["go desk/decisions", "2", "undo", "d", "6", "", "", ".", "s", "bye"], wren)
    after = said.partition("Done, and they are told.")[2]
    assert "Decided by you" in after
    assert "Case 2" not in after, "that is closed, and waits for nobody"


def test_one_key_undoes_a_decision_and_the_case_is_open_again(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    houses.visit(house, ["go desk/cases/1", "t", "d", "6", "", "", ".", "s", "bye"], wren)
    said = houses.visit(house, ["go desk", "d", "1", "u", "bye"], wren)
    assert 'Taken away, "A quarrel"' in said
    assert "Undone: all of it is as it was" in said
    assert houses.write(house, posts.get, sam, post.id).text == "You zebra and fool."
    assert houses.write(house, cases.open_at, f"post/{post.id}") == 1
    assert "undone since" in houses.visit(house, ["go desk/decisions", "bye"], wren)
    said = flat(houses.visit(house, ["go decisions", "bye"], sam))
    assert "all of it was put back. What was written then: " in said, "what the reasons say holds no more"


def test_the_next_case_says_what_still_counts_but_not_of_posts_without_a_name(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    houses.visit(house, ["go desk/cases/1", "t", "d", "1", "", "2", ".", "s", "bye"], wren)
    reported(house, f"post/{post.id}")
    said = houses.visit(house, ["go desk/cases/2/about", "bye"], wren)
    assert "A warning: since 28 May, until 24 November." in said
    line = houses.write(house, posts.start, sam, "sleep", "X", "Y.", now=house.clock.now(), nameless=house.vault)
    reported(house, f"post/{line.id}")
    houses.visit(house, ["go desk/cases/3", "t", "d", "1", "", "6", "1", ".", "s", "bye"], wren)
    assert "suspension" not in houses.visit(house, ["go desk/cases/2/about", "bye"], wren)


def test_a_ban_is_confirmed_or_ended_by_somebody_else(house: House, wren: Person, sam: Person, post: PostLine) -> None:
    dove = houses.member(house, "dove", role=Role.MODERATOR)
    houses.visit(house, ["go desk/cases/1", "t", "d", "6", "", "7", ".", "s", "bye"], wren)
    assert "not there for you" in houses.visit(house, ["go desk/cases/2", "bye"], wren)
    said = houses.visit(house, ["go desk/cases/2", "t", "d", "1", "bye"], dove)
    assert "The ban stands now." in said
    shut = houses.write(house, members.by_id, sam.id)
    assert "Two people decided it." in flat(houses.visit(house, ["go standing", "bye"], shut))


def test_a_ban_that_nobody_confirmed_in_time_waits_as_that_and_is_left_so_or_decided_anew(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    dove = houses.member(house, "dove", role=Role.MODERATOR)
    houses.visit(house, ["go desk/cases/1", "t", "d", "6", "", "7", ".", "s", "bye"], wren)
    assert "A ban to confirm, sam, a moment, ends Sunday 20:26 by itself." in houses.visit(house, ["go desk"], dove)
    assert "The ban ends Sunday 20:26 unless somebody confirms it." in flat(
        houses.visit(house, ["go desk/cases/2", "bye"], dove)
    )
    cast(houses.HeldClock, house.clock).move(73 * 3600)
    assert "A ban that ended, nobody confirmed it, sam, 3 days." in houses.visit(house, ["go desk", "bye"], dove)
    said = flat(houses.visit(house, ["go desk/cases/2", "i", "go desk/only/closed", "bye"], dove))
    assert "Nobody confirmed the ban in time: it ended" in said
    assert "Closed. The ban stays ended." in said
    assert "A ban to confirm, sam, it ended by itself, nobody confirmed it" in said
    read = flat(houses.visit(house, ["go decisions", "bye"], houses.write(house, members.by_id, sam.id)))
    assert "Nobody else confirmed the ban by then, so it ended." in read
    assert "That is over" not in read


def test_what_is_decided_anew_about_a_ban_that_ended_can_be_undone(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    dove = houses.member(house, "dove", role=Role.MODERATOR)
    houses.visit(house, ["go desk/cases/1", "t", "d", "6", "", "7", ".", "s", "bye"], wren)
    cast(houses.HeldClock, house.clock).move(73 * 3600)
    said = flat(houses.visit(house, ["go desk/cases/2", "t", "d", "", "6", "1", ".", "s", "bye"], dove))
    assert "Done, and they are told." in said
    assert houses.write(house, members.by_id, sam.id).shut_out_until > house.clock.now()
    said = flat(houses.visit(house, ["go desk/cases/2", "undo", "bye"], dove))
    assert "Undone: all of it is as it was" in said
    assert houses.write(house, members.by_id, sam.id).shut_out_until <= house.clock.now()


def test_an_appeal_is_answered_by_somebody_else_who_sees_what_was_said(
    house: House, wren: Person, sam: Person, post: PostLine
) -> None:
    dove = houses.member(house, "dove", role=Role.MODERATOR)
    now = house.clock.now()
    chosen = Chosen(act=Act.REMOVE, sanction=Kind.MUTE, days=7, reasons="It goes after somebody.")
    args = (house.vault, wren, 1, 1, Outcome.AGREE, chosen)
    decision = houses.write(house, decisions.decide, *args, now=now)
    case = houses.write(house, appeals.appeal, house.vault, sam, decision, "It was a joke.", now=now)
    said = houses.visit(house, [f"go desk/cases/{case}", "t", "2", "bye"], dove)
    for words in ("It was a joke.", "It goes after somebody.", "You wrote: You zebra and fool."):
        assert words in flat(said)
    assert "taken away meanwhile" not in said, "what was decided about it stands below"
    hides = ["d", "2", "4", "", "", ".", "back"]
    said = houses.visit(house, [f"go desk/cases/{case}", *hides, "d", "2", "3", "", "2", ".", "s", "bye"], dove)
    assert "It is about your post on " not in said, "its title is put back by it too"
    assert (
        flat(said).count("Your post is out of sight. Its words are kept, so that this can be undone. You wrote:") == 1
    )
    assert "Done, and they are told." in said
    new, old = houses.write(house, statements.about, house.vault, sam)
    assert (new.act, new.sanction and new.sanction.kind) == (Act.CLOSE, Kind.WARNING)
    assert old.undone_at == now


def test_whose_a_post_without_a_name_is_stays_untold_to_the_end(house: House, wren: Person, sam: Person) -> None:
    now = house.clock.now()
    line = houses.write(house, posts.start, sam, "sleep", "A quarrel", "Fools.", now=now, nameless=house.vault)
    reported(house, f"post/{line.id}")
    typed = ["go desk/cases/1", "t", "d", "4", "", "4", "1", ".", "s", "go desk/decisions", "1", "", "2", "bye"]
    said = houses.visit(house, typed, wren)
    assert "Done, and they are told." in said
    assert "sam" not in said
    assert told(house, sam).sanction is not None
