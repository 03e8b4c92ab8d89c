"""Every sentence of every module: marked, whole, and true of the keys and addresses that it names."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bbs.errors import NotFound
from screens.fullscreen.keys import MOVES
from screens.pages import PAGES, ROUTES

ROOT = Path(__file__).parents[2]
OURS = sorted(path for package in ("bbs", "screens", "store") for path in (ROOT / package).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def marked_in(path: Path) -> list[str]:
    return list(marked(tree(path)))


def marked(part: ast.AST) -> Iterator[str]:
    for node in ast.walk(part):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
            assert isinstance(node.args[0], ast.Constant), ast.dump(node)
            yield str(node.args[0].value)


def test_every_title_and_label_is_marked_for_the_catalogue() -> None:
    known = {words for path in OURS for words in marked_in(path)}
    for page in PAGES:
        assert page.title in known | {""}
        for action in page.declared:
            assert action.label in known
            assert action.confirm in known | {""}


def constants() -> dict[str, str]:
    """Return the sentences that have a name in some module."""
    found = {}
    for path in OURS:
        for node in tree(path).body:
            target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            if isinstance(target, ast.Name) and (words := list(marked(node))):
                found[target.id] = words[0]
    return found


def fillings() -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield every call whose first argument is a sentence: where, the names it has to fill, the names it is given."""
    names = constants()
    for path in OURS:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or not node.args or getattr(node.func, "id", "") == "N_":
                continue
            first = node.args[0]
            words = names.get(first.id, "") if isinstance(first, ast.Name) else ""
            if isinstance(first, ast.Call) and getattr(first.func, "id", "") == "N_":
                words = next(marked(first))
            if not words or any(keyword.arg is None for keyword in node.keywords):
                continue
            wanted = {name for _, name, _, _ in string.Formatter().parse(words) if name} - {"do", "Do", "key", "one"}
            given = {str(keyword.arg) for keyword in node.keywords}
            yield f"{path.relative_to(ROOT)}, line {node.lineno}", wanted, given


def test_every_sentence_with_a_gap_is_given_what_fills_it() -> None:
    calls = list(fillings())
    assert len(calls) > 300, "the search itself still finds the calls"
    assert [(where, wanted - given) for where, wanted, given in calls if wanted - given] == []


def test_every_key_that_a_sentence_names_is_that_of_the_action_it_names_beside_it() -> None:
    declared = ((action.name, action.key) for page in PAGES for action in page.declared)
    known = {(name, key.upper() if key in MOVES else key) for name, key in declared}
    known |= {("help", "Ctrl+G"), ("back", "Esc"), ("join", "g, then join,"), ("go my-data", "g, then my-data")}
    named = {
        tuple(spec.split("/"))
        for path in OURS
        for words in marked_in(path)
        for _, name, spec, _ in string.Formatter().parse(words)
        if name in ("do", "Do", "key", "one") and spec
    }
    assert len(named) > 5
    assert named - known == set()


def test_no_sentence_but_of_the_line_mode_says_what_to_type_there() -> None:
    words = {action.name for page in PAGES for action in page.declared}
    said = [
        (path.name, sentence)
        for path in OURS
        if "linemode" not in path.parts
        for sentence in marked_in(path)
        if (found := re.search(r"\b[Tt]ype (\w+)", sentence)) and found[1] in words
    ]
    assert said == []


def test_an_error_without_its_words_would_be_found() -> None:
    """The check above rests on errors leaving gaps as they are; that is what a caller would see."""
    assert NotFound("There is no {name}.").words() == "There is no {name}."
    assert NotFound("There is no {name}.", name="sam").words() == "There is no sam."


def addresses_in(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Goto":
            address = node.args[0]
            if isinstance(address, ast.Constant):
                yield str(address.value)
            if isinstance(address, ast.JoinedStr):
                parts = (part.value if isinstance(part, ast.Constant) else "1" for part in address.values)
                yield "".join(map(str, parts))


def test_every_address_that_is_written_down_leads_somewhere() -> None:
    written = {address for path in OURS for address in addresses_in(path)}
    assert len(written) > 20
    assert {a for a in written if not any(known.regex.fullmatch(a.strip("/")) for known in ROUTES)} == set()
