"""What an operator sets is read once, checked, and told back in words that say where to look."""

from __future__ import annotations

import re
import stat
import tomllib
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.config import Config, ConfigError, Endpoint, describe, load, write_default
from bbs.config_file import toml


def written(home: Path, text: str) -> Path:
    (home / "warmline.toml").write_text(text, encoding="utf-8")
    return home


def refusal(home: Path, text: str = "", **environ: str) -> str:
    if text:
        written(home, text)
    with pytest.raises(ConfigError) as caught:
        load(home, environ)
    return caught.value.words()


def test_a_home_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    config = load(tmp_path, {"HOME": "/elsewhere"})
    assert config == Config()
    assert {config.origin(setting) for setting in describe()} == {"default"}


def test_the_file_sets_and_the_environment_wins(tmp_path: Path) -> None:
    written(tmp_path, '[community]\nname = "Still Water"\n\n[server]\nport = 2300\nhalf_open = 9\n')
    config = load(tmp_path, {"WARMLINE_SERVER_PORT": "2400"})
    assert (config.community.name, config.server.port, config.server.half_open) == ("Still Water", 2400, 9)
    origins = {setting.name: config.origin(setting) for setting in describe()}
    assert origins["community.name"] == f"{tmp_path}/warmline.toml, line 2"
    assert origins["server.half_open"] == f"{tmp_path}/warmline.toml, line 6"
    assert origins["server.port"] == "WARMLINE_SERVER_PORT"
    assert origins["server.host"] == "default"


def test_lists_come_from_the_file_and_from_the_environment(tmp_path: Path) -> None:
    written(tmp_path, '[server]\nlisten = ["[::1]:2223", "127.0.0.1:2224"]\n[community]\ncountries = ["gb", "UK"]\n')
    config = load(tmp_path, {"WARMLINE_SERVER_PROXY_PROTOCOL_FROM": "10.0.0.0/8, 2001:db8::1"})
    assert config.server.endpoints == (("127.0.0.1", 2222), ("::1", 2223), ("127.0.0.1", 2224))
    assert config.server.proxy_protocol_from == (ip_network("10.0.0.0/8"), ip_network("2001:db8::1"))
    assert config.community.countries == ("GB",)
    assert load(tmp_path, {"WARMLINE_COMMUNITY_COUNTRIES": ""}).community.countries == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[server]\nport = 0x10000\n", 2),
        ("# one\n\n[ server ]\n\n  'port'=70000\n", 5),
        ("server.port = 70000", 1),
        ("[logging]\n[server]\nhost = 'a'\nport = 70000", 4),
        ("\nserver = { host = 'a', port = 70000 }", 2),
        ("[server]\nlisten = [\n  'port = 1:1',\n]\n", 2),
    ],
)
def test_a_bad_value_is_told_with_its_file_and_line(tmp_path: Path, text: str, line: int) -> None:
    words = refusal(tmp_path, text)
    assert words.startswith(f"{tmp_path}/warmline.toml, line {line}: server.")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[server]\nport = 70000", "server.port cannot be 70000. It takes a whole number from 0 to 65535."),
        ('[server]\nport = "2222"', 'server.port cannot be "2222". It takes a whole number'),
        ("[server]\nport = true", "server.port cannot be true. It takes a whole number"),
        ("[server]\nport = 22.5", "server.port cannot be 22.5. It takes a whole number"),
        ("[server]\nport = 1979-05-27", 'server.port cannot be "1979-05-27". It takes'),
        ("[server]\nhost = ''", 'server.host cannot be "". It takes an address or host name'),
        ("[server]\nlisten = '127.0.0.1:1'", 'server.listen cannot be "127.0.0.1:1". It takes a list'),
        ("[server]\nlisten = ['::1:2222']", "It takes a list, each item an address and port"),
        ("[server]\nlisten = ['localhost:70000']", "It takes a list, each item an address and port"),
        ("[server]\nproxy_protocol_from = ['10.0.0.1/8']", 'a network such as "10.0.0.0/8"'),
        ("[server]\nproxy_protocol_from = [10]", 'a network such as "10.0.0.0/8"'),
        (
            "[joining]\nmode = 'opened'",
            'joining.mode cannot be "opened". It takes "open", "code", "approval" or "closed".',
        ),
        ("[community]\ncountries = ['GBR']", 'a two-letter country code such as "GB"'),
        ("[community]\nzone = 'Atlantis'", 'a time zone such as "UTC"'),
        ("[community]\nzone = ['UTC']", 'a time zone such as "UTC"'),
        ("[community]\nlanguage = 'English'", 'a language code such as "en"'),
        ('[community]\nname = "\\u001b[31mred"', "It takes 1 to 40 characters."),
        ('[community]\ngreeting = "one\\ntwo"', "It takes one line, at most 100 characters."),
        ("[passphrases]\nmemory_kib = 1024", "a whole number from 19456 to"),
    ],
)
def test_a_bad_value_is_told_with_what_is_allowed(tmp_path: Path, text: str, says: str) -> None:
    assert says in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[logging]\nlevl = 'info'", "line 2: there is no setting logging.levl. [logging] takes level."),
        ("\n[servers]\nport = 1", "line 3: servers.port is no setting. Settings stand under [community], [server], "),
        ("[servers]\n", "line 1: servers is no setting. Settings stand under [community], "),
        ("port = 2222", "line 1: port is no setting. Settings stand under [community], "),
        ("server = 2222", "line 1: server is no setting. Settings stand under [community], "),
        ("[[server]]\nport = 1", "line 1: server is no setting. Settings stand under [community], "),
        ("[server.port]\nnumber = 1", "line 1: server.port cannot be"),
    ],
)
def test_an_unknown_setting_is_told_with_the_ones_there_are(tmp_path: Path, text: str, says: str) -> None:
    assert says in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "line"),
    [("[server]\nport 2222\n", 2), ("[server]\nport = 1\nport = 2\n", 3), ("[server]\nlisten = [\n\n", 2)],
)
def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    words = refusal(tmp_path, text)
    assert words.startswith(f"{tmp_path}/warmline.toml, line {line}: this is not TOML (")
    assert "port = 2222" in words


def test_a_section_that_was_written_a_second_time_is_named(tmp_path: Path) -> None:
    words = refusal(tmp_path, '[metrics]\n\n[metrics]\nlisten = "127.0.0.1:9477"\n')
    assert words.startswith(f"{tmp_path}/warmline.toml, line 3: [metrics] stands in it twice. ")


def test_a_file_that_cannot_be_read_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "warmline.toml").write_bytes(b"[community]\nname = '\xff'\n")
    assert refusal(tmp_path).endswith("line 2: a letter in it is not in UTF-8. Save the file as UTF-8.")
    (tmp_path / "warmline.toml").unlink()
    (tmp_path / "warmline.toml").mkdir()
    assert refusal(tmp_path).startswith(f"{tmp_path}/warmline.toml cannot be read: ")


def test_a_file_from_another_system_is_read(tmp_path: Path) -> None:
    (tmp_path / "warmline.toml").write_bytes("\ufeff[server]\r\nport = 2300\r\n".encode())
    assert load(tmp_path, {}).server.port == 2300


@pytest.mark.parametrize("value", ["", "22a", "-1", "2222.0"])
def test_a_bad_value_in_the_environment_is_told_with_its_variable(tmp_path: Path, value: str) -> None:
    words = refusal(tmp_path, WARMLINE_SERVER_PORT=value)
    assert words.startswith("WARMLINE_SERVER_PORT: server.port cannot be ")
    assert words.endswith("It takes a whole number from 0 to 65535.")


def test_an_unknown_variable_is_told_with_its_nearest(tmp_path: Path) -> None:
    words = refusal(tmp_path, WARMLINE_SERVER_PROT="2222")
    assert words.startswith("WARMLINE_SERVER_PROT: there is no such setting. ")
    assert "WARMLINE_SERVER_PORT" in words


def test_braces_in_a_value_are_shown_as_they_are(tmp_path: Path) -> None:
    assert 'cannot be "{name}"' in refusal(tmp_path, "[joining]\nmode = '{name}'")


def test_every_setting_is_documented_and_named_once() -> None:
    settings = describe()
    assert len({setting.name for setting in settings}) == len(settings) > 30
    assert len({setting.variable for setting in settings}) == len(settings)
    for setting in settings:
        assert re.fullmatch(r"[A-Z].{10,}\.", setting.doc), setting.name
        assert setting.kind.allowed, setting.name


def test_every_default_is_allowed() -> None:
    for setting in describe():
        default = list(setting.default) if isinstance(setting.default, tuple) else setting.default
        assert setting.kind.check(default) == setting.default, setting.name


def test_the_written_file_reads_as_the_defaults(tmp_path: Path) -> None:
    write_default(tmp_path, memory_mib=512)
    config = load(tmp_path, {})
    assert config == Config()
    assert {config.origin(setting) for setting in describe()} == {"default"}
    assert stat.S_IMODE((tmp_path / "warmline.toml").stat().st_mode) == 0o600


def test_every_setting_of_the_written_file_can_be_uncommented(tmp_path: Path) -> None:
    write_default(tmp_path, memory_mib=512)
    file = tmp_path / "warmline.toml"
    file.write_text(re.sub(r"(?m)^#(?=\w+ = )", "", file.read_text()))
    config = load(tmp_path, {})
    assert config == Config()
    for setting in describe():
        assert config.origin(setting).startswith(f"{file}, line "), setting.name
        line = int(config.origin(setting).rpartition(" ")[2])
        assert file.read_text().splitlines()[line - 1] == f"{setting.key} = {toml(setting.default)}"


def test_the_written_file_says_what_each_setting_is_for(tmp_path: Path) -> None:
    write_default(tmp_path)
    plain = " ".join((tmp_path / "warmline.toml").read_text().replace("\n# ", " ").split())
    for setting in describe():
        assert " ".join(f"{setting.doc} ({setting.kind.allowed})".split()) in plain, setting.name
    assert max(map(len, (tmp_path / "warmline.toml").read_text().splitlines())) <= 110


def test_a_machine_with_two_gigabytes_hashes_with_more_memory(tmp_path: Path) -> None:
    write_default(tmp_path, memory_mib=1_930)
    assert load(tmp_path, {}).passphrases.memory_kib == 65_536


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    written(tmp_path, "[server]\nport = 2300\n")
    write_default(tmp_path)
    assert load(tmp_path, {}).server.port == 2300


@given(st.ip_addresses(), st.integers(0, 65_535))
def test_an_endpoint_reads_as_it_is_written(host: object, port: int) -> None:
    endpoint = Endpoint(str(host), port)
    assert Endpoint.parse(str(endpoint)) == endpoint


@given(st.text())
def test_a_text_is_written_as_toml_reads_it(name: str) -> None:
    name = name.encode("utf-8", "ignore").decode()
    assert tomllib.loads(f"name = {toml(name)}")["name"] == name
