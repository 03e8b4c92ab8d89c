"""The pictures of the README: they can be drawn, they show what they say, and none is missing."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.pictures.visits import PALETTES, VISITS, Visit, demo, draw

ROOT = Path(__file__).parents[2]


def words(svg: str) -> str:
    """Return the text of a picture, which must be well-formed."""
    return " ".join(ElementTree.fromstring(svg).itertext())


def test_a_picture_shows_home_in_the_colours_of_its_palette(tmp_path: Path) -> None:
    with demo(tmp_path) as harbour:
        dark, light = (asyncio.run(draw(harbour, VISITS[0], colours)) for colours in PALETTES)
    assert "Good evening, sam." in words(dark)
    assert words(dark) == words(light)
    assert 'fill="#1c1c1c"' in dark
    assert 'fill="#ffffff"' in light


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
def test_each_visit_is_drawn_in_each_palette_and_shown(visit: Visit) -> None:
    readme = (ROOT / "README.md").read_text()
    for colours in PALETTES:
        picture = f"docs/pictures/{visit.name}-{colours}.svg"
        assert picture in readme
        assert words((ROOT / picture).read_text())


def test_every_picture_of_the_readme_is_there() -> None:
    for path in re.findall(r"docs/pictures/[\w-]+\.svg", (ROOT / "README.md").read_text()):
        assert (ROOT / path).is_file()
