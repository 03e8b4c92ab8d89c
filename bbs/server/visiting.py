"""Visits: from an open channel to the end of its connection."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from bbs import turns
from bbs.house import House
from bbs.language import N_, Language
from bbs.running import Crowd
from bbs.server.auth import Gate
from bbs.server.channel import Channel
from bbs.server.door import arrive
from bbs.server.guard import APOLOGY, guarded
from bbs.server.limits import HalfOpen, Sessions, Ticket
from bbs.session import Session
from bbs.turns import Turn
from bbs.visits import Visit
from bbs.wire import Wire

log = logging.getLogger(__name__)

OpenSession = Callable[[Session, Wire], Awaitable[int]]
"""Given by the composition root: holds a visit and returns its exit status."""

CROWDED, CROWDED_PER_NETWORK = 100, 6
"""Visits beyond the full house: crisis help only, and the oldest of the busiest network makes room."""
OFTEN = "up"
"""A verb that a timer does every few minutes: its visits would bury what else the log says."""
LAST_WORDS_SECONDS = 0.5
"""A reader speaks our last words before the line closes (ACCESS.md L11)."""
GIVE_UP_SECONDS = 2.0
"""A visit that held everybody up is asked to end after these, and stopped after as many again."""
CLOSING = N_("This place is closing for a moment. What you were writing is kept. Please come back soon.")
FULL = N_("Many people came at once, so this visit ends here. Please come again in a moment; help stays open.")


@dataclass(eq=False)
class Call:
    """A caller on an open channel, and their session once it is known who they are."""

    gate: Gate
    channel: Channel
    language: Language
    session: Session | None = None
    ticket: Ticket | None = None
    has_last_words: bool = False

    @property
    def name(self) -> str:
        """What the log calls it."""
        return self.session.id if self.session else "-"

    def say(self, words: str) -> None:
        """Say a marked sentence in the caller's language."""
        language = self.session.language if self.session else self.language
        self._say_last(language(words))

    def end(self, words: str) -> None:
        """Say a translated sentence and end the visit as if the caller had hung up: drafts are kept."""
        self._give_way()
        self.channel.say("")
        self._say_last(words)
        self.channel.cut()

    def _give_way(self) -> None:
        if self.session:
            self.session.give_way()

    def _say_last(self, words: str) -> None:
        self._give_way()
        self.has_last_words = True
        self.channel.say(words)


def _give_up(call: Call, visit: asyncio.Task[None] | None) -> None:
    """End a visit that held everybody up, in case what was raised in the middle of it was caught there."""

    def ask_to_end() -> None:
        if not (visit is None or visit.done()):
            call.say(APOLOGY)
            call.channel.cut()

    def stop() -> None:
        if visit is not None:
            visit.cancel()

    loop = asyncio.get_running_loop()
    loop.call_later(GIVE_UP_SECONDS, ask_to_end)
    loop.call_later(2 * GIVE_UP_SECONDS, stop)


class Visiting:
    """Everybody who is inside now."""

    def __init__(self, house: House, open_session: OpenSession) -> None:
        self._house = house
        self._open_session = open_session
        limits = house.config.server
        self._strangers = Sessions(limits.sessions, limits.sessions_per_network)
        self._members = Sessions(limits.sessions, limits.sessions_per_network)
        self._crowded = HalfOpen(CROWDED, CROWDED_PER_NETWORK)
        self._turned_away = 0
        self._calls: dict[asyncio.Task[None], Call] = {}
        self._language = Language.of(house.config.community.language)

    def inside(self) -> Counter[tuple[str, str]]:
        """Count the visits under way, by mode and whether it is a member's."""
        sessions = [call.session for call in self._calls.values() if call.session is not None]
        return Counter((one.mode.value, "member" if one.person is not None else "guest") for one in sessions)

    def take_limits(self) -> None:
        """Let in as many as the settings say now."""
        limits = self._house.config.server
        for inside in (self._strangers, self._members):
            inside.bound(limits.sessions, limits.sessions_per_network)
        self._language = Language.of(self._house.config.community.language)

    def open_channel(self, gate: Gate) -> Channel:
        """Return a channel for the one visit of a connection; it begins when the client asks for a shell or a verb."""
        limits = self._house.config.server
        return Channel(
            self._house.clock,
            input_rate=limits.input_rate,
            stalled_seconds=limits.stalled_seconds,
            begin=lambda channel: self._begin(Call(gate, channel, self._language)),
        )

    def _begin(self, call: Call) -> None:
        call.gate.came_in()
        task = asyncio.ensure_future(self._visit(call))
        self._calls[task] = call
        task.add_done_callback(self._calls.pop)

    async def _visit(self, call: Call) -> None:
        """Hold one visit, whatever becomes of it, and end its connection."""
        turns.begin(Turn(lambda: call.name, partial(_give_up, call, asyncio.current_task())))
        try:
            status = await guarded(self._hold(call), lambda: call.name, call.say)
            if call.has_last_words and call.channel.terminal().exists:
                await self._house.clock.sleep(LAST_WORDS_SECONDS)
            await call.channel.finish(status)
            await call.gate.see_out()
        finally:
            call.gate.hang_up()
            if call.ticket:
                call.ticket.leave()

    async def _hold(self, call: Call) -> int:
        session = call.session = await arrive(self._house, call.gate, call.channel)
        session.end = call.end
        call.channel.on_resize, call.channel.on_cut = session.resized, session.hangs_up
        if call.channel.gone:
            session.hangs_up()
        call.ticket = self._place(call, session)
        if session.person is not None:
            who = session.person
            self._house.visits.begin(Visit(session.id, who.id, session.now, session.mode, call.end, who.is_staff))
        level = logging.DEBUG if call.channel.command.strip().lower() == OFTEN else logging.INFO
        log.log(level, "session %s: begins", session.id)
        try:
            return await self._open_session(session, call.channel)
        finally:
            log.log(level, "session %s: ends", session.id)
            self._house.visits.over(session.id, self._house.clock.now())
            session.over()

    def _place(self, call: Call, session: Session) -> Ticket:
        """Take a place inside; in a full house one where there is crisis help and nothing else."""
        if session.person is not None:
            place = self._members.enter(session.person.id)
        else:
            place = self._strangers.enter(session.network)
        session.is_crowded = place is None
        self._turned_away += session.is_crowded
        return place or self._crowded.enter(session.network, lambda: call.end(session.say(FULL)))

    def crowd(self) -> Crowd:
        """Count who is inside."""
        return Crowd(len(self._members), len(self._strangers), len(self._crowded), turned_away=self._turned_away)

    def close(self) -> None:
        """Tell everybody that this place closes; their visits end with their drafts kept."""
        for call in self._calls.values():
            language = call.session.language if call.session else self._language
            call.end(language(CLOSING))

    def stop(self) -> None:
        """Stop visits that did not end by themselves."""
        for task in self._calls:
            task.cancel()

    async def over(self, seconds: float) -> None:
        """Wait until all visits are over, for so long at most."""
        if self._calls:
            await asyncio.wait(tuple(self._calls), timeout=seconds)
