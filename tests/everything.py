"""A member who uses all there is, each time with a word of its own, so that it can be looked for afterwards."""

from __future__ import annotations

from bbs.community import (
    appeals,
    being_with,
    blocks,
    bookmarks,
    cases,
    decisions,
    desk,
    desk_answers,
    drafts,
    editing,
    facilitating,
    feedback,
    following,
    group_items,
    group_joining,
    group_looks,
    group_making,
    group_proposals,
    hand_overs,
    heard,
    later,
    lock_down,
    machine_visits,
    member_keys,
    members,
    moods,
    nameless,
    plans,
    posts,
    profiles,
    recovery,
    reports,
    shelf,
    shifts,
    staff_notes,
    sweeps,
    tending,
    thanks,
)
from bbs.community.appeals import Answer
from bbs.community.decisions import Chosen, Outcome
from bbs.community.desk import About
from bbs.community.following import State
from bbs.community.group_making import Shape
from bbs.community.groups import Way
from bbs.community.members import Person, Role
from bbs.community.moods import CheckIn, Mood
from bbs.community.plan_words import PARTS
from bbs.community.post_acts import Act
from bbs.community.posts import PostLine
from bbs.community.reports import Reason
from bbs.community.sanctions import Kind
from bbs.community.shelf import Owner
from bbs.house import House
from tests import houses

WORD = "zqcanary"
THEIRS = "qxotherbird"
"""What somebody else's words have in them."""


class Typed:
    """Hands out words that are told apart, and remembers them."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def __call__(self) -> str:
        """Return the next word; no other one is part of it."""
        self.words.append(f"{WORD}{len(self.words):03d}x")
        return self.words[-1]


def plant(house: House, handle: str = "sam", *, role: Role = Role.OPERATOR) -> tuple[Person, list[str]]:
    """Make a member who wrote something everywhere, and another who answered; return the member and their words."""
    word = Typed()
    person, other = houses.member(house, handle, role=role), houses.member(house, "ash")
    own, theirs = _posted(house, person, other, word)
    _at_the_desk(house, person, other, theirs, word)
    _with_one_another(house, person, other, (own, theirs), word)
    _in_groups(house, person, other, word)
    _decided(house, person, own, word)
    _on_the_shelf(house, person, word)
    return person, word.words


def _posted(house: House, person: Person, other: Person, word: Typed) -> tuple[PostLine, PostLine]:
    """Have both post, with and without a name, and begin to; return the first of the member's and of the other's."""
    now, vault = house.clock.now(), house.vault
    assert vault is not None
    theirs = houses.write(house, posts.start, other, "sleep", f"{THEIRS} title", f"{THEIRS} text", now=now)
    own = houses.write(house, posts.start, person, "sleep", word(), word(), now=now, note=word())
    houses.write(house, editing.edit, vault, person, own.id, word(), version=0, now=now, note=word(), title=word())
    houses.write(house, posts.reply, other, own.thread, f"{THEIRS} answers", now=now, reply_to=own.id)
    houses.write(house, posts.reply, person, theirs.thread, word(), now=now, nameless=vault)
    unsigned = houses.write(house, posts.reply, other, theirs.thread, f"{THEIRS} unsigned", now=now, nameless=vault)
    houses.write(house, nameless.look_up, vault, person, unsigned.id, word(), now=now)
    houses.write(house, drafts.keep, vault, person.id, "boards/sleep/post", word(), now=now)
    houses.write(house, drafts.keep, vault, person.id, "boards/sleep/post/title", word(), now=now)
    place = f"threads/{theirs.thread}/reply/{theirs.id}"
    how = {"place": place, "reply_to": theirs.id, "once": "once", "now": now}
    houses.write(house, later.put_off, vault, person, theirs.thread, word(), note=word(), **how)
    return own, theirs


def _at_the_desk(house: House, person: Person, other: Person, theirs: PostLine, word: Typed) -> None:
    """Have the member write to the desk, and work there."""
    now, vault = house.clock.now(), house.vault
    assert vault is not None
    houses.write(house, desk.leave, vault, About.NOTE, word(), person, now)
    houses.write(house, desk.leave, vault, About.NOTE, f"{THEIRS} note", other, now)
    (waiting,) = houses.write(house, desk_answers.waiting, person)
    houses.write(house, desk_answers.answer, vault, person, waiting.id, word(), now=now)
    houses.write(house, reports.report, vault, person, f"post/{theirs.id}", Reason.UNKIND, word(), now=now)
    houses.write(house, hand_overs.leave, vault, person, word(), now=now)
    houses.write(house, shifts.go_on, person, now=now)
    houses.write(house, machine_visits.keep, "visit", person.id, heard=now, now=now)
    houses.write(house, staff_notes.note, vault, person, other.id, word(), now=now)
    judge = houses.member(house, "iris", role=Role.OPERATOR)
    houses.write(house, desk.leave, vault, About.FEEDBACK_OPEN, word(), person, now)
    asked = next(one.id for one in houses.write(house, desk_answers.waiting, judge) if one.about is About.FEEDBACK_OPEN)
    houses.write(house, desk_answers.answer, vault, judge, asked, "It is looked at.", now=now)
    houses.write(house, feedback.publish, vault, judge, asked, word(), "It was looked at.", now=now)
    houses.write(house, members.set_role, judge.id, Role.MEMBER)


def _with_one_another(
    house: House, person: Person, other: Person, written: tuple[PostLine, PostLine], word: Typed
) -> None:
    """Have them say who they are and thank each other, and the member keep, follow and block."""
    now, vault = house.clock.now(), house.vault
    assert vault is not None
    own, theirs = written
    houses.write(house, profiles.write, person, word(), note=word())
    houses.write(house, profiles.set_pronouns, person, word())
    houses.write(house, being_with.write, vault, person, word())
    houses.write(house, thanks.thank, vault, person, theirs.id, word(), now=now)
    houses.write(house, thanks.thank, vault, other, own.id, f"{THEIRS} thanks", now=now)
    houses.write(house, heard.tell, person, theirs.id, heard.How.NAMED, now=now)
    houses.write(house, heard.tell, other, own.id, heard.How.NAMED, now=now)
    houses.write(house, bookmarks.keep, vault, person, theirs.id, word(), now=now)
    houses.write(house, following.choose, person, following.Kind.BOARD, "sleep", State.FOLLOWED, now=now)
    houses.write(house, following.choose, other, following.Kind.WRITER, str(own.id), State.FOLLOWED, now=now)
    houses.write(house, blocks.block, person, other.handle, now=now)
    houses.write(house, member_keys.add_key, vault, person.id, "SHA256:of-a-laptop", word(), now=now)
    houses.write(house, recovery.keep, vault, person.id, ["river-stone"], now=now)


def _in_groups(house: House, person: Person, other: Person, word: Typed) -> None:
    """Have the member ask, propose and look after people in support groups, and look into one."""
    now, vault = house.clock.now(), house.vault
    assert vault is not None
    shape = Shape("Quiet water", "For slow days.", way=Way.ASK)
    group = houses.write(house, group_making.make, shape, now=now)
    houses.write(house, group_joining.come_in, group.id, other.id, now, facilitator_at=now)
    houses.write(house, group_joining.ask, vault, person, group.slug, word(), now=now)
    houses.write(house, group_proposals.propose, vault, person, Shape(word(), word()), word(), now=now)
    proposed = houses.write(house, group_proposals.propose, vault, other, shape, f"{THEIRS} why", now=now)
    houses.write(house, group_proposals.decide, vault, person, proposed, word(), opens=False, now=now)
    tended = houses.write(house, group_making.make, shape, now=now)
    houses.write(house, group_joining.come_in, tended.id, person.id, now, facilitator_at=now)
    houses.write(house, group_joining.invite, person, tended.slug, other.handle, now=now)
    houses.write(house, group_joining.join, other, tended.slug, now=now)
    houses.write(house, facilitating.leave_note, vault, person, tended.slug, word(), now=now)
    advice = houses.write(house, posts.start, other, tended.slug, f"{THEIRS} title", f"{THEIRS} advice", now=now)
    brought = houses.write(house, cases.gather, vault, f"post/{advice.id}", reason="unkind", by=None, now=now)
    houses.write(house, group_items.take, vault, person, tended.slug, brought, 1, now=now)
    houses.write(house, tending.fold, vault, person, advice.id, word(), now=now)
    private = houses.write(house, posts.start, other, group.slug, f"{THEIRS} title", f"{THEIRS} private", now=now)
    houses.write(house, cases.gather, vault, f"post/{private.id}", reason="harm", by=None, now=now)
    houses.write(house, group_looks.look, vault, person, private.thread, word(), now=now)


def _on_the_shelf(house: House, person: Person, word: Typed) -> None:
    """Have the member write what is for themselves."""
    now, vault = house.clock.now(), house.vault
    assert vault is not None
    shelved = Owner(vault, person.id)
    houses.write(house, moods.add, shelved, CheckIn(Mood.LOW, now, (word(),), word(), word()))
    for part in PARTS:
        houses.write(house, plans.write, shelved, part, word(), now=now)
    for kind in sorted(set(shelf.Kind) - {shelf.Kind.MOOD, shelf.Kind.PLAN}):
        houses.write(house, shelf.keep, shelved, kind, {"text": word(), "tags": [word()]}, at=now)


def _decided(house: House, person: Person, own: PostLine, word: Typed) -> None:
    """Have the member decide about somebody else, and appeal against what was decided about them."""
    now, vault = house.clock.now(), house.vault
    assert vault is not None
    fern, reed = (houses.member(house, name, role=Role.OPERATOR) for name in ("fern", "reed"))
    lark = houses.member(house, "lark")

    def decided(by: Person, post: int, reasons: str) -> int:
        case = houses.write(house, reports.bring_up, vault, by, f"post/{post}", now=now)
        chosen = Chosen(act=Act.CLOSE, sanction=Kind.WARNING, days=180, reasons=reasons)
        return houses.write(house, decisions.decide, vault, by, case, 1, Outcome.AGREE, chosen, now=now)

    harsh = houses.write(house, posts.start, lark, "sleep", f"{THEIRS} title", f"{THEIRS} harsh", now=now)
    decided(person, harsh.id, word())
    houses.write(house, lock_down.begin, vault, person, now=now)
    houses.write(house, lock_down.lift, vault, person, now=now)
    pills = houses.member(house, "pills")
    houses.write(house, posts.start, pills, "sleep", f"{THEIRS} title", f"{THEIRS} pills", now=now)
    houses.write(house, sweeps.sweep, vault, person, [pills.id], reasons=word(), now=now)
    decision = decided(fern, own.id, "It goes far.")
    appeal = houses.write(house, appeals.appeal, vault, person, decision, word(), now=now)
    houses.write(house, appeals.answer, vault, reed, appeal, 1, Answer.UNDONE, "We looked.", now=now)
    for judge in (fern, reed):
        houses.write(house, members.set_role, judge.id, Role.MODERATOR)
