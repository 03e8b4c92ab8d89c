"""Leaving with everything that may leave, and coming: nothing private goes, nobody is taken for somebody else."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bbs.community import (
    board_making,
    desk,
    drafts,
    guideline_versions,
    line_checks,
    own_lines,
    posts,
    tending,
)
from bbs.community.groups import Visibility
from bbs.community.members import Role
from bbs.community.moving_in import take_in
from bbs.config import Writing
from bbs.house import House
from bbs.moving import own
from store.home import Home
from store.tables import Post
from tests import groups, houses
from tests.commands import Done, snapshot, warmline
from tests.finding import finds
from tests.serving import Serving

PRIVATE = "zqprivate"


@pytest.fixture
def lived_in(tmp_path: Path) -> Home:
    """A place in which all kinds of things were written, private ones too."""
    house = houses.build(tmp_path / "home")
    now, vault = house.clock.now(), house.vault
    assert vault is not None
    sam, lou, wren = (houses.member(house, name) for name in ("sam", "lou", "wren"))
    first = houses.write(house, posts.start, sam, "sleep", "Awake", "Anybody?", now=now, note="grief", tagged="dreams")
    houses.write(house, posts.reply, lou, first.thread, "Me.\n\nAnd \u2615 too.", now=now + 1, reply_to=first.id)
    houses.write(house, posts.reply, lou, first.thread, "Nobody knows me.", now=now + 2, nameless=vault)
    gone = houses.write(house, posts.reply, wren, first.thread, f"{PRIVATE} taken back.", now=now + 3)
    houses.write(house, posts.remove_own, wren, gone.id, now=now + 4)
    lonely = houses.write(house, posts.start, wren, "sleep", f"{PRIVATE} title", "Not for long.", now=now + 5)
    houses.write(house, posts.remove_own, wren, lonely.id, now=now + 6)
    houses.write(house, drafts.keep, vault, sam.id, "boards/sleep/post", f"{PRIVATE} draft.", now=now)
    houses.write(house, desk.leave, vault, "note", f"{PRIVATE} note.", lou, now)
    group = groups.made(house, "Closed water", facilitator=lou, visibility=Visibility.MEMBERS)
    houses.write(house, posts.start, lou, group.slug, "Inside", "zqinside words.", now=now + 7)
    open_group = groups.made(house, "Open water", facilitator=lou, visibility=Visibility.LISTED)
    there = houses.write(house, posts.start, lou, open_group.slug, "Here", "For all of us.", now=now + 8)
    houses.write(house, tending.pin, vault, lou, there.thread, pins=True, now=now + 9)
    heron = houses.member(house, "heron", role=Role.OPERATOR)
    houses.write(house, board_making.put_away, vault, heron, "sleep", now=now + 10)
    houses.close(house)
    return house.home


def exported(home: Home, folder: Path, *more: str) -> Path:
    done = warmline("export-community", "--home", home.path, folder, *more)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def words_in(folder: Path) -> str:
    return "\n".join(path.read_text() for path in sorted(folder.rglob("*")) if path.is_file())


def comes(home: Path, source: Path, *more: str, typed: str = "yes\n") -> Done:
    return warmline("import", "--home", home, source, *more, typed=typed)


def lines(folder: Path) -> dict[str, bytes]:
    return {name: held for name, held in snapshot(folder).items() if name.endswith(".jsonl")}


def test_what_goes_comes_again_and_goes_again_the_same(lived_in: Home, tmp_path: Path) -> None:
    first = exported(lived_in, tmp_path / "first")
    done = comes(tmp_path / "new", first)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Writers: 2." in done.stdout
    second = exported(Home(tmp_path / "new"), tmp_path / "second")
    assert lines(second) == lines(first)
    assert [
        place["slug"] for place in map(json.loads, lines(first)["places.jsonl"].splitlines()) if place.get("closed")
    ] == ["sleep"]
    assert snapshot(second / "mail") == snapshot(first / "mail")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_nothing_private_goes_nor_what_was_taken_back_nor_who_wrote_without_a_name(
    lived_in: Home, tmp_path: Path
) -> None:
    moved = own.read(exported(lived_in, tmp_path / "out"))
    assert PRIVATE not in words_in(tmp_path / "out")
    assert "zqinside" not in words_in(tmp_path / "out")
    assert "Closed water" not in words_in(tmp_path / "out")
    assert {person.handle for person in moved.people} == {"sam", "lou"}
    (nameless,) = [post for post in moved.posts if post.text == "Nobody knows me."]
    assert (nameless.author, bool(nameless.nameless)) == ("", True)
    (gone,) = [post for post in moved.posts if post.removed]
    assert (gone.author, gone.text) == ("", "")


NIGHT = {"country": "GB", "service": "Night Line", "kind": "crisis", "phone": "0300 123", "hours": "24/7"}


def with_its_own(home: Home) -> House:
    """Give a place lines of its own, one in the place of a shipped one, one hidden, and guidelines of its own."""
    house = houses.build(home.path)
    now, vault = house.clock.now(), house.vault
    assert vault is not None
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    instead, hidden = [one for one in house.shipped.lines if one.country == "GB" and one.kind == "crisis"][:2]
    for line in (NIGHT, NIGHT | {"service": instead.service, "phone": "1"}):
        houses.write(house, own_lines.put, line, house.shipped, olive, now=now)
    houses.write(house, own_lines.hide, hidden.id, house.shipped, olive, now=now)
    current = house.texts.guidelines
    houses.write(house, guideline_versions.change_line, olive, current, 2, "Ask first.", "May I?", now=now)
    houses.write(house, guideline_versions.publish, vault, olive, current, now=now)
    houses.close(house)
    return house


def held(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()


def test_guidelines_and_help_lines_come_for_an_operator_to_agree_to(lived_in: Home, tmp_path: Path) -> None:
    with_its_own(lived_in)
    first = exported(lived_in, tmp_path / "first")
    assert b"Ask first." in held(first, "guidelines.json")
    done = comes(tmp_path / "new", first)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Guidelines: as the version that is being written." in done.stdout
    assert "Help lines: Night Line, " in done.stdout
    second = exported(Home(tmp_path / "new"), tmp_path / "second")
    assert held(second, "help_lines.json") == held(first, "help_lines.json")
    assert held(tmp_path / "new", "own_lines.json") == held(first, "help_lines.json")
    assert b"Ask first." not in held(second, "guidelines.json"), "nobody here agreed to them"
    house = houses.build(tmp_path / "new")
    vault, now = house.vault, house.clock.now()
    assert vault is not None
    here = houses.write(house, own_lines.kept).with_shipped(house.shipped)
    (night,) = [line for line in here.lines if line.service == "Night Line"]
    assert night.check_key in here.unconfirmed(["GB"], houses.write(house, line_checks.checks)), "nobody here called it"
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    houses.write(house, guideline_versions.publish, vault, olive, house.texts.guidelines, now=now)
    houses.close(house)
    third = exported(Home(tmp_path / "new"), tmp_path / "third")
    assert held(third, "guidelines.json") == held(first, "guidelines.json")


def test_what_somebody_here_wrote_or_confirmed_stays(lived_in: Home, tmp_path: Path) -> None:
    with_its_own(lived_in)
    source = exported(lived_in, tmp_path / "out")
    house = houses.build(tmp_path / "fresh")
    now, olive = house.clock.now(), houses.member(house, "olive", role=Role.OPERATOR)
    houses.write(house, own_lines.put, NIGHT | {"phone": "here"}, house.shipped, olive, now=now)
    houses.write(house, line_checks.confirm, [line.check_key for line in house.shipped.lines], olive, now=now)
    houses.write(house, guideline_versions.change_line, olive, house.texts.guidelines, 1, "Ours.", "So.", now=now)
    before = houses.write(house, own_lines.kept)
    houses.close(house)
    done = comes(tmp_path / "fresh", source)
    assert "because a version is being written here" in done.stdout
    assert "Help lines that stay as they are" in done.stdout
    house = houses.build(tmp_path / "fresh")
    assert houses.write(house, own_lines.kept) == before
    draft = houses.write(house, guideline_versions.draft, olive)
    houses.close(house)
    assert draft is not None
    assert draft.short[0].line == "Ours."


@pytest.mark.parametrize(
    ("name", "holds", "status", "words"),
    [
        ("help_lines.json", '{"lines": 3, "hidden": []}', 1, "cannot be read. Nothing was changed."),
        ("guidelines.json", "[]", 1, "cannot be read. Nothing was changed."),
        ("guidelines.json", "{", 1, "cannot be read. Nothing was changed."),
        ("guidelines.json", '{"review_by": "2030-01-01", "short": [], "long": "x"}', 0, "Left out: the guidelines"),
        ("help_lines.json", '{"lines": [{"service": "Q", "country": "XX"}], "hidden": ["no"]}', 0, "Left out, because"),
    ],
)
def test_spoilt_guidelines_and_help_lines_are_told(
    lived_in: Home, tmp_path: Path, name: str, holds: str, status: int, words: str
) -> None:
    source = exported(lived_in, tmp_path / "out")
    (source / name).write_text(holds)
    done = comes(tmp_path / "new", source)
    assert done.returncode == status
    assert words in done.stdout + done.stderr
    if status == 0:
        house = houses.build(tmp_path / "new")
        assert houses.write(house, own_lines.kept) == own_lines.Own()
        houses.close(house)


def test_groups_that_only_those_inside_read_go_when_it_is_said_with_a_warning(lived_in: Home, tmp_path: Path) -> None:
    done = warmline("export-community", "--home", lived_in.path, tmp_path / "out", "--members-only")
    assert "what was written for the members of a group alone" in done.stdout
    assert "zqinside words." in (tmp_path / "out" / "posts.jsonl").read_text()
    assert comes(tmp_path / "new", tmp_path / "out").returncode == 0
    house = houses.build(tmp_path / "new")
    try:
        sam = houses.member(house, "newcomer")
        assert houses.write(house, finds, sam, "zqinside") == [], "nobody is inside until they are let in"
        assert [line.text for line in houses.write(house, finds, sam, '"all of us"')] == ["For all of us."]
    finally:
        houses.close(house)


def test_an_export_is_private_whole_and_never_in_the_place_of_anything(lived_in: Home, tmp_path: Path) -> None:
    folder = exported(lived_in, tmp_path / "out")
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.rglob("*")))
    before = snapshot(folder)
    done = warmline("export-community", "--home", lived_in.path, folder)
    assert (done.returncode, "There is something at" in done.stderr) == (1, True)
    assert snapshot(folder) == before


def test_it_goes_while_people_are_there(lived_in: Home, tmp_path: Path) -> None:
    with Serving.home(lived_in.path) as server:
        exported(lived_in, tmp_path / "out")
        assert comes(lived_in.path, tmp_path / "out", "--into").stderr.startswith("A Warmline runs in")
        assert server.stops() == 0


def test_what_the_house_itself_began_with_is_not_there_twice(lived_in: Home, tmp_path: Path) -> None:
    def begun() -> list[str]:
        return sorted(post.text for post in Post.select().where(Post.by_house))

    source = own.read(exported(lived_in, tmp_path / "out"))
    house = houses.build(tmp_path / "fresh")
    try:
        before = houses.write(house, begun)
        houses.write(house, take_in, house.vault, source, now=house.clock.now(), writing=Writing())
        assert houses.write(house, begun) == before
        assert len(houses.write(house, finds, houses.member(house, "new-one"), "anybody")) >= 1
    finally:
        houses.close(house)


def test_a_place_where_people_wrote_already_is_added_to_only_when_it_is_said(lived_in: Home, tmp_path: Path) -> None:
    source = exported(lived_in, tmp_path / "out")
    done = comes(lived_in.path, source)
    assert done.returncode == 1
    assert "People have written in this place already." in done.stderr
    done = comes(lived_in.path, source, "--into")
    assert done.returncode == 0
    assert "sam becomes sam-2" in done.stdout


@pytest.mark.parametrize(("more", "typed", "status"), [(["--dry-run"], "yes\n", 0), ([], "no\n", 1), ([], "", 1)])
def test_it_is_said_first_what_would_come_and_without_a_yes_nothing_does(
    lived_in: Home, tmp_path: Path, more: list[str], typed: str, status: int
) -> None:
    source = exported(lived_in, tmp_path / "out")
    houses.close(houses.build(tmp_path / "fresh"))
    for home in (tmp_path / "fresh", tmp_path / "none"):
        done = comes(home, source, *more, typed=typed)
        assert done.returncode == status
        assert "Writers: 2." in done.stdout
        assert "Nothing was changed." in done.stdout + done.stderr
    assert not (tmp_path / "none").exists()
    with closing(sqlite3.connect(tmp_path / "fresh" / "warmline.db")) as kept:
        assert kept.execute("SELECT count(*) FROM member").fetchone() == (0,)


def test_what_is_none_of_the_formats_is_refused_and_an_mbox_is_taken(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("my notes\n")
    (tmp_path / "empty").mkdir()
    for source, words in (("notes.txt", "is neither a folder"), ("gone", "There is no file"), ("empty", "no topic")):
        done = comes(tmp_path / "new", tmp_path / source)
        assert (done.returncode, words in done.stderr) == (1, True)
    letter = "From a@b Thu May 28 20:26:40 2026\nFrom: Sam <a@b.example>\nSubject: Rain\n\nIt rains.\n"
    (tmp_path / "nights.mbox").write_text(letter)
    assert comes(tmp_path / "new", tmp_path / "nights.mbox").returncode == 0
    with closing(sqlite3.connect(tmp_path / "new" / "warmline.db")) as kept:
        assert kept.execute("SELECT text FROM post").fetchall() == [("It rains.",)]
        assert kept.execute("SELECT handle, passphrase FROM member").fetchall() == [("sam", None)]
        assert "example" not in "\n".join(kept.iterdump())
