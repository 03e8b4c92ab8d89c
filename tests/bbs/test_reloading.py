"""SIGHUP: what can be taken over is, what cannot waits and is named, and what cannot be read changes nothing."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest

from bbs.community import crisis, texts
from bbs.house import House
from bbs.reloading import reload
from bbs.server.limits import HalfOpen, Sessions
from store.home import Home
from tests import houses
from tests.serving import PATIENCE, ROOT, WARMLINE, Serving, away

taken: list[int] = []


def again(house: House, settings: str, **environ: str) -> None:
    house.home.config.write_text(settings)
    taken.clear()
    asyncio.run(reload(house, lambda: taken.append(house.config.server.sessions), environ))


def test_settings_that_can_be_taken_over_hold_at_once_and_the_log_says_so(
    house: House, log: pytest.LogCaptureFixture
) -> None:
    again(house, '[community]\nname = "Night Owls"\n[server]\nsessions = 7\n', WARMLINE_WRITING_POSTS_PER_HOUR="3")
    assert (house.config.community.name, house.config.writing.posts_per_hour) == ("Night Owls", 3)
    assert taken == [7], "the server hears of its bounds"
    assert 'from now on community.name is "Night Owls"' in log.messages
    assert "from now on server.sessions is 7" in log.messages


def test_what_needs_a_restart_stays_and_is_named(house: House, log: pytest.LogCaptureFixture) -> None:
    before = house.config
    kept = f"memory_kib = {before.passphrases.memory_kib}"
    settings = f"[server]\nport = 22\n[store]\nreaders = 9\n[passphrases]\ntime_cost = 9\n{kept}\n"
    again(house, settings, WARMLINE_SERVER_MODE="line")
    assert (house.config.server, house.config.store, house.config.passphrases) == (
        before.server,
        before.store,
        before.passphrases,
    )
    waiting = [message for message in log.messages if "needs a restart" in message]
    assert [message.split()[0] for message in waiting] == ["server.port", "passphrases.time_cost", "store.readers"]


@pytest.mark.parametrize("settings", ["[server]\nprot = 22\n", "[server\n", "[server]\nsessions = 0\n"])
def test_a_broken_file_changes_nothing_and_says_what_is_wrong(
    house: House, log: pytest.LogCaptureFixture, settings: str
) -> None:
    before, words = house.config, house.texts
    again(house, settings)
    assert (house.config, house.texts, taken) == (before, words, [])
    (said,) = [record for record in log.records if record.levelno == logging.ERROR]
    assert "everything stays as it was" in said.getMessage()
    assert "warmline.toml, line" in said.getMessage()


def test_texts_that_cannot_be_read_change_nothing(
    house: House, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(language: str) -> None:
        raise ValueError("welcome.md: there is nothing in it")

    monkeypatch.setattr(texts, "load", broken)
    before = house.config
    again(house, '[community]\nname = "Night Owls"\n')
    assert house.config == before
    assert "welcome.md" in log.text


def test_texts_and_help_lines_are_those_that_lie_there_now(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    words, lines = replace(houses.words(), seen="Come in."), replace(houses.help_lines(), lines=())
    monkeypatch.setattr(texts, "load", lambda language: words)
    monkeypatch.setattr(crisis, "load", lambda: lines)
    again(house, "")
    assert house.texts.seen == "Come in."
    assert house.crisis.lines == ()


def test_words_of_this_place_s_own_stay(house: House) -> None:
    house.take_own_texts({"name": "The Quay"})
    again(house, '[community]\nname = "Night Owls"\n')
    assert (house.config.community.name, house.name) == ("Night Owls", "The Quay")


def test_guidelines_that_were_published_here_stay(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = replace(houses.words().guidelines, version=9)
    monkeypatch.setattr(texts, "load", lambda language: replace(houses.words(), guidelines=newer))
    again(house, "")
    assert house.texts.guidelines.version == 9, "nothing was published: those of the package hold"
    published = replace(newer, version=10)
    house.take_guidelines(published)
    again(house, "")
    assert (house.texts.guidelines, house.shipped_guidelines) == (published, newer)


def test_bounds_that_became_smaller_send_nobody_away() -> None:
    inside, half_open = Sessions(2, 2), HalfOpen(2, 2)
    assert inside.enter("a")
    assert inside.enter("b")
    inside.bound(1, 1)
    assert (len(inside), inside.enter("c")) == (2, None)
    gone: list[str] = []
    half_open.enter(b"a", lambda: gone.append("a"))
    half_open.bound(1, 1)
    assert (len(half_open), gone) == (1, [])


def test_the_program_reads_again_at_sighup_and_goes_on(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("reloading") / "home"
    houses.close(houses.build(folder))
    home = Home(folder)
    with Serving.home(folder) as server:
        home.config.write_text("[writing]\nposts_per_hour = 5\n")
        os.kill(server._process.pid, signal.SIGHUP)
        assert "from now on writing.posts_per_hour is 5" in server.hears("from now on")
        assert server.stops() == 0


def test_at_a_terminal_it_reads_again_too_and_ends_with_the_terminal(tmp_path: Path) -> None:
    houses.close(houses.build(tmp_path / "home"))
    words = [*WARMLINE[1:], "serve", "--home", str(tmp_path / "home"), "--port", "0"]
    server = pexpect.spawn(WARMLINE[0], words, env=away(ROOT), cwd=str(ROOT), encoding="utf-8", timeout=PATIENCE)
    server.expect("Everything this community owns is in")
    server.kill(signal.SIGHUP)
    server.expect("settings and texts were read again")
    assert server.isalive()
    server.ptyproc.fileobj.close()
    _, status = os.waitpid(server.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    server.closed = server.ptyproc.closed = server.terminated = True
