"""`warmline init`: what it asks, what options say instead, and what it leaves for later."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import patch

import pytest

from bbs import config, server_key
from bbs.community import crisis, joining, line_checks, members
from bbs.community.joining import Underway
from bbs.community.members import Role
from store.database import Store
from store.home import Home
from tests.commands import CHEAP, Done, warmline


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home"


def begun(folder: Path, *options: str, answers: list[str] | None = None) -> Done:
    """Run it, at a terminal where there are answers: Enter to everything after the last of them."""
    if answers is None:
        return warmline("init", "--home", folder, *options, variables=CHEAP)
    typed = "\n".join(answers) + "\n" * 20
    return warmline("init", "--home", folder, *options, typed=typed, terminal=True, variables=CHEAP)


def opened(folder: Path) -> Store:
    home = Home(folder)
    return Store.open(home.database, home.backups)


def test_options_say_all_of_it_and_nothing_is_asked(folder: Path) -> None:
    done = begun(
        folder, "--name", "Night Owls", "--country", "ie", "--country", "GB", "--zone", "Europe/Dublin",
        "--host", "::", "--port", "22", "--operator", "Olive", "--second-operator", "--lines-checked",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    settings = config.load(folder, {})
    assert (settings.community.name, settings.community.countries) == ("Night Owls", ("IE", "GB"))
    assert settings.community.zone == "Europe/Dublin"
    assert settings.server.endpoints == (config.Endpoint("::", 22),)
    store = opened(folder)
    olive = store.run(members.by_handle, "olive")
    assert olive is not None
    assert olive.role is Role.OPERATOR
    assert not crisis.load().unconfirmed(["IE", "GB"], store.run(line_checks.checks))
    code = re.search(r"works once \(join, then c\):\n  (\S+)", done.stdout)
    assert code
    vault = server_key.vault_of(Home(folder), store)
    assert store.run(joining.with_code, vault, Underway(b"mark"), code[1]).role is Role.OPERATOR
    store.close()


def test_where_nobody_sits_it_asks_nothing_and_says_what_is_left(folder: Path) -> None:
    done = begun(folder)
    assert done.returncode == 0
    assert "Joining stays shut until the crisis lines of your countries are checked." in done.stdout
    assert "The first start shows the code with which the first operator joins." in done.stdout
    assert "Not confirmed yet." in done.stdout
    assert config.load(folder, {}).community == config.Community()


def test_whoever_sits_there_is_asked_and_a_wrong_answer_is_asked_again(folder: Path) -> None:
    answers = ["Night Owls", "Narnia", "Ireland", "", "olive-operator", "olive", "", "y", "n", "y"]
    done = begun(folder, answers=answers)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Narnia is not clear." in done.stdout
    assert "could be taken for the people who look after this place" in done.stdout
    assert config.load(folder, {}).community.countries == ("IE",)
    store = opened(folder)
    assert len(store.run(line_checks.checks)) == 2, "what was said to be checked, and nothing else"
    store.close()
    assert "Still to be checked: " in done.stdout


def test_the_passphrase_is_shown_in_the_end_and_also_to_who_stops_before(folder: Path) -> None:
    done = begun(folder, answers=["", "GB", "", "olive"])
    shown, asked = (
        done.stdout.index("Your passphrase, shown this once:\n  "),
        done.stdout.index("Have a second operator"),
    )
    assert shown > asked
    stopped = folder.with_name("stopped")
    with patch("bbs.init_command._lines", side_effect=KeyboardInterrupt):
        done = begun(stopped, answers=["", "GB", "", "olive"])
    assert done.returncode == 130
    assert re.search(r"Your passphrase, shown this once:\n  [a-z]+( [a-z]+){4}\n", done.stdout)


def test_the_server_key_is_noted_as_kept_once_two_words_come_back(folder: Path) -> None:
    begun(folder, answers=["", "", "", "olive"])
    home = Home(folder)
    assert not server_key.is_kept(home)
    words = server_key.in_words(home)
    with patch("builtins.input", lambda asked: words[int(re.findall(r"\d+", asked)[0]) - 1]):
        warmline("server-key", "--home", folder, terminal=True)
    assert server_key.is_kept(home)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--country", "Narnia", "Narnia is not clear. Countries are taken by name or code"),
        ("--country", "XX", "XX is not clear."),
        ("--country", "united", "united is not clear."),
        ("--port", "70000", "The port cannot be 70000. It takes a whole number from 0 to 65535."),
        ("--zone", "Olympus", "The time zone cannot be Olympus. It takes a time zone"),
        ("--operator", "x", "Too short"),
    ],
)
def test_an_option_that_cannot_be_is_refused_before_anything_is_made(
    folder: Path, option: str, value: str, said: str
) -> None:
    done = begun(folder, option, value)
    assert done.returncode == 2
    assert said in done.stderr
    assert not folder.exists()


@pytest.mark.parametrize(
    ("named", "codes"), [("UK, ireland", ("GB", "IE")), ("Deutschland,", ("DE",)), ("gb, UK", ("GB",))]
)
def test_a_country_is_known_by_every_name_it_goes_by(folder: Path, named: str, codes: tuple[str, ...]) -> None:
    done = begun(folder, "--zone", "dublin", answers=["", named])
    assert (done.returncode, done.stderr) == (0, "")
    found = config.load(folder, {}).community
    assert (found.countries, found.zone) == (codes, "Europe/Dublin")


def test_a_word_that_was_mistyped_is_asked_again(folder: Path) -> None:
    begun(folder)
    home, asked = Home(folder), []
    words = server_key.in_words(home)

    def answer(question: str) -> str:
        asked.append(question)
        return "wrong" if len(asked) == 1 else words[int(re.findall(r"\d+", question)[0]) - 1]

    assert server_key.ask_back(home, answer)
    assert asked[1].startswith("That is not it. Word ")
    assert server_key.is_kept(home)


def test_the_end_of_input_leaves_the_rest_for_later(folder: Path) -> None:
    done = warmline("init", "--home", folder, "--operator", "olive", typed="Night Owls\n", terminal=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Not confirmed yet." in done.stdout
    assert warmline("server-key", "--home", folder, terminal=True).returncode == 0


def test_whoever_breaks_it_off_gets_their_line_back_and_nothing_was_made(folder: Path) -> None:
    with patch("builtins.input", side_effect=KeyboardInterrupt):
        done = warmline("init", "--home", folder, terminal=True)
    assert (done.returncode, done.stderr) == (130, "\nStopped.\n")
    assert not folder.exists()


def test_lines_are_not_checked_by_nobody(folder: Path) -> None:
    done = begun(folder, "--country", "IE", "--lines-checked")
    assert "Still to be checked: 4." in done.stdout
    store = opened(folder)
    assert store.run(line_checks.checks) == {}
    store.close()
