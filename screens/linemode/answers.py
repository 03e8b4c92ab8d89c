"""What a verb answers to what an action asks: `name=value` of the command, and the words of standard input."""

from __future__ import annotations

from collections.abc import Sequence

from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.session import Session
from screens.linemode import standard_input
from screens.linemode.tty import Tty
from screens.page import Ask
from screens.view import Field, Kind


class Answers:
    """The answers that come with one verb. `lines` are those of standard input, None while nobody has read them."""

    def __init__(self, session: Session, tty: Tty) -> None:
        self._session = session
        self._tty = tty
        self.lines: list[str] | None = None

    async def to(self, question: Ask, given: dict[str, str]) -> dict[str, str]:
        """Fill in a form. What is written comes from standard input: in a form with a long text all but the extras.

        Elsewhere name=value answers, or else, where an answer is needed, the next line of standard input. Each answer
        is used once, so that a question that comes again is not answered for ever; a passphrase is never taken.
        """
        written = any(field.kind is Kind.TEXT for field in question.fields)
        values = {}
        for field in question.fields:
            named = field.extra or not written
            value = await self._value(field, given.pop(field.name, "") if named else "")
            if not value.strip() and field.kind is Kind.TEXT and question.is_sent_later:
                value = field.value  # what is suggested, or was shown before: it is shown again before it is sent
            values[field.name] = await field.check(value) if field.check and value else value
        return values

    async def _value(self, field: Field, answer: str) -> str:
        match field.kind:
            case Kind.TEXT:
                lines = await self.written()
                text, lines[:] = "\n".join(lines), []
                return f"{field.quotation}\n{text}" if field.quotation and text else text
            case Kind.SECRET:
                raise NotUnderstood(N_("That needs a passphrase, which a command cannot carry. Use a visit: ssh -t."))
            case Kind.CHOICE if field.value and not answer:
                return field.value  # what is set already stays
            case Kind.YES | Kind.CHOICE:
                return self._chosen(field, answer)
        if field.private:
            return await self._private(field, answer)
        if answer or field.value or field.optional:
            return answer or field.value
        if lines := await self.written():
            return lines.pop(0)
        raise missing(field)

    async def _private(self, field: Field, answer: str) -> str:
        """Return the next line of standard input; a command is no place for these words."""
        if answer:
            raise NotUnderstood(N_("{name} comes from standard input: others can see a command."), name=field.name)
        if lines := await self.written():
            return lines.pop(0)
        if field.value or field.optional:
            return field.value
        raise NotUnderstood(N_("{name} comes from standard input."), name=field.name)

    def _chosen(self, field: Field, answer: str) -> str:
        """Return an answer out of several. Nobody heard the question, so nothing is agreed to by leaving it out."""
        values = ["yes", "no"] if field.kind is Kind.YES else [choice.value for choice in field.choices]
        if not answer:
            raise missing(field, values if field.kind is Kind.CHOICE else ())
        if answer not in values:
            raise NotUnderstood(N_("{name} is one of: {values}."), name=field.name, values=", ".join(values))
        if field.intro:
            self._tty.say(self._session.say(field.intro))
        return answer

    async def written(self) -> list[str]:
        """Return what is left of the lines of standard input."""
        if self.lines is None:
            self.lines = [line async for line in standard_input.lines(self._session, self._tty)]
        return self.lines


def missing(field: Field, values: Sequence[str] = ()) -> NotUnderstood:
    """Return the error that says which answer has to be added to the command, and of which it is one."""
    if not values:
        return NotUnderstood(N_("Add {name}=... to the command."), name=field.name)
    among = ", ".join(values)
    return NotUnderstood(N_("Add {name}=... to the command, one of: {values}."), name=field.name, values=among)


def stray(word: str) -> NotUnderstood:
    """Return the error for a word of a command that answers nothing."""
    return NotUnderstood(N_("There is no place for {word} there. What you write comes from standard input."), word=word)
