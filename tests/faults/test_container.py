"""deploy/Containerfile is built and run: as its user, with nothing but its volume to write to.

It needs root, `buildah`, `debootstrap`, a Debian mirror and PyPI; where one of these is missing it is skipped and says
which. The base is a Debian 12 made here under the name that the file asks for, so that no registry is needed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.test_install_in_debian import released
from tests.harbour import CLEAN, QUIET

BASE = "docker.io/library/debian:12-slim"
NEEDED = ("buildah", "debootstrap")
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a Debian of its own"),
    *(pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed") for program in NEEDED),
]
CHROOT = {**os.environ, "BUILDAH_ISOLATION": "chroot"}
"""In which it is run where a container cannot be: the program sees the image, and this machine's network."""


class Builder:
    """buildah, with everything it keeps below one folder."""

    def __init__(self, folder: Path) -> None:
        self._keeping = ("--root", str(folder / "kept"), "--runroot", str(folder / "running"))

    def begins(self, *words: str) -> subprocess.Popen[str]:
        """Begin one of its commands."""
        return subprocess.Popen(
            self._command(*words),
            env=CHROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _command(self, *words: str) -> list[str]:
        return ["buildah", *self._keeping, "--storage-driver", "vfs", *words]

    def __call__(self, *words: str) -> str:
        """Run one of its commands, which has to succeed; return what it said."""
        done = subprocess.run(
            self._command(*words),
            env=CHROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout.strip()


@pytest.fixture(scope="module")
def buildah(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    """A builder that has the image, built from a release by the file."""
    folder = tmp_path_factory.mktemp("container")
    base, build = folder / "base", Builder(folder)
    made = subprocess.run(
        ["debootstrap", "--variant=minbase", "bookworm", str(base)], capture_output=True, timeout=600, check=False
    )
    if made.returncode:
        pytest.skip(f"no Debian could be fetched: {made.stdout[-300:]!r}")
    if "PIP_CERT" in os.environ:
        shutil.copy(CERTIFICATES, base / "certificates.crt")
        (base / "etc" / "pip.conf").write_text("[global]\ncert = /certificates.crt\n")
    blank = build("from", "scratch")
    build("add", "--quiet", blank, str(base), "/")
    build("commit", "--quiet", "--rm", blank, BASE)
    released(folder / "tree", folder / "release")
    file = str(folder / "release" / "Containerfile")
    build("build", "--pull-never", "--network", "host", "--tag", "warmline", "--file", file, str(folder / "release"))
    yield build
    build("rm", "--all")
    build("rmi", "--all", "--force")


def test_the_image_begins_a_place_in_its_volume_as_its_own_user(buildah: Builder, tmp_path: Path) -> None:
    image = json.loads(buildah("inspect", "--type", "image", "warmline"))["OCIv1"]["config"]
    assert (image["User"], image["Entrypoint"], image["Cmd"]) == ("warmline", ["/opt/warmline/bin/warmline"], ["serve"])
    assert image["Volumes"] == {image["WorkingDir"]: {}}
    box = buildah("from", "--pull-never", "warmline")
    volume = tmp_path / "volume"
    volume.mkdir(mode=0o700)
    os.chown(volume, 990, 990)
    run = ("run", "--volume", f"{volume}:{image['WorkingDir']}", box, "--")
    assert buildah(*run, "id", "-un") == "warmline"
    assert buildah(*run, "sh", "-c", "ls -A /tmp; command -v gcc || true") == "", "nothing of the build is left"
    said = buildah(*run, *image["Entrypoint"], "init", "--name", "Box", "--country", "IE", "--operator", "olive")
    assert "You are its operator, olive." in said
    assert {path.stat().st_uid for path in volume.iterdir()} == {990}
    for _ in range(2):
        visited(buildah, run, image["Entrypoint"], volume)
    looked = buildah(*run, "sh", "-c", "/opt/warmline/bin/warmline doctor || true")
    assert "There is one operator" in looked
    assert "requirements.lock" not in looked


def visited(buildah: Builder, run: tuple[str, ...], program: list[str], volume: Path) -> None:
    """Serve from the volume, call by either kind of address, and have SIGTERM end it well."""
    script = f"{' '.join(program)} serve --port 0 & echo $! > served; wait $!; echo it left $?"
    serving = buildah.begins(*run, "sh", "-c", script)
    assert serving.stdout is not None
    said = next(line for line in serving.stdout if line.startswith("Listening on :: port "))
    port = said.split()[-1]
    for address in ("127.0.0.1", "::1") if socket.has_dualstack_ipv6() else ("127.0.0.1",):
        command = ["ssh", *QUIET, "-o", "LogLevel=ERROR", "-T", "-p", port]
        done = subprocess.run(
            [*command, f"guest@{address}", "up"], capture_output=True, text=True, timeout=60, check=False, env=CLEAN
        )
        assert (done.returncode, done.stdout) == (0, "0 up\n"), done.stderr
        done = subprocess.run(
            [*command, f"guest@{address}", "read", "boards"], capture_output=True, text=True, timeout=60, check=False,
            env=CLEAN,
        )  # fmt: skip
        assert "Sleep and nights" in done.stdout
    os.kill(int((volume / "served").read_text()), signal.SIGTERM)
    rest, _ = serving.communicate(timeout=60)
    assert "it left 0" in rest
