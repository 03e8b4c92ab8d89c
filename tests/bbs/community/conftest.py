"""What the rules are tried on: a store with two boards, two members, and something one of them wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs.community import texts
from bbs.community.members import Person
from bbs.community.noticing.listening import shipped
from bbs.community.posts import PostLine
from store.database import Store
from store.vault import Vault
from tests import stores


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open one on a file of its own."""
    opened = stores.begun(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """Make a key of its own."""
    return Vault.begin(tmp_path / "server.key")


@pytest.fixture
def sam(store: Store) -> Person:
    return stores.member(store, "sam")


@pytest.fixture
def lou(store: Store) -> Person:
    return stores.member(store, "lou")


@pytest.fixture
def post(store: Store, sam: Person) -> PostLine:
    """Something sam wrote."""
    return stores.start(store, sam)


@pytest.fixture
def rules_as_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take what listens as it was read before, with words from wherever: to read it takes longer than all of them."""
    monkeypatch.setattr(texts, "Noticing", lambda _root: shipped())
