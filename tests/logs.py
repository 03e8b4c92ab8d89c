"""The log of a test, and what may not be in it whatever was typed."""

from __future__ import annotations

import logging
import re

import pytest

CANARY = "zanzibar"
"""In everything that is typed; a handle can hold it, and no word of ours does."""
NETWORK = "127.0.0.1"
TALKATIVE = ("asyncssh", "peewee", "asyncio")
OURS = re.compile(r"session [0-9a-f]{8}: (begins|ends)")


def logged(log: pytest.LogCaptureFixture) -> str:
    """Return all records with their arguments and tracebacks."""
    formatter = logging.Formatter("%(levelname)s %(name)s: %(message)s")
    return "\n".join(f"{formatter.format(record)} {record.args!r}" for record in log.records)


def says_nothing_of_anybody(log: pytest.LogCaptureFixture) -> None:
    """Assert that visits are in the log, and no word, handle or network of who visited."""
    said = logged(log)
    assert OURS.search(said), "the log is kept at all"
    assert CANARY not in said.lower()
    assert NETWORK not in said
    assert "Traceback" not in said
    assert {record.levelname for record in log.records} <= {"DEBUG", "INFO"}, said
