"""A visit that holds everybody up is named in the log; one that never ends is ended, and the others live.

The program itself runs here: a signal is handled in the main thread alone, and that one is pytest's.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent, indent

import pytest

from bbs.server.guard import APOLOGY
from tests import houses
from tests.houses import PASSPHRASE
from tests.knocking import SUCCESS, Knocker, RawChannel, knock
from tests.serving import ROOT, Serving

HELP = b"If your life is in danger now"
END = b"emergency number."
PROGRAM = """
import re, sys, time
from bbs import cli
from bbs.server import watchdog
from screens.pages.about import AboutPage

async def view(page):
    words = "a canary in " + page.address
{body}
    return await usual(page)

watchdog.LOOKS = 4
usual, AboutPage.view = AboutPage.view, view
cli.main(sys.argv[1:])
"""
COMPUTING = "while True: words = words[::-1]"
CATCHING = """
while True:
    try: time.sleep(1000)
    except Exception: pass
"""
ENDLESS = {
    "computing": COMPUTING,
    "asleep": "time.sleep(1000)",
    "looking for a pattern": "re.match('(a+)+$', 'a' * 60 + words)",
}


def program(home: Path, body: str, **variables: str) -> Serving:
    """The program with sam and ash in it, and a page that does something that takes long."""
    house = houses.build(home)
    for handle in ("sam", "ash"):
        houses.member(house, handle)
    houses.close(house)
    serving = Serving.program(home, **variables)
    changed = PROGRAM.format(body=indent(dedent(body), "    "))
    serving._command = [sys.executable, "-c", changed, *serving._command[3:]]
    return serving


def visit(serving: Serving, keys: bytes, leads: bytes, ends: bytes) -> bytes:
    """Open the page as sam while ash is here; return what sam hears up to some words. Then ash asks for help."""

    async def call() -> bytes:
        port = serving.port
        async with asyncio.timeout(40), knock(port) as ash, knock(port, source="127.0.0.2") as sam:
            other, channel = await comes_in(ash, "ash"), await comes_in(sam, "sam")
            channel.write(keys)
            await channel.hears(leads)
            channel.write(b"about\r")
            said = await channel.hears(ends)
            await is_helped(other)
            return said

    with serving:
        said = asyncio.run(call())
        assert serving.stops() == 0
    assert "canary" not in serving.said
    return said.replace(b"\r\n", b" ")


async def comes_in(knocker: Knocker, handle: str) -> RawChannel:
    """Sign in, and be at home."""
    assert await knocker.interact(handle, PASSPHRASE) == SUCCESS
    channel = await knocker.channel()
    await channel.terminal(b"xterm-256color")
    await channel.shell()
    await channel.hears(b"Good ")
    return channel


async def is_helped(channel: RawChannel) -> None:
    """Ask for help, in a visit that should go on; the key does for a full screen, the word for lines."""
    channel.write(b"help\r" if b"choose: " in channel.listener.said else b"!")
    assert HELP in await channel.hears(HELP)


def waited(serving: Serving) -> list[tuple[int, str, str]]:
    """Return what the log says of each wait for our page: its milliseconds, the page, the frames.

    A machine that is busy itself makes everybody wait at other places, too.
    """
    found = re.findall(r"session \w{8}: everybody waited (\d+) ms for page (\S+): (.*)", serving.said)
    return [(int(took), page, frames) for took, page, frames in dict.fromkeys(found) if "<string>" in frames]


LINE, FULL = {"WARMLINE_SERVER_MODE": "line"}, {"WARMLINE_SERVER_MODE": "full"}


def is_ended(home: Path, body: str, variables: dict[str, str]) -> Serving:
    """See that a visit ends with an apology, and that the log says what was wrong."""
    serving = program(home, body, **variables)
    said = visit(serving, *((b"go ", b"") if variables == LINE else (b":", b"Go to:")), END)
    assert said.count(APOLOGY.encode()) == 1
    (held,) = waited(serving)
    assert 900 < held[0] < 20_000
    assert held[1] == "about"
    assert re.search(r"<string>:\d+ view < walk\.py:", held[2])
    return serving


@pytest.mark.slow
def test_a_page_that_never_ends_is_ended_and_the_others_live(tmp_path: Path) -> None:
    serving = is_ended(tmp_path / "home", COMPUTING, LINE)
    assert re.search(r"session \w{8}: HeldUpError at watchdog\.py:\d+ .* < <string>:\d+ view < ", serving.said)


@pytest.mark.faults
@pytest.mark.parametrize("variables", [LINE, FULL], ids=["line", "full"])
@pytest.mark.parametrize("doing", ENDLESS)
def test_whatever_it_does_and_in_whichever_mode(tmp_path: Path, doing: str, variables: dict[str, str]) -> None:
    is_ended(tmp_path / "home", ENDLESS[doing], variables)


@pytest.mark.faults
@pytest.mark.parametrize("variables", [LINE, FULL], ids=["line", "full"])
def test_a_page_that_catches_what_ends_it_is_ended_all_the_same(tmp_path: Path, variables: dict[str, str]) -> None:
    serving = program(tmp_path / "home", CATCHING, **variables)
    visit(serving, *((b"go ", b"") if variables == LINE else (b":", b"Go to:")), b"there is nothing but the end")
    ((took, page, _),) = waited(serving)
    assert took > 2900
    assert page == "about"


@pytest.mark.faults
@pytest.mark.parametrize("variables", [LINE, FULL], ids=["line", "full"])
def test_a_page_that_takes_its_time_is_named_and_goes_on(tmp_path: Path, variables: dict[str, str]) -> None:
    serving = program(tmp_path / "home", "time.sleep(0.3)", **variables)
    visit(serving, *((b"go ", b"") if variables == LINE else (b":", b"Go to:")), b"This is a place")
    ((took, page, frames),) = waited(serving)
    assert 300 <= took < 1000
    assert page == "about"
    assert re.match(r"<string>:\d+ view < ", frames)


TURNS = """
import asyncio, contextlib, signal, time
from bbs import turns
from bbs.server import watchdog
from bbs.server.watchdog import HeldUpError, Watchdog

watchdog.HELD_SECONDS, watchdog.LOOKS = 0.05, 4
said, given_up = [], []
watchdog.log.warning = lambda words, *values: said.append(words % values)

async def main():
    dog.watch()
    await asyncio.sleep(0)
{body}

with Watchdog() as dog, asyncio.Runner(loop_factory=dog.loop) as runner:
    runner.run(main())
time.sleep(0.2)
"""


def turns_end(body: str) -> None:
    """Run something in a watched loop of its own, in which fifty milliseconds are long."""
    code = TURNS.format(body=indent(dedent(body), "    "))
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr


def test_while_the_loop_waits_no_timer_runs() -> None:
    turns_end("""
    asyncio.get_running_loop().call_later(0.02, lambda: given_up.append(signal.getitimer(signal.ITIMER_REAL)[0]))
    before = dog._is_wound
    asyncio.get_running_loop().run_in_executor(None, lambda: (time.sleep(0.5), said.append(dog._is_wound)))
    await asyncio.sleep(1)
    assert before and given_up[0] > 0
    assert False in said and True not in said, said
    """)


def test_a_ring_in_a_turn_that_has_just_begun_is_no_look() -> None:
    turns_end("""
    watchdog.HELD_SECONDS = 1000
    dog._since = time.monotonic() - 900
    dog._look(signal.SIGALRM, None)
    assert dog._seen is None
    assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
    """)


def test_many_who_are_short_in_one_long_turn_are_named_and_not_ended() -> None:
    turns_end("""
    for _ in range(100):
        asyncio.get_running_loop().call_soon(time.sleep, 0.005)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert said and all(" _run" in one or " main" in one for one in said), said
    """)


def test_what_runs_for_nobody_is_ended_too_and_the_loop_goes_on() -> None:
    turns_end("""
    errors = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: errors.append(context["exception"]))
    asyncio.get_running_loop().call_soon(lambda: time.sleep(1000))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [type(error) for error in errors] == [HeldUpError]
    assert any("session -: everybody waited " in one for one in said), said
    """)


def test_a_visit_is_told_to_give_up_in_case_what_is_raised_is_caught() -> None:
    turns_end("""
    async def visit():
        turns.begin(turns.Turn(lambda: "1234", lambda: given_up.append(True)))
        turns.on_page("people/{handle}")
        with contextlib.suppress(HeldUpError):
            time.sleep(1000)

    await asyncio.create_task(visit())
    await asyncio.sleep(0)
    assert given_up == [True]
    assert any(one.startswith("session 1234: ") and "people/{handle}" in one for one in said), said
    """)


def test_a_signal_between_two_calls_of_the_loop_is_raised_in_neither() -> None:
    turns_end("""
    dog._since = time.monotonic() - 1
    dog._looks = 1000
    dog._look(signal.SIGALRM, None)
    assert dog._seen is not None
    """)
