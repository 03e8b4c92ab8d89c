"""The command line: what an operator types, what it says, and what it never does to a home that is there already."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs.community import members, own_settings, own_texts
from bbs.community.members import Role
from bbs.config import describe
from bbs.version import VERSION
from store.home import Home
from tests import houses
from tests.commands import CHEAP, asked, snapshot, warmline
from tests.houses import PASSPHRASE
from tests.serving import Serving
from tests.serving import warmline as in_a_process

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
        server.hears("the daily backup was made")  # which has the database open, and the end does not wait for it
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
    with socket.create_connection((host, port), timeout=30) as line:
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
    assert asked(home, members.by_handle, "sam") is not None
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


# version


def test_version_says_which(tmp_path: Path) -> None:
    done = in_a_process("version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"warmline {VERSION}\n", "")
    assert os.listdir(tmp_path) == []
