"""The words the place says: there, kind, honest, and sayable by any screen reader; and a loader that complains well."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, asdict
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import demo_words, weekly
from bbs.community.demo_words import Demo
from bbs.community.posts import NOTES
from bbs.community.texts import Texts, load, paragraphs
from bbs.safe_text import safe_text

OWN_WORDS_FOR_NOTES = {"medication"}
"""What members of the demo wrote where a note is "something else in your own words"."""

BANNED = (
    *("oops", "invalid", "violat", "illegal", "congratulations", "streak"),
    *("end-to-end", "anonymous", "we cannot read", "committed suicide", "commit suicide"),
)

PUBLIC = {"sleep", "everyday", "about-this-place"}


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load()


@pytest.fixture(scope="module")
def demo() -> Demo:
    return demo_words.load()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the shipped words that a test may spoil."""
    with as_file(files("bbs") / "text") as shipped:
        shutil.copytree(shipped, tmp_path / "text")
    return tmp_path / "text"


def strings(value: Any) -> Iterator[str]:
    """Give every string in what asdict() made."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)


def is_plain(character: str) -> bool:
    """Say whether a screen reader says it, or passes it, without a noise (ACCESS L1): ASCII, letters, marks, quotes."""
    if character == "\n" or " " <= character <= "~":
        return True
    return character in "\u2018\u2019\u201c\u201d\u2026\u00bf\u00a1" or unicodedata.category(character)[0] in "LM"


def spoil(root: Path, name: str, old: str, new: str) -> None:
    """Change the first such words of a file, which must be there."""
    before = (root / name).read_text(encoding="utf-8")
    assert old in before
    (root / name).write_text(before.replace(old, new, 1), encoding="utf-8")


# Guidelines.


def test_there_are_seven_guidelines_each_short_and_with_an_example(texts: Texts) -> None:
    assert len(texts.guidelines.short) == 7
    for guideline in texts.guidelines.short:
        assert 15 <= len(guideline.line) <= 80, guideline.line
        assert guideline.line.endswith(".")
        assert guideline.line.count(".") == 1, "one sentence"
        assert 40 <= len(guideline.example) <= 120, guideline.example


def test_the_guidelines_say_their_version_and_when_they_are_read_afresh(texts: Texts) -> None:
    assert texts.guidelines.version >= 1
    assert texts.guidelines.review_by.year >= 2027


def test_the_long_guidelines_are_headed_by_the_seven_in_order(texts: Texts) -> None:
    headings = [p for p in paragraphs(texts.guidelines.long) if p.startswith("# ")]
    assert headings[:7] == [f"# {n}. {g.line}" for n, g in enumerate(texts.guidelines.short, start=1)]


def test_the_long_guidelines_are_long_enough_to_be_fair_and_short_enough_to_be_read(texts: Texts) -> None:
    assert 700 <= len(texts.guidelines.long.split()) <= 1_200


# What is promised, and what is not.


def test_whoever_is_turned_away_or_left_waiting_still_hears_of_help(texts: Texts) -> None:
    for words in (texts.welcome, texts.after_joining, texts.under_18, texts.closed, texts.waiting, texts.about):
        assert "type help" in " ".join(words.lower().split())


def test_whoever_cannot_join_may_look_around_and_write_to_the_desk(texts: Texts) -> None:
    for words in (texts.closed, texts.waiting):
        flowing = " ".join(words.split())
        assert "look around as a guest" in flowing
        assert "return code" in flowing
        assert "leave a note" in flowing
    assert "look around as a guest" in " ".join(texts.under_18.split())


def test_joining_ends_with_what_the_place_cannot_do_in_at_most_three_sentences(texts: Texts) -> None:
    flowing = " ".join(texts.after_joining.split())
    assert "we do not know where you are, and we cannot send anyone" in flowing
    assert "nobody is watching" in flowing
    assert len(re.findall(r"\.(?: |$)", flowing)) <= 3


def test_about_names_who_can_read_what(texts: Texts) -> None:
    flowing = " ".join(texts.about.split())
    assert "the people who run this place can read it" in flowing
    assert "nor from the people who run it, who hold that key" in flowing


def test_no_words_blame_cheer_or_promise_what_is_not_so(texts: Texts, demo: Demo) -> None:
    said_here = {name: words for name, words in asdict(texts).items() if name != "hints"}  # those are about such words
    for said in [*strings(said_here), *strings(asdict(demo))]:
        assert not [word for word in BANNED if word in " ".join(said.lower().split())], said


def test_no_words_name_an_amount_of_anything_one_could_take(texts: Texts, demo: Demo) -> None:
    for said in [*strings(asdict(texts)), *strings(asdict(demo))]:
        assert not re.search(r"\d\s*(?:mg|ml|g|kg|cm|tablets|pills|units|calories)\b", said.lower()), said


# Sayable by every screen reader.


def test_every_word_of_the_place_is_made_of_plain_characters(texts: Texts, demo: Demo) -> None:
    for said in [*strings(asdict(texts)), *strings(asdict(demo))]:
        assert not [character for character in said if not is_plain(character)], said


@pytest.mark.parametrize(
    "noise", ["\u2192", "\u2500", "\u2801", "\u2713", "\u2022", "\u203a", "\U0001f600", "\x1b", "\t"]
)
def test_the_check_for_plain_characters_knows_noise(noise: str) -> None:
    assert not is_plain(noise)


def test_what_the_house_and_the_demo_post_passes_the_gate_unchanged(texts: Texts, demo: Demo) -> None:
    threads = [thread for board in texts.boards for thread in board.threads]
    for said in [*strings([asdict(thread) for thread in threads]), *strings(asdict(demo))]:
        assert safe_text(said) == said


def test_the_picture_is_small_plain_and_told_in_one_sentence(texts: Texts) -> None:
    lines = texts.harbour.art.split("\n")
    assert len(lines) <= 7
    assert all(len(line) <= 50 and line.isascii() and line == line.rstrip() for line in lines)
    assert texts.harbour.alt.endswith(".")
    assert texts.harbour.alt.count(".") == 1


# Boards.


def test_boards_have_slugs_of_their_own_and_one_sentence_each(texts: Texts) -> None:
    slugs = [board.slug for board in texts.boards]
    assert 7 <= len(slugs) <= 9
    assert len(set(slugs)) == len(slugs)
    for board in texts.boards:
        assert re.fullmatch(r"[a-z0-9-]{3,24}", board.slug)
        assert len(board.title) <= 30
        assert len(board.about) <= 90
        assert board.about.count(".") == 1


def test_the_starter_groups_are_seven_whole_ones_and_none_has_the_address_of_a_board(texts: Texts) -> None:
    assert len(texts.groups) == 7
    for group in texts.groups:
        assert group.shape == group.shape.cleaned()
        assert group.shape.guidelines
        assert group.welcome
        assert group.threads
        assert len(group.weekly.title) <= weekly.TITLE
        assert group.weekly.text
    assert not {group.slug for group in texts.groups} & {board.slug for board in texts.boards}


def test_ways_to_answer_are_about_twenty_each_with_how_it_can_sound(texts: Texts) -> None:
    ways = [one.way for one in texts.listening]
    assert 15 <= len(set(ways)) == len(ways) <= 25
    assert all(one.such.endswith((".", "?")) for one in texts.listening)


def test_guests_read_only_the_boards_that_were_chosen_for_it(texts: Texts) -> None:
    assert {board.slug for board in texts.boards if board.public} == PUBLIC


def test_the_house_explains_itself_where_guests_can_read_it(texts: Texts) -> None:
    here = next(board for board in texts.boards if board.slug == "about-this-place")
    assert [thread.title for thread in here.threads] == [
        "Welcome: where to begin",
        "How content notes work",
        "Signing in with an SSH key",
    ]
    assert all(note in here.threads[1].text for note in NOTES)
    assert "ssh-keygen -t ed25519" in here.threads[2].text.split("\n\n")


# The demo.


def test_the_demo_is_a_community_of_six_with_a_moderator_and_an_operator(demo: Demo) -> None:
    people = {member.handle: member.role for member in demo.members}
    members = dict.fromkeys(("sam", "ash", "lou", "kit"), "member")
    assert people == members | {"wren": "moderator", "olive": "operator"}
    assert {post.author for thread in demo.threads for post in thread.posts} == set(people)


def test_the_demo_talks_on_boards_that_exist_with_notes_from_the_list(demo: Demo, texts: Texts) -> None:
    notes = [note for thread in demo.threads for note in (thread.note, *(post.note for post in thread.posts)) if note]
    slugs = {*(board.slug for board in texts.boards), *(group.slug for group in texts.groups)}
    assert {thread.board for thread in demo.threads} <= slugs
    inside = {group.slug: {*group.facilitators, *group.members} for group in demo.groups}
    for thread in demo.threads:
        assert {post.author for post in thread.posts} <= inside.get(
            thread.board, {post.author for post in thread.posts}
        )
    assert set(notes) <= {*NOTES, *OWN_WORDS_FOR_NOTES}
    assert len(set(notes)) >= 5
    assert any(post.note for thread in demo.threads for post in thread.posts), "a note on a reply alone"


def test_the_demo_has_something_of_every_kind(demo: Demo) -> None:
    posts = [post for thread in demo.threads for post in thread.posts]
    assert 8 <= len(demo.threads) <= 15
    assert 20 <= len(posts) <= 55
    assert [thread.title for thread in demo.threads if len(thread.posts) == 1] == ["Is anybody else up"]
    assert any(950 <= len(post.text) <= 1_100 and "\n\n" in post.text for post in posts)
    scripts = {unicodedata.name(c).split()[0] for post in posts for c in post.text if c.isalpha()}
    assert {"LATIN", "ARABIC", "DEVANAGARI"} <= scripts


def test_the_demo_never_says_the_same_minute_twice(demo: Demo) -> None:
    minutes = [post.minutes_ago for thread in demo.threads for post in thread.posts]
    assert len(set(minutes)) == len(minutes)


def test_the_threads_of_the_demo_come_in_the_order_they_began(demo: Demo) -> None:
    assert all(a.posts[0].minutes_ago > b.posts[0].minutes_ago for a, b in pairwise(demo.threads))


# Paragraphs.


def test_paragraphs_are_cut_at_blank_lines_and_headings_stand_alone() -> None:
    assert paragraphs("# One\n\nTwo and\nthree.\n \n\nFour.\n") == ["# One", "Two and three.", "Four."]


@given(st.lists(st.text("abc \n#", max_size=20)))
def test_paragraphs_keep_every_word(pieces: list[str]) -> None:
    text = "\n\n".join(pieces)
    assert " ".join(paragraphs(text)).split() == text.split()
    assert paragraphs("\n\n".join(paragraphs(text))) == paragraphs(text)


# The loader.


def test_a_language_without_words_is_spoken_to_in_english(texts: Texts) -> None:
    assert load("xx").welcome == texts.welcome
    assert load("xx").language == "xx"


def test_a_language_that_is_half_there_falls_back_file_by_file(root: Path, texts: Texts) -> None:
    (root / "es").mkdir(exist_ok=True)
    (root / "es" / "welcome.md").write_text("Ya est\u00e1s dentro.\n", encoding="utf-8")
    spanish = load("es", root)
    assert spanish.welcome.startswith("Ya est\u00e1s dentro.\n\nIf tonight is hard, type help first")
    assert spanish.about == texts.about


@pytest.mark.usefixtures("rules_as_shipped")
@pytest.mark.parametrize("language", ["../en", "/etc", "", "."])
def test_a_language_tag_is_never_made_into_a_path(root: Path, texts: Texts, language: str) -> None:
    assert load(language, root).boards == texts.boards


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("guidelines.toml", "version = 1", "", "en/guidelines.toml: version is missing"),
        ("guidelines.toml", "version = 1", "version = true", "en/guidelines.toml: version must be int, not bool"),
        ("guidelines.toml", "2027-10-01", "2027-10-01T09:00:00", "review_by must be date, not datetime"),
        ("guidelines.toml", "example =", "exmaple =", "en/guidelines.toml, guideline 1: example is missing"),
        ("guidelines.toml", "version = 1", "version = = 1", "en/guidelines.toml: "),
        ("boards.toml", '"sleep"', '"Sleep"', "en/boards.toml, board 2: slug 'Sleep' must be"),
        ("boards.toml", '"sleep"', '"welcome"', "en/boards.toml, board 2: slug 'welcome' must be"),
        ("groups.toml", 'way = "ask"', 'way = "push"', "en/groups.toml, group 3: 'push' is not a valid Way"),
        ("groups.toml", "weekly_day = 6", "weekly_day = 7", "en/groups.toml, group 3: weekly_day is 0"),
        ("groups.toml", '"new-here"', '"sleep-group"', "group 7: slug 'sleep-group' is another group's"),
        ("boards.toml", "public = true", 'public = true\nopen = "y"', "board 2: nothing is called open here"),
        ("boards.toml", 'title = "Say hello here"', 'title = " "', "board 1, thread 1: title has no words in it"),
        ("harbour.toml", "alt =", "also =", "en/harbour.toml: alt is missing"),
    ],
)
def test_words_that_are_wrong_are_refused_by_file_and_place(
    root: Path, name: str, old: str, new: str, complaint: str
) -> None:
    spoil(root / "en", name, old, new)
    with pytest.raises(ValueError, match=re.escape(complaint)):
        load(root=root)


def test_a_file_that_is_missing_or_empty_is_refused_by_name(root: Path) -> None:
    (root / "en" / "about.md").write_text(" \n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape("en/about.md: there are no words in it")):
        load(root=root)
    (root / "en" / "about.md").unlink()
    with pytest.raises(ValueError, match=re.escape("about.md: missing in en")):
        load(root=root)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('author = "kit"', 'author = "nobody"', "thread 1, post 1: author 'nobody' is no member of the demo"),
        ("minutes_ago = 33430", "minutes_ago = 33500", "thread 1, post 2: minutes_ago must get smaller"),
        ("reply_to = 1", "reply_to = 2", "thread 1, post 2: reply_to must be the number of an earlier post"),
    ],
)
def test_a_demo_that_does_not_fit_together_is_refused(root: Path, old: str, new: str, complaint: str) -> None:
    spoil(root / "demo", "threads.toml", old, new)
    with pytest.raises(ValueError, match=re.escape(complaint)):
        demo_words.load(root)


def test_texts_cannot_be_changed_once_loaded(texts: Texts) -> None:
    with pytest.raises(FrozenInstanceError):
        texts.welcome = "other"  # type: ignore[misc]
