"""A member's data as a file of their own: the same content as JSON and as readable text, in one zip.

It is made in memory and never touches the disk of the server, where it would lie about in the clear.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from bbs.community import held
from bbs.community.held_entry import Entry
from bbs.community.shelf import Owner
from bbs.errors import NotUnderstood, Refusal
from bbs.language import N_, Language

MOST: Final = 48 * 1024 * 1024
"""Bytes of text in one file: more than anybody types in years, and no more than a small server has to spare."""
JSON, TEXT = "mydata.json", "mydata.txt"
VERSION: Final = 1
"""Of the JSON; a member's program may rely on it."""
LABELS: Final = {
    "at": N_("When"),
    "address": N_("Where"),
    "place": N_("Where"),
    "post": N_("Post"),
    "text": N_("Words"),
    "words": N_("Words"),
    "note": N_("Content note"),
    "without_name_as": N_("Shown without your name, as"),
    "removed_reason": N_("Why it was taken away"),
    "asks_again": N_("Private pages ask for"),
    "idle_minutes": N_("Hang up after minutes"),
    "reader": N_("Screen reader"),
    "here": N_("Others see when you are here"),
    "with_name": N_("With your name"),
}
"""What names in an entry are called in readable text, where they do not say so themselves."""


@dataclass(frozen=True)
class Whole:
    """Everything of some parts, by their names; `left_out` are those that are sealed and were not unlocked."""

    handle: str
    made_at: int
    parts: tuple[tuple[str, tuple[Entry, ...]], ...]
    left_out: tuple[str, ...] = ()


def gather(owner: Owner, handle: str, only: Collection[str] = (), *, without_sealed: bool = False, now: int) -> Whole:
    """Return what is held about a member: all parts, or those named.

    Raises NotUnderstood for a part that does not exist, shelf.Closed for one that is sealed unless those are left out,
    Refusal when it is too much for one file.
    """
    names = [part.name for part in held.PARTS]
    if strange := [name for name in only if name not in names]:
        raise NotUnderstood(
            N_("There is no {name} to export. It is: {names}."), name=strange[0], names=", ".join(names)
        )
    found, left_out, room = [], [], MOST
    for part in held.PARTS:
        if only and part.name not in only:
            continue
        if without_sealed and held.is_sealed(owner, part.kind):
            left_out.append(part.name)
            continue
        entries = held.entries(owner, part.name)
        room -= sum(len(entry.said) for entry in entries)
        if room < 0:
            raise Refusal(N_("That is too much for one file. Name the parts, a few at a time: export journal, say."))
        found.append((part.name, tuple(entries)))
    return Whole(handle, now, tuple(found), tuple(left_out))


def as_json(whole: Whole) -> str:
    """Return it for programs. Moments are written out in UTC."""
    parts = {name: [_timed(entry.facts, iso) for entry in entries] for name, entries in whole.parts}
    said = {"version": VERSION, "handle": whole.handle, "made_at": iso(whole.made_at), **parts}
    return json.dumps(said | ({"left_out": whole.left_out} if whole.left_out else {}), ensure_ascii=False, indent=1)


def _timed(facts: dict[str, Any], said: Any) -> dict[str, Any]:
    return {
        name: said(value) if _is_moment(name) and isinstance(value, int) else value for name, value in facts.items()
    }


def _is_moment(name: str) -> bool:
    return name == "at" or name.endswith("_at") or name == "waiting_since"


def iso(at: int) -> str:
    """Return a moment as 2026-05-28T20:26:40Z."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_text(whole: Whole, language: Language) -> str:
    """Return it for people: a heading a part, a paragraph an entry, a line a fact."""
    title = language(N_("What this place holds about {handle}."), handle=whole.handle)
    said = [title, language(N_("Made {when}. Times are in UTC."), when=iso(whole.made_at))]
    for name, entries in whole.parts:
        if entries:
            said.append(f"== {language(held.label_of(name))} ==")
        said += ["\n".join(f"{label}: {_indented(value)}" for label, value in facts(e, language)) for e in entries]
    if whole.left_out:
        said.append(language(N_("Sealed, and not in this file: {names}."), names=", ".join(whole.left_out)))
    return "\n\n".join(said) + "\n"


def _indented(value: str) -> str:
    return value.replace("\n", "\n    ")


def facts(entry: Entry, language: Language, said: Any = iso) -> list[tuple[str, str]]:
    """Return what an entry says, name by name in words; nothing is said of what is empty. `said` words a moment."""
    return list(_facts(_timed(entry.facts, said), language))


def _facts(found: dict[str, Any], language: Language) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in found.items():
        if isinstance(value, dict):
            rows += _facts(value, language)
        elif value is not None and value != "" and value != []:
            rows.append((_label(name, language), _in_words(value, language)))
    return rows


def _label(name: str, language: Language) -> str:
    return language(LABELS[name]) if name in LABELS else name.removesuffix("_at").replace("_", " ").capitalize()


def _in_words(value: Any, language: Language) -> str:
    if isinstance(value, bool):
        return language(N_("yes") if value else N_("no"))
    if isinstance(value, list):
        return ", ".join(_in_words(each, language) for each in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def zipped(whole: Whole, language: Language) -> bytes:
    """Return both in one zip."""
    made = BytesIO()
    at = datetime.fromtimestamp(whole.made_at, UTC).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, said in ((JSON, as_json(whole)), (TEXT, as_text(whole, language))):
            entry = zipfile.ZipInfo(name, at)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            file.writestr(entry, said.encode("utf-8", "replace"))
    return made.getvalue()
