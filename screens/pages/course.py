"""The moderators' course and its talk to practise: choose, see what it would do, go on, or try another answer."""

from __future__ import annotations

from bbs.community import course
from bbs.community.course import LETTERS, Answer, Lesson, Step
from bbs.language import N_
from screens.page import Action, AnyPage, Goto, Result, Who, action
from screens.pages.stepping import SteppingPage
from screens.view import Item, Listing, Prose, View


class CoursePage(AnyPage):
    """The lessons there are."""

    pattern = "desk/course"
    title = N_("A course for looking after others")
    who = Who.STAFF

    async def view(self) -> View:
        """List them."""
        session = self.session
        items = tuple(map(self._item, session.house.texts.course))
        about = session.say(
            N_(
                "Made-up cases, with three answers each. There is no score, your answers are not kept, and every one "
                "may be tried: go back, and choose another. The point is to have met it once before it is real."
            )
        )
        return View(session.say(self.title), (Prose.of(about), Listing(items, "", name=session.say(N_("Cases")))))

    def _item(self, lesson: Lesson) -> Item:
        """Return the line of a case. One that was begun goes on where it was left."""
        address = f"desk/course/{lesson.name}"
        step = self.session.on_call.steps.get(address, 0)
        if not step:
            return Item(lesson.title, lesson.about, address)
        left = self.session.say(N_("goes on at step {n} of {total}"), n=step + 1, total=len(lesson.steps))
        return Item(lesson.title, left, f"{address}/{step + 1}")


class LessonPage(SteppingPage):
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

    @property
    def remembered_as(self) -> str:
        """The address of the case: what is remembered is the step, and nothing of how they came there."""
        return f"desk/course/{self.parts['lesson']}"

    def _step(self, step: Step, number: int, before: tuple[str, ...]) -> tuple[Prose, Listing]:
        items = tuple(
            Item(answer.words, to=f"{self.remembered_as}/{number}{letter}", id=letter)
            for letter, answer in zip(LETTERS, step.answers, strict=True)
        )
        return Prose.of(*before, *step.meets, step.asks), Listing(items, "", name=self.session.say(N_("Answers")))

    @action("c", N_("all cases"))
    async def cases(self) -> Result:
        """Open the list: the way back leads through everything that was tried."""
        return Goto("desk/course")


class LessonStepPage(LessonPage):
    """A step in the middle of a lesson, for who left it there."""

    pattern = "desk/course/{lesson}/{step:int}"
    title = N_("Where you were")

    async def view(self) -> View:
        """Say what one meets there."""
        number = int(self.parts["step"])
        words = self.session.say(N_("You left it here. From the beginning: {do:begin/f}."))
        return View(self.lesson.title, self._step(course.step(self.lesson, number), number, (words,)))

    @action("f", N_("from the beginning"))
    async def begin(self) -> Result:
        """Begin anew."""
        return Goto(self.remembered_as, replace=True)


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
        number = int(self.parts["answer"][:-1])
        chose = self.session.say(N_("You chose: {answer}"), answer=answer.words)
        self.stepped(number if after is not None else 0)
        if after is not None:
            return View(self.lesson.title, self._step(after, number + 1, (chose, answer.then)))
        onward = self.session.say(N_("Another answer: {do:back/b}. Another case: {do:on/o}. All cases: {do:cases/c}."))
        return View(self.lesson.title, (Prose.of(chose, answer.then, self.lesson.closing, onward),))

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
