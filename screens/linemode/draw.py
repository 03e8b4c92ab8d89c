"""Any page as plain lines: what is said together is a unit, and Enter goes from unit to unit.

Every line makes sense alone. Members' words are indented by two blanks, so that nothing they write can pass for a
line of the place itself; screen readers do not speak blanks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bbs.language import N_, Language
from screens.chosen import name_of, step_name
from screens.rows import rows_of
from screens.said import said
from screens.view import (
    Art,
    Block,
    Chart,
    Facts,
    Field,
    Form,
    Item,
    Kind,
    Listing,
    Live,
    Notice,
    Paced,
    Post,
    Prose,
    View,
)

ITEMS_AT_ONCE = 10
"""ACCESS.md L4."""
WORDS_AT_ONCE = 120
"""Prose beyond this many words goes on after Enter, at a paragraph's end."""
INDENT = "  "
MORE = N_("More: m or Enter.")


@dataclass(frozen=True)
class Unit:
    """What is said at once. `item` is what actions on this unit are given; `place` names it in the prompt.

    `short` names it where a prompt has less room.
    `holds` are the names of what can be chosen in it. `is_closed` posts are covered by a content note; what `is_cut`
    says that m goes on.
    """

    lines: tuple[str, ...]
    place: str = ""
    short: str = ""
    item: str = ""
    number: int = 0
    holds: tuple[str, ...] = ()
    is_post: bool = False
    is_closed: bool = False
    is_cut: bool = False


def units(view: View, language: Language, *, stressed: bool = False) -> list[Unit]:
    """Return a view as units, in reading order. The title starts the first line of the first one.

    `stressed` has emphasis in what members wrote said in words.
    """
    drawn: list[Unit] = []
    lead: list[str] = []
    for before, block in zip((None, *view.blocks), view.blocks, strict=False):
        for unit in _block_units(block, view, language, stressed):
            if isinstance(block, Notice) and isinstance(before, Listing):  # a word on a list is heard with its end
                end = drawn.pop() if drawn else Unit(())
                drawn.append(replace(end, lines=(*end.lines, *lead, *unit.lines)))
                lead = []
            elif unit.is_post or unit.place or unit.is_cut:
                drawn.append(replace(unit, lines=(*lead, *unit.lines)))
                lead = []
            else:
                if lead and _words(lead) + _words(unit.lines) > WORDS_AT_ONCE:
                    drawn.append(Unit((*lead, language(MORE)), is_cut=True))
                    lead = []
                lead.extend(unit.lines)
    if lead or not drawn:
        drawn.append(Unit(tuple(lead)))
    if not any(isinstance(block, Listing) and not block.name for block in view.blocks) and view.title:
        drawn[0] = replace(drawn[0], lines=(as_sentence(view.title), *drawn[0].lines))
    return drawn


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def as_sentence(words: str) -> str:
    """End a line with a full stop; not behind one in a quotation, nor after a web address: it would be copied along."""
    whole = words.rstrip('"').endswith((".", "?", "!", ":")) or "://" in words.rsplit(" ", 1)[-1]
    return words if whole else words + "."


def _block_units(block: Block, view: View, language: Language, stressed: bool) -> Iterator[Unit]:
    match block:
        case Prose(paragraphs):
            yield from (Unit((paragraph,)) for paragraph in paragraphs)
        case Facts(rows):
            yield Unit(tuple(as_sentence(f"{name}: {value}") for name, value in rows))
        case Notice(words):
            yield Unit((words,))
        case Chart(sentence, _):
            yield Unit((sentence,))
        case Art(_, alt):
            yield Unit((language(N_("Picture: {what}"), what=as_sentence(alt)),))
        case Listing():
            yield from _listing(block, view, language)
        case Form(fields, _):
            yield from _form(fields, language)
        case Post():
            yield _post(block, view, language, stressed)
        case Live(_, posts, empty):
            yield from (_post(post, view, language, stressed) for post in posts)
            if not posts:
                yield Unit((empty,))
        case Paced(steps, way_out, _, at):
            for n, step in enumerate(steps[at:], at + 1):
                place = language(N_("Step {n} of {total}"), n=n, total=len(steps))
                yield Unit((step, way_out), place=place, number=n, holds=(step_name(n - 1),))


def field_line(field: Field, language: Language) -> str:
    """Say a field and what it is now."""
    labels = {choice.value: language(choice.label) for choice in field.choices}
    value = labels.get(field.value, field.value)
    if field.kind is Kind.SECRET:
        value = language(N_("not shown"))
    return as_sentence(f"{language(field.label)}: {value or language(N_('not set'))}")


def _form(fields: Sequence[Field], language: Language) -> Iterator[Unit]:
    """Say what the fields are now, as many at once as of a list."""
    lines = [f"{n}. {field_line(field, language)}" for n, field in enumerate(fields, 1)]
    for start in range(0, len(lines), ITEMS_AT_ONCE):
        part, left = lines[start : start + ITEMS_AT_ONCE], len(lines) - start - ITEMS_AT_ONCE
        tail = [_left(left, language)] if left > 0 else []
        yield Unit((*part, *tail), is_cut=bool(tail))


def _left(count: int, language: Language) -> str:
    return language.count("{n} more: m or Enter.", "{n} more: m or Enter.", count)


def item_line(number: int, item: Item) -> str:
    """Say an item: its number, its label, then the rest in words."""
    return as_sentence(f"{number}. {item.label}" + (f", {item.detail}" if item.detail else ""))


def listing_head(block: Listing, view: View, language: Language) -> str:
    """Say what a list is of, and how long it is."""
    name = block.name or view.title
    if not block.items:
        return as_sentence(name)
    if view.more:
        return language(N_("{name}, {n} items and more."), name=name, n=len(block.items))
    return language.count("{name}, {n} item.", "{name}, {n} items.", len(block.items), name=name)


def _listing(block: Listing, view: View, language: Language) -> Iterator[Unit]:
    name, count = block.name or view.title, listing_head(block, view, language)
    if not block.items:
        yield Unit((count, block.empty))
        return
    head = [count, language(N_("Type a part of a name to find it."))] if is_long(block) else [count]
    lines = [item_line(n, item) for n, item in enumerate(block.items, 1)]
    for start in range(0, len(lines), ITEMS_AT_ONCE):
        part = lines[start : start + ITEMS_AT_ONCE]
        left = len(lines) - start - len(part)
        tail = [_left(left, language)] if left else []
        if view.more and not left:
            tail = [language(MORE)]
        yield Unit(
            (*(head if start == 0 else ()), *part, *tail),
            place=view.prompt or language(N_("{name}, choose"), name=name),
            holds=tuple(filter(None, map(name_of, block.items[start : start + ITEMS_AT_ONCE]))),
            is_cut=bool(tail),
        )


def _numbered(post: Post, language: Language, total: int) -> str:
    """Call a post by its number, with their `total` where that is not 0; what is no post by the word for it."""
    if post.called and total == 1:
        return language(N_("{name}, choose"), name=post.called)
    if post.called:
        words = N_("{what} {n} of {total}") if total else N_("{what} {n}")
    else:
        words = N_("Post {n} of {total}") if total else N_("Post {n}")
    return language(words, what=post.called, n=post.number, total=total)


def is_long(listing: Listing) -> bool:
    """Say whether a list is better searched than heard."""
    return len(listing.items) > 2 * ITEMS_AT_ONCE


def _post(post: Post, view: View, language: Language, stressed: bool) -> Unit:
    new = language(N_("new")) if post.new else ""
    head = ", ".join(part for part in (post.author, post.standing, post.kind, new, post.when) if part) + "."
    if post.where:
        head += f" {as_sentence(post.where)}"
    if post.note:
        head += " " + language(N_("Content note: {note}."), note=post.note)
    if post.collapsed:
        lines: tuple[str, ...] = (
            head,
            language(N_("Not shown yet. open reads it; Enter goes past.")),
        )
    else:
        words = said(post.text, language, stressed=stressed)
        lines = (head, *(INDENT + line if line else "" for line in words))
    is_alone = [block for block in view.blocks if isinstance(block, Post)] == [post]
    named = language(N_("{name}, choose"), name=view.title) if is_alone and view.title else ""
    place = _numbered(post, language, view.total) if view.total else named
    short = _numbered(post, language, 1 if is_alone and post.called else 0)
    return Unit(
        lines,
        place=view.prompt or place or short,
        short="" if view.prompt else short,
        item=post.id,
        number=post.number,
        holds=(name_of(post),),
        is_post=True,
        is_closed=post.collapsed,
    )


def items_of(view: View) -> tuple[Item, ...]:
    """Return everything in a view that can be chosen by number."""
    return tuple(item for block in view.blocks if isinstance(block, Listing) for item in block.items)


def wrapped(line: str, columns: int) -> list[str]:
    """Break a line between words. What follows its first row is indented, as members' words are.

    So a row at the left edge always begins something the place says, whatever somebody puts in a title.
    """
    return rows_of(line, max(20, columns - 1), INDENT)
