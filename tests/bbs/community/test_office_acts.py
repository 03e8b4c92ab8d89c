"""What is done in the office to help lines and boards stands in the log, by whom and to what."""

from __future__ import annotations

import pytest

from bbs.community import acts, log, office_acts
from bbs.community.members import Person, Role
from bbs.errors import NotFound
from bbs.house import House
from bbs.language import ENGLISH
from tests import houses

CLINIC = {"service": "Harbour Clinic", "country": "GB", "kind": "clinic", "phone": "01632 960001", "hours": "24/7"}


@pytest.fixture
def olive(house: House) -> Person:
    return houses.member(house, "olive", role=Role.OPERATOR)


def told(house: House, olive: Person) -> list[str]:
    """Return the log in words, the oldest first."""
    entries = houses.write(house, log.lately, house.vault, olive)
    return [acts.to_staff(entry, ENGLISH)[0] for entry in reversed(entries)]


def test_what_an_operator_does_to_help_lines_and_boards_is_in_the_log(house: House, olive: Person) -> None:
    now, shipped, vault = house.clock.now(), house.shipped, house.vault

    def done(act: object, *given: object, **further: object) -> None:
        houses.write(house, act, vault, *given, **further, now=now)  # type: ignore[arg-type]

    keys = [line.check_key for line in shipped.lines if line.country == "GB"]
    done(office_acts.confirm_lines, keys[:1], olive)
    done(office_acts.confirm_lines, keys, olive)
    done(office_acts.take_confirmation_back, keys[0], olive)
    done(office_acts.put_line, CLINIC, shipped, olive)
    done(office_acts.take_line_away, "GB:harbour-clinic", olive)
    done(office_acts.hide_line, "GB:samaritans", shipped, olive)
    done(office_acts.show_line, "GB:samaritans", olive)
    done(office_acts.add_tags, olive, "sleep", ["mornings"])
    done(office_acts.take_tag_away, olive, "sleep", "mornings")
    done(office_acts.allow_nameless, olive, "sleep", allowed=True)
    done(office_acts.allow_nameless, olive, "sleep", allowed=False)
    assert told(house, olive) == [
        f"Olive confirmed help lines: {keys[0]}",
        "Olive confirmed help lines: GB",
        f"Olive took the confirmation of a help line back: {keys[0]}",
        "Olive wrote a help line of this place: Harbour Clinic, GB",
        "Olive took a help line of this place away: GB:harbour-clinic",
        "Olive hid a help line from callers: GB:samaritans",
        "Olive showed a hidden help line again: GB:samaritans",
        "Olive added tags to a board, sleep: mornings",
        "Olive took a tag from a board, sleep: mornings",
        "Olive let members write without their names on sleep",
        "Olive asked for names on sleep",
    ]


def test_what_is_refused_leaves_nothing_in_the_log(house: House, olive: Person) -> None:
    sam, now = houses.member(house, "sam"), house.clock.now()
    for act, given in (
        (office_acts.make_code, ()),
        (office_acts.end_code, (1,)),
        (office_acts.confirm_lines, (["x"],)),
    ):
        with pytest.raises(NotFound):
            houses.write(house, act, house.vault, *given, sam, now=now)
    assert told(house, olive) == []
