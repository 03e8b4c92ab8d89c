"""The command line.

What serves callers or makes host keys is loaded by the commands that need it: it takes longer than others run.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from rich.console import Console

from bbs import close_command, founding, init_command, rotation, server_key, server_key_command
from bbs import config as configuration
from bbs.clock import SystemClock
from bbs.community import demo_words, passphrases
from bbs.community.members import Role
from bbs.config_command import show_config
from bbs.errors import BBSError
from bbs.house import open_store
from bbs.member_command import ACTS, hasher
from bbs.restore_command import restore
from bbs.said import Said
from bbs.version import VERSION
from store import belonging
from store.backups import DAY
from store.home import Home

# The commands


def init(arguments: argparse.Namespace, said: Console) -> None:
    """Begin a community: its name, countries, server key, operators, and the crisis lines to check."""
    init_command.init(arguments, said)


def serve(arguments: argparse.Namespace, said: Console) -> None:
    """Open a community to callers; begin it first in a home that has neither a marker nor a host key."""
    from bbs.serve_command import serve

    serve(arguments, said)


def host_key(arguments: argparse.Namespace, said: Console) -> None:
    """Show the host key as a fingerprint and as words; --rotate makes one that takes over after 90 days."""
    from bbs.host_key_command import host_key

    host_key(arguments, said)


def doctor(arguments: argparse.Namespace, said: Console) -> None:
    """Look a home over: what is wrong in it, a line each, and what to do. Exit status 1 if anything is."""
    from bbs.doctor_command import doctor

    doctor(arguments, said)


def member(arguments: argparse.Namespace, said: Console) -> None:
    """Add a member, give a role, add a key, or reset a passphrase."""
    home = Home(arguments.home.resolve())
    config = configuration.load(home.path, os.environ)
    rotation.settled(home)
    store = open_store(home, config)
    try:
        said.print(ACTS[arguments.act](arguments, home, config, store))
    finally:
        store.close()


def backup(arguments: argparse.Namespace, said: Console) -> None:
    """Copy the database while it is in use. The server key is not in the copy."""
    from bbs.backup_command import backup

    backup(arguments, said)


def backup_key(arguments: argparse.Namespace, said: Console) -> None:
    """Make a key of age's for encrypted backups, in a file to take away from this machine."""
    from bbs.backup_command import make_key

    make_key(arguments, said)


def export_community(arguments: argparse.Namespace, said: Console) -> None:
    """Write what all members read into a new folder, in open formats. Nothing private is among it."""
    from bbs.moving_command import export

    export(arguments, said)


def take_in(arguments: argparse.Namespace, said: Console) -> None:
    """Take in what another community exported: our own folder, an mbox, or topics of Discourse's. Asks before."""
    from bbs.moving_command import take_in

    take_in(arguments, said)


def demo(arguments: argparse.Namespace, said: Console) -> None:
    """Make a home with fictional members, to try things in."""
    home = Home(arguments.home.resolve())
    passphrases.check(arguments.passphrase)
    now = int(os.environ.get("SOURCE_DATE_EPOCH", SystemClock().now()))  # reproducible-builds.org
    founding.found(home, now=now - 400 * DAY, demo=True)
    config = configuration.load(home.path, os.environ)
    store = open_store(home, config)
    try:
        founding.fill_demo(store, hasher(config), arguments.passphrase, now=now)
        founding.fill_demo_desk(store, server_key.vault_of(home, store), now=now)
    finally:
        store.close()
    names = ", ".join(f"{m.handle} ({m.role})" if m.role != "member" else m.handle for m in demo_words.load().members)
    said.print(f"A demonstration is in {home.path}. Members: {names}.")


def admin(arguments: argparse.Namespace, said: Console) -> None:
    """Open the desk and the office at this machine, as an operator. That it was done is in the log."""
    from bbs.admin_command import admin

    admin(arguments, said)


def verify_log(arguments: argparse.Namespace, said: Console) -> None:
    """Check that nothing in the log of what staff did was changed or taken out. Exit status 1 where something was."""
    from bbs.log_command import verify

    verify(arguments, said)


def care(arguments: argparse.Namespace, said: Console) -> None:
    """Hear what the rules for crisis language hear in texts; or count how well they do on labelled ones."""
    from bbs.care_command import ACTS

    ACTS[arguments.act](arguments)


def close(arguments: argparse.Namespace, said: Console) -> None:
    """Close a community for good, kindly: say when, undo that, or in the end destroy what it kept."""
    close_command.close(arguments, said)


def version(arguments: argparse.Namespace, said: Console) -> None:
    """Say which version this is."""
    said.print(f"warmline {VERSION}")


Run = Callable[[argparse.Namespace, Console], None]


class Commands:
    """The commands of the command line; each is told in the words of the function that does it."""

    def __init__(self, top: argparse.ArgumentParser) -> None:
        self._commands = top.add_subparsers(required=True, metavar="COMMAND")

    def add(self, name: str, run: Run) -> argparse.ArgumentParser:
        """Add a command."""
        one = self._commands.add_parser(name, help=(run.__doc__ or "").split("\n")[0], description=run.__doc__)
        one.set_defaults(run=run)
        return one

    def homed(self, name: str, run: Run) -> argparse.ArgumentParser:
        """Add a command that works on a home."""
        return _homed(self.add(name, run))

    def acts(self, name: str, run: Run) -> argparse._SubParsersAction[argparse.ArgumentParser]:
        """Add a command that has commands of its own."""
        return self.add(name, run).add_subparsers(required=True, dest="act", metavar="ACT")

    def group(self, name: str, about: str) -> argparse._SubParsersAction[argparse.ArgumentParser]:
        """Add a name for commands that do nothing together."""
        return self._commands.add_parser(name, help=about).add_subparsers(required=True, metavar="ACT")


def _homed(one: argparse.ArgumentParser) -> argparse.ArgumentParser:
    one.add_argument("--home", type=Path, default=Path(), help="the folder of the community (default: this one)")
    return one


def _running(commands: Commands) -> None:
    init_command.options(commands.homed("init", init))
    keeping = commands.homed("server-key", server_key_command.show_or_put_back).add_mutually_exclusive_group()
    keeping.add_argument("--words", action="store_true", help="put a lost key back from its words")
    keeping.add_argument("--rotate", action="store_true", help="take another key into use, and seal everything anew")
    commands.homed("host-key", host_key).add_argument("--rotate", action="store_true", help="announce a new key")
    serving = commands.homed("serve", serve)
    serving.add_argument("--host", help="the address to listen on")
    serving.add_argument("--port", type=int, help="the port to listen on; 0 takes a free one")
    serving.add_argument(
        "--listen", action="append", default=[], metavar="HOST:PORT", help="listen here too; repeatable"
    )
    commands.homed("config", show_config)


def _members(commands: Commands) -> None:
    acts = commands.acts("member", member)
    for name, act in ACTS.items():
        one = _homed(acts.add_parser(name, help=(act.__doc__ or "").split("\n")[0], description=act.__doc__))
        one.add_argument("handle")
        if name in ("add", "role"):
            roles = [role.value for role in Role]
            one.add_argument("role", choices=roles, nargs="?" if name == "add" else None, default="member")
        if name == "key":
            one.add_argument("file", type=Path, help="a .pub file")


def _copies(commands: Commands) -> None:
    commands.homed("backup", backup).add_argument("file", type=Path)
    commands.homed("backup-key", backup_key).add_argument("file", type=Path, help="where the secret key goes")
    restoring = commands.homed("restore", restore)
    restoring.add_argument("file", type=Path)
    restoring.add_argument(
        "--identity", type=Path, metavar="FILE", help="the file with the secret key of an encrypted copy"
    )


def _moving(commands: Commands) -> None:
    leaving = commands.homed("export-community", export_community)
    leaving.add_argument("folder", type=Path, help="a folder that is not there yet")
    leaving.add_argument(
        "--members-only", action="store_true", help="with groups that only those inside read; tell them before"
    )
    coming = commands.homed("import", take_in)
    coming.add_argument("file", type=Path, help="a folder that was exported, an mbox, or JSON of Discourse's")
    coming.add_argument("--into", action="store_true", help="add it to a community in which people wrote already")
    coming.add_argument("--board", default="", metavar="SLUG", help="the board for an mbox (default: as the file)")
    coming.add_argument("--dry-run", action="store_true", help="say what would come, and change nothing")


def _looking(commands: Commands) -> None:
    commands.homed("doctor", doctor).add_argument(
        "--server", type=int, metavar="PID", help="the process that serves this home, where the system hides which one"
    )
    deciding = commands.homed("admin", admin)
    deciding.add_argument(
        "handle", nargs="?", default="", help="which operator you are; asked for where it is left out"
    )
    deciding.add_argument("--lines", action="store_true", help="plain lines, whatever your setting is")
    logs = commands.group("log", "what staff did here")
    verifying = _homed(logs.add_parser("verify", help="is the log whole?", description=verify_log.__doc__))
    verifying.set_defaults(run=verify_log)
    verifying.add_argument("--noted", default="", metavar="LINK", help="a link that was shown before")


def _trying(commands: Commands) -> None:
    trying = commands.homed("demo", demo)
    trying.add_argument("--passphrase", required=True, metavar="WORDS", help="the passphrase of all fictional members")
    listening = commands.acts("care", care)
    for heard, about in (
        ("check", "For each line of FILE, one text, say level, hold, rule and language, with tabs between them."),
        ("report", "Say how much of a file of labelled texts is noticed, and how often wrongly."),
    ):
        one = listening.add_parser(heard, help=about, description=about)
        one.add_argument("file", help="a file, or - for what is typed")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser("warmline", description="A peer-support bulletin board that people reach with ssh.")
    commands = Commands(top)
    for options in (_running, _members, _copies, _moving, _looking, _trying):
        options(commands)
    close_command.options(commands.homed("close", close))
    commands.add("version", version)
    return top


INTERRUPTED = 130
"""What a shell takes for Ctrl+C."""


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line, or these words in its place."""
    os.umask(0o077)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.INFO, stream=sys.stderr)
    for talkative in ("asyncssh", "peewee", "asyncio"):  # they would log addresses, names, commands and queries
        logging.getLogger(talkative).setLevel(logging.WARNING)
    said, wrong = Said(), Said(stderr=True)
    arguments = parser().parse_args(words)
    try:
        changes = "home" in arguments and arguments.run is not doctor
        with belonging.given_back(arguments.home) if changes else nullcontext():
            arguments.run(arguments, said)
    except (EOFError, KeyboardInterrupt):
        wrong.print("\nStopped.")
        sys.exit(INTERRUPTED)
    except BBSError as error:
        wrong.print(error.words())
        sys.exit(int(error.exit_status))
    except OSError as error:
        wrong.print(": ".join(str(part) for part in (error.strerror, error.filename) if part))
        sys.exit(1)
