"""Writing a version of the guidelines and publishing it: what changed is known, whatever an upgrade brings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bbs.community import guideline_versions as versions
from bbs.community import log, members
from bbs.community.differences import Difference, between
from bbs.community.members import Person, Role
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.house import House
from tests import houses


@pytest.fixture
def olive(house: House) -> Person:
    return houses.member(house, "olive", role=Role.OPERATOR)


def publish(house: House, olive: Person, number: int, line: str) -> None:
    now, current = house.clock.now(), house.texts.guidelines
    houses.write(house, versions.change_line, olive, current, number, line, "Like this.", now=now)
    house.take_guidelines(houses.write(house, versions.publish, house.vault, olive, current, now=now))


def test_a_published_version_holds_now_and_after_a_start_and_an_upgrade(house: House, olive: Person) -> None:
    shipped = house.shipped_guidelines
    heading = f"# 4. {shipped.short[3].line}\n"
    assert heading in shipped.long
    publish(house, olive, 4, "We leave out how.")
    new = house.texts.guidelines
    assert (new.version, new.short[3].line, new.short[3].since) == (2, "We leave out how.", 2)
    assert {one.since for n, one in enumerate(new.short) if n != 3} == {1}
    assert heading not in new.long
    assert "# 4. We leave out how.\n" in new.long, "its heading follows"
    upgraded = replace(shipped, version=7, long="Other words.")
    assert versions.at_start(house.store, upgraded) == new
    assert houses.write(house, versions.version, 1) == shipped, "what held before is kept"
    assert houses.write(house, versions.draft, olive) is None
    assert houses.write(house, members.accepted_guidelines, olive.id) == 2, "who publishes it has read it"
    assert house.vault is not None
    (entry,) = houses.write(house, log.lately, house.vault, olive)
    assert (entry.act, entry.words) == (versions.PUBLISHED, "2")


def test_what_changed_is_told_over_several_versions(house: House, olive: Person) -> None:
    first = house.texts.guidelines
    publish(house, olive, 1, "We listen.")
    publish(house, olive, 2, "We may say it.")
    assert house.texts.guidelines.version == 3
    found = versions.changed(first, house.texts.guidelines)
    assert [(n, one.now) for n, one in found.short] == [(1, "We listen. Like this."), (2, "We may say it. Like this.")]
    assert not found.long, "headings that say the same are not told twice"
    assert not versions.changed(first, first)


def test_nothing_is_published_that_changes_nothing_or_should_have_been_read_by_now(house: House, olive: Person) -> None:
    now, current = house.clock.now(), house.texts.guidelines
    with pytest.raises(Refusal, match="Nothing is different"):
        houses.write(house, versions.publish, house.vault, olive, current, now=now)
    houses.write(house, versions.change_line, olive, current, 1, "We hear.", "So.", now=now)
    with pytest.raises(Refusal, match="read afresh"):
        houses.write(house, versions.publish, house.vault, olive, replace(current), now=now + 3 * 365 * 24 * 3600)
    first = current.short[0]
    same = houses.write(house, versions.change_line, olive, current, 1, first.line, first.example, now=now)
    assert versions.is_same(same, current)
    assert houses.write(house, versions.draft, olive) is None, "what says the same as what holds is no new version"
    houses.write(house, versions.change_line, olive, current, 1, "We hear.", "So.", now=now)
    houses.write(house, versions.drop, olive)
    assert houses.write(house, versions.draft, olive) is None
    assert house.texts.guidelines == current


def test_another_day_to_read_them_afresh_holds_at_once_and_asks_nobody_again(house: House, olive: Person) -> None:
    now, current, day, later = house.clock.now(), house.texts.guidelines, date(2028, 10, 1), date(2029, 10, 1)
    set_review = (versions.set_review, house.vault, olive)
    new = houses.write(house, *set_review, current, day, now=now)
    assert new == replace(current, review_by=day) == versions.at_start(house.store, house.shipped_guidelines)
    assert houses.write(house, *set_review, new, day, now=now) == new
    house.take_guidelines(new)
    publish(house, olive, 1, "We hear.")
    assert (house.texts.guidelines.version, house.texts.guidelines.review_by) == (2, day)

    new = house.texts.guidelines
    houses.write(house, versions.change_line, olive, new, 1, "We listen.", "So.", now=now)
    assert houses.write(house, *set_review, new, later, now=now).review_by == later
    assert versions.at_start(house.store, current) == new, "it goes with what is being written"
    houses.write(house, versions.change_line, olive, new, 1, new.short[0].line, new.short[0].example, now=now)
    held = houses.write(house, versions.publish, house.vault, olive, new, now=now)
    assert held == replace(new, review_by=later) == versions.at_start(house.store, current)
    assert houses.write(house, versions.draft, olive) is None
    assert house.vault is not None
    told = [(one.act, one.words) for one in houses.write(house, log.lately, house.vault, olive)]
    assert told == [(versions.REVIEWED, str(later)), (versions.PUBLISHED, "2"), (versions.REVIEWED, str(day))]


@pytest.mark.parametrize("typed", ["soon", "2020-01-01", "2026-13-01", ""])
def test_a_day_is_one_to_come(house: House, typed: str) -> None:
    with pytest.raises(NotUnderstood):
        versions.day_of(typed, house.clock.now())
    for day in (" 2028-10-01 ", "1 October 2028"):
        assert versions.day_of(day, house.clock.now()) == date(2028, 10, 1)


def test_only_operators_write_them_and_not_empty(house: House, olive: Person) -> None:
    current, now = house.texts.guidelines, house.clock.now()
    for who in (None, houses.member(house, "wren", role=Role.MODERATOR)):
        for rule in (versions.draft, versions.drop):
            with pytest.raises(NotFound):
                houses.write(house, rule, who)
        with pytest.raises(NotFound):
            houses.write(house, versions.publish, house.vault, who, current, now=now)
    for line, example in (("", "So."), ("We hear.", " ")):
        with pytest.raises(NotUnderstood):
            houses.write(house, versions.change_line, olive, current, 1, line, example, now=now)
    with pytest.raises(NotUnderstood):
        houses.write(house, versions.change_long, olive, current, " \n", now=now)
    for number in (0, 8):
        with pytest.raises(NotFound):
            houses.write(house, versions.change_line, olive, current, number, "We hear.", "So.", now=now)


def test_without_a_store_the_shipped_ones_hold(house: House) -> None:
    assert versions.at_start(None, house.shipped_guidelines) == house.shipped_guidelines


def test_differences_are_found_paragraph_by_paragraph() -> None:
    before = ["one two three four", "five six", "seven eight nine ten", "same"]
    now = ["one two three more", "seven eight nine ten", "eleven twelve", "same"]
    assert between(before, now) == [
        Difference("one two three four", "one two three more"),
        Difference("five six", ""),
        Difference("", "eleven twelve"),
    ]
    assert between(now, now) == []
    assert between(["a b"], ["c e f g"]) == [Difference("", "c e f g"), Difference("a b", "")]
