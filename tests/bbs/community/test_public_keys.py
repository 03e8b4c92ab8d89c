"""Reading the line of a public key, and saying kindly what it is when it is something else."""

from __future__ import annotations

import base64
import struct
import subprocess
from pathlib import Path

import asyncssh
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbs.community import public_keys
from bbs.community.public_keys import parse
from bbs.errors import NotUnderstood


def make(folder: Path, kind: str, *options: str, comment: str = "sam@laptop") -> Path:
    """Let OpenSSH make a key pair; return the path of the public half."""
    path = folder / f"id_{kind}"
    command = ["ssh-keygen", "-q", "-t", kind, *options, "-N", "", "-C", comment, "-f", str(path)]
    subprocess.run(command, check=True)
    return path.with_suffix(".pub")


@pytest.fixture(scope="module")
def ed25519(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("keys"), "ed25519")


def said_by_openssh(path: Path) -> str:
    done = subprocess.run(["ssh-keygen", "-lf", str(path)], check=True, capture_output=True, text=True)
    return done.stdout.split()[1]


@pytest.mark.parametrize(
    ("kind", "options"), [("ed25519", ()), ("ecdsa", ()), ("ecdsa", ("-b", "521")), ("rsa", ("-b", "2048"))]
)
def test_the_fingerprint_is_the_one_that_openssh_and_the_server_see(
    tmp_path: Path, kind: str, options: tuple[str, ...]
) -> None:
    path = make(tmp_path, kind, *options)
    key = parse(path.read_text())
    assert key.fingerprint == said_by_openssh(path)
    assert key.fingerprint == asyncssh.read_public_key(path).get_fingerprint()
    assert key.label == "sam@laptop"


def string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def test_keys_on_a_hardware_token_are_read(ed25519: Path, tmp_path: Path) -> None:
    point = base64.b64decode(ed25519.read_text().split()[1])[-32:]
    kind = "sk-ssh-ed25519@openssh.com"
    blob = string(kind.encode()) + string(point) + string(b"ssh:")
    path = tmp_path / "token.pub"
    path.write_text(f"{kind} {base64.b64encode(blob).decode()} token\n")
    assert parse(path.read_text()).fingerprint == said_by_openssh(path)


def test_a_line_of_an_authorized_keys_file_is_read_without_its_options(ed25519: Path) -> None:
    line = ed25519.read_text()
    assert parse(f'no-pty,command="echo hello" {line}') == parse(line)


def test_a_key_without_a_comment_has_no_label_and_a_long_one_is_cut(ed25519: Path) -> None:
    kind, blob, _ = ed25519.read_text().split()
    assert parse(f"{kind} {blob}").label == ""
    assert parse(f"  {kind}  {blob}  an old \x1b[31m laptop \r\n").label == "an old [31m laptop"
    assert len(parse(f"{kind} {blob} {'long ' * 40}").label) <= public_keys.LABEL_LONGEST


@pytest.mark.parametrize("form", ["new", "PEM", "PKCS8"])
def test_the_private_half_is_told_apart_whole_or_by_its_first_line(tmp_path: Path, form: str) -> None:
    options = () if form == "new" else ("-m", form)
    private = make(tmp_path, "rsa", "-b", "2048", *options).with_suffix("").read_text()
    for pasted in (private, private.splitlines()[0], " ".join(private.splitlines())):
        assert public_keys.is_private(pasted)
        with pytest.raises(NotUnderstood, match="never show it to anybody"):
            parse(pasted)


@pytest.mark.parametrize(
    ("pasted", "says"),
    [
        ("", "one line"),
        ("   \n", "one line"),
        ("PuTTY-User-Key-File-3: ssh-ed25519", "private half"),
        ("---- BEGIN SSH2 PUBLIC KEY ----", "another form"),
        ("hello", "not the line"),
        ("ssh-ed25519", "not the line"),
        ("ssh-ed25519 AAAAnonsense", "missing or changed"),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF0CgH6wKKNlyBq1dEDWB7ZN", "missing or changed"),
        ("ssh-dss AAAAB3NzaC1kc3MAAACBAK", "not used here"),
        ("ssh-ed448 AAAACXNzaC1lZDQ0OAAAADk", "not used here"),
        ("ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5", "certificate"),
        ("ssh-ed25519 " + "A" * 100_000, "not the line"),
    ],
)
def test_what_is_no_key_is_said_with_what_to_do(pasted: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse(pasted)
    assert says in refused.value.words()
    assert "AAAA" not in refused.value.words(), "nobody hears a key spelled out"


def test_two_keys_at_once_are_not_taken_for_one(ed25519: Path) -> None:
    with pytest.raises(NotUnderstood, match="not the line"):
        parse(ed25519.read_text() * 2)


def test_a_kind_that_is_not_the_one_in_the_key_is_refused(ed25519: Path) -> None:
    with pytest.raises(NotUnderstood, match="missing or changed"):
        parse(ed25519.read_text().replace("ssh-ed25519", "ssh-rsa"))


def test_a_short_rsa_key_is_refused_with_its_length(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse(make(tmp_path, "rsa", "-b", "1024").read_text())
    assert "1024 bits" in refused.value.words()


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_a_key_or_understood_as_none(pasted: str) -> None:
    for text in (pasted, f"ssh-ed25519 {pasted}", f"ssh-rsa AAAA{pasted}"):
        with pytest.raises(NotUnderstood):
            parse(text)
