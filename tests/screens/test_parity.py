"""What a page offers is what every mode offers, to everybody: no feature lives in one mode alone."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import pytest

from bbs.arrival import Terminal
from bbs.errors import BBSError
from bbs.session import Mode
from screens.linemode import words
from screens.page import Action, Page
from screens.pages import PAGES
from screens.view import View
from tests import houses
from tests.screens.fullscreen.looking import Looked, looks_around, squeezed
from tests.screens.settled import ROLES, Settled, plain_addresses, settled

WIDE = Terminal(kind="xterm", columns=300, locale="en_GB.UTF-8")
ADDRESSES = (
    *plain_addresses(),
    *("boards/sleep", "boards/sleep/live", "boards/sleep/{thread}", "boards/sleep/{thread}/1", "search/night", "go/bo"),
    *("boards/sleep/{thread}/1/history", "boards/sleep/tagged/dreams", "office/boards/sleep"),
    *("help/GB", "help/lines/GB", "help/line/{line}", "desk/note/{line}", "desk/answer/{code}", "office/lines/GB"),
    *("members/sam", "members/wren", "members/kit", "members/wren/with-them", "my-data/drafts"),
    *("help/card/GB", "help/for/carers", "help/in/pl", "help/line/{line}/code/phone"),
    *("desk/cases/{case}", "desk/cases/{case}/about", "desk/only/urgent", "desk/only/closed"),
    *("desk/{note}", "desk/own/{note}", "desk/applications/{applicant}", "reports/{report}"),
    *("desk/procedures/under-18", "desk/procedures/under-18/{case}", "office/feedback/{feedback}"),
    *("moods/{checkin}", "drafts/{draft}", "noticed/{said}", "tools/breath", "tools/for/sleep"),
    *("plan/signs", "plan/step/6", "journal/{entry}", "journal/found/rain", "journal/calendar/2026-4"),
    *("questions/who-5", "desk/course/worry", "desk/course/worry/2", "desk/course/worry/3a"),
    *("groups/low-mood-group", "groups/carers-group", "groups/sleep-group", "groups/low-mood-group/looks"),
    *("groups/low-mood-group/guidelines", "groups/low-mood-group/people", "tend/{tended}", "looks/{look}"),
    *("desk/groups/{proposal}", "office/members/sam", "office/members/found/a", "office/settings/joining"),
    *("office/texts/about", "office/texts/name", "office/texts/picture"),
    *("office/log/1", "office/log/act/member-noted", "office/log/of/wren"),
    *("desk/sweep/lou", "desk/sweeps/1", "desk/members/wren/invitations"),
    *("groups/carers-group/asks", "groups/carers-group/notes", "groups/sleep-group/care", "office/groups/grief-group"),
    *("groups/sleep-group/items", "groups/sleep-group/items/{asked}", "groups/sleep-group/out"),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settled]:
    with settled(tmp_path_factory.mktemp("settled") / "home") as found:
        yield found


@pytest.fixture(scope="module")
def compared() -> defaultdict[str, set[str]]:
    """The addresses that were compared for a role before this one, by what is seen: the rest is no different."""
    return defaultdict(set)


def in_line_mode(place: Settled, role: str, address: str) -> set[str]:
    """Return the names of what `?` says one can do, but for the words of the line mode itself."""
    said = houses.visit(place.house, [f"go {address}", "?"], place.people[role], terminal=WIDE)
    answer = said.rpartition(": ?\n")[2].rpartition("\n")[0]
    named = re.findall(r"(?:^|\. |\n)(?:\S or )?([a-z!?][a-z-]*[!]?)(?=[.:])", answer)
    return set(named) - set(words.OWN)


@dataclass(frozen=True)
class Offer:
    """A page as somebody finds it, and what it offers them."""

    address: str
    page: Page
    actions: list[Action]
    view: View

    @cached_property
    def seen_alike(self) -> str:
        """What is the same for two callers who see and are offered the same."""
        return f"{type(self.page)} {self.view} {self.actions}"


def offers(place: Settled, role: str, mode: Mode = Mode.LINE) -> Iterator[Offer]:
    """Yield every page that a role can open, with what it offers when its turn comes: reading changes that."""
    for pattern in ADDRESSES:
        try:
            yield asyncio.run(_offer(place, role, mode, pattern.format(**place.names)))
        except BBSError:
            continue


async def _offer(place: Settled, role: str, mode: Mode, address: str) -> Offer:
    page = place.page(role, address)
    page.session.mode = mode
    view = await page.view()
    return Offer(address, page, page.offered(), view)


@cache
def offered(place: Settled, role: str) -> list[Offer]:
    """Return the same, looked up once: for what does not hang on who was where before."""
    return list(offers(place, role))


LISTED: dict[str, set[str]] = {}
"""The keys that were listed for what is offered on a kind of page."""


@cache
def walked(place: Settled, role: str) -> dict[str, tuple[str, Looked]]:
    """Return what somebody sees who opens every page there is for them in one visit, in the full screen.

    What is no different for those in the roles before theirs was looked at then.
    """
    before = ROLES[: ROLES.index(role)]
    known = {alike: looked for other in before for alike, looked in walked(place, other).values()}
    mine = {offer.address: offer.seen_alike for offer in offers(place, role, Mode.FULL)}
    fresh = [address for address, alike in mine.items() if alike not in known]
    seen = asyncio.run(looks_around(place.session(role), fresh, LISTED))
    return {address: (alike, seen.get(address) or known[alike]) for address, alike in mine.items()}


@pytest.mark.parametrize("role", ROLES)
def test_the_line_mode_offers_what_the_page_offers(
    place: Settled, role: str, compared: defaultdict[str, set[str]]
) -> None:
    pages = 0
    for pages, offer in enumerate(offers(place, role), 1):  # noqa: B007 - how many there were
        if offer.address not in compared[offer.seen_alike]:
            said = in_line_mode(place, role, offer.address)
            assert said == {action.name for action in offer.actions}, offer.address
        compared[offer.seen_alike].add(offer.address)
    assert pages > 20


@pytest.mark.parametrize("role", ROLES)
def test_the_full_screen_offers_what_the_page_offers(place: Settled, role: str) -> None:
    pages = walked(place, role)
    assert len(pages) > 20
    for address, (_, looked) in pages.items():
        assert looked.named == looked.offered, address


@pytest.mark.parametrize("role", ROLES)
def test_the_full_screen_shows_the_words_of_every_block(place: Settled, role: str) -> None:
    pages = walked(place, role)
    assert len(pages) > 20
    for address, (_, looked) in pages.items():
        assert looked.wanted, address
        for wanted in looked.wanted:
            assert squeezed(wanted) in looked.shown, (address, wanted)


def test_every_kind_of_page_is_compared(place: Settled) -> None:
    kinds = {type(offer.page) for role in ROLES for offer in offered(place, role)}
    assert {page.__name__ for page in PAGES} - {kind.__name__ for kind in kinds} == set()


@pytest.mark.parametrize("role", ROLES)
def test_in_line_mode_the_word_and_the_letter_of_an_action_both_mean_it(place: Settled, role: str) -> None:
    for offer in offered(place, role):
        for action in offer.actions:
            assert words.resolve(action.name, "", offer.actions) == action
            assert words.resolve(action.key, "", offer.actions) == action
            assert words.resolve(action.name.upper(), "", offer.actions) == action
