"""A support group: what it is, its threads as on a board, coming in and leaving, and who is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bbs.community import debrief, facilitating, group_joining, group_looks, group_outs, groups, tending, weekly
from bbs.community.boards import ThreadLine
from bbs.community.group_looks import Look
from bbs.community.groups import Group, GroupLine, Standing, Way
from bbs.errors import Refusal
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.boards import BoardPage, thread_item
from screens.pages.coming_in import ARRIVED, ASKED, ASKED_NOBODY, ENTRUSTED, LEFT, way_in
from screens.pages.group_items import waiting_in
from screens.pages.groups import READERS, WAYS
from screens.pages.noticed import heard_asking
from screens.pages.reporting import ask_report
from screens.view import Block, Facts, Field, Item, Kind, Listing, Notice, Prose, View
from screens.when import when

INSIDE_ONLY = frozenset({"post", "follow", "live", "leave", "listed", "people", "looks"})
COMING = frozenset({"join", "ask", "decline", "guidelines", "care"})
LATELY: Final = 14 * 24 * 3600
"""Seconds for which a look from outside stands at the head of a group; all of them are on a page of their own."""
FIRST = frozenset({"join", "ask", "decline", "post"})
LEFT_ALONE = N_(
    "Nobody else looks after it: who asks to come in would wait, and nobody in it would see what comes up. To tell the "
    "desk first: go desk/note."
)


class GroupPage(BoardPage):
    """One group: for those in it its threads, for others what it is and how people come in."""

    pattern = "groups/{board}"
    title = N_("Support group")
    who = Who.MEMBER
    previews = True
    listed = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.group: Group | None = None
        self.looks: list[Look] = []
        self.out = ""
        self.begun = ""
        """What they are told who came in just now, or look after it since then."""
        self.welcome: tuple[str, ...] = ()
        """What the group says to who just came in, by paragraphs."""

    @property
    def slug(self) -> str:
        """Which group."""
        return self.parts["board"].lower()

    @property
    def line(self) -> GroupLine:
        """The group in short."""
        assert self.group is not None  # noqa: S101 - fetched with the view
        return self.group.line

    def offered(self) -> list[Action]:
        """Name coming in and writing first: few keys are named at the foot of a screen."""
        return sorted(super().offered(), key=lambda each: each.name not in FIRST)

    async def view(self) -> View:
        """Say what it is; then its threads, to those who may read them."""
        session = self.session
        if await session.read(weekly.due, session.now):
            await session.write(weekly.begin_due, session.now)
        self.group = await session.read(groups.get, self.session.member, self.slug)
        line = self.line
        self.out = "" if line.is_mine else await session.read(self._kept_out)
        if not line.is_readable:
            self.known = ()
            return View(line.title, (Prose.of(line.about), self._facts(), *self._guidelines(), self._way()))
        if line.has_begun and not self.is_previewed:
            await self._arrive(ENTRUSTED if line.standing is Standing.FACILITATOR else ARRIVED)
            await session.write(group_joining.saw, session.member, self.slug)
        pinned, self.looks = await session.read(self._tended)
        board = await super().view()
        if self.before:
            return board
        waits = await waiting_in(session, self.slug) if line.standing is Standing.FACILITATOR else ()
        top = tuple(self._pinned(one) for one in pinned)
        known = {item.to for item in top}
        blocks: list[Block] = [
            replace(block, items=(*top, *(item for item in block.items if item.to not in known)))
            for block in board.blocks
            if isinstance(block, Listing)
        ]
        head: list[Block] = [*self._welcome(), Prose.of(line.about), self._facts(), *waits, *self._notices()]
        if not line.is_mine:
            head.append(self._way())
        return View(line.title, (*head, *blocks), more=board.more, prompt=board.prompt)

    async def _arrive(self, begun: str) -> None:
        """Have what the group says to who comes in stand first on the page."""
        said = await self.session.read(facilitating.welcome, self.session.person, self.slug)
        self.welcome = tuple(filter(None, map(str.strip, said.splitlines())))
        self.begun = self.session.say(begun)

    def _welcome(self) -> list[Block]:
        if not self.line.is_mine:
            return []
        told: list[Block] = [Notice(self.begun)] if self.begun else []
        words = self.session.say(N_("Words of welcome:"))
        return [*told, Prose.of(words, *self.welcome)] if self.welcome else told

    def _pinned(self, line: ThreadLine) -> Item:
        item = thread_item(self.session, line)
        return replace(item, detail=", ".join(filter(None, (self.session.say(N_("kept at the top")), item.detail))))

    def _tended(self) -> tuple[list[ThreadLine], list[Look]]:
        looks = group_looks.of_group(self.session.vault, self.session.member, self.slug) if self.line.is_mine else []
        return tending.pinned(self.session.member, self.slug, now=self.session.now), looks

    def _kept_out(self) -> str:
        """Return until when they are out of the group, and where it says why; "" where they are not."""
        try:
            group_outs.keep_out(self.session.member.id, self.line.id, now=self.session.now)
        except Refusal as refused:
            return refused.words(self.session.language)
        return ""

    def _facts(self) -> Facts:
        say, line = self.session.say, self.line
        assert self.group is not None  # noqa: S101 - fetched with the view
        caring = ", ".join(self.group.facilitators) or say(N_("nobody yet"))
        rows = [(say(N_("Looked after by")), caring)] if line.slug != debrief.SLUG else []
        rows.append((say(N_("Who reads")), say(READERS[line.visibility])))
        if not line.is_mine:
            rows.append((say(N_("Coming in")), say(WAYS[line.way])))
        return Facts(tuple(rows))

    def _guidelines(self) -> list[Prose]:
        assert self.group is not None  # noqa: S101 - fetched with the view
        words = self.group.guidelines
        return [Prose.of(self.session.say(N_("What matters to this group:")), *words.split("\n\n"))] if words else []

    def _way(self) -> Notice:
        assert self.group is not None  # noqa: S101 - fetched with the view
        return way_in(self.session, self.group, self.out)

    def _notices(self) -> list[Notice]:
        session, say, found = self.session, self.session.say, []
        if self.line.is_closed:
            found.append(Notice(say(N_("This group is closed now: it can be read, and nobody writes there any more."))))
        look = self.looks[0] if self.looks else None
        if look is not None and look.at > session.now - LATELY:
            said = N_('A moderator looked at "{title}" {when}, because: {reason}')
            found.append(Notice(say(said, title=look.title, when=when(session, look.at), reason=look.reason)))
        return found

    def can(self, action: Action) -> bool:
        """Offer what fits who they are to this group."""
        if self.group is None:
            return action.name not in COMING | INSIDE_ONLY and super().can(action)
        line, name = self.line, action.name
        is_open, comes_in = not line.is_closed, not (line.is_closed or self.out)
        fits = {
            "join": comes_in and (line.standing is Standing.INVITED or (line.way is Way.OPEN and not line.is_mine)),
            "ask": comes_in and line.way is Way.ASK and line.standing in (Standing.OUTSIDE, Standing.DECLINED),
            "decline": line.standing in (Standing.INVITED, Standing.ASKED),
            "guidelines": bool(self.group.guidelines),
            "care": line.standing is Standing.FACILITATOR,
            "looks": bool(self.looks),
        }
        if name == "by" and not (line.is_readable and self.last):
            return False
        if name in INSIDE_ONLY and not line.is_mine:
            return False
        if name == "post" and not is_open:
            return False
        return fits[name] if name in fits else super().can(action)

    @action("i", N_("come in"))
    async def join(self) -> Result:
        """Join the group, where one may, or was invited."""
        session = self.session
        await session.write(group_joining.join, session.person, self.slug, now=session.now)
        return Stay(session.say(N_("You are in.")), redraw=True)

    @action("r", N_("ask whether you may come in"))
    async def ask(self) -> Result:
        """Ask, with a word to those who look after it."""
        session = self.session
        cared = bool(self.group and self.group.facilitators)

        async def send(values: Values) -> Result:
            words = values["words"]
            await session.write(group_joining.ask, session.vault, session.person, self.slug, words, now=session.now)
            asked = session.say(ASKED if cared else ASKED_NOBODY)
            return Stay(" ".join(filter(None, (asked, await heard_asking(session, words)))), redraw=True)

        intro = session.say(N_("A word to those who look after it, if you like; only they read it."))
        words = Field(
            "words",
            N_("Your words"),
            intro=intro,
            limit=group_joining.WORDS,
            optional=True,
            private=True,
            draft=f"groups/{self.slug}/ask",
        )
        return Ask((words,), send)

    @action("d", N_("decline, or take back that you asked"), name="decline")
    async def decline(self) -> Result:
        """Say no to an invitation, or take back that they asked. Nobody is told."""
        session = self.session
        await session.write(group_joining.withdraw, self.session.member, self.slug)
        return Goto("groups", session.say(N_("Done. Nobody is told.")), replace=True)

    @action("u", N_("what matters to this group"), name="guidelines")
    async def guidelines(self) -> Result:
        """Open the group's own guidelines."""
        return Goto(f"groups/{self.slug}/guidelines")

    @action("m", N_("who lets others find them here"), name="people")
    async def people(self) -> Result:
        """Open the list of those who opted in."""
        return Goto(f"groups/{self.slug}/people")

    @action("s", N_("be found in that list, or not"), name="listed")
    async def listed_(self) -> Result:
        """Let the others find one's name, or not any more."""
        session = self.session
        assert self.group is not None  # noqa: S101 - or it was not offered
        at = None if self.group.is_listed else session.now
        await session.write(group_joining.be_listed, self.session.member, self.slug, now=at)
        said = (
            N_("Those in the group find your name in its list now.") if at else N_("Your name is not in its list now.")
        )
        return Stay(session.say(said), redraw=True)

    @action("o", N_("when somebody of the staff looked"), name="looks")
    async def looks_(self) -> Result:
        """Open the list of looks."""
        return Goto(f"groups/{self.slug}/looks")

    @action("f", N_("follow or mute this group"))
    async def follow(self) -> Result:
        """Ask whether its posts come first in New, or not at all."""
        return await super().follow()

    @action("z", N_("report this group"))
    async def report(self) -> Result:
        """Bring the group to those who look after this place."""
        return await ask_report(self.session, f"group/{self.slug}")

    @action("c", N_("look after the group"), name="care")
    async def care(self) -> Result:
        """Open what its facilitators do."""
        return Goto(f"groups/{self.slug}/care")

    @action(
        "e",
        N_("leave the group"),
        name="leave",
        confirm=N_(
            "Leave it? Nobody is told, and one comes back as one came in. What you wrote stays; to take it away, also "
            "later: go my-data/in-groups."
        ),
    )
    async def leave_(self) -> Result:
        """Leave without a word to anybody."""
        if self._is_last:
            return self._ask_whether_to_leave_it_alone()
        return await self._leave()

    @property
    def _is_last(self) -> bool:
        """Whether they alone look after it."""
        caring = self.group.facilitators if self.group is not None else ()
        return self.line.standing is Standing.FACILITATOR and len(caring) == 1

    def _ask_whether_to_leave_it_alone(self) -> Ask:
        """Say what becomes of a group that nobody looks after, to who is about to leave it so."""

        async def send(values: Values) -> Result:
            return await self._leave() if values["sure"] == "yes" else Stay(self.session.say(N_("Left as it was.")))

        sure = Field("sure", N_("Leave it all the same?"), Kind.YES, intro=self.session.say(LEFT_ALONE), value="no")
        return Ask((sure,), send)

    async def _leave(self) -> Result:
        session = self.session
        await session.write(group_joining.leave, self.session.member, self.slug)
        for kind in ("boards", "groups"):
            session.recent.forget(f"{kind}/{self.slug}")
        return Goto("groups", session.say(LEFT[self.line.way]), replace=True)
