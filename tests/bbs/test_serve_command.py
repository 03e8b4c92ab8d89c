"""A start on a full disk: whoever calls reads, and has crisis help."""

from __future__ import annotations

import pytest
from rich.console import Console

from bbs import founding
from bbs.errors import NotSaved
from bbs.house import House
from bbs.serve_command import prepare


def test_no_room_for_the_first_operators_code_keeps_nothing_closed(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def finds_no_room(*_: object, **__: object) -> str:
        raise NotSaved

    monkeypatch.setattr(founding, "operator_code", finds_no_room)
    assert prepare(house, Console(width=200)) is None
    assert "the first operator's code is shown at a start that has some" in capsys.readouterr().out
    monkeypatch.undo()
    assert prepare(house, Console()), "with room it is shown again"
