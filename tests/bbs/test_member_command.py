"""Members from the machine itself: added, given a role, a key or a new passphrase."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bbs.community import credentials, members
from bbs.community.passphrases import Passphrases
from store.home import Home
from tests.commands import CHEAP, asked, snapshot, warmline
from tests.houses import PASSPHRASE


def test_a_member_is_added_with_a_passphrase_from_standard_input(home: Home) -> None:
    done = warmline("member", "add", "--home", home.path, "sam", typed=f"{PASSPHRASE}\n", variables=CHEAP)
    assert (done.returncode, done.stdout, done.stderr) == (0, "sam has the role member now.\n", "")
    assert opens(home, "sam", PASSPHRASE)
    again = warmline("member", "add", "--home", home.path, "sam", typed=f"{PASSPHRASE}\n", variables=CHEAP)
    assert again.returncode == 1
    assert "taken" in again.stderr


def test_a_passphrase_is_made_where_none_is_given(home: Home) -> None:
    done = warmline("member", "add", "--home", home.path, "wren", "moderator", variables=CHEAP)
    said, _, words = done.stdout.strip().partition(" Passphrase: ")
    assert said == "wren has the role moderator now."
    assert len(words.split()) == 5
    assert opens(home, "wren", words)


def test_a_weak_passphrase_and_a_wrong_handle_are_refused_and_nobody_is_made(home: Home) -> None:
    for handle, words in (("sam", "password"), ("admin", PASSPHRASE), ("new", PASSPHRASE), ("Ø", PASSPHRASE)):
        done = warmline("member", "add", "--home", home.path, handle, typed=f"{words}\n", variables=CHEAP)
        assert done.returncode in (1, 2)
        assert done.stdout == ""
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr
    assert asked(home, members.by_handle, "sam") is None


def test_a_role_a_key_and_a_new_passphrase(home: Home, tmp_path: Path) -> None:
    warmline("member", "add", "--home", home.path, "sam", typed=f"{PASSPHRASE}\n", variables=CHEAP)
    done = warmline("member", "role", "--home", home.path, "sam", "operator")
    assert done.stdout == "sam has the role operator now.\n"
    key = tmp_path / "laptop"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    done = warmline("member", "key", "--home", home.path, "sam", f"{key}.pub")
    assert (done.returncode, done.stdout) == (0, "That key signs sam in now.\n")
    done = warmline("member", "key", "--home", home.path, "sam", key)
    assert (done.returncode, done.stdout) == (2, "")
    assert "BEGIN" not in done.stderr, "a private key is never shown again"
    done = warmline(
        "member", "reset", "--home", home.path, "sam", typed="another lantern on the water\n", variables=CHEAP
    )
    assert done.stdout == "sam has a new passphrase.\n"
    assert opens(home, "sam", "another lantern on the water")
    assert not opens(home, "sam", PASSPHRASE)
    assert "lantern" not in done.stderr
    assert "sam" not in done.stderr


@pytest.mark.parametrize("act", [["role", "nobody", "operator"], ["reset", "nobody"], ["key", "nobody", "/nowhere"]])
def test_nobody_by_that_name_and_no_such_file(home: Home, act: list[str]) -> None:
    done = warmline("member", act[0], "--home", home.path, *act[1:], variables=CHEAP)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_members_are_not_made_where_there_is_no_community(tmp_path: Path) -> None:
    done = warmline("member", "add", "--home", tmp_path, "sam", typed=f"{PASSPHRASE}\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert snapshot(tmp_path) == {}


def opens(home: Home, handle: str, words: str) -> bool:
    """Whether a passphrase is the one that is kept for a member."""
    _, hashed = asked(home, credentials.stored_passphrase, handle)
    return Passphrases(8, 1).verify(hashed, words)
