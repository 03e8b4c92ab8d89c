"""Everything a running community has, put together once by the composition root and passed down."""

from __future__ import annotations

from dataclasses import dataclass, field

from bbs.clock import Clock
from bbs.community.crisis import CrisisData
from bbs.community.texts import Texts
from bbs.config import Config
from bbs.news import Newsroom
from bbs.proof import Prover
from bbs.visits import Visits
from store.database import Store
from store.home import Home
from store.vault import Vault


@dataclass
class House:
    """One community, running. Without a `store` there is crisis help and nothing else."""

    home: Home
    config: Config
    clock: Clock
    texts: Texts
    crisis: CrisisData
    prover: Prover
    store: Store | None
    vault: Vault | None
    exempt_from_line_checks: bool = False
    news: Newsroom = field(default_factory=Newsroom)
    visits: Visits = field(default_factory=Visits)
