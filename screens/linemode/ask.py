"""Questions in the line mode: one field at a time, then a review in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from bbs import drafting
from bbs.errors import BBSError, NotUnderstood, Refusal
from bbs.language import N_
from screens.linemode import compose
from screens.linemode.compose import NOTHING, GivenUp, WentBack
from screens.linemode.draw import field_line, item_line
from screens.linemode.tty import EndOfInput, QuickExit, UnfinishedLine
from screens.page import Ask, Result, Stay
from screens.sending import send
from screens.view import Field, Item, Kind

if TYPE_CHECKING:
    from screens.linemode.visit import LineVisit

YES = frozenset({"y", "yes"})
NO = frozenset({"n", "no"})
TAKES_KEPT = N_(
    "Enter takes what is kept from before: {words}"
)  # last, so that no full stop comes to stand behind theirs
LEAVES = N_("Enter leaves it as it is: {words}")
TAKES_TYPED = N_("Enter takes what you typed before: {words}")
IN_PROMPT = 1
"""Fields that the prompt of a review names beside its three other words (ACCESS.md L2)."""


async def ask(visit: LineVisit, question: Ask) -> Result:
    """Ask every field, review what was written, and go on. What goes wrong on the way loses nothing."""
    session = visit.session
    extras = [field for field in question.fields if field.extra]
    values = {field.name: field.value or await drafting.begun(session, field.draft) for field in extras}
    given = {field.draft: field.value for field in extras if field.draft and field.value}
    try:
        for field in extras:
            if values[field.name] != field.value:
                visit.say(field_line(replace(field, value=values[field.name]), session.language))
        asked, at = [field for field in question.fields if not field.extra], 0
        while True:
            await _answers(visit, asked, values, given, at)
            try:
                return await _review(visit, question, values)
            except WentBack:  # from whether it is meant, to what was answered last
                if not asked:
                    raise
                at = len(asked) - 1
    except GivenUp as given:
        return Stay(visit.session.say(N_("Kept as a draft.") if given.kept else N_("Left as it was.")))


async def _answers(
    visit: LineVisit, fields: Sequence[Field], values: dict[str, str], along: dict[str, str], at: int
) -> None:
    """Ask one after the other; `back` leads to the one before, where what was answered holds until it is changed."""
    while at < len(fields):
        field = fields[at]
        answered = "" if field.kind is Kind.SECRET else values.get(field.name, "")
        if answered and field.kind is Kind.LINE and not field.draft:
            visit.say(visit.session.say(TAKES_TYPED, words=answered))
        try:
            values[field.name] = await field_value(visit, replace(field, value=answered or field.value), along)
            if field.draft and field.kind is Kind.LINE:
                along[field.draft] = values[field.name]  # its own keeping may have found no room
            at += 1
        except WentBack:
            if not at:
                raise
            at -= 1


async def _review(visit: LineVisit, question: Ask, values: dict[str, str]) -> Result:
    text = next((field for field in question.fields if field.kind is Kind.TEXT), None)
    said = ""
    while True:
        if question.confirm and text is not None:
            said = await _consent(visit, question, text, values, said)
        elif question.confirm and not await agreed(visit, f"{visit.session.say(question.confirm)}?"):
            raise GivenUp
        try:
            for field in question.fields:
                if field.extra:  # it may be of a draft, half typed on another device
                    values[field.name] = await _checked(field, values[field.name])
            result = await send(visit.session, question.then, values, question.drafts(values))
        except BBSError as error:
            if not question.confirm:
                raise
            visit.say(error.words(visit.session.language))
            continue
        return result


async def agreed(visit: LineVisit, question: str) -> bool:
    """Ask whether to do something that matters. A yes must be typed after the question was."""
    visit.say(question)
    return (await visit.answer(visit.session.say(N_("Yes or no")), fresh=True)).lower() in YES


async def _consent(visit: LineVisit, question: Ask, text: Field, values: dict[str, str], said: str) -> str:
    """Return when the caller wants what they wrote to be sent; raise GivenUp when they leave it.

    What sending would do is said once, and again when it is something else; `said` is the last that was.
    """
    say, do = visit.session.say, visit.session.say(question.confirm)
    extras = [field for field in question.fields if field.extra]
    away = "draft" if visit.session.person is not None else "no"
    named = (do, *(field.name for field in extras), "edit", away)
    prompt = ", ".join((do, *(field.name for field in extras[:IN_PROMPT]), "edit", away))  # `?` says what else there is
    remarked = ""
    while True:
        remark = text.remark(values[text.name]) if text.remark else ""
        if remark not in ("", remarked):
            visit.say(remark)
        remarked = remark
        if question.act is not None and (act := question.act(values)) != said:
            visit.say(f"{act}?")
            said = act
        try:
            answer = (await visit.answer(prompt, help_words=_meanings(visit, do, extras, away))).lower()
        except GivenUp:  # back, or Ctrl-C
            answer = away
        extra = next((field for field in extras if answer in (field.name, field.name[:1])), None)
        if answer in YES or answer in (do.lower(), do[:1].lower()):
            return said
        if extra:
            await _ask_extra(visit, extra, values)
        elif answer in ("e", "edit"):
            values[text.name] = await compose.edit(visit, text, values[text.name])
        elif answer in ("s", "show"):
            compose.show(visit, values[text.name])
        elif answer in NO or answer in ("d", "draft"):
            along = {place: words for place, words in question.drafts(values).items() if place != text.draft and words}
            await _leave(visit, text, values[text.name], along, must_keep=answer not in NO)
        else:
            others = [word for word in named if word not in prompt.split(", ")]
            more = say(N_("Or {words}."), words=", ".join(others)) if others else ""
            visit.say(" ".join(filter(None, (say(N_("Type one of these: {words}."), words=prompt), more))))


def _meanings(visit: LineVisit, do: str, extras: Sequence[Field], away: str) -> str:
    """Return what the words of a review mean."""
    say = visit.session.say
    named = [say(N_("{word}: {does}."), word=field.name, does=say(field.label)) for field in extras]
    left = N_("draft: keep it for later.") if away == "draft" else N_("no: leave it.")
    yes = say(N_("{do}, or yes: do it now."), do=do)
    return " ".join([yes, *named, say(N_("show: hear it. edit: change a line, or write on.")), say(left)])


async def _ask_extra(visit: LineVisit, extra: Field, values: dict[str, str]) -> None:
    """Ask for something that need not be given, and confirm it in words; "back" leads back to the review."""
    with suppress(GivenUp):
        values[extra.name] = await field_value(visit, replace(extra, value=values.get(extra.name, "")))
    visit.say(field_line(replace(extra, value=values[extra.name]), visit.session.language))


async def _leave(visit: LineVisit, text: Field, written: str, along: Mapping[str, str], *, must_keep: bool) -> None:
    """Raise GivenUp with the draft kept. Where it cannot be kept, a "draft" goes on, a "no" leaves it all the same."""
    is_kept = await compose.Writing(visit, text, written, along).keep()
    if must_keep and visit.session.person is not None and not is_kept:
        visit.say(visit.session.say(compose.NOT_KEPT))
        return
    raise GivenUp(kept=is_kept and bool(written) and written != text.value)


async def field_value(visit: LineVisit, field: Field, along: Mapping[str, str] = NOTHING) -> str:
    """Ask one field until it has an answer that its check accepts. Raises GivenUp.

    A text is kept with what is `along`.
    """
    if field.kind is Kind.LINE and field.draft and (kept := await drafting.begun(visit.session, field.draft)):
        visit.say(visit.session.say(TAKES_KEPT, words=kept))
        field = replace(field, value=kept)
    elif field.kind is Kind.LINE and field.value and not (field.intro or field.extra):
        visit.say(visit.session.say(LEAVES, words=field.value))
    is_yes_or_no = field.kind is Kind.YES
    said = [visit.session.say(words) for words in (field.intro, field.label if is_yes_or_no else "") if words]
    if said:
        visit.say(" ".join(said))
    if field.kind is Kind.TEXT:
        return await compose.text(visit, field, along)
    if field.kind in (Kind.CHOICE, Kind.SEVERAL):
        visit.say(*(item_line(n, Item(visit.session.say(c.label))) for n, c in enumerate(field.choices, 1)))
        if field.value in (values := [choice.value for choice in field.choices]):
            visit.say(visit.session.say(N_("Enter takes {n}."), n=values.index(field.value) + 1))
    while True:
        try:
            typed = await _typed(visit, field)
        except UnfinishedLine as ended:
            await _keep_unfinished(visit, field, ended)
            raise
        except NotUnderstood as error:
            visit.say(error.words(visit.session.language))
            continue
        try:
            value = await _checked(field, typed)
        except (NotUnderstood, Refusal) as error:
            visit.say(error.words(visit.session.language))
            continue
        if field.draft:
            with suppress(BBSError):  # a full disk must not stand in the way of what comes next
                await drafting.keep(visit.session, field.draft, value)
        return value


async def _keep_unfinished(visit: LineVisit, field: Field, ended: UnfinishedLine) -> None:
    """Keep what there is of an answer when the visit ends in its middle, where it is of a kind that is kept."""
    if isinstance(ended, QuickExit):
        visit.tty.clear_for_quick_exit()  # before anything that waits for a disk
    elif isinstance(ended, EndOfInput):
        visit.session.is_cut = True
    if field.kind is Kind.LINE and field.draft and ended.typed.strip():
        with suppress(BBSError):  # there is nobody left to be told
            await drafting.keep(visit.session, field.draft, ended.typed)


async def _typed(visit: LineVisit, field: Field) -> str:
    help_words = visit.session.say(field.help or field.intro)
    label = visit.session.say(N_("Yes or no") if field.kind is Kind.YES else field.label)
    typed = await visit.answer(label, secret=field.kind is Kind.SECRET, help_words=help_words, limit=field.limit)
    if not typed and field.value in [choice.value for choice in field.choices]:
        return field.value  # it may look like the number of another one
    typed = typed or field.value
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
    chosen = field.chosen(typed, visit.session.say)
    if chosen is not None:
        return chosen
    raise NotUnderstood(N_("Type a number from 1 to {n}."), n=len(field.choices))


async def _checked(field: Field, typed: str) -> str:
    return await field.check(typed) if field.check and typed else typed
