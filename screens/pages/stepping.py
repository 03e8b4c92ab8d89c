"""A page of steps at one's own pace that remembers how far one of the staff came (bbs/on_call.py)."""

from __future__ import annotations

from screens.page import AnyPage


class SteppingPage(AnyPage):
    """A step may have led elsewhere, to a case or to the office: who comes back goes on where they were."""

    @property
    def remembered_as(self) -> str:
        """The address under which it is remembered."""
        return self.address

    @property
    def came_to(self) -> int:
        """The step that they came to; 0 is the first."""
        return self.session.on_call.steps.get(self.remembered_as, 0)

    def stepped(self, step: int) -> None:
        """Remember the step that they came to."""
        self.session.on_call.steps[self.remembered_as] = step
