"""Cost against size, as a picture: one line a page, both axes in powers of ten."""

from __future__ import annotations

from html import escape
from math import log10
from typing import Final

WIDTH, HEIGHT, LEFT, TOP = 560, 420, 60, 30
LOWEST, HIGHEST = 0.1, 100.0
GROUPS: Final = {
    "home": "#0b5fa5",
    "boards": "#b35900",
    "a board": "#b35900",
    "a thread": "#2a7f3f",
    "the longest thread": "#2a7f3f",
    "new": "#8a2be2",
    "search": "#b00020",
}
OTHERS: Final = "#666666"
"""Looks that are alike share a colour; every line is named where it is pointed at."""

Points = list[tuple[int, float]]


def _colour(name: str) -> str:
    return GROUPS.get(name.partition(",")[0], OTHERS)


def svg(lines: dict[str, Points], goal: float) -> str:
    """Return the picture of lines of (posts, milliseconds)."""
    sizes = [posts for posts, _ in next(iter(lines.values()))]
    least, most = log10(sizes[0]), log10(sizes[-1])

    def x(posts: int) -> float:
        return LEFT + WIDTH * (log10(posts) - least) / (most - least)

    def y(cost: float) -> float:
        part = (log10(max(cost, LOWEST)) - log10(LOWEST)) / (log10(HIGHEST) - log10(LOWEST))
        return TOP + HEIGHT * (1 - min(part, 1))

    box = f"0 0 {LEFT + WIDTH + 160} {TOP + HEIGHT + 60}"
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" font-family="sans-serif" font-size="12">',
        "<title>What each page costs in the store, against the number of posts</title>",
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for cost in (0.1, 1.0, 10.0, 100.0):
        drawn.append(f'<path d="M{LEFT} {y(cost):.1f}h{WIDTH}" stroke="#ddd"/>')
        drawn.append(f'<text x="{LEFT - 8}" y="{y(cost) + 4:.1f}" text-anchor="end">{cost:g} ms</text>')
    for posts in sizes:
        drawn.append(f'<text x="{x(posts):.1f}" y="{TOP + HEIGHT + 20}" text-anchor="middle">{posts:,}</text>')
    drawn.append(f'<text x="{LEFT + WIDTH / 2}" y="{TOP + HEIGHT + 42}" text-anchor="middle">posts</text>')
    drawn.append(f'<path d="M{LEFT} {y(goal):.1f}h{WIDTH}" stroke="black" stroke-dasharray="6 4"/>')
    drawn.append(f'<text x="{LEFT + WIDTH + 8}" y="{y(goal) + 4:.1f}">the goal, {goal:g} ms</text>')
    for name, points in lines.items():
        path = " ".join(f"{x(posts):.1f},{y(cost):.1f}" for posts, cost in points)
        drawn.append(
            f'<polyline points="{path}" fill="none" stroke="{_colour(name)}" stroke-width="1.5">'
            f"<title>{escape(name)}</title></polyline>"
        )
    kinds = {"home": "home", "boards": "boards, a board", "a thread": "threads", "new": "new", "search": "search"}
    for n, (group, words) in enumerate([*kinds.items(), ("", "drafts, thanks, writing")]):
        height = TOP + HEIGHT - 120 + 20 * n
        drawn.append(f'<path d="M{LEFT + WIDTH + 8} {height}h20" stroke="{_colour(group)}" stroke-width="3"/>')
        drawn.append(f'<text x="{LEFT + WIDTH + 34}" y="{height + 4}">{words}</text>')
    return "\n".join([*drawn, "</svg>", ""])
