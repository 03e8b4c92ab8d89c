"""What members write is read as people mean it: no word is lost, and what is in doubt stays as it was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbs.safe_text import safe_text
from screens.markdown import DEEPEST, MOST_SIGNS, Span, Stress, passages
from tests.calls import calls_of
from tests.screens.fullscreen.scripts import SCRIPTS, words

signs = st.sampled_from(
    [
        *("*", "**", "***", "_", "__", "`", "``", "```", "~~~", ">", "> ", ">>", "- ", "* ", "+ ", "1. ", "12) ", "# "),
        *("[", "](", ")", "](https://", "!", "\\", "<b>", "&amp;", "\n", "\n\n", "   ", ".", "![a](b)", "[a]: b", "|"),
    ]
)
marked = st.lists(signs | words | st.just(" "), max_size=30).map("".join).map(safe_text)


def drawn(text: str) -> str:
    """Return a text with its emphasis in braces of its weight and its code in bars: {so}, {{so}}, |code|."""
    shown = []
    for passage in passages(text):
        shown.append(">" * passage.depth + passage.indent + (f"{passage.lead} " if passage.lead else ""))
        shown[-1] += "".join(map(_span, passage.spans)) if not passage.is_code else f"|{passage.words}|"
    return "\n".join(shown)


def _span(span: Span) -> str:
    words = f"|{span.words}|" if span.is_code else span.words
    return "{" * span.stress + words + "}" * span.stress


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("it was *so* hard", "it was {so} hard"),
        ("_too_ much, but not _too_ much.", "_too_ much, but not {too} much."),
        ("I **never** said that", "I {{never}} said that"),
        ("**Please** read", "{{Please}} read"),
        ("a **b *c* d** e", "a {{b c d}} e"),
        ("it is ***both***.", "it is {{both}}."),
        ("he said (*never*)", "he said ({never})"),
        ("我*非常*累", "我{非常}累"),
        ("این *خیلی* سخت بود", "این {خیلی} سخت بود"),
        ("यह *बहुत* कठिन था", "यह {बहुत} कठिन था"),
        ("*Nobody ever told me that it could be like this.*", "{Nobody ever told me that it could be like this.}"),
    ],
)
def test_emphasis(typed: str, shown: str) -> None:
    assert drawn(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        *("*shrug*", "*hugs* I am so sorry", "I don't know *shrug*", "Well. *makes tea* Now then.", "_sighs_"),
        *("2*3*4", "2 * 3 * 4", "snake_case_word", "__init__", "f*ck and sh*t", "un*frigging*believable", "**kwargs"),
        *(
            "¯\\_(ツ)_/¯",
            "~/_foo_/bar",
            "C:\\_a_",
            "https://x.org/a_b_c*d*",
            "* see below",
            "text* and *note",
            "**so*",
            "so *️⃣ and *️⃣ more",
        ),
        *("#1 reason", "#hashtag", ">.< ouch", ">:( no", ">10 minutes late", "-5 degrees", "2026. A year.", "1.5. bis"),
        *("[sic](see above)", "f[i](x)", "![cat](https://x.org)", "[a][b]", "[a]: https://b", '[a](https://b "c")'),
        *("a ` b", "``", "```", "``` open", "---", "***", "===", "a\n---", "| a | b |", "<b>so</b>", "&amp; &#65;"),
        *("https://x.org", "me@x.org", "\\*so\\*", "    four blanks", "a  b", "line\nline"),
        *("1. May", "- mum", "- a\n- b", "  - a", "1. a\n3. b", "1) a"),
    ],
)
def test_what_is_meant_as_it_stands_stays(typed: str) -> None:
    assert drawn(typed) == typed


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("* a\n* b", "- a\n- b"),
        ("+ a\n+ b\n\n* see below", "- a\n- b\n\n* see below"),
        ("- a *so* nice one\n  and more\nnot", "- a {so} nice one\n  and more\nnot"),
        ("12. a\n    b", "12. a\n    b"),
        ("> hers\nmine", ">hers\nmine"),
        (">> older\n> newer\n>\n> end", ">>older\n>newer\n>\n>end"),
        ("> - a\n> - b", ">- a\n>- b"),
        (">word", ">word"),
        ("## Sleep\nwell", "{{Sleep}}\nwell"),
        ("use `ls  -l *x*` then", "use |ls  -l *x*| then"),
        ("`` a ` b ``", "|a ` b|"),
        ("```\n  if *a*:\n\n    > b\n```\nend", "|  if *a*:|\n||\n|    > b|\nend"),
        ("~~~python\n```\n~~~", "python\n|```|"),
        ("> ```\n> code\n> ```", ">|code|"),
        ("see [my song](https://x.org/a_(b)_c).", "see my song (https://x.org/a_(b)_c)."),
        (
            "[write](mailto:a@b.org) or [read](warmline.example/x)",
            "write (mailto:a@b.org) or read (warmline.example/x)",
        ),
    ],
)
def test_lists_quotations_headings_code_and_links(typed: str, shown: str) -> None:
    assert drawn(typed) == shown


@settings(max_examples=200, deadline=None)
@given(marked)
def test_every_letter_of_any_text_is_kept_in_order(text: str) -> None:
    kept = "".join(passage.indent + passage.lead + passage.words for passage in passages(text))
    assert _letters(kept) == _letters(text)
    assert not set(kept) - set(text) - set(" -()")  # what we put: the sign of an item, round brackets about an address


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text))


@settings(max_examples=50, deadline=None)
@given(st.lists(words | st.just("snake_case") | st.just("it's"), max_size=20).map(" ".join).map(safe_text))
def test_plain_words_are_one_span_a_line(text: str) -> None:
    assert [passage.spans for passage in passages(text)] == [(Span(line),) if line else () for line in text.split("\n")]


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_every_script_can_be_emphasised_and_is_not_divided(script: str) -> None:
    (passage,) = passages(f"word **{script}** word")
    assert passage.spans[1] == Span(script, Stress.STRONG)


def test_deep_quotations_end() -> None:
    (passage,) = passages(">" * 10_000 + " end")
    assert passage.depth == DEEPEST
    assert passage.words == ">" * (10_000 - DEEPEST) + " end"


def test_a_text_of_nothing_but_signs_is_what_was_typed() -> None:
    assert "{" in drawn("a *b* c. " * (MOST_SIGNS // 2))
    text = "a *b* c. " * MOST_SIGNS
    assert drawn(text) == text


@pytest.mark.parametrize(
    "piece",
    [
        *("*", "_", "a* ", "*a ", "x *a* y. ", "*_", "`", "` `` ", "[", "[a](", "[a](https://b", "](", "> ", ">"),
        *("> *a*\n", "- a\n", "  a\n", "```\n", "```\n~~~\n", "~~~~~\n```\n", "# a\n", " ", "a"),
    ],
)
def test_work_grows_with_the_length_of_a_text_and_no_faster(piece: str) -> None:
    half = piece * (10_000 // len(piece))
    assert calls_of(lambda: passages(half * 2)) <= 2.5 * calls_of(lambda: passages(half)) + 1000
