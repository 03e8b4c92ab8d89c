"""A database as text, with the server key its private words are sealed under: what a test brings up to date.

`python -m tests.dumping > tests/store/schemas/NNNN.sql` writes one of the schema there is now, in which a member used
everything (tests/everything.py). Every release keeps one. `python -m tests.dumping HOME` writes that of a home. Both
take SQLite's own command, `sqlite3`.
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from store.home import Home
from tests import everything, houses

SCHEMAS = Path(__file__).parent / "store" / "schemas"
KEPT = sorted(SCHEMAS.glob("[0-9]*.sql"))
"""Databases of schemas from before, the oldest first; each is named after its newest migration."""
KEY = "-- server.key "


def dumped(home: Home) -> str:
    """Return all that is in the database of a home, and its key."""
    command = ["sqlite3", str(home.database), ".dump", "PRAGMA application_id", "PRAGMA user_version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    *lines, application, version = done.stdout.splitlines()
    numbers = (f"PRAGMA application_id = {application};", f"PRAGMA user_version = {version};")
    return "\n".join([KEY + home.server_key.read_bytes().hex(), *lines, *numbers, ""])


def restored(dump: Path, folder: Path) -> Home:
    """Make a home of a database that was kept as text."""
    folder.mkdir(mode=0o700, parents=True)
    home, text = Home(folder), dump.read_text("utf-8")
    with closing(sqlite3.connect(home.database)) as connection:
        connection.executescript(text)
    if key := re.match(rf"{KEY}([0-9a-f]{{64}})$", text, re.MULTILINE):
        home.server_key.write_bytes(bytes.fromhex(key[1]))
    return home


def main() -> None:
    """Write one to standard output."""
    if len(sys.argv) > 1:
        sys.stdout.write(dumped(Home(Path(sys.argv[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        house = houses.build(Path(folder) / "home")
        everything.plant(house)
        houses.close(house)
        sys.stdout.write(dumped(house.home))


if __name__ == "__main__":
    main()
