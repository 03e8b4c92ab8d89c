"""Where somebody was in this visit. It ends with the visit: what members read is kept nowhere."""

from __future__ import annotations

MOST = 20


class Recent:
    """The places of one visit, with their titles, each of them once. Safe to forget at any time."""

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}

    def note(self, address: str, title: str) -> None:
        """Take note of a place. A thread is one place, wherever in it somebody is."""
        parts = address.split("/")
        place = "/".join(parts[:3]) if parts[0] == "boards" else address
        self._titles.pop(place, None)
        self._titles[place] = title
        while len(self._titles) > MOST:
            del self._titles[next(iter(self._titles))]

    def forget(self, beginning: str) -> None:
        """Forget the places whose addresses begin so: a group somebody left, and its threads."""
        for place in [place for place in self._titles if f"{place}/".startswith(f"{beginning}/")]:
            del self._titles[place]

    def clear(self) -> None:
        """Forget them all."""
        self._titles.clear()

    @property
    def places(self) -> list[tuple[str, str]]:
        """The addresses and titles, the latest first."""
        return list(reversed(self._titles.items()))
