"""What a newcomer is told of the tree is so: every place that the maps name is there, and every command."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "docs" / "CONTRIBUTING.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PACKAGES = ("bbs", "screens", "store", "tests", "docs", "deploy", "hostkeys")
PATHS = sorted(set(re.findall(rf"\b(?:{'|'.join(PACKAGES)})/[\w./*-]*", CONTRIBUTING)))
LINKS = [("docs", name) for name in re.findall(r"\]\(([^)#:]+)\)", CONTRIBUTING)]
LINKS += [("docs", name) for name in re.findall(r"\((\w+\.md)\)", CONTRIBUTING)]
LINKS += [("", name) for name in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README)]


def mapped() -> list[str]:
    """Return the places that the README's map names, each with the folder it is in."""
    tree = next(block.lstrip("\n") for block in README.split("```")[1::2] if block.startswith("\nbbs/"))
    found: list[str] = []
    inside = ""
    for row in tree.splitlines():
        indent, names = re.fullmatch(r"( *)((?:\S+ )*\S+)(?: {2,}.*)?", row).groups()  # type: ignore[union-attr]
        if len(indent) > 2:
            continue  # a second line of words
        inside = inside if indent else names
        found += [f"{inside}{name}" for name in names.split()] if indent else [names]
    return found


def test_every_place_that_is_named_is_there() -> None:
    assert len(PATHS) > 20
    assert [path for path in PATHS if not any(ROOT.glob(path.replace("NNNN", "*").rstrip("./")))] == []


def test_every_place_on_the_map_of_the_readme_is_there() -> None:
    assert len(mapped()) > 12
    assert [path for path in mapped() if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("words", [CONTRIBUTING, README], ids=["CONTRIBUTING", "README"])
def test_every_folder_at_the_top_is_named(words: str) -> None:
    files = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    folders = {name.partition("/")[0] for name in files if "/" in name and not name.startswith(".")}
    assert {folder for folder in folders if f"{folder}/" not in words} == set()


def test_every_page_that_is_linked_is_there() -> None:
    assert LINKS
    assert [name for folder, name in LINKS if not (ROOT / folder / name).exists()] == []


@pytest.mark.parametrize("words", [CONTRIBUTING, README], ids=["CONTRIBUTING", "README"])
def test_every_command_of_make_is_one(words: str) -> None:
    named = set(re.findall(r"^ {4}make (\w+)|`make (\w+)|^make (\w+)", words, re.MULTILINE))
    targets = {name for names in named for name in names if name}
    assert targets
    assert {target for target in targets if not re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)} == set()


def test_what_a_script_is_told_to_type_reaches_the_server_as_it_is_meant() -> None:
    """`ssh` puts the words of a command behind each other with blanks: quotation marks of one's own shell are gone."""
    said = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
    typed = re.findall(r"ssh (?:-n )?host ((?:'[^'\n]*'|\"[^\"\n]*\"|[^`|<>;'\"\n])+)", said)
    assert len(typed) > 20
    words = [shlex.split(command) for command in typed]
    assert [parts for parts in words if len(parts) > 1 and any(" " in part for part in parts)] == []
