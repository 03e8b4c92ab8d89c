"""Groups that members propose: how they are opened, or declined."""

from __future__ import annotations

import pytest

from bbs.community import (
    group_proposals,
)
from bbs.community.group_making import Shape
from bbs.community.groups import Standing, Way
from bbs.community.members import Person, Role
from bbs.errors import NotFound, NotUnderstood, Refusal
from store.database import Store
from store.vault import Vault
from tests import stores
from tests.bbs.community.test_groups import standing
from tests.stores import NOW


@pytest.fixture
def olive(store: Store) -> Person:
    return stores.member(store, "olive", role=Role.OPERATOR)


def proposed(store: Store, vault: Vault, person: Person) -> int:
    shape = Shape("New parents", "For the first year.", way=Way.ASK)
    return store.run(group_proposals.propose, vault, person, shape, "We are tired.", now=NOW)


def test_an_operator_opens_a_proposed_group_and_the_proposer_looks_after_it(
    store: Store, vault: Vault, sam: Person, lou: Person, olive: Person
) -> None:
    number = proposed(store, vault, sam)
    for nobody in (sam, lou, None):
        with pytest.raises(NotFound):
            store.run(group_proposals.get, vault, nobody, number)
        with pytest.raises(NotFound):
            store.run(group_proposals.decide, vault, nobody, number, "", opens=True, now=NOW)
    found = store.run(group_proposals.get, vault, olive, number)
    assert (found.handle, found.title, found.about, found.why) == (
        "sam",
        "New parents",
        "For the first year.",
        "We are tired.",
    )
    assert store.run(group_proposals.decide, vault, olive, number, "Yes!", opens=True, now=NOW) == "new-parents"
    assert standing(store, sam, "new-parents") is Standing.FACILITATOR
    assert store.run(group_proposals.unseen, sam) == 1
    (own,) = store.run(group_proposals.own, vault, sam)
    assert (own.slug, own.answer) == ("new-parents", "Yes!")
    store.run(group_proposals.told, sam, now=NOW)
    assert store.run(group_proposals.unseen, sam) == 0
    with pytest.raises(NotFound, match="waits no more"):
        store.run(group_proposals.decide, vault, olive, number, "No.", opens=False, now=NOW)


def test_declining_needs_words(store: Store, vault: Vault, sam: Person, olive: Person) -> None:
    number = proposed(store, vault, sam)
    with pytest.raises(NotUnderstood, match="A few words to them"):
        store.run(group_proposals.decide, vault, olive, number, " ", opens=False, now=NOW)
    assert store.run(group_proposals.decide, vault, olive, number, "Not yet.", opens=False, now=NOW) == ""
    assert [one.answer for one in store.run(group_proposals.own, vault, sam)] == ["Not yet."]


def test_more_than_half_of_the_moderators_open_a_group(store: Store, vault: Vault, sam: Person) -> None:
    wren, kit, fen = (stores.member(store, name, role=Role.MODERATOR) for name in ("wren", "kit", "fen"))
    number = proposed(store, vault, sam)

    def vote(who: Person, agrees: bool, words: str = "") -> str | None:
        return store.run(group_proposals.vote, vault, who, number, words, agrees=agrees, now=NOW)

    with pytest.raises(NotFound):
        vote(sam, True)
    assert vote(wren, True) is None
    assert vote(wren, True) is None, "one vote each"
    assert vote(kit, False, "Too soon.") is None
    assert store.run(group_proposals.get, vault, fen, number).for_it == 1
    assert vote(fen, True) == "new-parents"


def test_nobody_votes_on_their_own_and_one_moderator_alone_is_more_than_half(store: Store, vault: Vault) -> None:
    wren, kit = (stores.member(store, name, role=Role.MODERATOR) for name in ("wren", "kit"))
    number = proposed(store, vault, wren)
    with pytest.raises(NotFound):
        store.run(group_proposals.vote, vault, wren, number, "", agrees=True, now=NOW)
    assert store.run(group_proposals.vote, vault, kit, number, "", agrees=True, now=NOW) == "new-parents"


def test_a_few_proposals_at_a_time(store: Store, vault: Vault, sam: Person) -> None:
    numbers = [proposed(store, vault, sam) for _ in range(group_proposals.WAITING_MOST)]
    with pytest.raises(Refusal, match="One at a time"):
        proposed(store, vault, sam)
    store.run(group_proposals.withdraw, sam, numbers[0])
    proposed(store, vault, sam)
