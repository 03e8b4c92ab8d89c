"""Members and what they do for the place, for operators: finding one, giving a role and taking it."""

from __future__ import annotations

from bbs.community import roles
from bbs.community.members import Person, Role
from bbs.language import N_
from bbs.safe_text import safe_line
from screens.page import Action, AnyPage, Ask, Goto, Result, Stay, Values, Who, action
from screens.pages.carers import look_again
from screens.view import Block, Facts, Field, Item, Listing, Notice, Prose, View

ROLES = {
    Role.MEMBER: N_("member"),
    Role.MODERATOR: N_("moderator"),
    Role.OPERATOR: N_("operator"),
}
ONLY_ONE = N_(
    "You are the only operator. If you are ill or lose your key, nobody else can run this place. Is there somebody you "
    "trust? One more is enough. If they are a member, {do:find/f} and their name; on their page, {key:operator/o}. If "
    "not, a code from desk/codes lets them join first."
)


class RolesPage(AnyPage):
    """Who looks after the place, and the way to everybody else."""

    pattern = "office/members"
    title = N_("Members and roles")
    who = Who.OPERATOR

    async def view(self) -> View:
        """List operators and moderators."""
        session, say = self.session, self.session.say
        found = await session.read(roles.staff, session.person)
        alone = sum(person.role is Role.OPERATOR for person in found) == 1
        items = tuple(Item(one.handle, say(ROLES[one.role]), f"office/members/{one.handle}") for one in found)
        notices: tuple[Block, ...] = (Notice(say(ONLY_ONE)),) if alone else ()
        what = say(
            N_(
                "Moderators see the desk: cases, notes, who asks to join. Operators see the office as well: help "
                "lines, guidelines, roles. Nobody reads what members write for themselves."
            )
        )
        listing = Listing(items, say(N_("There is nobody yet.")), name=say(N_("Who looks after this place")))
        return View(say(self.title), (*notices, Prose.of(what), listing))

    @action("f", N_("find a member"), name="find")
    async def find(self) -> Result:
        """Ask for a name or a part of one, and list who has it."""

        async def chosen(values: Values) -> Result:
            return Goto(f"office/members/found/{safe_line(values['handle']).strip('/ ')}")

        return Ask((Field("handle", N_("Part of their name"), limit=80),), chosen)


class RolesFoundPage(AnyPage):
    """Members with some letters in their names."""

    pattern = "office/members/found/{letters:rest}"
    title = N_("Members found")
    who = Who.OPERATOR
    listed = False

    async def view(self) -> View:
        """List them."""
        session, say = self.session, self.session.say
        found = await session.read(roles.found, session.person, self.parts["letters"])
        items = tuple(Item(one.handle, say(ROLES[one.role]), f"office/members/{one.handle}") for one in found)
        return View(say(self.title), (Listing(items, say(N_("Nobody here has these letters in their name."))),))


YOURSELF = N_("This is you. What you take from yourself here only another operator gives you back.")


class RolePage(AnyPage):
    """A member, and what they do for the place."""

    pattern = "office/members/{handle}"
    title = N_("A member and their role")
    who = Who.OPERATOR
    listed = False
    person: Person | None = None

    async def view(self) -> View:
        """Say what they are."""
        session, say = self.session, self.session.say
        self.person = await session.read(roles.member, session.person, self.parts["handle"])
        rows = (
            (say(N_("Name")), self.person.handle),
            (say(N_("Role")), say(ROLES[self.person.role])),
        )
        title = say(N_("{handle}, for operators"), handle=self.person.handle)
        if session.person is None or self.person.id != session.person.id:
            return View(title, (Facts(rows),))
        return View(title, (Notice(say(YOURSELF)), Facts(rows)))

    def can(self, action: Action) -> bool:
        """Offer the roles they do not have."""
        role = self.person.role if self.person else None
        fits = {
            "moderator": role is not Role.MODERATOR,
            "operator": role is not Role.OPERATOR,
            "take": role is not Role.MEMBER,
        }
        return fits[action.name] if action.name in fits else super().can(action)

    @action(
        "m",
        N_("make them a moderator"),
        name="moderator",
        confirm=N_("Make them a moderator? They see the desk from their next page on, and nothing of the office."),
    )
    async def moderator(self) -> Result:
        """Let them look after the place; from an operator it takes the office."""
        return await self._give(Role.MODERATOR, N_("{handle} is a moderator now. Did you ask them? Tell them, too."))

    @action(
        "o",
        N_("make them an operator"),
        name="operator",
        confirm=N_("Make them an operator? They can do all that you can, and take your role as well."),
    )
    async def operator(self) -> Result:
        """Let them run the place."""
        return await self._give(Role.OPERATOR, N_("{handle} is an operator now. Did you ask them? Tell them, too."))

    @action(
        "t",
        N_("take their role"),
        name="take",
        confirm=N_("Take their role? From their next page on they see what members see."),
    )
    async def take(self) -> Result:
        """Leave them an ordinary member."""
        return await self._give(Role.MEMBER, N_("{handle} is a member as others are now."))

    async def _give(self, role: Role, said: str) -> Result:
        session = self.session
        before = await session.read(roles.member, session.person, self.parts["handle"])
        now = await session.write(roles.give, session.vault, session.person, before.handle, role, now=session.now)
        session.house.visits.has_role(now.id, now.role, is_staff=now.is_staff)
        await look_again(session)
        words = session.say(said, handle=now.handle)
        if session.person is not None and now.id == session.person.id:
            session.signed_in(now)
            return Goto("home", words, replace=True)
        return Stay(words, redraw=True)
