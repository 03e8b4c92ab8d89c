"""A code that a telephone's camera reads, so that nobody has to copy a number with shaking hands."""

from __future__ import annotations

from typing import Final

import segno

from bbs.community import dialling, digits
from bbs.community.crisis import CrisisLine
from bbs.community.dialling import Way
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Mode
from screens.page import Action, Result, Stay, action
from screens.pages.crisis import CrisisPage, in_digits
from screens.view import Art, Block, Prose, View

MARGIN: Final = 2
"""Light squares around a code, so that a camera finds where it begins."""
AROUND: Final = 7
"""Rows of a window that are not the code's: the title, the words around it, the keys."""
HALVES: Final = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
"""Two squares, one above the other, in one cell: light ones are drawn, as most terminals are dark."""


def code_rows(address: str, *, light_is_drawn: bool = True) -> tuple[str, ...]:
    """Return a QR code for an address, two rows of squares a line."""
    made = segno.make(address, error="l", micro=False)
    rows = [[bool(cell) != light_is_drawn for cell in row] for row in made.matrix_iter(border=MARGIN)]
    if len(rows) % 2:
        rows.append([light_is_drawn] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple("".join(HALVES[two] for two in zip(*pair, strict=True)) for pair in pairs)


class CodePage(CrisisPage):
    """The code for one line, to call it, to text it, or to open its page."""

    pattern = "help/line/{line}/code/{way}"
    title = N_("A code for your phone's camera")
    is_turned = False

    def _line(self) -> tuple[CrisisLine, Way, str]:
        """Return the line, the way, and the address behind it. Raises NotFound."""
        line = self.session.house.crisis.line(self.parts["line"])
        ways = dialling.ways(line) if line else {}
        way = next((way for way in ways if way == self.parts["way"]), None)
        if line is None or way is None:
            raise NotFound
        return line, way, ways[way]

    async def view(self) -> View:
        """Draw it where it can be drawn. Where it is read aloud, it is the number in words."""
        session, say = self.session, self.session.say
        line, way, address = self._line()
        number = {Way.PHONE: line.phone, Way.TEXT: line.text, Way.WEB: line.web}[way]
        alt = line.web if way is Way.WEB else digits.in_words(number, session.language)
        rows = code_rows(address, light_is_drawn=not self.is_turned)
        blocks: list[Block] = [Prose.of(say(N_("{service}: {number}"), service=line.service, number=number))]
        if session.mode is Mode.LINE or session.reader or not session.terminal.utf8:
            no_picture = N_("There is no picture here to point a camera at; in words: {number}.")
            blocks.append(Prose.of(say(no_picture, number=alt)))
        elif not self._has_room(rows):
            size = say(N_("The code needs a window of {n} rows."), n=len(rows) + AROUND)
            blocks.append(Prose.of(say(N_("In words: {number}."), number=alt), size))
        else:
            what = N_("Point the camera of your phone at it. It asks before it calls. If it sees none, {do:turn/v}.")
            blocks += [Art(rows, alt), Prose.of(say(what))]
        return View(say(self.title), tuple(blocks))

    def _has_room(self, rows: tuple[str, ...]) -> bool:
        terminal = self.session.terminal
        return len(rows) + AROUND <= terminal.rows and len(rows[0]) + 4 <= terminal.columns

    def can(self, action: Action) -> bool:
        """Offer to turn it only where there is something to turn."""
        return self.session.mode is Mode.FULL if action.name == "turn" else super().can(action)

    @action("v", N_("turn light and dark round"), name="turn")
    async def turn(self) -> Result:
        """Draw it for a terminal with a light background, or back."""
        self.is_turned = not self.is_turned
        return Stay(redraw=True)

    @action("n", N_("the number in words, digit by digit"), name="number")
    async def number(self, item: str = "") -> Result:
        """Say the number."""
        return Stay(in_digits(self.session, self._line()[0]))
