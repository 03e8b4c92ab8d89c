"""How a community begins: a home, a database, a server key, boards with real first words; or a fictional one to try."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bbs import config, server_key
from bbs.community import (
    demo_words,
    group_joining,
    groups,
    joining,
    members,
    posts,
    read_marks,
    reports,
    starter_groups,
    texts,
    weekly,
)
from bbs.community.demo_words import Demo, DemoThread
from bbs.community.members import Person, Role
from bbs.community.passphrases import Passphrases
from bbs.community.reports import Reason
from bbs.community.texts import Beginnings
from bbs.errors import NotSaved
from bbs.language import N_
from store import seed
from store.ballast import FULL
from store.database import Store
from store.home import Home
from store.tables import Post, Thread
from store.vault import Vault

DAY = 24 * 3600
NO_ROOM = N_("There is no room on the disk for a community in {path}. Make some, and try again. Nothing was begun.")


def found(
    home: Home, *, now: int, demo: bool = False, chosen: Mapping[str, Any] | None = None, plants: bool = True
) -> None:
    """Begin a community in an empty home. Raises Refusal when one was begun there already.

    It begins with boards and groups, unless others come (`plants`). `chosen` are settings by name that its file sets,
    where there is no such file yet.
    """
    home.refuse_started()
    try:
        home.begin(now=now, demo=demo)
        vault = Vault.begin(home.server_key)
        Store.begin(home.database)
    except (NotSaved, OSError) as error:  # the next start begins it: it would miss a database otherwise
        for path in (home.server_key, home.marker):
            path.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in FULL:
            raise NotSaved(NO_ROOM, path=home.path) from error
        raise
    if not home.config.exists():
        config.write_default(home.path, chosen=chosen)
    store = Store.open(home.database, home.backups)
    try:
        store.run(server_key.fits, vault)
        if plants:
            plant(store, texts.beginnings(), now=now)
    finally:
        store.close()


def plant(store: Store, words: Beginnings, *, now: int) -> None:
    """Make the starter boards and groups in a community that has no board yet, as one whose beginning was cut short."""
    store.run(_plant, words, now=now)


def _plant(words: Beginnings, *, now: int) -> None:
    if seed.plant(_boards(words), now=now):
        starter_groups.plant(words.groups, now=now)


def _boards(words: Beginnings) -> list[seed.SeedBoard]:
    return [
        seed.SeedBoard(
            board.slug,
            board.title,
            board.about,
            board.public,
            board.tags,
            board.nameless,
            tuple(seed.SeedThread(thread.title, thread.text) for thread in board.threads),
        )
        for board in words.boards
    ]


def operator_code(store: Store, vault: Vault, *, now: int) -> str | None:
    """Return a fresh one-time code with which the first operator joins; None once there is an operator."""
    return store.run(_operator_code, vault, now=now)


def _operator_code(vault: Vault, *, now: int) -> str | None:
    if members.any_in_role(Role.OPERATOR):
        return None
    return joining.make_code(vault, Role.OPERATOR, now=now)


def fill_demo(store: Store, passphrases: Passphrases, passphrase: str, *, now: int) -> None:
    """Put the fictional members and their conversations into a demo home. `now` is when "0 minutes ago" was."""
    demo = demo_words.load()
    hashed = {member.handle: passphrases.hash(passphrase) for member in demo.members}
    store.run(_fill, demo, hashed, now=now)


def _fill(demo: Demo, hashed: Mapping[str, str], *, now: int) -> None:
    long_ago = now - 400 * DAY
    people = {
        m.handle: members.welcome(
            members.add(
                m.handle, now=long_ago, role=Role(m.role), passphrase=hashed[m.handle], guidelines=1, consented=True
            ).id,
            now=long_ago,
        )
        for m in demo.members
    }
    for group in demo.groups:
        board = groups.line(people[group.facilitators[0]], group.slug).id
        for handle in (*group.facilitators, *group.members):
            caring = {"facilitator_at": long_ago} if handle in group.facilitators else {}
            group_joining.come_in(board, people[handle].id, long_ago, **caring)
    for thread in demo.threads:
        _converse(thread, people, now)
    weekly.begin_due(now - DAY // 2, due_by=now)
    for person in people.values():
        read_marks.mark_read_before(person, now - DAY)


def fill_demo_desk(store: Store, vault: Vault, *, now: int) -> None:
    """Put something on the desk of a demo home that has its members and conversations. `now` is as in fill_demo."""
    store.run(_report, demo_words.load(), vault, now=now)


def _report(demo: Demo, vault: Vault, *, now: int) -> None:
    for one in sorted(demo.reports, key=lambda report: -report.minutes_ago):
        post = Post.select().join(Thread).where(Thread.title == one.thread, Post.number == one.post).get()
        at, reason = now - one.minutes_ago * 60, Reason(one.reason)
        reports.report(vault, members.by_handle(one.by), f"post/{post.id}", reason, one.words, now=at)


def _converse(thread: DemoThread, people: Mapping[str, Person], now: int) -> None:
    written: list[posts.PostLine] = []
    for post in thread.posts:
        at = now - post.minutes_ago * 60
        author = people[post.author]
        if not written:
            note = post.note or thread.note
            written.append(posts.start(author, thread.board, thread.title, post.text, now=at, note=note))
        else:
            answers = written[post.reply_to - 1].id if post.reply_to else None
            first = written[0].thread
            written.append(posts.reply(author, first, post.text, now=at, reply_to=answers, note=post.note))
