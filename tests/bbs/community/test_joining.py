"""Joining: answers are kept sealed for an hour, codes open once, and the door opens for all of it or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bbs.community import (
    applications,
    credentials,
    desk,
    desk_answers,
    joining,
    member_keys,
    members,
    passphrases,
    recovery,
)
from bbs.community.joining import KEPT_SECONDS, Joined, Proof, Underway
from bbs.community.members import Person, Role
from bbs.errors import NotFound, Refusal
from store.database import Store
from store.tables import Joining, JoiningCode
from store.vault import Vault

NOW = 1_780_000_000
VAULT = Vault(bytes(32))
KEY = "SHA256:canary-key"
NOTE = "I could not sleep, and the canary is called Pip."
SAID = Underway(b"mark", guidelines=1, adult=True, handle="sam")


def written(store: Store) -> bytes:
    """Return every byte of the database that is on the disk, the write-ahead log too."""
    return b"".join(path.read_bytes() for path in store.path.parent.iterdir() if path.is_file())


def enter(store: Store, said: Underway = SAID, proof: Proof = Proof(hashed="hash"), **how: bool) -> Joined:  # noqa: B008 - frozen
    return store.run(joining.enter, VAULT, said, proof, now=NOW, **how)


def staff(store: Store) -> Person:
    return store.run(members.add, "wren", now=NOW, role=Role.MODERATOR)


def test_what_was_said_is_found_again_by_the_word(store: Store) -> None:
    begun, word = store.run(joining.begin, VAULT, now=NOW)
    said = replace(begun, guidelines=1, adult=True, handle="sam", note=NOTE, role=Role.OPERATOR)
    store.run(joining.keep, VAULT, said, now=NOW)
    typed = word.upper().replace("-", " ")
    assert store.run(joining.kept, VAULT, joining.by_word(VAULT, typed), now=NOW + KEPT_SECONDS - 1) == said


def test_who_comes_with_a_key_needs_no_word(store: Store) -> None:
    begun, word = store.run(joining.begin, VAULT, now=NOW, fingerprint=KEY)
    assert word == ""
    assert store.run(joining.kept, VAULT, joining.by_key(VAULT, KEY), now=NOW) == begun
    assert store.run(joining.kept, VAULT, joining.by_key(VAULT, "SHA256:other"), now=NOW) is None


def test_after_an_hour_nothing_is_found_and_the_next_joining_destroys_it(store: Store) -> None:
    begun, word = store.run(joining.begin, VAULT, now=NOW)
    later = NOW + KEPT_SECONDS
    assert store.run(joining.kept, VAULT, joining.by_word(VAULT, word), now=later) is None
    store.run(joining.begin, VAULT, now=later)
    assert store.run(lambda: [bytes(row.mark) for row in Joining.select()]).count(begun.mark) == 0


def test_neither_answers_nor_words_nor_keys_are_written_in_clear(store: Store) -> None:
    begun, word = store.run(joining.begin, VAULT, now=NOW)
    store.run(joining.keep, VAULT, replace(begun, handle="canary-handle", note=NOTE), now=NOW)
    store.run(joining.begin, VAULT, now=NOW, fingerprint=KEY)
    code = store.run(joining.make_code, VAULT, Role.MEMBER, now=NOW)
    on_disk = written(store)
    for secret in (word, "canary-handle", NOTE, KEY, code):
        assert secret.encode() not in on_disk


def test_a_dropped_joining_is_gone(store: Store) -> None:
    begun, _ = store.run(joining.begin, VAULT, now=NOW)
    store.run(joining.drop, begun.mark)
    assert store.run(joining.kept, VAULT, begun.mark, now=NOW) is None


def test_entering_makes_a_member_and_forgets_the_answers(store: Store) -> None:
    begun, _ = store.run(joining.begin, VAULT, now=NOW)
    said = replace(begun, guidelines=3, adult=True, handle="sam")
    person = enter(store, said).person
    assert (person.handle, person.role, person.accepted, person.welcomed) == ("sam", Role.MEMBER, 3, False)
    assert store.run(credentials.stored_passphrase, "sam") == (person.id, "hash")
    assert store.run(joining.kept, VAULT, begun.mark, now=NOW) is None


def test_a_key_signs_a_new_member_in(store: Store) -> None:
    person = enter(store, proof=Proof(fingerprint=KEY, label="laptop")).person
    found = store.run(member_keys.by_key, VAULT, KEY)
    assert found is not None
    assert found.id == person.id
    assert store.run(credentials.stored_passphrase, "sam") == (person.id, None)


def test_a_code_opens_once_and_gives_its_role(store: Store) -> None:
    code = store.run(joining.make_code, VAULT, Role.OPERATOR, now=NOW)
    said = store.run(joining.with_code, VAULT, SAID, code.upper().replace("-", " "))
    other = replace(said, handle="lou")
    assert enter(store, said).person.role is Role.OPERATOR
    with pytest.raises(Refusal, match="works once"):
        enter(store, other)
    with pytest.raises(Refusal, match="does not open"):
        store.run(joining.with_code, VAULT, SAID, code)


def test_a_code_is_as_hard_to_guess_as_it_must_be(store: Store) -> None:
    code = store.run(joining.make_code, VAULT, Role.MEMBER, now=NOW)
    words = code.split("-")
    assert len(words) == joining.CODE_WORDS
    assert len(passphrases.kind_words()) ** len(words) > 2**60
    with pytest.raises(Refusal):
        store.run(joining.with_code, VAULT, SAID, "-".join(words[:-1]))


def test_a_refused_handle_leaves_the_code_unused(store: Store) -> None:
    code = store.run(joining.make_code, VAULT, Role.MODERATOR, now=NOW)
    said = store.run(joining.with_code, VAULT, SAID, code)
    store.run(members.add, "5am", now=NOW)
    with pytest.raises(Refusal, match="taken"):
        enter(store, said)
    assert enter(store, replace(said, handle="lou")).person.role is Role.MODERATOR


def test_a_new_operator_code_of_the_machine_ends_the_ones_before_and_no_others(store: Store) -> None:
    wren = staff(store)
    old = store.run(joining.make_code, VAULT, Role.OPERATOR, now=NOW)
    others = [
        store.run(joining.make_code, VAULT, Role.OPERATOR, now=NOW, made_by=wren.id),
        store.run(joining.make_code, VAULT, Role.MEMBER, now=NOW),
        store.run(joining.make_code, VAULT, Role.OPERATOR, now=NOW),
    ]
    with pytest.raises(Refusal):
        store.run(joining.with_code, VAULT, SAID, old)
    for code in others:
        assert store.run(joining.with_code, VAULT, SAID, code).code
    assert store.run(JoiningCode.select().count) == 3


def test_an_application_waits_at_the_desk_with_its_words(store: Store) -> None:
    joined = enter(store, replace(SAID, note=NOTE), needs_approval=True)
    assert joined.person.is_waiting
    [line] = store.run(applications.waiting, wren := staff(store))
    assert (line.member, line.handle, line.asked_at) == (joined.person.id, "sam", NOW)
    assert store.run(applications.get, VAULT, wren, line.member).text == NOTE
    note = store.run(desk.by_code, VAULT, joined.return_code)
    assert note is not None
    assert note.text == NOTE


def test_words_are_not_asked_of_an_applicant_but_a_code_saves_the_wait(store: Store) -> None:
    assert enter(store, replace(SAID, note=""), needs_approval=True).return_code
    code = store.run(joining.make_code, VAULT, Role.MEMBER, now=NOW)
    said = store.run(joining.with_code, VAULT, replace(SAID, handle="lou"), code)
    joined = enter(store, said, needs_approval=True)
    assert (joined.person.is_waiting, joined.return_code) == (False, "")


@pytest.mark.parametrize("approve", [True, False])
def test_an_answer_reaches_the_applicant_and_is_given_once(store: Store, approve: bool) -> None:
    joined, wren = enter(store, replace(SAID, note=NOTE), needs_approval=True), staff(store)
    decided = store.run(applications.decide, VAULT, wren, joined.person.id, "Because.", approve=approve, now=NOW + 1)
    assert (decided.is_waiting, decided.is_declined) == (not approve, not approve)
    answer = store.run(applications.own, VAULT, decided)
    assert answer is not None
    assert answer.answer == "Because."
    assert store.run(applications.waiting, wren) == []
    with pytest.raises(NotFound):
        store.run(applications.decide, VAULT, wren, joined.person.id, "Again.", approve=True, now=NOW + 2)


def test_an_applicant_whose_note_was_answered_otherwise_can_still_be_let_in(store: Store) -> None:
    joined, wren = enter(store, replace(SAID, note=NOTE), needs_approval=True), staff(store)
    [note] = store.run(desk_answers.waiting, wren)
    store.run(desk_answers.answer, VAULT, wren, note.id, "Tell us more?", now=NOW)
    assert store.run(applications.get, VAULT, wren, joined.person.id).text == ""
    assert not store.run(
        applications.decide, VAULT, wren, joined.person.id, "Come in.", approve=True, now=NOW
    ).is_waiting


def test_only_staff_know_who_waits(store: Store) -> None:
    applicant = enter(store, needs_approval=True).person
    for caller in (None, applicant):
        with pytest.raises(NotFound):
            store.run(applications.waiting, caller)
        with pytest.raises(NotFound):
            store.run(applications.decide, VAULT, caller, applicant.id, "Me.", approve=True, now=NOW)


def test_a_recovery_code_brings_its_owner_back_and_ends_the_others(store: Store) -> None:
    person = enter(store).person
    store.run(recovery.keep, VAULT, person.id, ["one-code", "two-code"], now=NOW)
    assert store.run(recovery.whose, VAULT, "lou", "one-code", now=NOW) is None
    found = store.run(recovery.whose, VAULT, " SAM ", "one-code", now=NOW)
    assert found is not None
    assert found.id == person.id
    store.run(recovery.recover, VAULT, "sam", "one-code", hashed="new", now=NOW)
    assert store.run(credentials.stored_passphrase, "sam")[1] == "new"
    for code in ("one-code", "two-code"):
        assert store.run(recovery.whose, VAULT, "sam", code, now=NOW) is None
        with pytest.raises(Refusal):
            store.run(recovery.recover, VAULT, "sam", code, hashed="third", now=NOW)
    assert store.run(credentials.stored_passphrase, "sam")[1] == "new"


def test_who_has_a_key_may_keep_the_passphrase_when_coming_back(store: Store) -> None:
    person = enter(store).person
    store.run(recovery.keep, VAULT, person.id, ["one-code"], now=NOW)
    store.run(recovery.recover, VAULT, "sam", "one-code", hashed=None, now=NOW)
    assert store.run(credentials.stored_passphrase, "sam")[1] == "hash"
