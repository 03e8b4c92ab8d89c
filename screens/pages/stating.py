"""A decision in words: exactly the same to the member whom it is about, and to the moderator before it is sent."""

from __future__ import annotations

from textwrap import shorten
from typing import Final

from bbs.community.appeals import KEPT_DAYS, Answer
from bbs.community.decisions import Outcome
from bbs.community.hints import own_words
from bbs.community.post_acts import TAKES_WORDS, Act
from bbs.community.sanctions import Given, Kind
from bbs.community.statements import Says, Statement
from bbs.language import N_
from bbs.session import Session
from screens.view import Post
from screens.when import day, hour, when

DONE: Final = {
    Act.NOTHING: "",
    Act.REMARK: N_("Your post stands, with a note beneath it by those who look after this place."),
    Act.CLOSE: N_("Your post stands, closed: readers choose whether to open it."),
    Act.HIDE: N_("Your post is out of sight. Its words are kept, so that this can be undone."),
    Act.CUT: N_("A part of your post was taken out; the rest stands. The whole is kept, so that this can be undone."),
    Act.REMOVE: N_("Your post was removed. Its words are kept for {n} days, so that this can be undone."),
}
"""What a member is told was done to their post."""
MEANS: Final = {
    Kind.WARNING: N_("This is a warning. Nothing is taken from you; it stops counting {until}."),
    Kind.SLOW: N_("Until {until} you can post once in two hours."),
    Kind.MUTE: N_("Until {until} you can read, but not write."),
    Kind.SUSPENSION: N_("Until {until} this place is closed to you, but for crisis help, your data, and your appeal."),
    Kind.OUT: N_('Until {until} you are out of "{board}". All else here is open to you as before.'),
    Kind.BAN: N_(
        "This place is closed to you, but for crisis help, your data, and your appeal. A second person looks at this "
        "by {until}; if nobody confirms it by then, it ends."
    ),
}
"""What a sanction means, while it lasts."""
ALONE: Final = N_(
    "Until {until} this place is closed to you, but for crisis help, your data, and your appeal. A ban takes two "
    "people, and nobody else is here now who could look at it: unless somebody comes who does, it ends then."
)
MUTED_HERE: Final = N_("Until {until} you can read {board}, but not write there. Elsewhere you can.")
UNCONFIRMED: Final = N_(
    "Until {until} this place was closed to you. Nobody else confirmed the ban by then, so it ended."
)
BANNED: Final = N_(
    "This place is closed to you, but for crisis help, your data, and your appeal. Two people decided it."
)
OUT_FOR_GOOD: Final = N_('You are out of "{board}", for good. All else here is open to you as before.')
QUOTED: Final = 300
"""Characters of their own words that a member is shown again; the whole is under My data."""
OVER: Final = N_("That is over.")
LIFTED: Final = N_("That was ended early.")
GIVEN: Final = {
    Kind.WARNING: N_("a warning"),
    Kind.SLOW: N_("slow mode"),
    Kind.MUTE: N_("reading only"),
    Kind.SUSPENSION: N_("a suspension"),
    Kind.OUT: N_("out of a group"),
    Kind.BAN: N_("a ban"),
}
"""What a sanction is called in a list."""
ANSWERED: Final = {
    Answer.UPHELD: N_("Somebody else looked at your appeal. The decision stands."),
    Answer.CHANGED: N_("Somebody else looked at your appeal, and decided differently."),
    Answer.UNDONE: N_("Somebody else looked at your appeal. All of it was undone. We are sorry."),
}
"""What came of an appeal."""
CARED: Final = N_("Somebody who looks after this place thought of you, and writes:")
CARED_IN: Final = N_('Somebody who looks after "{group}" thought of you, and writes:')
BACK: Final = N_("You can write back, if you like: {do:write-back/r} here.")
HELP: Final = N_("If this hits you hard, or anything else does: crisis help is open, {do:help/Ctrl+G}. It always is.")


def paragraphs(session: Session, told: Statement) -> list[str]:
    """Return a decision as its member reads it."""
    say = session.say
    if told.outcome is Outcome.SUPPORT:
        if told.group:
            return [say(CARED_IN, group=told.group), told.reasons, say(HELP)]
        return [say(CARED), told.reasons, say(BACK), say(HELP)]
    if told.says is Says.ANSWERED:
        mine, *answer = _appeal(session, told)
        before = say(N_("What was decided {when}:"), when=when(session, told.made_at))
        said = [*answer, mine, before, *_decided(session, told), say(HELP)]
    else:
        said = [*_decided(session, told), *_appeal(session, told), say(HELP)]
    return [each for each in said if each]


def _decided(session: Session, told: Statement) -> list[str]:
    """Say what was done, why, and by whom."""
    say = session.say
    said = [_where(session, told)]
    if told.undone_at is None:
        said += [say(DONE[told.act], n=KEPT_DAYS), _sanction(session, told.sanction)]
    if told.remark and told.undone_at is None:
        said.append(say(N_("The note beneath it: {words}"), words=told.remark))
    if told.act in TAKES_WORDS and told.wrote and told.undone_at is None:
        own = own_words(told.wrote).strip() or told.wrote  # not what they answered to: somebody else said that
        said.append(say(N_("You wrote: {words}"), words=shorten(own, QUOTED, placeholder=" ...")))
    if told.undone_at is not None:
        said.append(say(N_("What was written then:")))
    said.append(told.reasons)
    if told.rule:
        said.append(say(N_("The guideline: {line}"), line=told.rule))
    said.append(_by(session, told))
    return said


def _by(session: Session, told: Statement) -> str:
    """Say who decided it, or wrote, and what part software had in that."""
    say = session.say
    if told.says is Says.WRITTEN:
        who = say(N_("{name} wrote this."), name=told.by) if told.by else say(N_("A moderator wrote this."))
        by_software, by_none = N_("Software noticed it, and a person read it."), N_("No software wrote this.")
    else:
        who = say(N_("{name} decided it."), name=told.by) if told.by else say(N_("A moderator decided it."))
        by_software, by_none = N_("Software noticed it, and a person decided."), N_("No software decided this.")
    if told.group:
        who = say(N_('Those who look after "{group}" decided it.'), group=told.group)
    return f"{who} {say(by_software if told.by_software else by_none)}"


def _where(session: Session, told: Statement) -> str:
    if told.undone_at is not None:
        return session.say(N_("This was undone {when}: all of it was put back."), when=when(session, told.undone_at))
    if told.title:
        return session.say(N_('It is about your post in "{title}", {board}.'), title=told.title, board=told.board)
    return session.say(N_("It is about your post on {board}."), board=told.board) if told.board else ""


def _sanction(session: Session, given: Given | None) -> str:
    if given is None:
        return ""
    said = means(session, given)
    if given.has_lapsed(session.now):
        return said
    if given.lifted_at is not None:
        return f"{said} {session.say(LIFTED)}"
    return said if given.holds(session.now) else f"{said} {session.say(OVER)}"


def means(session: Session, given: Given) -> str:
    """Say what a sanction means, and until when."""
    if given.until is None:
        return session.say(OUT_FOR_GOOD if given.kind is Kind.OUT else BANNED, board=given.board)
    until = f"{day(session, given.until)}, {hour(session, given.until)}"
    if given.has_lapsed(session.now):
        return session.say(UNCONFIRMED, until=until)
    if given.is_alone:
        return session.say(ALONE, until=until)
    if given.kind is Kind.MUTE and given.board:
        return session.say(MUTED_HERE, until=until, board=given.board)
    until = day(session, given.until) if given.kind is Kind.WARNING else until
    return session.say(MEANS[given.kind], until=until, board=given.board)


def given_in_words(session: Session, given: Given) -> tuple[str, str]:
    """Return what somebody was given and until when it counts, as a fact."""
    name = session.say(GIVEN[given.kind])
    name = f"{name[:1].upper()}{name[1:]}" + (f", {given.board}" if given.board else "")
    if given.until is None:
        return name, session.say(N_("for good, since {day}"), day=day(session, given.began_at))
    since, until = day(session, given.began_at), day(session, given.until)
    return name, session.say(N_("since {day}, until {until}"), day=since, until=until)


def _appeal(session: Session, told: Statement) -> list[str]:
    """Say how to appeal, or what came of the appeal."""
    say = session.say
    if told.appealed is None:
        if not told.may_appeal(session.now):
            return []
        how = N_("You can appeal until {day}: {do:appeal/a} here. Somebody else than who decided looks at it.")
        if told.group:
            how = N_("You can appeal until {day}: {do:appeal/a} here. The desk looks at it, not who decided.")
        if not told.has_judge:
            how = N_(
                "You can appeal until {day}: {do:appeal/a} here. Nobody is here now who did not decide it; your appeal "
                "waits for somebody who comes, and nothing is lost."
            )
        return [say(how, day=day(session, told.appeal_until))]
    mine = say(N_("Your appeal, {when}: {words}"), when=when(session, told.appealed.made_at), words=told.appealed.words)
    if told.appealed.decided_at is None:
        waits = N_("It waits for somebody else to look at it. You are told what comes of it.")
        nobody = N_("Nobody here can look at it at present who did not decide it. It waits; nothing is lost.")
        return [mine, say(waits if told.appealed.can_be_judged else nobody)]
    answered = [say(ANSWERED[Answer(told.appealed.outcome)]), told.appealed.answer]
    return [mine, *answered]


def _author(session: Session, told: Statement) -> str:
    """Return whose words stand first in it. Answers to appeals are not signed."""
    if told.says is Says.ANSWERED:
        return session.say(N_("A moderator"))
    if told.group and not told.by:
        return session.say(N_("Who looks after {group}"), group=told.group)
    return told.by or session.say(N_("A moderator"))


def _kind(told: Statement) -> str:
    """Return what stands at the head of it."""
    match told.says:
        case Says.ANSWERED:
            return N_("an answer to your appeal")
        case Says.WRITTEN:
            return N_("writes to you about your post") if told.board else N_("writes to you")
    return N_("a decision")


def _said_at(told: Statement) -> int:
    """Return when what stands first in it was said."""
    answered = told.appealed.decided_at if told.appealed is not None and told.says is Says.ANSWERED else None
    return answered or told.made_at


def statement_block(session: Session, told: Statement, number: int) -> Post:
    """Return a decision as a block."""
    return Post(
        id=str(told.id),
        author=_author(session, told),
        kind=session.say(_kind(told)),
        when=when(session, _said_at(told)),
        text="\n\n".join(paragraphs(session, told)),
        new=told.is_new,
        number=number,
        called=session.say(N_("Words") if told.says is Says.WRITTEN else N_("Decision")),
    )
