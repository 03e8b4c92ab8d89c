"""The log holds events and session ids: of what people type, send or say about themselves there is nothing in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bbs.community import demo_words
from bbs.session import Session
from bbs.wire import Wire
from tests.commands import warmline
from tests.harbour import CLEAN, QUIET, Caller, Harbour
from tests.houses import PASSPHRASE
from tests.logs import CANARY, NETWORK, OURS, logged, says_nothing_of_anybody
from tests.serving import Serving, away

SENT = ("SendEnv=LANG", "SendEnv=LC_ALL", "SendEnv=COLORTERM", "SendEnv=OTHER")
VARIABLES = {"TERM": f"{CANARY}-term", "LC_ALL": CANARY, "COLORTERM": CANARY, "OTHER": CANARY}


class Canary:
    """Somebody who types one word into everything there is."""

    def __init__(self, port: int, member: str) -> None:
        self._port = port
        self._member = member

    def _command(self, user: str, *words: str, terminal: bool = True) -> list[str]:
        sent = [part for option in SENT for part in ("-o", option)]
        kind = "-tt" if terminal else "-T"
        address = ["-p", str(self._port), f"{user}@127.0.0.1"]
        return ["ssh", *QUIET, "-o", "LogLevel=ERROR", "-o", "PubkeyAuthentication=no", *sent, kind, *address, *words]

    def calls(self, user: str) -> Caller:
        return Caller(self._command(user), environment={**CLEAN, **VARIABLES})

    def does(self, user: str, *words: str, typed: str = "") -> None:
        command = self._command(user, *words, terminal=False)
        environment = {**CLEAN, **VARIABLES}
        subprocess.run(command, input=typed, capture_output=True, text=True, timeout=30, check=False, env=environment)

    def types_it_everywhere(self) -> None:
        self.guesses()
        self.joins()
        self.writes()
        self.does("guest", "post", f"boards/{CANARY}", typed=CANARY)
        self.does("help", CANARY, f'"{CANARY}')
        self.does("guest", "search", CANARY)
        self.does("guest", CANARY, f"--{CANARY}={CANARY}")

    def guesses(self) -> None:
        caller = self.calls(CANARY)
        caller.sees("Enter for the door: ")
        caller.ask(f"{CANARY} {CANARY}", "Enter for the door: ")
        caller.ask("", "What would you like?: ")
        caller.ask(CANARY, "like?: ")
        caller.ask("in", "Handle: ")
        caller.ask(CANARY, "not shown: ")
        caller.ask(f"{CANARY} {CANARY}", "did not open")
        caller.hangs_up()

    def joins(self) -> None:
        caller = self.calls("new")
        caller.sees("yes or no: ")
        caller.ask("code", "Your code: ")
        caller.ask(CANARY, "yes or no: ")
        caller.ask("return", "Return word: ")
        caller.ask(f"{CANARY}-1234", "yes or no: ")
        caller.ask("yes", "Yes or no: ")
        caller.ask("yes", "Yes or no: ")
        caller.ask("yes", "Handle: ")
        caller.ask(f"{CANARY} is no handle", "Handle: ")
        caller.ask(f"{CANARY}2", ": ")
        caller.types(f"{CANARY} and nobody else")
        caller.sees(": ")
        caller.hangs_up()

    def writes(self) -> None:
        caller = self.calls(self._member)
        caller.sees("Enter for the door: ")
        caller.ask(PASSPHRASE, "Home, choose: ")
        caller.ask(f"go {CANARY}", "choose: ")
        caller.ask("go boards/sleep", "choose: ")
        caller.ask("post", "Title: ")
        caller.ask(f"About {CANARY}", "a single dot.\r\n")
        caller.types(f"{CANARY} said so.")
        caller.types(".")
        caller.sees("edit, draft: ")
        caller.ask("note", "Content note: ")
        caller.ask(CANARY, "edit, draft: ")
        caller.ask("yes", "Post 1 of 1: ")
        caller.ask("go search", "Enter to search: ")
        caller.ask("search", "Search for: ")
        caller.ask(CANARY, "Found, choose: ")
        caller.ask("go desk/note", "hoose: ")
        caller.ask("w", "a single dot.\r\n")
        caller.types(f"{CANARY} to the desk")
        caller.types(".")
        caller.sees("edit, draft: ")
        caller.ask("yes", "Your note, choose: ")
        caller.ask("go boards/sleep", "choose: ")
        caller.ask("post", "Title: ")
        caller.ask(f"About {CANARY} again", "a single dot.\r\n")
        caller.types(f"{CANARY} begins")
        caller.sees("begins\r\n")
        caller.presses(f"{CANARY} in the mid")
        caller.sees("mid")
        caller.hangs_up()


def test_what_is_typed_is_in_no_record_of_any_logger(tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    with Harbour(tmp_path) as harbour:
        harbour.member(f"{CANARY}3")
        Canary(harbour.port, f"{CANARY}3").types_it_everywhere()
    says_nothing_of_anybody(log)


def test_what_a_timer_asks_every_five_minutes_does_not_bury_the_rest(
    tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    with Harbour(tmp_path) as harbour:
        assert harbour.verb("guest", "up").stdout == "0 up\n"
        assert harbour.verb("guest", "read", "about").returncode == 0
    said = [record.levelname for record in log.records if OURS.search(record.getMessage())]
    assert said == ["DEBUG", "DEBUG", "INFO", "INFO"]


def test_a_bug_that_holds_somebodys_words_is_logged_without_them(
    tmp_path: Path, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(session: Session, wire: Wire) -> int:
        typed = (await wire.read()).decode()
        raise ValueError(f"what is {typed}") from KeyError(typed)

    with Harbour(tmp_path) as harbour:
        monkeypatch.setattr(harbour.server._visiting, "_open_session", breaks)
        caller = harbour.calls("guest")
        caller.types(CANARY)
        assert "it is our fault, not yours" in caller.is_gone()
    said = logged(log)
    assert "ValueError at test_logs.py" in said
    assert CANARY not in said
    assert "Traceback" not in said


@pytest.mark.faults
def test_what_the_program_itself_says_at_its_most_talkative_holds_nothing_either(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert warmline("demo", "--home", home, "--passphrase", PASSPHRASE).returncode == 0
    handle = next(member.handle for member in demo_words.load().members if member.role == "member")
    environment = away(tmp_path, WARMLINE_LOGGING_LEVEL="debug")
    serving = Serving.home(home)
    serving._environment |= environment
    with serving:
        Canary(serving.port, handle).types_it_everywhere()
        assert serving.stops() == 0
    _, _, said = serving.said.partition("Everything this community owns")
    assert OURS.search(said)
    assert CANARY not in said.lower()
    assert handle not in said
    assert NETWORK not in said
    assert "Traceback" not in said
    assert "WARNING" not in said
    assert "ERROR" not in said
