"""What somebody is at on a page, by a name that both modes know: a change of mode goes on there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from screens.page import Page
from screens.view import Block, Item, Listing, Live, Post, View

FURTHEST = 20
"""Stretches of a page in which what somebody was at is looked for: a list may be long, and it gone from there."""
STEP = "step/"
"""How the name of a step begins, of those that are taken one at a time."""


def step_name(step: int) -> str:
    """Return the name of a step of a page; 0 is the first."""
    return f"{STEP}{step}"


def step_named(name: str) -> int:
    """Return which step has a name: the first, where it is the name of something else."""
    number = name.removeprefix(STEP)
    return int(number) if name.startswith(STEP) and number.isdecimal() else 0


def name_of(what: object) -> str:
    """Return the name of something on a page that can be chosen, "" where it has none."""
    match what:
        case Item(to=to, id=id_):
            return to or id_
        case Post(id=id_):
            return id_
    return ""


async def with_chosen(page: Page, view: View, name: str) -> View:
    """Return a view of a page as far down as what has a name, or as far as anybody looks for it."""
    for _ in range(FURTHEST):
        if not name or name in _names(view) or not view.more or not await page.more():
            break
        view = joined(view, await page.view())
    return view


def _names(view: View) -> Iterator[str]:
    for block in view.blocks:
        match block:
            case Listing(items):
                yield from map(name_of, items)
            case Live(_, posts):
                yield from map(name_of, posts)
            case _:
                yield name_of(block)


def joined(before: View, after: View) -> View:
    """Return two stretches of a page as one: lists are joined, and what was there already is left out."""
    blocks: list[Block] = list(before.blocks)
    for block in after.blocks:
        if isinstance(block, Listing) and blocks and isinstance(blocks[-1], Listing):
            blocks[-1] = replace(blocks[-1], items=(*blocks[-1].items, *block.items))
        elif block not in blocks:
            blocks.append(block)
    return replace(after, blocks=tuple(blocks))
