"""Colours: enough contrast wherever a palette sets them, and none where none are wanted."""

from __future__ import annotations

import re
from itertools import product

import pytest

from screens.fullscreen.look import Look
from screens.fullscreen.palette import ACCENT, FAINT, NEW, PALETTES, PLAIN, STRONG, Looks, Palette, Tone, palette
from screens.pages import setting_fields

ROLES = {"plain": PLAIN, "strong": STRONG, "faint": FAINT, "accent": ACCENT, "new": NEW}
DEPTHS = (16, 256, 1 << 24)
COLOURED = [one for one in PALETTES if one.ground]
FOREGROUND, BACKGROUND = re.compile("3[0-7]|9[0-7]"), re.compile("4[0-7]|10[0-7]")
STEPS = (0, 95, 135, 175, 215, 255)
"""Of one colour in xterm's cube of 216 (256colres.pl)."""

Rgb = tuple[int, int, int]


def of_256(number: int) -> Rgb:
    """Return a colour of xterm's table, without the first 16, which everybody sets as they like."""
    assert 16 <= number <= 255
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return grey, grey, grey
    number -= 16
    return STEPS[number // 36], STEPS[number // 6 % 6], STEPS[number % 6]


def luminance(rgb: Rgb) -> float:
    """Return the relative luminance of WCAG 2.2."""
    red, green, blue = (s / 12.92 if (s := c / 255) <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert of_256(110) == (135, 175, 215)
    assert of_256(240) == (88, 88, 88)


@pytest.mark.parametrize("one", COLOURED, ids=lambda one: one.name)
@pytest.mark.parametrize("role", ["text", "faint", "accent"])
def test_what_is_written_can_be_read_on_its_ground(one: Palette, role: str) -> None:
    tone: Tone = getattr(one, role)
    assert one.ground
    least = 7 if one.name == "contrast" else 4.5
    assert contrast(tone.rgb, one.ground.rgb) >= least
    assert contrast(of_256(tone.of_256), of_256(one.ground.of_256)) >= least


@pytest.mark.parametrize("one", PALETTES, ids=lambda one: one.name)
def test_of_sixteen_colours_each_is_one_and_none_is_that_of_the_ground(one: Palette) -> None:
    tones = [tone for tone in (one.text, one.faint, one.accent) if tone]
    for tone in tones:
        assert FOREGROUND.fullmatch(tone.code(16))
    if one.ground:
        assert BACKGROUND.fullmatch(one.ground.code(16, ground=True))
        assert one.ground.code(16) not in [tone.code(16) for tone in tones]


@pytest.mark.parametrize(("one", "colours"), list(product(PALETTES, DEPTHS)), ids=str)
def test_a_look_has_the_parameters_of_one_colour_in_the_depth_of_the_terminal(one: Palette, colours: int) -> None:
    looks = Looks(one, colours)
    depth = colours if one.ground else 16
    form = {16: r"\d{2,3}", 256: r"[34]8;5;\d+", 1 << 24: r"[34]8;2;\d+;\d+;\d+"}[depth]
    for look in [looks.ground, *map(looks.of, ROLES.values())]:
        assert re.fullmatch(f"({form})?", look.fg)
        assert re.fullmatch(f"({form})?", look.bg)
        assert look.bg == looks.ground.bg, "no run has a ground of its own"
        assert bool(look.bg) == bool(one.ground)


@pytest.mark.parametrize("colours", [0, *DEPTHS])
def test_without_colours_weight_alone_tells_roles_apart(colours: int) -> None:
    for one in PALETTES if not colours else [palette("none")]:
        looks = Looks(one, colours)
        assert {name: looks.of(style) for name, style in ROLES.items()} == {
            "plain": Look(),
            "strong": Look(bold=True),
            "faint": Look(dim=True),
            "accent": Look(),
            "new": Look(bold=True),
        }
        assert looks.ground == Look()


def test_the_terminals_own_colours_stay_its_own() -> None:
    looks = Looks(palette("terminal"), 1 << 24)
    assert looks.ground == Look()
    assert looks.of(PLAIN) == Look()
    assert looks.of(ACCENT) == Look(fg="36")
    assert looks.of(FAINT) == Look(dim=True)


def test_the_palettes_that_members_choose_from_are_those_there_are() -> None:
    assert [choice.value for choice in setting_fields.PALETTES] == [one.name for one in PALETTES]
    assert palette("") == palette("no such palette") == PALETTES[0]
