"""Being asked for the guidelines again when they changed."""

from __future__ import annotations

from dataclasses import replace

from bbs.community import guideline_versions, members
from bbs.community.differences import Difference
from bbs.community.guideline_versions import Changed
from bbs.community.texts import Guidelines
from bbs.language import N_
from bbs.session import Session
from screens.arriving import home_of
from screens.page import Action, AnyPage, Goto, Result, Who, action
from screens.view import Block, Notice, Prose, View

ACCEPT = N_("Accept? {key:yes/y} or {key:no/n}")


async def before_now(session: Session, version: int) -> Guidelines | None:
    """Return a version of the guidelines as somebody accepted it, None where it is not kept."""
    shipped = session.house.shipped_guidelines
    kept = await session.read(guideline_versions.version, version) if version else None
    return kept or (shipped if shipped.version == version else None)


def asked(session: Session, before: int, was: Guidelines | None, now: Guidelines) -> list[Block]:
    """Return what somebody is asked to accept: first what changed since the version `before`, if they accepted one.

    `was` is that version; where it is not kept, the short ones say themselves when they last changed.
    """
    say = session.say
    lines = [f"{n}. {each.line}" for n, each in enumerate(now.short, 1)]
    if not before:
        return [Notice(say(N_("Please read these before you go on."))), Prose.of(*lines)]
    blocks: list[Block] = [Notice(say(N_("They changed since you accepted them. Please read them once more.")))]
    if was is not None:
        blocks += told_changes(session, guideline_versions.changed(was, now))
    elif changed := [line for line, each in zip(lines, now.short, strict=True) if each.since > before]:
        blocks.append(Prose.of(say(N_("New or changed:")), *changed))
    blocks.append(Prose.of(say(N_("All of them:")), *lines))
    return blocks


def told_changes(session: Session, changed: Changed) -> list[Block]:
    """Say what changed, in words: what was said, and what is said now."""
    say = session.say
    blocks: list[Block] = []
    for n, one in changed.short:
        blocks.append(Prose.of(say(N_("Number {n} changed."), n=n), *_told(session, one)))
    if changed.long:
        told = [words for one in changed.long for words in _told(session, one)]
        blocks.append(Prose.of(say(N_("In the long text:")), *told))
    return blocks


def _told(session: Session, one: Difference) -> list[str]:
    before, now = (text.removeprefix("# ") for text in (one.before, one.now))
    if not before:
        return [session.say(N_("New: {text}"), text=now)]
    if not now:
        return [session.say(N_("Taken out: {text}"), text=before)]
    return [session.say(N_("Before: {text}"), text=before), session.say(N_("Now: {text}"), text=now)]


class AcceptPage(AnyPage):
    """A member is asked for the guidelines: they changed, or nobody asked them before."""

    pattern = "guidelines/accept"
    title = N_("Guidelines")
    is_remembered = False
    who = Who.MEMBER
    listed = False

    async def view(self) -> View:
        """Say what changed, then all seven."""
        session, guidelines = self.session, self.session.house.texts.guidelines
        title = session.say(self.title)
        if self._accepted:
            return View(title, (Notice(session.say(N_("You have accepted them. Thank you."))),))
        before = session.person.accepted if session.person else 0
        was = await before_now(session, before)
        return View(title, asked(session, before, was, guidelines), prompt=session.say(ACCEPT))

    @property
    def _accepted(self) -> bool:
        person = self.session.person
        return person is not None and person.accepted >= self.session.house.texts.guidelines.version

    def can(self, action: Action) -> bool:
        """Ask only those who have not accepted them."""
        return super().can(action) and (not self._accepted or action.name not in ("yes", "no"))

    @action("y", N_("accept them"))
    async def yes(self) -> Result:
        """Record the version they accepted, and go on."""
        session, version = self.session, self.session.house.texts.guidelines.version
        if session.person is not None:
            await session.write(members.accept_guidelines, session.person.id, version, now=session.now)
            session.signed_in(replace(session.person, accepted=version))
        return Goto(home_of(session), session.say(N_("Thank you.")), replace=True)

    @action("n", N_("not accept them now"))
    async def no(self) -> Result:
        """Go on without; they are asked again at the next sign-in."""
        words = N_("That is all right. You will be asked again when you next sign in; the desk is there for questions.")
        return Goto("home", self.session.say(words), replace=True)

    @action("e", N_("read an example of each"))
    async def examples(self) -> Result:
        """Open the short guidelines with their examples."""
        return Goto("guidelines")

    @action("l", N_("read them in full"))
    async def long(self) -> Result:
        """Open the long form."""
        return Goto("guidelines/long")

    def enter(self) -> str:
        """Enter accepts nothing; once they have, it goes home."""
        return "home" if self._accepted else ""
