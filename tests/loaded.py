"""What takes longest when a server starts, done by being imported: processes that are forked afterwards have it."""

from __future__ import annotations

import bbs.cli
import bbs.serve_command  # noqa: F401 - loaded here
from bbs.community.noticing import listening

listening.shipped()
