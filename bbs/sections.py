"""Every setting there is, by the section of `warmline.toml` that it stands in, with its words, default and bounds.

bbs/config.py reads them. These words are English: they stand in a file beside the operator's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network
from typing import Any

from bbs.setting import (
    AGE,
    COUNTRY,
    ENDPOINT,
    HOST,
    LANGUAGE,
    LOOPBACK,
    NETWORK,
    ZONE,
    Endpoint,
    Setting,
    one_of,
    setting,
    several,
    whole,
    words,
)


@dataclass(frozen=True)
class Community:
    """Who we are."""

    name: str = setting(
        "What this place is called at its door.", "Quiet Harbour", words(".{1,40}", "1 to 40 characters")
    )
    greeting: str = setting(
        "One line after the name, at the door and in the passphrase prompt.",
        "People who get it, a night or a year at a time.",
        words(".{0,100}", "one line, at most 100 characters"),
    )
    language: str = setting("The language of callers whose own is not known.", "en", LANGUAGE)
    countries: tuple[str, ...] = setting(
        "Where most members live. The operator confirms the crisis lines of these countries before joining opens.",
        (),
        several(COUNTRY),
    )
    zone: str = setting("The time zone of callers whose own is not known.", "UTC", ZONE)


@dataclass(frozen=True)
class Server:
    """How callers reach us, and how much of the machine they may take."""

    host: str = setting(
        'The address to listen on. "127.0.0.1" is this machine only; "0.0.0.0" or "::" lets others in.',
        "127.0.0.1",
        HOST,
    )
    port: int = setting("The TCP port to listen on; 0 takes any free one.", 2222, whole(0, 65_535))
    listen: tuple[Endpoint, ...] = setting("More addresses to listen on.", (), several(ENDPOINT))
    login_seconds_before_auth: int = setting(
        "Seconds a caller may take until their client first asks to sign in. Long, because somebody may be "
        "listening to the host key being spelled out.",
        300,
        whole(10, 3_600),
    )
    login_seconds: int = setting("How long signing in may take after that, in seconds.", 120, whole(10, 3_600))
    keepalive: int = setting(
        "Seconds of silence after which we ask whether the line still stands; three unanswered end it.",
        30,
        whole(5, 3_600),
    )
    half_open: int = setting("Connections that have not signed in yet, in all.", 50, whole(2, 10_000))
    half_open_per_network: int = setting("The same, from one network (IPv4 /32, IPv6 /64).", 6, whole(1, 10_000))
    connections_per_network: int = setting(
        "Connections that one network may begin in ten seconds; more are closed at once.", 100, whole(10, 1_000_000)
    )
    sessions: int = setting("Visits at one time, in all.", 1_000, whole(1, 100_000))
    sessions_per_network: int = setting(
        "Visits at one time from one network (IPv4 /32, IPv6 /64).", 20, whole(1, 100_000)
    )
    idle_minutes: int = setting(
        "A silent member's visit is closed after this many minutes, draft kept.", 120, whole(5, 1_440)
    )
    idle_minutes_most: int = setting(
        "The longest silence a member may choose instead, in minutes.", 480, whole(5, 1_440)
    )
    mode: str = setting(
        "What a capable terminal shows behind the door when neither the caller nor their setting says. Plain lines "
        "(line) take a tenth of the memory of the full screen (full).",
        "full",
        one_of("full", "line"),
    )
    door_idle_minutes: int = setting("A silent visit at the door is closed after this many minutes.", 5, whole(1, 120))
    stalled_seconds: int = setting(
        "A caller whose line takes none of what we send is hung up on after this many seconds.", 30, whole(5, 600)
    )
    input_rate: int = setting("What one visit may send us, in bytes a second.", 262_144, whole(1_024, 16_777_216))
    proxy_protocol_from: tuple[IPv4Network | IPv6Network, ...] = setting(
        "Proxies in front of us that send a PROXY protocol version 2 header, which is believed from these networks and "
        "no others. Empty: no proxy.",
        (),
        several(NETWORK),
    )

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """Everything to listen on, the main address first."""
        return (Endpoint(self.host, self.port), *self.listen)


@dataclass(frozen=True)
class Joining:
    """How somebody becomes a member."""

    mode: str = setting(
        'Who may join: anybody ("open"), whoever has an invitation code ("code"), whoever the desk says yes to '
        '("approval"), nobody for now ("closed"). Help and looking around stay open in all of them.',
        "open",
        one_of("open", "code", "approval", "closed"),
    )


@dataclass(frozen=True)
class Passphrases:
    """What checking a passphrase costs, us and whoever guesses (Argon2id, one lane)."""

    memory_kib: int = setting(
        "Memory for one check, in KiB. `warmline init` writes 65536 here on a machine with 2 GB or more.",
        19_456,
        whole(19_456, 1_048_576),
    )
    time_cost: int = setting("Passes over that memory.", 4, whole(2, 32))
    at_once: int = setting("Checks at one time; more wait.", 2, whole(1, 32))
    waiting: int = setting("Callers who may wait for a check; more are asked to try again.", 20, whole(1, 1_000))


@dataclass(frozen=True)
class Writing:
    """How much can be written."""

    post_limit: int = setting("The longest post, in characters.", 20_000, whole(500, 200_000))
    title_limit: int = setting("The longest title, in characters.", 120, whole(20, 200))
    note_limit: int = setting("The longest content note, in characters.", 80, whole(20, 200))
    posts_per_hour: int = setting(
        "Posts one member can send in an hour; a draft keeps what comes after.", 60, whole(1, 10_000)
    )
    newcomer_days: int = setting(
        "For how many days somebody is new here: they write a little slower, and somebody looks at posts of theirs "
        "that link somewhere. 0: nobody is. Nothing of theirs is held back.",
        3,
        whole(0, 90),
    )
    newcomer_posts: int = setting(
        "After how many posts that stood for a day they are not new any more, though their days are not over.",
        5,
        whole(1, 1_000),
    )
    newcomer_posts_per_hour: int = setting("Posts a newcomer can send in an hour.", 20, whole(1, 10_000))
    newcomer_threads_per_hour: int = setting("Threads a newcomer can begin in an hour.", 5, whole(1, 10_000))


@dataclass(frozen=True)
class Care:
    """What members find for themselves."""

    questionnaires: tuple[str, ...] = setting(
        "Questionnaires beside WHO-5: PHQ-9 (low mood; an answer about wanting to be dead opens crisis help before its "
        "total) and GAD-7 (worry). Turn them on where somebody here can talk with members about what they say. What "
        "an operator chooses in office/questions goes before this.",
        (),
        several(one_of("phq-9", "gad-7")),
    )


@dataclass(frozen=True)
class Store:
    """The database."""

    busy_timeout_seconds: int = setting(
        "How long to wait for a lock held by another program, in seconds.", 5, whole(1, 60)
    )
    readers: int = setting("Threads that read.", 3, whole(1, 64))
    write_queue: int = setting(
        "Writes that may wait for the one writer; more are asked to try again.", 256, whole(1, 100_000)
    )
    ballast_mib: int = setting(
        "Disk space kept back, in MiB, so that a full disk can still be tidied. 0 keeps none.", 4, whole(0, 1_024)
    )
    read_only_below_mib: int = setting(
        "With less free than this on the disk, in MiB, nothing new is posted and nobody joins, until there is room. "
        "Reading, drafts, what is private and crisis help go on. 0: as long as the disk takes it.",
        32,
        whole(0, 1_048_576),
    )


@dataclass(frozen=True)
class Backups:
    """The copies that a running server makes every day."""

    encrypt_to: str = setting(
        "A public key of age's (age1...). Copies are then written encrypted, and only whoever has its secret key can "
        "put one back: keep that away from this machine. `warmline backup-key FILE` makes one. Empty: not encrypted.",
        "",
        AGE,
    )


@dataclass(frozen=True)
class Metrics:
    """Numbers for a Prometheus on this machine; never words, handles or addresses."""

    listen: Endpoint | None = setting(
        "Where they can be asked for, at /metrics: an address that only this machine reaches. Empty: nowhere.",
        None,
        LOOPBACK,
    )


@dataclass(frozen=True)
class Logging:
    """The log: events and session ids; never words, handles or addresses."""

    level: str = setting("The least that is worth a line.", "info", one_of("debug", "info", "warning", "error"))


@dataclass(frozen=True)
class Config:
    """Every setting, checked."""

    community: Community = Community()
    server: Server = Server()
    joining: Joining = Joining()
    passphrases: Passphrases = Passphrases()
    writing: Writing = Writing()
    care: Care = Care()
    store: Store = Store()
    backups: Backups = Backups()
    metrics: Metrics = Metrics()
    logging: Logging = Logging()
    origins: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def value(self, setting: Setting) -> Any:
        """Return what a setting holds."""
        return getattr(getattr(self, setting.section), setting.key)

    def origin(self, setting: Setting) -> str:
        """Say where its value comes from: "default", "warmline.toml, line 3" (with its folder) or a variable's name."""
        return self.origins.get(setting.name, "default")
