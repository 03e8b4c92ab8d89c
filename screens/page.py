"""A page: an address, a view and actions. A feature that is no page does not exist; a page exists in both modes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeVar

from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Mode, Session
from screens.arriving import is_at_the_door, may_change_mode
from screens.searching import found_at, words_field
from screens.standing import STANDING, is_closed_to
from screens.view import Field, View

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Goto:
    """Open another page; `replace` leaves this one behind."""

    address: str
    notice: str = ""
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the page before."""

    notice: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Stay here. `redraw` shows the page again, `on` moves to the next thing on it; `refused`: nothing was done.

    `unsent` names the action that does what is only shown so far, `proof` holds all that: a script agrees to just that.
    """

    notice: str = ""
    redraw: bool = False
    on: bool = False
    refused: bool = False
    unsent: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for fields, then go on with their values. `confirm` names the act, to be agreed to at the end ("Post").

    Where what it does depends on the values, `act` says it before, in at most three words ("Post as sam").
    What `is_sent_later` is first shown as it will be read: its drafts stay until then.
    """

    fields: tuple[Field, ...]
    then: Callable[[Values], Awaitable[Result]]
    confirm: str = ""
    act: Callable[[Values], str] | None = None
    is_sent_later: bool = False

    def drafts(self, values: Values) -> dict[str, str]:
        """Return where what is sent with these values was kept as a draft, and the words that stand there now."""
        return {} if self.is_sent_later else {field.draft: values.get(field.name, "") for field in self.fields}


@dataclass(frozen=True, slots=True)
class Leave:
    """End the visit with these words."""

    words: str = ""


Result = Goto | Back | Stay | Ask | Leave


class Who(StrEnum):
    """Whom a page or an action is for."""

    ANYONE = "anyone"
    STRANGER = "stranger"
    MEMBER = "member"
    STAFF = "staff"
    OPERATOR = "operator"

    def includes(self, session: Session) -> bool:
        """Say whether the caller is one of these."""
        person = session.person
        match self:
            case Who.ANYONE:
                return True
            case Who.STRANGER:
                return person is None
            case Who.MEMBER:
                return person is not None
            case Who.STAFF:
                return person is not None and person.is_staff
            case Who.OPERATOR:
                return person is not None and person.role == "operator"


FOR_THE_STAFF = frozenset({Who.STAFF, Who.OPERATOR})


@dataclass(frozen=True, slots=True)
class Action:
    """Something a caller can do on a page. `name` is also its word in line mode and its exec verb, in any language.

    `on_item` actions are given the id of the item or post they act on.
    """

    name: str
    key: str
    label: str
    who: Who
    on_item: bool
    confirm: str
    method: str


Method = TypeVar("Method", bound=Callable[..., Awaitable[Result]])


def action(
    key: str, label: str, *, name: str = "", who: Who = Who.ANYONE, on_item: bool = False, confirm: str = ""
) -> Callable[[Method], Method]:
    """Declare a method of a page as an action. Its name is the method's unless given."""

    def declare(method: Method) -> Method:
        word = name or method.__name__.rstrip("_").replace("_", "-")
        method.action = Action(word, key, label, who, on_item, confirm, method.__name__)  # type: ignore[attr-defined]
        return method

    return declare


class Page:
    """The base of all pages. Subclasses declare `pattern`, `title` and `who`, write `view` and their actions."""

    pattern: ClassVar[str]
    title: ClassVar[str]
    who: ClassVar[Who] = Who.ANYONE
    needs_store: ClassVar[bool] = True
    listed: ClassVar[bool] = True
    previews: ClassVar[bool] = False
    """Whether what its items lead to can be looked at beside them, where there is room."""
    is_remembered: ClassVar[bool] = True
    """Whether it is one of the recent places of a visit. Ways to somewhere else, and private rooms, are not."""
    is_kept: ClassVar[bool] = False
    """Whether the way back finds it as it was left, with what was opened and begun on it."""
    declared: ClassVar[tuple[Action, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Collect the actions a page declares, in the order they are written, before those every page has."""
        own = [vars(cls)[name].action for name in vars(cls) if hasattr(vars(cls)[name], "action")]
        inherited = [a for a in cls.declared if a.method not in vars(cls)]
        cls.declared = (*own, *inherited)

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        self.session = session
        self.address = address
        self.parts = parts
        self.chosen = ""
        """The name of what the caller is at on it (screens/chosen.py), as the mode knows it."""
        self.is_previewed = False
        """Whether it is only looked at beside another one: its keys are not pressed there, so it names none."""

    @property
    def where_now(self) -> str:
        """The address that leads back to where the caller has come to on it."""
        return self.address

    @property
    def list_beside(self) -> str:
        """The address of the list it belongs to, to stand beside it where there is room; "" for none."""
        return ""

    @property
    def renewed_by(self) -> tuple[str, ...]:
        """The topics of news that put something on its list: drawn, it is shown anew; said, `again` says it anew."""
        return ()

    def left_on_page(self) -> str:
        """Leave what was begun on the page, where going back leads to the page itself, and say so; "" for nothing."""
        return ""

    async def view(self) -> View:
        """Return what there is to see now. Raises NotFound when there is nothing the caller may know of."""
        raise NotImplementedError

    async def resumed(self) -> str:
        """Take in what changed meanwhile, on a page that is kept, before it is shown again; return words on that."""
        return ""

    def enter(self) -> str:
        """Return the name of the action that Enter runs when there is nothing further to show; "" for none."""
        return ""

    def can(self, action: Action) -> bool:
        """Say whether an action makes sense in the page's present state. Who may is declared, not decided here."""
        return True

    async def seen(self, item: str) -> None:
        """Take note that the caller was shown a post."""

    def stepped(self, step: int) -> None:
        """Take note of the step that the caller came to; 0 is the first."""

    async def more(self) -> bool:
        """Go on to the further posts or items of a view that has `more`; False when there were none after all."""
        return False

    def whole(self) -> None:
        """Begin at the beginning, for a script: what it is given must not depend on what was read before."""

    async def look(self) -> None:
        """Take what came since the last look, on a page with a stream."""

    def offered(self) -> list[Action]:
        """Return the actions this caller can take here now."""
        return [a for a in self.declared if a.who.includes(self.session) and self.can(a)]

    def withheld(self) -> list[Action]:
        """Return the actions that are for this caller, and make no sense here now."""
        return [a for a in self.declared if a.who.includes(self.session) and not self.can(a)]

    async def instead(self, action: Action) -> Stay | None:
        """Say of an action that is withheld why that is, and what makes sense; None where that goes unsaid."""
        return None

    async def perform(self, action: Action, item: str = "") -> Result:
        """Run an action that was offered. Raises NotFound for who is not of the staff any more."""
        if self.who in FOR_THE_STAFF or action.who in FOR_THE_STAFF:
            await self.session.learn_standing()
            if is_closed_to(self.session, self.address):
                return Goto(STANDING, replace=True)
            if not (self.who.includes(self.session) and action.who.includes(self.session)):
                raise NotFound
        method = getattr(self, action.method)
        result: Result = await (method(item) if action.on_item else method())
        return result


async def search_for(values: Values) -> Result:
    """Open what was found."""
    return Goto(found_at(values["words"]))


class AnyPage(Page):
    """What can be done on every page: find help, go somewhere, search, leave."""

    @action("!", N_("crisis help"), name="help")
    async def crisis_help(self) -> Result:
        """Open crisis help."""
        return Goto("help")

    @action("h", N_("home"))
    async def home(self) -> Result:
        """Go home: the list of what there is, or the door for a stranger."""
        return Goto("home")

    @action("b", N_("back"))
    async def back(self) -> Result:
        """Return to the page before."""
        return Back()

    @action("=", N_("plain lines, or the full screen"), name="mode")
    async def change_mode(self) -> Result:
        """Go on in the other mode, in the same place, for this visit. The setting is for good."""
        self.session.wants = Mode.FULL if self.session.mode is Mode.LINE else Mode.LINE
        return Stay()

    @action("/", N_("search"))
    async def search(self) -> Result:
        """Ask for words and open what holds them."""
        return Ask((words_field(),), search_for)

    def can(self, action: Action) -> bool:
        """Offer the other mode where the caller's terminal can show it; searching inside, while the boards are open."""
        if action.name == "search":
            is_open = self.session.house.store is not None and not self.session.is_crowded
            return is_open and not is_at_the_door(self.session, self.address)
        return action.name != "mode" or may_change_mode(self.session, self.address)

    @action("q", N_("leave"), name="bye")
    async def leave(self) -> Result:
        """End the visit."""
        return Leave(self.session.say(N_("Goodbye. Come back any time.")))


OPEN_TO_ALL = frozenset(action for action in AnyPage.declared if action.name in ("help", "bye"))
"""What everybody can do at any moment, whatever was decided about them meanwhile: crisis help, and leaving."""
