"""Looking at pages in the full screen: all their words, read to the end, and all their keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bbs.session import Session
from screens.fullscreen.key_list import KeyList
from screens.fullscreen.keys import letter
from screens.fullscreen.page_screen import PageScreen
from screens.fullscreen.sheet import value_of
from screens.fullscreen.widgets.body import Body
from screens.view import Art, Block, Chart, Facts, Form, Listing, Live, Notice, Paced, Post, Prose
from tests.screens.fullscreen.visits import Drawn, drawn

EVERYWHERE = "Everywhere"
"""What the keys are listed under that are the same on every page."""


@dataclass(frozen=True)
class Looked:
    """What stood on a page: every string of its blocks, all that was shown (without blanks), what its keys do.

    `offered` is what the page offered there and then, `named` what its list of keys said of that.
    """

    wanted: list[str]
    shown: str
    offered: set[str]
    named: set[str]


def squeezed(words: str) -> str:
    """Return words without blanks: where they were divided into lines does not count."""
    return re.sub(r"\s", "", words)


async def looks_around(session: Session, addresses: Iterable[str], listed: dict[str, set[str]]) -> dict[str, Looked]:
    """Open one page after the other in one visit, and look at each.

    The list of keys is made of what a page offers and of nothing else: each is looked at once for pages of one kind
    that offer the same. `listed` holds what was looked at in visits before.
    """
    async with drawn(session) as visit:
        return {address: await _look(visit, address, listed) for address in addresses}


async def _look(visit: Drawn, address: str, listed: dict[str, set[str]]) -> Looked:
    screen = await visit.opens(address)
    wanted = [words for block in screen.shown.blocks for words in words_of(block, visit.session)]
    shown = await visit.reads_through(screen.body)
    offered = screen.page.offered()
    offering = f"{type(screen)} {type(screen.page)} {offered}"
    if offering not in listed:
        listed[offering] = await _keys(visit, screen)
    shown |= await _steps(visit, screen)
    words = squeezed("".join(shown[n] for n in sorted(shown)))
    return Looked(wanted, words, {action.name for action in offered}, listed[offering])


async def _steps(visit: Drawn, screen: PageScreen) -> dict[int, str]:
    """Take the steps of a paced page; each is added below the ones before it."""
    shown: dict[int, str] = {}
    for paced in (block for block in screen.shown.blocks if isinstance(block, Paced)):
        last = f"Step {len(paced.steps)} of"
        while screen.onward.step + 1 < len(paced.steps):
            before = (screen.onward.step, screen.body.top)
            visit.presses(" ")  # once a time: after the last step it may lead on to another page
            await visit.until(lambda was=before: (screen.onward.step, screen.body.top) != was, last)  # type: ignore[misc]
        await visit.until(lambda last=last: last in visit.glass.text()[-2], last)  # type: ignore[misc]
        screen.body.choose(0)
        screen.body.scroll(-screen.body.top)
        shown = await visit.reads_through(screen.body)
    return shown


async def _keys(visit: Drawn, screen: PageScreen) -> set[str]:
    """Return the names of the actions whose keys are listed."""
    visit.presses("?")
    await visit.until(lambda: isinstance(visit.app.screen, KeyList) and visit.app.screen.is_ready, "the list of keys")
    body = visit.app.screen.query_one(Body)
    await visit.until(lambda: bool(body.sheet.lines), "keys")
    rows = await visit.reads_through(body)
    listed = [row for _, row in sorted(rows.items())]
    own = [re.split(r"\s{2,}", row.strip(), maxsplit=1) for row in listed[: _first(listed)] if row.strip()]
    visit.presses("?")  # as Esc does, which is waited for: it may be the beginning of another key
    await visit.until(lambda: visit.app.screen is screen, "the page again")
    say = visit.session.say
    return {a.name for a in screen.page.declared if [letter(a), say(a.label)] in own}


def _first(listed: list[str]) -> int:
    return next(n for n, row in enumerate(listed) if row.strip() == EVERYWHERE)


def words_of(block: Block, session: Session) -> Iterator[str]:
    """Generate everything in a block that somebody is to read."""
    match block:
        case Prose(paragraphs):
            yield from paragraphs
        case Facts(rows):
            yield from (words for row in rows for words in row)
        case Notice(words):
            yield words
        case Chart(sentence=sentence):
            yield sentence
        case Art(lines=lines):
            yield from lines
        case Paced(steps, way_out):
            yield from (*steps, way_out)
        case Live(_, posts, empty):
            yield from (words for post in posts for words in words_of(post, session))
            yield from () if posts else (empty,)
        case Form(fields, _):
            yield from (
                words for field in fields for words in (session.say(field.label), value_of(field, session.language))
            )
        case Listing():
            yield from _in_list(block)
        case Post():
            yield from (block.author, block.standing, block.kind, block.when, block.where, block.note)
            yield "" if block.collapsed else block.text


def _in_list(listing: Listing) -> Iterator[str]:
    yield listing.name
    if not listing.items:
        yield listing.empty
    for item in listing.items:
        yield from (item.label, item.detail)
