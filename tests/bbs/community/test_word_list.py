"""The word list: whole words alone are met, a look is no more than a look, and nothing is hidden for a word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import cases, editing, group_joining, log, members, noticed, posts, queue, word_list
from bbs.community.groups import Visibility, Way
from bbs.community.members import Person, Role
from bbs.community.noticing.listening import shipped
from bbs.community.posts import PostLine
from bbs.community.queue import CaseLine, Rank
from bbs.community.word_list import Leads, Listed, WordList
from bbs.errors import NotFound, NotUnderstood, Refusal
from bbs.house import House
from store.tables import Post
from tests import houses
from tests.groups import inside, made


@pytest.fixture
def olive(house: House) -> Person:
    return houses.member(house, "olive", role=Role.OPERATOR)


@pytest.fixture
def wren(house: House) -> Person:
    return houses.member(house, "wren", role=Role.MODERATOR)


@pytest.fixture
def sam(house: House) -> Person:
    return houses.member(house, "sam")


def meets(phrase: str, text: str, language: str = "") -> bool:
    return bool(WordList((Listed(phrase, language),)).met(text))


# Whole words


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("moonpills", "Buy MoonPills here"),
        ("moonpills", "m00np1lls, cheap!"),
        ("moonpills", "m o o n p i l l s"),
        ("moonpills", "moon\u200bpills and m\u043e\u043enpills"),
        ("miracle cure", "It is a miracle,\n cure of all"),
        ("Miracle Cure", "a MIRACLE cure"),
        ("niño", "mi nino duerme"),
        ("don't @ me", "Dont @ me"),
    ],
)
def test_a_word_is_met_however_it_is_spelled(phrase: str, text: str) -> None:
    assert meets(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("queer", "We queered nothing, and queers are welcome."),
        ("fish", "killmyselfish selfish fishing"),
        ("cure", "secure, cured, curés"),
        ("miracle cure", "It is a miracle. Cure the ham."),
        ("miracle cure", "cure miracle, miracle of a cure"),
        ("ano", "este año fue largo"),
        ("moonpills", "> Buy moonpills\nPlease do not."),
        ("moonpills", "moon pills"),
    ],
)
def test_a_word_is_not_met_in_another_one_nor_in_what_is_quoted(phrase: str, text: str) -> None:
    assert not meets(phrase, text)


@given(st.text(max_size=80), st.from_regex(r"[b-y]{4,9}", fullmatch=True))
def test_no_text_meets_a_word_of_which_it_has_not_the_letters(text: str, word: str) -> None:
    if any(letter not in text.casefold() for letter in word) and text.isascii() and not any(map(str.isdigit, text)):
        assert meets(word, text) is False or any(sign in text for sign in "$@!|")


def test_a_word_of_one_language_is_not_met_in_a_text_of_another() -> None:
    english = "The pie that my sister made was so good, and it was for you."
    spanish = "El pie de mi hermana y la pierna, que se hizo un lío en la escalera."
    assert not meets("pie", english, "es")
    assert meets("pie", english, "en")
    assert meets("pie", english)
    assert meets("pie", spanish, "es")
    assert meets("pie", "pie!", "es"), "where nothing tells the language, it counts"


# Keeping the list


def test_a_word_is_kept_changed_and_taken_off_and_each_is_on_record(house: House, olive: Person, wren: Person) -> None:
    vault, now = house.vault, house.clock.now()
    assert vault is not None
    first = houses.write(house, word_list.put, vault, Listed(" Moonpills "), olive, now=now)
    (one,) = first.words
    assert (one.phrase, one.language, one.leads, one.said) == ("Moonpills", "", Leads.LOOK, "")
    with pytest.raises(Refusal, match="listed already"):
        houses.write(house, word_list.put, vault, Listed("m00np1lls"), olive, now=now)
    hint = replace(one, phrase="moonpill", language="en", leads=Leads.HINT, said="Some take it\nfor spam.")
    assert houses.write(house, word_list.put, vault, hint, olive, now=now).words == (
        replace(hint, said="Some take it for spam."),
    )
    assert word_list.at_start(house.store).hint("A moonpill?") is not None
    assert houses.write(house, word_list.take_off, vault, one.id, olive, now=now) == WordList()
    acts = [(entry.act, entry.by, entry.words) for entry in houses.write(house, log.lately, vault, wren)]
    assert acts == [
        (word_list.TAKEN_OFF, "olive", "moonpill"),
        (word_list.CHANGED, "olive", "moonpill"),
        (word_list.LISTED, "olive", "Moonpills"),
    ]


@pytest.mark.parametrize("phrase", ["", " ", "?!", "a", "one two three four five six seven", "x" * 61])
def test_what_is_no_word_is_refused_in_words(phrase: str) -> None:
    with pytest.raises(NotUnderstood, match=r"Give a word"):
        word_list.cleaned(Listed(phrase))


def test_only_operators_keep_the_list(house: House, wren: Person) -> None:
    for who in (wren, None):
        with pytest.raises(NotFound):
            houses.write(house, word_list.put, house.vault, Listed("moonpills"), who, now=1)
        with pytest.raises(NotFound):
            houses.write(house, word_list.tried, Listed("moonpills"), who)
        with pytest.raises(NotFound):
            houses.write(house, word_list.take_off, house.vault, 1, who, now=1)


def test_a_list_has_an_end(house: House, olive: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_list, "MOST", 1)
    houses.write(house, word_list.put, house.vault, Listed("moonpills"), olive, now=1)
    with pytest.raises(Refusal, match="which is the most"):
        houses.write(house, word_list.put, house.vault, Listed("starpills"), olive, now=1)


def test_where_no_store_can_be_read_there_is_no_list() -> None:
    assert word_list.at_start(None) == WordList()


def test_a_word_is_tried_on_what_stands_and_on_what_the_operator_may_read(
    house: House, olive: Person, sam: Person
) -> None:
    now = house.clock.now()
    group = made(house, visibility=Visibility.MEMBERS, way=Way.ASK)
    inside(house, group, sam)
    before = houses.write(house, word_list.tried, Listed("kettle"), olive).of
    starts(house, sam, "The kettle again.")
    starts(house, sam, "Tea?", title="A kettle")
    gone = starts(house, sam, "No kettle.")
    houses.write(house, posts.remove_own, sam, gone.id, now=now)
    houses.write(house, posts.start, sam, group.slug, "Inside", "A kettle.", now=now)
    found = houses.write(house, word_list.tried, Listed("kettle"), olive, "Put the kettle on")
    assert (found.posts, found.of - before, found.sentence) == (2, 2, True)
    assert not houses.write(house, word_list.tried, Listed("kettle"), olive, "kettles").sentence
    houses.write(house, group_joining.come_in, group.id, olive.id, now)
    assert houses.write(house, word_list.tried, Listed("kettle"), olive).posts == 3


# A look


def starts(house: House, who: Person, text: str, *, title: str = "Night", **how: object) -> PostLine:
    now = house.clock.now()
    line = houses.write(house, posts.start, who, how.pop("board", "sleep"), title, text, now=now, **how)
    hears(house, line.id)
    return line


def hears(house: House, post: int) -> None:
    houses.write(house, noticed.in_post, house.vault, shipped(), post, now=house.clock.now())


def waiting(house: House, staff: Person) -> list[CaseLine]:
    return houses.write(house, queue.queue, house.vault, staff, now=house.clock.now())


@pytest.fixture
def listed(house: House, olive: Person) -> House:
    """A house whose list has a word for a look, and one for a hint."""
    for one in (Listed("moonpills"), Listed("kettle", leads=Leads.HINT)):
        houses.write(house, word_list.put, house.vault, one, olive, now=house.clock.now())
    return house


def test_a_word_brings_a_post_to_the_desk_and_leaves_it_as_it_is(listed: House, sam: Person, wren: Person) -> None:
    line = starts(listed, sam, "Try moonpills, with a kettle.")
    starts(listed, sam, "The kettle again.")
    (case,) = waiting(listed, wren)
    assert (case.target, case.rank, case.reasons) == (f"post/{line.id}", Rank.WAITING, (word_list.REASON,))
    file = houses.write(listed, queue.read, listed.vault, wren, case.id, now=listed.clock.now())
    assert [(ground.by_software, ground.words) for ground in file.grounds] == [(True, "moonpills")]
    row = houses.write(listed, lambda: Post.get_by_id(line.id))
    assert (row.covered, row.removed_at, row.closed_at) == ("", None, None)


def test_nobody_is_asked_twice_about_the_same_words_of_a_post(listed: House, sam: Person, wren: Person) -> None:
    line, now = starts(listed, sam, "Try moonpills."), listed.clock.now()
    hears(listed, line.id)
    (case,) = waiting(listed, wren)
    assert case.version == 1
    houses.write(listed, cases.close, wren, case.id, 1, "disagree", now=now)
    houses.write(listed, editing.edit, listed.vault, sam, line.id, "Try moonpills, friends.", version=0, now=now)
    hears(listed, line.id)
    assert waiting(listed, wren) == []
    olive = houses.write(listed, members.by_handle, "olive")
    houses.write(listed, word_list.put, listed.vault, Listed("friends"), olive, now=now)
    hears(listed, line.id)
    assert len(waiting(listed, wren)) == 1


def test_crisis_language_is_brought_up_though_a_word_was(listed: House, sam: Person, wren: Person) -> None:
    line, now = starts(listed, sam, "Try moonpills."), listed.clock.now()
    houses.write(listed, editing.edit, listed.vault, sam, line.id, "Moonpills. I wish I was dead.", version=0, now=now)
    hears(listed, line.id)
    (case,) = waiting(listed, wren)
    assert case.reasons == (word_list.REASON, noticed.REASON)


def test_who_gave_no_name_stays_nameless_and_a_group_keeps_its_threads(
    listed: House, sam: Person, wren: Person
) -> None:
    starts(listed, sam, "Try moonpills.", nameless=listed.vault)
    (case,) = waiting(listed, wren)
    assert case.is_nameless
    assert "sam" not in repr(case)
    group = made(listed, visibility=Visibility.MEMBERS, way=Way.ASK)
    inside(listed, group, sam)
    line = starts(listed, sam, "Moonpills inside.", board=group.slug)
    assert f"post/{line.id}" in [case.target for case in waiting(listed, wren)]
    with pytest.raises(NotFound):
        houses.write(listed, posts.get, wren, line.id)
