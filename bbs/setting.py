"""What one setting is: its words, its default, and what it may hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any, NamedTuple, Self, TypeVar
from zoneinfo import available_timezones

from bbs.errors import BBSError

PREFIX = "WARMLINE_"

T = TypeVar("T")


class ConfigError(BBSError):
    """A setting cannot be used. Says where it stands (file and line, or variable) and what is allowed there."""


class Endpoint(NamedTuple):
    """A host and a TCP port to listen on, written "127.0.0.1:2222" or "[::1]:2222"."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "host:port"; raises ValueError. An IPv6 address stands in brackets."""
        match = re.fullmatch(r"(?:\[([\w:.%]+)\]|([\w.-]+)):(\d{1,5})", text)
        if match is None or int(match[3]) > 65_535:
            raise ValueError(text)
        return cls(match[1] or match[2], int(match[3]))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True)
class Kind:
    """What a setting may hold: in words, and as a check that returns the value or raises ValueError."""

    allowed: str
    check: Callable[[Any], Any]
    from_text: Callable[[str], Any] = str


def whole(least: int, most: int) -> Kind:
    """Return the kind of a whole number within bounds."""

    def check(value: object) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(value)
        return value

    return Kind(f"a whole number from {least} to {most}", check, int)


def words(pattern: str, allowed: str, case: Callable[[str], str] = str) -> Kind:
    """Return the kind of a text that matches `pattern` whole, after `case`."""

    def check(value: object) -> str:
        if not isinstance(value, str) or not value.isprintable() or not re.fullmatch(pattern, case(value)):
            raise ValueError(value)
        return case(value)

    return Kind(allowed, check)


def one_of(*choices: str) -> Kind:
    """Return the kind of a text out of a few."""
    quoted = [json.dumps(choice) for choice in choices]
    return words("|".join(choices), f"{', '.join(quoted[:-1])} or {quoted[-1]}")


def several(kind: Kind) -> Kind:
    """Return the kind of a list; in the environment its items stand between commas."""

    def check(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError(value)
        return tuple(dict.fromkeys(kind.check(item) for item in value))  # once, however often it is named

    return Kind(
        f"a list, each item {kind.allowed}",
        check,
        lambda text: [part.strip() for part in text.split(",") if part.strip()],
    )


def _country(value: str) -> str:
    """Return a code as ISO 3166 has it: everybody writes UK."""
    code = value.upper()
    return "GB" if code == "UK" else code


def _zone(value: object) -> str:
    if not isinstance(value, str) or value not in available_timezones():
        raise ValueError(value)
    return value


def _endpoint(value: object) -> Endpoint:
    return Endpoint.parse(words(".+", "").check(value))


def _loopback(value: object) -> Endpoint | None:
    if value in ("", None):
        return None
    found = _endpoint(value)
    if not ip_address(found.host).is_loopback:
        raise ValueError(value)
    return found


def _network(value: object) -> IPv4Network | IPv6Network:
    return ip_network(words(".+", "").check(value))


AGE = words("(age1[02-9ac-hj-np-z]{58})?", "a public key of age's, which is age1 and 58 letters and digits; or nothing")
COUNTRY = words("[A-Z]{2}", 'a two-letter country code such as "GB"', _country)
ENDPOINT = Kind('an address and port such as "192.0.2.1:2222" or "[::]:2222"', _endpoint)
LOOPBACK = Kind('an address of this machine alone, such as "127.0.0.1:9477" or "[::1]:9477"; or nothing', _loopback)
HOST = words(r"[\w.:%-]{1,255}", 'an address or host name such as "127.0.0.1", "::" or "localhost"')
LANGUAGE = words("[a-z]{2,3}(_[A-Z]{2})?", 'a language code such as "en" or "pt_BR"')
NETWORK = Kind('a network such as "10.0.0.0/8" or a single address', _network)
ZONE = Kind('a time zone such as "UTC" or "Europe/Madrid"', _zone)


def setting(doc: str, default: T, kind: Kind) -> T:
    """Declare a setting: what it is for, what it is when nobody sets it, and what it may hold."""
    return field(default=default, metadata={"doc": doc, "kind": kind})


@dataclass(frozen=True)
class Setting:
    """One declared setting."""

    section: str
    key: str
    doc: str
    default: Any
    kind: Kind

    @property
    def name(self) -> str:
        """Its name, such as "server.port"."""
        return f"{self.section}.{self.key}"

    @property
    def variable(self) -> str:
        """The environment variable that sets it, such as WARMLINE_SERVER_PORT."""
        return f"{PREFIX}{self.section}_{self.key}".upper()
