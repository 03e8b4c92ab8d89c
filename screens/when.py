"""Times in words, in the caller's zone: "today 14:05", "yesterday 23:10", "3 November"."""

from __future__ import annotations

from bbs.community.back_dates import DAYS, MONTHS
from bbs.language import N_
from bbs.session import Session

TODAY = (N_("last night"), N_("this morning"), N_("this afternoon"), N_("this evening"))
YESTERDAY = (
    N_("the night before last"), N_("yesterday morning"), N_("yesterday afternoon"), N_("yesterday evening"),
)  # fmt: skip
"""Parts of a day, the night first."""


def when(session: Session, at: int) -> str:
    """Say when something was, as people say it."""
    then, today = session.local(at), session.local(session.now).date()
    clock = hour(session, at)
    days = (today - then.date()).days
    if days <= 0:
        return session.say(N_("today {time}"), time=clock)
    if days == 1:
        return session.say(N_("yesterday {time}"), time=clock)
    if days < 7:
        return session.say(N_("{day} {time}"), day=session.say(DAYS[then.weekday()]), time=clock)
    return day(session, at)


def hour(session: Session, at: int) -> str:
    """Say the time of day."""
    then = session.local(at)
    return f"{then.hour}:{then.minute:02d}"


def roughly(session: Session, at: int) -> str:
    """Say about when something was: "this morning", "yesterday evening", "Monday", "3 November"."""
    then, today = session.local(at), session.local(session.now).date()
    days = (today - then.date()).days
    part = 0 if then.hour < 5 else 1 if then.hour < 12 else 2 if then.hour < 18 else 3
    if days <= 0:
        return session.say(TODAY[part])
    if days == 1:
        return session.say(YESTERDAY[part])
    return session.say(DAYS[then.weekday()]) if days < 7 else day(session, at)


def coming(session: Session, at: int) -> str:
    """Say when something will be: "today 21:30", "tomorrow 8:00", "Monday 8:00", "3 November"."""
    then, today = session.local(at), session.local(session.now).date()
    days = (then.date() - today).days
    if days <= 0:
        return session.say(N_("today {time}"), time=hour(session, at))
    if days == 1:
        return session.say(N_("tomorrow {time}"), time=hour(session, at))
    if days < 7:
        return session.say(N_("{day} {time}"), day=session.say(DAYS[then.weekday()]), time=hour(session, at))
    return day(session, at)


def day(session: Session, at: int) -> str:
    """Say on which day something was, with the year when it is not this one."""
    then = session.local(at)
    month = session.say(MONTHS[then.month - 1])
    if then.year == session.local(session.now).year:
        return session.say(N_("{day} {month}"), day=then.day, month=month)
    return session.say(N_("{day} {month} {year}"), day=then.day, month=month, year=then.year)


def greeting(session: Session) -> str:
    """Return the greeting that fits the caller's hour."""
    hour = session.local(session.now).hour
    if 5 <= hour < 12:
        return session.say(N_("Good morning"))
    if 12 <= hour < 18:
        return session.say(N_("Good afternoon"))
    return session.say(N_("Good evening"))


def waiting(session: Session, since: int) -> str:
    """Say for how long something has waited, roughly."""
    minutes = max(0, session.now - since) // 60
    if not minutes:
        return session.say(N_("a moment"))
    if minutes < 60:
        return session.language.count("{n} minute", "{n} minutes", minutes)
    if minutes < 48 * 60:
        return session.language.count("{n} hour", "{n} hours", minutes // 60)
    return session.language.count("{n} day", "{n} days", minutes // (24 * 60))
