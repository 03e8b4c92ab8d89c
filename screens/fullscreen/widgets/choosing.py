"""A line among others that holds one of some answers: Up and Down go through them, a digit takes one."""

from __future__ import annotations

from textual import events

from screens.fullscreen.widgets.fields import Entry

STEPS = {"down": 1, "up": -1}


class Choosing(Entry):
    """One line with one of its answers in it. It can be typed too; what is typed then stands in the place of all."""

    def __init__(self, answers: tuple[str, ...], *, limit: int) -> None:
        super().__init__("", limit=limit)
        self.answers = answers

    @property
    def number(self) -> int:
        """Which of the answers stands there, from 1; 0 for none of them."""
        return self.answers.index(self.value) + 1 if self.value in self.answers else 0

    async def _on_key(self, event: events.Key) -> None:
        """Take another answer, or begin to type one."""
        if wanted := self._wanted(event):
            event.stop()
            event.prevent_default()
            self.value = self.answers[wanted - 1]
            self.cursor_position = len(self.value)
            return
        if event.is_printable and self.number:
            self.value = ""
        await super()._on_key(event)

    def _wanted(self, event: events.Key) -> int:
        """Return which answer a key takes, from 1; 0 for none."""
        if event.key in STEPS:
            return (self.number - 1 + STEPS[event.key]) % len(self.answers) + 1 if self.number else 1
        digit = event.character or ""
        is_one = digit.isdecimal() and digit.isascii() and 1 <= int(digit) <= len(self.answers)
        return int(digit) if is_one and (self.number or not self.value) else 0
