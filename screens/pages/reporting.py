"""Reporting: bringing something to those who look after this place, in two keys, from wherever it is met."""

from __future__ import annotations

from bbs.community import reports
from bbs.community.members import Person
from bbs.community.reports import Own, Reason
from bbs.language import N_
from bbs.session import Session
from screens.page import Ask, Goto, Result, Values, Who, action
from screens.pages.crisis_line import with_help
from screens.pages.worrying import WorryingPage
from screens.view import Choice, Field, Kind, Notice

INTRO = N_(
    "It goes to the people who look after this place. Whoever it is about is not told. You can take it back. In a "
    "support group, those who look after it learn why as well, and never from whom."
)
WAITS_ALREADY = N_(
    "You reported this before, and it waits for somebody to decide. What you choose now is added: what you said first "
    "stays."
)
THANKS = N_("Thank you for telling. The people who look after this place have it.")
ADDED = N_("Thank you. It is with what you told before: the people who look after this place have both.")
FOR_OTHERS, MYSELF = "others", "myself"


class ReportablePage(WorryingPage):
    """The base of pages whose posts can be reported."""

    @action("x", N_("report it"), who=Who.MEMBER, on_item=True)
    async def report(self, item: str) -> Result:
        """Bring a post to those who look after this place."""
        return await ask_report(self.session, f"post/{int(item)}")


async def ask_report(session: Session, target: str) -> Ask:
    """Return the question why somebody reports something; its answer does it. The staff are asked first for whom.

    `target` is as in cases.gather: "post/12", "thread/3", "member/5", "group/slug".
    """
    known = await session.read(reports.waiting_at, session.vault, session.person, target, now=session.now)
    if session.person is None or not session.person.is_staff:
        return _ask_why(session, target, known)

    async def chosen(values: Values) -> Result:
        if values["as"] == FOR_OTHERS:
            return _ask_why(session, target, known)
        case = await session.write(reports.bring_up, session.vault, session.person, target, now=session.now)
        return Goto(f"desk/cases/{case}", session.say(N_("It is at the desk now.")))

    choices = (Choice(FOR_OTHERS, N_("report it: others judge it")), Choice(MYSELF, N_("take it to the desk yourself")))
    field = Field("as", N_("Which of these"), Kind.CHOICE, choices=choices, value=FOR_OTHERS, at_once=True)
    return Ask((field,), chosen)


def _ask_why(session: Session, target: str, known: Own | None) -> Ask:
    """Return the question; who reported it already, and may not remember, is told that it waits."""

    async def send(values: Values) -> Result:
        one = await session.write(
            reports.report,
            session.vault,
            session.person,
            target,
            Reason(values["reason"]),
            values["words"],
            now=session.now,
        )
        thanked = session.say(THANKS if known is None else ADDED)
        return Goto(f"reports/{one.id}", with_help(session, thanked, values["words"]))

    why = Field(
        "reason",
        N_("What is it"),
        Kind.CHOICE,
        intro=session.say(INTRO if known is None else WAITS_ALREADY),
        choices=tuple(Choice(reason.value, words) for reason, words in reports.reasons_for(target).items()),
        at_once=True,
    )
    words = Field("words", N_("In your words"), optional=True, extra=True, private=True, limit=reports.LONGEST)
    return Ask((why, words), send)


async def told_of_reports(session: Session, person: Person) -> list[Notice]:
    """Return what home says of reports: that something came of one, until it was shown."""
    if not await session.read(reports.any_untold, person):
        return []
    return [Notice(session.say(N_("Something you reported was looked at. What came of it: go reports.")))]
