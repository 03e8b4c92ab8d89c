"""Every sentence a caller can meet goes through the catalogue, and is plain enough for the line mode."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.for_each import for_each

ROOT = Path(__file__).parent.parent
SPOKEN = [
    path for folder in ("screens", "bbs/community", "bbs/server") for path in sorted((ROOT / folder).rglob("*.py"))
]
SENTENCE = re.compile(r"[A-Za-z]{2,}[^A-Za-z]* [A-Za-z]{2,}")
"""Two words in a row: what a person would read."""
MARKING = {"N_", "count", "ngettext"}
INSIDE = {"ValueError", "RuntimeError", "TypeError", "KeyError", "AssertionError", "SealBrokenError", "HeaderError"}
"""Exceptions that are bugs, and so are never shown."""
LOGGING = {"debug", "info", "warning", "error", "exception", "log", "getLogger"}
HARMLESS = {
    "compile",
    "execute_sql",
    "SQL",
    "import_module",
    "Param",
    "TypeVar",
    "encode",
    "ThreadPoolExecutor",
    "wrong",
}
UNFIT = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2800-\u28ff\u2b00-\u2bff\ue000-\uf8ff\U0001f000-\U0001fbff]"
)
"""Arrows, box drawing, shapes, dingbats, braille, emoji: ACCESS.md L1."""


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def sentences(tree: ast.Module, marked: bool = False) -> Iterator[tuple[int, str]]:
    """Yield the sentences written in a module that are marked for the catalogue, or those that are not."""
    quiet: set[int] = set()
    seen: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(id(node.value))  # a docstring
        if isinstance(node, ast.Call) and called(node) in MARKING:
            seen |= {id(part) for argument in node.args for part in ast.walk(argument)}
        if isinstance(node, ast.Call) and called(node) in INSIDE | LOGGING | HARMLESS:
            quiet |= {id(part) for part in ast.walk(node)}
        if isinstance(node, ast.Assign) and any(getattr(t, "id", "").isupper() for t in node.targets):
            quiet |= {id(part) for part in ast.walk(node.value)} - seen
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.search(node.value):
            if marked and id(node) in seen:
                yield node.lineno, node.value
            if not marked and id(node) not in seen | quiet:
                yield node.lineno, node.value


@cache
def said_in(path: Path) -> dict[bool, list[tuple[int, str]]]:
    """Return the sentences of a module, those that are marked and those that are not."""
    tree = ast.parse(path.read_text("utf-8"))
    return {marked: list(sentences(tree, marked)) for marked in (True, False)}


@for_each("path", SPOKEN)
def test_every_sentence_is_marked_for_the_catalogue(path: Path) -> None:
    assert said_in(path)[False] == []


@for_each("path", SPOKEN)
def test_no_sentence_has_a_character_that_a_screen_reader_stumbles_over(path: Path) -> None:
    for line, words in said_in(path)[True]:
        assert not UNFIT.search(words), f"line {line}"
        assert "\x1b" not in words
        assert "!" not in words.replace("bye!", ""), f"line {line}: nothing here is shouted or cheered"


def test_the_check_sees_a_sentence_that_was_forgotten() -> None:
    forgotten = (
        "def f(say):\n    '''Doc string here.'''\n    say('Hello there, you')\n    say(N_('Good evening, you'))\n"
    )
    assert list(sentences(ast.parse(forgotten))) == [(3, "Hello there, you")]
