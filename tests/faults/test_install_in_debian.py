"""docs/install.md and docs/operate.md from the first command to the last, in a whole Debian 12 with systemd, as root.

Nothing is replaced. It needs root, a Debian mirror and PyPI, `debootstrap`, and `systemd-nspawn` (systemd-container);
where one of these is missing it is skipped and says which. `tests/test_install.py` runs the same page with less,
everywhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbs import server_key
from bbs.clock import SystemClock
from store import backups
from store.home import Home
from tests.fenced import blocks
from tests.serving import ROOT

PAGE = blocks((ROOT / "docs" / "install.md").read_text("utf-8"))
MACHINE = [block.text for block in PAGE if block.where == "machine"]
OPERATING = blocks((ROOT / "docs" / "operate.md").read_text("utf-8"))
ENCRYPTING = (
    "cd warmline && /opt/warmline/bin/pip install --require-hashes --only-binary :all: -r requirements-age.lock"
)
"""What docs/operate.md fetches, done while the machine still has the network."""
NEEDED = ("debootstrap", "systemd-nspawn", "nsenter", "chroot")
WITH = "systemd,systemd-sysv,dbus,openssh-server,ca-certificates"
"""What a rented machine with Debian has beside the least there is."""
ANSWERS = ("--name", "Quiet Harbour", "--country", "IE", "--operator", "olive", "--second-operator", "--lines-checked")
"""What `init` would ask a person for."""
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a Debian of its own"),
    *(pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed") for program in NEEDED),
]


class Machine:
    """A Debian in a folder: first as a changed root, with the network of this machine, then booted, with its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._booted: subprocess.Popen[bytes] | None = None
        self._leader = 0

    def run(self, script: str, typed: str = "") -> str:
        """Run commands as root at home there; each has to succeed. Returns what they said."""
        enter = ["nsenter", "--target", str(self._leader), "--all"] if self._leader else ["chroot", str(self.root)]
        clean = ["env", "-i", "HOME=/root", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]
        if "PIP_CERT" in os.environ:
            clean.append(f"PIP_CERT={CERTIFICATES}")
        done = subprocess.run(
            [*enter, *clean, "DEBIAN_FRONTEND=noninteractive", "bash", "-exc", f"cd\n{script}"],
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def boot(self) -> None:
        """Start systemd in it, with a network of its own in which every port is free."""
        options = ["-q", "--private-network", "--register=no", "--keep-unit", "--link-journal=no", "--boot"]
        with (self.root.parent / "boot.log").open("wb") as said:
            self._booted = subprocess.Popen(
                ["systemd-nspawn", *options, "--directory", str(self.root)], stdin=subprocess.DEVNULL, stdout=said
            )
        children = Path(f"/proc/{self._booted.pid}/task/{self._booted.pid}/children")
        for _ in range(100):
            time.sleep(0.3)
            if found := children.read_text().split():
                self._leader = int(found[0])
                if self._is_up():
                    return
        raise AssertionError((self.root.parent / "boot.log").read_text(errors="replace"))

    def _is_up(self) -> bool:
        try:
            self.run("systemctl is-active multi-user.target")
        except AssertionError:
            return False
        return True

    def stop(self) -> None:
        """Switch it off."""
        if self._booted is not None:
            self._booted.terminate()
            self._booted.wait(30)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A bare Debian 12 with a release of this checkout in root's home."""
    folder = tmp_path_factory.mktemp("debian")
    root = folder / "root"
    made = subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={WITH}", "bookworm", str(root)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"no Debian could be fetched: {made.stdout[-300:]}")
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    shutil.copy(CERTIFICATES, root / CERTIFICATES.relative_to("/"))
    released(folder / "tree", root / "root" / "warmline")
    found = Machine(root)
    yield found
    found.stop()


def released(tree: Path, to: Path) -> None:
    """Do `make release` in a copy of the checkout."""
    names = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    for name in filter(None, names):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tree / name)
    subprocess.run(["make", "release", f"DIST={to}"], cwd=tree, check=True, timeout=600)


def answered(script: str) -> str:
    """Answer what `init` asks, because nobody sits there."""
    answers = " ".join(f"'{word}'" for word in ANSWERS)
    return script.replace("warmline init ", f"warmline init {answers} ")


def test_a_bare_debian_becomes_a_running_place_by_the_page_alone(machine: Machine) -> None:
    fetching, *later = MACHINE
    machine.run(fetching)
    machine.run(ENCRYPTING)
    machine.boot()
    up = "systemctl start warmline-up.service"
    said = ""
    for script in later[:-1]:
        said += machine.run(answered(script))
        if "systemctl enable --now warmline.service" in said:
            machine.run("systemctl is-active warmline.service")
            machine.run(waiting_for(up))
    assert "You are its operator, olive." in said
    assert "The second operator joins with the code" in said
    machine.run("systemctl reload warmline.service")
    machine.run("systemctl restart warmline.service")
    machine.run(waiting_for(up))
    asked_in_vain(machine)
    machine.run(waiting_for(up))
    assert "Listening on :: port 22" in machine.run("journalctl --unit warmline.service"), "the port that systemd holds"
    operated(machine)
    machine.run(waiting_for(up))
    machine.run(later[-1])


def asked_in_vain(machine: Machine) -> None:
    """See that the question of every five minutes wakes the alarm when nobody answers, and says nothing else."""
    said = "journalctl --no-pager --quiet --output cat --unit warmline-up.service"
    before = machine.run(said)
    assert "0 up" not in before
    assert "Finished" not in before
    machine.run("systemctl stop warmline.socket warmline.service\n! systemctl start warmline-up.service")
    assert "Connection refused" in machine.run(said).replace(before, "")
    machine.run(waiting_for("journalctl --quiet --output cat --unit warmline-alarm.service | grep 'does not answer'"))
    machine.run("systemctl start warmline.socket warmline.service")


def operated(machine: Machine) -> None:
    """Do what docs/operate.md says, as root, with the words of the server key on paper. Nothing is left to root."""
    home = Home(machine.root / "var" / "lib" / "warmline")
    for block in OPERATING:
        words = " ".join(server_key.in_words(home)) if home.server_key.exists() else ""
        if block.where == "machine":
            machine.run(block.text)
        elif block.where == "words":
            home.server_key.unlink()
            machine.run(block.text, f"{words}\n")
        elif block.where == "new":
            machine.run("systemctl stop warmline.socket warmline.service")
            assert backups.make(home, SystemClock().now() + backups.DAY), "tomorrow's, with the key of today"
            machine.run("mkdir kept && cp -r /var/lib/warmline/{backups,hostkeys,warmline.toml} kept/")
            machine.run("rm -r /var/lib/warmline && install -d -o warmline -g warmline -m 0700 /var/lib/warmline")
            assert "Done. The copy is in place" in machine.run(block.text, f"{words}\nyes\n")
            machine.run(
                "cp kept/backups/* /var/lib/warmline/backups/ && systemctl start warmline.socket warmline.service"
            )
        elif block.where == "copy":
            assert "Done. The copy is in place" in machine.run(block.text, "yes\n")
    roots = machine.run("find /var/lib/warmline -user root ! -path '*/backups/*'")
    assert "/var/lib" not in roots.replace("find /var/lib/warmline", ""), roots


def waiting_for(command: str) -> str:
    """Try a command for half a minute: a service that was started has not opened its port yet."""
    return f"for n in $(seq 30); do {command} && exit 0; sleep 1; done; exit 1"
