"""Every act that the log is told has words for whom it is about and for the staff."""

from __future__ import annotations

import ast
import importlib
import string
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bbs.community import acts
from bbs.community.acts import ACTS, SOMETHING
from bbs.community.log import Entry
from bbs.language import ENGLISH

ROOT = Path(__file__).parent.parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A module of ours: its tree, and its name."""

    tree: ast.Module
    name: str

    def value(self, expression: ast.expr) -> Any:
        """Return what an expression is that needs nothing but the module. Raises NameError and the like."""
        code = compile(ast.Expression(expression), self.name, "eval")
        return eval(code, dict(vars(importlib.import_module(self.name))))


@cache
def called() -> dict[str, list[tuple[Module, Function, ast.Call]]]:
    """Return every call in the program by the name of what is called, each with the function it stands in."""
    found = defaultdict(list)
    for path in (path for package in ("bbs", "screens") for path in sorted((ROOT / package).rglob("*.py"))):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        module = Module(ast.parse(path.read_text("utf-8")), name)
        for function in (node for node in ast.walk(module.tree) if isinstance(node, Function)):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and (of := name_of(node.func)):
                    found[of].append((module, function, node))
    return found


def name_of(what: ast.expr) -> str:
    """Return the last part of a dotted name."""
    return what.id if isinstance(what, ast.Name) else getattr(what, "attr", "")


def words_in(module: Module, function: Function, expression: ast.expr, depth: int = 0) -> set[str]:
    """Return the acts that an expression can be: a constant, one of several, or what a caller gave."""
    if depth > 4:
        return set()
    match expression:
        case ast.IfExp(body=one, orelse=other):
            return words_in(module, function, one, depth + 1) | words_in(module, function, other, depth + 1)
        case ast.Subscript(value=table):
            return {str(word) for word in module.value(table).values()}
        case ast.Name(id=name) if name in (arguments := [a.arg for a in all_arguments(function)]):
            given = default_of(function, name)
            found = words_in(module, function, given, depth + 1) if given is not None else set()
            for where, caller, call in called()[function.name]:
                passed = argument(call, arguments, name)
                found |= words_in(where, caller, passed, depth + 1) if passed is not None else set()
            return found
        case ast.Name(id=name):
            assigned = [
                node.value
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and any(ast.unparse(target) == name for target in node.targets)
            ]
            if assigned:
                return {word for value in assigned for word in words_in(module, function, value, depth + 1)}
            if not hasattr(importlib.import_module(module.name), name):  # it goes through what a table has
                return {str(word) for word in vars(importlib.import_module(module.name))["LOGGED"].values()}
    return {str(module.value(expression))}


def all_arguments(function: Function) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def default_of(function: Function, name: str) -> ast.expr | None:
    names = [each.arg for each in function.args.args]
    defaults = dict(zip(names[::-1], function.args.defaults[::-1], strict=False))
    keyed = zip((each.arg for each in function.args.kwonlyargs), function.args.kw_defaults, strict=True)
    return ({**defaults, **{key: value for key, value in keyed if value is not None}}).get(name)


def argument(call: ast.Call, names: list[str], name: str) -> ast.expr | None:
    named = next((keyword.value for keyword in call.keywords if keyword.arg == name), None)
    at = names.index(name)
    return named if named is not None or at >= len(call.args) else call.args[at]


def recorded() -> dict[str, str]:
    """Return every act that is recorded somewhere, with where."""
    found: dict[str, str] = {}
    of_log = (each for each in called()["record"] if ast.unparse(each[2].func) == "log.record")
    for module, function, call in of_log:
        assert len(call.args) > 1, f"{module.name}, {function.name}: the act comes second"
        words = words_in(module, function, call.args[1])
        assert words, f"{module.name}, {function.name}: which act this is cannot be found out; give it a name"
        found |= dict.fromkeys(words, f"{module.name}, {function.name}")
    return found


def test_every_act_that_is_recorded_has_words() -> None:
    found = recorded()
    assert {"recovery-code-made", "recovery-code-used", "nameless-looked-up"} <= set(found), "the search still finds"
    assert {act: where for act, where in found.items() if act not in ACTS} == {}, "add them to bbs/community/acts.py"


@pytest.mark.parametrize("act", sorted(ACTS))
def test_the_words_fit_whom_they_are_for(act: str) -> None:
    of_them, of_you = ACTS[act]
    gaps = {name for _, name, _, _ in string.Formatter().parse(of_them) if name}
    assert gaps <= {"by", "about", "words"}
    assert "{by}" not in of_you, "a member is not told who"
    assert not of_them.endswith(".")
    assert not of_you.endswith(".")
    entry = Entry(1, act, 0, "wren", "sam", "because", None, None)
    for sentence, reason in (acts.to_member(entry, ENGLISH), acts.to_staff(entry, ENGLISH)):
        assert ("because" in sentence) is not bool(reason)
        assert "{" not in sentence
    assert "wren" not in acts.to_member(entry, ENGLISH)[0]


def test_an_act_without_words_of_this_version_is_still_told() -> None:
    entry = Entry(1, "moon-painted", 0, "", "", "", None, None)
    assert acts.to_member(entry, ENGLISH)[0] == SOMETHING[1].format(act="moon-painted")
    assert acts.to_staff(entry, ENGLISH)[0] == "Somebody did something: moon-painted"
