"""A session: who is calling, from what terminal, in which language and mode. Passed, never global."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from bbs import roll
from bbs.arrival import Arrival, Terminal
from bbs.community import members
from bbs.community.hands import Hands
from bbs.community.joining import Underway
from bbs.community.just_now import JustNow
from bbs.community.members import Person
from bbs.community.scanning import Step
from bbs.community.shelf import Owner
from bbs.concerning import concerning
from bbs.doorkeeper import Doorkeeper
from bbs.ears import Ears
from bbs.errors import NotFound
from bbs.house import House
from bbs.language import ENGLISH, Language
from bbs.locker import Again, Locker
from bbs.news import CASES, DECIDED, HANDLED, IN_GROUPS, POSTS, UNTAKEN, News, came_back_to
from bbs.on_call import OnCall
from bbs.recent import Recent
from bbs.visits import Visit
from store.vault import Vault

P = ParamSpec("P")
R = TypeVar("R")


class Mode(StrEnum):
    """How pages are shown."""

    LINE = "line"
    FULL = "full"


@dataclass
class Session:
    """One caller's visit. `places` is the way they came, as addresses: changing the mode keeps it.

    `chosen` names what they were at on each of them (screens/chosen.py).
    `recent` is where they were at all.
    `fingerprint` is of a proven key that signs nobody in yet. `joining` is what a stranger who joins said so far,
    `returning` the id of a member who left and can undo it, `guesses` how many passphrases and codes were tried,
    `fresh_codes` the recovery codes a member is writing down, `return_code` that of who asked to join.
    `steps` are skips and mutes of the new scan that can be taken back, `resume` the posts it begins with after that.
    `hands` write what is being written; `bbs/drafting.py` keeps it.
    `locker` holds what the visit has unlocked of what is private, `just_now` what they said and may go on with.
    `new_since` is from when on what concerns them is marked as new, `on_call` what one of the staff was told in it.
    `mode` is the one they are in, `wants` the one they asked for in this visit, if any; `notice` is what the mode that
    takes over says first. `give_way` lets the mode give the screen back before the server itself says a line. `is_cut`
    says that the line ended by itself, `heard_at` when the last byte came on it, `has_hung_up` that nobody is there any
    more or this place ends the visit, whatever became of the input before.
    """

    id: str
    house: House
    arrival: Arrival
    terminal: Terminal
    network: bytes = b""
    person: Person | None = None
    spoken: Language = ENGLISH
    mode: Mode = Mode.LINE
    wants: Mode | None = None
    notice: str = ""
    country: str = ""
    places: list[str] = field(default_factory=list)
    chosen: dict[str, str] = field(default_factory=dict)
    recent: Recent = field(default_factory=Recent)
    fingerprint: str = ""
    is_crowded: bool = False
    joining: Underway | None = None
    returning: int | None = None
    guesses: int = 0
    fresh_codes: tuple[str, ...] = ()
    return_code: str = ""
    steps: list[Step] = field(default_factory=list)
    resume: tuple[int, ...] = ()
    new_since: int | None = None
    on_call: OnCall = field(default_factory=OnCall)
    locker: Locker = field(default_factory=Locker)
    just_now: JustNow = field(default_factory=JustNow)
    end: Callable[[str], None] = lambda words: None
    on_resize: Callable[[], None] = lambda: None
    on_news: Callable[[str], None] = lambda _topic: None
    on_hang_up: Callable[[], None] = lambda: None
    has_hung_up: bool = False
    give_way: Callable[[], None] = lambda: None
    is_cut: bool = False
    has_decided: bool = False
    heard_at: int = 0
    hands: Hands = field(default_factory=Hands)
    _ears: Ears = field(default_factory=Ears)

    @property
    def now(self) -> int:
        """UTC seconds."""
        return self.house.clock.now()

    @property
    def zone(self) -> ZoneInfo:
        """The zone times are shown in: the member's, else the community's."""
        name = (self.person.zone if self.person else "") or self.house.config.community.zone
        return ZoneInfo(name)

    @property
    def vault(self) -> Vault:
        """Where private words are sealed and opened."""
        if self.house.vault is None:
            raise NotFound
        return self.house.vault

    @property
    def member(self) -> Person:
        """Whoever is signed in, on what is for members. Raises NotFound for a guest."""
        if self.person is None:
            raise NotFound
        return self.person

    @property
    def private(self) -> Owner:
        """Whose private words these are: what bbs/community/shelf.py asks for. Raises NotFound for a guest."""
        return Owner(self.vault, self.member.id, self.locker.key)

    @property
    def is_shut_out(self) -> bool:
        """Whether they reach nothing but crisis help and what is theirs: they are suspended."""
        return self.person is not None and self.person.shut_out_until > self.now

    async def learn_decided(self) -> None:
        """Take in what was decided about the caller meanwhile; `has_decided` says so until they are told."""
        await self.sift(DECIDED)
        if self.person is not None and self.waiting(DECIDED):
            self.take(DECIDED)
            self.has_decided = True
            self.signed_in(await self.read(members.by_id, self.person.id))

    @property
    def asks_again(self) -> Again:
        """What private pages ask for now, NOTHING while they may be shown."""
        asks = Again(self.person.asks_again) if self.person else Again.NOTHING
        return Again.NOTHING if self.locker.is_open(asks, self.now - self.heard_at) else asks

    @property
    def doorkeeper(self) -> Doorkeeper:
        """Who hears passphrases and codes."""
        if self.house.doorkeeper is None:
            raise NotFound
        return self.house.doorkeeper

    @property
    def palette(self) -> str:
        """The name of the palette they chose, "" for none."""
        return self.person.palette if self.person else ""

    @property
    def reader(self) -> bool:
        """Whether the full screen leaves out everything that a screen reader would stumble over."""
        return self.person is not None and self.person.reader

    @property
    def motion(self) -> bool:
        """Whether the picture that goes with a tool may slowly move."""
        return self.person is not None and self.person.motion

    @property
    def mouse(self) -> bool:
        """Whether the full screen listens to the mouse, which takes selecting and copying away from the terminal."""
        return self.person is not None and self.person.mouse

    @property
    def stressed(self) -> bool:
        """Whether emphasis in posts is said in words, where they are said."""
        return self.person is not None and self.person.emphasis

    def hears(self) -> None:
        """Take note that something was typed: words that are kept after the line was cut are as old as that."""
        self.locker.heard(self.now - self.heard_at)
        self.heard_at = self.now
        self.house.visits.heard(self.id, self.now)

    @property
    def is_watched(self) -> bool:
        """Whether somebody else is on shift: whoever asks cannot be their own help."""
        return bool(self.house.on_shift - {self.person.id if self.person else 0})

    def resized(self, columns: int, rows: int) -> None:
        """Take note of a window of another size, and tell the mode that draws in it (`on_resize`)."""
        self.terminal = replace(self.terminal, columns=columns, rows=rows)
        self.on_resize()

    def hangs_up(self) -> None:
        """Take note that the line is gone, and tell who waits for that (`on_hang_up`)."""
        self.has_hung_up = True
        self.on_hang_up()

    @property
    def language(self) -> Language:
        """The language they are spoken to in, with things done as they are done in their mode."""
        return self.spoken.in_keys if self.mode is Mode.FULL else self.spoken

    def say(self, message: str, /, **values: object) -> str:
        """Translate a message for this caller."""
        return self.language(message, **values)

    def local(self, at: int) -> datetime:
        """Return a stored time in the caller's zone."""
        return datetime.fromtimestamp(at, self.zone)

    async def read(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask the store, in one read transaction."""
        if self.house.store is None:
            raise NotFound(self.house.shut)
        return await self.house.store.read(fn, *args, **kwargs)

    async def write(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Change the store, in one write transaction that the disk has when this returns."""
        return await self.house.write(fn, *args, **kwargs)

    def signed_in(self, person: Person) -> None:
        """Take note of who this is: from now on they see what is theirs."""
        self.person = person
        self.house.visits.is_shut_out(person.id, person.shut_out_until)
        if person.country:
            self.country = person.country
        self.listen(POSTS)
        self.listen(came_back_to(person.id))
        self.listen(DECIDED)
        self.listen(IN_GROUPS)
        if person.is_staff:
            self.house.unfinished.take_up(person.id, self.on_call, self.now)
            for topic in (CASES, UNTAKEN, HANDLED):
                self.listen(topic)
        if person.language:
            self.spoken = Language.of(person.language)

    def learn_role(self) -> None:
        """Take in what the caller does for the place, where an operator changed that meanwhile."""
        role = self.house.visits.role_in(self.id)
        if role is not None and self.person is not None:
            self.person = replace(self.person, role=members.Role(role))

    def sign_in(self, person: Person) -> None:
        """Begin a member's visit in the middle of a stranger's. Where the stranger was is no place to go back to."""
        self.places.clear()
        self.chosen.clear()
        self.recent.clear()
        self.joining = None
        self.locker.shut()
        self.just_now.clear()
        self.signed_in(person)
        self.house.visits.begin(Visit(self.id, person.id, self.now, self.mode, self.end, person.is_staff))
        if self.house.doorkeeper is not None:
            self.house.doorkeeper.remember(self.network, person.id)

    async def learn_standing(self) -> None:
        """Take in what the caller may do for the place now, read anew: it may have been changed on the machine."""
        await self.learn_decided()
        if (known := self.person) is not None:
            for place in await roll.look(self.house, [known.id]):
                self.person = replace(known, role=place.role, shut_out_until=place.shut_out_until)

    async def set_own(self, name: str, value: str | int) -> None:
        """Keep one of the member's settings, and use it from now on."""
        if self.person is not None:
            self.signed_in(await self.write(members.set_setting, self.person.id, name, value))

    def listen(self, topic: str) -> None:
        """Take in news of a topic until the visit ends. One's own deeds are no news."""

        def is_news(news: News) -> bool:
            return self.person is None or news.by != self.person.id

        self._ears.listen(self.house.news, topic, is_news, lambda: self.on_news(topic))

    async def sift(self, topic: str) -> None:
        """Let go of what came of a topic and does not concern the caller; what does is counted from then on."""
        await self._ears.sift(topic, lambda came: concerning(self, topic, came))

    def waiting(self, topic: str) -> int:
        """Return how many news of a topic wait, of those that were sifted."""
        return self._ears.waiting(topic)

    def take(self, topic: str) -> None:
        """Call the news of a topic known."""
        self._ears.take(topic)

    def over(self) -> None:
        """Stop listening; the visit has ended."""
        if self.person is not None:
            self.house.unfinished.leave(self.person.id, self.on_call, self.now)
        self._ears.close()
