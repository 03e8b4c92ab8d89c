"""Tools: short, gentle, at one's own pace, for every body, each with its way out; and files that complain well."""

from __future__ import annotations

import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from bbs.community.exercises import NEEDS, Exercise, for_need, named
from bbs.community.texts import load
from bbs.errors import NotFound

TOOLS = load().tools
BREATH = TOOLS[0]
every_tool = pytest.mark.parametrize("tool", TOOLS, ids=[tool.name for tool in TOOLS])

BODY = re.compile(
    r"\b(eyes?|look(s|ing)?|see(s|ing)?|watch|hands?|fingers?|grip|hold(ing)?|stand|walk|run|legs?|feet|foot|knees?"
    r"|belly|write|draw|colour)\b"
)
"""What not everybody has, or can do now."""
OTHERWISE = re.compile(r"\b(or|if|only|also)\b")
"""What a step that names such a thing says beside it: another way, or that it is left out."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the shipped words that a test may change."""
    with as_file(files("bbs") / "text") as shipped:
        shutil.copytree(shipped, tmp_path / "text")
    return tmp_path / "text"


# The words


@every_tool
def test_a_tool_goes_in_short_steps_and_says_that_one_may_stop(tool: Exercise) -> None:
    assert re.match(r"If this makes it worse[^.]*, stop\b", tool.stop)
    assert len(tool.about) <= 170
    assert 5 <= len(tool.steps) <= 10
    for step in tool.steps:
        assert len(step.split()) <= 30, step
        assert len(step) <= 150, step
        assert len(re.findall(r"[.?!](?: |$)", step)) <= 3, step


@every_tool
def test_a_tool_ends_with_words_that_ask_for_no_success_and_a_way_to_a_person(tool: Exercise) -> None:
    assert tool.closing.startswith("That is all of it.")
    assert re.search(r"[Hh]elp is there .*if you want a person", tool.closing)
    assert not re.search(r"well done|great|congratulat|proud|success|you did it|better now", tool.closing.lower())


@every_tool
def test_no_tool_takes_eyes_hands_legs_or_breath_for_granted(tool: Exercise) -> None:
    for step in map(str.lower, tool.steps):
        assert not BODY.search(step) or OTHERWISE.search(step), step
        assert not re.search(r"(hold|keep|stop) (your|the) breath", step), step
        assert not re.search(r"\b(deep|deeply|fill your lungs)\b", step), step


def test_a_step_that_asks_for_eyes_would_be_found() -> None:
    assert BODY.search("find five things that you can see.")
    assert not OTHERWISE.search("find five things that you can see.")


@every_tool
def test_a_tool_commands_nothing_times_nothing_and_blames_nobody(tool: Exercise) -> None:
    words = " ".join((tool.about, tool.stop, *tool.steps, tool.closing)).lower()
    assert not re.search(r"\b(must|should|always|try harder|seconds|simply|relax|calm down|just think)\b", words)
    assert not re.search(r"\b(patient|symptom|disorder|therapy|treatment|exercise|technique)s?\b", words)


def test_the_breath_comes_first_and_asks_for_no_eyes_no_hands_and_no_holding() -> None:
    assert BREATH.name == "breath"
    steps = " ".join(BREATH.steps).lower()
    assert not re.search(r"\b(eyes?|look|see|watch|hands?|fingers?|belly|deep|deeply|must|seconds)\b", steps)
    assert "leave it out" in steps


def test_there_is_something_for_every_need() -> None:
    assert len(TOOLS) >= 10
    for need in NEEDS:
        found = for_need(TOOLS, need)
        assert len(found) >= 2, need
        assert found[0].needs[0] == need


def test_every_tool_has_an_address_a_name_and_a_place_of_its_own() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", tool.name) for tool in TOOLS)
    assert all(len(tool.title) <= 21 and "," not in tool.title for tool in TOOLS), "said whole on a status line"
    assert len({tool.title for tool in TOOLS}) == len(TOOLS)
    places = [(tool.needs[0], tool.order) for tool in TOOLS]
    assert len(set(places)) == len(places), "which comes first is said, not left to the alphabet"


def test_where_a_method_comes_from_is_written_beside_it() -> None:
    for tool in TOOLS:
        text = (files("bbs") / "text/en/tools" / f"{tool.name}.toml").read_text("utf-8")
        assert re.search(r"^#.*(\(\d{4}\)|, \d{4}\)|(?s:nobody's\s+(# )?own))", text, re.MULTILINE), tool.name


def test_a_tool_or_a_need_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        named(TOOLS, "levitation")
    with pytest.raises(NotFound):
        for_need(TOOLS, "levitation")


# The pictures


def test_the_pictures_fit_a_small_window_and_are_told_in_a_sentence() -> None:
    pictures = {tool.picture for tool in TOOLS if tool.picture}
    assert len(pictures) >= 4
    for picture in pictures:
        assert picture.alt.endswith(".")
        assert picture.alt.count(".") == 1
        for rows in (picture.still, *(form.rows for form in picture.beats)):
            assert len(rows) == len(picture.still) <= 5
            assert all(row == row.rstrip() and len(row) <= 36 and row.isascii() for row in rows)


def test_the_form_of_the_breath_shrinks_more_slowly_than_it_grows() -> None:
    assert BREATH.picture is not None
    widths = [len(form.rows[0].strip()) for form in BREATH.picture.beats]
    lasts = [form.seconds for form in BREATH.picture.beats]
    widest = widths.index(max(widths))
    assert sum(lasts[widest + 1 :]) > sum(lasts[1:widest])


# The files


@pytest.mark.usefixtures("rules_as_shipped")
def test_adding_a_file_is_adding_a_tool_in_any_language(root: Path) -> None:
    copied = (root / "en" / "tools" / "urge.toml").read_text("utf-8").replace("Riding out an urge", "Tea")
    (root / "en" / "tools" / "tea.toml").write_text(copied.replace('picture = "wave"', ""), encoding="utf-8")
    tea = named(load(root=root).tools, "tea")
    assert (tea.title, tea.picture) == ("Tea", None)
    (root / "es" / "tools").mkdir(parents=True)
    (root / "es" / "tools" / "tea.toml").write_text(copied.replace('"Tea"', '"T\u00e9"'), encoding="utf-8")
    spanish = load("es", root).tools
    assert named(spanish, "tea").title == "T\u00e9"
    assert named(spanish, "breath") == named(load(root=root).tools, "breath")


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("tools/breath.toml", "steps = [", "steps = [ 1,", "en/tools/breath.toml: steps must be a list of texts"),
        ("tools/breath.toml", '"sleep"', '"tea"', "en/tools/breath.toml: needs must be some of too-much, sleep,"),
        ("tools/breath.toml", '"breath"', '"tea"', "en/tools/breath.toml: there is no picture called tea"),
        ("tools/breath.toml", "order = 1", "ordre = 1", "en/tools/breath.toml: order is missing"),
        ("tools/breath.toml", "order = 1", "order = 1\ntimer = 4", "nothing is called timer here"),
        ("pictures/breath.toml", "[0, 0.9]", "[0, 0.1]", "en/pictures/breath.toml: a beat must be 0.5 seconds or"),
        ("pictures/breath.toml", "[0, 0.9]", "[9, 0.9]", "en/pictures/breath.toml: each of beats must be the number"),
        ("pictures/breath.toml", "still = 3", "still = 7", "still must be the number of a form"),
        ("pictures/wave.toml", "\n.-~~~-.\n", "\n\n.-~~~-.\n", "all forms must have the same number of rows"),
        ("pictures/lamp.toml", "     (", " " * 40 + "(", "a form has at most 5 rows of 36 plain characters"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_name(root: Path, name: str, old: str, new: str, complaint: str) -> None:
    file = root / "en" / name
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(complaint)):
        load(root=root)
