"""Who waits for a reply: the longest first, while an answer is still one."""

from __future__ import annotations

from bbs.community import following, members, posts, unanswered
from bbs.community.following import Kind, State
from bbs.community.members import Person
from store.database import Store
from tests import stores
from tests.stores import NOW, reply


def begin(store: Store, writer: Person, at: int, **how: str) -> posts.PostLine:
    board = how.get("board", "sleep")
    return store.run(posts.start, writer, board, "Awake", "Again.", now=at, writing=stores.UNHURRIED)


def waiting(store: Store, reader: Person, now: int = NOW) -> list[int]:
    return [one.thread.id for one in store.run(unanswered.waiting, reader, now=now)]


def test_the_longest_waiting_comes_first_until_somebody_else_writes(store: Store, sam: Person, lou: Person) -> None:
    kit = stores.member(store, "kit")
    later = begin(store, lou, NOW - 60).thread
    earlier = begin(store, kit, NOW - 3600).thread
    assert waiting(store, sam) == [earlier, later]
    assert store.run(unanswered.people, sam, now=NOW) == 2
    reply(store, kit, earlier, "Is nobody there?")
    assert waiting(store, sam) == [earlier, later], "their own words are no answer"
    answer = reply(store, lou, earlier)
    assert waiting(store, sam) == [later]
    store.run(posts.remove_own, lou, answer.id, now=NOW)
    assert waiting(store, sam) == [earlier, later]


def test_two_threads_of_one_person_are_one_who_waits_and_ones_own_are_not_for_oneself(
    store: Store, sam: Person, lou: Person
) -> None:
    both = [begin(store, lou, NOW - n).thread for n in (2, 1)]
    assert waiting(store, sam) == both
    assert store.run(unanswered.people, sam, now=NOW) == 1
    assert (waiting(store, lou), store.run(unanswered.people, lou, now=NOW)) == ([], 0)


def test_after_two_months_nobody_waits_any_more(store: Store, sam: Person, lou: Person) -> None:
    begin(store, lou, NOW)
    assert len(waiting(store, sam, NOW + unanswered.LONGEST - 1)) == 1
    assert waiting(store, sam, NOW + unanswered.LONGEST) == []


def test_what_was_taken_away_or_muted_or_is_hidden_does_not_wait(store: Store, sam: Person, lou: Person) -> None:
    gone, muted, left = (begin(store, lou, NOW) for _ in range(3))
    public = begin(store, lou, NOW, board="lobby")
    store.run(posts.remove_own, lou, gone.id, now=NOW)
    store.run(following.choose, sam, Kind.THREAD, str(muted.thread), State.MUTED, now=NOW)
    assert waiting(store, sam) == [left.thread, public.thread]
    applicant = store.run(members.add, "kit", now=1, waiting=True)
    assert waiting(store, applicant) == [public.thread]


def test_they_come_a_page_at_a_time(store: Store, sam: Person, lou: Person) -> None:
    for at in (NOW - 2, NOW - 1, NOW - 1):
        begin(store, lou, at)
    everything = waiting(store, sam)
    first = store.run(unanswered.waiting, sam, now=NOW, limit=2)
    after = (first[-1].since, first[-1].thread.id)
    rest = store.run(unanswered.waiting, sam, now=NOW, after=after, limit=2)
    assert [one.thread.id for one in (*first, *rest)] == everything
