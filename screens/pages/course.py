"""The moderators' course and its talk to practise: choose, see what it would do, go on, or try another answer."""

from __future__ import annotations

from bbs.community import course
from bbs.community.course import LETTERS, Answer, Lesson, Step
from bbs.language import N_
from screens.page import Action, AnyPage, Goto, Result, Who, action
from screens.view import Item, Listing, Prose, View


class CoursePage(AnyPage):
    """The lessons there are."""

    pattern = "desk/course"
    title = N_("A course for looking after others")
    who = Who.STAFF

    async def view(self) -> View:
        """List them."""
        session = self.session
        items = tuple(
            Item(lesson.title, lesson.about, f"desk/course/{lesson.name}") for lesson in session.house.texts.course
        )
        about = session.say(
            N_(
                "Made-up cases, with three answers each. There is no score, nothing is kept, and every answer may be "
                "tried: go back, and choose another. The point is to have met it once before it is real."
            )
        )
        return View(session.say(self.title), (Prose.of(about), Listing(items, "", name=session.say(N_("Cases")))))


class LessonPage(AnyPage):
    """The beginning of one lesson."""

    pattern = "desk/course/{lesson}"
    title = N_("A case to try")
    who = Who.STAFF
    listed = False

    @property
    def lesson(self) -> Lesson:
        """Which it is. Raises NotFound."""
        return course.named(self.session.house.texts.course, self.parts["lesson"])

    async def view(self) -> View:
        """Say what one meets first, and what one could do."""
        lesson = self.lesson
        return View(lesson.title, self._step(lesson.steps[0], 1, ()))

    def _step(self, step: Step, number: int, before: tuple[str, ...]) -> tuple[Prose, Listing]:
        items = tuple(
            Item(answer.words, to=f"desk/course/{self.parts['lesson']}/{number}{letter}", id=letter)
            for letter, answer in zip(LETTERS, step.answers, strict=True)
        )
        return Prose.of(*before, *step.meets, step.asks), Listing(items, "", name=self.session.say(N_("Answers")))


class LessonAnswerPage(LessonPage):
    """What an answer would do, and what one meets then."""

    pattern = "desk/course/{lesson}/{answer}"
    title = N_("What comes of it")

    @property
    def _chosen(self) -> tuple[Answer, Step | None]:
        return course.answered(self.lesson, self.parts["answer"])

    async def view(self) -> View:
        """Say what comes of it, then the next step, or how it ends."""
        answer, after = self._chosen
        chose = self.session.say(N_("You chose: {answer}"), answer=answer.words)
        if after is not None:
            before = (chose, answer.then)
            return View(self.lesson.title, self._step(after, int(self.parts["answer"][:-1]) + 1, before))
        return View(self.lesson.title, (Prose.of(chose, answer.then, self.lesson.closing),))

    def enter(self) -> str:
        """At the end, Enter goes on to what else there is."""
        return "on"

    def can(self, action: Action) -> bool:
        """Offer the other lessons at the end of one."""
        return self._chosen[1] is None if action.name == "on" else super().can(action)

    @action("o", N_("go on with another"), name="on")
    async def on(self) -> Result:
        """Open the next lesson, or the list after the last."""
        lessons = self.session.house.texts.course
        following = lessons.index(self.lesson) + 1
        if following >= len(lessons):
            return Goto("desk/course", self.session.say(N_("That was the last. They can all be taken again.")))
        return Goto(f"desk/course/{lessons[following].name}")
