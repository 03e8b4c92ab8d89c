"""Discourse: topics as its API gives them, /t/ID.json?include_raw=1&print=true, and its categories (/site.json).

A folder of such files, or one file with a topic a line. What only some could read there, letters between members, and
what was taken away do not come.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bbs.community.moving import Moved, MovedPerson, MovedPlace, MovedPost, MovedThread
from bbs.errors import Refusal
from bbs.language import N_
from bbs.moving.html_text import text_of

WRITTEN: Final = (1, 2)
"""Kinds of posts that somebody wrote, for everybody: 3 is a note that a topic was closed, 4 a whisper of the staff."""
ELSEWHERE: Final = MovedPlace("imported", "Imported", "Topics that came without their category.", nameless=False)
LETTERS: Final = "letters between members"
RESTRICTED: Final = "topics that not all members could read"
TAKEN_AWAY: Final = "posts that were taken away, hidden, or no words of anybody's"


def read(path: Path) -> Moved:
    """Return what a file or a folder of files holds. Raises Refusal where that is no topics of Discourse's."""
    try:
        return _read(path)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refusal(N_("{path} is not as Discourse gives its topics. Nothing was changed."), path=path) from error


def _read(path: Path) -> Moved:
    found = list(_documents(path))
    left_out: Counter[str] = Counter()
    categories = {int(one["id"]): one for each in found for one in _categories(each)}
    topics = _topics(found)
    if not topics:
        raise Refusal(N_("There is no topic of Discourse's in {path}. Nothing was changed."), path=path)
    places: dict[str, MovedPlace] = {}
    people: dict[str, MovedPerson] = {}
    threads: list[MovedThread] = []
    posts: list[MovedPost] = []
    for number, topic in sorted(topics.items()):
        category = categories.get(topic.get("category_id") or 0, {})
        if topic.get("archetype") == "private_message":
            left_out[LETTERS] += 1
            continue
        if category.get("read_restricted"):
            left_out[RESTRICTED] += 1
            continue
        written = sorted(filter(_is_written, topic["post_stream"]["posts"]), key=lambda post: int(post["post_number"]))
        left_out[TAKEN_AWAY] += len(topic["post_stream"]["posts"]) - len(written)
        if not written:
            continue
        place = _place(category)
        places.setdefault(place.slug, place)
        threads.append(_thread(str(number), topic, place.slug, written[0]))
        for post in written:
            name, at = str(post["username"]), _moment(post["created_at"])
            people.setdefault(name, MovedPerson(name, at))
            posts.append(_post(str(number), post, name, at))
    posts.sort(key=lambda post: post.posted_at)
    earliest = {post.author: post.posted_at for post in reversed(posts)}
    joined = tuple(MovedPerson(name, earliest[name]) for name in people)
    return Moved(tuple(places.values()), joined, tuple(threads), posts, {k: n for k, n in left_out.items() if n})


def _topics(found: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Return topics by their ids, each with all its posts: a long one comes in several documents."""
    topics: dict[int, dict[str, Any]] = {}
    for one in found:
        if "post_stream" in one:
            number, posts = int(one["id"]), list(one["post_stream"]["posts"])
            before = topics.get(number, {})
            known = before["post_stream"]["posts"] if before else []
            whole = {int(post["post_number"]): post for post in [*known, *posts]}
            topics[number] = {**before, **one, "post_stream": {"posts": list(whole.values())}}
    return topics


def _documents(path: Path) -> Iterator[dict[str, Any]]:
    files = sorted([*path.glob("**/*.json"), *path.glob("**/*.jsonl")]) if path.is_dir() else [path]
    for file in files:
        words = file.read_text("utf-8", "replace")
        try:
            yield from _objects(json.loads(words))
        except ValueError:
            for n, line in enumerate(filter(None, words.splitlines()), 1):
                try:
                    yield from _objects(json.loads(line))
                except ValueError as error:
                    raise Refusal(
                        N_("{path}, line {n}, cannot be read. Nothing was changed."), path=file, n=n
                    ) from error


def _objects(found: Any) -> Iterator[dict[str, Any]]:
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict):
            yield one


def _categories(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the categories of /site.json or /categories.json."""
    listed = document.get("categories") or document.get("category_list", {}).get("categories", [])
    for one in listed:
        yield one
        yield from (each for each in one.get("subcategory_list") or () if isinstance(each, dict))


def _place(category: dict[str, Any]) -> MovedPlace:
    if not category:
        return ELSEWHERE
    about = category.get("description_text") or text_of(category.get("description") or "")
    slug = str(category.get("slug") or f"category-{category['id']}")
    return MovedPlace(slug, str(category["name"]), " ".join(str(about).split()), nameless=False)


def _is_written(post: dict[str, Any]) -> bool:
    is_there = not (post.get("deleted_at") or post.get("hidden") or post.get("user_deleted"))
    return is_there and int(post.get("post_type", 1)) in WRITTEN and bool(post.get("raw") or post.get("cooked"))


def _thread(name: str, topic: dict[str, Any], place: str, first: dict[str, Any]) -> MovedThread:
    tags = tuple(str(tag.get("name", "") if isinstance(tag, dict) else tag) for tag in topic.get("tags") or ())
    return MovedThread(
        name, place, str(topic["title"]), _moment(first["created_at"]), str(first["username"]), tags=tags,
        pinned=bool(topic.get("pinned")), closed=bool(topic.get("closed") or topic.get("archived")),
    )  # fmt: skip


def _post(thread: str, post: dict[str, Any], name: str, at: int) -> MovedPost:
    answered = post.get("reply_to_post_number")
    text = str(post.get("raw") or text_of(post["cooked"]))
    return MovedPost(
        f"{thread}/{post['post_number']}", thread, at, text, name, reply_to=f"{thread}/{answered}" if answered else ""
    )


def _moment(said: str) -> int:
    return int(datetime.fromisoformat(said).timestamp())
