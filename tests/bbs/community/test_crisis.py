"""Crisis help: the shipped data is sound, the first screen is never empty, what is best comes first."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community.crisis import (
    EMERGENCY_FILE,
    EVERYWHERE,
    LINES_FILE,
    NO_COUNTRY,
    CrisisData,
    CrisisLine,
    load,
)
from bbs.community.opening_hours import State
from tests.for_each import for_each

DATA = load()
LISTED = sorted({line.country for line in DATA.lines} - {EVERYWHERE})
AFTERNOON = 1_793_800_800  # Wednesday 4 November 2026, 14:00 UTC
A_WEEK = range(AFTERNOON, AFTERNOON + 7 * 86_400, 3_600)
moments = st.integers(1_790_000_000, 1_830_000_000)
countries = st.sampled_from([*LISTED, "VN", "JE", None])


def at(local: str, zone: str) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp())


def ids(lines: list[CrisisLine]) -> list[str]:
    return [line.id for line in lines]


def test_all_the_shipped_rows_are_there() -> None:
    assert len(DATA.lines) == 167
    assert len(LISTED) == len(DATA.emergency_numbers) == 78  # 77 countries and the European numbers
    assert sorted(DATA.emergency_numbers) == LISTED


def test_numbers_are_kept_exactly_as_they_are_dialled() -> None:
    written = {tuple(line.split("\t")[i] for i in (0, 2, 4, 5)) for line in shipped(LINES_FILE).splitlines()[1:]}
    assert {(line.country, line.service, line.phone, line.text) for line in DATA.lines} == written


def test_every_line_has_an_id_of_its_own_and_the_countrys_shown_name() -> None:
    assert len({line.id for line in DATA.lines}) == len(DATA.lines)
    assert {"GB:samaritans", "ES:linea-024", "SG:samaritans-of-singapore-sos"} <= {line.id for line in DATA.lines}
    for row in shipped(LINES_FILE).splitlines()[1:]:
        code, name = row.split("\t")[:2]
        assert code in {EVERYWHERE, "EU"} or DATA.countries.name(code) == name


@for_each("country", [*LISTED, "VN", None])
def test_the_first_screen_is_never_empty_at_any_hour(country: str | None) -> None:
    for now in A_WEEK:
        shown = DATA.first_screen(country, now)
        assert 1 <= len(shown) <= 8
        answers = [line for line in shown if line.for_everyone and line.opening(now).state is not State.CLOSED]
        assert answers
        if any(line.confidence == "medium" for line in shown):
            assert shown[-1].kind == "directory"


def test_a_country_with_good_lines_shows_those_alone_and_the_others_under_more_lines() -> None:
    shown = DATA.first_screen("GB", AFTERNOON)
    assert ids(shown)[:2] == ["GB:samaritans", "GB:shout"]
    assert {line.confidence for line in shown} == {"high"}
    assert len(shown) == 5
    assert set(shown) < set(DATA.lines_for("GB", AFTERNOON))


def test_medium_lines_and_the_directories_are_shown_where_there_is_nothing_better() -> None:
    assert [line.kind for line in DATA.first_screen("NP", AFTERNOON)] == ["crisis", *["directory"] * 3]


def test_a_good_line_that_is_closed_does_not_stand_alone() -> None:
    saturday, wednesday = at("2026-11-07 12:00", "Africa/Nairobi"), at("2026-11-04 12:00", "Africa/Nairobi")
    assert ids(DATA.first_screen("KE", saturday))[:2] == ["KE:kenya-red-cross", "KE:befrienders-kenya"]
    assert ids(DATA.first_screen("KE", wednesday)) == ["KE:befrienders-kenya"]


@pytest.mark.parametrize("country", ["VN", "JE", "XX", None])
def test_a_country_without_lines_gets_the_directories_and_no_number(country: str | None) -> None:
    assert {line.kind for line in DATA.lines_for(country, AFTERNOON)} == {"directory"}
    assert DATA.first_screen(country, AFTERNOON) == DATA.lines_for(country, AFTERNOON)
    assert DATA.emergency(country) is None


def test_a_country_with_an_emergency_number_and_no_lines_keeps_its_number() -> None:
    data = replace(DATA, lines=tuple(line for line in DATA.lines if line.country != "GB"))
    assert data.emergency("GB") == "999 or 112"
    assert {line.kind for line in data.first_screen("GB", AFTERNOON)} == {"directory"}


@given(countries, moments, st.booleans())
def test_lines_are_ordered_by_kind_open_audience_and_confidence(country: str | None, now: int, text_only: bool) -> None:
    lines = DATA.lines_for(country, now, text_only=text_only)
    kinds = ["crisis", "information", "directory"]
    for one, other in pairwise(lines):
        before = (
            kinds.index(one.kind),
            one.opening(now).state is State.CLOSED,
            not one.audience.startswith("everyone"),
        )
        after = (
            kinds.index(other.kind),
            other.opening(now).state is State.CLOSED,
            not other.audience.startswith("everyone"),
        )
        assert before <= after
        if before == after:
            assert (one.confidence, other.confidence) != ("medium", "high")
    everything = {line for line in DATA.lines if line.country in (country, EVERYWHERE)}
    assert set(lines) == {line for line in everything if line.text or not text_only or line.kind == "directory"}


def test_text_lines_are_those_that_can_be_texted() -> None:
    assert ids(DATA.lines_for("GB", AFTERNOON, text_only=True))[:2] == ["GB:shout", "GB:papyrus-hopeline247"]


def test_a_closed_line_comes_after_the_open_ones() -> None:
    evening, afternoon = at("2026-11-04 18:00", "Europe/London"), at("2026-11-04 16:00", "Europe/London")
    assert ids(DATA.lines_for("GB", afternoon))[-4] == "GB:calm"
    assert ids(DATA.lines_for("GB", evening)).index("GB:calm") < ids(DATA.lines_for("GB", evening)).index(
        "GB:childline"
    )


@pytest.mark.parametrize(
    ("country", "first"),
    [
        ("GB", ["GB:childline", "GB:papyrus-hopeline247", "GB:samaritans"]),
        ("US", ["US:trevor-project", "US:childhelp-national-child-abuse-hotline"]),
        ("SE", ["SE:bris"]),
        ("FI", ["FI:sekasin-chat", "FI:mieli-crisis-helpline"]),
        ("TH", ["TH:department-of-mental-health-hotline"]),
        ("VN", ["ZZ:find-a-helpline-throughline"]),
    ],
)
def test_young_people_get_their_own_lines_first_then_those_for_everyone(country: str, first: list[str]) -> None:
    assert ids(DATA.youth_lines(country, AFTERNOON))[: len(first)] == first


def test_no_line_for_adults_or_a_special_group_is_given_as_one_for_the_young() -> None:
    young = {line.audience for line in DATA.lines if line.for_the_young}
    assert len(young) > 15
    assert not {audience for audience in young if "adult" in audience or "16+" in audience or "veteran" in audience}
    assert {"under 18", "under 19s", "ages 5-25", "ages 8-18", "ages 12-29", "children", "children, parents"} <= young


def test_registration_waits_for_the_number_and_the_high_lines_of_every_main_country() -> None:
    missing = DATA.unconfirmed(["IE", "NP", "VN"], {})
    assert missing[0] == "IE:emergency 112 or 999"
    assert missing[1].startswith("IE:samaritans-ireland 116 123")
    assert "NP:emergency 102 ambulance, 100 police" in missing
    assert any(key.startswith("NP:national-suicide-prevention-helpline 1166") for key in missing)
    assert "VN:emergency" in missing
    assert len([key for key in missing if key.startswith("ZZ:")]) == 3


def test_nothing_is_missing_once_all_is_checked_and_medium_lines_need_no_check_beside_high_ones() -> None:
    checked = dict.fromkeys(DATA.unconfirmed(["GB"], {}), AFTERNOON)
    assert DATA.unconfirmed(["GB"], checked) == []
    assert not any("papyrus" in key for key in checked)
    checked.popitem()
    assert len(DATA.unconfirmed(["GB", "GB"], checked)) == 1


def test_without_a_main_country_nothing_is_confirmed() -> None:
    assert DATA.unconfirmed([], {}) == [NO_COUNTRY]


def test_a_check_does_not_outlive_the_number_it_was_made_for() -> None:
    checked = dict.fromkeys(DATA.unconfirmed(["GB"], {}), AFTERNOON)
    moved = tuple(replace(line, phone="116 124") if line.id == "GB:samaritans" else line for line in DATA.lines)
    changed = replace(DATA, lines=moved, emergency_numbers={**DATA.emergency_numbers, "GB": "998"})
    assert [key.split(" ")[0] for key in changed.unconfirmed(["GB"], checked)] == ["GB:emergency", "GB:samaritans"]


# What a row may not be

GOOD = "\t".join(
    (
        *("GB", "United Kingdom", "Samaritans", "crisis", "116 123", "", "https://a.example/"),
        *("24/7", "", "24/7", "en", "everyone", "a.example", "high"),
    )
)
DIRECTORY = "\t".join(
    (
        *("ZZ", "International directory", "Find", "directory", "", "", "https://f.example/"),
        *("", "", "directory", "many", "everyone", "f.example", "high"),
    )
)


def shipped(name: str) -> str:
    return (files("bbs") / "text" / "crisis" / name).read_text(encoding="utf-8")


def folder(tmp_path: Path, *, lines: str | None = None, emergency: str | None = None, names: str | None = None) -> Path:
    heading = shipped(LINES_FILE).split("\n")[0]
    (tmp_path / LINES_FILE).write_text(lines or "\n".join((heading, GOOD, DIRECTORY, "")), encoding="utf-8")
    (tmp_path / EMERGENCY_FILE).write_text(emergency or shipped(EMERGENCY_FILE), encoding="utf-8")
    (tmp_path / "countries.tsv").write_text(names or shipped("countries.tsv"), encoding="utf-8")
    return tmp_path


def test_a_sound_row_loads(tmp_path: Path) -> None:
    data = load(folder(tmp_path))
    assert isinstance(data, CrisisData)
    assert ids(list(data.lines)) == ["GB:samaritans", "ZZ:find"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("\tcrisis\t", "\turgent\t", "kind 'urgent'"),
        ("\tcrisis\t", "\tdirectory\t", "kind 'directory' is not for GB"),
        ("\thigh", "\tcertain", "confidence 'certain'"),
        ("\t24/7\t\t", "\tMo-Fr 10-12\t\t", "times '10-12'"),
        ("\t24/7\t\t", "\tMo-Fr 10:00-12:00\t\t", "unknown time zone ''"),
        ("\t24/7\t\t", "\t24/7\tEurope/Lodon\t", "unknown time zone 'Europe/Lodon'"),
        ("\t24/7\t\t", "\t\tEurope/London\t", "a zone without opening hours"),
        ("\t116 123\t\thttps://a.example/\t", "\t\t\t\t", "nobody could reach this"),
        ("\tSamaritans\t", "\t\t", "empty service"),
        ("\teveryone\t", "\t\t", "empty audience"),
        ("GB\t", "QQ\t", "unknown country 'QQ'"),
        ("\thigh", "", "13 fields instead of 14"),
        ("\thigh", "\thigh\tmore", "15 fields instead of 14"),
        ("116 123", "116\u202e123", "a character that cannot be shown"),
    ],
)
def test_a_bad_row_stops_the_start_and_is_named(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    heading = shipped(LINES_FILE).split("\n")[0]
    assert old in GOOD
    bad = "\n".join((heading, DIRECTORY, GOOD.replace(old, new, 1)))
    with pytest.raises(ValueError, match=r"^crisis_lines\.tsv, line 3: ") as caught:
        load(folder(tmp_path, lines=bad))
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("files_", "complaint"),
    [
        ({"lines": "country_iso2\tservice\nGB\tSamaritans"}, "crisis_lines.tsv, line 1: missing column country, kind"),
        ({"lines": shipped(LINES_FILE) + GOOD}, "crisis_lines.tsv, line 169: GB:samaritans is there twice"),
        ({"lines": shipped(LINES_FILE).split("\nZZ")[0]}, "no directory that serves every country"),
        ({"emergency": "country_iso2\temergency\nGB\t999\nGB\t112"}, "emergency_numbers.tsv, line 3: country 'GB'"),
        ({"emergency": "country_iso2\temergency\nGB\tsoon"}, "emergency_numbers.tsv, line 2: no emergency number"),
        ({"emergency": "country\temergency\nGB\t999"}, "emergency_numbers.tsv, line 1: missing column country_iso2"),
        ({"names": "country_iso2\tnames\ngb\tUnited Kingdom"}, "countries.tsv, line 2: country code 'gb'"),
        ({"names": "country_iso2\tnames\nGB\tUnited Kingdom; "}, "countries.tsv, line 2: a name is empty"),
    ],
)
def test_a_bad_file_is_named_too(tmp_path: Path, files_: dict[str, str], complaint: str) -> None:
    with pytest.raises(ValueError, match=r"\.tsv, line \d+: ") as caught:
        load(folder(tmp_path, **files_))
    assert complaint in str(caught.value)


def test_crisis_help_needs_no_database() -> None:
    program = """if True:
        import sys
        from bbs.community import crisis, crisis_words
        print(crisis_words.danger_line(crisis.load().emergency("GB")))
        print([name for name in sys.modules if name.startswith(("store", "peewee"))])
    """
    home = Path(str(files("bbs"))).parent
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=home)
    assert run.stdout == "If your life is in danger now, call 999 or 112.\n[]\n"
