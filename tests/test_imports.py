"""Imports point one way: store <- bbs.community <- screens.pages <- modes; the server and the screens do not meet."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.for_each import for_each

ROOT = Path(__file__).parent.parent

LEAVES = {
    "bbs.errors",
    "bbs.language",
    "bbs.clock",
    "bbs.wire",
    "bbs.safe_text",
    "bbs.setting",
    "bbs.sections",
    "bbs.meters",
    "bbs.config",
    "bbs.doorkeeper",
    "bbs.ears",
    "bbs.config_file",
    "bbs.idle",
    "bbs.news",
    "bbs.on_call",
    "bbs.pace",
    "bbs.recent",
    "bbs.turns",
    "bbs.version",
    "bbs.visits",
}
"""Modules that know nothing of the community; anybody may use them."""

HOUSE = {
    "bbs.arrival",
    "bbs.cards",
    "bbs.concerning",
    "bbs.downloads",
    "bbs.drafting",
    "bbs.examining",
    "bbs.fetching",
    "bbs.house",
    "bbs.locker",
    "bbs.own_country",
    "bbs.roll",
    "bbs.running",
    "bbs.server_key",
    "bbs.session",
    "bbs.proof",
    "bbs.unlocking",
}
"""What a running community is made of, passed down."""

MAY = {
    "leaf": {"leaf"},
    "store": {"leaf", "store"},
    "community": {"leaf", "store", "community"},
    "house": {"leaf", "store", "community", "house"},
    "server": {"leaf", "store", "community", "house", "server"},
    "vocabulary": {"leaf", "community", "house", "vocabulary"},
    "pages": {"leaf", "community", "house", "vocabulary", "pages"},
    "linemode": {"leaf", "house", "vocabulary", "linemode"},
    "fullscreen": {"leaf", "house", "vocabulary", "fullscreen"},
    "root": {"leaf", "store", "community", "house", "server", "vocabulary", "pages", "linemode", "fullscreen", "root"},
}
OUTSIDE = {
    "asyncssh": {"server"},
    "markdown_it": {"vocabulary"},
    "peewee": {"store", "community"},
    "playhouse": {"store"},
    "textual": {"fullscreen"},
}
"""Libraries that are kept to a layer."""


def layer(module: str) -> str:
    """Return the layer a module of ours is in."""
    if module in LEAVES or module == "bbs":
        return "leaf"
    if module in HOUSE:
        return "house"
    for prefix, name in (
        ("store", "store"),
        ("bbs.community", "community"),
        ("bbs.server", "server"),
        ("screens.pages", "pages"),
        ("screens.linemode", "linemode"),
        ("screens.fullscreen", "fullscreen"),
        ("screens", "vocabulary"),
        ("bbs", "root"),
    ):
        if module == prefix or module.startswith(prefix + "."):
            return name
    raise AssertionError(module)


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("bbs", "screens", "store"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@cache
def imported(path: Path) -> list[str]:
    return list(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it points"
            module = node.module or ""
            yield from (_deepest(module, alias.name) for alias in node.names)


def _deepest(module: str, name: str) -> str:
    """Return module.name when that is a module of ours (`from bbs import config`), else the module."""
    path = ROOT / Path(*module.split(".")) / name
    return f"{module}.{name}" if path.with_suffix(".py").exists() or path.is_dir() else module


@for_each("module, path", modules())
def test_a_module_imports_only_from_layers_below_it(module: str, path: Path) -> None:
    mine = layer(module)
    for name in imported(path):
        top = name.split(".")[0]
        if top in ("bbs", "screens", "store"):
            assert layer(name) in MAY[mine], f"{module} imports {name}"
        elif top in OUTSIDE:
            assert mine in OUTSIDE[top], f"{module} imports {name}"


def test_the_line_mode_loads_neither_textual_nor_asyncssh() -> None:
    heavy = "[m for m in ('textual', 'asyncssh') if m in sys.modules]"
    code = f"import sys, screens.linemode.opening, screens.pages; print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nobody_prints_or_opens_a_connection() -> None:
    """No outbound connection, ever: no module of ours so much as imports what could open one."""
    openers = {"urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "telnetlib", "webbrowser"}
    for module, path in modules():
        for name in imported(path):
            assert name.split(".")[0] not in openers, f"{module} imports {name}"
