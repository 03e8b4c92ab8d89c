"""An hour of desk work, key by key: what is done comes of it, in few keys, and docs/desk.md says so."""

from __future__ import annotations

from pathlib import Path

from bbs.community import members, queue, statements
from bbs.community.members import Person
from bbs.community.queue import Which
from bbs.house import House
from tests import houses
from tests.bench import desk_hour

DOCUMENT = Path(__file__).parents[2] / "docs" / "desk.md"
CAME_OF_IT = {
    "ada": ["disagree"],
    "ben": ["remove"],
    "cole": ["agree"],
    "dot": ["hide"],
    "eve": ["keep"],
    "gwen": ["hide", "upheld"],
    "hal": ["hide", "changed"],
    "ida": ["edit"],
    "jon": ["support"],
    "leo": ["remove", "agree"],
}
"""What came of each case that was closed, by whom it was about: the first of two was somebody else's decision."""


def person(house: House, handle: str) -> Person:
    found = houses.write(house, members.by_handle, handle)
    assert found is not None
    return found


def test_an_hour_of_work_does_what_its_keys_say(tmp_path: Path) -> None:
    house = desk_hour.worked(tmp_path)
    try:
        wren, now = person(house, "wren"), house.clock.now()
        assert house.vault is not None
        listed = {
            which: houses.write(house, queue.queue, house.vault, wren, now=now, which=which)
            for which in (Which.CLOSED, Which.PASSED, Which.LATER, Which.ALL)
        }
        came: dict[str, list[str]] = {}
        for line in sorted(listed[Which.CLOSED], key=lambda line: line.id):
            came.setdefault(line.about, []).append(line.outcome)
        assert came == CAME_OF_IT
        assert [line.about for line in listed[Which.PASSED]] == ["finn"]
        assert [line.about for line in listed[Which.LATER]] == ["kit"]
        assert listed[Which.ALL] == []
        told = {name: houses.write(house, statements.about, house.vault, person(house, name)) for name in came}
        given = {name: [one.sanction.kind.value for one in all_ if one.sanction] for name, all_ in told.items()}
        assert {name: kinds for name, kinds in given.items() if kinds} == {
            "cole": ["warning"],
            "dot": ["mute"],
            "leo": ["ban"],
        }
    finally:
        houses.close(house)


def test_from_taking_a_case_to_its_outcome_it_is_twelve_keys_at_most() -> None:
    told = [work for work in desk_hour.HOUR if work.is_told]
    assert len(told) >= 7
    assert {work.name: len(work.keys) for work in told if len(work.keys) > desk_hour.MOST} == {}


def test_the_document_has_the_figures_of_the_script() -> None:
    assert desk_hour.table() in DOCUMENT.read_text("utf-8")
