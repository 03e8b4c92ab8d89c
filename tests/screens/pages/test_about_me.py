"""What members and guests read of moderation: the log about oneself, and the figures of the months that are over."""

from __future__ import annotations

from bbs.community import log, reports, vouching
from bbs.community.members import Role
from bbs.community.reports import Reason
from bbs.house import House
from tests import houses
from tests.houses import HeldClock

MONTH = 31 * 24 * 3600


def test_the_log_about_oneself_is_in_words_with_the_reason_and_without_a_name(house: House) -> None:
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    assert "Nothing. When those who look after this place" in houses.verb(house, "read about/me", sam)[1]
    now = house.clock.now()
    houses.write(house, vouching.vouch, house.vault, wren, "sam", now=now)
    houses.write(house, log.record, house.vault, "member-warned", by=wren.id, about=sam.id, now=now, words="Be kind.")
    houses.write(house, log.record, house.vault, "group-opened", by=wren.id, about=sam.id, now=now, words="Owls")
    houses.write(house, log.record, house.vault, "member-noted", by=wren.id, about=sam.id, now=now)
    status, said, _ = houses.verb(house, "read about/me", sam)
    assert status == 0
    assert said.splitlines() == [
        "About you in the log.",
        "A moderator made a note about you, today 20:26.",
        "  What it says stands among all that is held about you: type my-data.",
        'The group "Owls", which you proposed, was opened, today 20:26.',
        "  No more was written of it.",
        "A moderator gave you a warning, today 20:26.",
        "  Be kind.",
        "A moderator made a recovery code for your handle, today 20:26.",
        "  No more was written of it.",
    ]
    assert "Nothing." in houses.verb(house, "read about/me", lou)[1]
    assert houses.verb(house, "read about/me")[0] == 3
    assert "About you in the log." in houses.visit(house, ["go about", "about-me", "bye"], sam)
    assert "About you in the log." in houses.visit(house, ["go my-data", "about-me", "bye"], sam)


def test_many_acts_come_some_at_a_time(house: House) -> None:
    sam = houses.member(house, "sam")
    for n in range(23):
        houses.write(
            house, log.record, house.vault, "member-written-to", by=None, about=sam.id, now=n, words=f"Words {n}."
        )
    said = houses.verb(house, "read about/me", sam)[1]
    assert [f"Words {n}." in said for n in range(23)] == [True] * 23


def test_anybody_reads_the_figures_of_months_that_are_over(house: House) -> None:
    sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
    said = houses.visit(house, ["go about", "figures", "bye"])
    assert "No month with something to tell is over yet." in " ".join(said.split())
    houses.write(house, reports.report, house.vault, lou, f"member/{sam.id}", Reason.SPAM, now=house.clock.now())
    assert isinstance(house.clock, HeldClock)
    house.clock.move(6 * MONTH)
    status, said, _ = houses.verb(house, "read about/figures")
    assert status == 0
    assert said.count("Reports by members: fewer than 5.") == 6
    assert "May 2026." in said
    assert "Half of it was looked at: too few to say." in said
