"""Words that come with the package, as text and TOML files: read at start, refused loudly when they are wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Any, Final, TypeVar

FALLBACK: Final = "en"

Kind = TypeVar("Kind")


class Folders:
    """Where the words of one language are: the folder of its name in `root`, with English behind it."""

    def __init__(self, root: Traversable, language: str) -> None:
        # Only names that are there: a language tag from elsewhere is never made into a path.
        folders = {folder.name: folder for folder in root.iterdir()}
        self._order = [folders[name] for name in dict.fromkeys((language, FALLBACK)) if name in folders]

    def prose(self, name: str) -> str:
        """Return a file of plain text; raises ValueError when it is missing or empty."""
        where, text = self._read(name)
        if not text.strip():
            raise ValueError(f"{where}: there are no words in it")
        return text.strip()

    def table(self, name: str) -> Table:
        """Return a TOML file; raises ValueError when it is missing or not TOML."""
        where, text = self._read(name)
        try:
            return Table(where, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{where}: {error}") from error

    def tables(self, folder: str) -> dict[str, Table]:
        """Return every TOML file of a folder by its name, in the order of the names."""
        here = [there / folder for there in self._order]
        found = {file.name for there in here if there.is_dir() for file in there.iterdir()}
        names = sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))
        return {name: self.table(f"{folder}/{name}.toml") for name in names}

    def _read(self, name: str) -> tuple[str, str]:
        for folder in self._order:
            if (file := folder / name).is_file():
                return f"{folder.name}/{name}", file.read_text(encoding="utf-8")
        raise ValueError(
            f"{name}: missing in {' and in '.join(folder.name for folder in self._order) or 'every folder'}"
        )


class Table:
    """A TOML table that is taken apart key by key. What is not as it should be raises ValueError, saying where."""

    def __init__(self, where: str, values: dict[str, Any]) -> None:
        self._where = where
        self._values = dict(values)

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text; without a default it must be there and have words in it."""
        value = self.take(key, str, default)
        if not value.strip() and default is None:
            raise self.wrong(f"{key} has no words in it")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts, at least one, none of them empty."""
        values = self.take(key, list)
        if not values or not all(isinstance(value, str) and value.strip() for value in values):
            raise self.wrong(f"{key} must be a list of texts, with at least one")
        return tuple(values)

    def tables(self, key: str, default: list[Any] | None = None) -> Iterator[Table]:
        """Take a list of tables, one after the other; each must be used up before the next is given."""
        for number, value in enumerate(self.take(key, list, default), start=1):
            where = f"{self._where}, {key} {number}"
            if not isinstance(value, dict):
                raise ValueError(f"{where}: must be a table")
            yield (table := Table(where, value))
            table.done()

    def take(self, key: str, kind: type[Kind], default: Kind | None = None) -> Kind:
        """Take a value of exactly this kind; without a default it must be there."""
        value = self._values.pop(key, default)
        if value is None:
            raise self.wrong(f"{key} is missing")
        # Not isinstance: to Python, true is a number and a time of day is a date.
        if type(value) is not kind:
            raise self.wrong(f"{key} must be {kind.__name__}, not {type(value).__name__}")
        return value

    def all_words(self) -> set[str]:
        """Return every word in the texts of what is not taken yet, however deep."""
        words: set[str] = set()
        waiting: list[Any] = [self._values]
        while waiting:
            value = waiting.pop()
            if isinstance(value, str):
                words.update(re.findall(r"[^\W\d_]+", value))
            elif isinstance(value, (dict, list)):
                waiting += value.values() if isinstance(value, dict) else value
        return words

    def done(self) -> None:
        """Complain of keys that nobody asked for: they are typing mistakes."""
        if self._values:
            raise self.wrong(f"nothing is called {', '.join(self._values)} here")

    def wrong(self, what: str) -> ValueError:
        """Make the complaint about this table."""
        return ValueError(f"{self._where}: {what}")
