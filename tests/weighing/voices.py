"""The texts from which weights are counted: what several writers made up, and those of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from bbs.community.noticing.labelled import Labelled, labelled

TEXTS: Final = Path(__file__).parent / "texts"
TUNING: Final = "tuning"


def voices() -> Mapping[str, tuple[Labelled, ...]]:
    """Return the texts by who wrote them, those of the rules by TUNING."""
    return {name: tuple(labelled(text.splitlines())) for name, text in _files().items()}


def digest() -> str:
    """Return what tells whether weights were counted from these texts and no others."""
    return sha256("".join(text for _, text in sorted(_files().items())).encode()).hexdigest()[:16]


def _files() -> dict[str, str]:
    found = {path.stem: path.read_text("utf-8") for path in sorted(TEXTS.glob("*.tsv"))}
    return found | {TUNING: (files("bbs") / "text" / "noticing" / "tuning.tsv").read_text("utf-8")}
