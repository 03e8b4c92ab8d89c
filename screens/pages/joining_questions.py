"""The questions of joining: each is one prompt, in an order, and a way out of each leads somewhere.

The answers are the session's, and kept for an hour in case the line drops.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bbs.community import handles, joining, leaving, noticed
from bbs.community.joining import Proof
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_line
from bbs.session import Session
from screens.page import Ask, Goto, Result, Stay, Values
from screens.pages.admission import hindrance
from screens.pages.carers import look_again
from screens.pages.consenting import CONSENT, consent_field
from screens.pages.credentials import Chosen, choose_passphrase, offer_key, sentences
from screens.pages.noticed import card_before_told
from screens.view import Field, Kind

NOTE_LONGEST = 1000
"""Characters of the words that go to the desk with an application."""
NOT_OPEN = N_("Joining is not open for you just now. {Do:home/h} to look around; help is always open.")


def has_accepted(session: Session) -> bool:
    """Say whether a stranger who joins accepted the guidelines as they are now."""
    underway = session.joining
    return underway is not None and underway.guidelines == session.house.texts.guidelines.version


async def remember(session: Session, **said: object) -> str:
    """Keep an answer; return the words that tell how to come back, once, "" otherwise."""
    word = ""
    if (underway := session.joining) is None:
        fingerprint = session.fingerprint
        begun, word = await session.write(joining.begin, session.vault, now=session.now, fingerprint=fingerprint)
        session.house.guesses.given(session.network, begun.mark)
        underway = begun
    underway = replace(underway, **said)  # type: ignore[arg-type]
    session.joining = underway
    await session.write(joining.keep, session.vault, underway, now=session.now)
    told = N_("If the line drops, come back with {word}: join, then {do:return/r}.")
    return session.say(told, word=word) if word else ""


async def forget(session: Session) -> None:
    """Let go of all answers: who joins changed their mind."""
    if session.joining is not None:
        await session.write(joining.drop, session.joining.mark)
        session.joining = None


async def following(session: Session, before: str = "") -> Result:
    """Return the first question without an answer. `before` is said first."""
    underway = session.joining
    if session.person is not None or hindrance(session):
        raise Refusal(NOT_OPEN)
    if underway is None or not has_accepted(session):
        return Stay(before, redraw=True)
    if not underway.adult:
        return _ask_age(session, before)
    if not underway.consent:
        return _ask_consent(session, before)
    if not underway.handle or await session.read(leaving.is_anybodys, session.vault, underway.handle):
        return _ask_handle(session, before)
    if underway.note is None and not underway.code and session.house.joining_mode == "approval":
        return _ask_note(session, before)
    return _ask_proof(session, underway.handle, before)


def _ask_age(session: Session, before: str) -> Result:
    async def go_on(values: Values) -> Result:
        if values["adult"] == "yes":
            await remember(session, adult=True)
            return await following(session)
        await forget(session)
        return Goto("join/under-18", replace=True)

    intro = sentences(before, session.say(N_("Members here are 18 or older.")))
    why = N_("Your word is enough, and no birthday is kept. Help and the tools are open at every age.")
    return Ask((Field("adult", N_("18 or over?"), Kind.YES, intro=intro, help=why),), go_on)


def _ask_consent(session: Session, before: str) -> Result:
    """Ask for a yes of its own: what somebody writes here may say how they are, and the law guards that."""

    async def go_on(values: Values) -> Result:
        if values["consent"] == "yes":
            await remember(session, consent=True)
            return await following(session)
        await forget(session)
        words = session.say(N_("That is all right; nothing was kept. Help and the tools need no membership."))
        return Goto("door", words, replace=True)

    intro = sentences(before, session.say(CONSENT))
    return Ask((consent_field(intro),), go_on)


def _ask_handle(session: Session, before: str) -> Result:
    async def go_on(values: Values) -> Result:
        await remember(session, handle=values["handle"])
        return await following(session)

    intro = sentences(before, session.say(N_("Choose a handle: a name nobody outside knows.")))
    rule = N_("2 to 20 of a to z, 0 to 9, - and _. Leave out your real name and names you use elsewhere.")
    return Ask(
        (Field("handle", N_("Handle"), intro=intro, help=rule, limit=100, check=partial(_free, session)),), go_on
    )


async def _free(session: Session, typed: str) -> str:
    handle = handles.clean(typed)
    is_anybodys = partial(leaving.is_anybodys, session.vault)
    if not await session.read(is_anybodys, handle):
        return handle
    free = await session.read(handles.suggestions, handle, is_anybodys)
    if len(free) < handles.SUGGESTED:
        raise NotUnderstood(N_("That name is taken. Please choose another."))
    raise NotUnderstood(N_("That name is taken. Three that are free: {names}."), names=", ".join(free))


def _ask_note(session: Session, before: str) -> Result:
    async def go_on(values: Values) -> Result:
        await remember(session, note=(note := safe_line(values["note"])))
        return await following(session, card_before_told(session, note))

    why = session.say(
        N_("A person here says who joins. A few words to them help, such as what brings you; Enter leaves it.")
    )
    field = Field(
        "note", N_("A few words"), intro=sentences(before, why), limit=NOTE_LONGEST, optional=True, private=True
    )
    return Ask((field,), go_on)


def _ask_proof(session: Session, handle: str, before: str) -> Result:
    """Ask how they will sign in: with the key they came with, if they did, or a passphrase."""

    async def with_passphrase(chosen: Chosen) -> Result:
        return await _enter(session, Proof(hashed=chosen.hashed))

    async def with_key(label: str) -> Result:
        if label:
            return await _enter(session, Proof(fingerprint=session.fingerprint, label=label))
        return choose_passphrase(session, handle, with_passphrase)

    if not session.fingerprint:
        return choose_passphrase(session, handle, with_passphrase, before=before)
    words = session.say(N_("Your computer came with a key. It can sign you in, with no passphrase to type."))
    return offer_key(session, sentences(before, words), with_key)


async def _enter(session: Session, proof: Proof) -> Result:
    """Make them a member."""
    underway = session.joining
    if underway is None or hindrance(session):
        raise Refusal(NOT_OPEN)
    by_desk = session.house.joining_mode == "approval"
    joined = await session.write(joining.enter, session.vault, underway, proof, now=session.now, needs_approval=by_desk)
    if proof.fingerprint:
        session.fingerprint = ""
    session.sign_in(joined.person)
    if joined.person.is_staff:
        await look_again(session)
    if joined.return_code:
        session.return_code = code = joined.return_code
        await session.write(noticed.in_note, session.vault, session.house.texts.noticing, code, now=session.now)
        return Goto("waiting", session.say(N_("Thank you, {handle}."), handle=joined.person.handle), replace=True)
    return Goto("codes", session.say(N_("You are a member now, {handle}."), handle=joined.person.handle), replace=True)
