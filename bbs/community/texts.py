"""The words the place says, as they come with the package: read once at start, refused loudly when they are wrong.

One folder a language under bbs/text; what a language lacks is said in English. The composition root loads the
texts and passes them on. Words that are wrong are our own bug, never a caller's doing: they raise ValueError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from bbs.community import (
    anger,
    course,
    exercises,
    hints,
    phrase_cards,
    procedures,
    prompts,
    questionnaires,
    starter_groups,
)
from bbs.community.course import Lesson, Tour
from bbs.community.debrief import Room
from bbs.community.exercises import Exercise
from bbs.community.noticing.listening import Noticing, shipped
from bbs.community.phrase_cards import PhraseCard
from bbs.community.plan_words import PlanWords, plan_words
from bbs.community.procedures import Procedure
from bbs.community.prompts import PromptKind
from bbs.community.questionnaires import Questionnaire
from bbs.community.shipped_words import Folders, Table
from bbs.community.starter_groups import Listening, StarterGroup
from bbs.community.tags import tag_of

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Guideline:
    """One of the seven: a sentence, and what it looks like. `since` is the version that last changed it."""

    line: str
    example: str
    since: int = 1


@dataclass(frozen=True)
class Guidelines:
    """What joining means to accept. A new `version` asks again; somebody reads it all afresh by `review_by`."""

    version: int
    review_by: date
    short: tuple[Guideline, ...]
    long: str


@dataclass(frozen=True)
class StarterThread:
    """A first thread on a board, written by the house."""

    title: str
    text: str


@dataclass(frozen=True)
class StarterBoard:
    """A board that a new community starts with. `public` boards can be read by guests.

    `tags` are words to find threads by; `nameless` boards take posts without their author's name.
    """

    slug: str
    title: str
    about: str
    public: bool
    threads: tuple[StarterThread, ...]
    tags: tuple[str, ...] = ()
    nameless: bool = True


@dataclass(frozen=True)
class Picture:
    """A drawing in plain characters, and the sentence that stands for it."""

    art: str
    alt: str


@dataclass(frozen=True)
class Texts:
    """Everything the place says at length, in one language. Cut long ones with `paragraphs`."""

    language: str
    guidelines: Guidelines
    welcome: str
    about: str
    privacy: str
    seen: str
    after_joining: str
    under_18: str
    closed: str
    waiting: str
    editing: str
    what_to_say: str
    this_computer: str
    boards: tuple[StarterBoard, ...]
    groups: tuple[StarterGroup, ...]
    listening: tuple[Listening, ...]
    tools: tuple[Exercise, ...]
    questionnaires: tuple[Questionnaire, ...]
    harbour: Picture
    noticing: Noticing
    hints: hints.Wordings
    anger: anger.Temper
    plan: PlanWords
    prompts: tuple[PromptKind, ...]
    course: tuple[Lesson, ...]
    debrief: Room
    tour: Tour
    phrase_cards: tuple[PhraseCard, ...]
    procedures: tuple[Procedure, ...]


@dataclass(frozen=True)
class DemoMember:
    """A fictional member. `role` is member, moderator or operator."""

    handle: str
    role: str


@dataclass(frozen=True)
class DemoPost:
    """A fictional post. `reply_to` counts the posts of its thread from 1; 0 is a reply to nobody."""

    author: str
    minutes_ago: int
    text: str
    note: str
    reply_to: int


@dataclass(frozen=True)
class DemoThread:
    """A fictional thread on the board with this slug, its posts oldest first; `note` covers the whole of it."""

    board: str
    title: str
    note: str
    posts: tuple[DemoPost, ...]


@dataclass(frozen=True)
class DemoGroup:
    """Who is in a support group of the demo: first those who look after it."""

    slug: str
    facilitators: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True)
class DemoReport:
    """A fictional report of a post, by its thread's title and its number there; `reason` is one of reports.Reason."""

    thread: str
    post: int
    by: str
    reason: str
    minutes_ago: int
    words: str


@dataclass(frozen=True)
class Demo:
    """The people and conversations of a demo, never mixed into a real home. Threads are in the order they began."""

    members: tuple[DemoMember, ...]
    groups: tuple[DemoGroup, ...]
    threads: tuple[DemoThread, ...]
    reports: tuple[DemoReport, ...]


def load(language: str = "en", root: Traversable | None = None) -> Texts:
    """Return the words in a language ("es"), each file that it lacks in English.

    `root` is the folder of the languages, if not the package's own. Raises ValueError, naming the file, for
    words that are missing or not as they should be.
    """
    folders = Folders(root or files("bbs") / "text", language)
    return Texts(
        language=language,
        guidelines=_guidelines(folders.table("guidelines.toml"), folders.prose("guidelines_long.md")),
        welcome=folders.prose("welcome.md"),
        about=folders.prose("about.md"),
        privacy=folders.prose("privacy.md"),
        seen=folders.prose("seen.md"),
        after_joining=folders.prose("after_joining.md"),
        under_18=folders.prose("under_18.md"),
        closed=folders.prose("closed.md"),
        waiting=folders.prose("waiting.md"),
        editing=folders.prose("editing.md"),
        what_to_say=folders.prose("what_to_say.md"),
        this_computer=folders.prose("this_computer.md"),
        boards=_boards(folders.table("boards.toml")),
        groups=starter_groups.all_of(folders.table("groups.toml"), _flowing),
        listening=starter_groups.listening(folders.table("listening.toml")),
        tools=exercises.all_of(folders),
        questionnaires=questionnaires.all_of(folders),
        harbour=_picture(folders.table("harbour.toml")),
        noticing=Noticing(root) if root else shipped(),
        hints=hints.wordings(folders.table("hints.toml")),
        anger=anger.temper(folders.table("anger.toml")),
        plan=plan_words(folders.table("plan.toml")),
        prompts=prompts.load(folders),
        course=course.all_of(folders),
        debrief=_debrief(folders.table("debrief.toml")),
        tour=course.tour(folders.table("tour.toml")),
        phrase_cards=phrase_cards.all_of(folders),
        procedures=procedures.all_of(folders),
    )


def load_demo(root: Traversable | None = None) -> Demo:
    """Return the fictional community. Raises ValueError for words that are missing or not as they should be."""
    table = Folders(root or files("bbs") / "text", "demo").table("threads.toml")
    members = tuple(DemoMember(m.text("handle"), m.text("role")) for m in table.tables("member"))
    handles = {m.handle for m in members}
    groups = tuple(_demo_group(group, handles) for group in table.tables("group"))
    threads = tuple(_demo_thread(thread, handles) for thread in table.tables("thread"))
    table.done()
    begun = tuple(sorted(threads, key=lambda thread: -thread.posts[0].minutes_ago))
    desk = Folders(root or files("bbs") / "text", "demo").table("desk.toml")
    reports = tuple(_demo_report(report, threads) for report in desk.tables("report"))
    desk.done()
    return Demo(members, groups, begun, reports)


def paragraphs(text: str) -> list[str]:
    """Cut a text at its blank lines and join the lines of each paragraph. A heading keeps its "# "."""
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]


def _guidelines(table: Table, long: str) -> Guidelines:
    short = tuple(
        Guideline(g.text("line"), g.text("example"), g.take("since", int, 1)) for g in table.tables("guideline")
    )
    guidelines = Guidelines(table.take("version", int), table.take("review_by", date), short, long)
    table.done()
    return guidelines


def _boards(table: Table) -> tuple[StarterBoard, ...]:
    boards: dict[str, StarterBoard] = {}
    for board in table.tables("board"):
        slug = board.text("slug")
        if not SLUG.fullmatch(slug) or slug in boards:
            raise board.wrong(f"slug {slug!r} must be a-z, 0-9 and single hyphens, and no other board's")
        threads = tuple(StarterThread(t.text("title"), _flowing(t.text("text"))) for t in board.tables("thread", []))
        boards[slug] = StarterBoard(
            slug,
            board.text("title"),
            board.text("about"),
            board.take("public", bool),
            threads,
            _tags(board),
            board.take("nameless", bool, True),
        )
    table.done()
    return tuple(boards.values())


def _debrief(table: Table) -> Room:
    room = Room(table.text("title"), table.text("about"), table.text("guidelines"))
    table.done()
    return room


def _tags(table: Table) -> tuple[str, ...]:
    """Return the tags of a board, which are kept as they are written: small letters, none twice."""
    words = table.take("tags", list, [])
    if len(set(words)) < len(words) or not all(isinstance(word, str) and tag_of(word) == word for word in words):
        raise table.wrong("tags must be a list of short texts in small letters without commas, none of them twice")
    return tuple(words)


def _picture(table: Table) -> Picture:
    picture = Picture(table.text("art"), table.text("alt"))
    table.done()
    return picture


def _demo_group(table: Table, handles: set[str]) -> DemoGroup:
    group = DemoGroup(table.text("slug"), table.texts("facilitators"), table.texts("members"))
    if not handles.issuperset({*group.facilitators, *group.members}):
        raise table.wrong("somebody in it is no member of the demo")
    return group


def _demo_thread(table: Table, handles: set[str]) -> DemoThread:
    posts: list[DemoPost] = []
    for post in table.tables("post"):
        author, minutes_ago = post.text("author"), post.take("minutes_ago", int)
        reply_to = post.take("reply_to", int, 0)
        if author not in handles:
            raise post.wrong(f"author {author!r} is no member of the demo")
        if minutes_ago < 0 or (posts and minutes_ago >= posts[-1].minutes_ago):
            raise post.wrong("minutes_ago must get smaller from post to post, and not below 0")
        if not 0 <= reply_to <= len(posts):
            raise post.wrong("reply_to must be the number of an earlier post")
        posts.append(DemoPost(author, minutes_ago, _flowing(post.text("text")), post.text("note", ""), reply_to))
    if not posts:
        raise table.wrong("a thread needs a post")
    return DemoThread(table.text("board"), table.text("title"), table.text("note", ""), tuple(posts))


def _demo_report(table: Table, threads: tuple[DemoThread, ...]) -> DemoReport:
    title, post = table.text("thread"), table.take("post", int)
    if not any(thread.title == title and 1 <= post <= len(thread.posts) for thread in threads):
        raise table.wrong(f"there is no post {post} in {title!r}")
    minutes = table.take("minutes_ago", int)
    return DemoReport(title, post, table.text("by"), table.text("reason"), minutes, table.text("words"))


def _flowing(text: str) -> str:
    """Undo the line breaks that only keep the file narrow; blank lines stay."""
    return "\n\n".join(paragraphs(text))
