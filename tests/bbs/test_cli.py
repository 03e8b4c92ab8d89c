"""The command line: what an operator types, what it says, and what it never does to a home that is there already."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import ANY

import pytest

from bbs.community import credentials, members, new_scan, own_settings, own_texts, queue
from bbs.community.members import Role
from bbs.community.passphrases import Passphrases
from bbs.community.queue import QueueCount
from bbs.config import describe
from bbs.version import VERSION
from store.database import Store
from store.home import Home
from tests import houses
from tests.commands import snapshot, warmline
from tests.houses import PASSPHRASE
from tests.serving import Serving
from tests.serving import warmline as in_a_process

CHEAP = {"WARMLINE_PASSPHRASES_MEMORY_KIB": "19456", "WARMLINE_PASSPHRASES_TIME_COST": "2"}
EPOCH = "1780000000"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A community that was started, and is not served."""
    houses.close(houses.build(tmp_path / "home"))
    return Home(tmp_path / "home")


def opened(home: Home) -> Store:
    return Store.open(home.database, home.backups)


# init


def test_init_starts_a_community_and_a_second_init_is_refused_kindly(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    done = warmline("init", "--home", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"A community was started in {folder}." in done.stdout
    assert {path.name for path in folder.iterdir()} >= {"warmline.home", "warmline.db", "server.key", "warmline.toml"}
    before = snapshot(folder)
    again = warmline("init", "--home", folder)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == f"A community was already started in {folder}. Nothing was changed.\n"
    assert snapshot(folder) == before


def test_what_a_home_holds_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    assert warmline("init", "--home", folder).returncode == 0
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


@pytest.mark.parametrize("left", ["warmline.home", "warmline.db", "server.key", "hostkeys/ssh_host_ed25519_key"])
def test_init_never_begins_again_where_anything_of_a_community_is_left(tmp_path: Path, left: str) -> None:
    (tmp_path / left).parent.mkdir(exist_ok=True)
    (tmp_path / left).write_bytes(b"{}")
    done = warmline("init", "--home", tmp_path)
    assert done.returncode == 1
    assert "already started" in done.stderr
    assert snapshot(tmp_path) == {left: b"{}"}


# serve


def test_serve_starts_a_community_in_an_untouched_home_and_says_how_to_call_it(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    with Serving.home(folder, "--host", "127.0.0.1") as server:
        code = server.hears("The first operator joins with the code").rpartition(":")[2].strip()
        assert f"A new community was started in {folder}." in server.said
        assert f"ssh -p {server.port} new@localhost" in server.said
        assert f"ssh -p {server.port} help@localhost" in server.said
        assert f"Everything this community owns is in {folder}" in server.said
        assert "work tree" not in server.said
        assert server.stops() == 0
    with Serving.home(folder) as server:
        another = server.hears("The first operator joins with the code").rpartition(":")[2].strip()
        assert "A new community" not in server.said
        assert another != code, "a code is shown once, and not kept in words"
        assert server.stops() == 0


def test_serve_closes_the_database_however_often_it_is_asked_to_stop(home: Home) -> None:
    with Serving.home(home.path) as server:
        assert home.database.with_name("warmline.db-wal").exists()
        with server.asked_again_and_again():
            server.stops()
    assert not home.database.with_name("warmline.db-wal").exists(), "it was not closed in order"


def test_serve_listens_in_several_places_and_the_command_line_wins_over_the_settings(home: Home) -> None:
    home.config.write_text('[server]\nport = 1\nlisten = ["127.0.0.1:2"]\n')
    with Serving.home(home.path, "--listen", "127.0.0.1:0", "--listen", "127.0.0.2:0") as server:
        assert len(set(server.ports)) == 3
        assert server.said.count("Listening on 127.0.0.1 port") == 2
        assert server.said.count("Listening on 127.0.0.2 port") == 1
        for port, host in zip(server.ports, ("127.0.0.1", "127.0.0.1", "127.0.0.2"), strict=True):
            assert banner(host, port).startswith("SSH-2.0-Warmline")
        assert server.stops() == 0


def banner(host: str, port: int) -> str:
    """Return the first line a server sends."""
    with socket.create_connection((host, port), timeout=10) as line:
        return line.recv(100).decode()


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that is taken: what serves there says what it has to say, and ends."""
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        yield int(somebody.getsockname()[1])


def test_serve_warns_of_a_home_in_a_git_work_tree_unless_its_people_are_fictional(home: Home, taken: int) -> None:
    (home.path.parent / ".git").mkdir()
    assert "Take care: this home lies in a git work tree." in warmline(*serving(home, taken)).stdout
    home.marker.write_text('{"demo": true}')
    fictional = warmline(*serving(home, taken))
    assert "in use" in fictional.stderr, "it came as far as listening"
    assert "work tree" not in fictional.stdout


def serving(home: Home, port: int) -> tuple[object, ...]:
    return ("serve", "--home", home.path, "--port", port)


@pytest.mark.parametrize("place", ["nowhere", "127.0.0.1:port", "127.0.0.1:99999", ":", ""])
def test_a_place_to_listen_that_is_none_is_named(home: Home, place: str) -> None:
    done = warmline("serve", "--home", home.path, "--port", 0, "--listen", place)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("--listen takes HOST:PORT")


def test_a_port_that_is_taken_is_said_in_words(home: Home, taken: int) -> None:
    done = warmline(*serving(home, taken))
    assert done.returncode == 1
    assert "in use" in done.stderr
    assert "Traceback" not in done.stderr


# config


def test_config_shows_every_setting_with_where_it_comes_from(home: Home) -> None:
    home.config.write_text("[server]\n\nport = 2345\n")
    done = warmline("config", "--home", home.path, variables={"WARMLINE_COMMUNITY_NAME": "A Test"})
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert f"server.port = 2345, from {home.config}, line 3" in lines
    assert 'community.name = "A Test", from WARMLINE_COMMUNITY_NAME' in lines
    assert 'server.host = "127.0.0.1", from default' in lines
    assert [line.split(" = ")[0] for line in lines if line[:1].strip()] == [one.name for one in describe()]


def test_config_says_what_was_chosen_in_the_office_instead(tmp_path: Path) -> None:
    house = houses.build(tmp_path / "home")
    olive = houses.member(house, "olive", role=Role.OPERATOR)
    houses.write(house, own_settings.choose, house.vault, own_settings.JOINING, "code", olive, now=1)
    houses.write(house, own_texts.write, olive, "name", "Still Water", now=1)
    houses.write(house, own_texts.hold, house.vault, olive, "name", now=1)
    houses.close(house)
    said = " ".join(warmline("config", "--home", tmp_path / "home").stdout.split())
    assert 'joining.mode = "open", from default In force is "code" instead, as chosen in office/joining.' in said
    assert 'In force is "Still Water" instead, as chosen in office/texts/name.' in said


@pytest.mark.parametrize("command", [["config"], ["serve", "--port", "0"], ["member", "add", "sam"]])
@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("[server]\nport = 99999\n", "line 2: server.port cannot be 99999. It takes "),
        ('[server]\nhost = "::"\nprot = 22\n', "line 3: there is no setting server.prot. [server] takes host, port"),
        ("port = 22\n", "line 1: port is no setting. Settings stand under [community]"),
        ("[server]\nport =\n", "line 2: this is not TOML"),
    ],
)
def test_a_bad_setting_is_named_with_its_file_and_line(
    home: Home, command: list[str], written: str, words: str
) -> None:
    home.config.write_text(written)
    done = warmline(*command, "--home", home.path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{home.config}, {words}")
    assert done.stderr.count("\n") == 1


def test_a_bad_variable_is_named_too(home: Home) -> None:
    done = warmline("config", "--home", home.path, variables={"WARMLINE_SERVER_PRT": "22"})
    assert done.returncode == 1
    assert done.stderr.startswith("WARMLINE_SERVER_PRT: there is no such setting. The nearest are WARMLINE_SERVER_PORT")


# member


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
    assert person(home, "sam") is None


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


def person(home: Home, handle: str) -> members.Person | None:
    store = opened(home)
    try:
        return store.run(members.by_handle, handle)
    finally:
        store.close()


def opens(home: Home, handle: str, words: str) -> bool:
    """Whether a passphrase is the one that is kept for a member."""
    store = opened(home)
    try:
        _, hashed = store.run(credentials.stored_passphrase, handle)
    finally:
        store.close()
    return Passphrases(8, 1).verify(hashed, words)


# backup


def test_a_backup_holds_everything_but_the_key_and_can_be_put_back(home: Home, tmp_path: Path, taken: int) -> None:
    warmline("member", "add", "--home", home.path, "sam", typed=f"{PASSPHRASE}\n", variables=CHEAP)
    with Serving.home(home.path) as server:
        done = warmline("backup", "--home", home.path, tmp_path / "copy.db")
        assert (done.returncode, done.stderr) == (0, "")
        assert f"Copied to {tmp_path / 'copy.db'}." in done.stdout
        assert server.stops() == 0
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    for path in home.path.glob("warmline.db*"):
        path.unlink()
    (tmp_path / "copy.db").rename(home.database)
    assert person(home, "sam") is not None
    served = warmline(*serving(home, taken))
    assert "in use" in served.stderr, "it came as far as listening"
    assert "Only crisis help" not in served.stdout


def test_a_backup_is_never_written_over_a_file(home: Home, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("something of mine")
    for target in (tmp_path / "copy.db", home.database, home.server_key):
        before = target.read_bytes()
        done = warmline("backup", "--home", home.path, target)
        assert (done.returncode, done.stdout) == (1, "")
        assert f"There is a file at {target} already. Nothing was changed." in done.stderr
        assert target.read_bytes() == before


def test_a_backup_of_nothing_is_refused(tmp_path: Path) -> None:
    done = warmline("backup", "--home", tmp_path, tmp_path / "copy.db")
    assert done.returncode == 1
    assert "missing or empty" in done.stderr
    assert snapshot(tmp_path) == {}


# demo, version, and what was not understood


@pytest.fixture(scope="module")
def demonstrations(tmp_path_factory: pytest.TempPathFactory) -> list[Home]:
    """Two demonstrations, made at the same moment of the same passphrase."""
    folder = tmp_path_factory.mktemp("demo")
    made = [Home(folder / name) for name in ("one", "two")]
    for home in made:
        done = warmline(
            "demo", "--home", home.path, "--passphrase", PASSPHRASE, variables=CHEAP | {"SOURCE_DATE_EPOCH": EPOCH}
        )
        assert (done.returncode, done.stderr) == (0, "")
        said = "Members: sam, ash, lou, kit, wren (moderator), olive (operator)."
        assert said in done.stdout
    return made


def rows(home: Home) -> dict[str, list[tuple[object, ...]]]:
    """Return everything a database holds, but for what is random: what two of the same making share."""
    with closing(sqlite3.connect(home.database)) as reading:
        tables = [row[0] for row in reading.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = {table: reading.execute(f"SELECT * FROM {table}").fetchall() for table in sorted(tables)}
    del held["schema_migration"]  # says when the tables were made
    del held["key_mark"]
    is_random = re.compile(r"\$argon2.*|[0-9a-f]{32}")
    return {
        table: [
            tuple("" if isinstance(cell, bytes) or is_random.fullmatch(str(cell)) else cell for cell in row)
            for row in found
        ]
        for table, found in held.items()
    }


def test_a_demonstration_is_the_same_every_time(demonstrations: list[Home]) -> None:
    one, two = map(rows, demonstrations)
    assert one.keys() == two.keys()
    for table in one:
        assert one[table] == two[table], table


def test_in_a_demonstration_there_is_something_at_the_desk(demonstrations: list[Home]) -> None:
    home = demonstrations[0]
    store, now = opened(home), int(EPOCH)
    try:
        for handle, waits in (("wren", 3), ("olive", 4)):
            somebody = store.run(members.by_handle, handle)
            assert store.run(queue.count, somebody, now=now) == QueueCount(waits, 1, ANY)
    finally:
        store.close()


def test_in_a_demonstration_there_is_something_new_and_something_under_a_note(demonstrations: list[Home]) -> None:
    home = demonstrations[0]
    assert home.is_demo
    notes: set[str] = set()
    store = opened(home)
    try:
        for handle in ("sam", "ash", "lou", "kit", "wren", "olive"):
            somebody = store.run(members.by_handle, handle)
            assert somebody is not None
            assert store.run(new_scan.count_new, somebody).posts > 0
            notes |= {line.note for line in store.run(new_scan.next_posts, somebody, limit=1000)}
        assert notes - {""}
    finally:
        store.close()


def test_a_demonstration_is_never_put_into_a_home_that_is_there(home: Home) -> None:
    before = snapshot(home.path)
    done = warmline("demo", "--home", home.path, "--passphrase", PASSPHRASE, variables=CHEAP)
    assert (done.returncode, done.stdout) == (1, "")
    assert "already started" in done.stderr
    assert snapshot(home.path) == before


def test_a_demonstration_with_a_weak_passphrase_is_not_made(tmp_path: Path) -> None:
    done = warmline("demo", "--home", tmp_path / "demo", "--passphrase", "sam")
    assert done.returncode in (1, 2)
    assert not (tmp_path / "demo").exists()


def test_version_says_which(tmp_path: Path) -> None:
    done = in_a_process("version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"warmline {VERSION}\n", "")
    assert os.listdir(tmp_path) == []
