"""Search: what is typed is words, never a query, in any script."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bbs.community import editing, finding, members, posts
from bbs.community.query import parse
from store import search
from store.database import Store
from store.search import Search
from store.tables import database
from store.vault import Vault
from tests import stores
from tests.finding import finds


def found(store: Store, typed: str) -> list[str]:
    """Return the texts of the posts that are found."""
    sam = store.run(members.by_handle, "sam")
    return [line.text for line in store.run(finds, sam, typed)]


def say(store: Store, *texts: str, title: str = "Four in the morning") -> None:
    sam = stores.member(store, "sam")
    thread = stores.start(store, sam, texts[0], title=title).thread
    for text in texts[1:]:
        stores.reply(store, sam, thread, text)


def test_every_word_must_be_there_in_any_order(store: Store) -> None:
    say(store, "The night is long.", "A long walk helped.")
    assert {*found(store, "long")} == {"The night is long.", "A long walk helped."}
    assert found(store, "LONG night") == ["The night is long."]
    assert found(store, "long nigh") == []


def test_a_phrase_stands_in_its_order(store: Store) -> None:
    say(store, "I went for a long walk.", "Walk on; it is long.")
    assert found(store, '"long walk"') == ["I went for a long walk."]
    assert found(store, '"walk long"') == []
    assert found(store, '"went for" walk') == ["I went for a long walk."]


def test_a_title_is_found_once_through_the_post_that_began_its_thread(store: Store) -> None:
    say(store, "First.", "Second.", title="Tapering off sertraline")
    assert found(store, "sertraline") == ["First."]
    assert found(store, "sertraline second") == []


def test_a_title_counts_for_more_than_a_word_in_passing(store: Store) -> None:
    say(store, "Somebody said panic once, and then we spoke of the weather for a while.")
    lou = stores.member(store, "lou")
    stores.start(store, lou, "What helps you?", title="Panic")
    assert found(store, "panic")[0] == "What helps you?"


SCRIPTS = {
    "accents typed or not": ("Crème brûlée à la Café", ["creme", "crème", "cafe\u0301", "CAFÉ brulee"]),
    "German": ("Die Straße ist lang, über Nacht.", ["straße", "uber", "ÜBER"]),
    "Greek": ("Δεν κοιμάμαι καθόλου", ["κοιμάμαι", "κοιμαμαι", "ΔΕΝ"]),
    "Russian": ("Я не могу уснуть ночью", ["уснуть", "НОЧЬЮ", '"не могу"']),
    "Turkish": ("Gece uyuyamıyorum", ["uyuyamıyorum"]),
    "Arabic": ("لا أستطيع النوم في الليل", ["النوم", '"في الليل"']),
    "Arabic with vowels": ("لَا أَسْتَطِيعُ النَّوْمَ", ["النوم", "النَّوْم"]),
    "Hebrew": ("אני לא ישן בלילה", ["בלילה", '"לא ישן"']),
    "Persian with a joiner": ("نمی\u200cتوانم بخوابم", ["بخوابم", "نمی\u200cتوانم"]),
    "Hindi": ("मुझे रात को नींद नहीं आती", ["नींद", "रात", '"नहीं आती"']),
    "Tamil": ("எனக்கு தூக்கம் வரவில்லை", ["தூக்கம்"]),
    "Thai": ("ฉันนอนไม่หลับตอนกลางคืน", ["นอนไม่หลับ", "กลางคืน"]),
    "Burmese": ("ညမှာအိပ်မပျော်ဘူး", ["အိပ်မပျော်"]),
    "Chinese": ("我晚上睡不着觉", ["睡不着", "晚上", "我"]),
    "Japanese": ("夜になると眠れません。カフェインのせい?", ["眠れません", "カフェイン", "夜"]),
    "Korean": ("밤에 잠을 잘 수 없어요", ["잠을", "\u1107\u1161\u11b7\u110b\u1166"]),
    "numbers": ("25 mg at 04:30", ["25", "04:30", '"25 mg"']),
    "an apostrophe": ("I can't, don’t and won't", ["can't", "don’t", "can’t"]),
    "an address": ("write to boards/sleep/12 then", ["boards/sleep/12", "boards"]),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_words_of_every_script_are_found(store: Store, script: str) -> None:
    text, words = SCRIPTS[script]
    say(store, text)
    assert {word: found(store, word) for word in words} == {word: [text] for word in words}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("मुझे काल की याद है", "किल"),
        ("मुझे काल की याद है", "कल"),
        ("我晚上睡不着觉", "着不睡"),
        ("ฉันนอนไม่หลับ", "หลับไม่"),
        ("밤에 잠을 잘 수 없어요", "잠"),
    ],
)
def test_other_words_of_the_same_letters_are_not_found(store: Store, text: str, other: str) -> None:
    say(store, text)
    assert found(store, other) == []


def test_a_removed_post_is_not_found_and_neither_is_its_title(store: Store) -> None:
    say(store, "Zebra one.", "Zebra two.", title="Giraffe")
    sam = store.run(members.by_handle, "sam")
    first = store.run(finds, sam, "giraffe")[0]
    store.run(posts.remove_own, sam, first.id, now=1)
    assert found(store, "zebra") == ["Zebra two."]
    assert found(store, "giraffe") == []
    stores.during(store.tidy)
    assert found(store, "zebra") == ["Zebra two."]
    assert found(store, "giraffe in:title") == []
    is_whole(store)


def is_whole(store: Store) -> None:
    """Have SQLite say so if an index is damaged."""
    for table in (search.POSTS, search.TITLES):
        store.run(lambda: database.execute_sql(f"INSERT INTO {table}({table}) VALUES ('integrity-check')"))  # noqa: B023


def test_a_title_that_changed_is_found_by_its_new_words_alone(store: Store, tmp_path: Path) -> None:
    say(store, "Zebra one.", "Zebra two.", title="Giraffe at night")
    sam = store.run(members.by_handle, "sam")
    first = store.run(finds, sam, "giraffe")[0]
    how: dict[str, Any] = {"version": 0, "now": stores.NOW + 60, "title": "Okapi at night"}
    vault = Vault.begin(tmp_path / "key")
    assert store.run(editing.edit, vault, sam, first.id, first.text, **how)
    assert found(store, "giraffe in:title") == []
    assert found(store, "okapi in:title") == ["Zebra one."]
    assert found(store, "zebra in:title") == []
    is_whole(store)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> object:
    """A store with one post, shared by all that is typed at it."""
    folder: Path = tmp_path_factory.mktemp("library")
    store = stores.begun(folder)
    say(store, "near column text title and or not star a b c 1 2 3")
    yield store
    store.close()


QUERY = st.one_of(
    st.text(st.characters(codec=None), max_size=40),
    st.lists(
        st.sampled_from(
            [
                "AND",
                "OR",
                "NOT",
                "NEAR(",
                ")",
                "(",
                '"',
                '""',
                "*",
                "^",
                "text:",
                "title :",
                "{text}:",
                "-",
                "+",
                "a",
                "'",
            ]
        ),
        max_size=12,
    ).map(" ".join),
    st.text('"*^:(){}+-\\\0 aA\u0301\u200d\ud800', max_size=30),
)


@settings(max_examples=102, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=QUERY)
@example(typed='"')
@example(typed='"""')
@example(typed="NEAR(a b)")
@example(typed="a\0b")
@example(typed="a " * 20_000)
@example(typed="眠" * 20_000)
def test_nothing_that_can_be_typed_is_an_error(library: Store, typed: str) -> None:
    for line in found(library, typed):
        assert line.startswith("near column")


@settings(deadline=None)
@given(typed=QUERY)
def test_what_the_index_is_asked_is_quoted_words_and_our_own_operators(typed: str) -> None:
    asked = asked_of(typed)
    outside = "".join(asked.split('"')[::2])
    assert re.fullmatch(r"(?:[() ]|AND|OR|NOT)*", outside), asked
    assert bool(asked) == any(part.strip() for part in asked.split('"')[1::2])
    assert asked.count('"') % 2 == 0


def asked_of(typed: str) -> str:
    """Return what the index is asked when somebody types this."""
    return Search(parse(typed, datetime(2026, 11, 26, tzinfo=UTC)).wanted).query


@pytest.mark.parametrize("typed", ["", "   ", "...", '"', '"?!"', "🙂", "- -", "(🙂 OR ...) 🙂", "🙂 -🙂"])
def test_nothing_but_signs_finds_nothing(library: Store, typed: str) -> None:
    assert asked_of(typed) == ""
    assert found(library, typed) == []


def test_what_is_no_language_is_words_like_any_other(library: Store) -> None:
    assert len(found(library, "near AND or NOT")) == 1
    assert found(library, "text:title") == ["near column text title and or not star a b c 1 2 3"]
    assert found(library, "sta*") == []


def test_words_can_be_joined_parted_and_left_out(store: Store) -> None:
    say(store, "One sheep.", "One goat.", "A sheep and a goat.", "Neither.", title="Counting")
    animals = {
        "sheep OR goat": {"One sheep.", "One goat.", "A sheep and a goat."},
        "sheep -goat": {"One sheep."},
        "sheep NOT goat": {"One sheep."},
        "(sheep OR goat) one": {"One sheep.", "One goat."},
        "sheep AND goat": {"A sheep and a goat."},
        '"a goat" OR neither': {"A sheep and a goat.", "Neither."},
        "one -(sheep OR goat)": set(),
        "counting OR neither": {"One sheep.", "Neither."},
    }
    assert {typed: {*found(store, typed)} for typed in animals} == animals


def test_of_two_alike_the_newer_comes_first(store: Store) -> None:
    say(store, "One sheep.", "Two sheep.", "Odd sheep.")
    assert found(store, "sheep") == ["Odd sheep.", "Two sheep.", "One sheep."]


# Words that very many posts hold


@pytest.fixture
def few_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call a word common that five posts hold, and look at the newest ten."""
    monkeypatch.setattr(search, "RANKED", 5)
    monkeypatch.setattr(search, "LOOKED_AT", 10)
    monkeypatch.setattr(finding, "LOOKED_AT", 10)
    monkeypatch.setattr(finding, "RANKED", 5)


@pytest.mark.usefixtures("few_is_many")
def test_of_a_common_word_the_newest_are_looked_at_and_titles_come_first(store: Store) -> None:
    say(store, *(f"Night {n}." for n in range(15)))
    lou = stores.member(store, "lou")
    stores.start(store, lou, "What helps?", title="Night")
    say_more(store, "Night 15.", "Night 16.")
    assert found(store, "night")[:4] == ["What helps?", "Night 16.", "Night 15.", "Night 14."]
    assert len(found(store, "night")) == 5
    assert found(store, "night order:new")[:2] == ["Night 16.", "Night 15."]


@pytest.mark.usefixtures("few_is_many")
def test_a_word_that_is_common_in_posts_is_found_in_old_titles(store: Store) -> None:
    lou = stores.member(store, "lou")
    stores.start(store, lou, "What helps?", title="Night")
    say(store, *(f"Night {n}." for n in range(15)), title="On the way")
    assert found(store, "night in:title") == ["What helps?"]


@pytest.mark.usefixtures("few_is_many")
def test_a_rare_word_beside_a_common_one_is_found_however_old_it_is(store: Store) -> None:
    say(store, "Night and sheep.", *(f"Night {n}." for n in range(15)))
    assert found(store, "night sheep") == ["Night and sheep."]
    assert found(store, "night OR sheep")[0] == "Night and sheep."


@pytest.mark.usefixtures("few_is_many")
def test_what_one_member_or_one_board_says_in_common_words_is_found_however_old_it_is(store: Store) -> None:
    lou = stores.member(store, "lou")
    stores.start(store, lou, "Night, says lou.", board="lobby", title="Hello")
    say(store, *(f"Night {n}." for n in range(15)))
    assert found(store, "night by:lou") == ["Night, says lou."]
    assert found(store, "night board:lobby") == ["Night, says lou."]
    assert [line.text for line in store.run(finds, None, "night")] == ["Night, says lou."]


def say_more(store: Store, *texts: str) -> None:
    """Have sam write on in a thread of their own."""
    sam = store.run(members.by_handle, "sam")
    assert sam is not None
    thread = stores.start(store, sam, texts[0], title="More").thread
    for text in texts[1:]:
        stores.reply(store, sam, thread, text)
