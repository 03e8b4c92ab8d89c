"""How settings stand in a TOML file: read with the line of each, written with the words of each."""

from __future__ import annotations

import json
import os
import re
import textwrap
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bbs.language import N_
from bbs.setting import ConfigError, Endpoint, Setting


def read(path: Path, sections: Collection[str]) -> Iterator[tuple[str, Any, int]]:
    """Yield (name, value, line) for all that a file sets; a missing file sets nothing.

    A name is "section.key"; what cannot be a setting keeps the name it has. Raises ConfigError for a file that cannot
    be read or is not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors begin a file with a mark
        document = tomllib.loads(text)
    except FileNotFoundError:
        return
    except tomllib.TOMLDecodeError as problem:
        at = re.search(r"at line (\d+)", str(problem))
        line = at[1] if at else text.rstrip().count("\n") + 1  # else "at end of document"
        if twice := re.match(r"Cannot declare \('([\w.-]+)',\) twice", str(problem)):
            message = N_("{path}, line {line}: [{name}] stands in it twice. Put what is new below the first one.")
            raise ConfigError(message, path=path, line=line, name=twice[1]) from None
        message = N_(
            '{path}, line {line}: this is not TOML ({problem}). Lines look like port = 2222 or name = "Quiet Harbour".'
        )
        raise ConfigError(message, path=path, line=line, problem=problem) from None
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        message = N_("{path}, line {line}: a letter in it is not in UTF-8. Save the file as UTF-8.")
        raise ConfigError(message, path=path, line=line) from None
    except (OSError, ValueError) as problem:
        message = N_("{path} cannot be read: {problem}.")
        raise ConfigError(message, path=path, problem=problem) from None
    lines = _lines(text, sections)
    for name, value in _names(document, sections).items():
        yield name, value, lines[name]


def _names(document: Mapping[str, Any], sections: Collection[str]) -> dict[str, Any]:
    """Return what a document sets, by name. An empty section that we know sets nothing."""
    found: dict[str, Any] = {}
    for top, value in document.items():
        if isinstance(value, dict) and (value or top in sections):
            found |= {f"{top}.{key}": inner for key, inner in value.items()}
        else:
            found[top] = value
    return found


def _lines(text: str, sections: Collection[str]) -> dict[str, int]:
    """Return the line on which each name stands, counted from 1.

    tomllib tells no lines, so the text is read again in growing pieces: a name stands where the piece that first has
    it begins, whichever way it is written (under a header, dotted, inline, over several lines).
    """
    lines: dict[str, int] = {}
    rows = text.split("\n")
    begins = 1
    for ends, row in enumerate(rows, start=1):
        if begins == ends and (not row.strip() or row.lstrip().startswith("#")):
            begins += 1  # a remark between values: most of a file is these, and reading again is not free
            continue
        try:
            piece = tomllib.loads("\n".join(rows[:ends]))
        except tomllib.TOMLDecodeError:
            continue  # in the middle of a value of several lines
        for name in _names(piece, sections):
            lines.setdefault(name, begins)
        begins = ends + 1
    return lines


def write(path: Path, settings: Iterable[Setting], chosen: Mapping[str, Any]) -> None:
    """Write every setting with its words, commented out at its default, and `chosen` ones (by name) set.

    A file that exists is left as it is. Only its owner may read the new one.
    """
    rows = [
        "# What can be set here. Take away the # before a setting to change it, then let the server read it again",
        "# (systemctl reload warmline, or kill -HUP). Its log says what needs a restart.",
        "# The environment can set the same and wins: port in [server] is WARMLINE_SERVER_PORT.",
    ]
    section = ""
    for one in settings:
        if one.section != section:
            section = one.section
            rows += ["", f"[{section}]"]
        rows += [
            "",
            *textwrap.wrap(f"{one.doc} ({one.kind.allowed})", 100, initial_indent="# ", subsequent_indent="# "),
        ]
        rows.append(f"#{one.key} = {toml(one.default)}")
        if one.name in chosen:
            rows.append(f"{one.key} = {toml(chosen[one.name])}")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")


def toml(value: object) -> str:
    """Write a value of a setting as TOML does; also fit to be shown, with nothing in it that moves a terminal."""
    if value is None:
        return '""'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple) and not isinstance(value, Endpoint):
        return f"[{', '.join(toml(item) for item in value)}]"
    quoted = json.dumps(str(value), ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)
