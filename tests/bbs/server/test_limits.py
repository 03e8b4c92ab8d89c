"""A newcomer always gets in, a member is never shut out, and no table grows without end."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv6Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bbs.server.limits import (
    FIRST_WAIT,
    FORGIVEN,
    FREE_TO_HANDLE,
    FREE_TO_NETWORK,
    KEY_QUERIES,
    LONGEST_WAIT,
    NETWORKS_A_MEMBER,
    PATIENCE,
    TRIES,
    Attempts,
    Blocks,
    HalfOpen,
    Hearing,
    Penalties,
    Sessions,
    Ticket,
    TokenBucket,
    network_of,
)

HOME, CAFE, SAM, ASH, NOBODY = (Blocks(b"key").handle(name) for name in ("home", "cafe", "sam", "ash", "nobody"))
SAMS_ID = 7
OPEN = Hearing(wait=0.0, counts=True, shut_for=0.0)


class HeldClock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.time = 1000.0

    def now(self) -> int:
        return int(self.time)

    def monotonic(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


def network(number: int) -> bytes:
    return number.to_bytes(16, "big")


def nothing() -> None:
    """Stand in for the end of a connection nobody looks at."""


# Networks


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("192.0.2.7", "192.0.2.7/32"),
        ("::ffff:192.0.2.7", "192.0.2.7/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("", "local"),
        ("/run/warmline.sock", "local"),
        ("192.0.2.7:22", "local"),
        ("192.0.2.07", "local"),
        (None, "local"),
    ],
)
def test_an_address_counts_as_its_network(address: str | None, block: str) -> None:
    assert network_of(address) == block


@given(st.text() | st.ip_addresses().map(str))
def test_any_text_has_a_network(text: str) -> None:
    assert network_of(text) == "local" or "/" in network_of(text)


@given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
def test_a_household_is_one_network_whatever_address_it_takes(address: IPv6Address, other: int) -> None:
    moved = IPv6Address(int(address) >> 64 << 64 | other)
    if not address.ipv4_mapped and not moved.ipv4_mapped:
        assert network_of(str(address)) == network_of(str(moved))


def test_tables_hold_nothing_that_can_be_read_back() -> None:
    blocks = Blocks(b"one boot")
    assert len(blocks.network("192.0.2.7")) == 16
    assert blocks.network("192.0.2.7") == blocks.network("::ffff:192.0.2.7")
    assert blocks.network("192.0.2.7") != Blocks(b"the next").network("192.0.2.7")
    assert blocks.network(None) != blocks.handle("local")
    assert len(blocks.handle("\udcff")) == 16


# Half-open connections


def test_help_answers_while_forty_addresses_hold_two_hundred_connections() -> None:
    half_open = HalfOpen()
    for place in range(200):
        half_open.enter(network(place % 40), nothing)
    lost: list[str] = []
    in_need = half_open.enter(network(99), lambda: lost.append("in need"))
    for place in range(200):
        half_open.enter(network(place % 40), nothing)
    assert not lost
    assert len(half_open) == 50
    in_need.leave()
    assert len(half_open) == 49


def test_a_network_at_its_cap_loses_its_own_oldest() -> None:
    half_open = HalfOpen(total=50, per_network=2)
    lost: list[str] = []
    for name in ("first", "second", "third"):
        half_open.enter(HOME, lambda name=name: lost.append(name))  # type: ignore[misc]
    assert lost == ["first"]


def test_a_newcomer_from_a_network_that_has_one_does_not_push_out_another_network() -> None:
    half_open = HalfOpen(total=2)
    lost: list[str] = []
    half_open.enter(CAFE, lambda: lost.append("cafe"))
    half_open.enter(HOME, lambda: lost.append("home"))
    half_open.enter(HOME, lambda: lost.append("home again"))
    assert lost == ["home"]


def test_leaving_while_being_dropped_gives_back_one_place_only() -> None:
    half_open = HalfOpen(total=1)
    tickets: list[Ticket] = []
    tickets.append(half_open.enter(HOME, lambda: tickets[0].leave()))
    half_open.enter(CAFE, nothing)
    tickets[0].leave()
    assert len(half_open) == 1


class Door(RuleBasedStateMachine):
    """Connections come from a few networks and leave, in any order; a second bookkeeping watches who goes."""

    def __init__(self) -> None:
        super().__init__()
        self.half_open = HalfOpen(total=5, per_network=3)
        self.inside: list[tuple[int, Ticket]] = []
        self.dropped: list[int] = []
        self.serial = 0
        self.serials: dict[Ticket, int] = {}

    def dropping(self, serial: int) -> Callable[[], None]:
        return lambda: self.dropped.append(serial)

    @rule(caller=st.integers(0, 6))
    def come(self, caller: int) -> None:
        self.serial += 1
        self.dropped.clear()
        ticket = self.half_open.enter(network(caller), self.dropping(self.serial))
        self.serials[ticket] = self.serial
        before, self.inside = self.inside, [*self.inside, (caller, ticket)]
        crowd = [number for number, _ in self.inside]
        assert bool(self.dropped) == (len(before) == 5 or crowd.count(caller) > 3)
        if self.dropped:
            [lost] = self.dropped
            assert lost != self.serial
            [(whose, gone)] = [(number, held) for number, held in before if self.serials[held] == lost]
            others = [self.serials[held] for number, held in before if number == whose]
            assert lost == min(others)
            assert crowd.count(whose) == (
                crowd.count(caller) if crowd.count(caller) > 3 else max(map(crowd.count, crowd))
            )
            self.inside.remove((whose, gone))

    @precondition(lambda self: self.inside)
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        place = data.draw(st.sampled_from(self.inside))
        self.inside.remove(place)
        place[1].leave()
        place[1].leave()

    @invariant()
    def never_more_than_fit(self) -> None:
        assert len(self.half_open) == len(self.inside) <= 5


Door.TestCase.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
TestDoor = Door.TestCase


# Sessions


def test_sessions_are_counted_in_all_and_for_each_key() -> None:
    sessions = Sessions(total=3, each=2)
    first = sessions.enter(HOME)
    assert first
    assert sessions.enter(HOME)
    assert sessions.enter(HOME) is None
    assert sessions.enter(CAFE)
    assert sessions.enter(SAMS_ID) is None
    first.leave()
    first.leave()
    assert len(sessions) == 2
    assert sessions.enter(SAMS_ID)


# Signing in


def test_a_connection_has_six_tries_and_twenty_keys() -> None:
    attempts = Attempts()
    assert [attempts.another_try() for _ in range(8)] == [True] * TRIES + [False] * 2
    assert [attempts.another_key() for _ in range(22)] == [True] * KEY_QUERIES + [False] * 2
    assert (TRIES, KEY_QUERIES) == (6, 20)


def guess(penalties: Penalties, times: int, where: bytes = HOME, handle: bytes = SAM) -> None:
    for _ in range(times):
        penalties.wrong(where, handle)


def shut(penalties: Penalties, clock: HeldClock, where: bytes = HOME, handle: bytes = NOBODY) -> None:
    """Guess as long as anybody listens, until a network is shut for the longest time there is."""
    while (hearing := penalties.hear(where, handle, None)).shut_for < LONGEST_WAIT - 1:
        clock.time += hearing.shut_for or hearing.wait
        penalties.wrong(where, handle)


def test_typing_badly_a_few_times_costs_nothing(clock: HeldClock) -> None:
    penalties = Penalties(clock)
    guess(penalties, FREE_TO_NETWORK)
    assert penalties.hear(HOME, SAM, SAMS_ID).wait == pytest.approx(0)


def test_waits_double_up_to_ten_minutes(clock: HeldClock) -> None:
    penalties = Penalties(clock)
    guess(penalties, FREE_TO_NETWORK + 1)
    assert penalties.hear(HOME, ASH, None).wait == pytest.approx(FIRST_WAIT)
    guess(penalties, 1)
    assert penalties.hear(HOME, ASH, None).wait == pytest.approx(3 * FIRST_WAIT)
    shut(penalties, clock)
    for _ in range(20):
        clock.time += LONGEST_WAIT
        penalties.wrong(HOME, SAM)
        assert penalties.hear(HOME, SAM, None).shut_for <= LONGEST_WAIT


def test_another_network_is_not_slowed(clock: HeldClock) -> None:
    penalties = Penalties(clock)
    shut(penalties, clock)
    assert penalties.hear(CAFE, SAM, SAMS_ID) == OPEN


def test_a_shut_network_hears_a_member_who_used_it_before_and_no_stranger(clock: HeldClock) -> None:
    penalties = Penalties(clock)
    penalties.remember_good(HOME, SAMS_ID)
    shut(penalties, clock)
    assert penalties.hear(HOME, SAM, SAMS_ID).counts
    assert not penalties.hear(HOME, ASH, 8).counts
    assert not penalties.hear(HOME, NOBODY, None).counts
    penalties.forget(SAMS_ID)
    assert not penalties.hear(HOME, SAM, SAMS_ID).counts


@given(guesses=st.lists(st.sampled_from([SAM, ASH, NOBODY]), max_size=40), pauses=st.floats(0, 700))
def test_waits_tell_nobody_who_is_a_member_or_uses_this_network(guesses: list[bytes], pauses: float) -> None:
    clock = HeldClock()
    penalties = Penalties(clock)
    penalties.remember_good(HOME, SAMS_ID)
    for handle in guesses:
        penalties.wrong(HOME, handle)
        clock.time += pauses
        heard = [penalties.hear(HOME, handle, member) for member in (SAMS_ID, 8, None)]
        assert len({(hearing.wait, hearing.shut_for) for hearing in heard}) == 1
        assert heard[0].counts
        assert heard[0].wait <= PATIENCE


def test_a_handle_guessed_from_everywhere_is_slowed_and_never_shut(clock: HeldClock) -> None:
    penalties = Penalties(clock)
    for number in range(2000):
        penalties.wrong(network(number), SAM)
    hearing = penalties.hear(CAFE, SAM, SAMS_ID)
    assert hearing == Hearing(wait=PATIENCE, counts=True, shut_for=0.0)
    assert penalties.hear(CAFE, ASH, 8) == OPEN
    clock.time += PATIENCE
    assert penalties.hear(CAFE, SAM, SAMS_ID) == OPEN


def test_a_handle_may_be_mistyped_from_here_and_there(clock: HeldClock) -> None:
    penalties = Penalties(clock)
    for number in range(FREE_TO_HANDLE):
        penalties.wrong(network(number), SAM)
    assert penalties.hear(HOME, SAM, SAMS_ID).wait == pytest.approx(0)


def test_knocking_on_a_shut_door_does_not_keep_it_shut(clock: HeldClock) -> None:
    penalties = Penalties(clock)
    shut(penalties, clock)
    closed_for = penalties.hear(HOME, ASH, 8).shut_for
    guess(penalties, 50)
    assert penalties.hear(HOME, ASH, 8).shut_for == closed_for
    assert penalties.hear(CAFE, SAM, SAMS_ID) == OPEN
    clock.time += closed_for
    assert penalties.hear(HOME, ASH, 8).counts


def test_quiet_is_forgiven(clock: HeldClock) -> None:
    penalties = Penalties(clock)
    shut(penalties, clock)
    clock.time += FORGIVEN * 20
    guess(penalties, FREE_TO_NETWORK)
    assert penalties.hear(HOME, ASH, 8).wait == pytest.approx(0)


def test_signing_in_with_an_own_account_wipes_no_guesses_out(clock: HeldClock) -> None:
    penalties = Penalties(clock)
    shut(penalties, clock)
    penalties.remember_good(HOME, 8)
    assert not penalties.hear(HOME, SAM, SAMS_ID).counts


def test_a_full_table_forgets_what_it_would_have_forgotten_first(clock: HeldClock) -> None:
    penalties = Penalties(clock, entries=3)
    guess(penalties, 6, network(1))
    guess(penalties, 4, network(2))
    guess(penalties, 5, network(3))
    guess(penalties, 4, network(4))
    assert [penalties.hear(network(number), ASH, None).wait > 1 for number in (1, 2, 3, 4)] == [True, False, True, True]


def test_a_full_table_forgets_one_slip_before_an_attack(clock: HeldClock) -> None:
    penalties = Penalties(clock, entries=2)
    guess(penalties, 6, network(1))
    clock.time += PATIENCE
    guess(penalties, 1, network(2))
    guess(penalties, 1, network(3))
    guess(penalties, 1, network(1))
    assert penalties.hear(network(1), ASH, None).wait > 1


def test_a_member_is_remembered_in_the_networks_used_last(clock: HeldClock) -> None:
    penalties = Penalties(clock, entries=2)
    for number in range(NETWORKS_A_MEMBER):
        penalties.remember_good(network(number), SAMS_ID)
    penalties.remember_good(network(0), SAMS_ID)
    penalties.remember_good(network(50), SAMS_ID)
    penalties.remember_good(HOME, 8)
    for where in (network(0), network(1), network(50)):
        shut(penalties, clock, where)
        assert penalties.hear(where, SAM, SAMS_ID).counts == (where != network(1))
    penalties.remember_good(HOME, 9)
    shut(penalties, clock, network(50))
    assert not penalties.hear(network(50), SAM, SAMS_ID).counts


# Reading


def test_a_paste_of_ten_thousand_characters_is_read_without_a_pause(clock: HeldClock) -> None:
    assert TokenBucket(clock).take(40_000) == 0


def test_who_sends_too_fast_is_read_at_the_rate(clock: HeldClock) -> None:
    bucket = TokenBucket(clock, rate=100, burst=50)
    assert bucket.take(50) == 0
    assert bucket.take(200) == pytest.approx(2.0)
    clock.time += 2.0
    assert bucket.take(0) == pytest.approx(0)
    clock.time += 60.0
    assert bucket.take(51) == pytest.approx(0.01)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.floats(0, 5)), min_size=1))
def test_what_is_read_never_passes_the_burst_and_the_rate(reads: list[tuple[int, float]]) -> None:
    clock = HeldClock()
    bucket = TokenBucket(clock, rate=100, burst=500)
    started, total = clock.time, 0
    for size, idle in reads:
        clock.time += bucket.take(size) + idle
        total += size
    assert total <= 500 + 100 * (clock.time - started) + 0.1
