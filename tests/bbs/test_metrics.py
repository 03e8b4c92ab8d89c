"""Numbers for a Prometheus on the same machine: off by default, on loopback alone, and about nobody."""

from __future__ import annotations

import asyncio
import re
import socket
from collections import Counter
from dataclasses import replace

import pytest

from bbs import metrics
from bbs.community import posts
from bbs.config import Config, ConfigError, Endpoint, load
from bbs.errors import BBSError, Busy, NotSaved
from bbs.house import House
from bbs.meters import PAINT_BOUNDS, Meters
from bbs.metrics import Metrics
from bbs.serve_command import open_session, tell_numbers
from bbs.server.ssh import Server
from store import backups
from tests import houses

LINE = re.compile(r'warmline_[a-z_]+(\{[a-z_]+="[\w.+-]+"(,[a-z_]+="[\w.+-]+")*\})? (-?[\d.e+-]+)')
LABELS = {"version", "mode", "who", "outcome", "le"}


def of(house: House, **inside: int) -> Metrics:
    now = Counter({("line", who): n for who, n in inside.items()})
    return Metrics(house, lambda: now, lambda: 3, began=house.clock.monotonic() - 60)


def value(text: str, name: str) -> float:
    (line,) = (line for line in text.splitlines() if line.startswith(f"warmline_{name} "))
    return float(line.split()[1])


# What is told


def test_every_line_is_of_the_format_and_every_number_has_its_meaning(house: House) -> None:
    backups.make(house.home, house.clock.now())
    rows = of(house, member=2).text().splitlines()
    said = [row for row in rows if not row.startswith("#")]
    assert all(LINE.fullmatch(row) for row in said), said
    names = {re.split("[{ ]", row)[0] for row in said}
    names = {re.sub("_(bucket|sum|count)$", "", name) for name in names}
    assert {row.split()[2] for row in rows if row.startswith("# HELP")} == names
    assert {row.split()[2] for row in rows if row.startswith("# TYPE")} == names
    assert names >= {
        f"warmline_{name}" for name in ("up", "sessions", "writes_total", "memory_bytes", "backup_age_seconds")
    }


def test_the_numbers_are_right(house: House) -> None:
    sam = houses.member(house, "sam")
    asyncio.run(house.write(posts.start, sam, "sleep", "Awake", "Anybody?", now=house.clock.now()))
    with pytest.raises(BBSError):
        asyncio.run(house.write(posts.start, sam, "nowhere", "Awake", "Anybody?", now=house.clock.now()))
    house.meters.painted(0.015)
    text = of(house, member=2, guest=1).text()
    assert (value(text, "up"), value(text, "uptime_seconds"), value(text, "half_open")) == (1, 60, 3)
    assert value(text, 'sessions{mode="line",who="member"}') == 2
    assert value(text, 'sessions{mode="full",who="guest"}') == 0
    assert value(text, 'writes_total{outcome="done"}') == 1
    assert value(text, 'writes_total{outcome="refused"}') == 1
    assert value(text, 'key_to_paint_seconds_bucket{le="0.01"}') == 0
    assert value(text, 'key_to_paint_seconds_bucket{le="0.02"}') == 1
    assert value(text, 'key_to_paint_seconds_bucket{le="+Inf"}') == value(text, "key_to_paint_seconds_count") == 1
    assert value(text, "database_bytes") > 0
    assert value(text, "memory_bytes") > 1_000_000


def test_what_is_not_known_is_left_out(house: House) -> None:
    assert "backup_age" not in of(house).text()
    closed = replace(house, store=None)
    assert value(of(closed).text(), "up") == 0


def test_nothing_in_it_is_about_anybody(house: House) -> None:
    sam = houses.member(house, "sam-of-the-canary")
    asyncio.run(house.write(posts.start, sam, "sleep", "Canary title", "Canary words.", now=house.clock.now()))
    text = of(house, member=1).text()
    assert "anary" not in text
    assert str(house.home.path) not in text
    assert set(re.findall(r'([a-z_]+)="', text)) <= LABELS, "no label could ever name a person, an address or a page"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(None, "done"), (Busy(), "busy"), (NotSaved(), "not_saved"), (BBSError("no"), "refused")],
)
def test_writes_are_counted_by_what_became_of_them(error: BBSError | None, outcome: str) -> None:
    meters = Meters()
    meters.wrote(error)
    assert meters.writes == {outcome: 1}


@pytest.mark.parametrize("seconds", [0, *PAINT_BOUNDS, 99.0])
def test_a_frame_is_counted_once(seconds: float) -> None:
    meters = Meters()
    meters.painted(seconds)
    assert sum(meters.frames) == 1
    assert all(bound >= seconds for bound, count in zip(PAINT_BOUNDS, meters.frames, strict=False) if count)


# Who is answered


def asked(house: House, question: bytes) -> bytes:
    async def asks() -> bytes:
        server = await metrics.listen(of(house), Endpoint("127.0.0.1", 0))
        where = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(*where)
        writer.write(question)
        said = await reader.read()
        writer.close()
        server.close()
        return said

    return asyncio.run(asks())


def test_a_prometheus_on_this_machine_is_answered(house: House) -> None:
    head, _, body = asked(house, b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain; version=0.0.4")
    assert b"Content-Length: %d" % len(body) in head
    assert b"warmline_up 1\n" in body


@pytest.mark.parametrize("question", [b"GET / HTTP/1.1\r\n", b"POST /metrics HTTP/1.1\r\n", b"\r\n", b"\xff\n"])
def test_any_other_question_is_answered_with_nothing(house: House, question: bytes) -> None:
    assert asked(house, question) == b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def test_a_question_without_an_end_is_hung_up_on(house: House) -> None:
    assert asked(house, b"x" * 10_000) == b""


@pytest.mark.parametrize("where", ["0.0.0.0:9477", "[::]:9477", "192.0.2.1:9477", "localhost:9477", "9477"])
def test_an_address_that_others_reach_is_refused(house: House, where: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load(house.home.path, {"WARMLINE_METRICS_LISTEN": where})
    assert "It takes an address of this machine alone, such as" in refused.value.words()


def test_it_is_off_unless_an_address_is_set(house: House) -> None:
    assert Config().metrics.listen is None
    assert load(house.home.path, {"WARMLINE_METRICS_LISTEN": ""}).metrics.listen is None
    assert load(house.home.path, {"WARMLINE_METRICS_LISTEN": "[::1]:9477"}).metrics.listen == Endpoint("::1", 9477)


def test_a_port_that_is_taken_keeps_nobody_out(house: House, log: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        at = replace(Config().metrics, listen=Endpoint(*taken.getsockname()))
        house.config = replace(house.config, metrics=at)
        assert asyncio.run(tell_numbers(house, Server(house, open_session))) is None
    assert "nobody can ask for metrics at 127.0.0.1:" in log.text
