"""SIGHUP: settings and texts are read again while everybody stays where they are.

What a running server cannot take over (where it listens, what it was built with) stays as it was until the next start,
and the log says so. Settings or texts that cannot be read change nothing.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bbs import config as configuration
from bbs.community import crisis, texts
from bbs.community.crisis import CrisisData
from bbs.community.texts import Texts
from bbs.config import Config
from bbs.config_file import toml
from bbs.errors import BBSError
from bbs.house import House

log = logging.getLogger("warmline")

BUILT_IN = frozenset({"passphrases", "store", "metrics"})
"""Sections from which something was built at the start: threads, hashes, an open database, a port."""
LISTENED_ON = frozenset(
    {"server.host", "server.port", "server.listen", "server.keepalive", "server.proxy_protocol_from"}
)
"""Single settings of that kind."""


@dataclass(frozen=True)
class Read:
    """What was read: the settings that hold from now on, names of those that changed, and of those that wait."""

    config: Config
    changed: tuple[str, ...]
    waiting: tuple[str, ...]


def read_again(now: Config, home: Path, environ: Mapping[str, str]) -> Read:
    """Read the settings of a home again. Raises ConfigError where they cannot be used."""
    found = configuration.load(home, environ)
    changed, waiting = [], []
    for one in configuration.describe():
        if found.value(one) == now.value(one):
            continue
        if one.section not in BUILT_IN and one.name not in LISTENED_ON:
            changed.append(one.name)
            continue
        waiting.append(one.name)
        section = replace(getattr(found, one.section), **{one.key: now.value(one)})
        found = replace(found, **{one.section: section})
    return Read(found, tuple(changed), tuple(waiting))


async def reload(house: House, take_limits: Callable[[], None], environ: Mapping[str, str] = os.environ) -> None:
    """Let a house have its settings and texts as they are now. `take_limits` hands the server its bounds anew."""
    try:
        read = await asyncio.to_thread(read_again, house.config, house.home.path, environ)
        words, lines = await asyncio.to_thread(_texts, read.config)
    except BBSError as error:
        log.error("read again, and everything stays as it was: %s", error.words())
        return
    except (OSError, ValueError) as error:
        log.error("texts cannot be read, and everything stays as it was: %s", error)
        return
    house.config = read.config
    house.take_texts(words, lines)
    logging.getLogger().setLevel(read.config.logging.level.upper())
    take_limits()
    _tell(read)


async def keep_reading_again(house: House, take_limits: Callable[[], None], again: asyncio.Event) -> None:
    """Read settings and texts again each time that is asked for (SIGHUP)."""
    while True:
        await again.wait()
        again.clear()
        await reload(house, take_limits)


def _texts(config: Config) -> tuple[Texts, CrisisData]:
    return texts.load(config.community.language), crisis.load()


def _tell(read: Read) -> None:
    """Say in the log what holds now, and what does not yet."""
    known = {one.name: one for one in configuration.describe()}
    for name in read.changed:
        log.info("from now on %s is %s", name, toml(read.config.value(known[name])))
    for name in read.waiting:
        log.warning("%s needs a restart and stays as it was until then", name)
    if not read.changed and not read.waiting:
        log.info("settings and texts were read again; no setting has changed")
