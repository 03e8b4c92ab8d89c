"""The office: one page that leads to all that operators do, with what wants a hand first."""

from __future__ import annotations

from bbs.community import feedback, group_joining, group_proposals, guideline_versions, roles
from bbs.language import N_
from bbs.session import Session
from screens.page import AnyPage, Who
from screens.pages.guidelines_office import spoken_day
from screens.pages.joining_office import way_now
from screens.pages.line_checking import lines_item
from screens.pages.questions import turned_on
from screens.view import Item, Listing, Prose, View
from screens.when import coming


class OfficePage(AnyPage):
    """Everything operators look after."""

    pattern = "office"
    title = N_("The office")
    who = Who.OPERATOR

    async def view(self) -> View:
        """List it, what wants a hand before the rest."""
        session, say = self.session, self.session.say
        items = [
            lines_item(session),
            guidelines_item(session),
            *await session.read(self._kept),
            Item(say(N_("Boards and their tags")), to="office/boards"),
            Item(say(N_("Questionnaires offered")), self._questionnaires(), "office/questions"),
            self._words(),
            Item(say(N_("How somebody joins")), way_now(session), "office/joining"),
            Item(say(N_("The words of this place")), self._own_words(), "office/texts"),
            Item(say(N_("Announcements")), self._announced(), "office/announcements"),
            Item(say(N_("Settings and their meaning")), to="office/settings"),
            Item(say(N_("The machine")), say(N_("room, copies, keys, and what the doctor says")), "office/machine"),
            Item(say(N_("What staff did")), say(N_("the log, and whether it is whole")), "office/log"),
        ]
        wanting = [item for item in items if item.new]
        listing = Listing(
            (*wanting, *(item for item in items if not item.new)), "", name=say(N_("What you look after"))
        )
        count = session.language.count("{n} thing wants a hand.", "{n} things want a hand.", len(wanting))
        return View(
            say(self.title), (Prose.of(count if wanting else say(N_("Nothing wants a hand just now."))), listing)
        )

    def _kept(self) -> list[Item]:
        """Return what the store knows of: roles, groups, and what was proposed."""
        session, say = self.session, self.session.say
        alone = roles.operators() == 1
        who = say(N_("you are the only operator")) if alone else ""
        proposed = len(group_proposals.waiting(session.vault, session.person))
        uncared = group_joining.waiting_for_nobody(session.person)
        asks = sum(uncared.values())
        nobody = session.language.count("{n} looked after by nobody", "{n} looked after by nobody", len(uncared))
        if asks:
            nobody += ", " + session.language.count("{n} asks to come in", "{n} ask to come in", asks)
        waits = session.language.count("{n} waiting", "{n} waiting", proposed)
        answered = len(feedback.to_publish(session.person))
        return [
            Item(say(N_("Members and roles")), who, "office/members", new=alone),
            Item(
                say(N_("Groups that were proposed")),
                waits if proposed else say(N_("none")),
                "desk/groups",
                new=proposed > 0,
            ),
            Item(
                say(N_("Feedback to publish")),
                say(N_("{n} answered"), n=answered) if answered else "",
                "office/feedback",
            ),
            Item(say(N_("Groups and who looks after them")), nobody if uncared else "", "office/groups", new=asks > 0),
        ]

    def _words(self) -> Item:
        count = len(self.session.house.word_list.words)
        said = self.session.language.count("{n} word", "{n} words", count) if count else ""
        return Item(self.session.say(N_("Words to look at")), said, "office/words")

    def _own_words(self) -> str:
        own = len(self.session.house.own_texts)
        return self.session.language.count("{n} of your own", "{n} of your own", own) if own else ""

    def _announced(self) -> str:
        now = self.session.house.announcement
        return self.session.say(N_("one until {when}"), when=coming(self.session, now.until)) if now else ""

    def _questionnaires(self) -> str:
        on = turned_on(self.session)
        names = [one.title for one in self.session.house.texts.questionnaires if one.name in on]
        return self.session.say(N_("WHO-5, and {names}"), names=", ".join(names)) if names else "WHO-5"


def guidelines_item(session: Session) -> Item:
    """Return which guidelines hold, and whether they should be read afresh."""
    guidelines = session.house.texts.guidelines
    is_due = guideline_versions.is_due(guidelines, session.now)
    words = N_("to be read afresh now") if is_due else N_("version {n}, to be read afresh by {day}")
    detail = session.say(words, n=guidelines.version, day=spoken_day(session, guidelines.review_by))
    return Item(session.say(N_("Guidelines and their versions")), detail, "office/guidelines", new=is_due)


def office_item(session: Session) -> Item:
    """Return what home tells an operator: what wants a hand, as far as it is known without asking the store."""
    wanting = [item for item in (lines_item(session), guidelines_item(session)) if item.new]
    detail = ", ".join(f"{item.label}: {item.detail}" for item in wanting)
    return Item(session.say(N_("The office")), detail, "office", new=bool(wanting))
