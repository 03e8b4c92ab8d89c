"""Taking in what was written elsewhere: nobody is taken for somebody who is here, and words pass the gate."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbs.community import (
    credentials,
    member_keys,
    members,
    moving_out,
    new_scan,
    noticed,
    posts,
    vouching,
)
from bbs.community.members import Role
from bbs.community.moving import Moved, MovedPerson, MovedPlace, MovedPost, MovedThread
from bbs.community.moving_in import TakenIn, take_in
from bbs.config import Writing
from bbs.errors import Refusal
from bbs.house import House
from bbs.moving import own
from bbs.safe_text import safe_text
from store.tables import Case, ChangedPost, Member, Post, Thread
from tests import houses
from tests.finding import finds


def thread(name: str = "1", place: str = "sleep", **how: object) -> MovedThread:
    return MovedThread(**{"id": name, "place": place, "title": "Rain", "started_at": 100, **how})  # type: ignore[arg-type]


def post(name: str, text: str, author: str = "", **how: object) -> MovedPost:
    return MovedPost(**{"id": name, "thread": "1", "posted_at": 100, "text": text, "author": author, **how})  # type: ignore[arg-type]


def moved(*written: MovedPost, people: tuple[str, ...] = (), **how: object) -> Moved:
    persons = tuple(MovedPerson(name, 100) for name in people)
    return Moved((MovedPlace("sleep", "Sleep"),), persons, (thread(**how),), written)  # type: ignore[arg-type]


def taken(house: House, what: Moved, *, into: bool = False) -> TakenIn:
    return houses.write(house, take_in, house.vault, what, now=house.clock.now(), writing=Writing(), into=into)


def test_who_wrote_has_no_way_in_until_somebody_vouches_for_them(house: House) -> None:
    taken(house, moved(post("1", "It rains.", "sam"), people=("sam",)))
    assert houses.write(house, credentials.stored_passphrase, "sam")[1] is None
    sam = houses.write(house, members.by_handle, "sam")
    assert sam is not None
    assert houses.write(house, member_keys.keys, sam.id) == []
    assert (sam.role, sam.accepted) == (Role.MEMBER, 0)
    wren = houses.member(house, "wren", role=Role.MODERATOR)
    code = houses.write(house, vouching.vouch, house.vault, wren, "sam", now=house.clock.now())
    assert code
    assert houses.write(house, new_scan.count_new, sam).posts == 0, "they read it where they wrote it"


@pytest.mark.parametrize(
    ("wished", "becomes"),
    [("sam", "sam-2"), ("5am", "5am-2"), ("Sam Sørensen", "sam-s-rensen"), ("admin", "writer"), ("李", "writer"),
     ("\x1b[31mred", "31mred"), ("a" * 40, "a" * 20)],
)  # fmt: skip
def test_nobody_is_taken_for_somebody_who_is_here(house: House, wished: str, becomes: str) -> None:
    sam = houses.member(house, "sam")
    houses.write(house, posts.start, sam, "sleep", "Mine", "These are mine.", now=house.clock.now())
    new = houses.write(house, new_scan.count_new, sam).posts
    found = taken(house, moved(post("1", "It rains.", wished), people=(wished,)), into=True)
    assert found.renamed == {wished: becomes}
    assert houses.write(house, new_scan.count_new, sam).posts == new, "what is old is not new to anybody"
    by = houses.write(house, lambda: Member.select().join(Post, on=Post.author).where(Post.text == "It rains.").get())
    assert by.handle == becomes


def test_words_pass_the_gate_and_nothing_is_too_long(house: House) -> None:
    long = "\n".join(["It is a long night."] * 20_000)
    found = moved(
        post("1", "\x1b]0;owned\x07Red\u202e.", note="Grief,  GRIEF, " + "x" * 200), post("2", long), post("3", " \n"),
        title="\x1b[2J" + "t" * 500, note="",
    )  # fmt: skip
    taken(house, found)

    def written() -> tuple[str, list[Post]]:
        thread = Thread.get(Thread.title.startswith("[2J"))
        return thread.title, list(Post.select().where(Post.thread == thread.id).order_by(Post.id))

    title, rows = houses.write(house, written)
    assert rows[0].text == "]0;ownedRed."
    assert len(rows[0].note) <= Writing().note_limit
    assert len(title) <= Writing().title_limit
    assert "".join(row.text for row in rows[1:-1]).replace("\n", "") == long.replace("\n", "")
    assert rows[-1].removed_at is not None
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A place to which one text after the other comes."""
    house = houses.build(tmp_path_factory.mktemp("elsewhere") / "home")
    yield house
    houses.close(house)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_text_that_may_stand_here_comes_and_goes_letter_by_letter(elsewhere: House, typed: str) -> None:
    text = safe_text(typed)
    taken(elsewhere, moved(post("1", own.from_line(own.line_of(post("1", text)), MovedPost).text)), into=True)
    kept: list[MovedPost] = []

    def keep(all_of_it: Moved) -> dict[str, int]:
        kept.extend(all_of_it.posts)
        return {}

    houses.write(elsewhere, moving_out.hand_over, keep)
    last = kept[-1] if text.strip() else post("1", text)
    assert own.from_line(own.line_of(last), MovedPost).text == text


def test_old_words_are_not_looked_through_and_new_ones_that_waited_still_are(house: House) -> None:
    houses.write(house, noticed.unheard)
    lou = houses.member(house, "lou")
    waiting = houses.write(house, posts.start, lou, "sleep", "Now", "I want to die tonight.", now=house.clock.now())
    taken(house, moved(post("1", "I want to die tonight.", "sam"), people=("sam",)), into=True)
    assert houses.write(house, noticed.unheard) == (waiting.id,)
    assert houses.write(house, lambda: (Case.select().count(), ChangedPost.select().count())) == (0, 1)


def test_a_closed_room_never_opens_because_a_board_has_its_name(house: House) -> None:
    place = MovedPlace("sleep", "Sleep", joining="ask", visibility="members")
    taken(house, Moved((place,), (), (thread(),), [post("1", "zqinside.")]))
    assert houses.write(house, finds, houses.member(house, "sam"), "zqinside") == []
    assert houses.write(house, lambda: Thread.get(Thread.title == "Rain").board.slug) == "sleep-2"


def test_a_thread_to_which_nothing_came_is_none(house: House) -> None:
    empty = thread("2", title="Nothing was said here")
    found = taken(house, Moved((MovedPlace("sleep", "Sleep"),), (), (thread(), empty), [post("1", "It rains.")]))
    assert found.threads == 1
    assert houses.write(house, lambda: Thread.select().where(Thread.title == empty.title).count()) == 0


def test_all_of_it_comes_or_nothing(house: House) -> None:
    def counts() -> tuple[int, int, int]:
        return Member.select().count(), Thread.select().count(), Post.select().count()

    before = houses.write(house, counts)
    broken = moved(post("1", "It rains.", "sam"), post("2", "Lost.", thread="nowhere"), people=("sam",))
    with pytest.raises(Refusal) as refused:
        taken(house, broken)
    assert refused.value.words() == "Something belongs to nowhere, which is not there. Nothing was changed."
    assert houses.write(house, counts) == before
