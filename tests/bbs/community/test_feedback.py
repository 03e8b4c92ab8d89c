"""Feedback: shown only where its author agrees, answered first, without a name, and taken down by whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bbs.community import desk, desk_answers, feedback, log, members
from bbs.community.desk import About
from bbs.community.feedback import Published
from bbs.community.members import Person, Role
from bbs.errors import NotFound, NotUnderstood
from store.database import Store
from store.vault import Vault
from tests import stores

NOW = stores.NOW


@dataclass
class Place:
    """A store, one who writes, an operator and a moderator."""

    store: Store
    vault: Vault
    lou: Person
    olive: Person
    wren: Person

    def left(self, about: About = About.FEEDBACK_OPEN, by: Person | None = None, *, is_answered: bool = True) -> int:
        self.store.run(desk.leave, self.vault, about, "Why so few boards?", by, NOW)
        note = self.store.run(desk_answers.waiting, self.wren)[-1].id
        if is_answered:
            self.store.run(desk_answers.answer, self.vault, self.wren, note, "More come soon.", now=NOW)
        return note

    def to_publish(self) -> list[int]:
        return [line.id for line in self.store.run(feedback.to_publish, self.olive)]

    def publish(self, note: int, **how: Any) -> int:
        given: dict[str, Any] = {"person": self.olive, "question": "Why so few?", "answer": "Soon more."} | how
        person, words = given.pop("person"), (given.pop("question"), given.pop("answer"))
        return self.store.run(feedback.publish, self.vault, person, note, *words, now=NOW + 5)

    def shown(self, person: Person | None = None) -> list[Published]:
        return self.store.run(feedback.published, person)


@pytest.fixture
def place(store: Store, vault: Vault, lou: Person) -> Place:
    wren = store.run(members.set_role, stores.member(store, "wren").id, Role.MODERATOR)
    olive = store.run(members.set_role, stores.member(store, "olive").id, Role.OPERATOR)
    return Place(store, vault, lou, olive, wren)


def test_an_operator_publishes_what_was_answered_in_words_they_changed_and_nobody_is_named(place: Place) -> None:
    note = place.left(by=place.lou)
    assert place.to_publish() == [note]
    made = place.publish(note)
    assert place.to_publish() == []
    assert place.shown() == [Published(made, "Why so few?", "Soon more.", NOW + 5, is_mine=False)]
    assert [one.is_mine for one in place.shown(place.lou)] == [True]
    (entry, *_) = place.store.run(log.lately, place.vault, place.olive)
    assert (entry.act, entry.by, entry.about, entry.words) == ("feedback-published", "olive", "", "")


@pytest.mark.parametrize("about", [About.FEEDBACK, About.NOTE, About.CRISIS])
def test_what_its_author_did_not_agree_to_show_is_never_there_to_publish(place: Place, about: About) -> None:
    note = place.left(about)
    assert place.to_publish() == []
    with pytest.raises(NotFound):
        place.publish(note)


def test_what_waits_for_an_answer_and_what_is_published_already_is_not_there_to_publish(place: Place) -> None:
    with pytest.raises(NotFound):
        place.publish(place.left(is_answered=False))
    note = place.left()
    place.publish(note)
    with pytest.raises(NotFound):
        place.publish(note)


def test_nobody_but_an_operator_publishes_and_none_their_own(place: Place) -> None:
    note = place.left()
    for other in (place.wren, place.lou, None):
        with pytest.raises(NotFound):
            place.publish(note, person=other)
        with pytest.raises(NotFound):
            place.store.run(feedback.to_publish, other)
    own = place.left(by=place.olive)
    assert own not in place.to_publish()
    with pytest.raises(NotFound):
        place.publish(own)


@pytest.mark.parametrize("words", ["", " \n ", "x" * (desk.LONGEST + 1)])
def test_words_are_needed_and_not_too_many(place: Place, words: str) -> None:
    note = place.left()
    for part in ("question", "answer"):
        with pytest.raises(NotUnderstood):
            place.publish(note, **{part: words})
    assert place.shown() == []


def taken_back(place: Place, note: int, made: int) -> None:
    found = place.store.run(desk.own_note, place.vault, place.lou, note)
    place.store.run(desk.withdraw, found)


def taken_down(place: Place, note: int, made: int) -> None:
    place.store.run(feedback.take_down, place.vault, place.lou, made, now=NOW)


def taken_down_by_an_operator(place: Place, note: int, made: int) -> None:
    place.store.run(feedback.take_down, place.vault, place.olive, made, now=NOW)
    assert place.store.run(log.lately, place.vault, place.olive)[0].act == "feedback-taken-down"


@pytest.mark.parametrize("how", [taken_back, taken_down, taken_down_by_an_operator])
def test_it_is_gone_when_its_author_or_an_operator_says_so(
    place: Place, how: Callable[[Place, int, int], None]
) -> None:
    note = place.left(by=place.lou)
    made = place.publish(note)
    for other in (place.wren, None):
        with pytest.raises(NotFound):
            place.store.run(feedback.take_down, place.vault, other, made, now=NOW)
    how(place, note, made)
    assert place.shown() == []


def test_it_stays_when_the_note_is_old_and_comes_some_at_a_time(place: Place) -> None:
    for _ in range(3):
        place.publish(place.left())
    place.store.run(desk.destroy_old, NOW + desk.KEPT_ANSWERED + 1)
    assert len(place.shown()) == 3
    assert len(place.store.run(feedback.published, None, skip=2, limit=2)) == 1
