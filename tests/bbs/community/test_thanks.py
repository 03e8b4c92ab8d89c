"""Thanks reach the author of a post and nobody else, and can be taken away by either of the two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bbs.community import posts, thanks
from bbs.community.members import Person
from bbs.community.posts import PostLine
from bbs.errors import Busy, NotFound, NotUnderstood, Refusal, SignInFirst
from store.database import Store
from store.tables import Board, Member, Post, Thanks
from store.vault import Vault
from tests import stores

NOW = stores.NOW
HOUR = 3600


def give(store: Store, vault: Vault, by: Person, post: PostLine, words: str = "", now: int = NOW) -> bool:
    return store.run(thanks.thank, vault, by, post.id, words, now=now)


def told(store: Store, vault: Vault, reader: Person) -> list[tuple[str, str, bool]]:
    return [(one.by, one.words, one.new) for one in store.run(thanks.got, vault, reader)]


def test_the_author_hears_who_thanked_for_what_in_which_words_and_nobody_else_does(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    kit = stores.member(store, "kit")
    assert give(store, vault, lou, post, "That helped\x1b[31m tonight.")
    assert give(store, vault, kit, post, now=NOW + 1)
    assert told(store, vault, sam) == [("kit", "", True), ("lou", "That helped[31m tonight.", True)]
    assert [one.post.id for one in store.run(thanks.got, vault, sam)] == [post.id, post.id]
    for other in (lou, kit):
        assert told(store, vault, other) == []
        assert not store.run(thanks.any_unseen, other, since=0)
    assert [one.post.id for one in store.run(thanks.gave, lou)] == [post.id]


def test_thanking_again_is_once_and_other_words_take_the_place_of_the_first_and_are_new_again(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    assert give(store, vault, lou, post, "That helped.")
    assert not give(store, vault, lou, post, "That helped.")
    store.run(thanks.seen, sam, store.run(thanks.got, vault, sam)[0].id, now=NOW)
    assert told(store, vault, sam) == [("lou", "That helped.", False)]
    assert give(store, vault, lou, post, "That helped much.")
    assert told(store, vault, sam) == [("lou", "That helped much.", True)]
    assert store.run(thanks.words_given, vault, lou, post.id) == "That helped much."
    assert store.run(thanks.words_given, vault, sam, post.id) is None


def test_whom_nobody_can_thank(store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine) -> None:
    gone = stores.reply(store, lou, post.thread)
    store.run(posts.remove_own, lou, gone.id, now=NOW)
    house = stores.reply(store, lou, post.thread)
    store.run(lambda: Post.update(by_house=True, author=None).where(Post.id == house.id).execute())
    kit = stores.member(store, "kit")
    left = stores.reply(store, kit, post.thread)
    store.run(lambda: Member.update(left_at=NOW).where(Member.id == kit.id).execute())
    for line, words in (
        (post, "your own post"),
        (gone, "taken away"),
        (house, "The place itself"),
        (left, "They left"),
    ):
        with pytest.raises(Refusal, match=words):
            give(store, vault, sam, line)
    with pytest.raises(SignInFirst):
        store.run(thanks.thank, vault, None, post.id, "", now=NOW)
    with pytest.raises(Refusal, match="writing opens"):
        give(store, vault, replace(lou, is_waiting=True), post)
    with pytest.raises(NotFound):
        store.run(thanks.thank, vault, lou, 999, "", now=NOW)
    assert store.run(Thanks.select().count) == 0


def test_words_have_an_end_and_so_has_thanking_in_an_hour(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    with pytest.raises(NotUnderstood, match="is the most"):
        give(store, vault, lou, post, "x" * 201)
    assert give(store, vault, lou, post, "x" * 200)
    for n in range(1, thanks.AN_HOUR):
        assert give(store, vault, lou, stores.reply(store, sam, post.thread), now=NOW + n)
    another = stores.reply(store, sam, post.thread)
    with pytest.raises(Busy):
        give(store, vault, lou, another, now=NOW + 60)
    assert give(store, vault, lou, post, "Changing words is no more thanks.", now=NOW + 60)
    assert give(store, vault, lou, another, now=NOW + HOUR + 1)


def test_either_of_the_two_takes_thanks_away_for_both_and_nobody_else_can(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    kit = stores.member(store, "kit")
    for person in (lou, sam):
        give(store, vault, lou, post)
        one = store.run(thanks.got, vault, sam)[0].id
        with pytest.raises(NotFound):
            store.run(thanks.take_away, kit, one)
        store.run(thanks.take_away, person, one)
        assert told(store, vault, sam) == []
        assert store.run(thanks.gave, lou) == []


def test_only_who_got_them_marks_thanks_as_seen(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    give(store, vault, lou, post)
    one = store.run(thanks.got, vault, sam)[0].id
    store.run(thanks.seen, lou, one, now=NOW)
    assert told(store, vault, sam) == [("lou", "", True)]


def test_thanks_are_news_until_they_were_seen(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    give(store, vault, lou, post)
    assert store.run(thanks.any_unseen, sam, since=NOW - 1)
    assert not store.run(thanks.any_unseen, sam, since=NOW)
    store.run(thanks.seen, sam, store.run(thanks.got, vault, sam)[0].id, now=NOW)
    assert not store.run(thanks.any_unseen, sam, since=NOW - 1)


def test_what_cannot_be_read_any_more_is_not_listed(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    give(store, vault, lou, post)
    outside = replace(sam, is_declined=True)
    assert told(store, vault, outside) == []
    assert not store.run(thanks.any_unseen, outside, since=0)
    store.run(lambda: Board.update(guests_read=True).execute())
    assert told(store, vault, outside) == [("lou", "", True)]
    store.run(lambda: Post.update(removed_at=NOW, removed_by=lou.id).where(Post.id == post.id).execute())
    assert told(store, vault, sam) == []
    assert store.run(thanks.gave, lou) == []


def test_thanks_go_with_the_post_they_are_for(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    give(store, vault, lou, post, "That helped.")
    store.run(posts.remove_own, sam, post.id, now=NOW)
    assert store.run(Thanks.select().count) == 0


def test_who_left_is_not_named_and_their_thanks_stay(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine
) -> None:
    give(store, vault, lou, post, "That helped.")
    store.run(lambda: Member.update(left_at=NOW).where(Member.id == lou.id).execute())
    assert told(store, vault, sam) == [("", "That helped.", True)]
    store.run(lambda: Thanks.update(by=None).execute())
    assert told(store, vault, sam) == [("", "That helped.", True)]


def test_with_another_server_key_the_thanks_are_there_and_their_words_are_not(
    store: Store, vault: Vault, sam: Person, lou: Person, post: PostLine, tmp_path: Path
) -> None:
    give(store, vault, lou, post, "That helped.")
    assert told(store, Vault.begin(tmp_path / "another.key"), sam) == [("lou", "", True)]
