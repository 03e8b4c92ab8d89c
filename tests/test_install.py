"""docs/install.md and deploy/: every command of the page is run, and the units hold what they promise.

Here it is run by whoever runs the tests, without the network, in a folder in which the paths of the machine are mapped.
What needs root or a whole machine (`apt-get`, `useradd`, `systemctl`, `nft`, `sshd`) is a stand-in that writes down
that it was called, and the libraries are linked instead of fetched. `tests/faults/test_install_in_debian.py` replaces
nothing. The wheel is the one that the page makes: it carries all of Warmline and nothing else, far from any checkout.
"""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from bbs import config
from store.home import Home
from tests.building import PACKAGES, ROOT, compiled, copied, link_needed
from tests.fenced import Block, blocks
from tests.harbour import CLEAN, QUIET
from tests.serving import Serving, away

DEPLOY = ROOT / "deploy"
PAGE = blocks((ROOT / "docs" / "install.md").read_text("utf-8"))
UNITS = sorted(DEPLOY.glob("warmline*"))
STAND_INS = ("apt-get", "useradd", "systemctl", "nft", "sshd")
MAPPED = ("/opt", "/etc", "/var/lib", "/usr/local/bin")
ANSWERS = "--name 'Quiet Harbour' --country IE --operator olive --second-operator --lines-checked "


# The page


@dataclass(frozen=True)
class Machine:
    """A folder that stands for a machine."""

    root: Path

    def run(self, block: Block) -> str:
        """Run a block of the page as it stands, but for the paths; each command has to succeed."""
        script = re.sub(r"\b(warmline init) ", rf"\1 {ANSWERS}", block.text)
        script = re.sub(rf"(?<![\w.])({'|'.join(MAPPED)})/", rf"{self.root}\1/", script)
        script = re.sub(r"^cd /$", f"cd {self.root}", script, flags=re.MULTILINE)
        done = subprocess.run(
            ["bash", "-ec", script],
            cwd=self.root / "root",
            env={
                "HOME": str(self.root / "root"),
                "PATH": f"{self.root}/stand-ins:{self.root}/usr/local/bin:{os.environ['PATH']}",
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    @property
    def wheel(self) -> Path:
        """The wheel that was copied to it."""
        (wheel,) = (self.root / "root" / "warmline").glob("warmline-*.whl")
        return wheel

    @property
    def environment(self) -> Path:
        """Where the program and what it needs is installed."""
        return self.root / "opt" / "warmline"

    @property
    def packages(self) -> Path:
        """Where its modules are."""
        return next(self.environment.glob("lib/python3*/site-packages"))

    @property
    def calls(self) -> list[str]:
        """What the stand-ins were called with, in its order."""
        return (self.root / "calls").read_text().splitlines()


def program(path: Path, *lines: str) -> None:
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)


def stand_in(root: Path) -> None:
    """Make what the page calls that needs root, a network or a whole machine."""
    folder = root / "stand-ins"
    folder.mkdir()
    for name in STAND_INS:
        program(folder / name, f'echo "{name} $*" >> {root}/calls')
    program(folder / "runuser", 'test "$1 $2 $3" = "-u warmline --" || exit 2', "shift 3", 'exec "$@"')
    install = shutil.which("install")
    program(folder / "install", 'case "$1 $2" in "-d -o") mkdir -p -m 0700 "$8";; *)', f'exec {install} "$@";; esac')
    program(
        folder / "python3",
        f'{sys.executable} "$@" --without-pip --symlinks && PYTHONPATH={ROOT} {sys.executable} {__file__} {root}',
    )


def with_pip(root: Path) -> None:
    """Give a new environment a `pip` that links what it would have to fetch. Called by the stand-in for `python3`."""
    machine = Machine(root)
    link_needed(machine.wheel, machine.packages)
    options = "--quiet --disable-pip-version-check"
    pip = f'exec {sys.executable} -m pip --python {machine.environment}/bin/python {options} "$@" --no-compile'
    program(machine.environment / "bin" / "pip", 'case "$*" in *--require-hashes*) exit 0;; esac', pip)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Do what the page says is done on one's own machine, and copy that to where the rest is run."""
    root = tmp_path_factory.mktemp("machine")
    for name in ("root", "etc/systemd/system", "etc/ssh/sshd_config.d", "var/lib", "usr/local/bin", "opt"):
        (root / name).mkdir(parents=True)
    stand_in(root)
    tree = copied(tmp_path_factory.mktemp("tree"))
    version = sys.version.split()[0]
    (block,) = (block for block in PAGE if block.where == "checkout")
    for command in block.commands:  # with the environment of the tests as the one that make would have made
        stamp = f"{sys.prefix}/installed-{version}"
        words = [*command.split(), f"VENV={sys.prefix}", f"PYTHON={sys.executable}", "-o", stamp]
        subprocess.run(words, cwd=tree, check=True, capture_output=True)
    (tree / "dist").rename(root / "root" / "warmline")
    return Machine(root)


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_the_page_makes_a_running_place_of_a_machine(machine: Machine) -> None:
    on_machine, said = [block for block in PAGE if block.where == "machine"], ""
    for block in on_machine[:-1]:
        said += machine.run(block)
        if "pip install" in block.text:
            compiled(machine.packages)
    assert "You are its operator, olive." in said
    assert "The second operator joins with the code" in said
    assert "All is well." not in said, "the words of the server key are not confirmed yet, and that is said"
    home = Home(machine.root / "var" / "lib" / "warmline")
    assert config.load(home.path, {}).server.endpoints == (config.Endpoint("0.0.0.0", 22),)
    assert "Port 2022" in (machine.root / "etc/ssh/sshd_config.d/port.conf").read_text()
    assert "define sshd = 2022\ndefine warmline = 22\n" in (machine.root / "etc/nftables.conf").read_text()
    assert " -p 22 " in (machine.root / "etc/systemd/system/warmline-up.service").read_text()
    order = ["useradd", "systemctl enable --now warmline.service", "nft --check", "sshd -t", "systemctl restart ssh"]
    found = [next(n for n, call in enumerate(machine.calls) if call.startswith(one)) for one in order]
    assert found == sorted(found)
    holds_what_is_declared(machine)
    begun = [machine.environment / "bin" / "warmline", "serve", "--home", home.path, "--port", "0"]
    with Serving(*begun, "--host", "127.0.0.1", cwd=machine.root, environment=away(machine.root)) as server:
        assert asks_for_help(server.port).startswith("If your life is in danger now, call")
        assert server.stops() == 0
    machine.run(on_machine[-1])
    assert not list((machine.root / "etc/systemd/system").iterdir())
    assert home.database.exists(), "what members wrote is left alone"


def holds_what_is_declared(machine: Machine) -> None:
    """What is installed is what runs, is of the version that the wheel says, and has nothing that is not declared."""
    script = (
        "import bbs, bbs.version, importlib.util as u; print(bbs.__file__, bbs.version.VERSION, u.find_spec('pytest'))"
    )
    command = [str(machine.environment / "bin" / "python"), "-c", script]
    done = subprocess.run(command, cwd=machine.root, env=away(machine.root), capture_output=True, text=True, check=True)
    where, version, stranger = done.stdout.split()
    assert Path(where).is_relative_to(machine.environment)
    assert version == machine.wheel.name.split("-")[1]
    assert stranger == "None"


def asks_for_help(port: int) -> str:
    """Call with the help name, as somebody with nothing but ssh."""
    command = ["ssh", *QUIET, "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-T", "-p", str(port), "help@localhost"]
    done = subprocess.run(command, input="", capture_output=True, text=True, timeout=30, check=False, env=CLEAN)
    return done.stdout


def belongs(path: Path) -> bool:
    """Whether a file of the tree is one that a wheel carries."""
    text = path.is_relative_to(ROOT / "bbs" / "text")
    return (
        path.is_file() and "__pycache__" not in path.parts and (text or path.suffix == ".py" or path.name == "py.typed")
    )


def test_the_wheel_holds_every_module_and_every_word_and_nothing_else(machine: Machine) -> None:
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if belongs(path)
    }
    with zipfile.ZipFile(machine.wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected
    assert {f"{package}/py.typed" for package in PACKAGES} <= held


def test_every_block_of_the_page_is_run_or_cannot_be() -> None:
    assert {block.where for block in PAGE} == {"checkout", "machine", "elsewhere"}
    (elsewhere,) = (block for block in PAGE if block.where == "elsewhere")
    assert set(elsewhere.programs) == {"scp", "ssh"}, "these need another machine, and nothing else does"


def test_nothing_on_the_page_is_a_bare_command_in_a_block_of_another_kind() -> None:
    text = (ROOT / "docs" / "install.md").read_text("utf-8")
    assert set(re.findall(r"^```(\w*)$", text, re.MULTILINE)) == {"sh", ""}, "sh, and the end of a block"


# The lock


def test_every_library_of_the_lock_has_its_version_and_a_hash() -> None:
    text = (DEPLOY / "requirements.lock").read_text().replace("\\\n", " ")
    rows = [row for row in text.splitlines() if row.strip() and not row.lstrip().startswith("#")]
    assert rows
    for row in rows:
        assert re.match(r"[a-z0-9][a-z0-9._-]*(\[[a-z,]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", row), row


# The units


class Unit(configparser.ConfigParser):
    """A unit as it is written. What stands twice counts as its last."""

    def optionxform(self, optionstr: str) -> str:
        """Leave capitals as they are."""
        return optionstr


def directives(name: str) -> Unit:
    read = Unit(strict=False, interpolation=None)
    read.read(DEPLOY / name)
    return read


def test_the_service_has_its_home_and_little_else() -> None:
    service = dict(directives("warmline.service")["Service"])
    assert service["ExecStart"] == "/opt/warmline/bin/warmline serve --home /var/lib/warmline"
    assert (service["User"], service["StateDirectory"], service["StateDirectoryMode"]) == (
        "warmline",
        "warmline",
        "0700",
    )
    on = (
        "NoNewPrivileges",
        "ProtectHome",
        "PrivateDevices",
        "PrivateTmp",
        "RestrictNamespaces",
        "MemoryDenyWriteExecute",
    )
    assert all(service[name] == "yes" for name in on)
    assert service["ProtectSystem"] == "strict"
    assert service["AmbientCapabilities"] == service["CapabilityBoundingSet"] == "CAP_NET_BIND_SERVICE"
    assert service["LimitCORE"] == service["MemorySwapMax"] == "0"
    assert service["MemoryMax"].endswith("%")
    assert int(service["TasksMax"]) >= 32
    assert service["Restart"] == "on-failure"
    assert service["ExecReload"] == "/bin/kill -HUP $MAINPID"


def test_it_may_open_as_many_files_as_callers_may_come() -> None:
    limits = config.Server()
    most = 2 * limits.sessions + limits.half_open
    assert int(directives("warmline.service")["Service"]["LimitNOFILE"]) > most + 500


def test_units_name_units_that_are_there() -> None:
    there = {path.name for path in UNITS}
    for unit in UNITS:
        named = set(re.findall(r"\bwarmline[\w-]*\.(?:service|socket|timer)\b", unit.read_text()))
        assert named <= there, unit.name


def test_the_alarm_and_the_firewall_and_the_container_name_what_the_page_makes() -> None:
    assert "OnFailure" in directives("warmline-up.service")["Unit"]
    assert " guest@127.0.0.1 up" in directives("warmline-up.service")["Service"]["ExecStart"]
    assert 'skuid "warmline"' in (DEPLOY / "nftables.conf").read_text()
    container = (DEPLOY / "Containerfile").read_text()
    assert "--require-hashes --only-binary :all:" in container
    assert re.search(r"^USER warmline$", container, re.MULTILINE)


@pytest.mark.parametrize(("status", "said", "told"), [(0, "0 up", ""), (1, "1 help-only", "1 help-only\n")])
def test_what_is_asked_every_five_minutes_is_told_when_it_is_no(
    tmp_path: Path, status: int, said: str, told: str
) -> None:
    ssh = tmp_path / "ssh"
    ssh.write_text(f"#!/bin/sh\necho '{said}'\nexit {status}\n")
    ssh.chmod(0o700)
    service = directives("warmline-up.service")["Service"]
    command = shlex.split(service["ExecStart"].replace("$$", "$").replace("/usr/bin/ssh", str(ssh)))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (status, told)
    assert (service["SyslogLevel"], service["LogLevelMax"]) == ("warning", "notice"), "and what is said then is kept"


def test_the_container_is_made_of_what_a_release_has_and_as_the_page_says(machine: Machine) -> None:
    steps = re.sub(r"\\\n\s*", "", (DEPLOY / "Containerfile").read_text())
    release = machine.root / "root" / "warmline"
    copied_in = [word for line in re.findall(r"^COPY (.*)$", steps, re.MULTILINE) for word in line.split()[:-1]]
    assert copied_in
    assert all(list(release.glob(word)) for word in copied_in)
    text = "\n".join(block.text for block in PAGE)
    (packages,) = re.findall(r"apt-get install --yes --no-install-recommends ([^&]*?) *&&", steps)
    assert set(packages.split()) <= set(re.findall(r"[\w-]+", text)), "what the program needs is what the page installs"
    for command in ("python3 -m venv /opt/warmline", "--require-hashes --only-binary :all: -r", "--no-index --no-deps"):
        assert command in steps
        assert command in text
    base = re.findall(r"^FROM docker.io/library/debian:(\d+)-slim$", steps, re.MULTILINE)
    assert base == re.findall(r"bare Debian (\d+)", (ROOT / "docs" / "install.md").read_text("utf-8"))
    assert steps.index("\nUSER warmline") > steps.rindex("\nRUN "), "what is installed is not its own to change"


@pytest.fixture(scope="module")
def verifiable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units with a program that exists in the place of ours."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    folder = tmp_path_factory.mktemp("units")
    for unit in UNITS:
        text = unit.read_text().replace("/opt/warmline/bin/warmline", "/bin/true").replace("User=warmline\n", "")
        (folder / unit.name).write_text(text)
    return folder


def test_systemd_finds_nothing_to_say_against_the_units(verifiable: Path) -> None:
    names = [str(verifiable / unit.name) for unit in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "warmline" in line]
    assert (done.returncode, ours) == (0, []), done.stderr


def test_its_exposure_is_what_the_page_says(verifiable: Path) -> None:
    (verifiable / "warmline.service").write_text((DEPLOY / "warmline.service").read_text())
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(verifiable / "warmline.service")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd-analyze cannot look at a unit that is not loaded")
    exposure = re.search(r"exposure level for warmline\.service: ([\d.]+)", done.stdout)
    assert exposure, done.stdout + done.stderr
    stated = re.search(r"rates it at\n?\s*([\d.]+) ", (ROOT / "docs" / "install.md").read_text("utf-8"))
    assert stated
    assert abs(float(exposure[1]) - float(stated[1])) <= 0.4, "versions of systemd weigh a little differently"


if __name__ == "__main__":
    with_pip(Path(sys.argv[1]))
