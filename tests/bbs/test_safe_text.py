"""Nothing that could move a cursor or hide a word gets through; every script and emoji does."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.safe_text import MOST_MARKS, cells, graphemes, last_gate, safe_line, safe_text

WHOLE = {
    "emoji family": "👨‍👩‍👧‍👦",
    "profession with a skin tone": "👩🏽‍⚕️",
    "rainbow flag": "🏳️‍🌈",
    "pirate flag": "🏴‍☠️",
    "head shaken sideways": "🙂‍↔️",
    "heart on fire": "❤️‍🔥",
    "national flags": "🇬🇧🇪🇸🇯🇵",
    "keycap": "1️⃣ #️⃣",
    "text heart": "☹︎ ❤︎",
    "Chinese": "今晚睡不着。",
    "a chosen form of a Chinese character": "葛\U000e0100城",
    "Japanese": "眠れない、がぎぐ",
    "Korean": "오늘 밤도 잠이 안 와요",
    "Arabic": "لا أستطيع النوم الليلة",
    "Arabic with vowels": "السَّلَامُ عَلَيْكُمْ",
    "Persian": "نمی‌خواهم تنها باشم، کتاب‌ها",
    "Persian abbreviation": "۱۴۰۳ ه‍. ش",
    "Hebrew with points": "שָׁלוֹם",
    "Hindi": "हिन्दी में क्ष और श्री",
    "Hindi half form": "क्‍ष",
    "Hindi explicit virama": "क्‌ष",
    "Bengali": "র‍্যাব",
    "Sinhala": "ශ්‍රී",
    "old Malayalam": "അവന്‍ വന്നു",
    "Burmese": "လျှော့ မြွှော့်",
    "Thai": "นอนไม่หลับ",
    "Tibetan": "བརྒྱད",
    "Vietnamese": "Tôi không ngủ được",
    "Greek": "Δεν μπορώ να κοιμηθώ",
    "box drawing and braille": "┌─┐ ⠓⠊",
    "ideographic space": "一　二",
    "two paragraphs": "One.\n\n\n  Two, indented.",
}

# Characters at which rules meet: joiners, viramas, marks that NFC splits or reorders, emoji, controls.
PIECES = st.sampled_from(
    "aernकषरമനاهیب👩❤🏽🇬\u2194\u2190#1가각葛\uf900\u0958\ufb2c"
    "\u0301\u0344\u0338\u0323\u0308\u093c\u094d\u0d4d\u0dca\u0dd9\u0ddc\u0951\u1037\u1039\u20e3"
    "\ufe0e\ufe0f\U000e0100\u200c\u200d\u200b\u2060 \u3000\u2000\u00a0\n\r\t\x1b\x9b\u2028\u202e\ud800\U000e0067"
)
TEXTS = st.one_of(st.text(st.characters()), st.lists(PIECES, max_size=24).map("".join))


def is_forbidden(char: str) -> bool:
    """Decide from Unicode's own categories, independently of the ranges in the module."""
    drawn_formats = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    category = unicodedata.category(char)
    if char in "\n\u200c\u200d" or char in drawn_formats:
        return False
    return category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or (ord(char) & 0xFFFE) == 0xFFFE


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_every_script_and_emoji_is_kept_whole(text: str) -> None:
    assert safe_text(text) == unicodedata.normalize("NFC", text)
    assert last_gate(text) == text


def test_no_forbidden_character_of_all_unicode_passes_either_gate() -> None:
    everything = "".join(map(chr, range(0x110000)))
    forbidden = set(filter(is_forbidden, everything))
    assert len(forbidden) > 100_000
    for gate in (safe_text, last_gate):
        assert forbidden.isdisjoint(gate(everything))


def test_every_visible_letter_and_symbol_of_unicode_passes() -> None:
    drawn_as_nothing = "\u115f\u1160\u3164\uffa0"
    visible = [
        c for c in map(chr, range(0x110000)) if unicodedata.category(c)[0] in "LNPS" and c not in drawn_as_nothing
    ]
    assert [char for char in visible if not safe_text(char)] == []


@given(TEXTS)
def test_nothing_forbidden_survives_in_any_text(text: str) -> None:
    for safe in (safe_text(text), safe_line(text), last_gate(text)):
        assert not any(map(is_forbidden, safe))
        safe.encode()
    assert "\n" not in safe_line(text)


@given(TEXTS)
def test_a_second_time_changes_nothing(text: str) -> None:
    for gate in (safe_text, safe_line, last_gate):
        once = gate(text)
        assert gate(once) == once


@given(TEXTS)
def test_what_the_store_keeps_the_terminal_shows(text: str) -> None:
    safe = safe_text(text)
    assert last_gate(safe) == safe
    assert unicodedata.is_normalized("NFC", safe)


@given(TEXTS)
def test_no_line_begins_with_a_mark_or_ends_with_a_space(text: str) -> None:
    for line in safe_text(text).split("\n"):
        assert line == line.rstrip()
        assert not line or unicodedata.category(line[0])[0] != "M"


def test_an_escape_sequence_becomes_harmless_text() -> None:
    assert safe_text("\x1b]52;c;cm0gLXJm\x07hello\x9b2J") == "]52;c;cm0gLXJmhello2J"


def test_line_ends_of_all_systems_become_newlines_and_a_tab_a_space() -> None:
    assert safe_text("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch\tj") == "a\nb\nc\nd\ne\nf\ng\nh j"


def test_spaces_at_line_ends_and_blank_lines_around_go_and_the_layout_inside_stays() -> None:
    assert safe_text("\n \n  two \n\n\n\n three\t\n\n") == "  two\n\n\n\n three"


def test_a_title_is_one_line_with_single_spaces() -> None:
    assert safe_line("  Four\r\na.m.\t\u3000 again \n") == "Four a.m. again"


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("pay\u202epal", "paypal"),
        ("s\u200cam", "sam"),
        ("s\u200dam", "sam"),
        ("a\u200d😀", "a😀"),
        ("😀\u200d", "😀"),
        ("क्\u200d\u200d\u200dष", "क्\u200dष"),
        ("می\u200c خواهم", "می خواهم"),
        ("s\u00adam\ufeff", "sam"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4"),
        ("ok\ue0a0\uffff\U0010ffff", "ok"),
        ("half \ud83d", "half"),
        ("☺\ufe0f\ufe0f\ufe0e", "☺\ufe0f"),
        (" \u0301x", " x"),
    ],
)
def test_what_only_hides_is_dropped(hidden: str, shown: str) -> None:
    assert safe_text(hidden) == shown


@given(
    st.lists(
        st.sampled_from(["a", "é", "क", "가", " ", "\u0301", "\u0489", "\u0344", "\u200d", "\u200c", "\u094d"]),
        max_size=60,
    )
)
def test_no_base_carries_more_than_four_marks(pieces: list[str]) -> None:
    marks = 0
    for char in safe_text("".join(pieces)):
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else marks if char in "\u200c\u200d" else 0
        assert marks <= MOST_MARKS


def test_a_hundred_thousand_marks_never_reach_normalisation(monkeypatch: pytest.MonkeyPatch) -> None:
    """NFC is quadratic in the marks of one base; it is linear when it is only ever given runs of a few."""
    longest: list[int] = []
    normalize = unicodedata.normalize

    def spy(form: str, text: str) -> str:
        runs = re.findall("[\u0300-\u036f]+", text)
        longest.append(max(map(len, runs), default=0))
        return normalize(form, text)  # type: ignore[arg-type]

    monkeypatch.setattr(unicodedata, "normalize", spy)
    assert safe_text("a" + "\u0301\u0323" * 50_000 + "b").endswith("b")
    assert longest
    assert max(longest) <= 2 * MOST_MARKS


@pytest.mark.parametrize("piece", ["a\u0301", "\u0301", "क्\u200dष", "👩\u200d", "\u200d", "é\n", "\ufe0f", "\u0903"])
def test_work_grows_with_the_length_and_no_faster(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = 0
    category, combining = unicodedata.category, unicodedata.combining

    def count_category(char: str, /) -> str:
        nonlocal looked_up
        looked_up += 1
        return category(char)

    def count_combining(char: str, /) -> int:
        nonlocal looked_up
        looked_up += 1
        return combining(char)

    monkeypatch.setattr(unicodedata, "category", count_category)
    monkeypatch.setattr(unicodedata, "combining", count_combining)

    def work(length: int) -> int:
        nonlocal looked_up
        looked_up = 0
        safe_text("é" + piece * length)
        return looked_up

    assert work(2_000) <= 2 * work(1_000) + 100
    assert work(1_000) <= 60 * 1_000 * len(piece)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("sam", ["s", "a", "m"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("👨‍👩‍👧!", ["👨‍👩‍👧", "!"]),
        ("🇬🇧🇪🇸", ["🇬🇧", "🇪🇸"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("☺️a", ["☺️", "a"]),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", ["\u1112\u1161\u11ab", "\u1100\u1173\u11af"]),
        ("क्षि", ["क्षि"]),
        ("မပျော်ဘူး", ["မ", "ပျော်", "ဘူး"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("", []),
    ],
)
def test_backspace_takes_what_a_person_sees_as_one_character(text: str, seen: list[str]) -> None:
    assert graphemes(text) == seen


@given(TEXTS)
def test_graphemes_put_together_are_the_text(text: str) -> None:
    assert "".join(graphemes(text)) == text


@pytest.mark.parametrize(
    ("text", "width"), [("sam", 3), ("今晚", 4), ("👨‍👩‍👧", 2), ("🇬🇧", 2), ("e\u0301", 1), ("a\x1b\nb", 2), ("", 0)]
)
def test_cells_are_what_a_terminal_uses(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_the_cells_of_a_line_are_those_of_its_characters(text: str) -> None:
    for line in text.split("\n"):
        assert sum(map(cells, graphemes(line))) == cells(line)


@given(TEXTS)
def test_cells_are_never_negative(text: str) -> None:
    assert cells(text) >= 0
