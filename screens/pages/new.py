"""New: one key through everything that is new to somebody, and what they can do on the way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from bbs.community import new_scan, posts, scanning, unread
from bbs.community.posts import PostLine
from bbs.community.reading import POSTS_A_PAGE
from bbs.community.scanning import Step
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Goto, Result, Stay, Who, action
from screens.pages.quoting import Others
from screens.pages.reading import ReadingPage
from screens.view import Notice, View

OWN = frozenset({"skip", "mute", "undo"})


class NewPage(ReadingPage):
    """Everything new to the caller: replies to them and what they follow first, then thread by thread.

    It is taken down when they came. After an undo it begins with the post where they were, and so it does back on it,
    or in the other mode. `total` is 0 where there is more than is counted.
    """

    pattern = "new"
    title = N_("New")
    who = Who.MEMBER

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.stretch: list[PostLine] | None = None
        self.end = (0, 0)
        self.may_go_on = False
        self.before = 0
        self.total = 0
        self.shown: set[int] = set()
        self.numbered: dict[int, tuple[int, int]] = {}
        """The posts that were shown, each with its thread, by the numbers they have here."""

    async def view(self) -> View:
        """Show a stretch of new posts."""
        if self.stretch is None:
            await self._begin()
        assert self.stretch is not None  # noqa: S101 - just fetched
        title = self.session.say(self.title)
        if not self.stretch:
            return View(title, (Notice(self.session.say(N_("Nothing new. You have seen it all."))),))
        blocks = tuple(
            replace(self.block(line, where=True, new=True), number=n)
            for n, line in enumerate(self.stretch, self.before + 1)
        )
        before = {n: post for n, post in self.numbered.items() if n <= self.before}
        self.numbered = before | {n: (line.id, line.thread) for n, line in enumerate(self.stretch, self.before + 1)}
        more = self.before + len(blocks) < self.total if self.total else self.may_go_on
        return View(title, blocks, more=more, total=self.total)

    async def _begin(self) -> None:
        """Take down what is new; after an undo, or back here, begin with what was before the caller then."""
        self.stretch, self.session.resume = await self._resumed(), ()
        if not self.stretch:
            await self._fetch((0, 0))
        else:
            self.end, self.may_go_on = (self.stretch[-1].thread, self.stretch[-1].id), True
            if self.chosen:
                before = self.stretch
                await self._fetch(self.end)
                self.stretch = [*before, *self.stretch]
        new = await self.session.read(self._which_are_new)
        self.shown.update(line.id for line in self.stretch or () if line.id not in new)
        await self._count(0)

    def _which_are_new(self) -> set[int]:
        return unread.new_of(self.session.member, [line.id for line in self.stretch or ()])

    async def _resumed(self) -> list[PostLine]:
        lines = []
        for post in self.session.resume or ([int(self.chosen)] if self.chosen else []):
            with suppress(NotFound):
                lines.append(await self.session.read(posts.get, self.session.member, post))
        return lines

    async def _fetch(self, after: tuple[int, int]) -> None:
        self.stretch = await self.session.read(new_scan.next_posts, self.session.member, after=after)
        if self.stretch:
            self.end = (self.stretch[-1].thread, self.stretch[-1].id)
        self.may_go_on = len(self.stretch) == POSTS_A_PAGE
        self.lines.clear()

    async def more(self) -> bool:
        """Go on to the new posts that follow."""
        if not self.stretch:
            return False
        self.before += len(self.stretch)
        await self._fetch(self.end)
        return bool(self.stretch)

    async def seen(self, item: str) -> None:
        """Take note that a post was seen, whether or not its turn has come in its thread."""
        if (line := self.lines.get(int(item))) is not None:
            self.shown.add(line.id)
            await self.session.write(scanning.see, self.session.member, line.thread, line.id)

    async def others(self, line: PostLine) -> Others:
        """Return the posts of the same thread that are shown here, by their numbers here."""

        async def find(number: int) -> PostLine | None:
            post, thread = self.numbered.get(number, (0, 0))
            return await self.session.read(posts.get, self.session.member, post) if thread == line.thread else None

        is_alone = all(post == line.id or thread != line.thread for post, thread in self.numbered.values())
        return Others(0 if is_alone else max(self.numbered), find)

    def offered(self) -> list[Action]:
        """Name answering before skipping."""
        return sorted(super().offered(), key=lambda each: each.name in OWN)

    def can(self, action: Action) -> bool:
        """Offer skipping and muting where there is a post, and taking back where there is something to take back."""
        if action.name in ("skip", "mute"):
            return bool(self.stretch)
        return bool(self.session.steps) if action.name == "undo" else super().can(action)

    @action("s", N_("skip the rest of this thread"), on_item=True)
    async def skip(self, item: str) -> Result:
        """Call the rest of a thread read, and go past it."""
        line = await self._at(item)
        step = await self.session.write(scanning.skip, self.session.member, line.thread, self._before(line))
        return await self._past(step, N_("Skipped. {Do:undo/z} to take that back."))

    @action("m", N_("mute this thread"), on_item=True)
    async def mute(self, item: str) -> Result:
        """Leave a thread out of New from now on, and go past it."""
        line = await self._at(item)
        at, now = self._before(line), self.session.now
        step = await self.session.write(scanning.mute, self.session.member, line.thread, at, now=now)
        return await self._past(step, N_("Muted: not in New any more. {Do:undo/z} to take that back."))

    async def _at(self, item: str) -> PostLine:
        """Return the post somebody is at, which they have seen then."""
        await self.seen(item)
        line = self.lines.get(int(item))
        return line if line is not None else await self.session.read(posts.get, self.session.member, int(item))

    def _before(self, line: PostLine) -> tuple[int, ...]:
        """Return the posts of this stretch from one on."""
        ids = [each.id for each in self.stretch or ()]
        return tuple(ids[ids.index(line.id) :]) if line.id in ids else (line.id, *ids)

    async def _past(self, step: Step, words: str) -> Result:
        """Leave out what of a thread would come after the post where the step was taken, and count what is left.

        That post may be of a stretch before this one, in a mode that still shows it.
        """
        self.session.steps.append(step)
        stretch = self.stretch or []
        here = next((n for n, line in enumerate(stretch, 1) if line.id == step.posts[0]), 0)
        left = [line for line in stretch[here:] if line.thread != step.thread]
        self.stretch = stretch[:here] + left
        await self._count(here)
        return Stay(self.session.say(words), on=True) if here else Stay(self.session.say(words), redraw=True)

    async def sorted_out(self) -> None:
        """Leave out what the caller muted a moment ago and has not seen."""
        new = await self.session.read(self._which_are_new)
        self.stretch = [line for line in self.stretch or () if line.id in new or line.id in self.shown]
        await self._count(0)

    async def _count(self, here: int) -> None:
        """Count anew how many posts there are in all, `here` of this stretch being behind the caller."""
        shown = sum(line.id in self.shown for line in (self.stretch or [])[here:])
        count = await self.session.read(new_scan.count_new, self.session.member)
        self.total = 0 if count.more else self.before + here + shown + count.posts

    @action("z", N_("undo: take the last skip or mute back"))
    async def undo(self) -> Result:
        """Have the last skip or mute of this visit undone, and be where it was done."""
        if not self.session.steps:
            return Stay(self.session.say(N_("There is nothing to take back.")))
        step = self.session.steps.pop()
        await self.session.write(scanning.take_back, self.session.member, step, now=self.session.now)
        self.session.resume = step.posts
        words = self.session.say(N_('Taken back. You are in "{title}" again.'), title=step.title)
        return Goto("new", words, replace=True)
