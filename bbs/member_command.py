"""`warmline member ...`: what an operator does for members on the machine itself."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable

from bbs import server_key
from bbs.clock import SystemClock
from bbs.community import credentials, leaving, member_keys, members, passphrases, public_keys, roles
from bbs.community.members import Role
from bbs.community.passphrases import Passphrases
from bbs.config import Config
from bbs.errors import NotFound
from bbs.language import N_
from store.database import Store
from store.home import Home

log = logging.getLogger("warmline")


def hasher(config: Config) -> Passphrases:
    """Return what checks passphrases, at the cost the settings say."""
    return Passphrases(config.passphrases.memory_kib, config.passphrases.time_cost)


def passphrase_from(stream: Callable[[], str]) -> tuple[str, bool]:
    """Return a passphrase from standard input, or a generated one (True) when nothing was given."""
    given = "" if sys.stdin.isatty() else stream().rstrip("\r\n")
    return (given, False) if given else (passphrases.suggest(), True)


def add_member(arguments: argparse.Namespace, home: Home, config: Config, store: Store) -> str:
    """Make a member with a passphrase from standard input, or a generated one."""
    words, made = passphrase_from(sys.stdin.readline)
    passphrases.check(words, arguments.handle, config.community.name)
    hashed = hasher(config).hash(words)
    store.run(leaving.refuse_left, server_key.vault_of(home, store), arguments.handle)
    person = store.run(
        members.add, arguments.handle, now=SystemClock().now(), role=Role(arguments.role), passphrase=hashed
    )
    return f"{person.handle} has the role {person.role} now." + (f" Passphrase: {words}" if made else "")


def _person(store: Store, handle: str) -> members.Person:
    person = store.run(members.by_handle, handle)
    if person is None:
        raise NotFound(N_("There is no member called {handle}."), handle=handle)
    return person


def set_role(arguments: argparse.Namespace, home: Home, config: Config, store: Store) -> str:
    """Give a member a role; the log says so, and a server that runs takes it in within a minute."""
    vault, role = server_key.vault_of(home, store), Role(arguments.role)
    person = store.run(roles.give_at_machine, vault, arguments.handle, role, now=SystemClock().now())
    return f"{person.handle} has the role {person.role} now."


def add_key(arguments: argparse.Namespace, home: Home, config: Config, store: Store) -> str:
    """Let a public key sign a member in."""
    key = public_keys.parse(arguments.file.read_text("utf-8"))
    person = _person(store, arguments.handle)
    vault = server_key.vault_of(home, store)
    label = key.label or arguments.file.stem
    store.run(member_keys.add_key, vault, person.id, key.fingerprint, label, now=SystemClock().now())
    return f"That key signs {person.handle} in now."


def reset(arguments: argparse.Namespace, home: Home, config: Config, store: Store) -> str:
    """Give a member a new passphrase. This can never open what they sealed."""
    words, made = passphrase_from(sys.stdin.readline)
    passphrases.check(words, arguments.handle, config.community.name)
    person = _person(store, arguments.handle)
    store.run(credentials.set_passphrase, person.id, hasher(config).hash(words))
    log.info("a member's passphrase was reset on the machine")
    return f"{person.handle} has a new passphrase." + (f" It is: {words}" if made else "")


ACTS: dict[str, Callable[[argparse.Namespace, Home, Config, Store], str]] = {
    "add": add_member,
    "role": set_role,
    "key": add_key,
    "reset": reset,
}
