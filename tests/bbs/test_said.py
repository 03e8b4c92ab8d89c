"""What commands say at a terminal, and in a pipe."""

from __future__ import annotations

import pytest

from bbs.said import Said, fitted

LONG = "Joining opens when somebody here checked these crisis lines: call each, or read its own page, today."


def test_at_a_terminal_lines_break_between_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("FORCE_COLOR", "1")  # as Rich says "this is a terminal"
    Said().print(LONG)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(len(line) <= 40 for line in lines)
    assert " ".join(lines) == LONG


def test_in_a_pipe_a_line_is_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    Said().print(LONG)
    assert capsys.readouterr().out == LONG + "\n"


def test_what_goes_on_stands_under_its_line() -> None:
    assert fitted("  Ireland: Pieta. Phone 1800 247 247", 20) == "  Ireland: Pieta.\n  Phone 1800 247 247"


def test_a_command_stays_in_one_piece_however_long_it_is() -> None:
    command = "warmline server-key --words --home /var/lib/some/where/else"
    assert fitted(f"With its words on paper: {command}", 30) == f"With its words on paper:\n{command}"


def test_lines_that_fit_are_left_as_they_are() -> None:
    assert fitted("a  b\n\n  c", 10) == "a  b\n\n  c"
