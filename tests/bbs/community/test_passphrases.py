"""Passphrases are hashed slowly, judged kindly, and the same words always open the same door."""

from __future__ import annotations

import itertools
import resource
import unicodedata
from collections.abc import Callable, Sequence
from math import log2
from pathlib import Path

import pytest
from argon2.exceptions import InvalidHashError, VerificationError
from asyncssh.saslprep import SASLPrepError, saslprep
from hypothesis import given
from hypothesis import strategies as st

from bbs.community.passphrases import (
    CODES,
    MOST_BYTES,
    Passphrases,
    check,
    kind_words,
    normalise,
    normalise_code,
    recovery_codes,
    return_code,
    suggest,
    words,
)
from bbs.errors import Busy, NotUnderstood

CHEAP = Passphrases(memory_kib=8, time_cost=1)
GOOD = "orbit maple candle seven river"
SPACES_AND_MARKS = st.text(
    st.sampled_from("aé가ﬁ １\u00a0\u3000\u200b\u2003\u00ad\ufe0f\u200d\u00a8\u0301\u0323"), max_size=20
)


def in_turn(sequence: Sequence[str]) -> Callable[[Sequence[str]], str]:
    """Return a choice that gives these, one after another, whatever is offered."""
    turns = iter(sequence)
    return lambda offered: next(turns)


def test_the_right_passphrase_opens_and_another_does_not() -> None:
    stored = CHEAP.hash(GOOD)
    assert CHEAP.verify(stored, GOOD)
    assert not CHEAP.verify(stored, GOOD + "s")
    assert not CHEAP.verify(stored, "")


def test_a_hash_holds_no_word_of_the_passphrase_and_never_repeats() -> None:
    assert CHEAP.hash(GOOD) != CHEAP.hash(GOOD)
    assert "maple" not in CHEAP.hash(GOOD)


def test_the_usual_parameters_are_those_of_the_security_plan() -> None:
    assert Passphrases().hash(GOOD).startswith("$argon2id$v=19$m=19456,t=4,p=1$")


def test_a_name_nobody_has_costs_the_same_work_and_opens_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []
    passphrases = Passphrases(memory_kib=16, time_cost=2)

    class Spy:
        def verify(self, stored: str, secret: bytes) -> bool:
            verified.append(stored)
            return True  # even if the made-up hash could be met

    monkeypatch.setattr(passphrases, "_argon2", Spy())
    assert not passphrases.verify(None, GOOD)
    assert [stored.rsplit("$", 2)[0] for stored in verified] == ["$argon2id$v=19$m=16,t=2,p=1"]


def test_a_hash_of_older_parameters_still_opens_and_says_that_it_is_old() -> None:
    stored = CHEAP.hash(GOOD)
    today = Passphrases(memory_kib=16, time_cost=1)
    assert today.verify(stored, GOOD)
    assert today.is_outdated(stored)
    assert not CHEAP.is_outdated(stored)


@pytest.mark.parametrize("stored", ["", "junk", "$argon2id", "$argon2id$v=19$m=8,t=1,p=1$????$????"])
def test_a_damaged_hash_is_a_bug_and_never_called_busy_or_wrong(stored: str) -> None:
    with pytest.raises((InvalidHashError, VerificationError)):
        CHEAP.verify(stored, GOOD)


def test_want_of_memory_is_busy_and_never_a_wrong_passphrase() -> None:
    large = CHEAP.hash(GOOD).replace("m=8,", f"m={4 << 20},")  # 4 GiB
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + (256 << 20), hard))
    try:
        with pytest.raises(Busy):
            CHEAP.verify(large, GOOD)
        with pytest.raises(Busy):
            Passphrases(memory_kib=4 << 20)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@given(st.text(max_size=8))
def test_any_text_can_be_hashed_and_verified(passphrase: str) -> None:
    assert CHEAP.verify(CHEAP.hash(passphrase), passphrase)


@pytest.mark.parametrize(
    ("once", "again"),
    [
        ("orbit maple", "  orbit\u00a0 maple\r\n"),
        ("orbit maple", "orbit\u3000maple"),
        ("caf\u00e9", "cafe\u0301"),
        ("12", "１２"),
        ("soft", "so\u00adft"),
        ("heart ❤", "heart ❤\ufe0f"),
    ],
)
def test_the_same_words_from_another_keyboard_are_the_same_passphrase(once: str, again: str) -> None:
    assert normalise(once) == normalise(again)


def test_capitals_make_another_passphrase() -> None:
    assert normalise("Orbit") != normalise("orbit")


@given(st.one_of(SPACES_AND_MARKS, st.text()))
def test_what_the_ssh_library_prepares_is_the_same_passphrase(typed: str) -> None:
    """The password method is prepared by SASLprep, keyboard-interactive is not: both must open the same door."""
    try:
        prepared = saslprep(typed)
    except SASLPrepError:
        return  # that client cannot send it by the password method
    assert normalise(prepared) == normalise(typed)


@given(st.one_of(SPACES_AND_MARKS, st.text(st.characters())))
def test_normalising_twice_changes_nothing(typed: str) -> None:
    assert normalise(normalise(typed)) == normalise(typed)


def test_a_flood_of_marks_is_cut_before_it_is_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []
    normalize = unicodedata.normalize

    def spy(form: str, text: str) -> str:
        lengths.append(len(text))
        return normalize(form, text)  # type: ignore[arg-type]

    monkeypatch.setattr(unicodedata, "normalize", spy)
    assert not CHEAP.verify(None, "a" + "\u0301\u0323" * 50_000)
    assert lengths == [4 * MOST_BYTES]


@pytest.mark.parametrize(
    "passphrase",
    [
        GOOD,
        "sam-river likes long walks",
        "the tide comes in and out",
        "眠れない夜に窓の外の雨の音を聞いている",
        "لا أستطيع النوم في الليل الطويل",
        "moss! 42 Pebble? &&& (tide)",
        "x9$kQ2!vLp7#mZ4@",
        "my liberty and property, understood",
        "tide and moss and " * 3 + "one more sentence with other words",
        "dew "
        + "é" * 3
        + " a sentence of one's own, up to the limit "
        + "".join(map(chr, range(0x4E00, 0x4E00 + 320))),
    ],
)
def test_a_good_passphrase_needs_no_digits_capitals_or_signs(passphrase: str) -> None:
    check(passphrase, "sam-river", "Quiet Harbour")


@pytest.mark.parametrize(
    ("passphrase", "first_words"),
    [
        ("", "Too short"),
        ("fourteen chars", "Too short"),
        ("a" + " " * 20 + "b", "Too short"),
        ("é" * 600, "Too long"),
        ("x" * 5_000, "Too long"),
        ("aaaaaaaaaaaaaaa", "It repeats itself"),
        ("abcabcabcabcabc", "It repeats itself"),
        ("tide tide tide tide", "It repeats itself"),
        ("maple-riverMAPLE-RIVER", "It repeats itself"),
        ("aaaaaaaabbbbbbbb", "It repeats itself"),
        ("abcdefghijklmnop", "Easy to guess"),
        ("zyxwvutsrqponmlk", "Easy to guess"),
        ("qwertyuiopasdfgh", "Easy to guess"),
        ("1234567890 0987654321", "Easy to guess"),
        ("1qaz2wsx3edc4rfv", "Easy to guess"),
        ("sam-river is sam", "Easy to guess"),
        ("SamRiver Quiet Harbour", "Easy to guess"),
        ("quiet harbour 2024", "Easy to guess"),
        ("password password1!", "Easy to guess"),
        ("correct horse battery staple", "Easy to guess"),
        ("samriver1234567890", "Easy to guess"),
    ],
)
def test_what_is_easy_to_guess_is_refused_with_what_to_do(passphrase: str, first_words: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        check(passphrase, "sam-river", "Quiet Harbour")
    said = refusal.value.words()
    assert said.startswith(first_words)
    assert "lease" in said or "plenty" in said
    assert "{" not in said


@given(st.text(), st.text(max_size=5))
def test_a_passphrase_is_accepted_or_refused_in_kind_words_and_nothing_else(passphrase: str, context: str) -> None:
    try:
        check(passphrase, context)
    except NotUnderstood:
        return
    assert len(normalise(passphrase)) >= 15


def test_the_word_list_is_whole_and_gives_eleven_bits_a_word() -> None:
    assert len(set(words())) == 2048
    assert len({word[:4] for word in words()}) == 2048


@given(st.randoms(use_true_random=False))
def test_a_suggestion_is_five_words_that_are_accepted_as_they_are(random: object) -> None:
    suggested = suggest(random.choice)  # type: ignore[attr-defined]
    assert len(suggested.split(" ")) == 5
    assert set(suggested.split(" ")) <= set(words())
    assert normalise(suggested) == suggested
    if len(set(suggested)) >= 5 and len(set(suggested.split(" "))) == 5:
        check(suggested, "sam")


def test_suggestions_differ() -> None:
    assert suggest() != suggest()


def test_recovery_codes_are_as_hard_to_guess_as_a_passphrase() -> None:
    codes = recovery_codes()
    assert len(set(codes)) == CODES == 8
    assert all(len(code.split("-")) == 5 and set(code.split("-")) <= set(kind_words()) for code in codes)
    assert 5 * log2(len(kind_words())) > 50


def test_no_code_holds_a_word_that_could_hurt() -> None:
    hurtful = {
        "gun",
        "knife",
        "razor",
        "wrist",
        "pill",
        "bridge",
        "cliff",
        "despair",
        "useless",
        "lonely",
        "fat",
        "dose",
    }
    assert hurtful <= set(words())
    assert hurtful.isdisjoint(kind_words())


def test_no_word_left_out_of_codes_is_misspelt() -> None:
    from bbs.community.passphrases import _UNKIND

    assert set(_UNKIND.split()) <= set(words())


def test_a_return_code_is_a_word_and_four_digits() -> None:
    assert return_code(lambda code: False, in_turn(["4", "1", "7", "3", "maple"])) == "maple-4173"


def test_a_return_code_that_is_taken_is_not_given_twice() -> None:
    choose = in_turn(["4", "1", "7", "3", "maple", "9", "0", "0", "1", "river"])
    assert return_code(lambda code: code == "maple-4173", choose) == "river-9001"


def test_there_are_enough_return_codes_for_guessing_to_be_slow() -> None:
    assert 9_000 * len(kind_words()) > 2**23


def test_when_no_return_code_is_free_the_caller_hears_busy() -> None:
    with pytest.raises(Busy):
        return_code(lambda code: True, lambda offered: offered[0])


@pytest.mark.parametrize(
    "typed",
    [
        "otter-4173",
        "Otter 4173",
        " OTTER - 4173. ",
        "otter4173",
        "otter–4173",
        "otter_4173",
        "otter 41 73",
        "ｏtter 4173",
    ],
)
def test_a_return_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert normalise_code(typed) == "otter-4173"


@given(
    st.sampled_from(recovery_codes(3)),
    st.lists(st.sampled_from([" ", "-", "  ", " - ", "_", ", "]), min_size=4, max_size=4),
)
def test_a_recovery_code_is_understood_however_it_is_typed(code: str, between: list[str]) -> None:
    parts = code.split("-")
    typed = "".join(itertools.chain.from_iterable(itertools.zip_longest(parts, between, fillvalue="")))
    assert normalise_code(typed.upper()) == normalise_code(code) == code


@given(st.text())
def test_a_normalised_code_stays_as_it_is(typed: str) -> None:
    assert normalise_code(normalise_code(typed)) == normalise_code(typed)
