"""What those who look after a support group leave for one another to know."""

from __future__ import annotations

from bbs.community import facilitating
from bbs.language import N_
from screens.page import Action, Ask, Result, Stay, Values, action
from screens.pages.group_care import CareRoom
from screens.view import Field, Kind, Post, Prose, View
from screens.when import when


class GroupNotesPage(CareRoom):
    """What facilitators leave for one another; sealed, for them alone."""

    pattern = "groups/{group}/notes"
    title = N_("Notes to one another")
    is_empty = True

    async def view(self) -> View:
        """Show them, newest first."""
        session, say = self.session, self.session.say
        found = await session.read(facilitating.notes, session.vault, session.person, self.slug)
        self.is_empty = not found
        if not found:
            about = say(N_("Nothing is here. {Do:write/w} to leave what the next of you should know."))
            return View(say(self.title), (Prose.of(about),))
        shown = tuple(
            Post(
                str(one.id),
                one.by or say(N_("somebody who left")),
                when(session, one.at),
                one.words,
                kind=say(N_("note")),
                number=n,
                called=say(N_("Note")),
            )
            for n, one in enumerate(found, 1)
        )
        return View(say(self.title), shown, total=len(shown))

    def can(self, action: Action) -> bool:
        """Offer taking away where there is something."""
        return not self.is_empty if action.name == "take-away" else super().can(action)

    @action("w", N_("write a note"))
    async def write(self) -> Result:
        """Leave a note for the others."""
        session = self.session

        async def send(values: Values) -> Result:
            words = values["words"]
            await session.write(
                facilitating.leave_note, session.vault, session.person, self.slug, words, now=session.now
            )
            return Stay(session.say(N_("Kept, for those who look after this group.")), redraw=True)

        intro = session.say(N_("What the next of you should know. Write about people as if they read it."))
        words = Field(
            "words",
            N_("Your note"),
            Kind.TEXT,
            intro=intro,
            draft=f"groups/{self.slug}/note",
            limit=facilitating.NOTE,
            private=True,
        )
        return Ask((words,), send, confirm=N_("Keep"))

    @action("x", N_("take one away"), name="take-away", on_item=True, confirm=N_("Take this note away, for good?"))
    async def take_away(self, item: str) -> Result:
        """Let go of a note."""
        await self.session.write(facilitating.drop_note, self.session.person, self.slug, int(item))
        return Stay(self.session.say(N_("Taken away.")), redraw=True)
