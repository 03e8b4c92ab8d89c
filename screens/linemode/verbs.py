"""`ssh host VERB ...`: one thing done and an exit status left behind, for scripts. Documented in docs/verbs.md.

Words somebody writes come from standard input, never from the command: commands are seen by `ps` and kept by shells.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from bbs.errors import BBSError, Exit, NotFound, NotUnderstood, SignInFirst
from bbs.language import N_
from bbs.session import Session
from bbs.version import VERSION
from bbs.wire import Wire
from screens.linemode.draw import Unit, items_of, units
from screens.linemode.tty import EndOfInput, Tty
from screens.page import Ask, Back, Goto, Leave, Page, Result, Route, Stay, Who, find
from screens.view import Field, Item, Kind

VISIT = "line"
"""The verb that opens a visit in the line mode instead of doing one thing."""


@dataclass
class Verb:
    """One request: the session it runs in and where its answer goes."""

    session: Session
    tty: Tty
    routes: tuple[Route, ...]

    async def run(self, command: str) -> Exit:
        """Do what was asked. Raises BBSError, whose exit status is the verb's."""
        asked, _, country = command.partition(" ")
        if asked.lower() == "help":  # before any reading of quotation marks: Cote d'Ivoire
            return await self._read("/".join(filter(None, ("help", country.strip()))))
        try:
            verb, *rest = shlex.split(command)
        except ValueError as error:
            raise NotUnderstood(N_("There is a quotation mark without its partner.")) from error
        match verb.lower(), rest:
            case "version", []:
                self.tty.say(f"warmline {VERSION}")
            case "new", []:
                await self._read("new")
            case "keys", []:
                await self._read("settings/keys")
            case "search", [_, *_]:
                await self._read(f"search/{' '.join(rest)}")
            case "read", [address]:
                await self._read(address)
            case (("post" | "reply"), [address, *given]):
                await self._write(address, given)
            case name, [address, *given]:
                await self._act(name, address, given)
            case _:
                raise NotUnderstood(
                    N_("That is not a verb here. Try read, new, post, reply, search, keys, help, version or line.")
                )
        return Exit.DONE

    async def _read(self, address: str) -> Exit:
        """Say a page whole, and take note of what was seen once it was sent."""
        page = find(self.routes, self.session, address)
        while True:
            view = await page.view()
            said = units(view, self.session.language)
            for unit in said:
                for line in unit.lines:
                    self.tty.say(line)
            await self.tty.flush()
            for unit in said:
                if unit.is_post:
                    await page.seen(unit.item)
            if not (view.more and await page.more()):
                return Exit.DONE

    async def _write(self, address: str, given: list[str]) -> None:
        """Start a thread on a board or reply in a thread, with standard input as the text (a title comes first)."""
        page = find(self.routes, self.session, address)
        name = "post" if any(action.name == "post" for action in page.declared) else "reply"
        await self._act(name, address, given)

    async def _act(self, name: str, address: str, given: list[str]) -> None:
        page = find(self.routes, self.session, address)
        view = await page.view()
        said = units(view, self.session.language)
        action = next((a for a in page.declared if a.name == name), None)
        if action is None or not page.can(action):
            raise NotUnderstood(N_("There is no {name} at that address."), name=name)
        if not action.who.includes(self.session):
            raise self._not_for(action.who)
        item = ""
        if action.on_item:
            item = self._item(said, items_of(view), given)
        await self._follow(
            page, await page.perform(action, item), dict(pair.split("=", 1) for pair in given if "=" in pair)
        )

    def _item(self, said: list[Unit], items: tuple[Item, ...], given: list[str]) -> str:
        """Return what an action is to act on: the number given, else the first post of the page."""
        if given and given[0].isdecimal():
            number = int(given.pop(0))
            if 1 <= number <= len(items):
                return items[number - 1].id
            raise NotUnderstood(N_("There is no number {n} there."), n=number)
        found = next((unit.item for unit in said if unit.item), "")
        if not found:
            raise NotUnderstood(N_("Add the number of the one you mean."))
        return found

    def _not_for(self, who: Who) -> BBSError:
        return SignInFirst() if who is Who.MEMBER and self.session.person is None else NotFound()

    async def _follow(self, page: Page, result: Result, given: dict[str, str]) -> None:
        while isinstance(result, Ask):
            result = await result.then(await self._values(result.fields, given))
        match result:
            case Goto(address, notice):
                self._say(notice)
                self.tty.say(address)
            case Back(notice) | Stay(notice):
                self._say(notice)
            case Leave(words):
                self._say(words)

    def _say(self, words: str) -> None:
        if words:
            self.tty.say(words)

    async def _values(self, fields: tuple[Field, ...], given: dict[str, str]) -> dict[str, str]:
        """Fill in a form: long words from standard input, the rest from name=value, and never a passphrase."""
        values = {}
        written = await self._written() if any(field.kind is Kind.TEXT for field in fields) else []
        for field in fields:
            if field.kind is Kind.TEXT:
                values[field.name] = "\n".join(written)
            elif field.name == "title" and written:
                values[field.name] = written.pop(0)
            elif field.kind is Kind.SECRET:
                raise NotUnderstood(N_("That needs a passphrase, which a command cannot carry. Use a visit: ssh -t."))
            else:
                values[field.name] = given.get(field.name, field.value)
                if not values[field.name] and not field.optional:
                    raise NotUnderstood(N_("Add {name}=... to the command."), name=field.name)
            if field.check and values[field.name]:
                values[field.name] = await field.check(values[field.name])
        return values

    async def _written(self) -> list[str]:
        """Return the lines of standard input; with a terminal a single dot ends them."""
        lines: list[str] = []
        room = self.session.house.config.writing.post_limit + 1
        while True:
            try:
                line = await self.tty.line("", limit=room, paste=True)
            except EndOfInput as ended:
                return [*lines, ended.typed] if ended.typed else lines
            if self.tty.terminal and line.text == ".":
                return lines
            lines.append(line.text)
            if line.cut or sum(map(len, lines)) > room:
                raise NotUnderstood(N_("That is too long; a post holds {limit} characters."), limit=room - 1)


async def run_verb(session: Session, wire: Wire, routes: tuple[Route, ...], command: str) -> int:
    """Run a verb and return its exit status; what went wrong is said on standard error."""
    tty = Tty(wire, terminal=session.terminal.exists, utf8=session.terminal.utf8, columns=session.terminal.columns)
    try:
        return int(await Verb(session, tty, routes).run(command))
    except BBSError as error:
        newline = "\r\n" if session.terminal.exists else "\n"
        wire.write_error((error.words(session.language) + newline).encode())
        return int(error.exit_status)
    finally:
        await tty.flush()
