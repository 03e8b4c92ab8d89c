"""Staff make a code for somebody who cannot get in: for whom, how long it works, and who hears of it."""

from __future__ import annotations

import pytest

from bbs.community import credentials, housekeeping, members, recovery, vouching
from bbs.community.members import Person, Role
from bbs.community.vouching import Act
from bbs.errors import NotFound, Refusal
from bbs.house import House
from store.tables import RecoveryCode
from tests import houses

NOW = houses.STARTED
DAY = 24 * 3600


@pytest.fixture
def people(house: House) -> dict[str, Person]:
    roles = {"wren": Role.MODERATOR, "dove": Role.MODERATOR, "olive": Role.OPERATOR, "iris": Role.OPERATOR}
    names = ("sam", "lou", "kit", "ash", "sue", "tom", *roles)
    return {name: houses.member(house, name, role=roles.get(name, Role.MEMBER)) for name in names}


def vouch(house: House, staff: Person, handle: str, now: int = NOW) -> str:
    return houses.write(house, vouching.vouch, house.vault, staff, handle, now=now)


@pytest.mark.parametrize(
    ("staff", "handle"), [("wren", "sam"), ("olive", "sam"), ("olive", "wren"), ("olive", "iris"), ("wren", " Sam ")]
)
def test_a_code_lets_its_member_in_once(house: House, people: dict[str, Person], staff: str, handle: str) -> None:
    code = vouch(house, people[staff], handle)
    name = handle.strip().lower()
    assert houses.write(house, recovery.whose, house.vault, "lou", code, now=NOW) is None
    assert houses.write(house, recovery.whose, house.vault, name, code, now=NOW) == people[name]
    houses.write(house, recovery.recover, house.vault, name, code, hashed="new", now=NOW)
    assert houses.write(house, credentials.stored_passphrase, name)[1] == "new"
    assert houses.write(house, recovery.whose, house.vault, name, code, now=NOW) is None


@pytest.mark.parametrize(
    ("staff", "handle"), [("wren", "wren"), ("olive", "olive"), ("wren", "dove"), ("wren", "iris")]
)
def test_nobody_vouches_for_themselves_and_a_moderator_for_no_staff(
    house: House, people: dict[str, Person], staff: str, handle: str
) -> None:
    with pytest.raises(Refusal):
        vouch(house, people[staff], handle)
    assert houses.write(house, vouching.lately, people["olive"]) == []


def test_who_is_not_staff_or_not_any_more_finds_nothing(house: House, people: dict[str, Person]) -> None:
    for handle in ("lou", "nobody"):
        with pytest.raises(NotFound):
            vouch(house, people["sam"], handle)
    houses.write(house, members.set_role, people["wren"].id, Role.MEMBER)
    with pytest.raises(NotFound):
        vouch(house, people["wren"], "sam")
    for nobody in (None, people["sam"]):
        with pytest.raises(NotFound):
            houses.write(house, vouching.lately, nobody)


def test_it_works_for_a_day_and_is_then_destroyed(house: House, people: dict[str, Person]) -> None:
    code = vouch(house, people["wren"], "sam")
    assert houses.write(house, recovery.whose, house.vault, "sam", code, now=NOW + DAY - 1) == people["sam"]
    assert houses.write(house, recovery.whose, house.vault, "sam", code, now=NOW + DAY) is None
    assert houses.write(house, recovery.use, house.vault, "sam", code, now=NOW + DAY) is None
    houses.write(house, housekeeping.purge, house.vault, NOW + DAY)
    assert houses.write(house, RecoveryCode.select().count) == 0
    assert len(houses.write(house, vouching.lately, people["wren"])) == 1, "what was done stays on record"


def test_a_new_code_takes_the_place_of_the_last_and_leaves_their_own_alone(
    house: House, people: dict[str, Person]
) -> None:
    houses.write(house, recovery.keep, house.vault, people["sam"].id, ["one-code"], now=NOW)
    first, second = vouch(house, people["wren"], "sam"), vouch(house, people["olive"], "sam")
    found = [houses.write(house, recovery.whose, house.vault, "sam", code, now=NOW) for code in (first, second)]
    assert found == [None, people["sam"]]
    assert houses.write(house, recovery.left, people["sam"].id) == 1
    assert houses.write(house, recovery.whose, house.vault, "sam", "one-code", now=NOW) == people["sam"]


def test_the_code_itself_is_not_stored(house: House, people: dict[str, Person]) -> None:
    code = vouch(house, people["wren"], "sam")
    stored = b"".join(path.read_bytes() for path in house.home.path.rglob("*") if path.is_file())
    assert code.encode() not in stored


def test_one_of_the_staff_makes_few_in_a_day(house: House, people: dict[str, Person]) -> None:
    for handle in ("sam", "lou", "kit", "ash", "sue"):
        vouch(house, people["wren"], handle)
    with pytest.raises(Refusal) as refused:
        vouch(house, people["wren"], "tom")
    assert "5 codes within a day" in refused.value.words()
    vouch(house, people["olive"], "tom")
    vouch(house, people["wren"], "tom", NOW + DAY)


def test_who_did_it_for_whom_and_when_and_that_it_was_used_is_kept(house: House, people: dict[str, Person]) -> None:
    code = vouch(house, people["wren"], "sam")
    houses.write(house, recovery.recover, house.vault, "sam", code, hashed=None, now=NOW + 60)
    acts = houses.write(house, vouching.lately, people["olive"])
    assert [(one.act, one.handle, one.by, one.at) for one in acts] == [
        (Act.USED, "sam", "", NOW + 60),
        (Act.MADE, "sam", "wren", NOW),
    ]


def test_their_own_recovery_codes_are_no_act_of_the_staff(house: House, people: dict[str, Person]) -> None:
    houses.write(house, recovery.keep, house.vault, people["sam"].id, ["one-code"], now=NOW)
    houses.write(house, recovery.recover, house.vault, "sam", "one-code", hashed=None, now=NOW)
    assert houses.write(house, vouching.lately, people["olive"]) == []


def test_the_member_is_told_for_a_month_from_the_first_time(house: House, people: dict[str, Person]) -> None:
    vouch(house, people["wren"], "sam")
    sam, later = people["sam"].id, NOW + 90 * DAY
    assert houses.write(house, vouching.to_tell, sam, now=later) == [NOW]
    houses.write(house, vouching.told, sam, now=later)
    assert houses.write(house, vouching.to_tell, sam, now=later + 29 * DAY) == [NOW]
    assert houses.write(house, vouching.to_tell, sam, now=later + 30 * DAY) == []
    assert houses.write(house, vouching.to_tell, people["lou"].id, now=NOW) == []
