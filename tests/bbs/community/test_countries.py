"""Countries: what a terminal lets us guess and what people type."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community.countries import Countries, load_countries, plain


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_countries(files("bbs") / "text" / "crisis")


@pytest.mark.parametrize(
    ("locale", "country"),
    [
        ("en_GB.UTF-8", "GB"),
        ("en_GB", "GB"),
        ("de_AT.utf8", "AT"),
        ("de_DE@euro", "DE"),
        ("sr_RS@latin", "RS"),
        ("zh-Hant-TW", "TW"),
        ("zh_Hans_CN.UTF-8", "CN"),
        ("pt_br.UTF-8", "BR"),
        ("es_US.UTF-8", "US"),
        ("fil_PH", "PH"),
        ("  en_IE.UTF-8 ", "IE"),
        ("en_US.UTF-8", None),
        ("en_US", None),
        ("en-us", None),
        ("C", None),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("", None),
        (None, None),
        ("de", None),
        ("UTF-8", None),
        ("en_XX.UTF-8", None),
        ("en_ZZ", None),
        ("es_419", None),
        ("en_001", None),
        ("_GB", None),
        ("en_GB; rm -rf /", None),
        ("en_GB\n", "GB"),
        ("x" * 10_000 + "_GB", None),
    ],
)
def test_a_locale_names_a_country_or_nothing(countries: Countries, locale: str | None, country: str | None) -> None:
    assert countries.guess(locale) == country


def test_the_first_locale_that_names_a_country_counts(countries: Countries) -> None:
    assert countries.guess(None, "en_US.UTF-8", "de_CH.UTF-8", "fr_FR.UTF-8") == "CH"
    assert countries.guess("en_US.UTF-8", "C") is None
    assert countries.guess() is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(("gb", "GB"), ("GB", "GB"), ("uk", "GB"), ("U.K.", "GB"), ("United Kingdom", "GB"), ("england", "GB")),
        *(("SCOTLAND", "GB"), ("wales", "GB"), ("northern ireland", "GB"), ("Great Britain", "GB"), ("Ireland", "IE")),
        *(("derry, northern ireland", "GB"), ("usa", "US"), ("U.S.A.", "US"), ("America", "US"), ("the States", "US")),
        *(
            ("New York, USA", "US"),
            ("Deutschland", "DE"),
            ("german", "DE"),
            ("i am in germany", "DE"),
            ("Holland", "NL"),
        ),
        *(("the Netherlands", "NL"), ("osterreich", "AT"), ("España", "ES"), ("espana", "ES"), ("schweiz", "CH")),
        *(
            ("Éire", "IE"),
            ("Россия", "RU"),
            ("日本", "JP"),
            ("한국", "KR"),
            ("czech republic", "CZ"),
            ("Aotearoa", "NZ"),
        ),
        *(
            ("turkey", "TR"),
            ("vietnam", "VN"),
            ("cote d'ivoire", "CI"),
            ("guinea", "GN"),
            ("nigeria", "NG"),
            ("niger", "NE"),
        ),
        *(("Europe", "EU"), ("brasil", "BR"), ("norge", "NO"), ("korea south", "KR"), ("kyrg", "KG"), ("gypt", "EG")),
    ],
)
def test_a_country_is_found_by_what_people_call_it(countries: Countries, typed: str, code: str) -> None:
    assert countries.find(typed) == (code,)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("korea", ("KP", "KR")),
        ("Congo", ("CG", "CD")),
        ("united king", ("GB",)),
        ("virgin islands", ("VG", "VI")),
        ("austr", ("AU", "AT")),
        ("ZZ", ()),
        ("xyzzy", ()),
        ("", ()),
        ("   ?! ", ()),
    ],
)
def test_a_name_that_could_be_several_gives_all_of_them(
    countries: Countries, typed: str, codes: tuple[str, ...]
) -> None:
    assert countries.find(typed) == codes


def test_every_country_is_found_by_its_code_and_its_name(countries: Countries) -> None:
    for code in countries.names:
        assert countries.find(code) == (code,)
        assert countries.find(countries.name(code)) == (code,)


def test_no_name_belongs_to_two_countries(countries: Countries) -> None:
    names = [plain(name) for known in countries.names.values() for name in known]
    assert sorted(names) == sorted(set(names))


@given(st.text(max_size=200))
def test_nothing_typed_is_too_strange(countries: Countries, typed: str) -> None:
    assert set(countries.find(typed)) <= set(countries.names)
    assert countries.guess(typed) in {None, *countries.names}
