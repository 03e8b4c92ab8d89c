"""What a line does that somebody typed at a page's prompt: a number, a word of the page, a word known everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bbs.errors import NotUnderstood
from bbs.language import N_
from screens.chosen import name_of
from screens.linemode import ask, naming, words
from screens.linemode.draw import field_line, items_of
from screens.page import Action, Ask, Goto, Result, Stay
from screens.view import Form
from screens.walk import shown

if TYPE_CHECKING:
    from screens.linemode.visit import LineVisit


async def obey(visit: LineVisit, typed: str) -> Result:
    """Turn one command into the result of an action. Raises NotUnderstood."""
    word, _, rest = typed.partition(" ")
    rest = rest.strip()
    if typed == "":
        return await on(visit)
    if typed.lower() == "bye!":
        visit.quick_exit()
    if words.asks_for_help(typed):
        return Goto("help")
    if typed.isdecimal():
        return await _choose(visit, int(typed))
    own = words.own(word)
    if own == "more" and visit.units[visit.at].is_cut:
        return await on(visit)
    if (found := words.resolve(word, rest, visit.page.offered())) is not None:
        return await _act(visit, found, rest)
    if (meant := own or words.MEANT.get(word.lower())) is not None:
        return await _own(visit, meant, rest)
    withheld = words.resolve(word, rest, visit.page.withheld())
    if withheld is not None and (said := await visit.page.instead(withheld)):
        return said
    return await naming.by_name(visit, typed)


async def _act(visit: LineVisit, action: Action, rest: str) -> Result:
    item = ""
    action = _of_number(visit, action, rest)
    if action.on_item:
        item = _item_named(visit, rest) or visit.units[visit.at].item or await _which(visit, action)
    if action.confirm and not await ask.agreed(visit, visit.session.say(action.confirm)):
        return Stay(visit.session.say(N_("Left as it was.")))
    return await _with_words(await visit.page.perform(action, item), rest)


def _of_number(visit: LineVisit, action: Action, rest: str) -> Action:
    """Return what is meant with a number behind it: `report 2` on a board is about its second thread, not the board."""
    if action.on_item or not rest.isdecimal():
        return action
    meant = [one for one in visit.page.offered() if one.on_item and one.name.startswith(f"{action.name}-")]
    return meant[0] if len(meant) == 1 else action


async def _with_words(result: Result, rest: str) -> Result:
    """Answer a question after words to look for with those that stand behind the command: search sleep."""
    match result:
        case Ask((field,), then) if field.results and rest:
            return await then({field.name: rest})
    return result


def _item_named(visit: LineVisit, rest: str) -> str:
    if not rest.isdecimal():
        return ""
    number = int(rest)
    for unit in visit.units:
        if unit.is_post and unit.number == number:
            return unit.item
    items = items_of(visit.shown)
    return items[number - 1].id if 1 <= number <= len(items) else ""


async def _which(visit: LineVisit, action: Action) -> str:
    items = items_of(visit.shown)
    if not items:
        raise NotUnderstood(N_("There is nothing here to do that with."))
    typed = await visit.answer(visit.session.say(N_("Which number")))
    if named := _item_named(visit, typed):
        return named
    raise NotUnderstood(N_("Type a number from 1 to {n}."), n=len(items))


async def _choose(visit: LineVisit, number: int) -> Result:
    items = items_of(visit.shown)
    form = next((block for block in visit.shown.blocks if isinstance(block, Form)), None)
    if form is not None and 1 <= number <= len(form.fields):
        return await _change(visit, form, number)
    if 1 <= number <= len(items) and items[number - 1].to:
        visit.page.chosen = name_of(items[number - 1])
        return Goto(items[number - 1].to)
    for at, unit in enumerate(visit.units):
        if unit.number == number:
            visit.at = at
            await visit.say_unit()
            return Stay()
    if 1 <= number <= len(items):
        raise _not_opened(visit, number)
    raise _no_number(visit, number)


def _no_number(visit: LineVisit, number: int) -> NotUnderstood:
    """Return what is said of a number that nothing has: how to go on, or from where to where there is something."""
    last = len(items_of(visit.shown))
    if visit.goes_on:
        words = N_("There is no number {n} here. Press Enter to go on, or type ? for what you can do.")
    elif last:
        words = N_("There is no number {n} here. Type one from 1 to {last}, or ? for what you can do.")
    else:
        words = N_("There is no number {n} here. Type ? for what you can do.")
    return NotUnderstood(words, n=number, last=last)


def _not_opened(visit: LineVisit, number: int) -> NotUnderstood:
    """Return what is said of something on a list that leads nowhere: what can be done with it."""
    words = ", ".join(f"{action.name} {number}" for action in visit.page.offered() if action.on_item)
    if not words:
        return NotUnderstood(N_("Number {n} is to be read here, and leads nowhere else."), n=number)
    return NotUnderstood(N_("Number {n} is not opened. What can be done with it: {words}."), n=number, words=words)


async def _change(visit: LineVisit, form: Form, number: int) -> Result:
    field = form.fields[number - 1]
    visit.say(field_line(field, visit.session.language))
    submit = next(a for a in visit.page.declared if a.name == form.submit)
    method = getattr(visit.page, submit.method)
    return Ask((field,), method)


async def on(visit: LineVisit) -> Result:
    """Enter: the safe next thing."""
    if not visit.goes_on:
        await visit.refresh()
    if visit.is_live and visit.at == len(visit.units) - 1:
        await visit.page.look()
        visit.show(await visit.page.view())
        await visit.say_unit()
        return Stay()
    if visit.at + 1 < len(visit.units):
        visit.at += 1
        await visit.say_unit()
        return Stay()
    if visit.shown.more and await visit.page.more():
        visit.show(await visit.page.view())
        await visit.say_unit()
        return Stay()
    if following := visit.page.enter():
        action = next((a for a in visit.page.offered() if a.name == following), None)
        if action is not None:
            return await _act(visit, action, "")
    if any(item.to for item in items_of(visit.shown)):
        return Stay(visit.session.say(N_("That is all here. Type a number to choose, ? for what you can do, or back.")))
    return Stay(visit.session.say(N_("That is all here. Type ? for what you can do, or back.")))


async def _renew(visit: LineVisit) -> None:
    """Have what news change said as it is now, a list from its beginning."""
    if not visit.page.renewed_by:
        return
    if visit.page.is_kept:
        await visit.page.resumed()
    else:
        visit.page.whole()
    visit.show(await shown(visit.page))


async def _own(visit: LineVisit, word: str, rest: str) -> Result:
    match word:
        case "?":
            visit.say(*words.keys(visit.page.offered(), visit.session.language))
        case "more":
            return await on(visit)
        case "previous" if visit.at == 0:
            return Stay(visit.session.say(N_("This is the first. To hear it again, type again.")))
        case "previous":
            visit.at -= 1
            await visit.say_unit()
        case "again":
            await _renew(visit)
            await visit.say_unit()
        case "go":
            return Goto(await naming.address(visit, rest) if rest else "go")
    return Stay()
