"""Clients that people call with beside OpenSSH. A machine may lack them, what checks every change may not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence

import pytest

ALL_ARE_HERE = "EVERY_CLIENT_IS_HERE"
"""The variable that .ci/run sets once it has installed them: from then on one that is missing is a failure."""


def needs(command: Sequence[str]) -> None:
    """Skip a test whose client is not on this machine."""
    if shutil.which(command[0]) is None and ALL_ARE_HERE not in os.environ:
        pytest.skip(f"{command[0]} is not installed")
