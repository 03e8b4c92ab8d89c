"""A page shown anew: what came since, and the place that was chosen before."""

from __future__ import annotations

from dataclasses import replace

from screens.chosen import name_of
from screens.fullscreen.lines import Sheet
from screens.view import Item, Live, Post, View


def streamed(before: View, after: View) -> View:
    """Return a view of a page with a stream: what came with this look stands behind what came before."""
    kept = [post for block in before.blocks if isinstance(block, Live) for post in block.posts]
    blocks = [
        replace(block, posts=(*kept, *block.posts)) if isinstance(block, Live) else block for block in after.blocks
    ]
    return replace(after, blocks=tuple(blocks))


def place_in(after: Sheet, before: Sheet, at: int) -> int:
    """Return where what is chosen on a sheet, the one at `at`, stands on the sheet that takes its place.

    What is not there: a page that gave further posts shows those alone, so they follow what was chosen.
    """
    here, now = _ids(before)[at : at + 1], _ids(after)
    if at < 0 or here == [""]:
        return max(0, at)
    if here[0] in now:
        return now.index(here[0])
    return 0 if len(before.targets) > len(now) + 1 else at


def leading_to(address: str, sheet: Sheet, chosen: str = "") -> int:
    """Return where the item stands that leads to an address, or nearest to it; the first place where none does.

    Where it was left from a post, that; and where nothing leads there, what was chosen.
    """
    before = next((at for at, target in enumerate(sheet.targets) if chosen and name_of(target.what) == chosen), 0)
    if isinstance(sheet.targets[before].what if sheet.targets else None, Post):
        return before
    ways = [(target.what.to, at) for at, target in enumerate(sheet.targets) if isinstance(target.what, Item)]
    near = [(len(to), -at) for to, at in ways if to and (address == to or address.startswith(f"{to}/"))]
    return -max(near)[1] if near else before


def _ids(sheet: Sheet) -> list[str]:
    return [str(getattr(target.what, "id", "")) for target in sheet.targets]
