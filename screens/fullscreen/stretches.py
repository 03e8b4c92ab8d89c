"""Views of one page put together: what came further, and what came since."""

from __future__ import annotations

from dataclasses import replace

from screens.view import Block, Listing, Live, View


def joined(before: View, after: View) -> View:
    """Return two stretches of a page as one: lists are joined, and what was there already is left out."""
    blocks: list[Block] = list(before.blocks)
    for block in after.blocks:
        if isinstance(block, Listing) and blocks and isinstance(blocks[-1], Listing):
            blocks[-1] = replace(blocks[-1], items=(*blocks[-1].items, *block.items))
        elif block not in blocks:
            blocks.append(block)
    return replace(after, blocks=tuple(blocks))


def streamed(before: View, after: View) -> View:
    """Return a view of a page with a stream: what came with this look stands behind what came before."""
    kept = [post for block in before.blocks if isinstance(block, Live) for post in block.posts]
    blocks = [
        replace(block, posts=(*kept, *block.posts)) if isinstance(block, Live) else block for block in after.blocks
    ]
    return replace(after, blocks=tuple(blocks))
