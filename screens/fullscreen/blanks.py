"""The fields of a question as what they are filled in: a line each, or the text, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import Horizontal
from textual.widget import Widget

from bbs.language import N_, Language
from bbs.session import Session
from screens.fullscreen.widgets.choosing import Choosing
from screens.fullscreen.widgets.fields import Entry, Label, Writing
from screens.page import Ask
from screens.view import Field, Kind


class Blanks:
    """The blanks of one question."""

    def __init__(self, question: Ask, say: Language) -> None:
        self._fields = question.fields
        self._say = say
        self._blanks: dict[str, Entry | Writing] = {}
        self._extras: list[tuple[Widget, Entry]] = []

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._fields)

    def made(self, field: Field, caller: Session) -> Widget:
        """Make what a field is filled in, with its label where it has one, and return what is to be placed."""
        if field.kind is Kind.TEXT:
            self._blanks[field.name] = writing = Writing("", limit=field.limit)
            return writing
        answers = tuple(self._say(one.label) for one in field.choices)
        entry = Choosing(answers, limit=field.limit) if answers else Entry("", limit=field.limit)
        self._blanks[field.name] = entry
        label = caller.say(field.label)
        label = caller.say(N_("{label}, if you like"), label=label) if field.optional else label
        row = Horizontal(Label(f" {label}: "), entry)
        if field.extra:
            self._extras.append((row, entry))
        return row

    def of(self, field: Field) -> Entry | Writing:
        """Return where a field is filled in."""
        return self._blanks[field.name]

    def at(self, widget: Widget | None) -> Field | None:
        """Return the field that is filled in at a widget, if one is."""
        return next((f for f in self._fields if widget is not None and self._blanks.get(f.name) is widget), None)

    def extras(self) -> Iterator[tuple[Widget, Entry]]:
        """Return the rows of what need not be given, and where they are filled in."""
        yield from self._extras

    def put(self, field: Field, words: str) -> None:
        """Have words stand in a field."""
        match self.of(field):
            case Writing() as writing:
                writing.load_text(words)
                writing.move_cursor(writing.document.end)
            case Entry() as entry:
                entry.value = next((self._say(one.label) for one in field.choices if one.value == words), words)

    def words(self, field: Field) -> str:
        """Return what stands in a field."""
        match self.of(field):
            case Writing() as writing:
                return str(writing.text)
            case Entry() as entry:
                typed = str(entry.value)
                chosen = field.chosen(typed, self._say)
                return typed if chosen is None else chosen

    def all_words(self) -> dict[str, str]:
        """Return what stands in all of them, by their names."""
        return {field.name: self.words(field) for field in self._fields}
