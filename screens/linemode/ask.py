"""Questions in the line mode: one field at a time, then a review in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bbs.errors import BBSError, NotUnderstood, Refusal
from bbs.language import N_
from screens.linemode import compose
from screens.linemode.draw import item_line
from screens.page import Ask, Result, Stay
from screens.view import Field, Item, Kind

if TYPE_CHECKING:
    from screens.linemode.visit import LineVisit

YES = frozenset({"y", "yes"})
NO = frozenset({"n", "no"})


class GivenUp(Exception):
    """The caller typed "back" or cancelled; what they wrote is kept as a draft."""


async def ask(visit: LineVisit, question: Ask) -> Result:
    """Ask every field, review what was written, and go on. What goes wrong on the way loses nothing."""
    values: dict[str, str] = {field.name: field.value for field in question.fields if field.extra}
    try:
        for field in question.fields:
            if not field.extra:
                values[field.name] = await field_value(visit, field)
        return await _review(visit, question, values)
    except GivenUp:
        kept = any(field.draft and values.get(field.name) for field in question.fields)
        return Stay(visit.session.say(N_("Kept as a draft.") if kept else N_("Left as it was.")))


async def _review(visit: LineVisit, question: Ask, values: dict[str, str]) -> Result:
    while True:
        if question.confirm:
            await _consent(visit, question, values)
        try:
            result = await question.then(values)
        except BBSError as error:
            if not question.confirm:
                raise
            visit.say(error.words(visit.session.language))
            continue
        for field in question.fields:
            await visit.session.drop_draft(field.draft)
        return result


async def _consent(visit: LineVisit, question: Ask, values: dict[str, str]) -> None:
    """Return when the caller says yes; raise GivenUp when they leave it."""
    extras = [field for field in question.fields if field.extra]
    text = next((field for field in question.fields if field.kind is Kind.TEXT), None)
    words = [visit.session.say(N_("yes"))] + [field.name for field in extras] + (["edit", "draft"] if text else ["no"])
    prompt = f"{visit.session.say(question.confirm)}? {', '.join(words)}"
    while True:
        answer = (
            await visit.answer(prompt, help_words=visit.session.say(N_("Type one of the words, then Enter.")))
        ).lower()
        extra = next((field for field in extras if answer in (field.name, field.name[:1])), None)
        if answer in YES:
            return
        if extra:
            values[extra.name] = await field_value(visit, replace(extra, value=values.get(extra.name, "")))
        elif text and answer in ("e", "edit"):
            values[text.name] = await compose.edit(visit, text, values[text.name])
        elif answer in NO or answer in ("d", "draft"):
            if text:
                await visit.session.keep_draft(text.draft, values[text.name])
            raise GivenUp
        else:
            visit.say(visit.session.say(N_("Type {words}."), words=", ".join(words)))


async def field_value(visit: LineVisit, field: Field) -> str:
    """Ask one field until it has an answer that its check accepts. Raises GivenUp."""
    if field.intro:
        visit.say(visit.session.say(field.intro))
    if field.kind is Kind.TEXT:
        return await compose.text(visit, field)
    if field.kind is Kind.CHOICE:
        visit.say(*(item_line(n, Item(visit.session.say(c.label))) for n, c in enumerate(field.choices, 1)))
    while True:
        try:
            typed = await _typed(visit, field)
        except NotUnderstood as error:
            visit.say(error.words(visit.session.language))
            continue
        try:
            return await _checked(field, typed)
        except (NotUnderstood, Refusal) as error:
            visit.say(error.words(visit.session.language))


async def _typed(visit: LineVisit, field: Field) -> str:
    help_words = visit.session.say(field.help or field.intro)
    label = visit.session.say(field.label)
    if field.kind is Kind.YES:
        label = f"{label} {visit.session.say(N_('yes or no'))}"
    typed = await visit.answer(label, secret=field.kind is Kind.SECRET, help_words=help_words, limit=field.limit)
    if not typed:
        typed = field.value
    if not typed and not field.optional:
        raise NotUnderstood(N_("Type an answer, or back to leave this."))
    if field.kind is Kind.CHOICE and typed:
        return _chosen(field, typed, visit)
    if field.kind is Kind.YES:
        if typed.lower() not in YES | NO:
            raise NotUnderstood(N_("Type yes or no."))
        return "yes" if typed.lower() in YES else "no"
    return typed


def _chosen(field: Field, typed: str, visit: LineVisit) -> str:
    if typed.isdecimal() and 1 <= int(typed) <= len(field.choices):
        return field.choices[int(typed) - 1].value
    for choice in field.choices:
        if typed.lower() in (choice.value.lower(), visit.session.say(choice.label).lower()):
            return choice.value
    raise NotUnderstood(N_("Type a number from 1 to {n}."), n=len(field.choices))


async def _checked(field: Field, typed: str) -> str:
    return await field.check(typed) if field.check and typed else typed
