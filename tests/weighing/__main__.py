"""Count the weights of words anew, and write them where the program reads them; two minutes.

python -m tests.weighing                 # after texts in tests/weighing/texts, or how weights are counted, changed
python -m tests.weighing --left-out      # what is heard of each writer with weights from others, in six parts
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from bbs.community.noticing import weights as ours
from bbs.community.noticing.heard import Heard
from bbs.community.noticing.labelled import ABOUT, EVERYDAY, OWN, SPEECH, Labelled, Report, percent
from bbs.community.noticing.listening import Noticing, shipped
from bbs.community.noticing.weights import ALWAYS, FILE, ONE, Weight, Weights, features, told
from tests.weighing.counting import Text, weights
from tests.weighing.voices import TUNING, digest, voices

PARTS = 6
"""Parts of the writers; each part is heard with the weights of all the others."""
DENIED = 4
"""Texts that one of a denial stands for: few write them, and they have all the words of a crisis."""
LEAST = 5
"""Hundredths below which a weight tells nothing."""
PATH = Path(ours.__file__).parents[2] / "text" / "noticing" / FILE
ABOUT_IT = """\
# How much words weigh in telling texts of people in crisis from others, and urgent ones from others, in hundredths.
# Counted from made-up texts by python -m tests.weighing, and not to be changed by hand. Of the texts: {digest}
"""


def counted(texts: Sequence[Labelled]) -> dict[str, Weight]:
    """Return the weights that texts give."""
    words = [shipped().plain(one.text).words for one in texts]
    plain = [
        Text(frozenset(features(each)), told(len(each)), DENIED if one.kind == "negation" else 1)
        for one, each in zip(texts, words, strict=True)
    ]
    crisis = weights(plain, [one.kind in OWN for one in texts], ALWAYS)
    urgent = weights(plain, [one.kind == "urgent" for one in texts], ALWAYS)
    return {each: Weight(round(weight * ONE), round(urgent[each] * ONE)) for each, weight in crisis.items()}


def written(found: Mapping[str, Weight]) -> str:
    """Return the file of some weights."""
    kept = sorted((each, two) for each, two in found.items() if max(map(abs, two)) >= LEAST)
    lines = [f"{each}\t{two.crisis}\t{two.urgent}\n" for each, two in kept]
    return ABOUT_IT.format(digest=digest()) + "".join(lines)


def left_out() -> None:
    """Print how each writer's texts are heard with weights to which that writer gave nothing."""
    said, out = voices(), Console(width=200, highlight=False)
    names = sorted(said.keys() - {TUNING})
    results: list[tuple[Labelled, Heard]] = []
    for part in (names[first::PARTS] for first in range(PARTS)):
        others = [one for other, texts in said.items() if other not in part for one in texts]
        noticing = Noticing(weights=Weights(counted(others)))
        for name in part:
            report = Report(tuple((one, noticing.listen(one.text)) for one in said[name]))
            out.print(f"{name}: {summed(report)}")
            results += report.results
    out.print(f"all: {summed(Report(tuple(results)))}")


def summed(report: Report) -> str:
    """Say in a line what a report comes to."""
    own, everyday, speech = (report.tally(*kinds) for kinds in (OWN, EVERYDAY, SPEECH))
    urgent, about = report.tally("urgent"), report.tally(*ABOUT)
    return (
        f"of {own.texts} in crisis {percent(own.noticed, own.texts)} noticed, "
        f"of {urgent.texts} urgent {percent(urgent.urgent, urgent.texts)} called so; "
        f"wrongly {percent(everyday.noticed, everyday.texts)} of {everyday.texts} everyday, "
        f"{percent(speech.noticed, speech.texts)} of {speech.texts} manners of speaking; "
        f"called urgent: everyday {everyday.urgent}, of {about.texts} of others and of what is past {about.urgent}"
    )


def main() -> None:
    """Count, or say what was asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.weighing")
    parser.add_argument("--left-out", action="store_true")
    if parser.parse_args().left_out:
        left_out()
    else:
        PATH.write_text(written(counted([one for texts in voices().values() for one in texts])), "utf-8")


if __name__ == "__main__":
    main()
