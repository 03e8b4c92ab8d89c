"""Everything a running community has, put together once by the composition root and passed down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import ParamSpec, TypeVar

from bbs.cards import Cards
from bbs.clock import Clock
from bbs.community import (
    announcements,
    caring,
    closing,
    guideline_versions,
    line_checks,
    lock_down,
    offerings,
    own_lines,
    own_settings,
    own_texts,
    raised,
    read_only,
    shifts,
    word_list,
)
from bbs.community.announcements import Announcement
from bbs.community.caring import Carers
from bbs.community.closing import Closing
from bbs.community.crisis import CrisisData
from bbs.community.guesses import Guesses
from bbs.community.own_lines import Own
from bbs.community.shifts import NEVER_SAID, Standing
from bbs.community.texts import Guidelines, Texts
from bbs.community.word_list import WordList
from bbs.config import Config
from bbs.doorkeeper import Doorkeeper
from bbs.errors import BBSError, NotFound, NotSaved, Refusal
from bbs.examining import Examination
from bbs.fetching import Fetching
from bbs.language import N_
from bbs.meters import Meters
from bbs.news import CASES, HANDLED, IN_GROUPS, News, Newsroom
from bbs.on_call import Unfinished
from bbs.pace import Pace
from bbs.proof import Prover
from bbs.running import Crowd, Gauge
from bbs.visits import Visits
from store.database import Store
from store.home import Home
from store.vault import Vault

P = ParamSpec("P")
R = TypeVar("R")

NOTES_AN_HOUR = 10
"""Notes to the desk from one member, or from one network of guests."""


@dataclass
class House:
    """One community, running. Without a `store` there is crisis help and nothing else.

    `doorkeeper` and `host_words` (the host key's fingerprint) come with the server: where nobody listens, nobody
    signs in; `next_host_words` are those of the key that takes over at a time to come, `crowd` counts who is here, and
    `doctor` looks the home over. `checks` is when the operator
    confirmed which help line (line_checks.checks), held here so that crisis help never waits for a disk; the office
    changes it. `crisis` is what callers are shown: what is `shipped`, without what is hidden here, and what this
    community added (`own`, bbs/community/own_lines.py).
    `offerings` are the questionnaires that operators turned on or off (bbs/community/offerings.py).
    `word_list` has the words of which hints are given (bbs/community/word_list.py).
    `texts` hold the guidelines that hold now, `shipped_guidelines` are those of the package
    (bbs/community/guideline_versions.py). `own_texts` are the words of this place's own (bbs/community/own_texts.py),
    which `texts` speak too, `own_settings` what operators chose over the settings (bbs/community/own_settings.py), and
    `announced` what was announced last (bbs/community/announcements.py).
    `closing` says when this place closes for good, where that was announced (bbs/community/closing.py).
    `carers` is how many look after the place, None where nobody knows.
    `locked_until` is the end of a time in which nobody joins (bbs/community/lock_down.py), 0 for none.
    `guesses` bounds the guessing of return codes, `notes_left` how many notes one network or member leaves an hour.
    `fetching` is what members opened for an export that comes next, `cards` who was shown a warm card of late. `shifts`
    is what those who look after the place said of their shifts, by their ids; whoever keeps that anew puts it here.
    `unfinished` is how far they came in visits that are over.
    `meters` count what is done, and of nobody.
    """

    home: Home
    config: Config
    clock: Clock
    texts: Texts
    crisis: CrisisData
    prover: Prover
    store: Store | None
    vault: Vault | None
    exempt_from_line_checks: bool = False
    doorkeeper: Doorkeeper | None = None
    host_words: str = ""
    next_host_words: tuple[str, int] | None = None
    crowd: Callable[[], Crowd] | None = None
    doctor: Examination | None = None
    gauge: Gauge = field(default_factory=Gauge)
    news: Newsroom = field(default_factory=Newsroom)
    visits: Visits = field(default_factory=Visits)
    guesses: Guesses = field(default_factory=Guesses)
    fetching: Fetching = field(default_factory=Fetching)
    meters: Meters = field(default_factory=Meters)
    cards: Cards = field(default_factory=Cards)
    unfinished: Unfinished = field(default_factory=Unfinished)
    began: int = field(init=False)
    shipped: CrisisData = field(init=False)
    own: Own = field(init=False)
    closing: Closing | None = field(init=False)
    checks: dict[str, int] = field(init=False)
    carers: Carers | None = field(init=False)
    offerings: dict[str, bool] = field(init=False)
    word_list: WordList = field(init=False)
    shipped_guidelines: Guidelines = field(init=False)
    own_texts: dict[str, str] = field(init=False)
    own_settings: dict[str, str] = field(init=False)
    announced: Announcement | None = field(init=False)
    locked_until: int = field(init=False)
    shifts: dict[int, Standing] = field(init=False)
    notes_left: Pace = field(init=False)

    def __post_init__(self) -> None:
        """Read what crisis help must have in memory."""
        self.began = self.clock.now()
        self.shipped = self.crisis
        self.closing = closing.of(self.home)
        self.checks = line_checks.at_start(self.store)
        self.offerings = offerings.at_start(self.store)
        self.word_list = word_list.at_start(self.store)
        self.shipped_guidelines = self.texts.guidelines
        self.take_guidelines(guideline_versions.at_start(self.store, self.shipped_guidelines))
        self.own_settings = own_settings.at_start(self.store)
        self.announced = announcements.at_start(self.store)
        self.take_own_texts(own_texts.at_start(self.store))
        self.carers = caring.at_start(self.store, now=self.clock.now())
        self.locked_until = lock_down.at_start(self.store)
        self.take_own(own_lines.at_start(self.store, self.home.own_lines))
        self.shifts = shifts.at_start(self.store)
        self.notes_left = Pace(self.clock, NOTES_AN_HOUR, 3600)

    async def write(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Change the store, and tell those who look after the place, or a group, what came up by it.

        Raises NotFound without a store, NotSaved for what waits while the disk has too little room.
        """
        try:
            result = await self._write(fn, *args, **kwargs)
        except BBSError as error:
            self.meters.wrote(error)
            raise
        self.meters.wrote()
        return result

    async def _write(self, fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if self.store is None:
            raise NotFound(self.shut)
        if self.is_closed and fn in closing.WAITS:
            raise Refusal(closing.NOTHING_NEW)
        if fn in read_only.WAITS and self.store.room.is_short:
            await self.store.look_for_room()  # there may be some by now
            if self.store.room.is_short:
                raise NotSaved(read_only.NOT_POSTED)
        try:
            result, came = await self.store.write(lambda: raised.during(fn, *args, **kwargs))
        except NotSaved as error:
            if fn in read_only.TAKES_AWAY:
                raise NotSaved(read_only.NOT_GONE) from error
            raise
        for one in came:
            topic = HANDLED if one.at_desk else IN_GROUPS if one.in_group else CASES
            self.news.tell(News(topic, one.id, one.by))
        return result

    async def is_up(self) -> bool:
        """Say whether the database answers the least there is to ask. Where it does not, crisis help is open alone."""
        if self.store is None:
            return False
        try:
            await self.store.read(lock_down.until)
        except BBSError:
            return False
        return True

    @property
    def is_read_only(self) -> bool:
        """Whether the disk has too little room for anything new (bbs/community/read_only.py)."""
        return self.store is not None and self.store.room.is_low

    @property
    def name(self) -> str:
        """What this place is called."""
        return self.own_texts.get("name", self.config.community.name)

    @property
    def greeting(self) -> str:
        """The line after its name."""
        return self.own_texts.get("greeting", self.config.community.greeting)

    @property
    def joining_mode(self) -> str:
        """How somebody becomes a member: what operators chose, else what the settings say."""
        return self.own_settings.get(own_settings.JOINING, self.config.joining.mode)

    @property
    def announcement(self) -> Announcement | None:
        """What is announced now, None for nothing."""
        held = self.announced
        return held if held is not None and held.until > self.clock.now() else None

    @property
    def shut(self) -> str:
        """What is said while there is no database: it is being mended, or this place is gone."""
        if self.is_gone:
            return closing.GONE_FOR_GOOD
        return N_("The boards are closed for repair just now. Crisis help works: {do:help/Ctrl+G}.")

    @property
    def is_gone(self) -> bool:
        """Whether what was here was destroyed, and only crisis help is left."""
        return self.store is None and closing.is_gone(self.home)

    @property
    def is_closed(self) -> bool:
        """Whether this place has closed for good, and is only read."""
        return self.closing is not None and self.closing.is_over(self.clock.now())

    @property
    def is_locked(self) -> bool:
        """Whether nobody joins just now, and newcomers only read."""
        return self.locked_until > self.clock.now()

    def standing(self, member: int) -> Standing:
        """Return what one of the staff said of their shifts."""
        return self.shifts.get(member, NEVER_SAID)

    @property
    def on_shift(self) -> frozenset[int]:
        """Who looks after this place, is here, pressed a key lately, and did not say that they are off."""
        now = self.clock.now()
        return frozenset(m for m in self.visits.staff_here(now) if not self.standing(m).is_off(now))

    def take_guidelines(self, guidelines: Guidelines) -> None:
        """Let these hold from now on."""
        self.texts = replace(self.texts, guidelines=guidelines)

    def take_own_texts(self, own: dict[str, str]) -> None:
        """Say these words of this place's own from now on."""
        self.own_texts = own
        self.texts = self.texts.speaking(own, self.name)

    def take_texts(self, words: Texts, lines: CrisisData) -> None:
        """Say these words from now on. Guidelines that were published here stay the ones that hold."""
        was_shipped = self.texts.guidelines == self.shipped_guidelines
        holds = words.guidelines if was_shipped else self.texts.guidelines
        self.shipped_guidelines = words.guidelines
        self.texts = replace(words, guidelines=holds)
        self.take_own_texts(self.own_texts)
        self.shipped = lines
        self.take_own(self.own)

    def take_own(self, own: Own) -> None:
        """Show callers what this community added and hid, from now on."""
        self.own, self.crisis = own, own.with_shipped(self.shipped)


def open_store(home: Home, config: Config) -> Store:
    """Open the database of a home as the settings say. Raises Refusal where no community was started."""
    home.must_be_started()
    return Store.open(
        home.database,
        home.backups,
        busy_timeout_seconds=config.store.busy_timeout_seconds,
        readers=config.store.readers,
        write_queue=config.store.write_queue,
        ballast=home.ballast,
        mib=config.store.ballast_mib,
        encrypt_to=config.backups.encrypt_to,
        read_only_below_mib=config.store.read_only_below_mib,
    )
