"""The rules without the weights, read once."""

from __future__ import annotations

import pytest

from bbs.community.noticing.listening import Noticing
from bbs.community.noticing.weights import Weights


@pytest.fixture(scope="session")
def rules_alone() -> Noticing:
    """Listen with the rules, and with no weights beside them."""
    return Noticing(weights=Weights({}))
