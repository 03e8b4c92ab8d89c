"""How long listening to a post takes: `python -m tests.bench.noticing`.

In processor time, beside a loop that is the same on every machine, so that a figure from a busy one can be read.
"""

from __future__ import annotations

import platform
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any, Final

from bbs.community.noticing import labelled
from bbs.community.noticing.labelled import EVERYDAY, OWN
from bbs.community.noticing.listening import shipped

LENGTH: Final = 1_000
"""Characters of a text: several posts of a few lines."""
TURNS: Final = 300_000
"""Of the loop beside it."""
TEXT: Final = files("bbs") / "text"


def thousands(texts: Iterator[str]) -> list[str]:
    """Return texts put behind each other, in pieces of a thousand characters."""
    whole = " ".join(" ".join(text.split()) for text in texts)
    return [whole[start : start + LENGTH] for start in range(0, len(whole) - LENGTH + 1, LENGTH)]


def _told(told: Any) -> Iterator[str]:
    """Yield the texts of the posts of the demonstration."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from _told(value)
    elif isinstance(told, list):
        for value in told:
            yield from _told(value)


def _labelled(*kinds: str) -> Iterator[str]:
    for name in ("held_out.tsv", "unseen.tsv"):
        lines = (TEXT / "noticing" / name).read_text("utf-8").splitlines()
        yield from (one.text for one in labelled.labelled(lines) if one.kind in kinds)


def demonstration() -> list[str]:
    """Return what people write here, as the demonstration has it."""
    return thousands(_told(tomllib.loads((TEXT / "demo" / "threads.toml").read_text("utf-8"))))


def loop() -> None:
    """Do something that takes as long as it takes on a machine."""
    kept = 0
    for n in range(TURNS):
        kept += n * n % 7


def seconds(work: Callable[[], object], *, times: int = 7) -> float:
    """Return the least processor time of several turns."""
    least = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        least = min(least, time.process_time() - began)
    return least


def cost(texts: list[str]) -> float:
    """Return the processor time of listening to one of them, in seconds."""
    noticing = shipped()
    return seconds(lambda: [noticing.listen(text) for text in texts]) / len(texts)


def main() -> None:
    """Measure and print."""
    beside = seconds(loop)
    sys.stdout.write(f"Python {platform.python_version()}; the loop beside it takes {beside * 1000:.1f} ms.\n")
    kinds = {
        "posts of the demonstration": demonstration(),
        "labelled everyday texts": thousands(_labelled(*EVERYDAY)),
        "labelled texts of people in crisis": thousands(_labelled(*OWN)),
    }
    for name, texts in kinds.items():
        took = cost(texts)
        sys.stdout.write(f"{LENGTH:,} characters, {name}: {took * 1000:.2f} ms, {took / beside:.3f} of the loop.\n")


if __name__ == "__main__":
    main()
