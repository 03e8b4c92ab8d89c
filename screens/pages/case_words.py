"""What cases are called: why they are there, how they wait, and what came of them."""

from __future__ import annotations

from bbs.community import bans
from bbs.community.evidence import Held, Where
from bbs.community.queue import CaseLine, Ground, Rank
from bbs.community.reports import REASONS, URGENT
from bbs.language import N_
from bbs.session import Session
from screens.pages.names import somebody
from screens.when import coming, waiting

WAY_SHOWN = 4
"""Joining codes that are said of the way somebody came by; beyond, that there are more."""
NOTICED = N_("the software noticed it")
OTHERS = {
    "noticed": NOTICED,
    "found": N_("one of us met it"),
    "reach": N_("one of us writes to them"),
    "referred": N_("a facilitator asks for a look"),
    "appeal": N_("an appeal"),
    "ban": N_("a ban to confirm"),
    "first-link": N_("somebody new says where to go"),
    "word": N_("it says a word on the list"),
}
"""Reasons that nobody chooses from a list, by the name they are kept under."""
FOLLOWS = frozenset({"appeal", "ban"})
"""Of these, what follows from a decision, it goes without saying by whom. Targets of these kinds are called so too."""
SOMETHING = N_("something to look at")
OUTCOMES = {
    "agree": N_("acted on"),
    "keep": N_("kept, with words"),
    "collapse": N_("closed until somebody opens it"),
    "hide": N_("hidden"),
    "edit": N_("a part taken out"),
    "remove": N_("taken away"),
    "disagree": N_("can stand as it is"),
    "ignore": N_("left as it was"),
    "support": N_("pointed to help"),
    "undone": N_("undone"),
    "upheld": N_("what was decided stands"),
    "changed": N_("decided differently"),
    "withdrawn": N_("the report was taken back"),
}
"""What came of a case, by the word it is kept under (what reporters are told is in bbs/community/outcomes.py)."""
DECIDED = N_("decided")
OF_BANS = {
    "agree": N_("the ban stands"),
    "disagree": N_("the ban was ended"),
    bans.LAPSED: N_("it ended by itself, nobody confirmed it"),
}
"""What came of a case that asked to confirm a ban, where the same word means another thing."""
LAPSED = N_("a ban that ended, nobody confirmed it")
KINDS = {
    "post": N_("a post"),
    "thread": N_("a thread"),
    "member": N_("a member"),
    "group": N_("a group or board"),
    "note": N_("a note to the desk"),
    "appeal": N_("an appeal"),
    "ban": N_("a ban"),
}


def reason_in_words(session: Session, reason: str) -> str:
    """Return why something was brought up."""
    known = {one.value: words for one, words in REASONS.items()} | OTHERS
    return session.say(known.get(reason, SOMETHING))


def within(words: str) -> str:
    """Return a reason as it stands within a sentence: only who says "I" keeps the capital."""
    return words if words.startswith("I ") else words[:1].lower() + words[1:]


def outcome_in_words(session: Session, outcome: str, target: str = "") -> str:
    """Return what came of a case, of one about `target` in the words for its kind."""
    words = OUTCOMES | (OF_BANS if target.startswith("ban/") else {})
    return session.say(words.get(outcome, DECIDED))


def kind_in_words(session: Session, target: str) -> str:
    """Return what a case is about, by the kind of its target."""
    return session.say(KINDS.get(target.partition("/")[0], SOMETHING))


def about_in_words(session: Session, line: CaseLine) -> str:
    """Return whom a case is about: a handle, a colour for who gave no name, "" for nobody, or who left."""
    return somebody(session, line.about) if line.is_nameless else line.about


def case_in_words(session: Session, line: CaseLine) -> str:
    """Return what a case is in a list, without a word of what it is about: urgent or not, why, whom it is about."""
    gravest = sorted(line.reasons, key=lambda reason: reason not in URGENT)
    why = reason_in_words(session, gravest[0]) if gravest else session.say(SOMETHING)
    if bans.has_lapsed(line, session.now):
        why = session.say(LAPSED)
    if len(gravest) > 1:
        why += " " + session.language.count("and {n} reason more", "and {n} reasons more", len(gravest) - 1)
    urgent = session.say(N_("urgent")) if line.rank is Rank.URGENT else ""
    words = ", ".join(filter(None, (urgent, within(why) if urgent else why, about_in_words(session, line))))
    return words[:1].upper() + words[1:]


def holder_in_words(session: Session, line: CaseLine) -> str:
    """Return who has a case, "" for nobody."""
    if line.is_mine:
        return session.say(N_("taken by you"))
    return session.say(N_("taken by {handle}"), handle=line.claimed_by) if line.claimed_by else ""


def had_in_words(session: Session, line: CaseLine) -> str:
    """Return that whoever took a case was away, so that it came back; "" where it did not."""
    if not line.had_by:
        return ""
    if session.person is not None and line.had_by == session.person.handle:
        return session.say(N_("You had it and were away for a while, so it came back."))
    return session.say(N_("{handle} had it and was away for a while, so it came back."), handle=line.had_by)


def standing(session: Session, line: CaseLine) -> str:
    """Return for how long a case has waited and who has it."""
    group = session.say(N_("the group's facilitators have it")) if line.with_group and line.closed_at is None else ""
    ends, lasts = bans.ends_at(line), ""
    if ends is not None and ends > session.now:
        lasts = session.say(N_("ends {when} by itself"), when=coming(session, ends))
    return ", ".join(filter(None, (waiting(session, line.opened_at), lasts, holder_in_words(session, line), group)))


def wrote_in_words(session: Session, held: Held) -> str:
    """Return that whom a case is about wrote to the desk, perhaps what they answer; "" where nothing waits."""
    if held.wrote is None or held.background is None:
        return ""
    note, at = held.wrote
    words = N_("{handle} wrote to the desk {time} ago, and nobody answered yet: go desk/{n}.")
    return session.say(words, handle=held.background.handle, time=waiting(session, at), n=note)


def way_in_words(session: Session, way: tuple[str, ...]) -> str:
    """Return whose joining code somebody came with, and with whose those came."""
    said = session.say(N_("a joining code of {name}"), name=way[0])
    for name in way[1:WAY_SHOWN]:
        said += ", " + session.say(N_("who came with one of {name}"), name=name)
    return said + ", " + session.say(N_("and so on")) if len(way) > WAY_SHOWN else said


def is_report(ground: Ground) -> bool:
    """Say whether somebody reported it: software noticing it, one of the staff meeting it, and an appeal do not."""
    return not ground.by_software and ground.reason not in OTHERS


def ground_in_words(session: Session, ground: Ground) -> str:
    """Return one reason of a case: what, by whom, when, with their words on the same line, which are only theirs."""
    if ground.by_software:
        is_named = ground.rule and ground.rule != ground.reason
        rule = session.say(N_("rule {rule}"), rule=ground.rule) if is_named else ""
        why = reason_in_words(session, ground.reason)
        who = ", ".join(filter(None, (why, rule)))
    elif ground.reason in FOLLOWS:
        who = reason_in_words(session, ground.reason)
    else:
        why = reason_in_words(session, ground.reason)
        who = session.say(N_("{reason}, by {handle}"), reason=why, handle=ground.by or session.say(N_("who left")))
    said = " ".join(ground.words.split())
    words = f"{who}, {session.say(N_('{time} ago'), time=waiting(session, ground.made_at))}"
    return f'{words}. "{said}"' if said else words


def place_of(where: Where) -> str:
    """Return where a post stands, "" where they may not know."""
    return f'"{where.title}", {where.board_title}' if where.title else where.board_title
