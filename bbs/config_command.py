"""`warmline config`: every setting, what it is, where that comes from, and what the office has in its place."""

from __future__ import annotations

import argparse
import os
import sqlite3
from contextlib import closing

from rich.console import Console

from bbs import config as configuration
from bbs.config_file import toml
from bbs.said import fitted
from store.copying import read_only
from store.home import Home

IN_OFFICE = (
    "SELECT name, value, 'office/joining' FROM own_setting",
    """SELECT 'community.' || name, text, 'office/texts/' || name FROM own_text
       WHERE text IS NOT NULL AND name IN ('name', 'greeting')""",
)
"""What operators chose while it runs, by the name of the setting, with its page."""


def show_config(arguments: argparse.Namespace, said: Console) -> None:
    """Show every setting, what it is now, where that comes from and what it means."""
    home = Home(arguments.home.resolve())
    if not home.config.exists():  # it may be written before a community is begun with it
        home.must_be_started()
    config, chosen = configuration.load(home.path, os.environ), in_office(home)
    for one in configuration.describe():
        said.print(f"{one.name} = {toml(config.value(one))}, from {config.origin(one)}", style="bold")
        doc = f"{one.doc} ({one.kind.allowed})"
        if one.name in chosen:
            value, page = chosen[one.name]
            doc = f"In force is {toml(value)} instead, as chosen in {page}. {doc}"
        said.print(fitted(f"    {doc}\n", said.width))  # in a pipe too: it is long, and read with a pager


def in_office(home: Home) -> dict[str, tuple[str, str]]:
    """Return what was chosen in the office, and on which page; nothing where the database cannot say."""
    if not home.database.is_file():
        return {}
    try:
        with closing(read_only(home.database)) as reading:
            return {name: (value, page) for query in IN_OFFICE for name, value, page in reading.execute(query)}
    except sqlite3.Error:
        return {}
