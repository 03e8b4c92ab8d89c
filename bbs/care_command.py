"""`warmline care ...`: what the rules for crisis language hear, for whoever wants to know how well they do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Final

from bbs.community.noticing import labelled
from bbs.community.noticing.heard import Heard
from bbs.community.noticing.labelled import percent
from bbs.community.noticing.listening import shipped

_ENGLISH: Final = {"en": "in English", "es": "in Spanish"}
MISSED: Final = (
    "Published sets of rules miss about 3 in 10 of what people in crisis write, and these texts are our own: expect "
    "to miss as many. Nothing here stands in for a person who reads."
)


@contextmanager
def _lines(name: str) -> Iterator[Iterator[str]]:
    """Open a file, or standard input for "-", as lines of text; bytes that are no text are shown as a mark."""
    file: IO[bytes] = sys.stdin.buffer if name == "-" else open(name, "rb")  # noqa: SIM115 - closed below
    try:
        yield (line.decode("utf-8", "replace").rstrip("\r\n") for line in file)
    finally:
        if name != "-":
            file.close()


def verdict(heard: Heard) -> str:
    """Return what was heard in a text as `care check` says it: level, hold, rule and language, tabs between them."""
    level = heard.level.name.lower() if heard.noticed else "none"
    rule = heard.rule if heard.noticed else heard.held_by
    return "\t".join((level, "yes" if heard.holds else "no", rule or "-", rule.partition(".")[0] or "-"))


def check(arguments: argparse.Namespace) -> None:
    """Say a line for each line, as it comes."""
    noticing = shipped()
    with _lines(arguments.file) as lines:
        for line in lines:
            sys.stdout.write(verdict(noticing.listen(line)) + "\n")
            sys.stdout.flush()


def report(arguments: argparse.Namespace) -> None:
    """Say how well the rules do on a labelled file."""
    with _lines(arguments.file) as lines:
        counted = labelled.report(shipped(), lines)
    sys.stdout.write("\n".join(said(counted)) + "\n")


def said(report: labelled.Report) -> list[str]:
    """Return a report in lines that make sense alone."""
    own, urgent = report.tally(*labelled.OWN), report.tally("urgent")
    lines = [
        f"Rules: {shipped().version}. Texts: {len(report.results)}.",
        f"People in crisis themselves: {_share(own.noticed, own.texts)} noticed.",
    ]
    for code, name in _ENGLISH.items():
        of_language = report.tally(*labelled.OWN, language=code)
        lines.append(f"Of these {name}: {_share(of_language.noticed, of_language.texts)}.")
    lines.append(f"Of the urgent ones, called urgent: {_share(urgent.urgent, urgent.texts)}.")
    for kinds, name in ((labelled.EVERYDAY, "everyday posts"), (labelled.SPEECH, "manners of speaking and titles")):
        alarm = report.tally(*kinds)
        lines.append(f"False alarms, {name}: {_share(alarm.noticed, alarm.texts)}.")
    for kind in labelled.ABOUT:
        one = report.tally(kind)
        lines.append(f"Class {kind}: {_share(one.noticed, one.texts)} noticed, {one.urgent} called urgent.")
    wanted, covered, others, wrongly = report.holds()
    lines.append(f"Parts to be covered: {_share(covered, wanted)}; covered wrongly: {_share(wrongly, others)}.")
    return [*lines, MISSED]


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({percent(part, whole)})"


ACTS: Final[dict[str, Callable[[argparse.Namespace], None]]] = {"check": check, "report": report}
