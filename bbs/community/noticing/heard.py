"""What a text sounds like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bbs.community.noticing.plain import Span
from bbs.community.noticing.rules import About, Level


@dataclass(frozen=True)
class Heard:
    """What a text sounds like. `rule` is the id of the rule that said so, "" for none; `language` is that rule's.

    `holds` are the parts that are covered for others until a human has looked, `held_by` the rule that said so.
    """

    level: Level = Level.NONE
    about: About = About.SELF
    rule: str = ""
    language: str = ""
    holds: tuple[Span, ...] = ()
    held_by: str = ""

    @property
    def noticed(self) -> bool:
        """Whether the people who look after this place are told."""
        return self.level >= Level.CONCERN

    @property
    def of_it(self) -> bool:
        """Whether help is shown to who wrote or searched this, with nobody told."""
        return self.level >= Level.MENTION and self.level is not Level.HINT

    def with_holds(self, holds: tuple[Span, ...]) -> Heard:
        """Return the same with these parts held, which are all that is left of them."""
        return replace(self, holds=holds)

    @property
    def named(self) -> str:
        """The id of the gravest rule, or of the one that holds; "" for none."""
        return self.rule or self.held_by


NOTHING: Final = Heard()
