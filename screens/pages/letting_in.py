"""Answering several applications at once: who, yes or no, one text, read as they will read it, and then sent."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from bbs import drafting
from bbs.community import applications, desk
from bbs.community.applications import Application
from bbs.errors import BBSError, NotFound, NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, action
from screens.pages.quoting import numbers
from screens.view import Choice, Field, Kind, Post, Prose, View

YES_WORDS = N_("You are welcome here. Come in whenever you like.")
ALL = "all"
YES, NO = "yes", "no"
AT_ONCE = 50
"""Applications that can be answered at one time: those that have waited longest."""
EVERYWHERE = frozenset(AnyPage.declared)
WHILE_UNSENT = frozenset({"send", "change", "leave-unsent"})


@dataclass(frozen=True)
class Together:
    """An answer that waits to be sent to several."""

    chosen: tuple[Application, ...]
    approve: bool
    words: str


class LettingIn(AnyPage):
    """The base of the list of applications: `lines` are those that wait, as they were last shown."""

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.lines: list[Application] = []
        self.unsent: Together | None = None

    def can(self, action: Action) -> bool:
        """Offer sending and what goes with it while something is unsent, else choosing where there are several."""
        if self.unsent is not None:
            return action.name in WHILE_UNSENT or (action in EVERYWHERE and super().can(action))
        if action.name == "several":
            return len(self.lines) > 1
        return action.name not in WHILE_UNSENT and super().can(action)

    def named(self, one: Application) -> str:
        """Return who asks, and whether what they wrote sounds heavy."""
        heavy = self.session.say(N_("sounds heavy")) if one.is_noticed else ""
        return ", ".join(filter(None, (one.handle, heavy)))

    def before_it_is_sent(self, unsent: Together) -> View:
        """Show an answer as each of them will read it."""
        say = self.session.say
        names = ", ".join(one.handle for one in unsent.chosen)
        done = N_("Let in: {names}.") if unsent.approve else N_("Not let in: {names}.")
        each = say(N_("Each of them reads this. {Do:send/s} to send it, {do:change/c} to change it."))
        post = Post("answer", say(N_("The desk")), "", unsent.words, kind=say(N_("an answer")), number=1)
        return View(
            say(N_("Before it is sent")),
            (Prose.of(say(done, names=names), each), post),
            total=1,
            prompt=say(N_("Send it, or not")),
        )

    @action("m", N_("answer several at once"))
    async def several(self) -> Result:
        """Choose who, and whether they are let in. Whose words sound heavy is a part of it only by name."""
        lines = self.lines[:AT_ONCE]

        async def check(typed: str) -> str:
            _chosen(lines, typed)
            return typed

        async def chosen(values: Values) -> Result:
            approve = values["answer"] == YES
            words = self.session.say(YES_WORDS) if approve else ""
            return await self._ask_words(Together(_chosen(lines, values["who"]), approve, ""), words)

        intro = N_("Numbers or names, such as 2-4, 7; or all.")
        heavy = sum(1 for one in lines if one.is_noticed)
        said = [self.session.say(intro)]
        if heavy:
            count = self.session.language.count
            said.append(
                count(
                    "The first sounds heavy: read it by itself. All leaves it out.",
                    "The first {n} sound heavy: read each by itself. All leaves them out.",
                    heavy,
                )
            )
        who = Field(
            "who",
            N_("Who"),
            Kind.SEVERAL,
            intro=" ".join(said),
            choices=tuple(Choice(one.handle, self.named(one)) for one in lines),
            check=check,
        )
        answers = (Choice(YES, N_("They are let in")), Choice(NO, N_("They are not let in")))
        return Ask((who, Field("answer", N_("Your answer"), Kind.CHOICE, choices=answers, at_once=True)), chosen)

    async def _ask_words(self, unsent: Together, drafted: str) -> Result:
        """Ask for the one text that all of them read."""
        session, place = self.session, _draft(unsent)

        async def written(values: Values) -> Result:
            if not values["text"].strip():
                raise NotUnderstood(N_("Please write a few words: each of them reads them."))
            self.unsent = replace(unsent, words=values["text"])
            with suppress(BBSError):  # a full disk: the words stand here still
                await drafting.keep(session, place, self.unsent.words)
            notice = session.say(N_("Not sent yet: read it as they will."))
            return Stay(notice, redraw=True, unsent="send", proof=repr(self.unsent))

        yes = N_("What each of them reads, in your words; nobody's name is told.")
        no = N_("Say why, kindly: each of them reads it. They keep help, the tools and the desk.")
        field = Field(
            "text",
            N_("Your words"),
            Kind.TEXT,
            intro=session.say(yes if unsent.approve else no),
            value=unsent.words or await drafting.begun(session, place) or drafted,
            limit=desk.LONGEST,
            draft=place,
        )
        return Ask((field,), written, is_sent_later=True)

    @property
    def _waiting(self) -> Together:
        if self.unsent is None:
            raise NotFound
        return self.unsent

    @action("s", N_("send it to each of them"))
    async def send(self) -> Result:
        """Answer them; who is not as they were when they were chosen is left out, and that is said."""
        session, unsent = self.session, self._waiting
        answered, left = await session.write(
            applications.decide_together,
            session.vault,
            session.person,
            unsent.chosen,
            unsent.words,
            approve=unsent.approve,
            now=session.now,
        )
        self.unsent = None
        await drafting.drop(session, _draft(unsent))
        said = []
        if answered:
            done = N_("Members now: {names}.") if unsent.approve else N_("Told, with your words: {names}.")
            said.append(session.say(done, names=", ".join(answered)))
        if left:
            words = N_("Left out, because something about it changed meanwhile: {names}.")
            said.append(session.say(words, names=", ".join(left)))
        if not answered:
            return Stay(" ".join(said), redraw=True, refused=True)
        return Goto("desk/applications", " ".join(said), replace=True)

    @action("c", N_("change the words"))
    async def change(self) -> Result:
        """Go on writing what they read."""
        return await self._ask_words(self._waiting, "")

    @action("j", N_("do not send it"), name="leave-unsent")
    async def leave_unsent(self) -> Result:
        """Go back to the list; the words are kept as a draft."""
        return Stay(self.left_on_page(), redraw=True)

    def left_on_page(self) -> str:
        """Leave what waits to be sent: the list is there again."""
        is_begun, self.unsent = self.unsent is not None, None
        return self.session.say(N_("Not sent. Your words are kept as a draft.")) if is_begun else ""


def _draft(unsent: Together) -> str:
    return f"desk/applications/{YES if unsent.approve else NO}"


def _chosen(lines: list[Application], typed: str) -> tuple[Application, ...]:
    """Return who is meant by "2-4, 7", by names, or by "all", which is nobody whose words sound heavy.

    Raises NotUnderstood.
    """
    words = [word for word in typed.lower().replace(",", " ").split() if word]
    if words == [ALL]:
        found = tuple(one for one in lines if not one.is_noticed)
        if not found:
            raise NotUnderstood(N_("Each of these sounds heavy: read each by itself, from the list."))
        return found
    named = {one.handle: one for one in lines}
    if words and all(word in named for word in words):
        return tuple(one for one in lines if one.handle in words)
    return tuple(lines[n - 1] for n in numbers(typed, len(lines)))
