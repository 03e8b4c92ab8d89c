"""The server key as words, kept elsewhere by the operator."""

from __future__ import annotations

from pathlib import Path

from mnemonic import Mnemonic

from bbs import server_key
from store.home import Home
from store.vault import Vault


def home_in(path: Path) -> Home:
    home = Home(path / "home")
    home.begin(now=1)
    Vault.begin(home.server_key)
    return home


def test_the_words_give_the_key_back(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    words = " ".join(server_key.in_words(home))
    assert bytes(Mnemonic("english").to_entropy(words)) == home.server_key.read_bytes()


def test_two_right_words_are_remembered_and_the_marker_keeps_the_rest(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    words = server_key.in_words(home)
    assert not server_key.is_kept(home)
    assert server_key.ask_back(home, lambda prompt: f" {words[int(prompt.split()[1]) - 1].upper()} ")
    assert server_key.is_kept(home)
    assert '"started": 1' in home.marker.read_text()


def test_a_wrong_or_skipped_word_is_not_taken_for_kept(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    assert not server_key.ask_back(home, lambda prompt: "")
    typed = iter(["wrongword", "another", ""])
    assert not server_key.ask_back(home, lambda prompt: next(typed))
    assert not server_key.is_kept(home)


def test_a_home_without_a_marker_counts_as_not_kept(tmp_path: Path) -> None:
    assert not server_key.is_kept(Home(tmp_path))


def test_nobody_opens_the_vault_of_a_home_without_what_its_marks_are_made_with() -> None:
    looking = {"bbs/server_key.py", "bbs/doctor_command.py", "bbs/serve_command.py"}
    """There it is opened to say what is wrong with it, and in the first to be given to everybody else."""
    root = Path(__file__).parents[2]
    sources = [path for package in ("bbs", "screens", "store") for path in (root / package).rglob("*.py")]
    opening = {str(path.relative_to(root)) for path in sources if "Vault.at(" in path.read_text("utf-8")}
    assert opening == looking
