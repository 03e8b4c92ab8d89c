"""`make pictures`: pictures of the full screen in docs/pictures, for the README. They are the same in every run."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.pictures.visits import PALETTES, VISITS, demo, draw

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


def main() -> None:
    """Take every visit in every palette."""
    FOLDER.mkdir(exist_ok=True)
    for colours in PALETTES:
        with tempfile.TemporaryDirectory() as home, demo(Path(home)) as harbour:
            for visit in VISITS:
                (FOLDER / f"{visit.name}-{colours}.svg").write_text(asyncio.run(draw(harbour, visit, colours)))


main()
