"""What somebody chose while they decide a case: kept until it is decided or given back, also over a cut line."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bbs import drafting
from bbs.community.hands import CHOSEN
from bbs.errors import BBSError
from bbs.language import N_
from bbs.session import Session
from screens.view import Field, Kind

BEGUN = N_("You began to decide this. Enter keeps what you chose then.")


class Answered:
    """The choices of one who decides a case, by the names of the questions. They wait with the draft of the reasons.

    Words are none of them: each kind of those has a draft of its own.
    """

    def __init__(self, session: Session, place: str) -> None:
        self._session = session
        self._place = place + CHOSEN
        self._chosen: dict[str, str] = {}
        self._is_untold = False
        self.is_kept = True
        """Whether it outlives the visit. What a script is asked does not depend on what was chosen before."""

    async def recall(self) -> None:
        """Take in what was chosen in a visit before this one."""
        if self.is_kept and not self._chosen:
            kept = await drafting.begun(self._session, self._place)
            self._chosen = {name: value for name, _, value in (line.partition(" ") for line in kept.splitlines())}
            self._is_untold = bool(self._chosen)

    def begins(self, fields: Sequence[Field]) -> tuple[Field, ...]:
        """Return the first questions as `again` does; who began before this visit is told so."""
        first, *others = self.again(fields)
        if self._is_untold:
            told = " ".join(map(self._session.say, filter(None, (first.intro, BEGUN))))
            first, self._is_untold = replace(first, intro=told), False
        return first, *others

    def again(self, fields: Sequence[Field]) -> tuple[Field, ...]:
        """Return questions as they were answered last: whoever left the deciding goes on from there."""
        return tuple(self.noting(self._as_chosen(field)) for field in fields)

    def _as_chosen(self, field: Field) -> Field:
        value = self._chosen.get(field.name, "")
        return replace(field, value=value) if value in [choice.value for choice in field.choices] else field

    def noting(self, field: Field) -> Field:
        """Return a question whose answer is kept as soon as it is given, where it is a choice."""
        if field.kind is not Kind.CHOICE:
            return field

        async def note(value: str) -> str:
            self._chosen[field.name] = value
            if not self.is_kept:
                return value
            kept = "\n".join(f"{name} {value}" for name, value in self._chosen.items())
            with suppress(BBSError):  # a full disk: it is chosen all the same
                await drafting.keep(self._session, self._place, kept)
            return value

        return replace(field, check=note)

    def clear(self) -> None:
        """Begin anew: it was decided, and what was kept with its words went with these."""
        self._chosen = {}

    async def forget(self) -> None:
        """Let go of all of it where the words stay: it is for somebody else now."""
        self.clear()
        await drafting.drop(self._session, self._place)
