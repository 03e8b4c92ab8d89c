"""What is done with what was heard: parts are covered for others, cases are opened, and nothing is held back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from bbs.cards import DAY, Cards
from bbs.community import cases, desk, editing, finding, later, members, new_scan, noticed, posts, queue, reading
from bbs.community.members import Person, Role
from bbs.community.noticing.heard import Heard
from bbs.community.noticing.listening import shipped
from bbs.community.noticing.rules import About, Level
from bbs.community.posts import IN_PLACE, PostLine
from bbs.community.query import parse
from bbs.community.queue import CaseFile, CaseLine, Rank
from bbs.errors import NotFound
from store.database import Store
from store.tables import Case, Post
from store.vault import Vault
from tests import stores

NOW = stores.NOW
URGENT = "I want to die tonight. I took forty of my mums pills. Is anybody there?"
COVERED = f"I want to die tonight. I {IN_PLACE}. Is anybody there?"


@dataclass
class Place:
    """A store in which sam writes, lou reads and wren looks after the place."""

    store: Store
    vault: Vault
    sam: Person
    lou: Person
    wren: Person

    def writes(self, text: str, title: str = "Night") -> PostLine:
        line = self.store.run(posts.start, self.sam, "lobby", title, text, now=NOW)
        self.hears(line.id)
        return line

    def hears(self, post: int, now: int = NOW) -> Heard:
        return self.store.run(noticed.in_post, self.vault, shipped(), post, now=now)

    def read_by(self, reader: Person | None, post: int) -> str:
        return self.store.run(posts.get, reader, post).text

    def finds(self, words: str) -> tuple[int, ...]:
        return self.store.run(finding.find, self.lou, parse(words, datetime.fromtimestamp(NOW, UTC))).posts

    def queue(self) -> list[CaseLine]:
        return self.store.run(queue.queue, self.vault, self.wren, now=NOW)

    def file(self) -> CaseFile:
        (line,) = self.queue()
        return self.store.run(queue.read, self.vault, self.wren, line.id, now=NOW)


@pytest.fixture
def place(store: Store, vault: Vault, sam: Person, lou: Person) -> Place:
    wren = store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR)
    return Place(store, vault, sam, lou, wren)


# The desk is told


def test_an_urgent_post_comes_first_with_the_rule_that_noticed_it_sealed(place: Place) -> None:
    place.writes("I wish I was dead.")
    urgent = place.writes(URGENT)
    first, second = place.queue()
    assert (first.target, first.rank, first.reasons) == (f"post/{urgent.id}", Rank.URGENT, (noticed.REASON,))
    assert second.rank is Rank.WAITING
    file = place.store.run(queue.read, place.vault, place.wren, first.id, now=NOW)
    assert [(ground.by_software, ground.rule, ground.words) for ground in file.grounds] == [(True, "en.wish.die", "")]
    stored = place.store.run(lambda: list(Case.select().tuples()))
    assert "wish.die" not in str(stored), "which rule it was stands under the seal alone"


@pytest.mark.parametrize(
    "text", ["This homework is killing me.", "I don't want to die.", "I tried to kill myself twenty years ago.", "Tea?"]
)
def test_nobody_is_told_of_what_is_said_of_homework_denied_or_long_ago(place: Place, text: str) -> None:
    line = place.writes(text)
    assert place.queue() == []
    assert place.read_by(place.lou, line.id) == text


def test_talk_of_somebody_else_is_never_urgent(place: Place) -> None:
    place.writes("My brother says he is going to kill himself tonight.")
    assert [line.rank for line in place.queue()] == [Rank.WAITING]


def test_a_title_is_heard_with_the_first_post_and_not_with_the_replies(place: Place) -> None:
    line = place.writes("Sorry.", title="I am going to kill myself tonight")
    assert place.queue()[0].rank is Rank.URGENT
    reply = place.store.run(posts.reply, place.lou, line.thread, "Please stay with us.", now=NOW)
    assert place.hears(reply.id).level < Level.CONCERN


def test_a_part_is_where_it_is_in_the_text_though_the_title_is_heard_before_it(place: Place) -> None:
    line = place.writes(URGENT, title="A very long title, so that places differ")
    assert place.read_by(place.lou, line.id) == COVERED


def test_a_change_that_says_no_more_is_not_brought_up_again_and_one_that_is_urgent_is(place: Place) -> None:
    line = place.writes("I wish I was dead.")
    for version, text in enumerate(("I wish I was dead!", "I am going to kill myself tonight.")):
        at = NOW + version + 1
        place.store.run(editing.edit, place.vault, place.sam, line.id, text, version=version, now=at)
        place.hears(line.id)
        assert len(place.file().grounds) == version + 1
    assert place.queue()[0].rank is Rank.URGENT


def test_what_the_place_itself_wrote_and_what_is_gone_is_not_heard(place: Place) -> None:
    line = place.store.run(posts.start, place.sam, "lobby", "Night", URGENT, now=NOW)
    place.store.run(lambda: Post.update(by_house=True).where(Post.id == line.id).execute())
    assert place.hears(line.id).level is Level.NONE
    place.store.run(lambda: Post.update(by_house=False).where(Post.id == line.id).execute())
    place.store.run(posts.remove_own, place.sam, line.id, now=NOW)
    assert place.hears(line.id).level is Level.NONE
    assert place.hears(999).level is Level.NONE
    assert place.queue() == []


def test_encouragement_is_covered_and_brought_up_as_conduct(place: Place) -> None:
    line = place.writes("Go kill yourself, nobody cares.")
    assert place.read_by(place.lou, line.id) == f"{IN_PLACE}, nobody cares."
    (case,) = place.store.run(lambda: list(Case.select()))
    assert (case.dispute, case.rank) == (True, Rank.WAITING.value)


def test_it_waits_behind_the_others_when_its_author_says_that_it_was_not_about_them(place: Place) -> None:
    line = place.writes(URGENT)
    for other in (place.lou, place.wren, None):
        with pytest.raises(NotFound):
            place.store.run(noticed.not_about_me, other, line.id)
    assert place.queue()[0].rank is Rank.URGENT
    place.store.run(noticed.not_about_me, place.sam, line.id)
    assert place.queue()[0].rank is Rank.LOWERED


def test_notes_to_the_desk_and_applications_count_like_posts(place: Place) -> None:
    for about, person, text in (
        (desk.About.NOTE, place.sam, "I am going to kill myself tonight."),
        (desk.About.JOINING, place.lou, "I wish I was dead."),
        (desk.About.NOTE, None, "quiero morir esta noche"),
        (desk.About.NOTE, None, "The link on the page is broken."),
    ):
        code = place.store.run(desk.leave, place.vault, about, text, person, NOW)
        place.store.run(noticed.in_note, place.vault, shipped(), code, now=NOW)
    assert [line.rank for line in place.queue()] == [Rank.URGENT, Rank.URGENT, Rank.WAITING]
    assert all(line.target.startswith("note/") for line in place.queue())


# Covered for others


def test_others_read_all_but_the_part_that_could_harm_and_its_author_all_of_it(place: Place) -> None:
    line = place.writes(URGENT)
    assert place.read_by(place.lou, line.id) == place.read_by(None, line.id) == COVERED
    assert place.read_by(place.sam, line.id) == place.read_by(place.wren, line.id) == URGENT
    assert place.store.run(posts.get, place.lou, line.id).covered


def test_what_is_covered_is_in_no_list_search_or_quote_of_others(place: Place) -> None:
    line = place.writes(URGENT)
    stretch = place.store.run(reading.stretch, place.lou, line.thread)
    news = place.store.run(new_scan.next_posts, place.lou)
    since = place.store.run(reading.since, place.lou, "lobby", 0)
    for found in (*stretch.posts, *news, *since):
        assert "mums" not in found.text
    for words, count in (("mums", 0), ("tonight", 1)):
        assert len(place.finds(words)) == count


def test_a_reply_that_goes_out_later_is_covered_too(place: Place) -> None:
    line = place.writes("Tea?")
    how: dict[str, Any] = {"place": "x", "reply_to": line.id, "once": "one", "now": NOW}
    place.store.run(later.put_off, place.vault, place.sam, line.thread, URGENT, **how)
    sent = place.store.run(later.send, place.vault, 1, now=NOW + later.WAIT)
    assert isinstance(sent, PostLine)
    place.hears(sent.id, NOW + later.WAIT)
    assert place.read_by(place.lou, sent.id) == COVERED


def test_an_author_can_take_the_part_out_and_then_nothing_is_covered(place: Place) -> None:
    line = place.writes(URGENT)
    changed = "I want to die tonight."
    place.store.run(editing.edit, place.vault, place.sam, line.id, changed, version=0, now=NOW + 1)
    place.hears(line.id)
    assert place.read_by(place.lou, line.id) == "I want to die tonight."
    assert not place.store.run(posts.get, place.lou, line.id).covered


def test_a_human_who_looked_shows_it_on_record_and_nobody_else_can(place: Place) -> None:
    line = place.writes(URGENT)
    for other in (place.lou, place.sam, None):
        with pytest.raises(NotFound):
            place.store.run(noticed.uncover, place.vault, other, line.id, now=NOW)
    place.store.run(noticed.uncover, place.vault, place.wren, line.id, now=NOW)
    assert place.read_by(place.lou, line.id) == URGENT
    assert len(place.finds("mums")) == 1
    with pytest.raises(NotFound):
        place.store.run(noticed.uncover, place.vault, place.wren, line.id, now=NOW)


def test_one_of_the_staff_does_not_look_at_their_own(place: Place) -> None:
    line = place.store.run(posts.start, place.wren, "lobby", "Night", URGENT, now=NOW)
    place.hears(line.id)
    with pytest.raises(NotFound):
        place.store.run(noticed.uncover, place.vault, place.wren, line.id, now=NOW)


def test_a_post_that_is_taken_away_leaves_nothing_covered(place: Place) -> None:
    line = place.writes(URGENT)
    place.store.run(posts.remove_own, place.sam, line.id, now=NOW)
    assert place.read_by(place.lou, line.id) == ""
    assert place.store.run(lambda: Post.get_by_id(line.id).covered) == ""


# The card


@pytest.mark.parametrize(
    ("heard", "is_shown"),
    [
        (Heard(Level.URGENT), True),
        (Heard(Level.CONCERN, About.OTHER), True),
        (Heard(Level.MENTION, About.PAST), True),
        (Heard(Level.MENTION, About.GRIEF), True),
        (Heard(Level.MENTION, About.SELF), False),
        (Heard(), False),
    ],
)
def test_who_is_shown_a_card(sam: Person, heard: Heard, is_shown: bool) -> None:
    assert noticed.may_be_shown(sam, heard) is is_shown
    assert not noticed.may_be_shown(None, heard)


def test_a_card_is_due_once_a_thread_a_day() -> None:
    cards = Cards()
    assert cards.is_due(1, 7, NOW)
    assert not cards.is_due(1, 7, NOW + DAY - 1)
    assert cards.is_due(1, 8, NOW)
    assert cards.is_due(2, 7, NOW)
    assert cards.is_due(1, 7, NOW + DAY)
    assert cards.is_due(1, 7, NOW - 60), "a clock that was set back makes nobody wait"


def test_lowering_what_is_not_there_does_nothing(place: Place) -> None:
    line = place.writes("Tea?")
    place.store.run(noticed.not_about_me, place.sam, line.id)
    assert place.store.run(cases.open_at, f"post/{line.id}") is None


# What was saved as the server died


def test_what_stands_when_a_place_first_starts_counts_as_heard(place: Place) -> None:
    place.store.run(posts.start, place.sam, "lobby", "Night", URGENT, now=NOW)
    assert place.store.run(noticed.unheard) == ()
    assert place.queue() == []


def test_a_post_that_was_saved_and_not_heard_is_heard_at_the_next_start(place: Place) -> None:
    heard = place.writes("I slept well.")
    missed = place.store.run(posts.start, place.sam, "lobby", "Again", URGENT, now=NOW)
    assert place.store.run(noticed.unheard) == (missed.id,)
    place.hears(missed.id)
    place.hears(heard.id)
    assert place.store.run(noticed.unheard) == ()
    assert [line.target for line in place.queue()] == [f"post/{missed.id}"]


def test_a_post_that_is_gone_is_not_asked_for_again(place: Place) -> None:
    place.writes("I slept well.")
    gone = place.store.run(posts.start, place.sam, "lobby", "Again", URGENT, now=NOW)
    place.store.run(posts.remove_own, place.sam, gone.id, now=NOW)
    place.hears(gone.id)
    assert place.store.run(noticed.unheard) == ()
