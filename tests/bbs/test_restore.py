"""A copy put back: what was deleted since stays deleted, nothing here is lost, and a wrong file changes nothing."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bbs import server_key
from bbs.clock import SystemClock
from bbs.community import desk, drafts, member_keys, members, posts, reading, recovery
from bbs.community.members import Person
from store import backups, migrations, restoring
from store.copying import backup
from store.database import Store
from store.home import Home
from store.tables import Draft, MemberKey, Post, RecoveryCode
from store.vault import Vault
from tests import houses
from tests.commands import Done, snapshot, warmline
from tests.finding import finds
from tests.serving import Serving
from tests.store.test_lingering import holding

CANARY = "zqcanaryinthecoalmine"
PLACE = "boards/sleep/post"
KEY = "SHA256:of-a-laptop"


@dataclass(frozen=True)
class Kept:
    """A community with a copy of it from before somebody deleted things."""

    home: Home
    copy: Path
    sam: Person
    sealed: bytes

    def restore(self, typed: str = "yes\n", copy: Path | None = None) -> Done:
        return warmline("restore", "--home", self.home.path, copy or self.copy, typed=typed)

    @property
    def words(self) -> str:
        return " ".join(server_key.in_words(self.home))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Sam wrote a post and a draft and has a key and codes; a copy was made; then sam deleted them, and lou posted."""
    house = houses.build(tmp_path / "home")
    try:
        now, vault = house.clock.now(), house.vault
        assert vault is not None
        sam, lou = houses.member(house, "sam"), houses.member(house, "lou")
        first = houses.write(house, posts.start, sam, "sleep", "Awake", f"I said {CANARY}.", now=now)
        answer = houses.write(house, posts.reply, lou, first.thread, "I am awake too.", now=now)
        houses.write(house, drafts.keep, vault, sam.id, PLACE, "Not yet said.", now=now)
        sealed = houses.write(house, lambda: bytes(Draft.get().sealed)[30:100])
        key = houses.write(house, member_keys.add_key, vault, sam.id, KEY, "laptop", now=now)
        houses.write(house, member_keys.add_key, vault, sam.id, "SHA256:of-a-desk", "desk", now=now)
        houses.write(house, recovery.keep, vault, sam.id, ["river-stone", "quiet-moss"], now=now)
        houses.write(house, desk.leave, vault, "note", "For the desk.", lou, now)
        copy = house.home.backups / "daily-2026-05-28.db"
        backup(house.home.database, copy)
        houses.write(house, drafts.keep, vault, sam.id, PLACE, "Said otherwise.", now=now)
        houses.write(house, drafts.drop, sam.id, PLACE)
        houses.write(house, posts.remove_own, sam, first.id, now=now)
        houses.write(house, member_keys.remove_key, sam.id, key.id)
        houses.write(house, recovery.recover, vault, "sam", "river-stone", hashed=None, now=now)
        houses.write(house, posts.reply, lou, first.thread, "Written after the copy.", now=now)
        home = house.home
        assert answer.id > first.id
    finally:
        houses.close(house)
    return Kept(home, copy, sam, sealed)


@pytest.fixture
def opened(kept: Kept) -> Iterator[Store]:
    """The restored store."""
    assert kept.restore().returncode == 0
    store = Store.open(kept.home.database, kept.home.backups)
    yield store
    store.close()


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as reading:
        return [text for (text,) in reading.execute("SELECT text FROM post WHERE author_id IS NOT NULL ORDER BY id")]


def present(home: Home) -> dict[str, bytes]:
    """Return the files of the database of a home, and no others."""
    return {path.name: path.read_bytes() for path in home.path.glob("warmline.db*")}


def test_the_copy_holds_what_was_deleted_so_the_next_test_can_fail(kept: Kept) -> None:
    assert holding(kept.copy.parent, CANARY.encode()) == [kept.copy.name]
    assert holding(kept.copy.parent, kept.sealed) == [kept.copy.name]
    assert texts(kept.copy) == [f"I said {CANARY}.", "I am awake too."]


def test_what_was_deleted_since_the_copy_is_in_no_byte_of_what_is_put_back(kept: Kept) -> None:
    done = kept.restore()
    assert (done.returncode, done.stderr) == (0, "")
    assert texts(kept.home.database) == ["", "I am awake too."]
    restored = {name: held for name, held in present(kept.home).items() if "before-restore" not in name}
    assert restored.keys() == {"warmline.db"}
    for gone in (CANARY.encode(), kept.sealed):
        assert gone not in restored["warmline.db"].lower()
    assert stat.S_IMODE(kept.home.database.stat().st_mode) == 0o600


def test_a_removed_key_and_used_codes_open_nothing_and_what_was_not_deleted_is_there(kept: Kept, opened: Store) -> None:
    vault = Vault.at(kept.home.server_key)
    assert opened.run(member_keys.by_key, vault, KEY, "sam") is None
    for code in ("river-stone", "quiet-moss"):
        assert opened.run(recovery.whose, vault, "sam", code, now=1) is None
    assert opened.run(member_keys.by_key, vault, "SHA256:of-a-desk", "sam")
    assert opened.run(drafts.places, kept.sam.id) == []
    lou = opened.run(members.by_handle, "lou")
    assert lou is not None
    assert opened.run(finds, lou, CANARY) == []
    assert [line.text for line in opened.run(finds, lou, '"awake too"')] == ["I am awake too."]
    thread = opened.run(lambda: Post.get(Post.text == "I am awake too.").thread_id)
    shown = opened.run(reading.stretch, lou, thread).posts
    assert [(line.text, line.note, line.removed_by_author) for line in shown][:1] == [("", "", True)]
    (note,) = opened.run(desk.own, lou)
    assert opened.run(desk.own_note, vault, lou, note.id).text == "For the desk."


def test_it_says_what_is_lost_and_what_was_there_is_kept_for_as_long_as_a_copy(kept: Kept) -> None:
    before = texts(kept.home.database)
    said = kept.restore().stdout
    assert "What came after it is lost. Posts: about 1. Members: 0." in said
    assert "Passphrases, roles, settings" in said
    assert "Deletions on record: 5." in said
    (aside,) = kept.home.path.glob("warmline.db.before-restore-*")
    assert f"What was there before is in {aside} for 42 days." in said
    assert texts(aside) == before
    now = SystemClock().now()
    backups.make(kept.home, now)
    assert aside.exists()
    backups.make(kept.home, now + 43 * backups.DAY)
    assert not aside.exists()
    assert kept.home.database.exists()


@pytest.mark.parametrize("typed", ["", "no\n", "\n"])
def test_without_a_yes_nothing_changes(kept: Kept, typed: str) -> None:
    before = snapshot(kept.home.path)
    done = kept.restore(typed)
    assert (done.returncode, done.stderr) == (1, "Nothing was changed.\n")
    assert snapshot(kept.home.path) == before


def test_a_deletion_that_had_no_time_to_be_recorded_is_found_in_the_database_that_is_moved_aside(kept: Kept) -> None:
    for path in kept.home.backups.glob("deletions*"):
        path.unlink()
    assert kept.restore().returncode == 0
    assert texts(kept.home.database) == ["", "I am awake too."]


def test_a_crash_while_there_is_no_database_loses_nothing_and_the_next_try_ends_it(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(kept.home.database)

    class KilledError(BaseException):
        pass

    def die(path: Path, target: Path) -> Path:
        raise KilledError

    with monkeypatch.context() as dying:
        rename = Path.rename
        dying.setattr(Path, "rename", lambda path, to: die(path, to) if path.name[0] == "." else rename(path, to))
        with pytest.raises(KilledError):
            kept.restore()
    assert not kept.home.database.exists()
    (aside,) = kept.home.path.glob("warmline.db.before-restore-*")
    assert texts(aside) == before
    assert kept.restore().returncode == 0
    assert texts(kept.home.database) == ["", "I am awake too."]
    assert texts(aside) == before


def test_what_a_killed_restore_left_is_swept_up_with_the_days_copy(kept: Kept) -> None:
    left = [kept.home.path / name for name in (".warmline.db.0123abcd", ".warmline.db.0123abcd-wal")]
    for path in left:
        path.write_text(CANARY)
    backups.make(kept.home, SystemClock().now())
    assert not any(path.exists() for path in left)


def test_a_damaged_database_is_moved_aside_whole_with_its_log(kept: Kept) -> None:
    kept.home.database.write_bytes(b"\xff" * 9000)
    log = kept.home.database.with_name("warmline.db-wal")
    log.write_bytes(b"log")
    done = kept.restore()
    assert done.returncode == 0
    assert "no database that can be read is here" in done.stdout
    (aside,) = kept.home.path.glob("warmline.db.before-restore-????????")
    assert aside.read_bytes() == b"\xff" * 9000
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"log"
    assert texts(kept.home.database) == ["", "I am awake too."]


# The server key


def test_without_the_server_key_its_words_are_asked_for_and_bring_everything_back(kept: Kept) -> None:
    words, key = kept.words, kept.home.server_key.read_bytes()
    kept.home.server_key.unlink()
    done = kept.restore(
        "\n".join(["zebra zoo isue", f"{words} zoo", "zoo " * 24, "abandon " * 23 + "art", words.upper(), "yes", ""])
    )
    assert done.returncode == 0
    assert "The server key is missing. Without it these are lost for good: drafts" in done.stdout
    assert "Word 3, isue, is in no server key." in done.stdout
    assert "A server key has 24 words; those are 25." in done.stdout
    assert "Those are not the 24 words of a server key, in their order." in done.stdout
    assert "Those are the words of another key." in done.stdout
    assert kept.home.server_key.read_bytes() == key
    assert stat.S_IMODE(kept.home.server_key.stat().st_mode) == 0o600
    assert server_key.is_kept(kept.home)


def test_a_key_that_does_not_fit_is_kept_beside_the_right_one(kept: Kept) -> None:
    words, key = kept.words, kept.home.server_key.read_bytes()
    kept.home.server_key.write_bytes(b"x" * 32)
    done = kept.restore(f"{words}\nyes\n")
    assert done.returncode == 0
    assert "The server key is not the one of this copy." in done.stdout
    assert kept.home.server_key.read_bytes() == key
    (other,) = kept.home.path.glob("server.key.before-restore-*")
    assert other.read_bytes() == b"x" * 32


def test_without_any_key_what_only_it_could_open_is_gone_and_everything_else_works(kept: Kept) -> None:
    kept.home.server_key.unlink()
    done = kept.restore("\nyes\n")
    assert done.returncode == 0
    assert "Going on without it." in done.stdout
    assert not server_key.is_kept(kept.home)
    vault, store = Vault.at(kept.home.server_key), Store.open(kept.home.database, kept.home.backups)
    try:
        assert store.run(server_key.fits, vault)
        lou = store.run(members.by_handle, "lou")
        assert lou is not None
        assert store.run(desk.own, lou) == []
        assert store.run(lambda: [table.select().count() for table in (Draft, MemberKey, RecoveryCode)]) == [0, 0, 0]
        assert [line.text for line in store.run(finds, lou, '"awake too"')] == ["I am awake too."]
        store.run(drafts.keep, vault, lou.id, PLACE, "Begun anew.", now=1)
        assert store.run(drafts.kept, vault, lou.id, PLACE) == "Begun anew."
    finally:
        store.close()


def test_a_lost_key_alone_is_put_back_from_its_words_and_another_one_is_refused(kept: Kept) -> None:
    words, key = kept.words, kept.home.server_key.read_bytes()
    kept.home.server_key.unlink()
    before = snapshot(kept.home.path)
    for typed, status, said in (
        (" ".join(["abandon"] * 23) + " art\n", 1, "Those are the words of another key. Nothing was changed.\n"),
        ("abandon\n", 2, "A server key has 24 words; those are 1.\n"),
        ("", 1, "Nothing was changed.\n"),
    ):
        done = warmline("server-key", "--words", "--home", kept.home.path, typed=typed)
        assert (done.returncode, done.stderr) == (status, said)
        assert snapshot(kept.home.path) == before
    numbered = " ".join(f"{n}. {word}" for n, word in enumerate(words.split(), 1))
    assert warmline("server-key", "--words", "--home", kept.home.path, typed=f"{numbered}\n").returncode == 0
    assert kept.home.server_key.read_bytes() == key
    assert server_key.is_kept(kept.home)
    assert texts(kept.home.database)[-1] == "Written after the copy."


def test_serving_says_when_the_key_is_another(kept: Kept) -> None:
    kept.home.server_key.write_bytes(b"x" * 32)
    with Serving.home(kept.home.path) as server:
        assert "Take care: server.key is not the key of this database." in server.said
        assert server.stops() == 0


# On another machine


def test_on_a_new_machine_the_copy_the_record_beside_it_and_the_words_are_enough(kept: Kept, tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    done = warmline("restore", "--home", home.path, kept.copy, typed=f"{kept.words}\nyes\n")
    assert done.returncode == 0
    assert "No host key is here" in done.stdout
    assert texts(home.database) == ["", "I am awake too."]
    assert home.server_key.read_bytes() == kept.home.server_key.read_bytes()
    for path in (home.path, *home.path.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    with Serving.home(home.path) as server:
        assert "Only crisis help" not in server.said
        assert "A new community" not in server.said
        assert server.stops() == 0


def test_a_copy_without_the_record_is_put_back_with_a_warning(kept: Kept, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / "copy.db"
    backup(kept.copy, alone)
    home = Home(tmp_path / "new")
    done = warmline("restore", "--home", home.path, alone, typed=f"{kept.words}\nyes\n")
    assert done.returncode == 0
    assert "No deletion is on record" in done.stdout
    assert CANARY in texts(home.database)[0]


# What is refused


def test_while_a_server_runs_nothing_is_restored_and_no_second_one_starts(kept: Kept) -> None:
    with Serving.home(kept.home.path) as server:
        before = texts(kept.home.database)
        done = kept.restore()
        assert (done.returncode, done.stdout) == (1, "")
        assert (
            done.stderr == f"A Warmline runs in {kept.home.path} already. Stop that one first. Nothing was changed.\n"
        )
        assert texts(kept.home.database) == before
        assert warmline("serve", "--home", kept.home.path, "--port", 0).returncode == 1
        assert server.stops() == 0
    assert kept.restore().returncode == 0


def junk(kept: Kept, path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"junk" * 4000)


def empty(kept: Kept, path: Path) -> None:
    path.touch()


def of_another_program(kept: Kept, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE post (text)")


def with_flipped_bytes(kept: Kept, path: Path) -> None:
    whole = bytearray(kept.copy.read_bytes())
    whole[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    path.write_bytes(whole)


def cut_off(kept: Kept, path: Path) -> None:
    whole = kept.copy.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


@pytest.mark.parametrize("spoil", [junk, empty, of_another_program, with_flipped_bytes, cut_off])
def test_what_is_no_whole_copy_changes_nothing(kept: Kept, tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    spoil(kept, tmp_path / "copy.db")
    before = snapshot(tmp_path)
    done = kept.restore(copy=tmp_path / "copy.db")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{tmp_path / 'copy.db'} is not a whole copy of a community. Nothing was changed.\n"
    assert snapshot(tmp_path) == before


def test_a_copy_of_a_newer_version_the_database_itself_and_nothing_are_refused(kept: Kept, tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    backup(kept.copy, newer)
    with closing(sqlite3.connect(newer)) as changed:
        changed.execute("PRAGMA user_version = 9999")
    before = snapshot(tmp_path)
    for file, words in (
        (newer, "was made by a newer Warmline"),
        (kept.home.database, "is the database in use"),
        (tmp_path / "nothing.db", "There is no file at"),
    ):
        done = kept.restore(copy=file)
        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr
        assert snapshot(tmp_path) == before


def test_a_copy_of_an_older_version_is_brought_up_to_date_before_it_takes_the_place(kept: Kept, tmp_path: Path) -> None:
    first = Path(__file__).parents[1] / "store" / "schemas" / "0001.sql"
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript(first.read_text("utf-8"))
    kept.home.server_key.unlink()
    assert kept.restore("\nyes\n", copy=tmp_path / "old.db").returncode == 0
    with closing(sqlite3.connect(kept.home.database)) as restored:
        newest = max(int(path.name[:4]) for path in migrations.FOLDER.glob("[0-9]*.py"))
        assert restored.execute("PRAGMA user_version").fetchone() == (newest,)
        assert restored.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_copy_is_only_read(kept: Kept, tmp_path: Path) -> None:
    kept.copy.chmod(0o400)
    before, times = kept.copy.read_bytes(), kept.copy.stat().st_mtime_ns
    assert kept.restore().returncode == 0
    assert (kept.copy.read_bytes(), kept.copy.stat().st_mtime_ns) == (before, times)
    assert restoring.holding(kept.copy) is not None
