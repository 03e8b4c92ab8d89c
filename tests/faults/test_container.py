"""deploy/Containerfile is built and run: as its user, with nothing but its volume to write to.

It needs root, `buildah`, `debootstrap`, a Debian mirror and PyPI; where one of these is missing it is skipped and says
which. The base is a Debian 12 made here under the name that the file asks for, so that no registry is needed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.test_install_in_debian import released

BASE = "docker.io/library/debian:12-slim"
NEEDED = ("buildah", "debootstrap")
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a Debian of its own"),
    *(pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed") for program in NEEDED),
]


class Builder:
    """buildah, with everything it keeps below one folder."""

    def __init__(self, folder: Path) -> None:
        self._keeping = ("--root", str(folder / "kept"), "--runroot", str(folder / "running"))

    def __call__(self, *words: str) -> str:
        """Run one of its commands, which has to succeed; return what it said."""
        done = subprocess.run(
            ["buildah", *self._keeping, "--storage-driver", "vfs", *words],
            env={**os.environ, "BUILDAH_ISOLATION": "chroot"},
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
    looked = buildah(*run, "sh", "-c", "/opt/warmline/bin/warmline doctor || true")
    assert "There is one operator" in looked
    assert "requirements.lock" not in looked
