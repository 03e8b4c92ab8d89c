"""Sheets: every word of a view in rows that fit, at any width, and what can be chosen where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbs.language import ENGLISH
from screens.fullscreen.cells import Loom
from screens.fullscreen.lines import Line, Target
from screens.fullscreen.look import PLAIN as LOOK
from screens.fullscreen.palette import NEW, STRONG
from screens.fullscreen.sheet import Manner, sheet_of, value_of
from screens.view import (
    Art,
    Block,
    Chart,
    Choice,
    Facts,
    Field,
    Form,
    Item,
    Kind,
    Listing,
    Live,
    Notice,
    Paced,
    Post,
    Prose,
    View,
)
from tests.screens.fullscreen.scripts import lines, texts

MANNER = Manner(ENGLISH)
widths = st.integers(20, 80) | st.integers(80, 300)
some = st.just("") | lines


def tuples(values: st.SearchStrategy[Any], least: int = 0, most: int = 4) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, min_size=least, max_size=most).map(tuple)


choices = tuples(st.builds(Choice, st.sampled_from(["", "yes", "4"]), lines), 0, 2)
fields = st.builds(Field, st.just("name"), lines, st.sampled_from(Kind), choices=choices, value=some)
items = st.builds(Item, lines, some, new=st.booleans())
posts = st.builds(
    Post,
    st.just("7"),
    st.sampled_from(["sam", "wren-of-the-north-x"]),
    lines,
    texts,
    standing=st.sampled_from(["", "moderator"]),
    where=some,
    note=some,
    new=st.booleans(),
    collapsed=st.booleans(),
    number=st.integers(1, 200),
)
drawings = st.builds(Art, tuples(st.sampled_from(["", " ~", "/\\__" * 4, "~ " * 40]), 1), lines)
blocks: dict[str, st.SearchStrategy[Block]] = {
    "prose": st.builds(Prose, tuples(lines)),
    "facts": st.builds(Facts, tuples(st.tuples(lines, some))),
    "listing": st.builds(Listing, tuples(items), lines, some),
    "post": posts,
    "form": st.builds(Form, tuples(fields), st.just("change")),
    "notice": st.builds(Notice, lines),
    "chart": st.builds(Chart, lines, tuples(st.tuples(lines, st.floats(-5, 100)))),
    "live": st.builds(Live, st.just("topic"), tuples(posts, most=2), lines),
    "paced": st.builds(Paced, tuples(lines, 1), lines, st.none() | drawings),
    "art": drawings,
}
manners = st.builds(Manner, st.just(ENGLISH), plain=st.booleans(), step=st.integers(0, 5), heading=some, closing=some)
mixed = tuples(st.one_of(*blocks.values()))


def views(blocks: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[View]:
    return st.builds(View, lines, blocks, total=st.sampled_from([0, 12]))


def text(line: Line) -> str:
    return "".join(words for words, _ in line)


def squeezed(*words: str) -> str:
    """Return words without the white space, at which they may have been divided."""
    return "".join("".join(words).split())


def read(lines: Iterable[Line]) -> str:
    """Return what is read in lines, without the tags at their right edge."""
    return squeezed(*(text(line[:-1] if line and re.fullmatch(" +new", line[-1][0]) else line) for line in lines))


def said(block: Block, manner: Manner) -> list[str]:
    """Return the words of a block that must be read, in their order."""
    match block:
        case Prose(paragraphs):
            return list(paragraphs)
        case Facts(rows):
            return [word for row in rows for word in row]
        case Notice(words):
            return [words]
        case Listing(items, empty, name):
            return [name, *([part for item in items for part in (item.label, item.detail)] or [empty])]
        case Form(fields, _):
            return [part for field in fields for part in (field.label, value_of(field, ENGLISH))]
        case Post():
            hidden = "Not shown yet. o opens it; Enter goes past."
            note = f"Content note: {block.note}." if block.note else ""
            head = [part for part in (block.author, block.standing, block.when) if part]
            return [
                ", ".join(head),
                block.where,
                note,
                hidden if block.collapsed else block.text,
            ]
        case Live(_, posts, empty):
            return [word for post in posts for word in said(post, manner)] or [empty]
        case Paced(steps, way_out):
            return [*steps[: manner.step + 1], way_out]
        case Chart(sentence, points):
            return [sentence] if manner.plain else [sentence, *(name for name, _ in points)]
        case Art(_, alt):
            return [alt] if manner.plain else []


def fits(row: str, width: int) -> bool:
    """Say whether a row is drawn to its end in a window so wide, by terminals that do not know its letters too."""
    return "".join(Loom(width, LOOK, None).cells(((row, LOOK),)).texts).rstrip() == row.rstrip()


def shown(view: View, manner: Manner) -> list[Block]:
    """Return the blocks of a view up to the steps that are not all taken yet."""
    found: list[Block] = []
    for block in view.blocks:
        found.append(block)
        if isinstance(block, Paced) and manner.step + 1 < len(block.steps):
            break
    return found


def belongs(target: Target) -> list[str]:
    """Return the words of what can be chosen."""
    match target.what:
        case Item(label, detail):
            return [label, detail]
        case Field() as field:
            return [field.label, value_of(field, ENGLISH)]
        case Post() as post:
            return said(post, MANNER)
        case str() as words:
            return [words]


def are_in_order(words: Iterable[str], within: str) -> bool:
    """Say whether words stand one after the other in a text, whatever is between them."""
    at = 0
    for one in words:
        at = within.find(squeezed(one), at)
        if at < 0:
            return False
        at += len(squeezed(one))
    return True


@pytest.mark.parametrize("kind", [*blocks, "several"])
@settings(max_examples=12, deadline=None)
@given(st.data(), widths, manners)
def test_no_row_is_wider_than_the_window_and_no_word_is_lost(
    kind: str, data: st.DataObject, width: int, manner: Manner
) -> None:
    view = data.draw(views(tuples(blocks[kind], 1, 1) if kind in blocks else mixed))
    sheet = sheet_of(view, width, manner)
    assert all(fits(text(line), width) for line in sheet.lines)
    everything = [word for block in shown(view, manner) for word in said(block, manner)]
    assert are_in_order(everything, read(sheet.lines))
    assert squeezed(manner.heading) in read(sheet.lines)
    assert read(sheet.lines).endswith(squeezed(manner.closing))


@settings(max_examples=25, deadline=None)
@given(views(mixed), widths, manners)
def test_what_can_be_chosen_stands_in_order_behind_room_for_the_marker(view: View, width: int, manner: Manner) -> None:
    sheet = sheet_of(view, width, manner)
    wanted = [what for block in shown(view, manner) for what in choosable(block, manner)]
    wanted += [manner.closing] if manner.closing else []
    assert [target.what for target in sheet.targets] == wanted
    ends = -1
    for target in sheet.targets:
        assert ends < target.first <= target.last < len(sheet.lines)
        ends = target.last
        its_own = sheet.lines[target.first : target.last + 1]
        assert its_own[0][0][0].startswith("   "), "the marker takes the place of blanks of the first span"
        assert all(text(line)[:3].isspace() or not line for line in its_own)
        assert are_in_order(belongs(target), read(its_own))
    assert len(read(sheet.lines[ends + 1 :])) == 0 or not manner.closing


def choosable(block: Block, manner: Manner) -> list[Any]:
    """Return what can be chosen of a block."""
    match block:
        case Listing(items):
            return list(items)
        case Form(fields):
            return list(fields)
        case Post():
            return [block]
        case Live(_, posts):
            return list(posts)
        case Paced(steps):
            return [steps[min(manner.step, len(steps) - 1)]]
    return []


OWN = re.compile(r"[\w\s!-/:;<>=?@]*")


@settings(max_examples=25, deadline=None)
@given(mixed, widths, manners)
def test_a_reader_is_shown_letters_digits_and_plain_punctuation(
    blocks: tuple[Block, ...], width: int, manner: Manner
) -> None:
    view = View("", blocks, total=12)
    sheet = sheet_of(view, width, replace(manner, plain=True))
    theirs = set("".join(word for block in blocks for word in said(block, replace(manner, plain=True, step=9))))
    own = set("".join(map(text, sheet.lines))) - theirs - set(manner.heading + manner.closing)
    assert OWN.fullmatch("".join(sorted(own)))
    assert "".join(own).isascii()


# Single blocks, as they are read

SLEEP = Item("Sleep and nights", "2 new, 5 threads", "boards/sleep")


def rows(width: int, *blocks: Block, **manner: Any) -> list[str]:
    return [text(line).rstrip() for line in sheet_of(View("", blocks), width, Manner(ENGLISH, **manner)).lines]


def test_details_stand_in_a_column_beside_what_they_belong_to_and_below_what_is_too_long() -> None:
    long = Item("A board whose name has no room in half of a narrow window", "3 threads")
    assert rows(60, Listing((SLEEP, Item("Work", "1 thread"), long), "")) == [
        "   Sleep and nights   2 new, 5 threads",
        "   Work               1 thread",
        "   A board whose name has no room in half of a narrow",
        "     window",
        "     3 threads",
    ]
    assert rows(30, Listing((SLEEP,), "")) == ["   Sleep and nights", "     2 new, 5 threads"]


def test_what_is_new_says_so_once_and_within_the_window() -> None:
    listing = Listing((SLEEP, Item("Work", "1 thread", new=True), Item("New here", "5 new", new=True)), "")
    assert rows(40, listing) == [
        "   Sleep and nights   2 new, 5 threads",
        "   Work               1 thread      new",
        "   New here           5 new",
    ]


def test_only_what_is_new_meets_the_eye_and_not_the_word() -> None:
    items = (Item("New", "nothing new", id="1"), Item("Sleep", "2 new", id="2", new=True), Item("Rain", id="3"))
    sheet = sheet_of(View("", (Listing(items, ""),)), 80, MANNER)
    loud = {text for line in sheet.lines for text, style in line if style in (NEW, STRONG) and text.strip()}
    assert {text.strip() for text in loud} == {"Sleep", "2 new"}


def test_the_heading_stands_over_the_list_that_it_names_and_else_before_everything() -> None:
    listing, named = Listing((SLEEP,), ""), Listing((SLEEP,), "", name="Others")
    item = "   Sleep and nights   2 new, 5 threads"
    assert rows(60, Prose(("Hello.",)), listing, heading="Boards of this place") == [
        " Hello.", "", " Boards of this place", "", item
    ]  # fmt: skip
    assert rows(60, Prose(("Hello.",)), named, heading="Boards of this place") == [
        " Boards of this place", "", " Hello.", "", " Others", item
    ]  # fmt: skip


def test_the_heading_is_there_once_whatever_comes_later() -> None:
    listing = Listing((SLEEP,), "")
    assert rows(60, listing, listing, heading="Boards").count(" Boards") == 1
    assert rows(60, Paced(("In.", "Out."), "Esc stops."), listing, heading="Breathing")[0] == " Breathing"


def test_what_comes_after_steps_is_for_who_has_taken_them_all() -> None:
    blocks = (Paced(("Breathe in.", "Breathe out."), "Esc stops."), Prose(("Well done.",)))
    assert rows(40, *blocks) == ["   Breathe in.", "", "   Esc stops."]
    taken = ["   Breathe in.", "", "   Breathe out.", "", "   Esc stops.", "", " Well done."]
    assert rows(40, *blocks, step=1) == taken
    assert rows(40, *blocks, step=7) == taken


def test_a_picture_that_goes_with_steps_stands_below_each_where_it_has_room_in_every_form() -> None:
    art = Art(("(  )",), "A form that grows.", ((("(    )",), 1.0),))
    steps = Paced(("In.", "Out."), "Esc stops.", art)
    assert rows(40, steps) == ["   In.", "", "   Esc stops.", "", "   (  )"]
    assert rows(40, steps, step=1) == ["   In.", "", "   Out.", "", "   Esc stops.", "", "   (  )"]
    assert sheet_of(View("", (steps,)), 40, Manner(ENGLISH)).picture == (4, art)
    assert rows(40, steps, plain=True) == ["   In.", "", "   Esc stops."]
    wide = Art(("(  )",), "A form that grows.", ((("(" + " " * 40 + ")",), 1.0),))
    assert rows(40, Paced(("In.",), "Esc stops.", wide)) == ["   In.", "", "   Esc stops."]


def test_a_picture_that_has_no_room_is_told() -> None:
    art = Art(("~" * 50, "  /\\"), "A harbour at night.")
    assert rows(60, art) == [" " + "~" * 50, "   /\\"]
    assert rows(40, art) == [" Picture: A harbour at night."]
    assert rows(60, art, plain=True) == [" Picture: A harbour at night."]


def test_a_bar_is_as_long_as_what_it_stands_for() -> None:
    chart = Chart("Better than last week.", (("Mon", 2), ("Tuesday", 4), ("Wed", 0)))
    assert rows(40, chart) == [
        " Better than last week.",
        "",
        "   Mon       ============",
        "   Tuesday   =========================",
        "   Wed",
    ]
    assert rows(40, chart, plain=True) == [" Better than last week."]


def test_a_secret_is_not_shown_and_what_is_not_set_says_so() -> None:
    secret = Field("code", "Code", Kind.SECRET, value="hidden words")
    palette = Field("palette", "Colours", Kind.CHOICE, choices=(Choice("dark", "dark ground"),), value="dark")
    assert rows(40, Form((secret, palette, Field("country", "Country")), "change")) == [
        "   Code      not shown",
        "   Colours   dark ground",
        "   Country   not set",
    ]
