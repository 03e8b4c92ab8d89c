"""Listening to a visit in the line mode: what was said up to each prompt, for whoever types these lines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from bbs.community import (
    being_with,
    cases,
    desk,
    desk_answers,
    drafts,
    facilitating,
    feedback,
    group_joining,
    group_looks,
    group_outs,
    group_proposals,
    groups,
    joining,
    journal,
    kind_words,
    moods,
    noticed,
    posts,
    profiles,
    reports,
    sweeps,
)
from bbs.community.desk import About
from bbs.community.group_making import Shape
from bbs.community.hands import Hand
from bbs.community.journal import New
from bbs.community.members import Person, Role
from bbs.community.moods import CheckIn, Mood
from bbs.community.posts import PostLine
from bbs.community.reports import Reason
from bbs.community.shelf import Owner
from bbs.house import House
from screens.linemode.opening import open_line
from screens.page import Page
from screens.pages import PAGES, ROUTES
from tests import houses
from tests.houses import ScriptedWire

AT_ONCE = ("\x03", "\x04", "\x07", "\x11")
"""Ctrl-C, Ctrl-D, Ctrl-G and Ctrl-Q: no Enter comes after them."""
ROLES = ("guest", "member", "moderator", "operator")


@dataclass(frozen=True)
class Heard:
    """What was said between one Enter and the next: whole lines, and the prompt behind them."""

    typed: str
    lines: tuple[str, ...]
    prompt: str

    @property
    def words(self) -> str:
        """All of it on one line, as it is heard."""
        return " ".join(" ".join((*self.lines, self.prompt)).split())


class Listener(ScriptedWire):
    """A wire that remembers what had been said each time something was typed."""

    def __init__(self, typed: Iterable[str]) -> None:
        self.typed = list(typed)
        super().__init__(keys if keys.endswith(AT_ONCE) else f"{keys}\r" for keys in self.typed)
        self.parts: list[str] = []
        self._from = 0

    async def read(self) -> bytes:
        """Note what was said since the last Enter, then type the next line."""
        self.note()
        return await super().read()

    def note(self) -> None:
        """Take down what was said since the last Enter."""
        self.parts.append(self.sent[self._from :].decode())
        self._from = len(self.sent)

    def heard(self) -> list[Heard]:
        """Return what was said, Enter by Enter, without the echo of what was typed."""
        return [
            heard_after(typed, part) for typed, part in zip(("", *self.typed, ""), self.parts, strict=False)
        ]  # fmt: skip


def heard_after(typed: str, part: str) -> Heard:
    """Divide what was said after a line was typed."""
    said = part.replace("\r\n", "\n").removeprefix(typed).removeprefix("\n" if typed or part.startswith("\r\n") else "")
    *lines, prompt = said.split("\n")
    return Heard(typed, tuple(lines), prompt)


def listen(house: House, typed: Iterable[str], person: Person | None = None, **who: Any) -> list[Heard]:
    """Hold a visit in which these lines are typed; return what was said up to each prompt, and at the end."""
    wire = Listener(typed)
    asyncio.run(open_line(houses.session(house, person, **who), wire, ROUTES))
    wire.note()
    return wire.heard()


class Typist(ScriptedWire):
    """A wire to somebody who types when a test says so."""

    def __init__(self) -> None:
        super().__init__([])
        self._keys: asyncio.Queue[bytes] = asyncio.Queue()
        self._waits = asyncio.Event()

    async def read(self) -> bytes:
        """Wait for the next keys."""
        self._waits.set()
        keys = await self._keys.get()
        self._waits.clear()
        return keys

    async def is_waited_for(self) -> None:
        """Wait until the place waits for keys."""
        await self._waits.wait()

    async def types(self, keys: str) -> str:
        """Press keys; return what is said until the place waits for more."""
        start = len(self.sent)
        self._waits.clear()
        self._keys.put_nowait(keys.encode())
        await self.is_waited_for()
        return self.sent[start:].decode()

    def hangs_up(self) -> None:
        """Let the line end."""
        self._keys.put_nowait(b"")


@asynccontextmanager
async def calling(house: House, person: Person | None = None, **who: Any) -> AsyncIterator[Typist]:
    """Hold a visit by somebody who is at their keyboard; it ends with this context."""
    wire = Typist()
    visiting = asyncio.ensure_future(open_line(houses.session(house, person, **who), wire, ROUTES))
    await wire.is_waited_for()
    try:
        yield wire
    finally:
        wire.hangs_up()
        await visiting


@dataclass(frozen=True)
class InGroups:
    """A post that the member tends, a case there, a thread that the moderator looks at, and a proposed group."""

    tended: int
    case: int
    look: int
    proposal: int


@dataclass(frozen=True)
class Peopled:
    """A community in which every page has something to show, and everybody who is to see it."""

    house: House
    people: dict[str, Person | None]
    first: PostLine
    return_code: str
    applicant: Person
    beside: int
    checkin: int
    entry: int
    groups: InGroups
    said: int
    feedback: int

    def address(self, page: type[Page]) -> str:
        """Return an address of a page. A page without one here is a page nobody listens to: add it."""
        pattern = page.pattern
        if "{" not in pattern:
            return pattern
        return {
            "boards/{board}": "boards/sleep",
            "boards/{board}/live": "boards/sleep/live",
            "boards/{board}/{thread:int}": f"boards/sleep/{self.first.thread}",
            "boards/{board}/{thread:int}/{post:int}": f"boards/sleep/{self.first.thread}/2",
            "boards/{board}/{thread:int}/{post:int}/history": f"boards/sleep/{self.first.thread}/1/history",
            "boards/{board}/tagged/{tag:rest}": "boards/sleep/tagged/dreams",
            "office/boards/{board}": "office/boards/sleep",
            "members/{handle}": "members/wren",
            "members/{handle}/with-them": "members/wren/with-them",
            "drafts/{draft:int}": f"drafts/{self.beside}",
            "my-data/{part}": "my-data/drafts",
            "journal/calendar/{year:int}-{month:int}": "journal/calendar/2026-4",
            "journal/found/{words:rest}": "journal/found/rain",
            "journal/{entry:int}": f"journal/{self.entry}",
            "moods/{id:int}": f"moods/{self.checkin}",
            "questions/{name}": "questions/who-5",
            "plan/step/{step:int}": "plan/step/1",
            "plan/{part}": "plan/signs",
            "tools/for/{need}": "tools/for/sleep",
            "tools/{tool}": "tools/breath",
            "search/{words:rest}": "search/night",
            "go/{words:rest}": "go/bo",
            "help/lines/{country}": "help/lines/GB",
            "help/line/{line}": "help/line/" + self.house.crisis.lines_for("GB", self.house.clock.now())[0].id,
            "help/line/{line}/code/{way}": "help/line/GB:samaritans/code/phone",
            "help/for/{audience}": "help/for/carers",
            "help/in/{language}": "help/in/pl",
            "help/card/{country:rest}": "help/card/ireland",
            "help/{country:rest}": "help/ireland",
            "desk/note/{line}": "desk/note/" + self.house.crisis.lines_for("GB", self.house.clock.now())[0].id,
            "desk/answer/{code}": f"desk/answer/{self.return_code}",
            "desk/own/{note:int}": "desk/own/2",
            "desk/procedures/{name}": "desk/procedures/danger",
            "desk/procedures/{name}/{case:int}": "desk/procedures/danger/1",
            "reports/{report:int}": "reports/1",
            "office/feedback/{note:int}": f"office/feedback/{self.feedback}",
            "desk/applications/{member:int}": f"desk/applications/{self.applicant.id}",
            "desk/only/{which}": "desk/only/urgent",
            "desk/cases/{case:int}": "desk/cases/1",
            "desk/cases/{case:int}/about": "desk/cases/1/about",
            "desk/{note:int}": "desk/1",
            "desk/sweep/{handle}": "desk/sweep/sam",
            "desk/sweeps/{sweep:int}": "desk/sweeps/1",
            "desk/members/{handle}/invitations": "desk/members/sam/invitations",
            "desk/course/{lesson}": "desk/course/worry",
            "desk/course/{lesson}/{step:int}": "desk/course/worry/2",
            "desk/course/{lesson}/{answer}": "desk/course/worry/1a",
            "office/lines/{country}": "office/lines/GB",
            "office/groups/{group}": "office/groups/grief-group",
            "groups/{board}": "groups/sleep-group",
            "groups/{group}/guidelines": "groups/sleep-group/guidelines",
            "groups/{group}/people": "groups/sleep-group/people",
            "groups/{group}/looks": "groups/low-mood-group/looks",
            "groups/{group}/care": "groups/sleep-group/care",
            "groups/{group}/asks": "groups/sleep-group/asks",
            "groups/{group}/notes": "groups/sleep-group/notes",
            "groups/{group}/items": "groups/sleep-group/items",
            "groups/{group}/items/{case:int}": f"groups/sleep-group/items/{self.groups.case}",
            "groups/{group}/out": "groups/sleep-group/out",
            "tend/{post:int}": f"tend/{self.groups.tended}",
            "looks/{thread:int}": f"looks/{self.groups.look}",
            "desk/groups/{proposal:int}": f"desk/groups/{self.groups.proposal}",
            "noticed/{said:int}": f"noticed/{self.said}",
            "office/members/found/{letters:rest}": "office/members/found/a",
            "office/members/{handle}": "office/members/sam",
            "office/settings/{section}": "office/settings/joining",
            "office/texts/{name}": "office/texts/about",
            "office/log/{entry:int}": "office/log/1",
            "office/log/act/{act}": "office/log/act/moderator-made",
            "office/log/of/{handle}": "office/log/of/wren",
        }[pattern]

    def addresses(self) -> list[str]:
        """Return an address of every page there is."""
        return [self.address(page) for page in PAGES]


def people(house: House) -> Peopled:
    """Put people and words into a house that was founded with `SETTINGS`."""
    now = house.clock.now()
    sam, ash = houses.member(house, "sam"), houses.member(house, "ash")
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    first = houses.write(house, posts.start, ash, "sleep", "Four a.m. again", "Third night.\nI keep counting.", now=now)
    houses.write(house, posts.reply, sam, first.thread, "So do I.", now=now, reply_to=first.id)
    houses.write(house, posts.reply, wren, first.thread, "Heavy words.", now=now, note="grief")
    for title in ("Rain sounds", "Tapering, week 3", "Melatonin or not"):
        houses.write(house, posts.start, sam, "sleep", title, "What a night.", now=now)
    code = houses.write(house, desk.leave, house.vault, About.NOTE, "Hello there.", None, now)
    houses.write(house, desk.leave, house.vault, About.CRISIS, "Please write.", sam, now)
    answered = [_feedback(house, ash, wren, now) for _ in range(2)]
    olives = ("Too few boards.", "Soon more.")
    houses.write(house, feedback.publish, house.vault, olive, answered[0], *olives, now=now)
    for words, hand in (("Another", None), ("A beginning", Hand("other"))):  # on two devices
        houses.write(house, drafts.keep, house.vault, sam.id, "boards/sleep/post", words, now=now, hand=hand)
    beside = next(one.id for one in houses.write(house, drafts.places, sam.id) if one.is_beside)
    houses.write(
        house, reports.report, house.vault, sam, f"post/{first.id}", Reason.WORRIED, "It sounded final.", now=now
    )
    houses.write(house, profiles.write, wren, "I keep bees.", note="")
    houses.write(house, being_with.write, house.vault, wren, "Do not ask me how I slept.")
    houses.write(house, being_with.show, wren, now=now)
    assert house.vault is not None
    own = Owner(house.vault, sam.id)
    checkin = houses.write(house, moods.add, own, CheckIn(Mood.LOW, now, ("rain",), "Third night."))
    entry = houses.write(house, journal.keep, own, New("Rain on the roof."), now=now)
    for said in ("You are good company.", "I am glad that you are here."):
        houses.write(house, kind_words.keep, own, said, "wren", now=now)
    begun, _ = houses.write(house, joining.begin, house.vault, now=now)
    applicant = houses.write(house, _apply, house, begun, now)
    everybody = {"guest": None, "member": sam, "moderator": wren, "operator": olive}
    heavy = houses.write(house, posts.start, sam, "grief", "Night", "I want to die tonight.", now=now)
    houses.write(house, noticed.in_post, house.vault, house.texts.noticing, heavy.id, now=now)
    pills = houses.member(house, "pills")
    houses.write(house, sweeps.sweep, house.vault, wren, [pills.id], reasons="It looks like a program.", now=now)
    found = _in_groups(house, sam, ash, wren, now)
    return Peopled(house, everybody, first, code, applicant, beside, checkin.id, entry, found, heavy.id, answered[1])


def _in_groups(house: House, sam: Person, ash: Person, wren: Person, now: int) -> InGroups:
    """Have the member look after a group, and be in one where the moderator looks; and propose another."""
    vault = house.vault
    low = houses.write(house, groups.line, sam, "low-mood-group")
    sleep = houses.write(house, groups.line, sam, "sleep-group")
    for group, who, how in ((low, sam, {}), (low, ash, {}), (sleep, sam, {"facilitator_at": now}), (sleep, ash, {})):
        houses.write(house, group_joining.come_in, group.id, who.id, now, **how)
        houses.write(house, group_joining.be_listed, who, group.slug, now=now)
    hard = houses.write(house, posts.start, ash, low.slug, "A hard day", "I said too much.", now=now)
    houses.write(house, cases.gather, vault, f"post/{hard.id}", reason="worried", by=sam, now=now)
    houses.write(house, group_looks.look, vault, wren, hard.thread, "Somebody was worried.", now=now)
    tended = houses.write(house, posts.start, ash, sleep.slug, "What I do", "I read the map.", now=now)
    houses.write(house, facilitating.leave_note, vault, sam, sleep.slug, "Ash had a hard week.", now=now)
    case = houses.write(house, cases.gather, vault, f"post/{tended.id}", reason="unkind", by=None, now=now)
    kit = houses.member(house, "kit")
    houses.write(house, group_joining.come_in, sleep.id, kit.id, now)
    houses.write(house, posts.reply, kit, tended.thread, "You are all fools.", now=now)
    reasons = "It goes after people."
    houses.write(house, group_outs.put_out, vault, sam, sleep.slug, "kit", reasons, days=7, now=now)
    shape = Shape("Night shifts", "For who works while others sleep.")
    proposal = houses.write(house, group_proposals.propose, vault, ash, shape, "We are many.", now=now)
    return InGroups(tended.id, case, hard.thread, proposal)


def _feedback(house: House, member: Person, staff: Person, now: int) -> int:
    houses.write(house, desk.leave, house.vault, About.FEEDBACK_OPEN, "Why so few boards?", member, now)
    note = next(one.id for one in houses.write(house, desk_answers.waiting, staff) if one.about is About.FEEDBACK_OPEN)
    houses.write(house, desk_answers.answer, house.vault, staff, note, "More come soon.", now=now)
    return note


def _apply(house: House, begun: joining.Underway, now: int) -> Person:
    assert house.vault is not None
    version = house.texts.guidelines.version
    asks = replace(begun, guidelines=version, adult=True, handle="rowan", note="May I come in?")
    proof = joining.Proof(hashed=houses.CHEAP.hash(houses.PASSPHRASE))
    return joining.enter(house.vault, asks, proof, now=now, needs_approval=True).person
