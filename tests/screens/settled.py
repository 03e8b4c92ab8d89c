"""A community that has been going for a while: everybody a page can meet, and something on every page."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bbs import founding
from bbs.community import (
    announcements,
    being_with,
    blocks,
    boards,
    bookmarks,
    cases,
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
    group_outs,
    group_proposals,
    groups,
    hand_overs,
    heard,
    journal,
    kind_words,
    later,
    member_keys,
    members,
    moods,
    noticed,
    of_use,
    own_texts,
    plans,
    posts,
    profiles,
    reading,
    reports,
    staff_notes,
    sweeps,
    tending,
    thanks,
)
from bbs.community.desk import About
from bbs.community.following import Kind, State
from bbs.community.group_making import Shape
from bbs.community.hands import Hand
from bbs.community.journal import Form, New
from bbs.community.members import Person
from bbs.community.moods import CheckIn, Mood
from bbs.community.reports import Reason
from bbs.community.shelf import Owner
from bbs.house import House
from bbs.session import Session
from screens.page import Page
from screens.pages import PAGES, ROUTES
from screens.routes import find
from tests import houses
from tests.houses import CHEAP, PASSPHRASE

SETTINGS = '[community]\ncountries = ["GB", "IE"]\n[joining]\nmode = "approval"\n'
ROLES = ("guest", "applicant", "newcomer", "member", "moderator", "operator")


@dataclass(frozen=True, eq=False)
class Settled:
    """The house, who of its people stands for which role (a guest is nobody), and what there is an address of."""

    house: House
    people: dict[str, Person | None]
    names: dict[str, str]

    def session(self, role: str) -> Session:
        """Return a new visit of somebody in a role."""
        return houses.session(self.house, self.people[role])

    def page(self, role: str, address: str) -> Page:
        """Return the page at an address as somebody in a role finds it. Raises what `find` raises."""
        return find(ROUTES, self.session(role), address)


@cache
def _founded() -> tuple[Path, dict[str, Person | None], dict[str, str]]:
    """Found one to copy: the conversations of the demonstration, notes and an application at the desk, drafts, keys."""
    folder = tempfile.mkdtemp(prefix="warmline-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    house = houses.build(Path(folder) / "home", settings=SETTINGS)
    try:
        people = _people(house)
        return house.home.path, people, _names(house, people)
    finally:
        houses.close(house)


@contextmanager
def settled(path: Path) -> Iterator[Settled]:
    """Open one that nobody else changes."""
    origin, people, names = _founded()
    shutil.copytree(origin, path)
    house = houses.build(path)
    try:
        yield Settled(house, dict(people), dict(names))
    finally:
        houses.close(house)


def _people(house: House) -> dict[str, Person | None]:
    now = house.clock.now()
    assert house.store is not None
    assert house.vault is not None
    founding.fill_demo(house.store, CHEAP, PASSPHRASE, now=now)
    houses.visit(house, ["go join", "yes", "yes", "yes", "kestrel", "Four in the morning.", "yes", "bye"])
    new = houses.write(house, members.add, "wagtail", now=now, passphrase=CHEAP.hash(PASSPHRASE))
    named = {handle: houses.write(house, members.by_handle, handle) for handle in ("sam", "wren", "olive", "kestrel")}
    sam, wren, olive = (_known(named[handle]) for handle in ("sam", "wren", "olive"))
    fingerprint = "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDBvpJ2sRbMWWXTPGk"
    houses.write(house, member_keys.add_key, house.vault, sam.id, fingerprint, "laptop", now=now)
    for place in ("boards/sleep/post", "desk/note/note", "threads/1/reply/1", "gone/place"):
        houses.write(house, drafts.keep, house.vault, sam.id, place, "Half a thought.", now=now)
    houses.write(house, drafts.keep, house.vault, sam.id, "gone/place", "Another thought.", now=now, hand=Hand("other"))
    _at_the_desk(house, sam, wren, olive)
    _written(house, sam, wren)
    _for_themselves(house, Owner(house.vault, sam.id), now)
    _looked_after(house, sam, wren, olive)
    _in_groups(house, sam, wren, now)
    return {
        "guest": None,
        "applicant": named["kestrel"],
        "newcomer": new,
        "member": sam,
        "moderator": named["wren"],
        "operator": named["olive"],
    }


def _known(person: Person | None) -> Person:
    assert person is not None
    return person


def _at_the_desk(house: House, sam: Person, wren: Person, olive: Person) -> None:
    """Have feedback that was published and some that waits, notes of every kind, and what one shift left the next."""
    now, vault = house.clock.now(), house.vault
    for _ in range(2):
        houses.write(house, desk.leave, vault, About.FEEDBACK_OPEN, "Why so few boards?", sam, now)
        note = next(
            one.id for one in houses.write(house, desk_answers.waiting, wren) if one.about is About.FEEDBACK_OPEN
        )
        houses.write(house, desk_answers.answer, vault, wren, note, "More come soon.", now=now)
    houses.write(house, feedback.publish, vault, olive, note, "Why so few?", "Soon more.", now=now)
    for about in (About.CRISIS, About.LINE, About.NOTE):
        houses.write(house, desk.leave, vault, about, "Could somebody look at this?", sam, now)
    houses.write(house, hand_overs.leave, vault, olive, "Kit may write again tonight.", now=now)


def _written(house: House, sam: Person, wren: Person) -> None:
    """Have two who post, thank, report, tell of themselves and keep things for later."""
    now, vault = house.clock.now(), house.vault
    said = {"wish": "advice", "tagged": "dreams"}
    before = houses.write(house, posts.start, sam, "sleep", "Three in the morning", "I woke.", now=now, **said)
    houses.write(house, editing.edit, vault, sam, before.id, "I woke again.", version=0, now=now)
    houses.write(house, posts.reply, sam, before.thread, "Without my name.", now=now, nameless=vault)
    mine = houses.write(house, posts.start, sam, "sleep", "Four in the morning", "I am awake.", now=now)
    theirs = houses.write(house, posts.reply, wren, mine.thread, "So am I.", now=now)
    houses.write(house, thanks.thank, vault, wren, mine.id, "That helped.", now=now)
    houses.write(house, thanks.thank, vault, sam, theirs.id, "", now=now)
    for reason, target in ((Reason.WORRIED, f"post/{theirs.id}"), (Reason.SPAM, "group/grief")):
        houses.write(house, reports.report, vault, sam, target, reason, "It sounded final.", now=now)
    for person in (sam, wren):
        houses.write(house, profiles.write, person, "I keep bees.", note="death" if person is wren else "")
        houses.write(house, profiles.set_pronouns, person, "they")
        houses.write(house, being_with.write, vault, person, "Do not ask me how I slept.")
    houses.write(house, being_with.show, wren, now=now)
    houses.write(house, blocks.block, sam, "kit", now=now)
    place = f"threads/{mine.thread}/reply/{theirs.id}"
    for once in ("one", "another"):  # a walk sends the first, and can still take one back
        how = {"place": place, "reply_to": theirs.id, "once": once, "now": now}
        houses.write(house, later.put_off, vault, sam, mine.thread, "Not like that.", **how)
    houses.write(house, bookmarks.keep, vault, sam, theirs.id, "On a bad night.", now=now)
    houses.write(house, following.choose, sam, Kind.BOARD, "sleep", State.FOLLOWED, now=now)
    houses.write(house, following.choose, sam, Kind.BOARD, "grief", State.MUTED, now=now)
    houses.write(house, heard.tell, wren, mine.id, heard.How.UNNAMED, now=now)
    lou = houses.write(house, members.by_handle, "lou")
    for reason, words in ((Reason.WORRIED, "Please look."), (Reason.UNKIND, "")):
        for target in (f"post/{mine.id}", f"member/{sam.id}"):
            houses.write(house, reports.report, vault, lou, target, reason, words, now=now)


def _looked_after(house: House, sam: Person, wren: Person, olive: Person) -> None:
    """Have the staff note something, write texts of the place's own, announce, and take spam out of sight."""
    now, vault = house.clock.now(), house.vault
    houses.write(house, staff_notes.note, vault, olive, sam.id, "Answered kindly before.", now=now)
    for name in ("about", "closed"):
        houses.write(house, own_texts.write, olive, name, "In our own words.", now=now)
    houses.write(house, own_texts.hold, vault, olive, "closed", now=now)
    houses.write(house, announcements.announce, vault, olive, "We move on Sunday.", 90 * 24 * 3600, now=now)
    pills = houses.write(house, members.add, "pills", now=now)
    houses.write(house, posts.start, pills, "sleep", "Pills", "Buy pills.", now=now)
    houses.write(house, sweeps.sweep, vault, wren, [pills.id], reasons="It looks like a program.", now=now)


def _in_groups(house: House, sam: Person, wren: Person, now: int) -> None:
    """Have something of a support group on every page: who asks, notes, a look, proposals."""
    vault = house.vault
    assert vault is not None
    lou, kit = (houses.write(house, members.by_handle, handle) for handle in ("lou", "kit"))
    assert lou is not None
    assert kit is not None
    group = houses.write(house, groups.line, sam, "low-mood-group")
    houses.write(house, group_joining.come_in, group.id, sam.id, now)
    houses.write(house, group_joining.be_listed, lou, group.slug, now=now)
    first = houses.write(house, posts.start, lou, group.slug, "A hard day", "I said too much.", now=now)
    houses.write(house, cases.gather, vault, f"post/{first.id}", reason="worried", by=sam, now=now)
    houses.write(house, group_looks.look, vault, wren, first.thread, "Somebody was worried.", now=now)
    carers = "carers-group"
    houses.write(house, group_joining.ask, vault, sam, carers, "I look after my aunt.", now=now)
    houses.write(house, facilitating.leave_note, vault, wren, carers, "Kit had a hard week.", now=now)
    shape = Shape("Night shifts", "For who works while others sleep.")
    houses.write(house, group_proposals.propose, vault, kit, shape, "We are many.", now=now)
    houses.write(house, group_proposals.propose, vault, sam, shape, "We are many.", now=now)
    sleep = houses.write(house, groups.line, sam, "sleep-group")
    houses.write(house, group_joining.come_in, sleep.id, sam.id, now, facilitator_at=now)
    mine = houses.write(house, posts.start, sam, sleep.slug, "What I do", "I read the map.", now=now)
    houses.write(house, tending.pin, vault, sam, mine.thread, pins=True, now=now)
    una = houses.write(house, members.add, "una", now=now)
    houses.write(house, group_joining.come_in, sleep.id, una.id, now)
    asks = houses.write(house, posts.reply, una, mine.thread, "Which map?", now=now)
    houses.write(house, tending.fold, vault, sam, asks.id, "a test of folding", now=now)
    houses.write(house, cases.gather, vault, f"post/{asks.id}", reason="unkind", by=None, now=now)
    houses.write(house, group_joining.come_in, sleep.id, kit.id, now)
    houses.write(house, posts.reply, kit, mine.thread, "You are all fools.", now=now)
    reasons = "It goes after people."
    houses.write(house, group_outs.put_out, vault, sam, sleep.slug, kit.handle, reasons, days=7, now=now)


def _for_themselves(house: House, owner: Owner, now: int) -> None:
    """Have check-ins and kind words; begin a plan and a journal: an old and a new entry, a letter, one taken away."""
    for n, mood in enumerate((*Mood, Mood.LOW, Mood.OKAY) * 3):  # enough for a second page of them
        entry = CheckIn(mood, now - n * 24 * 3600, ("rain",) if n % 2 else (), "Third night.", "A walk.")
        kept = houses.write(house, moods.add, owner, entry)
    houses.write(house, moods.delete, owner, kept.id, now=now)
    for kind in ("You are good company.", "I am glad that you are here."):
        houses.write(house, kind_words.keep, owner, kind, "wren", now=now)
    houses.write(house, of_use.tell, owner, "urge", of_use.Use.YES, now=now)
    houses.write(house, plans.write, owner, "signs", "I stop answering.", now=now)
    before = now - 40 * 24 * 3600
    new = [New("Rain on the roof.", tags=("night",)), New("Dear later self.", Form.LATER, opens_at=now + 24 * 3600)]
    old = [houses.write(house, journal.keep, owner, New("Not this."), now=before)]
    old += [houses.write(house, journal.keep, owner, each, now=before) for each in new]
    houses.write(house, journal.keep, owner, New("Dear Ann.", Form.LETTER, to="Ann"), now=now)
    houses.write(house, journal.delete, owner.member, old[0], now=now)


def _names(house: House, people: dict[str, Person | None]) -> dict[str, str]:
    """Return a thread that guests may read, a note of the member, a note's return code, who applied, a help line."""
    applicant, member = people["applicant"], people["member"]
    assert applicant is not None
    assert member is not None
    sleep = houses.write(house, boards.get, None, "sleep")
    assert house.vault is not None
    latest = houses.write(house, moods.latest, Owner(house.vault, member.id))
    assert latest is not None
    return {
        "thread": str(houses.write(house, boards.threads, None, sleep)[0].id),
        "feedback": str(houses.write(house, feedback.to_publish, people["operator"])[0].id),
        "report": str(houses.write(house, reports.own, house.vault, member, now=house.clock.now())[-1].id),
        "draft": str(next(one.id for one in houses.write(house, drafts.places, member.id) if one.is_beside)),
        "note": str(houses.write(house, desk.own, member)[0].id),
        "code": houses.write(house, desk.leave, house.vault, About.NOTE, "May I ask?", None, house.clock.now()),
        "applicant": str(applicant.id),
        "line": house.crisis.lines[0].id,
        "case": str(houses.write(house, cases.open_at, f"member/{member.id}")),
        "checkin": str(latest.id),
        "entry": str(_entry(house, member)),
        "said": str(_said(house, member)),
        **_names_in_groups(house, people),
    }


def _names_in_groups(house: House, people: dict[str, Person | None]) -> dict[str, str]:
    """Return a post that the member tends, a case there, a thread a moderator looks at, a proposed group."""
    member, moderator, now = people["member"], people["moderator"], house.clock.now()
    assert house.vault is not None
    sleep = houses.write(house, boards.get, member, "sleep-group")
    mine = next(line for line in houses.write(house, boards.threads, member, sleep) if line.title == "What I do")
    asked = next(one for one in houses.write(house, group_items.waiting, house.vault, member, sleep.slug, now=now))
    return {
        "asked": str(asked.id),
        "tended": str(houses.write(house, reading.stretch, member, mine.id, first=1).posts[0].id),
        "look": str(houses.write(house, group_looks.mine, moderator, now=now)[0].thread),
        "proposal": str(houses.write(house, group_proposals.waiting, house.vault, moderator)[0].id),
    }


def _said(house: House, member: Person) -> int:
    """Write what is noticed, with a part that is covered; return it."""
    words = "I want to die tonight. I took forty of my mums pills."
    now = house.clock.now()
    line = houses.write(house, posts.start, member, "grief", "Night", words, now=now)
    houses.write(house, noticed.in_post, house.vault, house.texts.noticing, line.id, now=now)
    return line.id


def _entry(house: House, member: Person) -> int:
    assert house.vault is not None
    return houses.write(house, journal.entries, Owner(house.vault, member.id), now=house.clock.now())[0].id


def plain_addresses() -> list[str]:
    """Return the addresses of all pages that have one and the same for everybody."""
    return [page.pattern for page in PAGES if "{" not in page.pattern]
