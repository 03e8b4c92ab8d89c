"""How much of our labelled texts is noticed: the goals of the rules, and the figures that the promises page says."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest

from bbs.community.noticing import labelled, measured
from bbs.community.noticing.labelled import ABOUT, EVERYDAY, OWN, SPEECH, Report, Tally
from bbs.community.noticing.listening import shipped
from bbs.community.noticing.measured import Measured
from bbs.errors import NotUnderstood

FOLDER = files("bbs") / "text" / "noticing"
FIGURES = {
    "held_out.tsv": measured.HELD_OUT,
    "afterwards.tsv": measured.AFTERWARDS,
    "unseen.tsv": measured.UNSEEN,
    "before_signs.tsv": measured.BEFORE_SIGNS,
    "new_voices.tsv": measured.NEW_VOICES,
    "reviewer.tsv": measured.REVIEWER,
    "ordinary.tsv": measured.ORDINARY,
    "board.tsv": measured.BOARD,
    "visitors.tsv": measured.VISITORS,
    "auditor.tsv": measured.AUDITOR,
    "assessor.tsv": measured.ASSESSOR,
    "inspector.tsv": measured.INSPECTOR,
    "letters.tsv": measured.LETTERS,
}
FILES = ("tuning.tsv", *FIGURES)


@cache
def counted(name: str) -> Report:
    return labelled.report(shipped(), (FOLDER / name).read_text("utf-8").splitlines())


def share(tally: Tally) -> int:
    return round(100 * tally.noticed / tally.texts)


@pytest.fixture(scope="module")
def held_out() -> Report:
    return counted("held_out.tsv")


def measure(report: Report) -> Measured:
    return Measured(*(share(report.tally(*kinds)) for kinds in (OWN, EVERYDAY, SPEECH)))


@pytest.mark.parametrize("name", FIGURES)
def test_the_figures_that_are_promised_are_those_of_the_report(name: str) -> None:
    assert measure(counted(name)) == FIGURES[name]


def test_what_the_promises_page_says_is_the_worst_of_the_figures() -> None:
    told = measured.figures()
    assert set(measured.ALL) == set(FIGURES.values())
    assert all(told["noticed"] <= each.noticed and told["everyday"] >= each.everyday for each in measured.ALL)


@pytest.mark.parametrize("name", FIGURES)
def test_enough_is_noticed_of_people_in_crisis_wherever_it_is_counted(name: str) -> None:
    assert measure(counted(name)).noticed >= 85


@pytest.mark.parametrize("name", ["held_out.tsv", "board.tsv"])
def test_posts_as_a_board_has_most_of_are_seldom_noticed_wrongly(name: str) -> None:
    found = measure(counted(name))
    assert found.everyday <= 3
    assert found.speech <= 2


def test_what_is_not_of_anybody_in_crisis_is_seldom_noticed_in_all_files_together() -> None:
    reports = [counted(name) for name in FIGURES]
    for kinds, most in ((EVERYDAY, 3), (SPEECH, 2)):
        tallies = [report.tally(*kinds) for report in reports]
        assert 100 * sum(one.noticed for one in tallies) / sum(one.texts for one in tallies) <= most


def test_enough_is_noticed_of_people_in_crisis_in_each_language(held_out: Report) -> None:
    for language in ("en", "es"):
        assert share(held_out.tally(*OWN, language=language)) >= 85
    urgent = held_out.tally("urgent")
    assert urgent.urgent / urgent.texts >= 0.85


@pytest.mark.parametrize("name", FILES)
def test_talk_of_others_of_the_past_of_recovery_and_grief_pages_nobody(name: str) -> None:
    assert counted(name).tally(*ABOUT).urgent == 0


def test_parts_that_could_harm_are_covered_and_others_are_not(held_out: Report) -> None:
    wanted, covered, _, wrongly = held_out.holds()
    assert covered / wanted >= 0.85
    assert wrongly == 0


def test_there_are_enough_texts_in_both_languages() -> None:
    results = [one for name in FILES for one, _ in counted(name).results]
    assert len(results) >= 500
    assert sum(one.language == "es" for one in results) >= 120
    assert len({one.text for one in results}) == len(results)


def test_a_file_is_read_with_remarks_and_empty_lines_between() -> None:
    read = list(labelled.labelled(["# a remark", "", "idiom\tno\ten\tthis is killing me\n"]))
    assert [(one.kind, one.hold, one.language, one.text) for one in read] == [
        ("idiom", False, "en", "this is killing me")
    ]


@pytest.mark.parametrize("line", ["idiom", "idiom\tperhaps\ten\twords", "joke\tno\ten\twords", "idiom\tno\ten\t "])
def test_a_line_that_is_not_as_it_should_be_is_named(line: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        list(labelled.labelled(["# a remark", line]))
    assert refused.value.words().startswith("Line 2 is not class")
