"""How things look: a few roles for text, and what each palette makes of them.

Widgets name roles as Rich styles; which colour that is for this caller, or none, is decided here and nowhere else.
Textual's own themes colour nothing. Contrast is at least 4.5 : 1 wherever a palette sets colours, 7 : 1 in high
contrast (WCAG 2.2, success criteria 1.4.3 and 1.4.6); a test measures it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.style import Style

from screens.fullscreen.look import Look

PLAIN: Final = Style.null()
STRONG: Final = Style(bold=True)
EMPHASIS: Final = Style(underline=True)
FAINT: Final = Style(color="bright_black")
"""What can be skipped."""
ACCENT: Final = Style(color="cyan")
"""The one colour: where the caller is, what is new."""
NEW: Final = Style(color="cyan", bold=True)

_ACCENT, _FAINT = 6, 8  # the numbers of those two in Rich, which stand for the roles and not for colours


@dataclass(frozen=True)
class Tone:
    """One colour of a palette in the three ways terminals know: as 24 bits, one of 256, one of 16. SGR parameters."""

    rgb: tuple[int, int, int]
    of_256: int
    of_16: int

    def code(self, colours: int, *, ground: bool = False) -> str:
        """Return the SGR parameters that set it as foreground, or as background."""
        layer = 48 if ground else 38
        if colours >= 1 << 24:
            return f"{layer};2;{';'.join(map(str, self.rgb))}"
        if colours >= 256:
            return f"{layer};5;{self.of_256}"
        number = self.of_16 + (10 if ground else 0)
        return str(number)


@dataclass(frozen=True)
class Palette:
    """A palette. Without `text` and `ground` both are the terminal's own; without `faint` the terminal dims."""

    name: str
    accent: Tone | None = None
    faint: Tone | None = None
    text: Tone | None = None
    ground: Tone | None = None


PALETTES: Final = (
    Palette("terminal", accent=Tone((0, 170, 170), 6, 36)),
    Palette(
        "dark",
        accent=Tone((135, 175, 215), 110, 36),
        faint=Tone((158, 158, 158), 247, 37),
        text=Tone((218, 218, 218), 253, 97),
        ground=Tone((28, 28, 28), 234, 30),
    ),
    Palette(
        "light",
        accent=Tone((0, 95, 135), 24, 34),
        faint=Tone((88, 88, 88), 240, 30),
        text=Tone((38, 38, 38), 235, 30),
        ground=Tone((255, 255, 255), 231, 97),
    ),
    Palette(
        "contrast",
        accent=Tone((255, 255, 0), 226, 93),
        faint=Tone((255, 255, 255), 231, 97),
        text=Tone((255, 255, 255), 231, 97),
        ground=Tone((0, 0, 0), 16, 30),
    ),
    Palette("none"),
)
"""The first one is what nobody chose."""


def palette(name: str) -> Palette:
    """Return the palette of a name, the first one for a name that is not known."""
    return next((one for one in PALETTES if one.name == name), PALETTES[0])


class Looks:
    """What one caller's palette makes of the roles, on a terminal with so many colours."""

    def __init__(self, palette: Palette, colours: int) -> None:
        self._palette = palette if colours else PALETTES[-1]
        self._colours = colours if self._palette.ground else min(colours, 16)  # a terminal's own colours are its 16
        self._known: dict[Style | None, Look] = {}
        self.ground = self._ground()

    def of(self, style: Style | None) -> Look:
        """Return how a run of text in a style is drawn."""
        look = self._known.get(style)
        if look is None:
            look = self._known[style] = self._look(style or PLAIN)
        return look

    def _ground(self) -> Look:
        text, ground = self._palette.text, self._palette.ground
        return Look(
            fg=text.code(self._colours) if text else "", bg=ground.code(self._colours, ground=True) if ground else ""
        )

    def _look(self, style: Style) -> Look:
        role = style.color.number if style.color is not None else None
        fg, dim = self.ground.fg, False
        if role == _ACCENT and self._palette.accent:
            fg = self._palette.accent.code(self._colours)
        elif role == _FAINT:
            dim = self._palette.faint is None
            fg = self._palette.faint.code(self._colours) if self._palette.faint else fg
        return Look(
            fg=fg,
            bg=self.ground.bg,
            bold=bool(style.bold),
            dim=dim,
            italic=bool(style.italic),
            underline=bool(style.underline),
            reverse=bool(style.reverse),
        )
