"""What is sealed to a member's own key opens with it, where it was sealed, and with nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.padding import PADDING
from store.sealing import Key, Lock, is_sealed_to_member
from store.vault import Place, SealBrokenError, Vault

HERE, WRAPPED = Place("private/journal", "row-1", "7"), Place("key_wrap", "name-1", "7")
key, derived = Key.make(), bytes(range(32))


@given(st.text(st.characters(codec=None)))
def test_what_the_lock_seals_the_key_opens(words: str) -> None:
    assert key.open(HERE, Lock(key.lock.public).seal(HERE, words)) == words


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("private/mood", "row-1", "7"),
        Place("private/journal", "row-2", "7"),
        Place("private/journal", "row-1", "8"),
    ],
    ids=repr,
)
def test_it_opens_in_no_other_row_table_or_member(elsewhere: Place) -> None:
    with pytest.raises(SealBrokenError):
        key.open(elsewhere, key.lock.seal(HERE, "for nobody else"))


def test_no_other_key_opens_it_and_neither_does_the_server() -> None:
    sealed = key.lock.seal(HERE, "for nobody else")
    with pytest.raises(SealBrokenError):
        Key.make().open(HERE, sealed)
    with pytest.raises(SealBrokenError):
        Vault(bytes(32)).open(HERE, sealed)
    assert is_sealed_to_member(sealed)
    assert not is_sealed_to_member(Vault(bytes(32)).seal(HERE, "for the server"))


@given(st.integers(0, 300), st.integers(1, 255))
def test_a_changed_byte_anywhere_breaks_the_seal(place: int, change: int) -> None:
    sealed = bytearray(key.lock.seal(HERE, "as it was"))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(SealBrokenError):
        key.open(HERE, bytes(sealed))


def test_the_length_says_little() -> None:
    assert len({len(key.lock.seal(HERE, "x" * n)) for n in range(PADDING - 4 + 1)}) == 1


def test_the_same_words_are_never_sealed_alike() -> None:
    assert key.lock.seal(HERE, "again") != key.lock.seal(HERE, "again")


def test_a_wrapped_key_is_unwrapped_by_what_wrapped_it_in_its_place_only() -> None:
    wrapped = key.wrapped(derived, WRAPPED)
    back = Key.unwrapped(wrapped, derived, WRAPPED)
    assert back is not None
    assert back.open(HERE, key.lock.seal(HERE, "the same key")) == "the same key"
    assert Key.unwrapped(wrapped, bytes(32), WRAPPED) is None
    assert Key.unwrapped(wrapped, derived, Place("key_wrap", "name-1", "8")) is None
    with pytest.raises(ValueError, match="32 bytes"):
        Key.unwrapped(wrapped, b"short", WRAPPED)
