"""Which posts do not show their words until somebody opens them."""

from __future__ import annotations

from bbs.community.posts import PostLine


def is_closed(line: PostLine) -> bool:
    """Say whether a post is collapsed: it has a content note, or is by somebody they block."""
    return (bool(line.note) or line.blocked) and not line.removed


def is_covered(line: PostLine) -> bool:
    """Say whether the words of a post are not shown at first: it is closed, or by somebody they muted."""
    return is_closed(line) or (line.muted and not line.removed)
