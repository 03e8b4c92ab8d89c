"""Who read a post to its end lets its author know: once, without a name unless they say so, as long as they like."""

from __future__ import annotations

import pytest

from bbs.community import for_you, heard, posts
from bbs.community.heard import How
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.errors import Busy, NotFound, Refusal, SignInFirst
from store.database import Store
from store.tables import Heard, Member, Post
from store.vault import Vault
from tests import stores

NOW = stores.NOW
HOUR = 3600


def tell(store: Store, by: Person | None, post: PostLine, how: How = How.UNNAMED, now: int = NOW) -> None:
    store.run(heard.tell, by, post.id, how, now=now)


def hears(store: Store, vault: Vault, author: Person) -> list[tuple[str, int]]:
    found = store.run(for_you.happened, vault, author, now=NOW)
    return [(event.by, event.at) for event in found.events if event.kind is for_you.Kind.HEARD]


def test_the_author_hears_that_somebody_did_and_nobody_else_does(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    tell(store, lou, post)
    assert hears(store, vault, sam) == [("", NOW)]
    assert hears(store, vault, lou) == []
    assert store.run(heard.told, lou, post.id) is How.UNNAMED


def test_however_many_did_it_is_said_once_a_post_and_of_the_last(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    tell(store, lou, post)
    tell(store, stores.member(store, "kit"), post, now=NOW + 9)
    assert hears(store, vault, sam) == [("", NOW + 9)]


def test_once_for_each_reader_whatever_they_press(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    tell(store, lou, post)
    tell(store, lou, post, now=NOW + 9)
    assert hears(store, vault, sam) == [("", NOW)]
    assert store.run(Heard.select().count) == 1


def test_a_name_is_given_taken_away_and_all_of_it_taken_back(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    tell(store, lou, post)
    tell(store, lou, post, How.NAMED, now=NOW + 1)
    assert hears(store, vault, sam) == [("lou", NOW + 1)]
    tell(store, lou, post, now=NOW + 2)
    assert hears(store, vault, sam) == [("", NOW + 1)]
    tell(store, lou, post, How.NOT)
    assert hears(store, vault, sam) == []
    assert store.run(heard.told, lou, post.id) is How.NOT


def test_whose_post_it_cannot_be_said_of(store: Store, sam: Person, lou: Person, post: PostLine) -> None:
    gone = stores.reply(store, lou, post.thread)
    store.run(posts.remove_own, lou, gone.id, now=NOW)
    house = stores.reply(store, lou, post.thread)
    store.run(lambda: Post.update(by_house=True, author=None).where(Post.id == house.id).execute())
    for line in (post, gone, house):
        with pytest.raises(Refusal):
            tell(store, sam, line)
    with pytest.raises(SignInFirst):
        tell(store, None, post)
    with pytest.raises(NotFound):
        store.run(heard.tell, lou, 999, How.UNNAMED, now=NOW)
    assert store.run(Heard.select().count) == 0


def test_it_goes_with_the_post_and_with_the_reader(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    tell(store, lou, post)
    store.run(posts.remove_own, sam, post.id, now=NOW)
    assert store.run(Heard.select().count) == 0
    other = stores.start(store, sam)
    tell(store, lou, other, How.NAMED)
    store.run(lambda: Member.update(left_at=NOW).where(Member.id == lou.id).execute())
    assert hears(store, vault, sam) == [("", NOW)]
    store.run(lambda: Member.delete().where(Member.id == lou.id).execute())
    assert hears(store, vault, sam) == []


def test_an_hour_has_an_end(store: Store, sam: Person, lou: Person, post: PostLine) -> None:
    for n in range(heard.AN_HOUR):
        tell(store, lou, stores.reply(store, sam, post.thread), now=NOW + n)
    with pytest.raises(Busy):
        tell(store, lou, post, now=NOW + 90)
    tell(store, lou, post, now=NOW + HOUR + 1)
    assert store.run(heard.told, lou, post.id) is How.UNNAMED
