"""What somebody means who types a part of a name: something in a list, a page, or the answer to the one question."""

from __future__ import annotations

from contextlib import suppress
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from bbs.errors import NotFound, NotUnderstood, SignInFirst
from bbs.language import N_
from screens.linemode import words
from screens.linemode.draw import is_long, items_of
from screens.page import Goto, Page, Result, Stay, Who
from screens.view import Field, Form, Kind, Listing, View

if TYPE_CHECKING:
    from screens.linemode.visit import LineVisit


HELP: Final = "help"
LIKE: Final = 0.75
"""How like it a word is that may be meant for it: one letter more or less, or two that changed places."""


async def address(visit: LineVisit, typed: str) -> str:
    """Return an address for what somebody typed: itself, or that of the places whose names it is a part of."""
    with suppress(NotFound):
        return visit.walk.find(typed).address
    found = [item.to for item in items_of(await visit.walk.find(f"go/{typed}").view())]
    if not found or "/" in typed:
        return typed
    return found[0] if len(found) == 1 else f"go/{typed}"


async def by_name(visit: LineVisit, typed: str) -> Result:
    """Open what somebody typed a part of the name of. One letter is a slip, or a key of another page."""
    part = typed.casefold() if len(typed) > 1 or not typed.isascii() else None
    hits = [item for item in items_of(visit.shown) if part and item.to and part in item.label.casefold()]
    if len(hits) == 1:
        return Goto(hits[0].to)
    if hits:
        visit.show(View(visit.session.say(N_("Found")), (Listing(tuple(hits), ""),)))
        await visit.say_unit()
        return Stay()
    if (page := _named(visit, typed.lower())) is not None:
        return Goto(page.address)
    if len(typed) > 1 and (asked := _only_field(visit)) is not None:
        return await _fill(visit, *asked, typed)
    declared = [action for action in visit.page.declared if visit.page.can(action)]
    if words.resolve(typed, "", [a for a in declared if a.who is Who.MEMBER]) and visit.session.person is None:
        raise SignInFirst
    if get_close_matches(typed.lower(), (HELP,), cutoff=LIKE):  # hands shake on a bad night
        raise NotUnderstood(N_("Help is one word: help. Type it, and press Enter, for people who answer."))
    if any(isinstance(block, Listing) and is_long(block) for block in visit.shown.blocks):
        raise NotUnderstood(N_("Nothing here is called that. Type part of a name, a number, or ? for help."))
    if items_of(visit.shown):
        raise NotUnderstood(N_("That is not something to do here. Type a number, or ? for what you can do."))
    raise NotUnderstood(N_("That is not something to do here. Type ? for what you can do."))


def _only_field(visit: LineVisit) -> tuple[Form, Field] | None:
    """Return the one field of a page that is nothing but a question: words typed there answer it."""
    forms = [block for block in visit.shown.blocks if isinstance(block, Form)]
    alone = len(forms) == 1 and len(forms[0].fields) == 1 and forms[0].fields[0].kind is Kind.LINE
    return (forms[0], forms[0].fields[0]) if alone else None


async def _fill(visit: LineVisit, form: Form, field: Field, typed: str) -> Result:
    submit = next(action for action in visit.page.declared if action.name == form.submit)
    value = await field.check(typed) if field.check else typed
    result: Result = await getattr(visit.page, submit.method)({field.name: value})
    return result


def _named(visit: LineVisit, address: str) -> Page | None:
    """Return the page whose address somebody typed as if it were a word, if it is one they may know of."""
    is_word = any(known.page.listed and known.page.pattern == address for known in visit.walk.routes)
    if not is_word and "/" not in address:
        return None
    try:
        return visit.walk.find(address)
    except NotFound:
        return None
