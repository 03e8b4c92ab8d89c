"""Being asked for the guidelines again when they changed."""

from __future__ import annotations

from dataclasses import replace

from bbs.community import members
from bbs.language import N_
from screens.arriving import home_of
from screens.page import Action, AnyPage, Goto, Result, Who, action
from screens.view import Block, Notice, Prose, View


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
        lines = [f"{n}. {each.line}" for n, each in enumerate(guidelines.short, 1)]
        blocks: list[Block] = []
        if before:
            changed = [line for line, each in zip(lines, guidelines.short, strict=True) if each.since > before]
            blocks.append(Notice(session.say(N_("They changed since you accepted them. Please read them once more."))))
            if changed:
                blocks.append(Prose.of(session.say(N_("New or changed:")), *changed, session.say(N_("All of them:"))))
        else:
            blocks.append(Notice(session.say(N_("Please read these before you go on."))))
        blocks.append(Prose.of(*lines))
        return View(title, blocks, prompt=session.say(N_("Accept? {key:yes/y} or {key:no/n}")))

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
