"""What kept questionnaires add up to, from the first to the last: in words, and as a line for who likes to see it."""

from __future__ import annotations

from bbs.community import curves, questionnaires
from bbs.community.questionnaires import Answered, Questionnaire
from bbs.community.shelf import Kind as Shelved
from bbs.language import N_
from screens.pages.private import PrivatePage
from screens.view import Block, Chart, Notice, Prose, View
from screens.when import day

LEAST = 3
"""Times from which on anything is said of how it went."""
MOST = 10
"""Times that are told, the latest ones: what fits on a line of a small window."""
HEIGHT, STEP = 7, 3
"""Rows and columns of the line."""


class QuestionsOverTimePage(PrivatePage):
    """Each questionnaire of which answers were kept, over time."""

    pattern = "questions/over-time"
    title = N_("Questionnaires over time")
    listed = False
    keeps = (Shelved.QUESTIONS,)

    async def inside(self) -> View:
        """Say of each what it added up to, and draw it."""
        session, say = self.session, self.session.say
        found = await session.read(questionnaires.kept, session.private)
        blocks: list[Block] = []
        for known in session.house.texts.questionnaires:
            times = [each for each in reversed(found) if each.name == known.name]
            if times:
                blocks.append(self._over_time(known, times))
        if not blocks:
            return View(say(self.title), (Notice(say(N_("Nothing is kept, so there is nothing to say."))),))
        about = say(N_("A few points more or less say little; how it feels to you counts more."))
        return View(say(self.title), (*blocks, Prose.of(about)))

    def _over_time(self, known: Questionnaire, times: list[Answered]) -> Block:
        session, say = self.session, self.session.say
        if len(times) < LEAST:
            few = session.language.count(
                "{title}: kept {n} time, too few to say.", "{title}: kept {n} times, too few to say.", len(times),
                title=known.title,
            )  # fmt: skip
            return Prose.of(few)
        lately = times[-MOST:]
        totals = [known.total(each.given) for each in lately]
        said = "; ".join(
            say(N_("{day} {total}"), day=day(session, each.at), total=total)
            for each, total in zip(lately, totals, strict=True)
        )
        listed = say(N_("{title}: {said}, each of {most}."), title=known.title, said=said, most=known.most)
        rows = curves.curve(totals, low=0, high=known.most, height=HEIGHT, step=STEP)
        names = [str(known.most), *[""] * (HEIGHT - 2), "0"]
        return Chart(f"{listed} {self._change(totals)} {known.more}", rows=curves.framed(rows, names))

    def _change(self, totals: list[int]) -> str:
        """Say how the last stands to the first of them, without calling it anything."""
        by = totals[-1] - totals[0]
        if not by:
            return self.session.say(N_("The last is as high as the first of these."))
        words = N_("The last is {n} higher than the first of these.")
        if by < 0:
            words = N_("The last is {n} lower than the first of these.")
        return self.session.say(words, n=abs(by))
