"""Questions about what somebody signs in with: a passphrase, made for them or their own, and the key they came with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bbs.community import passphrases
from bbs.community.public_keys import LABEL_LONGEST
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_
from bbs.safe_text import safe_line
from bbs.session import Session
from screens.page import Ask, Result, Values
from screens.view import Field, Kind

TRIES = 6
"""Passphrases and codes one visit may try, as many as at the SSH prompt (SECURITY.md "SSH")."""
THIS_COMPUTER = N_("this computer")

Then = Callable[[str], Awaitable[Result]]


@dataclass(frozen=True)
class Chosen:
    """A passphrase somebody chose: its hash, which is kept, and the words themselves, which may wrap a key."""

    hashed: str
    words: str


WithPassphrase = Callable[[Chosen], Awaitable[Result]]


def choose_passphrase(session: Session, handle: str, then: WithPassphrase, *, before: str = "") -> Ask:
    """Offer a passphrase made for them; whoever says no types their own, twice. `then` is given it.

    `before` is said first. Without a terminal nobody types one: their own machine would show it.
    """
    offered = passphrases.suggest()
    made = session.say(N_("A passphrase made for you: {words}. Write it down."), words=offered)
    hint = (
        session.say(N_("To choose your own, say no."))
        if session.terminal.exists
        else session.say(N_("No makes another. Your own is not asked for, because your screen would show it."))
    )

    async def go_on(values: Values) -> Result:
        if values["take"] == "yes":
            return await then(Chosen(await session.house.prover.hash(offered), offered))
        if session.terminal.exists:
            return _own(session, handle, then)
        return choose_passphrase(session, handle, then)

    question = Field(
        "take",
        N_("Take it?"),
        Kind.YES,
        intro=sentences(before, made, hint),
        help=N_("You sign in with these five words. Write them down where only you look. Yes takes them."),
        value="yes",
    )
    return Ask((question,), go_on)


def _own(session: Session, handle: str, then: WithPassphrase, *, before: str = "") -> Ask:
    async def check(typed: str) -> str:
        passphrases.check(typed, handle, session.house.name)
        return typed

    async def go_on(values: Values) -> Result:
        if passphrases.normalise(values["own"]) != passphrases.normalise(values["again"]):
            return _own(session, handle, then, before=session.say(N_("Those two were not the same. Both once more.")))
        return await then(Chosen(await session.house.prover.hash(values["own"]), values["own"]))

    how = session.say(N_("Four or five words work well. {n} characters or more."), n=passphrases.SHORTEST)
    own = Field(
        "own",
        N_("Passphrase"),
        Kind.SECRET,
        intro=before or how,
        help=how,
        limit=passphrases.MOST_BYTES,
        check=check,
    )
    again = Field(
        "again",
        N_("Once more"),
        Kind.SECRET,
        help=N_("The same passphrase again, in case of a slip."),
        limit=passphrases.MOST_BYTES,
    )
    return Ask((own, again), go_on)


def offer_key(session: Session, words: str, then: Then) -> Ask:
    """Ask whether the key they came with shall sign them in, and what to call it. `then` is given its label, "" for no.

    `words` say what the question is about.
    """

    async def go_on(values: Values) -> Result:
        return _name_key(session, then) if values["use"] == "yes" else await then("")

    use = Field(
        "use",
        N_("Use the key?"),
        Kind.YES,
        intro=words,
        help=N_("Yes: your key signs you in from now on, with nothing to type. We keep no copy of it, only a mark."),
    )
    return Ask((use,), go_on)


def _name_key(session: Session, then: Then) -> Ask:
    async def check(typed: str) -> str:
        label = safe_line(typed)
        if len(label) > LABEL_LONGEST:
            raise NotUnderstood(N_("That name is long; {limit} characters is the most."), limit=LABEL_LONGEST)
        return label or session.say(THIS_COMPUTER)

    async def go_on(values: Values) -> Result:
        return await then(values["label"])

    label = session.say(THIS_COMPUTER)
    intro = session.say(N_('A name for the key, for your own list. Enter calls it "{label}".'), label=label)
    return Ask((Field("label", N_("Its name"), intro=intro, value=label, limit=100, check=check),), go_on)


def sentences(*said: str) -> str:
    """Return sentences in a row, without the empty ones."""
    return " ".join(sentence for sentence in said if sentence)


def another_guess(session: Session) -> None:
    """Count a passphrase or code that is tried. Raises Refusal when it is one too many for one visit."""
    if session.guesses >= TRIES:
        raise Refusal(
            N_("That is enough tries for one visit. Connect again to go on. Crisis help never asks: {do:help/Ctrl+G}.")
        )
    session.guesses += 1
