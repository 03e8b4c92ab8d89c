"""How somebody comes into a support group, in the words of its page: the way in, what became of asking, what is new."""

from __future__ import annotations

from bbs.community.groups import Group, Standing, Way
from bbs.language import N_
from bbs.session import Session
from screens.view import Notice

OUTSIDE = {
    Standing.ASKED: N_("You asked to come in. Those who look after it will answer; home tells you when you are in."),
    Standing.DECLINED: N_("Not this time. That says nothing about you, and you can ask again after a week."),
    Standing.INVITED: N_("You are invited. {Do:join/i} to come in, {do:decline/d} to decline: nobody is told of that."),
}
HOW = {
    Way.OPEN: N_("{Do:join/i} to come in. Nobody is told."),
    Way.ASK: N_("{Do:ask/r} to ask whether you may come in."),
    Way.INVITATION: N_("People come in by invitation, from those who look after it."),
}
UNCARED_FOR = {
    Standing.ASKED: N_(
        "You asked to come in. Nobody looks after it yet, so that waits; those who keep this place see that somebody "
        "asks, and not who. {Do:decline/d} to take it back."
    ),
    Way.ASK: N_(
        "Nobody looks after it yet, so nobody answers just now. {Do:ask/r} to ask all the same: it waits, and those "
        "who keep this place see that somebody asks, and not who."
    ),
    Way.INVITATION: N_("People come in by invitation, and nobody looks after it yet who could invite them."),
}
"""How somebody comes in where nobody looks after a group, as far as that is another way."""
ASKED = N_("Asked. Those who look after the group read it, and nobody else.")
ASKED_NOBODY = N_("Asked. Nobody looks after the group yet: it waits for who does one day, and nobody else reads it.")
LEFT = {
    Way.OPEN: N_("You left. Nobody is told, and you can come back."),
    Way.ASK: N_("You left. Nobody is told, and you can ask to come back."),
    Way.INVITATION: N_("You left. Nobody is told. Whoever looks after it can invite you again."),
}
ARRIVED = N_("You are in now, and what is new here comes to New. {Do:listed/s} to let others find you.")
ENTRUSTED = N_("You look after this group now: {do:care/c}. Should you rather not, or have questions: go desk/note.")


def way_in(session: Session, group: Group, out: str) -> Notice:
    """Return how somebody comes in who is outside; `out` says why they are kept out for now, if they are."""
    if out:
        return Notice(out)
    if group.line.is_closed:
        return Notice(session.say(N_("This group is closed now, so nobody joins it any more.")))
    return Notice(session.say(_way(group)))


def _way(group: Group) -> str:
    line = group.line
    found = line.way if line.standing is Standing.OUTSIDE else line.standing
    if not group.facilitators and found in UNCARED_FOR:
        return UNCARED_FOR[found]
    return OUTSIDE.get(line.standing) or HOW[line.way]
