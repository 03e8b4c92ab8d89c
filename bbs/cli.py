"""The command line, and the composition root: the only module that knows both the server and the screens."""

from __future__ import annotations

import logging
import sys

from bbs.clock import SystemClock
from bbs.community import crisis, texts
from bbs.community.passphrases import Passphrases
from bbs.config import load as load_config
from bbs.errors import BBSError
from bbs.house import House
from bbs.proof import Prover
from bbs.session import Session
from bbs.wire import Wire
from screens.linemode.opening import open_line
from screens.pages import ROUTES
from store.database import Store, StoreUnusable
from store.home import Home
from store.vault import Vault

log = logging.getLogger("warmline")


def build(home: Home, *, environ: dict[str, str] | None = None) -> House:
    """Put a community together from its home. Without a usable database it has crisis help and nothing else."""
    config = load_config(home.path, environ or {})
    limits = config.passphrases
    store = vault = None
    try:
        store = Store.open(
            home.database,
            home.backups,
            busy_timeout_seconds=config.store.busy_timeout_seconds,
            readers=config.store.readers,
            write_queue=config.store.write_queue,
        )
        vault = Vault.at(home.server_key)
    except (StoreUnusable, OSError) as error:
        print(error.words() if isinstance(error, BBSError) else error, file=sys.stderr)
    return House(
        home=home,
        config=config,
        clock=SystemClock(),
        texts=texts.load(config.community.language),
        crisis=crisis.load(),
        prover=Prover(Passphrases(limits.memory_kib, limits.time_cost), at_once=limits.at_once, waiting=limits.waiting),
        store=store if vault else None,
        vault=vault,
    )


async def open_session(session: Session, wire: Wire) -> int:
    """Hold one visit in the mode it has."""
    return await open_line(session, wire, ROUTES)
