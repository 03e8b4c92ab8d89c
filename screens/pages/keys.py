"""SSH keys: which ones sign a member in."""

from __future__ import annotations

from bbs.community import member_keys, public_keys
from bbs.community.member_keys import Key
from bbs.community.public_keys import LABEL_LONGEST, LONGEST
from bbs.errors import NotUnderstood
from bbs.language import N_
from bbs.safe_text import safe_line
from bbs.session import Session
from screens.page import Action, AnyPage, Ask, Result, Stay, Values, Who, action
from screens.view import Field, Item, Listing, Notice, View
from screens.when import day

THIS_COMPUTER = N_("this computer")


class KeysPage(AnyPage):
    """A member's keys."""

    pattern = "settings/keys"
    title = N_("SSH keys")
    who = Who.MEMBER

    def __init__(self, session: Session, address: str, **parts: str) -> None:
        super().__init__(session, address, **parts)
        self.count = 0

    async def view(self) -> View:
        """List the keys, oldest first."""
        say = self.session.say
        lines = await self.session.read(member_keys.keys, self.session.member.id)
        self.count = len(lines)
        listing = Listing(
            tuple(Item(line.label, self._detail(line), id=str(line.id)) for line in lines),
            say(N_("You have none here. With a key you sign in without typing anything.")),
        )
        if not self.session.fingerprint:
            return View(say(self.title), (listing,))
        came = Notice(say(N_("You came with a key that signs nobody in yet. To use it from now on: link.")))
        return View(say(self.title), (came, listing))

    def _detail(self, line: Key) -> str:
        added = self.session.say(N_("added {day}"), day=day(self.session, line.added_at))
        if line.is_proven:
            return added
        as_handle = self.session.say(N_("works when you connect as {handle}"), handle=self.session.member.handle)
        return f"{added}, {as_handle}"

    def can(self, action: Action) -> bool:
        """Offer what there is a key for."""
        if action.name == "link":
            return bool(self.session.fingerprint)
        if action.name in ("name", "remove"):
            return self.count > 0
        return super().can(action)

    @action("a", N_("add a key"))
    async def add(self) -> Result:
        """Ask for the line of a public key, then for its name."""
        intro = N_("Paste the one line from your key's file that ends in .pub, such as id_ed25519.pub.")
        return Ask((Field("key", N_("Public key line"), intro=intro, limit=LONGEST),), self._pasted)

    async def _pasted(self, values: Values) -> Result:
        """Read the line. Not a check of the field: what follows the first line of a pasted private key is no answer."""
        key = public_keys.parse(values["key"])
        return self._keep(key.fingerprint, key.label, is_proven=False)

    @action("l", N_("use the key you came with"))
    async def link(self) -> Result:
        """Let the key of this connection sign them in."""
        return self._keep(self.session.fingerprint, self.session.say(THIS_COMPUTER), is_proven=True)

    def _keep(self, fingerprint: str, label: str, *, is_proven: bool) -> Ask:
        session = self.session

        async def keep(values: Values) -> Result:
            add = member_keys.add_key
            label = values["label"]
            await session.write(
                add, session.vault, self.session.member.id, fingerprint, label, now=session.now, is_proven=is_proven
            )
            if fingerprint == session.fingerprint:
                session.fingerprint = ""
            how = (
                N_("Added. It signs you in from now on.")
                if is_proven
                else N_("Added. It signs you in when you connect as {handle}: the name before the @.")
            )
            return Stay(session.say(how, handle=self.session.member.handle), redraw=True)

        return Ask((self._label(label),), keep)

    def _label(self, label: str) -> Field:
        called = self.session.say(N_("Only you see its name."))
        if label:
            called = self.session.say(N_('Only you see its name. Enter calls it "{label}".'), label=label)
        return Field("label", N_("Its name"), intro=called, value=label, limit=100, check=self._check_label)

    async def _check_label(self, typed: str) -> str:
        label = safe_line(typed)
        if not label:
            raise NotUnderstood(N_("Type a name that tells your keys apart, such as laptop."))
        if len(label) > LABEL_LONGEST:
            raise NotUnderstood(N_("That name is long; {limit} characters is the most."), limit=LABEL_LONGEST)
        return label

    @action("n", N_("give a key another name"), on_item=True)
    async def name(self, item: str) -> Result:
        """Ask for the name."""

        async def keep(values: Values) -> Result:
            await self.session.write(member_keys.name_key, self.session.member.id, int(item), values["label"])
            return Stay(self.session.say(N_("Named.")), redraw=True)

        return Ask((self._label(""),), keep)

    @action("r", N_("remove a key"), on_item=True, confirm=N_("Remove this key? It stops signing you in at once."))
    async def remove(self, item: str) -> Result:
        """Take a key away."""
        await self.session.write(member_keys.remove_key, self.session.member.id, int(item))
        return Stay(self.session.say(N_("Removed.")), redraw=True)
