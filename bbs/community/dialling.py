"""What a telephone dials: the address behind a number, for a code that its camera reads. Nothing here connects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bbs.community.crisis import CrisisLine
from bbs.language import N_

NUMBER: Final = re.compile(r"[+*]?(?:\([0-9]+\) ?)?[0-9](?:[0-9 -]*[0-9])?")
WORD_FIRST: Final = re.compile(r"(\w+) to (\+?[0-9][0-9 -]*)")
"""A text that has to begin with a word: "HOME to 741741"."""
WHATSAPP: Final = re.compile(r"WhatsApp \+?([0-9 -]+)")


class Way(StrEnum):
    """How a line is reached."""

    PHONE = "phone"
    TEXT = "text"
    WEB = "web"


WAYS: Final[Mapping[Way, str]] = {
    Way.PHONE: N_("to call it"),
    Way.TEXT: N_("to text it"),
    Way.WEB: N_("to open its page"),
}
"""What each does."""


def ways(line: CrisisLine) -> dict[Way, str]:
    """Return how a telephone reaches a line, and the address for each: "tel:116123", "SMSTO:741741:HOME"."""
    found = {Way.PHONE: _call(line.phone), Way.TEXT: _text(line.text), Way.WEB: line.web}
    return {way: address for way, address in found.items() if address}


def _call(written: str) -> str:
    number = NUMBER.search(written)
    return f"tel:{_plain(number[0])}" if number else ""


def _text(written: str) -> str:
    if chat := WHATSAPP.match(written):
        number = _plain(chat[1])
        return f"https://wa.me/{number}" if written.startswith("WhatsApp +") else ""  # else whose country is unknown
    if word := WORD_FIRST.match(written):
        return f"SMSTO:{_plain(word[2])}:{word[1]}"
    found = NUMBER.search(written)
    return f"SMSTO:{_plain(found[0])}:" if found else ""


def _plain(number: str) -> str:
    return re.sub("[() -]", "", number)
