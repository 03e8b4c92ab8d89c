"""A desk to decide at: a store with staff, and a post that somebody reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from peewee import SQL

from bbs.community import (
    cases,
    decisions,
    members,
    posts,
    queue,
    reports,
    statements,
)
from bbs.community.decisions import Chosen, Outcome
from bbs.community.members import Person, Role
from bbs.community.posts import PostLine
from bbs.community.reports import Reason
from bbs.errors import Refusal
from store.database import Store
from store.tables import TABLES, Case
from store.vault import Vault
from tests import stores

NOW = stores.NOW
HOUR, DAY = 3600, 24 * 3600
HISTORY = {"Decision", "Sanction", "Appeal", "StaffAct", "Tombstone"}


@dataclass
class Desk:
    """A store with staff, and a post that lou reported."""

    store: Store
    vault: Vault
    staff: dict[str, Person]
    sam: Person
    lou: Person
    post: PostLine
    case: int

    def decide(self, outcome: Outcome = Outcome.AGREE, by: str = "wren", now: int = NOW, **how: Any) -> int:
        given = {"reasons": "It went after somebody."} | how if outcome in decisions.TELLS else how
        version = self.store.run(lambda: Case.get_by_id(self.case).version)
        chosen = Chosen(**given)
        who = self.staff[by]
        return self.store.run(decisions.decide, self.vault, who, self.case, version, outcome, chosen, now=now)

    def undo(self, decision: int, by: str = "wren", now: int = NOW + 1) -> int | None:
        return self.store.run(decisions.undo, self.vault, self.staff[by], decision, now=now)

    def told(self) -> statements.Statement:
        return self.store.run(statements.about, self.vault, self.sam)[0]

    def read(self, reader: Person | None = None) -> PostLine:
        return self.store.run(posts.get, reader or self.lou, self.post.id)

    def reply(self, now: int = NOW + 2, thread: int | None = None, who: Person | None = None) -> PostLine:
        place = thread or self.post.thread
        return self.store.run(posts.reply, who or self.sam, place, f"Once more, {now}.", now=now)

    def case_about(self, target: str) -> int:
        found = self.store.run(cases.open_at, target)
        assert found is not None
        return found

    def version(self, case: int) -> int:
        return int(self.store.run(lambda: Case.get_by_id(case).version))

    def sees(self, target: str) -> set[str]:
        return {
            handle
            for handle, person in self.staff.items()
            if any(line.target == target for line in self.store.run(queue.queue, self.vault, person, now=NOW + HOUR))
        }

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row but those of the history, a case without how often it changed."""

        def all_rows() -> dict[str, list[tuple[Any, ...]]]:
            found: dict[str, list[tuple[Any, ...]]] = {}
            for table in TABLES:
                if table.__name__ not in HISTORY:
                    kept = [f for f in table._meta.sorted_fields if (table, f.name) != (Case, "version")]
                    rows: Any = table.select(*kept).order_by(SQL("1")).tuples()
                    found[table.__name__] = list(rows)
            return found

        return self.store.run(all_rows)


def begun(store: Store, vault: Vault, sam: Person, lou: Person) -> Desk:
    """Have staff, and a post of sam's that lou reported."""
    roles = {"wren": Role.MODERATOR, "dove": Role.MODERATOR, "olive": Role.OPERATOR}
    staff = {name: store.run(members.set_role, stores.member(store, name).id, role) for name, role in roles.items()}
    post = stores.start(store, sam, "You are a zebra and a fool.")
    store.run(reports.report, vault, lou, f"post/{post.id}", Reason.UNKIND, now=NOW)
    case = store.run(lambda: Case.get().id)
    return Desk(store, vault, staff, sam, lou, post, case)


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Expect a refusal that says this to the caller."""
    with pytest.raises(Refusal) as raised:
        yield
    assert re.search(words, raised.value.words())
