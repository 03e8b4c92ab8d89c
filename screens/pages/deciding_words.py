"""What is asked of who decides a case, and the draft of the reasons."""

from __future__ import annotations

from dataclasses import replace

from bbs.community.appeals import Answer
from bbs.community.decisions import Chosen
from bbs.community.evidence import GUIDELINES
from bbs.community.post_acts import Act
from bbs.community.queue import CaseFile
from bbs.community.reports import Reason
from bbs.community.sanctions import DAYS
from bbs.community.sanctions import Kind as Sanction
from bbs.language import N_
from bbs.session import Session
from screens.view import Choice, Field, Kind

STANDS = "stands"
ACTS = (
    Choice(STANDS, N_("It stands; they are written to")),
    Choice(Act.REMARK.value, N_("It stands, with a note beneath it")),
    Choice(Act.CLOSE.value, N_("Closed, to be opened by who wants to")),
    Choice(Act.HIDE.value, N_("Out of sight")),
    Choice(Act.CUT.value, N_("A part is taken out")),
    Choice(Act.REMOVE.value, N_("Removed")),
)
GENTLY = N_('Something urgent about them is open: they may be in danger. "Nothing more" can be the right answer today.')
NOT_BY_IT = N_(
    "That guideline says that nobody is punished for being in crisis. With what you chose for them it would read "
    "hard: name another one, or none."
)
HERE = "mute-here"
SANCTIONS = (
    Choice("none", N_("Nothing more")),
    Choice(Sanction.WARNING.value, N_("A warning")),
    Choice(Sanction.SLOW.value, N_("Slow mode: a post every two hours")),
    Choice(HERE, N_("They read here, and do not write")),
    Choice(Sanction.MUTE.value, N_("They read everywhere, and do not write")),
    Choice(Sanction.SUSPENSION.value, N_("Suspended for a time")),
    Choice(Sanction.BAN.value, N_("Banned: three days; for good if somebody else confirms it")),
)
SUPPORT = N_(
    "We read what you wrote, and it stayed with us. You do not have to answer. If it is heavy right now, there are "
    "people who listen at any hour; and you are welcome here exactly as you are."
)
"""What writing to somebody begins with."""
REACHES = N_(
    "We would like to know how you are. You do not have to answer. If it is heavy right now, there are people who "
    "listen at any hour; and you are welcome here exactly as you are."
)
"""The same to a member who wrote nothing that it is about."""
ASKS_AGE = N_(
    "Somebody here read what you wrote, and has to ask one thing, because this place is for adults: are you under 18? "
    "You are not in trouble, whatever the answer is."
)
"""What it begins with where somebody seems to be under 18: a question, and nothing is decided by it."""
OF_WORDS = frozenset({Reason.UNKIND, Reason.HEALTH, Reason.PRIVATE, Reason.SPAM, Reason.THREAT, Reason.OTHER})
"""Reasons that are about what somebody wrote, and not about how they are: words to them begin with no worry then."""
WHY = {
    Reason.UNKIND: N_("What you wrote goes after somebody. Whoever it is aimed at came here for support, as you did."),
    Reason.HARM: N_("What you wrote tells how somebody could be hurt. Somebody who reads it may be close to that."),
    Reason.HEALTH: N_("What you wrote about health could do harm to somebody who follows it."),
    Reason.PRIVATE: N_("What you wrote tells something about somebody that is theirs to tell, or keep."),
    Reason.SPAM: N_("What you wrote offers something for sale, and people come here for each other."),
    Reason.THREAT: N_("What you wrote reads as a threat to somebody."),
    Reason.UNDER_18: N_(
        "This place is made for adults, and you are younger. That is the only reason, and nothing that you did. Among "
        "the lines in crisis help are some for people of your age; without signing in, the tools are open to you, and "
        "all that guests read. You are welcome here when you are 18."
    ),
}
"""What the draft of the reasons says, by why it was reported."""
APPEAL_CHOICES = {
    Answer.UPHELD: N_("It stands"),
    Answer.CHANGED: N_("Something else in its place"),
    Answer.UNDONE: N_("All of it is undone"),
}
ANSWERS = {
    Answer.UPHELD: N_("I was not a part of this, and read all of it anew. I come to the same end."),
    Answer.CHANGED: N_("I was not a part of this, and read all of it anew. Something less is enough."),
    Answer.UNDONE: N_("I was not a part of this, and read all of it anew. You were right to ask. We are sorry."),
}
"""What an answer to an appeal begins with."""
NOT_IN_TROUBLE = N_("You may say here how bad it is, and you are not in trouble for it.")
OTHERWISE = N_("What you wrote does not fit here as it stands.")
STAYS = N_("What you wrote stays.")
THOUGHT_OF = N_("Somebody here read it and thought of you.")


def act_choices() -> Field:
    """Return the question what happens to the post."""
    return Field("what", N_("What happens"), Kind.CHOICE, choices=ACTS, at_once=True)


def understood_act(value: str) -> Act:
    """Return what was chosen to happen to the post."""
    return Act.NOTHING if value in ("", STANDS) else Act(value)


def guideline_choices(session: Session, file: CaseFile, *, is_covered: bool, before: str = "") -> Field:
    """Return the question which guideline it is about; the one that the reports speak of is suggested.

    Of what software covered in part, that is the one about harm; of what was decided `before`, the one named then.
    """
    rules = session.house.texts.guidelines.short
    choices = (*(Choice(str(n), rule.line) for n, rule in enumerate(rules, 1)), Choice("0", N_("None of them")))
    touched = [GUIDELINES.get(Reason(reason)) for reason in file.line.reasons if reason in list(Reason)]
    touched += [GUIDELINES[Reason.HARM]] if is_covered else []
    touched = [*(n for n, rule in enumerate(rules, 1) if rule.line == before), *touched]
    suggested = next((n for n in touched if n and n <= len(rules)), 0)
    return Field("guideline", N_("Which guideline"), Kind.CHOICE, choices=choices, value=str(suggested), at_once=True)


def punishes_a_crisis(session: Session, one: Chosen) -> bool:
    """Say whether somebody is given a sanction by the guideline that says nobody is punished for being in crisis.

    Where the community says something else in its place, that is for them to know.
    """
    shipped = session.house.shipped_guidelines.short
    return one.sanction is not None and one.rule == shipped[GUIDELINES[Reason.WORRIED] - 1].line


def other_guideline(asked: Field) -> Field:
    """Return the question which guideline it is anew, for who chose that one."""
    return replace(asked, intro=NOT_BY_IT, value="0")


def sanction_choices(*, has_board: bool, is_urgent: bool) -> Field:
    """Return the question whether they are given a sanction; of who may be in danger that is said first."""
    choices = tuple(one for one in SANCTIONS if one.value != HERE or has_board)
    intro = GENTLY if is_urgent else ""
    return Field("sanction", N_("And they"), Kind.CHOICE, intro=intro, choices=choices, value="none", at_once=True)


def understood_sanction(value: str) -> tuple[Sanction | None, bool]:
    """Return what was chosen, and whether it holds on the board of the case alone."""
    if value in ("", "none"):
        return None, False
    return (Sanction.MUTE, True) if value == HERE else (Sanction(value), False)


def day_choices(session: Session, kind: Sanction) -> Field:
    """Return the question for how long."""
    choices = tuple(Choice(str(n), session.language.count("{n} day", "{n} days", n)) for n in DAYS[kind])
    return Field("days", N_("For how long"), Kind.CHOICE, choices=choices, value=choices[0].value, at_once=True)


def draft_reasons(session: Session, file: CaseFile, rule: str, *, gently: bool, stays: bool = False) -> str:
    """Return what the reasons begin with: by the guideline that was chosen, and for what was reported.

    `gently` is for somebody who may be in danger, or whose own words were covered: they are not in trouble, but for a
    threat to somebody else; who is too young is told so in other words. Where what they wrote `stays` and nothing else
    is done, it is never said that it does not fit here.
    """
    rules = [one.line for one in session.house.texts.guidelines.short]
    number = rules.index(rule) + 1 if rule in rules else 0
    reported = [Reason(one) for one in file.line.reasons if one in WHY and not (stays and one == Reason.UNDER_18)]
    fitting = [reason for reason in (*reported, *WHY) if GUIDELINES.get(reason) == number]
    reasons = fitting if number else reported
    gently = gently and reasons[:1] not in ([Reason.THREAT], [Reason.UNDER_18])
    return _drafted(session, WHY[reasons[0]] if reasons else "", gently=gently, stays=stays)


def _drafted(session: Session, why: str, *, gently: bool, stays: bool) -> str:
    said = [NOT_IN_TROUBLE] if gently else []
    said += [STAYS] if stays else []
    if why:
        said.append(why)
    elif not stays:
        said.append(OTHERWISE)
    elif gently:
        said.append(THOUGHT_OF)
    return " ".join(session.say(words) for words in said)


def is_untouched(session: Session, words: str) -> bool:
    """Say whether words are a draft of ours still. Nobody wrote them, so that they give way to what fits better.

    Who chose that a post stands, and then takes it out of sight, must not go on from words that say that it stays.
    """
    drafts = {session.say(each) for each in (SUPPORT, REACHES, ASKS_AGE, *ANSWERS.values())}
    for why in ("", *WHY.values()):
        for gently, stays in ((True, True), (True, False), (False, True), (False, False)):
            drafts.add(_drafted(session, why, gently=gently, stays=stays))
    return words.strip() in drafts
