"""The closed vocabulary of what a page shows. Blocks mean things; each mode decides how they look.

Every string in a block is already in the caller's language, except labels of fields and actions, which the mode
translates. No block holds markup: a member's text is text.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs of the place's own words."""

    paragraphs: tuple[str, ...]

    @classmethod
    def of(cls, *paragraphs: str) -> Prose:
        """Make prose of the paragraphs that are not empty."""
        return cls(tuple(p for p in paragraphs if p))


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a name and what it is now."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a listing. `to` is the address it opens; `id` is what an action on it is given.

    `detail` says the rest in words ("2 new", "note: grief"); it is never needed to tell items apart.
    """

    label: str
    detail: str = ""
    to: str = ""
    id: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Things to choose from. `empty` is said when there are none; `name` names it when it is not the page's title."""

    items: tuple[Item, ...]
    empty: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """Something somebody wrote. `collapsed` posts show `note` and keep `text` until opened.

    `where` names the thread and board when the page does not; `standing` is the author's badge ("moderator").
    `called` is the word for it in a prompt, where it is no post ("Note").
    """

    id: str
    author: str
    when: str
    text: str
    standing: str = ""
    kind: str = ""
    where: str = ""
    note: str = ""
    new: bool = False
    collapsed: bool = False
    number: int = 0
    called: str = ""


class Kind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    SECRET = "secret"  # noqa: S105 - a kind of field
    CHOICE = "choice"
    SEVERAL = "several"
    YES = "yes"


Check = Callable[[str], Awaitable[str]]
"""Takes what was typed, returns it cleaned, raises a BBSError that says what to type instead."""
Remark = Callable[[str], str]
"""Takes a text, returns a line about it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question.

    `label` is the prompt, at most four words. `intro` is said before it, `help` on `?`. `value` is what it is now and
    what Enter keeps; a text begins with it, else with its draft. `optional` fields may be left empty. `extra` fields
    are not asked for: they are offered by name when the rest is reviewed. `draft` is the place under which a
    half-written text is kept, `quotation` what a text goes on with below it. The choices of SEVERAL are shown with
    their numbers; what is typed is for `check` to understand. What `private` fields hold is never taken from a command,
    which others on a machine can see. `results` is the address of a page that lists what the words find, with {words}
    in it: a mode may show it while they are typed. `remark` says in one line what a writer may want to know about what
    they wrote, "" for nothing: it is shown or said, and never in the way. Of choices that are taken `at_once` the digit
    alone is the answer where keys are pressed; 0 is the tenth.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    intro: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    value: str = ""
    limit: int = 400
    optional: bool = False
    extra: bool = False
    draft: str = ""
    quotation: str = ""
    private: bool = False
    results: str = ""
    at_once: bool = False
    check: Check | None = None
    remark: Remark | None = None

    def chosen(self, typed: str, say: Callable[[str], str]) -> str | None:
        """Return which of its choices was typed: its number, value, or label as `say` has it; None for none."""
        word = typed.strip().lower()
        if word.isdecimal() and 1 <= int(word) <= len(self.choices):
            return self.choices[int(word) - 1].value
        named = (one.value for one in self.choices if word in (one.value.lower(), say(one.label).lower()))
        return next(named, None)

    def begun(self, kept: str) -> str:
        """Return what a text begins with, where `kept` is its draft: that, what is quoted and not in it yet, a line."""
        quotation = "" if self.quotation and self.quotation in kept else self.quotation
        return self.value or "\n".join((*filter(None, (kept, quotation)), *([""] if quotation else [])))


@dataclass(frozen=True, slots=True)
class Form:
    """Fields with their present values; changing one runs the page's action `submit` with just that value."""

    fields: tuple[Field, ...]
    submit: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing the caller should know now."""

    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers. Its sentence says all that matters; the picture is optional.

    `points` are drawn as bars, of `most` where that is not the largest of them. `rows` are drawn as they are: each of
    pieces of text with a level, 0 for what can be skipped, else 1 (low) to 5.
    """

    sentence: str
    points: tuple[tuple[str, float], ...] = ()
    most: float = 0
    rows: tuple[tuple[tuple[str, int], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Live:
    """A stream: what has come so far. `topic` is what the page listens to; what comes later waits for the caller."""

    topic: str
    posts: tuple[Post, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Art:
    """A small picture in characters. `alt` is what it is, in a sentence.

    `beats` are the forms that it slowly passes through where the caller asked for motion, each with its seconds.
    """

    lines: tuple[str, ...]
    alt: str
    beats: tuple[tuple[tuple[str, ...], float], ...] = ()


@dataclass(frozen=True, slots=True)
class Paced:
    """Steps taken one at a time, at the caller's pace. `way_out` is said with every step.

    `picture` is company for the eyes and says nothing more: it stands below the present step where things are drawn,
    and is not told with each step where they are said. Who comes back goes on `at` a step; 0 is the first.
    """

    steps: tuple[str, ...]
    way_out: str
    picture: Art | None = None
    at: int = 0


Block = Prose | Facts | Listing | Post | Form | Notice | Chart | Live | Paced | Art
"""All there is. An eleventh needs a better reason than convenience."""


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows now. `more` says that the page has further posts or items to give.

    `total` counts the posts of the whole, `prompt` asks in the page's own words (at most four).
    """

    title: str
    blocks: Sequence[Block]
    more: bool = False
    total: int = 0
    prompt: str = ""
