"""What people are called on a page."""

from __future__ import annotations

from bbs.community.posts import PostLine
from bbs.language import N_
from bbs.session import Session


def name_of(session: Session, line: PostLine) -> str:
    """Return who wrote a post: a handle, the place itself, or somebody whose name went with them."""
    if line.by_house:
        return session.house.config.community.name
    return line.author or session.say(N_("somebody who left"))
