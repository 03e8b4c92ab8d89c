"""The words the place says, as they come with the package: read once at start, refused loudly when they are wrong.

One folder a language under bbs/text; what a language lacks is said in English. The composition root loads the
texts and passes them on. Words that are wrong are our own bug, never a caller's doing: they raise ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from bbs.community import (
    anger,
    course,
    exercises,
    hints,
    phrase_cards,
    pictures,
    procedures,
    prompts,
    questionnaires,
    starter_groups,
    voices,
)
from bbs.community.course import Lesson, Tour
from bbs.community.debrief import Room
from bbs.community.exercises import Exercise
from bbs.community.noticing.listening import Noticing, shipped
from bbs.community.phrase_cards import PhraseCard
from bbs.community.pictures import Picture
from bbs.community.plan_words import PlanWords, plan_words
from bbs.community.procedures import Procedure
from bbs.community.prompts import PromptKind
from bbs.community.questionnaires import Questionnaire
from bbs.community.shipped_words import Folders, Table
from bbs.community.starter_groups import Listening, StarterGroup
from bbs.community.tags import tag_of
from bbs.community.voices import Voice

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
class Beginnings:
    """What a new community starts with."""

    boards: tuple[StarterBoard, ...]
    groups: tuple[StarterGroup, ...]


@dataclass(frozen=True)
class Texts(Beginnings):
    """Everything the place says at length, in one language. Cut long ones with `paragraphs`.

    `voices` are those that operators may write anew (bbs/community/voices.py); each is whole under its own name too.
    """

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
    listening: tuple[Listening, ...]
    tools: tuple[Exercise, ...]
    questionnaires: tuple[Questionnaire, ...]
    harbour: Picture
    shipped_harbour: Picture
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
    voices: Mapping[str, Voice]

    def speaking(self, own: Mapping[str, str], name: str) -> Texts:
        """Return the same with words of this place's own, where there are any, and with its name."""
        said: dict[str, Any] = {each: one.said(own.get(each), name) for each, one in self.voices.items()}
        drawn = pictures.of(own["picture"]) if "picture" in own else self.shipped_harbour
        return replace(self, harbour=drawn, **said)


def beginnings() -> Beginnings:
    """Return what a new community starts with, and read nothing else: all there is takes a second."""
    folders = Folders(files("bbs") / "text", "en")
    return Beginnings(*_beginnings(folders))


def load(language: str = "en", root: Traversable | None = None) -> Texts:
    """Return the words in a language ("es"), each file that it lacks in English.

    `root` is the folder of the languages, if not the package's own. Raises ValueError, naming the file, for
    words that are missing or not as they should be.
    """
    folders = Folders(root or files("bbs") / "text", language)
    voiced, harbour = voices.all_of(folders), _picture(folders.table("harbour.toml"))
    boards, groups = _beginnings(folders)
    return Texts(
        boards=boards,
        groups=groups,
        language=language,
        guidelines=_guidelines(folders.table("guidelines.toml"), folders.prose("guidelines_long.md")),
        welcome=voiced["welcome"].said(),
        about=voiced["about"].said(),
        privacy=voiced["privacy"].said(),
        seen=folders.prose("seen.md"),
        after_joining=voiced["after_joining"].said(),
        under_18=folders.prose("under_18.md"),
        closed=voiced["closed"].said(),
        waiting=voiced["waiting"].said(),
        editing=folders.prose("editing.md"),
        what_to_say=folders.prose("what_to_say.md"),
        this_computer=folders.prose("this_computer.md"),
        listening=starter_groups.listening(folders.table("listening.toml")),
        tools=exercises.all_of(folders),
        questionnaires=questionnaires.all_of(folders),
        harbour=harbour,
        shipped_harbour=harbour,
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
        voices=voiced,
    )


def paragraphs(text: str) -> list[str]:
    """Cut a text at its blank lines and join the lines of each paragraph. A heading keeps its "# "."""
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]


def _beginnings(folders: Folders) -> tuple[tuple[StarterBoard, ...], tuple[StarterGroup, ...]]:
    return _boards(folders.table("boards.toml")), starter_groups.all_of(folders.table("groups.toml"), flowing)


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
        threads = tuple(StarterThread(t.text("title"), flowing(t.text("text"))) for t in board.tables("thread", []))
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


def flowing(text: str) -> str:
    """Undo the line breaks that only keep the file narrow; blank lines stay."""
    return "\n\n".join(paragraphs(text))
