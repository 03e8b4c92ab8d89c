"""What was promised to go goes, and nothing else."""

from __future__ import annotations

from bbs.community import joining, members, posts
from bbs.community.housekeeping import purge
from bbs.community.members import Role
from bbs.house import House
from store.tables import Joining, Post
from tests import houses

WEEK = 7 * 24 * 3600


def text_of(post: int) -> tuple[str, str]:
    row = Post.get_by_id(post)
    return row.text, row.note


def test_what_a_moderator_took_away_and_what_stands_is_kept(house: House) -> None:
    sam, wren, now = houses.member(house, "sam"), houses.member(house, "wren", role=Role.MODERATOR), house.clock.now()
    gone = houses.write(house, posts.start, sam, "sleep", "Four a.m.", "Under review.", now=now)
    stays = houses.write(house, posts.reply, sam, gone.thread, "Still here.", now=now)

    def take_away() -> None:
        Post.update(removed_at=now, removed_by=wren.id).where(Post.id == gone.id).execute()

    houses.write(house, take_away)
    houses.write(house, purge, house.vault, now + 52 * WEEK)
    assert houses.write(house, text_of, gone.id) == ("Under review.", "")
    assert houses.write(house, text_of, stays.id) == ("Still here.", "")


def test_a_joining_nobody_can_go_on_with_is_dropped(house: House) -> None:
    now = house.clock.now()
    houses.write(house, joining.begin, house.vault, now=now)
    houses.write(house, purge, house.vault, now + joining.KEPT_SECONDS - 1)
    assert houses.write(house, Joining.select().count) == 1
    houses.write(house, purge, house.vault, now + joining.KEPT_SECONDS)
    assert houses.write(house, Joining.select().count) == 0


def test_tidying_twice_changes_nothing(house: House) -> None:
    sam, now = houses.member(house, "sam"), house.clock.now()
    post = houses.write(house, posts.start, sam, "sleep", "Four a.m.", "I keep counting.", now=now)
    for _ in range(2):
        houses.write(house, purge, house.vault, now + WEEK)
    assert houses.write(house, text_of, post.id)[0] == "I keep counting."
    assert houses.write(house, members.by_id, sam.id).handle == "sam"
