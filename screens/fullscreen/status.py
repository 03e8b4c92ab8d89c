"""The status line of a page: what is chosen, and where it stands. A reader speaks it after every move."""

from __future__ import annotations

from bbs.language import N_, Language
from screens.fullscreen.lines import Target
from screens.fullscreen.widgets.body import Body
from screens.fullscreen.widgets.frame import STATUS_MOST, clip
from screens.view import Field, Item, Post, View


def status(view: View, body: Body, say: Language) -> str:
    """Return the status of what is in view: at most STATUS_MOST cells (ACCESS.md T5)."""
    target = body.target
    if target is None:
        return clip(_without_target(view, body, say), STATUS_MOST)
    if isinstance(target.what, Item) and body.is_below(target):
        return say(N_("More below: space."))  # an item that nobody sees yet is not named as if they did
    if isinstance(target.what, str):  # a step, or what Enter does
        return clip(target.label, STATUS_MOST)
    place = _place(target, body, say)
    return (
        f"{clip(_label(target), STATUS_MOST - len(place) - 2)}, {place}" if place else clip(_label(target), STATUS_MOST)
    )


def _without_target(view: View, body: Body, say: Language) -> str:
    if body.hidden_below:
        return say(N_("More below: space."))
    return view.prompt or (say(N_("That is all here.")) if body.top else "")


def _place(target: Target, body: Body, say: Language) -> str:
    """Return where a target stands: a post in its thread, anything else on its page; and that it is new."""
    if isinstance(target.what, Post):
        return target.says
    place = say(N_("{n} of {total}"), n=body.at + 1, total=len(body.sheet.targets))
    return f"{place}, {target.says}" if isinstance(target.what, Item) and target.says else place


def _label(target: Target) -> str:
    """Return what a target is called. Of several sentences of our own the first is a name; a field has its value."""
    match target.what:
        case Item(detail=""):
            return target.label.partition(". ")[0]
        case Field():
            return f"{target.label}: {target.says}"
    return target.label
