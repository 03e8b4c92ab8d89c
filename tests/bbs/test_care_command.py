"""`warmline care`: a line out for each line in, and how well the rules do on a labelled file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from bbs import cli

HEARD = {
    "i want 2 die tonight": "urgent\tno\ten.wish.die\ten",
    "quiero morir": "concern\tno\tes.deseo.morir\tes",
    "this homework is killing me": "none\tno\t-\t-",
    "go kill yourself": "none\tyes\ten.hold.encouragement\ten",
    "": "none\tno\t-\t-",
}


def test_a_line_is_said_for_each_line_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "texts"
    file.write_text("\n".join(HEARD) + "\n", "utf-8")
    cli.main(["care", "check", str(file)])
    assert capsys.readouterr().out.splitlines() == list(HEARD.values())


def test_what_is_typed_is_heard_too_whatever_its_bytes_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = io.TextIOWrapper(io.BytesIO(b"\xff\xfe i want to die\r\n\x00\x1b[2J\nno end to this line"), "utf-8")
    monkeypatch.setattr(sys, "stdin", typed)
    cli.main(["care", "check", "-"])
    assert [line.partition("\t")[0] for line in capsys.readouterr().out.splitlines()] == ["concern", "none", "none"]


def test_a_file_that_is_not_there_is_said_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["care", "check", "/no/such/file"])
    assert left.value.code == 1
    assert capsys.readouterr().err == "No such file or directory: /no/such/file\n"


def test_a_labelled_file_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "labelled.tsv"
    file.write_text(
        "# made up\nurgent\tno\ten\ti am going to kill myself\nconcern\tno\tes\tel cielo es azul\n"
        "everyday\tno\ten\tlow day\nidiom\tno\ten\tthis is killing me\nother\tyes\ten\tgo kill yourself\n",
        "utf-8",
    )
    cli.main(["care", "report", str(file)])
    said = capsys.readouterr().out
    assert "Texts: 5.\nPeople in crisis themselves: 1 of 2 (50 %) noticed.\n" in said
    assert "Of these in Spanish: 0 of 1 (0 %).\n" in said
    assert "False alarms, everyday posts: 0 of 1 (0 %).\n" in said
    assert "Class other: 0 of 1 (0 %) noticed, 0 called urgent.\n" in said
    assert "Class grief: 0 of 0 (-) noticed" in said
    assert "Parts to be covered: 1 of 1 (100 %); covered wrongly: 0 of 4 (0 %).\n" in said
    assert "miss about 3 in 10" in said


def test_a_line_that_is_not_labelled_is_named_and_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "labelled.tsv"
    file.write_text("low day\n", "utf-8")
    with pytest.raises(SystemExit) as left:
        cli.main(["care", "report", str(file)])
    assert left.value.code == 2
    assert "Line 1 is not class" in capsys.readouterr().err
