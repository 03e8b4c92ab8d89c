"""A page of steps at one's own pace that remembers, for as long as a visit of the staff lasts, how far one came."""

from __future__ import annotations

from screens.page import AnyPage


class SteppingPage(AnyPage):
    """A step may have led elsewhere, to a case or to the office: who comes back goes on where they were."""

    @property
    def came_to(self) -> int:
        """The step that they came to in this visit; 0 is the first."""
        return self.session.on_call.steps.get(self.address, 0)

    def stepped(self, step: int) -> None:
        """Remember the step that they came to."""
        self.session.on_call.steps[self.address] = step
