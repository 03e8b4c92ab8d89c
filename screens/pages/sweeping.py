"""Spam from one account or many: who would go, said in words before it is done; and what was done, to be undone."""

from __future__ import annotations

from typing import Final

from bbs import drafting
from bbs.community import decisions, queue, sweeps
from bbs.community.sweeps import Account, Scope
from bbs.errors import NotFound
from bbs.language import N_
from bbs.news import DECIDED, News
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.view import Choice, Field, Item, Kind, Listing, Notice, Prose, View
from screens.when import day, when

SCOPES: Final = {
    Scope.ALONE: N_("this account alone"),
    Scope.INVITED: N_("with those who came with the same invitation, and whom they invited"),
    Scope.SAME: N_("with new accounts that wrote the same words"),
    Scope.HOUR: N_("with everybody who joined within an hour of it"),
}
TIMES: Final = {"all": N_("everything"), "day": N_("since yesterday"), "week": N_("of the last seven days")}
SECONDS: Final = {"day": 24 * 3600, "week": 7 * 24 * 3600}
REASONS: Final = N_(
    "Posts from your account look as if a program sent them, or as if they were there to advertise. So they are out of "
    "sight, and the account is closed for a while. If that is a mistake, please appeal: somebody else looks, and all "
    "of it can be put back."
)
DANGER: Final = N_(
    "Something urgent is open about {handles}: they may be in danger. Gentler things first; to leave somebody out, "
    "{one:leave-out/l}."
)
NAMELESS: Final = N_("What was written without a name stays: it would tell whose it is.")
UNDOING: Final = N_("One key puts all of it back. Each of them is told why, and can appeal.")


def _counted(session: Session, accounts: int, posts: int, threads: int | None = None) -> str:
    """Return "3 accounts, 38 posts, 12 threads"."""
    count = session.language.count
    said = [count("{n} account", "{n} accounts", accounts), count("{n} post", "{n} posts", posts)]
    if threads is not None:
        said.append(count("{n} thread", "{n} threads", threads))
    return ", ".join(said)


class SweepPage(AnyPage):
    """What would go with one account, and who with it; nothing is done before it is agreed to."""

    pattern = "desk/sweep/{handle}"
    title = N_("Take spam away")
    who = Who.STAFF
    listed = False
    is_remembered = False

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.scope = Scope.ALONE
        self.time = "all"
        self.left: set[int] = set()
        self.reasons, self.rule = session.say(REASONS), ""
        """What each of them is told: why, and by which guideline, if one is named."""
        self.accounts: list[Account] = []
        self.in_danger: set[int] = set()

    async def view(self) -> View:
        """Say what would go, account by account."""
        session, say = self.session, self.session.say
        found = await session.read(sweeps.found, session.person, self.parts["handle"], self.scope, since=self._since)
        self.accounts = [one for one in found if one.id not in self.left]
        ids = [one.id for one in self.accounts]
        self.in_danger = await session.read(queue.in_danger_among, session.vault, session.person, ids)
        posts, threads = (sum(getattr(one, what) for one in self.accounts) for what in ("posts", "threads"))
        chosen = say(N_("Chosen: {who}; {time}."), who=say(SCOPES[self.scope]), time=say(TIMES[self.time]))
        would = say(N_("This would go: {what}."), what=_counted(session, len(self.accounts), posts, threads))
        ends = say(N_("It lasts {n} days at most, and ends by itself."), n=sweeps.CLOSED_DAYS)
        told = say(N_("They are told: {words}"), words=self.reasons)
        rule = say(N_("The guideline: {line}"), line=self.rule) if self.rule else ""
        items = tuple(
            Item(one.handle, self._detail(one), f"members/{one.handle}", id=str(one.id)) for one in self.accounts
        )
        listing = Listing(items, say(N_("Nobody is left in it.")), say(N_("Who would go")))
        prose = Prose.of(chosen, f"{would} {ends} {say(UNDOING)}", say(NAMELESS), " ".join(filter(None, (told, rule))))
        danger = [one.handle for one in self.accounts if one.id in self.in_danger]
        about = say(DANGER, handles=", ".join(danger))
        title = say(N_("Take spam by {handle} away"), handle=self.parts["handle"])
        return View(title, (*([Notice(about)] if danger else ()), prose, listing))

    @property
    def _draft(self) -> str:
        """Where the reasons are kept while they are written, and until it is done."""
        return f"desk/sweep/{self.parts['handle']}/words"

    @property
    def _since(self) -> int:
        return self.session.now - SECONDS[self.time] if self.time in SECONDS else 0

    def _detail(self, one: Account) -> str:
        say = self.session.say
        posts = self.session.language.count("{n} post", "{n} posts", one.posts)
        joined = say(N_("joined {day}, {posts}"), day=day(self.session, one.joined_at), posts=posts)
        return f"{joined}, {say(N_('may be in danger'))}" if one.id in self.in_danger else joined

    def can(self, action: Action) -> bool:
        """Offer doing it, and leaving somebody out, where there is somebody."""
        return bool(self.accounts) if action.name in ("take-away", "leave-out") else super().can(action)

    @action("x", N_("take all of it away"), name="take-away", confirm=N_("Close these accounts, with all they wrote?"))
    async def take_away(self) -> Result:
        """Do it, and tell the visits that are open."""
        session = self.session
        ids = [one.id for one in self.accounts]
        sweep, made = await session.write(
            sweeps.sweep,
            session.vault,
            session.person,
            ids,
            reasons=self.reasons,
            rule=self.rule,
            since=self._since,
            now=session.now,
        )
        for decision in made:
            session.house.news.tell(News(DECIDED, decision, session.person.id if session.person else 0))
        await drafting.drop(session, self._draft)
        done = session.language.count(
            "{n} account is closed, and what it wrote is out of sight.",
            "{n} accounts are closed, and what they wrote is out of sight.",
            len(made),
        )
        return Goto(f"desk/sweeps/{sweep}", done, replace=True)

    @action("s", N_("who goes with it"), name="with-it")
    async def with_it(self) -> Result:
        """Choose who belongs to it."""

        async def chosen(values: Values) -> Result:
            self.scope, self.left = Scope(values["scope"]), set()
            return await self._chosen()

        choices = tuple(Choice(scope.value, words) for scope, words in SCOPES.items())
        field = Field("scope", N_("Who goes"), Kind.CHOICE, choices=choices, value=self.scope.value, at_once=True)
        return Ask((field,), chosen)

    @action("t", N_("from when on"), name="since")
    async def since(self) -> Result:
        """Choose how far back their posts go."""

        async def chosen(values: Values) -> Result:
            self.time = values["time"]
            return await self._chosen()

        choices = tuple(Choice(value, words) for value, words in TIMES.items())
        field = Field("time", N_("Which posts"), Kind.CHOICE, choices=choices, value=self.time, at_once=True)
        return Ask((field,), chosen)

    @action("l", N_("leave somebody out"), name="leave-out", on_item=True)
    async def leave_out(self, item: str) -> Result:
        """Spare an account that does not belong to it."""
        if not item.isdecimal():
            raise NotFound
        self.left.add(int(item))
        return await self._chosen(self.session.say(N_("Left out.")))

    async def _chosen(self, notice: str = "") -> Stay:
        """Show what would go now: nothing of it goes before that was read."""
        await self.view()
        proof = f"{[one.id for one in self.accounts]} {self.time} {self.reasons} {self.rule}"
        return Stay(notice, redraw=True, unsent="take-away", proof=proof)

    @action("w", N_("change what they are told"), name="words")
    async def words(self) -> Result:
        """Write the reasons anew, and name a guideline."""
        short = self.session.house.texts.guidelines.short
        rules = {**{str(n): rule.line for n, rule in enumerate(short, 1)}, "0": ""}
        named = tuple(Choice(number, line or N_("None of them")) for number, line in rules.items())
        number = next(number for number, line in rules.items() if line == self.rule)

        async def keep(values: Values) -> Result:
            self.reasons, self.rule = values["text"], rules[values["guideline"]]
            return await self._chosen()

        intro = self.session.say(N_("Each of them reads this, with how to appeal."))
        field = Field(
            "text", N_("Why"), Kind.TEXT, intro=intro, value=self.reasons, draft=self._draft, limit=decisions.LONGEST
        )
        guideline = Field(
            "guideline", N_("Which guideline"), Kind.CHOICE, choices=named, value=number, extra=True, optional=True
        )
        return Ask((field, guideline), keep, confirm=N_("Keep"), is_sent_later=True)


class SweepsPage(AnyPage):
    """What was taken away at once lately."""

    pattern = "desk/sweeps"
    title = N_("Spam taken away")
    who = Who.STAFF

    async def view(self) -> View:
        """List it, newest first."""
        session = self.session
        found = await session.read(sweeps.lately, session.vault, session.person)
        items = tuple(
            Item(
                when(session, one.made_at),
                session.say(N_("put back since")) if one.undone_at else one.by,
                f"desk/sweeps/{one.id}",
            )
            for one in found
        )
        how = N_("To take away what an account wrote, with others who came with it or alone: {do:begin/m}.")
        listing = Listing(items, session.say(N_("Nothing was taken away.")))
        return View(session.say(self.title), (listing, Prose.of(session.say(how))))

    @action("m", N_("begin with an account"), name="begin")
    async def begin(self) -> Result:
        """Ask whose posts are spam."""

        async def go(values: Values) -> Result:
            return Goto(f"desk/sweep/{values['handle'].strip().lower()}")

        intro = self.session.say(N_("You see who and what would go before anything is done."))
        return Ask((Field("handle", N_("Which handle"), intro=intro, check=self._known),), go)

    async def _known(self, typed: str) -> str:
        session = self.session
        await session.read(sweeps.found, session.person, typed, Scope.ALONE)
        return typed.strip()


class SweptPage(AnyPage):
    """One time that accounts were closed at once, and the key that puts all of it back."""

    pattern = "desk/sweeps/{sweep:int}"
    title = N_("Spam taken away")
    who = Who.STAFF
    listed = False
    can_undo = False

    async def view(self) -> View:
        """Say what was done and by whom."""
        session, say = self.session, self.session.say
        found = await session.read(sweeps.get, session.vault, session.person, int(self.parts["sweep"]))
        self.can_undo = found.undone_at is None and bool(found.accounts)
        by = found.by or say(N_("somebody who left"))
        said = [
            say(N_("By {name}, {when}."), name=by, when=when(session, found.made_at)),
            _counted(session, len(found.accounts), found.posts) + ".",
        ]
        if found.undone_at is not None:
            said.append(say(N_("All of it was put back {when}."), when=when(session, found.undone_at)))
        items = tuple(Item(handle, to=f"members/{handle}") for handle in found.accounts)
        listing = Listing(items, say(N_("The words are gone by now.")), say(N_("Accounts")))
        return View(say(self.title), (Prose.of(*said), listing))

    def can(self, action: Action) -> bool:
        """Offer undoing while there is something to undo."""
        return self.can_undo if action.name == "undo" else super().can(action)

    @action("u", N_("put all of it back"))
    async def undo(self) -> Result:
        """Undo all of it; who is here is told."""
        session, sweep = self.session, int(self.parts["sweep"])
        made = await session.write(sweeps.undo, session.vault, session.person, sweep, now=session.now)
        for decision in made:
            session.house.news.tell(News(DECIDED, decision, session.person.id if session.person else 0))
        words = session.language.count(
            "Put back: {n} account, with all it wrote.", "Put back: {n} accounts, with all they wrote.", len(made)
        )
        return Stay(words, redraw=True)
