"""Asking whether what tells of somebody's health may be kept, before they write the first of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from bbs.community import consent
from bbs.errors import Refusal
from bbs.language import N_
from bbs.session import Session
from screens.arriving import request
from screens.page import Ask, Page, Result, Stay, Values
from screens.view import Field, Kind

CONSENT = N_(
    "What you write here may tell of your health; do you agree that this place keeps it, to show as you choose?"
)
WHY = N_("Your yes is kept with its date. You can see, fetch and delete all of it, or leave, under my-data.")
DECLINED = N_("That is all right; nothing is kept. Everything else is open to you.")
IN_A_VISIT = N_(
    "Before the first of these is kept, you are asked once whether you agree; a command cannot be asked. "
    "Nothing was kept. Do it once in a visit, and the command works from then on."
)

P = ParamSpec("P")
AnyPageOfOurs = TypeVar("AnyPageOfOurs", bound=Page)


def consent_field(intro: str) -> Field:
    """Return the question: a yes of its own, as the law guards what says how somebody is."""
    return Field("consent", N_("Agree?"), Kind.YES, intro=intro, help=WHY)


def agreed_first(
    method: Callable[Concatenate[AnyPageOfOurs, P], Awaitable[Result]],
) -> Callable[Concatenate[AnyPageOfOurs, P], Awaitable[Result]]:
    """Make of an action that keeps something private one that asks for the consent first, where it is not given.

    It is asked for then and nowhere else; whoever declines is asked when they want to keep something the next time.
    """

    @wraps(method)
    async def asked(page: AnyPageOfOurs, /, *args: P.args, **kwargs: P.kwargs) -> Result:
        session = page.session
        if session.person is None or await session.read(consent.given_at, session.person.id) is not None:
            return await method(page, *args, **kwargs)
        if _is_verb(session):
            raise Refusal(IN_A_VISIT)
        member = session.person.id

        async def go_on(values: Values) -> Result:
            if values["consent"] != "yes":
                return Stay(session.say(DECLINED))
            await session.write(consent.give, member, now=session.now)
            return await method(page, *args, **kwargs)

        # Enter alone agrees to nothing: they pressed a key for something else a moment ago.
        return Ask((replace(consent_field(session.say(CONSENT)), value="no"),), go_on)

    return asked


def _is_verb(session: Session) -> bool:
    """Say whether a command does this, which hears no question."""
    return request(session).lower() not in ("", "line")
