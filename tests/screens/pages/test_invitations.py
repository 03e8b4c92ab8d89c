"""Joining codes that staff make: said once, used once, taken back."""

from __future__ import annotations

from pathlib import Path

from bbs.community.members import Role
from tests import houses


def test_a_moderator_makes_a_code_and_somebody_joins_with_it_once(tmp_path: Path) -> None:
    house = houses.build(tmp_path / "home", settings='[joining]\nmode = "code"\n')
    try:
        wren = houses.member(house, "wren", role=Role.MODERATOR)
        said = houses.visit(house, ["go desk", "codes", "make", "again", "bye"], wren)
        code = next(line for line in said.splitlines() if "It works once" in line).split(".")[0].strip()
        assert f"Made just now: {code}. It stands here until you go." in " ".join(said.split()), "a key clears no code"
        assert "Wren made a joining code" in houses.visit(house, ["go office/log", "bye"], wren)
        listed = houses.visit(house, ["go desk/codes", "bye"], wren)
        assert "1. made by wren, today 20:26." in listed
        assert code not in listed
        joins = ["", code, "yes", "yes", "yes", "robin", "yes", "later", "", "bye"]
        assert "You are a member now, robin." in houses.visit(house, joins, username="new")
        again = houses.visit(house, ["", code, "back", "bye"], username="new")
        assert "Accept? yes or no" not in again
        assert "None is waiting." in houses.visit(house, ["go desk/codes", "bye"], wren)
    finally:
        houses.close(house)


def test_a_code_that_was_taken_back_opens_nothing_and_members_see_no_such_page(tmp_path: Path) -> None:
    house = houses.build(tmp_path / "home", settings='[joining]\nmode = "code"\n')
    try:
        wren = houses.member(house, "wren", role=Role.MODERATOR)
        sam = houses.member(house, "sam")
        said = houses.visit(house, ["go desk/codes", "make", "end 1", "yes", "bye"], wren)
        code = next(line for line in said.splitlines() if "It works once" in line).split(".")[0].strip()
        assert "Ended." in said
        assert "Wren took an unused joining code back" in houses.visit(house, ["go office/log", "bye"], wren)
        assert "Accept? yes or no" not in houses.visit(house, ["", code, "back", "bye"], username="new")
        assert "There is nothing at that address" in houses.visit(house, ["go desk/codes", "bye"], sam)
    finally:
        houses.close(house)
