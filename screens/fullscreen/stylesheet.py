"""One stylesheet's worth of parsing for all apps: they have the same rules, and rules stay as they were parsed."""

from __future__ import annotations

from typing import Any

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_SOURCES_MOST = 256
"""More than there are classes of widgets here, each with its default rules."""

_parsed: dict[frozenset[tuple[str, str]], LRUCache[tuple[Any, ...], list[RuleSet]]] = {}
"""What was parsed, by the variables it was parsed with: they are those of one theme."""


class SharedStylesheet(Stylesheet):
    """A stylesheet that parses nothing which an app before it parsed."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = _parsed.setdefault(frozenset(variables.items()), LRUCache(_SOURCES_MOST))
