"""Where a suspended member may still go, and where they come to from anywhere else."""

from __future__ import annotations

from bbs.session import Session

STANDING = "standing"
FOR_THE_SUSPENDED = frozenset({STANDING, "decisions", "help", "my-data", "plan", "guidelines", "about", "go"})
"""First parts of the addresses that a suspended member reaches; from any other they come to STANDING (SAFETY.md 20)."""


def is_closed_to(session: Session, address: str) -> bool:
    """Say whether an address is closed to the caller because they are suspended."""
    return session.is_shut_out and address.partition("/")[0] not in FOR_THE_SUSPENDED
