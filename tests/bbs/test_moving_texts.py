"""A place takes its own words along when it moves, and where it comes nobody's words are overwritten unseen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bbs.community import log, own_texts
from bbs.community.members import Role
from store.home import Home
from tests import houses
from tests.commands import Done, warmline

OURS = {
    "name": "Still Water",
    "greeting": "",
    "welcome": "# Come in\n\nThis is [name].\n\n[safety]\n\nSit down.",
    "picture": "~~~\n\nThree waves.",
}


def speaking(path: Path, words: dict[str, str], *, holds: bool = True) -> Home:
    """Begin a place in which an operator wrote these words; let them hold."""
    house = houses.build(path)
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    for name, text in words.items():
        houses.write(house, own_texts.write, olive, name, text, now=7)
        if holds:
            houses.write(house, own_texts.hold, house.vault, olive, name, now=8)
    houses.close(house)
    return house.home


def exported(home: Home, folder: Path) -> Path:
    done = warmline("export-community", "--home", home.path, folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def comes(home: Path, source: Path) -> Done:
    return warmline("import", "--home", home, source, typed="yes\n")


def written(path: Path, handle: str = "olive") -> dict[str, own_texts.Own]:
    """Return the texts of a place as its office has them."""
    house = houses.build(path)
    operator = houses.member(house, handle, role=Role.OPERATOR)
    found = houses.write(house, own_texts.all_of, operator)
    assert house.vault is not None
    assert own_texts.CHANGED not in {entry.act for entry in houses.write(house, log.lately, house.vault, operator)}
    houses.close(house)
    return {name: one for name, one in found.items() if one != own_texts.Own()}


def test_what_a_place_says_in_its_own_words_goes_and_waits_for_an_operator_where_it_comes(tmp_path: Path) -> None:
    source = exported(speaking(tmp_path / "home", OURS), tmp_path / "out")
    assert json.loads((source / "texts.json").read_text()) == OURS
    done = comes(tmp_path / "new", source)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Words of the place's own: The line after the name, The welcome, The picture above it. They" in done.stdout
    assert 'name = "Still Water"' in (tmp_path / "new" / "warmline.toml").read_text(), "its name is its name at once"
    found = written(tmp_path / "new")
    assert {name: one.written for name, one in found.items()} == {n: t for n, t in OURS.items() if n != "name"}
    assert all(one.text is None for one in found.values()), "nobody here let them hold yet"


def test_what_is_only_being_written_stays_and_a_place_with_no_words_of_its_own_has_no_file(tmp_path: Path) -> None:
    source = exported(speaking(tmp_path / "home", OURS, holds=False), tmp_path / "out")
    assert not (source / "texts.json").exists()
    assert "Still Water" not in (source / "community.json").read_text()


def test_what_somebody_here_wrote_stays_and_that_is_said(tmp_path: Path) -> None:
    theirs = speaking(tmp_path / "theirs", {"welcome": "Theirs.", "closed": "We rest.", "about": "The same."})
    source = exported(theirs, tmp_path / "out")
    here = speaking(tmp_path / "here", {"about": "The same."})
    house = houses.build(here.path)
    ash = houses.member(house, "ash", role=Role.OPERATOR)
    houses.write(house, own_texts.write, ash, "welcome", "Ours, soon.", now=9)
    houses.close(house)
    done = warmline("import", "--home", here.path, source, "--into", typed="yes\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Words of the place's own: Why nobody can join just now. They come" in done.stdout
    assert "Left out, because another one is being written here: The welcome." in done.stdout
    assert "What this place is" not in done.stdout, "it says so already"
    house = houses.build(here.path)
    found = houses.write(house, own_texts.all_of, ash)
    houses.close(house)
    assert found["welcome"].written == "Ours, soon."
    assert (found["closed"].text, found["closed"].written) == (None, "We rest.")
    assert (found["about"].text, found["about"].written) == ("The same.", None)


@pytest.mark.parametrize(
    ("holds", "status", "words"),
    [
        ("[]", 1, "texts.json cannot be read. Nothing was changed."),
        ('{"about": 3}', 1, "texts.json cannot be read. Nothing was changed."),
        ("{", 1, "texts.json cannot be read. Nothing was changed."),
        ('{"nights": "No."}', 0, "Left out, because they are no words that could hold here: nights."),
        ('{"about": "[phone] it."}', 0, "no words that could hold here: What this place is."),
        ('{"about": "\\u001b]0;owned\\u0007"}', 0, "Words of the place's own: What this place is."),
    ],
)
def test_spoilt_words_are_told(tmp_path: Path, holds: str, status: int, words: str) -> None:
    house = houses.build(tmp_path / "home")
    houses.close(house)
    source = exported(house.home, tmp_path / "out")
    (source / "texts.json").write_text(holds)
    done = comes(tmp_path / "new", source)
    assert (done.returncode, words in done.stdout + done.stderr) == (status, True), done
    if status == 0:
        assert "\x1b" not in str(written(tmp_path / "new"))
