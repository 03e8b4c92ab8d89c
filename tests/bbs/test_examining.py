"""Asking the doctor from inside: what it says is passed on, one look at a time, and what goes wrong is said kindly."""

from __future__ import annotations

import asyncio
import sys

import pytest

from bbs.errors import Busy
from bbs.examining import Examination, Examined
from bbs.house import House


def with_program(house: House, program: str) -> Examination:
    return Examination(house.home, (sys.executable, "-c", program))


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("print('All is well.')", Examined(is_well=True, lines=("All is well.",))),
        ("print('One.\\n\\nTwo.'); raise SystemExit(1)", Examined(is_well=False, lines=("One.", "Two."))),
    ],
)
def test_what_it_says_is_passed_on(house: House, program: str, found: Examined) -> None:
    assert asyncio.run(with_program(house, program).look()) == found


@pytest.mark.parametrize("program", ["raise SystemExit(2)", "print('No.'); raise SystemExit(3)", "pass"])
def test_one_that_says_nothing_sends_to_the_machine(house: House, program: str) -> None:
    with pytest.raises(Busy, match="On the machine itself"):
        asyncio.run(with_program(house, program).look())


def test_only_one_looks_at_a_time_and_one_that_hangs_is_ended(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bbs.examining.LONGEST", 0.2)
    examination = with_program(house, "import time; time.sleep(60)")

    async def ask_twice() -> list[object]:
        return list(await asyncio.gather(examination.look(), examination.look(), return_exceptions=True))

    first, second = asyncio.run(ask_twice())
    assert isinstance(first, Busy)
    assert "takes long" in str(first)
    assert isinstance(second, Busy)
    assert "already" in str(second)
    assert not examination.is_under_way


def test_the_doctor_itself_is_asked(house: House) -> None:
    found = asyncio.run(Examination(house.home).look())
    assert not found.is_well
    assert any("server-key" in line for line in found.lines)
