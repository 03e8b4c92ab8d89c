"""Topics of Discourse's: what everybody could read there comes, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bbs.community.moving import MovedPlace
from bbs.errors import Refusal
from bbs.moving import discourse
from bbs.moving.html_text import text_of

SITE = {
    "categories": [
        {"id": 5, "name": "Sleep", "slug": "sleep", "description_text": "For the nights."},
        {"id": 6, "name": "Staff", "slug": "staff", "read_restricted": True},
    ]
}


def post(number: int, username: str, raw: str = "", **more: Any) -> dict[str, Any]:
    return {
        "id": 1000 + number,
        "post_number": number,
        "username": username,
        "created_at": f"2026-05-28T20:{number:02d}:00.123Z",
        "cooked": f"<p>{raw}</p>",
        "post_type": 1,
        **more,
    }


def topic(number: int, *posts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": number, "title": f"Topic {number}", "category_id": 5, "archetype": "regular", "tags": ["dreams"],
        "post_stream": {"posts": list(posts), "stream": []}, **more,
    }  # fmt: skip


def test_topics_come_with_who_wrote_when_and_what_it_answers(tmp_path: Path) -> None:
    first = post(1, "Sam_S", raw="<no page>", cooked="<p>other</p>")
    second = post(2, "ash", cooked="<p>I am <b>here</b>.</p>", reply_to_post_number=1)
    (tmp_path / "site.json").write_text(json.dumps(SITE))
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "7.json").write_text(json.dumps(topic(7, second, first | {"raw": "Anybody?"}, pinned=True)))
    moved = discourse.read(tmp_path)
    assert moved.places == (MovedPlace("sleep", "Sleep", "For the nights.", nameless=False),)
    (thread,) = moved.threads
    assert (thread.title, thread.tags, thread.pinned, thread.author) == ("Topic 7", ("dreams",), True, "Sam_S")
    assert [(p.author, p.text, p.reply_to) for p in moved.posts] == [
        ("Sam_S", "Anybody?", ""),
        ("ash", "I am here.", "7/1"),
    ]
    assert [p.posted_at for p in moved.posts] == [1_779_998_460, 1_779_998_520]
    assert moved.left_out == {}


def test_a_long_topic_in_several_documents_is_one(tmp_path: Path) -> None:
    rest = {"id": 7, "post_stream": {"posts": [post(3, "sam", "Three."), post(2, "ash", "Two.")]}}
    (tmp_path / "7.json").write_text(json.dumps(topic(7, post(1, "sam", "One."), post(2, "ash", "Two."))))
    (tmp_path / "7-posts.json").write_text(json.dumps(rest))
    moved = discourse.read(tmp_path)
    assert [one.title for one in moved.threads] == ["Topic 7"]
    assert [one.text for one in moved.posts] == ["One.", "Two.", "Three."]


def test_letters_staff_rooms_whispers_and_what_was_taken_away_stay(tmp_path: Path) -> None:
    lines = [
        topic(1, post(1, "sam", "Hello."), archetype="private_message"),
        topic(2, post(1, "olive", "About sam."), category_id=6),
        topic(
            3,
            post(1, "sam", "Anybody?"),
            post(2, "olive", "Whispered.", post_type=4),
            post(3, "olive", "Closed it.", post_type=3),
            post(4, "ash", "Gone.", deleted_at="2026-05-28T20:30:00Z"),
            post(5, "ash", "Flagged.", hidden=True),
            category_id=99,
            tags=[{"id": 1, "name": "dreams"}],
        ),
        SITE,
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(map(json.dumps, lines)))
    moved = discourse.read(tmp_path / "all.jsonl")
    assert [post.text for post in moved.posts] == ["Anybody?"]
    assert [person.handle for person in moved.people] == ["sam"]
    assert moved.places == (discourse.ELSEWHERE,)
    assert moved.threads[0].tags == ("dreams",)
    assert moved.left_out == {discourse.LETTERS: 1, discourse.RESTRICTED: 1, discourse.TAKEN_AWAY: 4}


@pytest.mark.parametrize(
    ("name", "words"), [("no.json", "{}"), ("no.jsonl", "{}\n{\n"), ("odd.json", '{"id": 1, "post_stream": {}}')]
)
def test_what_holds_no_topic_is_refused(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / name).write_text(words)
    with pytest.raises(Refusal, match="Nothing was changed"):
        discourse.read(tmp_path / name)


def test_pages_become_words() -> None:
    page = """<style>p {}</style><p>First &lt;line&gt;<br>second</p><blockquote><p>Said.</p></blockquote>
    <ul><li>one</li><li>two</li></ul><p><a href="https://example.org">there</a> <img alt=":heart:" src="x">
    <a href="https://example.org/x">https://example.org/x</a> <a class="mention" href="/u/ash">@ash</a></p>"""
    assert text_of(page) == (
        "First <line>\nsecond\n\nSaid.\n\n- one\n- two\n\n"
        "there (https://example.org) :heart:\nhttps://example.org/x @ash"
    )
