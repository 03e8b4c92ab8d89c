"""Questionnaires: which there are, answering one, what it adds up to, and those that were kept."""

from __future__ import annotations

from dataclasses import replace

from bbs.community import offerings, questionnaires
from bbs.community.questionnaires import Answered, Questionnaire
from bbs.community.shelf import Kind as Shelved
from bbs.errors import NotFound
from bbs.language import N_
from bbs.session import Session
from screens.page import Action, Ask, Goto, Result, Stay, Values, action
from screens.pages.consenting import agreed_first
from screens.pages.crisis import HelpPage
from screens.pages.private import PrivatePage
from screens.view import Block, Choice, Field, Item, Kind, Listing, Notice, Prose, View
from screens.when import when


def turned_on(session: Session) -> frozenset[str]:
    """Return the questionnaires that are offered beside the one for everybody."""
    return offerings.turned_on(session.house.offerings, session.house.config.care.questionnaires)


def offered(session: Session) -> list[Questionnaire]:
    """Return the questionnaires that are offered here."""
    return questionnaires.offered(session.house.texts.questionnaires, turned_on(session))


class QuestionsPage(PrivatePage):
    """The questionnaires there are here."""

    pattern = "questions"
    title = N_("Questionnaires")

    async def inside(self) -> View:
        """List them."""
        say = self.session.say
        about = say(N_("Short ones that doctors know too. They say how it has been; what it is, they cannot say."))
        items = [Item(each.title, to=f"questions/{each.name}") for each in offered(self.session)]
        items.append(Item(say(N_("What you kept")), to="questions/kept"))
        return View(say(self.title), (Prose.of(about), Listing(tuple(items), "", say(N_("What there is")))))


class QuestionnairePage(PrivatePage):
    """One questionnaire, and after it what it adds up to."""

    pattern = "questions/{name}"
    title = N_("A questionnaire")
    listed = False

    @property
    def known(self) -> Questionnaire:
        """Which it is. Raises NotFound for one that is not offered here."""
        return questionnaires.named(offered(self.session), self.parts["name"].lower())

    @property
    def answered(self) -> Answered | None:
        """The answers that were just given to it, None for none."""
        given = self.session.just_now.answers
        return given if given is not None and given.name == self.known.name else None

    async def inside(self) -> View:
        """Say what it is, or what it adds up to."""
        say, known, answered = self.session.say, self.known, self.answered
        if answered is None:
            begin = say(N_("{Do:begin/r} when you like."))
            return View(known.title, (Prose.of(known.about, say(N_("Source: {it}"), it=known.source), begin),))
        total = known.total(answered.given)
        blocks: list[Block] = []
        if known.alarms(answered.given):
            page = HelpPage(self.session, HelpPage.pattern)
            reach = say(N_("To reach people who listen, {do:help/Ctrl+G}."))
            blocks.append(Notice(f"{page.danger(page.where())} {reach}"))
        added = say(N_("Your answers add up to {total}, of {most}."), total=total, most=known.most)
        no_name = say(N_("It is a measure and no diagnosis; what it means for you, a person can say better."))
        kept = say(N_("These answers are kept, for you alone.") if answered.id else N_("Nothing of it is kept."))
        keep = "" if answered.id else say(N_("{Do:keep/s} to keep it for yourself."))
        blocks.append(Prose.of(f"{added} {known.words(total)}", no_name, f"{kept} {keep}".strip()))
        return View(known.title, tuple(blocks))

    def on_enter(self) -> str:
        """Enter begins it."""
        return "begin" if self.answered is None else ""

    def can(self, action: Action) -> bool:
        """Offer keeping and forgetting what was answered."""
        match action.name:
            case "keep":
                return self.answered is not None and not self.answered.id
            case "forget":
                return self.answered is not None and not self.answered.id
        return super().can(action)

    @action("r", N_("answer it"))
    async def begin(self) -> Result:
        """Ask item by item."""
        known, session = self.known, self.session
        choices = tuple(Choice(str(value), label) for value, label in known.answers)
        fields = tuple(
            Field(
                f"item-{n}",
                session.say(N_("{n} of {total}"), n=n, total=len(known.items)),
                Kind.CHOICE,
                intro=f"{known.question} {item}." if n == 1 else f"{item}.",
                choices=choices,
            )
            for n, item in enumerate(known.items, 1)
        )

        async def add_up(values: Values) -> Result:
            given = tuple(int(values[field.name]) for field in fields)
            session.just_now.answers = Answered(known.name, given, session.now)
            if known.alarms(given):
                return Goto("help", session.say(N_("Help first; the total after it.")))
            return Stay(redraw=True)

        return Ask(fields, add_up)

    @action("s", N_("keep the answers"))
    @agreed_first
    async def keep(self) -> Result:
        """Keep them, for the member alone."""
        session, answered = self.session, self.answered
        if answered is None:
            raise NotFound
        kept = await session.write(questionnaires.keep, session.private, answered)
        session.just_now.answers = replace(answered, id=kept)
        return Stay(session.say(N_("Kept.")), redraw=True)

    @action("x", N_("forget the answers"))
    async def forget(self) -> Result:
        """Let go of them now; otherwise they go with the visit."""
        self.session.just_now.answers = None
        return Stay(self.session.say(N_("Forgotten.")), redraw=True)

    @action("v", N_("what you kept"))
    async def kept(self) -> Result:
        """Open the answers that were kept."""
        return Goto("questions/kept")


class KeptAnswersPage(PrivatePage):
    """Answers a member kept."""

    pattern = "questions/kept"
    title = N_("What you kept")
    listed = False
    keeps = (Shelved.QUESTIONS,)
    any = False
    deleted: int | None = None

    async def inside(self) -> View:
        """List them with what each added up to."""
        session, say = self.session, self.session.say
        found = await session.read(questionnaires.kept, session.private)
        self.any = bool(found)
        self.deleted = await session.read(questionnaires.deleted, session.private)
        items = tuple(self._item(each) for each in found)
        return View(say(self.title), (Listing(items, say(N_("Nothing. What you answer is kept only if you say so."))),))

    def _item(self, one: Answered) -> Item:
        known = questionnaires.named(self.session.house.texts.questionnaires, one.name)
        total = self.session.say(N_("{total} of {most}"), total=known.total(one.given), most=known.most)
        return Item(f"{known.title}, {when(self.session, one.at)}", total, id=str(one.id))

    def can(self, action: Action) -> bool:
        """Offer what there is something for."""
        if action.name == "restore":
            return self.deleted is not None
        return self.any if action.name in ("delete", "over-time") else super().can(action)

    @action("t", N_("how they went over time"))
    async def over_time(self) -> Result:
        """Open what they add up to, from the first to the last."""
        return Goto("questions/over-time")

    @action("x", N_("delete one"), on_item=True, confirm=N_("Delete these answers? For a week they can be taken back."))
    async def delete(self, item: str) -> Result:
        """Take them out of sight."""
        await self.session.write(questionnaires.delete, self.session.private, int(item), now=self.session.now)
        return Stay(self.session.say(N_("Deleted. {Do:restore/u} takes it back, for a week.")), redraw=True)

    @action("u", N_("take the last deletion back"))
    async def restore(self) -> Result:
        """Undo the last deletion."""
        await self.session.write(questionnaires.take_back, self.session.private)
        return Stay(self.session.say(N_("There again.")), redraw=True)
