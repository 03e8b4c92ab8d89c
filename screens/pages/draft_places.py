"""What a draft is, by the place under which it is kept, and where it is gone on with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bbs.community import boards, posts
from bbs.community.desk import About
from bbs.community.drafts import Kept
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.errors import NotFound
from bbs.language import N_
from screens.pages.appointment import DRAFT as APPOINTMENT

OFFICE = "office/"
"""How the places begin where words for everybody are kept while an operator writes them."""
OWN_PAGE, WITH_ME = "members/own", "with-me"
"""Where what somebody writes about themselves is kept while they write it (members.py)."""
PLAN, JOURNAL, CHANGED = "plan/", "journal/", "journal/change/"
"""How the places begin where parts of a plan and journal entries are kept while they are written."""
GROUPS, TEND = "groups/", "tend/"
"""How the places begin where words for a support group are kept while they are written."""
LOOK = "looks/look"
"""Where the reason for a look into a group is kept while it is typed; at that of its title the thread it is for."""
HAND_OVER = "desk/handover"
"""Where the note for whoever comes on shift next is kept while it is written."""

THREAD = re.compile(r"boards/(?P<board>[^/]+)/post")
NOTE = re.compile(r"desk/note/(?P<about>[^/]+)")
OF_POST = re.compile(r"threads/(?P<thread>[0-9]+)/(?P<what>[a-z]+)/(?P<post>[0-9]+)")
ABOUT_POST = {
    "reply": N_("A reply in {name}"),
    "edit": N_("A change of your post in {name}"),
    "thank": N_("Thanks for a post in {name}"),
    "bookmark": N_("The note of a bookmark in {name}"),
    "who": N_("Why you look up who wrote in {name}"),
}
"""What is written about a post, by the part of its place that says so."""
SOMETHING = N_("Something you began")

PLACES = (
    (r"(?P<to>desk/[0-9]+)/answer", N_("An answer to a note")),
    (r"(?P<to>desk/cases/[0-9]+)/note", N_("A note for the others at the desk")),
    (r"(?P<to>desk/cases/(?P<name>[0-9]+))/(reasons|words)", N_("What somebody is told, case {name}")),
    (r"(?P<to>desk/cases/(?P<name>[0-9]+))/(keep|edit)", N_("What is put beneath a post or taken out, case {name}")),
    (r"(?P<to>desk/sweep/(?P<name>[^/]+))/words", N_("Why spam by {name} is taken away")),
    (r"(?P<to>desk/cases/(?P<name>[0-9]+))/look", N_("Why you look, case {name}")),
    (r"(?P<to>desk/applications/[0-9]+)/why", N_("An answer to somebody who asks to join")),
    (r"(?P<to>desk/applications)/[^/]+", N_("An answer to several who ask to join")),
    (r"(?P<to>looks)/look", N_("Why you look into a group")),
    (rf"(?P<to>{HAND_OVER})", N_("A note for whoever comes next")),
    (r"(?P<to>decisions)/[0-9]+/appeal", N_("Your appeal")),
    (r"(?P<to>reports/[0-9]+)", N_("More about a report")),
    (r"(?P<to>office/feedback/[0-9]+)/(question|answer)", N_("Feedback to publish")),
    (rf"(?P<to>{OFFICE}.+)", N_("Something for the office")),
    (r"(?P<to>about/feedback)", N_("Feedback on this place")),
    (rf"(?P<to>{WITH_ME})", N_("How to be with you")),
    (rf"(?P<to>{APPOINTMENT})", N_("A page for an appointment")),
    (rf"(?P<to>{TEND}[0-9]+)/fold", N_("Why a post is folded")),
    (rf"(?P<to>{TEND}.+?)(/refer)?", N_("What the desk is told of a post")),
)
"""Places that say by themselves what is kept there (`name`), and the page on which it is gone on with (`to`)."""


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list. `words` say what it is, marked for translation; `name` fills them.

    `to` is where to go on, "" where that is not there any more, or nobody writes there.
    """

    kept: Kept
    words: str
    name: str
    to: str


def named(person: Person, places: list[Kept]) -> list[DraftLine]:
    """Return what is kept at some places, in words, for who began it."""
    answered = [int(found["post"]) for kept in places if (found := OF_POST.fullmatch(kept.to))]
    lines = posts.by_id(person, answered)
    away = frozenset(board.slug for board in boards.put_away()) if places else frozenset()
    return [_line(person, kept, lines, away) for kept in places]


def _line(person: Person, kept: Kept, answered: dict[int, PostLine], away: frozenset[str]) -> DraftLine:
    """Say what a draft is by the place it is kept under. A place that cannot be named is still listed."""
    if found := THREAD.fullmatch(kept.to):
        try:
            board = boards.get(person, found["board"])
        except NotFound:
            return DraftLine(kept, SOMETHING, "", "")
        to = "" if board.slug in away else f"boards/{board.slug}"
        return DraftLine(kept, N_("A new thread in {name}"), board.title, to)
    if (found := OF_POST.fullmatch(kept.to)) and (post := answered.get(int(found["post"]))):
        to = f"boards/{post.board}/{post.thread}/{post.number}"
        if found["what"] == "reply" and post.board in away:
            to = ""
        return DraftLine(kept, ABOUT_POST.get(found["what"], SOMETHING), post.title, to)
    if found := NOTE.fullmatch(kept.to):
        to = "help/person" if found["about"] == About.CRISIS else "desk/note"
        return DraftLine(kept, N_("A note to the desk"), "", to)
    for pattern, words in PLACES:
        if found := re.fullmatch(pattern, kept.to):
            return DraftLine(kept, words, found.groupdict().get("name", ""), found["to"])
    return DraftLine(kept, *_own(kept.to))


def _own(place: str) -> tuple[str, str, str]:
    """Return the words for what is somebody's own, or their group's, nothing to fill them with, and where it is."""
    if place == OWN_PAGE:
        return N_("What you write about yourself"), "", "my-page"
    if place.startswith(PLAN):
        part = place.removeprefix(PLAN)
        return N_("Your safety plan"), "", "plan" if part == "all" else f"plan/{part}"
    if place.startswith(CHANGED):
        return N_("A change in your journal"), "", f"journal/{place.removeprefix(CHANGED)}"
    if place.startswith(JOURNAL):
        return N_("Something for your journal"), "", "journal/write"
    if place.startswith(GROUPS):
        return N_("Something for a support group"), "", _in_group(place)
    return SOMETHING, "", ""


def _in_group(place: str) -> str:
    """Return where words for a support group are gone on with."""
    match place.split("/"):
        case [_, slug, "note"]:
            return f"groups/{slug}/notes"
        case [_, slug, "weekly" | "welcome" | "guidelines"]:
            return f"groups/{slug}/care"
        case [_, slug, "items", number, *_]:
            return f"groups/{slug}/items/{number}"
        case [_, slug, "out", *_]:
            return f"groups/{slug}/out"
        case [_, slug, "ask"]:
            return f"groups/{slug}"
    return "groups"
