"""How a case is shown: how it stands, why it is there, and what it is about once somebody chose to read it."""

from __future__ import annotations

from dataclasses import replace

from bbs.community import bans, evidence, procedures
from bbs.community.evidence import GUIDELINES, Held, Passage, Where
from bbs.community.group_first import WithGroup
from bbs.community.post_acts import Act
from bbs.community.posts import PostLine
from bbs.community.queue import CaseFile, CaseLine, Rank
from bbs.community.reports import Reason
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Who
from screens.pages.case_lists import came_from
from screens.pages.case_words import (
    FOLLOWS,
    about_in_words,
    ground_in_words,
    had_in_words,
    is_report,
    kind_in_words,
    outcome_in_words,
    place_of,
    way_in_words,
    wrote_in_words,
)
from screens.pages.covered import is_closed
from screens.pages.post_blocks import post_block, without_stop
from screens.view import Block, Facts, Notice, Post, Prose, View
from screens.when import coming, day, waiting, when

GROUNDS_SHOWN = 8
"""Reports that are said one by one; beyond, how many more there are."""

WITH_GROUP = {
    WithGroup.NOBODY: "",
    WithGroup.COMING: N_("Those who look after the group are told when they come."),
    WithGroup.TOLD: N_("Those who look after the group were told."),
    WithGroup.TAKEN: N_("The group's facilitators have it."),
    WithGroup.HANDED: N_("The group's facilitators left it to the desk."),
}
"""What those who look after the group have to do with a case, as the desk is told."""
ELSEWHERE = N_(
    "The software noticed it in an appeal of theirs, or where they asked to come into a group, which the desk does not "
    "read here. To write to them, nobody needs its words."
)
"""Said of a member who is brought up for nothing that is shown (noticed.in_appeal, noticed.in_asking)."""


class ShownCase(AnyPage):
    """The base of the page of a case: `file` and `version` are as they were last shown."""

    pattern = "desk/cases/{case:int}"
    title = N_("Case")
    who = Who.STAFF
    listed = False
    is_remembered = False
    is_kept = True

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.case = int(parts["case"])
        self.held: Held | None = None
        self.passage: Passage | None = None
        self.with_context = False
        self.is_uncovered = False

    @property
    def list_beside(self) -> str:
        """The list they came by: they go through it from here."""
        return came_from(self.session)

    @property
    def file(self) -> CaseFile:
        """The case as it was last shown."""
        if self.held is None:
            raise NotFound
        return self.held.file

    @property
    def is_reported(self) -> bool:
        """Whether somebody reported it who is here, and hears what comes of it."""
        return any(is_report(ground) and ground.by for ground in self.file.grounds)

    @property
    def version(self) -> int:
        """The version of it that was last shown: acts on another one are refused."""
        return self.file.line.version

    async def view(self) -> View:
        """Say how it stands and why it is there; what it is about once that was asked for."""
        held = await self.reread()
        file, say = held.file, self.session.say
        head = " ".join(filter(None, (self._state(file), self._of_group(held), self._closed_words(held).strip())))
        blocks: list[Block] = [Prose.of(head.strip()), *self._warning(held), *self._covered(held), *self._procedure()]
        if (wrote := wrote_in_words(self.session, held)) and not self.is_previewed:
            blocks.append(Notice(wrote))
        blocks += self._posts()
        blocks.append(Facts(tuple(self._facts(held))))
        n = file.line.id
        return View(say(N_("Case {n}"), n=n), tuple(blocks), prompt=say(N_("Case {n}, choose"), n=n))

    async def reread(self) -> Held:
        """Read it as it is now."""
        session = self.session
        self.held = await session.read(evidence.read, session.vault, session.person, self.case, now=session.now)
        return self.held

    def _state(self, file: CaseFile) -> str:
        session, line = self.session, file.line
        if file.closed_at is not None:
            came = outcome_in_words(session, file.outcome, line.target)
            return session.say(N_("Closed {when}: {outcome}."), when=when(session, file.closed_at), outcome=came)
        urgent = session.say(N_("Urgent.")) + " " if line.rank is Rank.URGENT else ""
        waits = session.say(N_("Waiting {time}."), time=waiting(session, line.opened_at))
        if line.is_mine:
            has = session.say(N_("You have it."))
        elif line.claimed_by:
            has = session.say(N_("{handle} has it."), handle=line.claimed_by)
        else:
            free, how = session.say(N_("Nobody has it.")), self._named(N_("To take it, {do:take/t}."))
            has = " ".join(filter(None, (had_in_words(session, line), free, how)))
        later = ""
        if self.held is not None and self.held.is_passed:
            later = " " + session.say(N_("You asked for somebody else to take it."))
        if line.snoozed_until is not None and line.snoozed_until > session.now:
            is_for_group = self.held is not None and self.held.group_until == line.snoozed_until
            words = N_("It was put off until {when}.")
            if is_for_group:
                words = N_("It waits for those who look after the group first, until {when}; you can take it sooner.")
            later += " " + session.say(words, when=coming(session, line.snoozed_until))
        return f"{urgent}{waits} {has}{later}{self._of_ban(line)}"

    def _of_ban(self, line: CaseLine) -> str:
        """Say until when a ban waits for somebody, or that it ended while nobody came."""
        session, ends = self.session, bans.ends_at(line)
        if ends is None:
            return ""
        if ends > session.now:
            return " " + session.say(N_("The ban ends {when} unless somebody confirms it."), when=coming(session, ends))
        said = session.say(
            N_("Nobody confirmed the ban in time: it ended {when}, and they are back."), when=when(session, ends)
        )
        return f" {said} " + self._named(N_("To leave it so, {do:ignore/i}; to decide anew, {do:decide/d}."))

    def _named(self, words: str) -> str:
        """Return words that name a key, "" where it is not to be pressed."""
        return "" if self.is_previewed else self.session.say(words)

    def _of_group(self, held: Held) -> str:
        """Say what those who look after the group have to do with it, while it is open."""
        return self.session.say(WITH_GROUP[held.group]) if held.file.closed_at is None else ""

    def _closed_words(self, held: Held) -> str:
        """Say that the words in question are there to be opened, and what that means in a group."""
        where, say = held.where, self.session.say
        if where is None and held.note:
            return self._named(N_("To read the note, {do:there/f}."))
        if held.file.line.target.startswith("note/") and held.file.closed_at is None:
            return say(N_("The note was answered since."))
        if held.file.line.target.startswith("member/") and any(ground.by_software for ground in held.file.grounds):
            return say(ELSEWHERE)
        if where is None or self.passage is not None:
            return ""
        if where.is_gone:  # what was decided stands below, with the words as they were
            is_told = held.file.line.target.partition("/")[0] in FOLLOWS or held.file.outcome == Act.REMOVE
            return "" if is_told else say(N_("What it is about was taken away meanwhile."))
        if where.needs_reason:
            in_group = say(N_("It is in a group that only its members read."))
            how = N_(
                "To look, {do:open/o}: you are asked why, and the group is shown that a moderator looked, and your "
                "reason."
            )
            return f"{in_group} {self._named(how)}"
        note = say(N_("Content note: {note}."), note=without_stop(where.note)) + " " if where.note else ""
        return note + self._named(N_("To read it, {do:open/o}."))

    def _warning(self, held: Held) -> list[Notice]:
        """Say that they may be in danger before anything is done that could weigh on them (SAFETY.md 19)."""
        person, say = held.background, self.session.say
        if held.file.closed_at is not None or person is None or not person.is_urgent:
            return []
        why = N_("Something urgent about {handle} is open.")
        if held.file.line.is_for_their_sake:
            why = N_("{handle} may be having a very hard time.")
        words = N_("Gentler things first: write to them, point them to help, cover a part, or wait.")
        return [Notice(f"{say(why, handle=person.handle)} {say(words)}")]

    def _covered(self, held: Held) -> list[Notice]:
        """Say that a part is covered for others, and what that comes to with each outcome."""
        if held.file.closed_at is not None or held.where is None or not held.where.is_covered:
            return []
        words = N_(
            "A part of it is covered for others until somebody decides. If it stands, they read all of it. If words "
            "are taken out of that part, they read the rest. Anything else leaves it covered."
        )
        return [Notice(self.session.say(words))]

    def _procedure(self) -> list[Notice]:
        """Say that there is a written procedure for this, where there is one."""
        if self.file.closed_at is not None or not self.procedure:
            return []
        words = N_("There are written steps for this.") if self.is_previewed else N_("Written steps: {do:procedure/r}.")
        return [Notice(self.session.say(words))]

    @property
    def procedure(self) -> str:
        """The name of the written procedure for this case, "" for none."""
        line = self.file.line
        return procedures.fitting(line.reasons, is_urgent=line.rank is Rank.URGENT)

    def _posts(self) -> list[Post]:
        passage, say = self.passage, self.session.say
        if passage is None:
            return []
        posts = [replace(self._post(passage.post), new=False)]
        if self.with_context:
            before = [self._post(line, say(N_("before it"))) for line in passage.before]
            posts = [*before, *posts, *(self._post(line, say(N_("after it"))) for line in passage.after)]
        return posts

    def _post(self, line: PostLine, kind: str = "") -> Post:
        """Return a post as evidence: it is not marked as new, and a content note covers what is only beside it."""
        opened = not kind or self.is_uncovered
        block = post_block(self.session, line, opened=opened, where=not kind, new=False)
        return replace(block, kind=", ".join(filter(None, (kind, block.kind))))

    def _facts(self, held: Held) -> list[tuple[str, str]]:
        session, say, file = self.session, self.session.say, held.file
        rows = [(say(N_("About")), self._about(held))]
        for ground in file.grounds[:GROUNDS_SHOWN]:
            name = N_("Report") if is_report(ground) else N_("Why")
            rows.append((say(name), ground_in_words(session, ground)))
        if (more := len(file.grounds) - GROUNDS_SHOWN) > 0:
            words = session.language.count("{n} report", "{n} reports", more)
            rows.append((say(N_("And")), words))
        if person := held.background:
            count = session.language.count
            parts = [
                say(N_("here since {day}"), day=day(session, person.joined_at)),
                count("{n} note", "{n} notes", person.notes) if person.notes else "",
                count("{n} other case", "{n} other cases", person.earlier) if person.earlier else "",
            ]
            rows.append((person.handle, ", ".join(filter(None, parts))))
            if person.way:
                others = self._named(N_("Who else did: {do:invited/v}."))
                rows.append((say(N_("Came with")), f"{way_in_words(session, person.way)}. {others}".strip()))
        rows += [(say(N_("Guideline")), words) for words in self._guidelines(file)]
        return rows

    def _about(self, held: Held) -> str:
        """Say what it is about: the kind of thing, whose it is, and where it stands."""
        session, line = self.session, held.file.line
        what = kind_in_words(session, line.target)
        who = about_in_words(session, line) if not line.target.startswith("member/") else ""
        who = who or held.note_by
        if who:
            by = N_("{what} of {name}") if line.target.startswith("ban/") else N_("{what} by {name}")
            what = session.say(by, what=what, name=who)
        elif line.target.startswith("member/"):
            what = session.say(N_("the member {name}"), name=line.about or session.say(N_("who left")))
        return ", ".join(filter(None, (what, self._place(held.where))))

    def _place(self, where: Where | None) -> str:
        if where is None:
            return ""
        place = place_of(where)
        written = when(self.session, where.posted_at)
        edited = self.session.say(N_("edited since")) if where.is_edited else ""
        return ", ".join(filter(None, (place, written, edited)))

    def _guidelines(self, file: CaseFile) -> list[str]:
        """Return the guidelines that the reasons may touch, with their numbers."""
        short = self.session.house.texts.guidelines.short
        touched = {GUIDELINES.get(Reason(reason)) for reason in file.line.reasons if reason in list(Reason)}
        return [f"{n}. {short[n - 1].line}" for n in sorted(n for n in touched if n) if n <= len(short)]

    @property
    def is_covered(self) -> bool:
        """Whether something is left to open."""
        passage = self.passage
        if passage is None:
            return True
        around = (*passage.before, *passage.after) if self.with_context else ()
        return not self.is_uncovered and any(is_closed(line) for line in around)

    def place(self) -> str:
        """Return where it stands, "" where they may not go, or there is no such place."""
        if self.held is None:
            return ""
        kind = self.file.line.target.partition("/")[0]
        if kind == "member":
            return f"members/{self.file.line.about}" if self.file.line.about else ""
        if self.held.where is None and not self.held.note and self.held.note_by:
            return f"members/{self.held.note_by}"
        return self.held.where.address if self.held.where else self.held.note
