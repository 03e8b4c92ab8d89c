"""The shortest way from one look to another, as bytes."""

from __future__ import annotations

import pytest

from screens.fullscreen.look import Look, blank_of, change


@pytest.mark.parametrize(
    ("old", "new", "sent"),
    [
        (None, Look(), "\x1b[m"),
        (None, Look(fg="36", bold=True), "\x1b[0;1;36m"),
        (Look(), Look(), ""),
        (Look(dim=True), Look(dim=True), ""),
        (Look(fg="36", bold=True), Look(), "\x1b[m"),
        (Look(fg="36", bold=True), Look(fg="36"), "\x1b[22m"),
        (Look(fg="38;2;1;2;3", bold=True), Look(fg="38;2;1;2;3", dim=True), "\x1b[22;2m"),
        (Look(bold=True, dim=True, fg="38;5;9"), Look(bold=True, fg="38;5;9"), "\x1b[22;1m"),
        (Look(fg="36", underline=True, bg="48;5;17"), Look(bg="48;5;17"), "\x1b[24;39m"),
        (Look(bg="44", fg="36"), Look(fg="36"), "\x1b[49m"),
        (Look(bold=True, italic=True, reverse=True, strike=True), Look(bold=True), "\x1b[0;1m"),
    ],
)
def test_the_shortest_change_is_sent(old: Look | None, new: Look, sent: str) -> None:
    assert change(old, new) == sent


def test_of_a_blank_only_its_ground_shows_unless_a_line_goes_through_it() -> None:
    assert blank_of(Look(fg="36", bg="44", bold=True, dim=True, italic=True)) == Look(bg="44")
    for look in (Look(fg="36", underline=True), Look(fg="36", reverse=True), Look(fg="36", strike=True)):
        assert blank_of(look) == look
