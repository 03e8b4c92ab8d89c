"""What an operator can set: `warmline.toml` in the home, then WARMLINE_* in the environment. Read once, passed down.

A setting is declared once (bbs/sections.py), with its words, its default and what it may hold; all else (reading,
errors, `warmline config`, the commented file that `init` writes) is generated from that.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bbs import config_file
from bbs.config_file import toml
from bbs.language import N_
from bbs.sections import Care, Community, Config, Joining, Metrics, Server, Writing
from bbs.setting import PREFIX, ConfigError, Endpoint, Setting

__all__ = [
    "Care",
    "Community",
    "Config",
    "ConfigError",
    "Endpoint",
    "Joining",
    "Metrics",
    "Server",
    "Setting",
    "Writing",
    "describe",
    "load",
    "write_default",
]

FILE = "warmline.toml"
ROOMY_MIB = 1_800  # a machine sold as "2 GB" reports a little less
ROOMY_MEMORY_KIB = 65_536


def describe() -> list[Setting]:
    """Return every setting there is, in the order of the file."""
    return [
        Setting(section.name, each.name, each.metadata["doc"], each.default, each.metadata["kind"])
        for section in fields(Config)
        if is_dataclass(section.default)
        for each in fields(section.default)
    ]


def load(home: Path, environ: Mapping[str, str]) -> Config:
    """Read the settings of a home; the environment wins over the file.

    Raises ConfigError for a setting that does not exist or cannot hold what it was given.
    """
    config = Config()
    origins: dict[str, str] = {}
    for one, value, origin in (*_from_file(home / FILE), *_from_environment(environ)):
        try:
            checked = one.kind.check(value)
        except ValueError:
            message = N_("{origin}: {name} cannot be {value}. It takes {allowed}.")
            raise ConfigError(
                message, origin=origin, name=one.name, value=toml(value), allowed=one.kind.allowed
            ) from None
        section = replace(getattr(config, one.section), **{one.key: checked})
        config = replace(config, **{one.section: section})
        origins[one.name] = origin
    return replace(config, origins=origins)


def _from_environment(environ: Mapping[str, str]) -> Iterator[tuple[Setting, Any, str]]:
    """Yield what the environment sets, not checked yet, with the variable's name."""
    known = {one.variable: one for one in describe()}
    for variable in sorted(name for name in environ if name.startswith(PREFIX)):
        if variable not in known:
            nearest = ", ".join(get_close_matches(variable, known, cutoff=0))
            message = N_("{variable}: there is no such setting. The nearest are {nearest}.")
            raise ConfigError(message, variable=variable, nearest=nearest)
        try:
            value = known[variable].kind.from_text(environ[variable])
        except ValueError:
            value = environ[variable]  # the check refuses it, and says what is allowed
        yield known[variable], value, variable


def _from_file(path: Path) -> Iterator[tuple[Setting, Any, str]]:
    """Yield what the file sets, not checked yet, with its place. No file sets nothing."""
    known = {one.name: one for one in describe()}
    sections = list(dict.fromkeys(one.section for one in known.values()))
    for name, value, line in config_file.read(path, sections):
        origin = f"{path}, line {line}"
        if name in known:
            yield known[name], value, origin
            continue
        section = name.partition(".")[0]
        if name != section in sections:
            keys = ", ".join(one.key for one in known.values() if one.section == section)
            message = N_("{origin}: there is no setting {name}. [{section}] takes {keys}.")
            raise ConfigError(message, origin=origin, name=name, section=section, keys=keys)
        message = N_("{origin}: {name} is no setting. Settings stand under {sections}.")
        raise ConfigError(message, origin=origin, name=name, sections=", ".join(f"[{each}]" for each in sections))


def write_default(home: Path, memory_mib: int | None = None, *, chosen: Mapping[str, Any] | None = None) -> None:
    """Write a commented `warmline.toml` with every setting at its default, for `warmline init`; never over an old one.

    Those that were `chosen` (by name) are set.

    On a machine with 2 GB (`memory_mib`; None measures it) the memory of a passphrase check is set higher: written
    here, not chosen at each start, because a number that moved with the machine would leave hashes of members and the
    dummy hash of unknown names taking different times, and that tells who is a member.
    """
    roomy = (_machine_memory_mib() if memory_mib is None else memory_mib) >= ROOMY_MIB
    measured = {"passphrases.memory_kib": ROOMY_MEMORY_KIB} if roomy else {}
    config_file.write(home / FILE, describe(), measured | dict(chosen or {}))


def _machine_memory_mib() -> int:
    """Return the memory this process may count on, in MiB: the machine's, or its container's if that is less."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):  # no version 2 cgroup, or "max"
        memory = min(memory, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return memory >> 20
