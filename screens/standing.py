"""Where a suspended member may still go, and where they come to from anywhere else."""

from __future__ import annotations

from bbs.session import Session

STANDING = "standing"
FOR_THE_SUSPENDED = frozenset({STANDING, "decisions", "help", "my-data", "plan", "guidelines", "about", "go"})
"""First parts of the addresses that a suspended member reaches; from any other they come to STANDING (SAFETY.md 20)."""
ANSWERS = ("desk/answer", "desk/own")
"""Where one's notes to the desk are, and the answers: whoever asked for a person reads there who writes back."""


def is_closed_to(session: Session, address: str) -> bool:
    """Say whether an address is closed to the caller because they are suspended."""
    if not session.is_shut_out or address.partition("/")[0] in FOR_THE_SUSPENDED:
        return False
    return "/".join(address.split("/")[:2]) not in ANSWERS
