"""A community whose server key is changed, and what has to work in it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bbs import server_key
from bbs.clock import SystemClock
from bbs.community import desk, drafts, member_keys, recovery
from bbs.community.members import Person
from store.home import Home
from tests import houses
from tests.commands import Done, warmline

PLACE = "boards/sleep/post"
FINGERPRINT = "SHA256:of-a-laptop"
CODE = "river-stone"


@dataclass(frozen=True)
class Kept:
    """A community in which sam keeps a draft, has a key and a code, and left a note at the desk."""

    home: Home
    sam: Person
    key: bytes
    desk_code: str

    def rotate(self) -> Done:
        return warmline("server-key", "--rotate", "--home", self.home.path)

    def works(self, home: Home | None = None) -> None:
        """Fail unless all that sam had is there and no key waits."""
        house = houses.build((home or self.home).path)
        try:
            vault = house.vault
            assert vault is not None
            assert houses.write(house, server_key.fits, vault)
            assert houses.write(house, drafts.kept, vault, self.sam.id, PLACE) == "Not yet said."
            assert houses.write(house, member_keys.by_key, vault, FINGERPRINT, "sam")
            assert houses.write(house, recovery.whose, vault, "sam", CODE, now=house.clock.now())
            note = houses.write(house, desk.by_code, vault, self.desk_code)
            assert note is not None
            assert note.text == "For the desk."
        finally:
            houses.close(house)
        assert not house.home.next_server_key.exists()


def begin(folder: Path) -> Kept:
    """Begin one."""
    house = houses.build(folder / "home")
    now, vault = house.clock.now(), house.vault
    assert vault is not None
    sam = houses.member(house, "sam")
    houses.write(house, drafts.keep, vault, sam.id, PLACE, "Not yet said.", now=now)
    houses.write(house, member_keys.add_key, vault, sam.id, FINGERPRINT, "laptop", now=now)
    houses.write(house, recovery.keep, vault, sam.id, [CODE], now=now)
    code = houses.write(house, desk.leave, vault, desk.About.NOTE, "For the desk.", None, SystemClock().now())
    houses.close(house)
    return Kept(house.home, sam, house.home.server_key.read_bytes(), code)
