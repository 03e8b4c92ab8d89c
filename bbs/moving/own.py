"""Our own format: a folder of JSON lines, one file a kind, said field by field in docs/moving.md.

Times are UTC in ISO 8601. What has its default is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from bbs.community.moving import Moved, MovedPerson, MovedPlace, MovedPost, MovedThread
from bbs.community.moving_agreed import Agreed
from bbs.community.own_lines import Own
from bbs.community.texts import Guideline, Guidelines
from bbs.errors import Refusal
from bbs.language import N_

FORMAT: Final = "warmline-community"
VERSION: Final = 1
ABOUT: Final = "community.json"
GUIDELINES: Final = "guidelines.json"
HELP_LINES: Final = "help_lines.json"
TEXTS: Final = "texts.json"
FILES: Final[dict[type[Any], str]] = {
    MovedPlace: "places.jsonl",
    MovedPerson: "people.jsonl",
    MovedThread: "threads.jsonl",
    MovedPost: "posts.jsonl",
}

T = TypeVar("T")


def is_one(path: Path) -> bool:
    """Say whether a folder holds a community in this format."""
    return (path / ABOUT).is_file()


def write(folder: Path, moved: Moved, about: dict[str, object]) -> dict[str, int]:
    """Write what moves into a folder; return how much of each kind."""
    counts = {
        FILES[kind]: _write_lines(folder / FILES[kind], rows)
        for kind, rows in (
            (MovedPlace, moved.places),
            (MovedPerson, moved.people),
            (MovedThread, moved.threads),
            (MovedPost, moved.posts),
        )
    }
    said = {"format": FORMAT, "version": VERSION, **about, "lines": counts}
    (folder / ABOUT).write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return counts


def _write_lines(path: Path, rows: Iterable[Any]) -> int:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        return sum(1 for row in rows if file.write(line_of(row) + "\n"))


def line_of(row: Any) -> str:
    """Return one of the shapes as a line of JSON."""
    said = {}
    for one in fields(row):
        value = getattr(row, one.name)
        if one.default is MISSING or value != one.default:
            said[one.name] = datetime.fromtimestamp(value, UTC).isoformat() if one.name.endswith("_at") else value
    return json.dumps(said, ensure_ascii=False)


def settings(folder: Path) -> dict[str, Any]:
    """Return what a place is called there, as the settings of a new home by their names."""
    about = _about(folder)
    return {f"community.{name}": about[name] for name in ("name", "greeting", "language") if about.get(name)}


def read(folder: Path) -> Moved:
    """Return what a folder holds. Raises Refusal for what is none of ours, newer, or spoilt, naming file and line."""
    _about(folder)
    return Moved(
        tuple(_Lines(folder / FILES[MovedPlace], MovedPlace)),
        tuple(_Lines(folder / FILES[MovedPerson], MovedPerson)),
        tuple(_Lines(folder / FILES[MovedThread], MovedThread)),
        _Lines(folder / FILES[MovedPost], MovedPost),
    )


def agreed(folder: Path) -> Agreed:
    """Return guidelines, help lines and own texts that a folder holds, if any. Raises Refusal for spoilt ones."""
    guidelines = _held(folder / GUIDELINES, _guidelines)
    lines, written = _held(folder / HELP_LINES, Own.of), _held(folder / TEXTS, _texts)
    return Agreed(guidelines, lines or Own(), written or {})


def _held(path: Path, shape: Callable[[Any], T]) -> T | None:
    """Return what a file says in its shape; None where there is no such file."""
    said = _said(path)
    try:
        return None if said is None else shape(said)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refusal(N_("{path} cannot be read. Nothing was changed."), path=path) from error


def _texts(said: Any) -> dict[str, str]:
    if not all(isinstance(words, str) for words in said.values()):
        raise TypeError
    return dict(said)


def _said(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise Refusal(N_("{path} cannot be read. Nothing was changed."), path=path) from error


def _guidelines(said: Any) -> Guidelines:
    short = tuple(Guideline(str(one["line"]), str(one["example"])) for one in said["short"])
    return Guidelines(0, date.fromisoformat(said["review_by"]), short, str(said["long"]))


def _about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / ABOUT).read_text("utf-8"))
        is_ours, version = about["format"] == FORMAT, int(about["version"])
    except (ValueError, KeyError, TypeError) as error:
        raise Refusal(N_("{path} does not say what it is. Nothing was changed."), path=folder / ABOUT) from error
    if not is_ours or version > VERSION:
        raise Refusal(
            N_("{path} was made by a newer Warmline, or by another program. Nothing was changed."), path=folder / ABOUT
        )
    found: dict[str, Any] = about
    return found


class _Lines(Iterable[T]):
    """The lines of a file as one of the shapes, read as they are gone through."""

    def __init__(self, path: Path, kind: type[T]) -> None:
        self._path, self._kind = path, kind

    def __iter__(self) -> Iterator[T]:
        with self._path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield from_line(line, self._kind)
                except (ValueError, TypeError, AttributeError) as error:
                    raise Refusal(
                        N_("{path}, line {n}, cannot be read. Nothing was changed."), path=self._path, n=number
                    ) from error


def from_line(line: str, kind: type[T]) -> T:
    """Return what a line of JSON says as one of the shapes. Raises ValueError, TypeError, AttributeError."""
    said = json.loads(line)
    values: dict[str, Any] = {}
    for one in fields(kind):  # type: ignore[arg-type]
        if said.get(one.name) is not None:
            values[one.name] = _value(one.name, str(one.type), said[one.name])
    return kind(**values)


def _value(name: str, kind: str, value: Any) -> Any:
    """Return a value as its field holds it. Raises ValueError, TypeError for one of another kind."""
    if name.endswith("_at"):
        return int(datetime.fromisoformat(value).timestamp())
    if kind.startswith("tuple"):
        return tuple(str(each) for each in value)
    if not isinstance(value, bool if kind == "bool" else str):
        raise TypeError(name)
    return value
