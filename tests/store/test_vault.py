"""Sealed words open where they were sealed, under the key they were sealed with, and nowhere else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.errors import Refusal
from store.padding import PADDING
from store.trouble import StoreUnusable
from store.vault import Place, SealBrokenError, Vault

KEY = bytes(range(32))
HERE = Place("draft", "row-1", "7")
vault = Vault(KEY)


@given(st.text(st.characters(codec=None)))
def test_what_was_sealed_opens_again(words: str) -> None:
    assert vault.open(HERE, vault.seal(HERE, words)) == words


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("desk_note", "row-1", "7"),
        Place("draft", "row-2", "7"),
        Place("draft", "row-1", "8"),
        Place("draft", "row-1", ""),
        Place("draftrow-1", "", "7"),
        Place("draft", "row-1|7", ""),
        Place("draft|row-1", "7", ""),
    ],
    ids=repr,
)
def test_words_moved_to_another_table_row_or_member_do_not_open(elsewhere: Place) -> None:
    with pytest.raises(SealBrokenError):
        vault.open(elsewhere, vault.seal(HERE, "for nobody else"))


@given(st.tuples(st.text(), st.text(), st.text()), st.tuples(st.text(), st.text(), st.text()))
def test_no_two_places_are_bound_alike(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert (Place(*one).bound_to(b"\1") == Place(*other).bound_to(b"\1")) == (one == other)


@given(place=st.integers(0), bit=st.integers(0, 7))
def test_a_flipped_bit_breaks_the_seal(place: int, bit: int) -> None:
    sealed = bytearray(vault.seal(HERE, "whole"))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(SealBrokenError):
        vault.open(HERE, bytes(sealed))


@given(st.integers(0, 300))
def test_a_value_that_was_cut_breaks_the_seal(length: int) -> None:
    sealed = vault.seal(HERE, "whole")
    with pytest.raises(SealBrokenError):
        vault.open(HERE, sealed[: length % len(sealed)])


def test_a_wrong_key_opens_nothing() -> None:
    with pytest.raises(SealBrokenError):
        Vault(bytes(32)).open(HERE, vault.seal(HERE, "whole"))


@pytest.mark.parametrize("scheme", [b"\0", b"\2", b"\xff", b""])
def test_a_scheme_from_another_time_is_not_guessed_at(scheme: bytes) -> None:
    with pytest.raises(SealBrokenError, match="scheme"):
        vault.open(HERE, scheme + (vault.seal(HERE, "whole")[1:] if scheme else b""))


def test_lengths_tell_no_more_than_steps_of_256_bytes() -> None:
    lengths = {len(vault.seal(HERE, "x" * n)) for n in range(PADDING - 4 + 1)}
    (short,) = lengths
    assert len(vault.seal(HERE, "x" * (PADDING - 3))) == short + PADDING
    assert short == 1 + 12 + PADDING + 16  # scheme, nonce, words, tag


def test_the_same_words_are_never_sealed_alike() -> None:
    assert len({vault.seal(HERE, "again") for _ in range(100)}) == 100


def test_the_words_are_not_in_what_is_stored() -> None:
    assert b"canary" not in vault.seal(HERE, "canary " * 100)


# Marks


def test_a_mark_is_found_again_and_says_what_kind_it_is() -> None:
    assert vault.mark("key", "SHA256:abc") == Vault(KEY).mark("key", b"SHA256:abc")
    others = {vault.mark("key", "SHA256:abd"), vault.mark("recovery", "SHA256:abc"), Vault(bytes(32)).mark("key", "x")}
    assert vault.mark("key", "SHA256:abc") not in others
    assert len(others) == 3


def test_a_kind_cannot_run_into_a_value() -> None:
    assert vault.mark("key", "s") != vault.mark("ke", "ys")


# The key


def test_a_new_key_is_random_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    sealed = Vault.begin(tmp_path / "one.key").seal(HERE, "whole")
    Vault.begin(tmp_path / "two.key")
    one, two = (tmp_path / "one.key").read_bytes(), (tmp_path / "two.key").read_bytes()
    assert (len(one), len(two)) == (32, 32)
    assert one != two
    assert stat.S_IMODE((tmp_path / "one.key").stat().st_mode) == 0o600
    assert Vault.at(tmp_path / "one.key").open(HERE, sealed) == "whole"


def test_a_key_is_private_whatever_the_umask(tmp_path: Path) -> None:
    was = os.umask(0)
    try:
        Vault.begin(tmp_path / "server.key")
    finally:
        os.umask(was)
    assert stat.S_IMODE((tmp_path / "server.key").stat().st_mode) == 0o600


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    Vault.begin(tmp_path / "server.key")
    key = (tmp_path / "server.key").read_bytes()
    with pytest.raises(Refusal, match="already"):
        Vault.begin(tmp_path / "server.key")
    assert (tmp_path / "server.key").read_bytes() == key


@pytest.mark.parametrize("held", [None, b"", b"short", bytes(33)])
def test_a_key_that_is_missing_or_no_key_is_named(tmp_path: Path, held: bytes | None) -> None:
    if held is not None:
        (tmp_path / "server.key").write_bytes(held)
    with pytest.raises(StoreUnusable) as refused:
        Vault.at(tmp_path / "server.key")
    assert refused.value.words() == (
        f"The server key {tmp_path / 'server.key'} is missing, or is none. Put it back from its words on "
        f"paper: warmline server-key --words --home {tmp_path}."
    )
