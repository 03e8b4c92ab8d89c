"""Passphrases, recovery codes and return codes: making them, judging them, keeping only what proves them."""

from __future__ import annotations

import re
import secrets
import stringprep
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import HashingError, VerificationError, VerifyMismatchError
from argon2.low_level import Type, error_to_str, hash_secret_raw
from mnemonic import Mnemonic

from bbs.errors import Busy, NotUnderstood
from bbs.language import N_

SHORTEST: Final = 15  # characters; NIST SP 800-63B-4, section 3.1.1.2, for a passphrase that is the only factor
MOST_BYTES: Final = 1024
SUGGESTED_WORDS: Final = 5  # of 2,048: 55 bits
CODE_WORDS: Final = 5  # of 1,781: 54 bits
CODES: Final = 8
KEY_BYTES: Final = 32

_MOST_TYPED = 4 * MOST_BYTES  # characters looked at: sorting the marks of a base takes quadratic time
_LEAST_OWN = 8  # characters that are neither runs nor known words
_LEAST_DIFFERENT = 5  # characters
_TRIES = 100  # for a return code that nobody has yet

# ARGON2_MEMORY_ALLOCATION_ERROR and ARGON2_THREAD_FAIL of argon2.h; the binding raises their words only.
_SHORTAGES = frozenset(map(error_to_str, (-22, -33)))

_KNOWN_WORDS = (
    "password",
    "passphrase",
    "letmein",
    "iloveyou",
    "welcome",
    "correcthorsebatterystaple",
    "trustno1",
    "opensesame",
)
_SEQUENCES = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
)
_RUN = 4
_RUNS = frozenset(
    line[at : at + _RUN]
    for sequence in _SEQUENCES
    for line in (sequence, sequence[::-1])
    for at in range(len(line) - _RUN + 1)
)

# Left out of the one word of a return code, which somebody keeps in mind over a bad night.
_LITTLE = """
    able about above across actual again all already also always another any away because become before below between
    beyond can certain either else enough extra few follow have into just keep later like main more much must near
    next now obvious off often once one only other over own rather same seven since soon such that then there they
    thing this three today together toward twice two under until update upon usual very want what when where will word
    year you
"""
# Left out of codes, which the house hands to somebody who may be having the worst night of their life.
_UNKIND = """
    abandon abuse accident accuse addict afraid alarm alcohol alone anger angry anxiety army arrest assault attack
    avoid belt betray bitter blade blame bleak blind blood bomb bone bridge broken bullet burden burst cannon casino
    chaos chronic cigar cliff clinic clog crack crash crazy crime cruel crush cry damage danger debris decline demise
    denial deny depart desert despair destroy diet dirt disagree disease dismiss disorder divorce dizzy doctor donkey
    dose drastic drop dumb dust empty end enemy erase erode erosion error escape evil exclude execute exhaust exile
    exit expire expose fade faint fall false fat fatal fatigue fault fever flee foil force forget fragile frown fury
    gas ghost gloom gorilla gossip grief grit grunt guilt gun hard harsh hazard hollow horror hospital hungry hunt
    hurt ignore ill illegal illness impose inflict inject injury inmate insane jealous jump junk kidney knife lawsuit
    leave liar limb lonely mad misery miss mistake monkey monster naive nasty neglect neither nerve never nothing
    nuclear nurse obey obscure oven pact panic patient penalty pig pill pistol police poverty prison problem pull
    pulp pulse punch puzzle quit rail razor rebel refuse regret reject resist rifle riot risk rival roof rough rude
    sad sadness satoshi scare scissors scorpion shadow shiver shock shoot shove shy sick siege silly skin skull slab
    slam slender slice slim smoke snake sorry spike split stomach struggle stumble suffer suspect swear
    sword symptom tank target thumb tobacco toe tongue tornado tower tragic train trap trash trial trick trigger
    trouble ugly unable unfair unhappy upset useless vacant vague vanish vicious virus void warfare waste weapon
    weird whip worry wreck wrestle wrist wrong zero
"""

_TRY_WORDS = N_("Four or five words that do not belong together work well, and are easy to say.")
_TOO_SHORT = N_("Too short: please use {shortest} characters or more. A few words in a row work well.")
_TOO_LONG = N_("Too long: {most} bytes is the most that fits here. One sentence is plenty.")
_REPEATS = N_("It repeats itself, which is easy to guess. Please try four or five different words.")
_KNOWN = N_("Easy to guess: most of it is a name or word others know. Please add a few words of your own.")
_IN_A_ROW = N_("Easy to guess: most of it is letters or digits in a row. Please try four or five words instead.")


class Passphrases:
    """Hashes and verifies with Argon2id. Every call takes tens of milliseconds: never on the event loop.

    SECURITY.md "Passwords": 20 MB a call, so the caller runs two at a time. Where the machine has 2 GB, 64 MiB.
    """

    def __init__(self, memory_kib: int = 19456, time_cost: int = 4, parallelism: int = 1) -> None:
        self._argon2 = PasswordHasher(time_cost, memory_kib, parallelism)
        self._nobodys = self.hash(secrets.token_urlsafe())

    def hash(self, passphrase: str) -> str:
        """Return what the store keeps. Raises Busy when there is no memory for it now."""
        try:
            return self._argon2.hash(_encoded(normalise(passphrase)))
        except HashingError as error:
            if _is_shortage(error):
                raise Busy from error
            raise

    def verify(self, stored: str | None, passphrase: str) -> bool:
        """Return whether this is the passphrase that was hashed; for None (no such member) False, after the same work.

        Raises Busy when there is no memory for it now: that is no wrong passphrase and earns no penalty.
        """
        try:
            self._argon2.verify(self._nobodys if stored is None else stored, _encoded(normalise(passphrase)))
        except VerifyMismatchError:
            return False
        except VerificationError as error:
            if _is_shortage(error):
                raise Busy from error
            raise
        return stored is not None

    @property
    def cost(self) -> str:
        """What `derive` takes now, to be kept beside what it gave: memory in KiB, passes, lanes."""
        return f"{self._argon2.memory_cost},{self._argon2.time_cost},{self._argon2.parallelism}"

    def derive(self, secret: str, salt: bytes, cost: str) -> bytes:
        """Return 32 bytes that only this passphrase or code gives, to wrap a key with. Raises Busy as `hash` does."""
        memory, passes, lanes = (int(part) for part in cost.split(","))
        try:
            return hash_secret_raw(_encoded(normalise(secret)), salt, passes, memory, lanes, KEY_BYTES, Type.ID)
        except HashingError as error:
            if _is_shortage(error):
                raise Busy from error
            raise

    def is_outdated(self, stored: str) -> bool:
        """Return whether a hash was made with other parameters than today's; hash again after a sign-in that worked."""
        return self._argon2.check_needs_rehash(stored)


def _encoded(secret: str) -> bytes:
    return secret.encode("utf-8", "surrogatepass")  # half a character is odd in a passphrase, and no reason to fail


def _is_shortage(error: HashingError | VerificationError) -> bool:
    """Return whether memory or threads were wanting; anything else, such as a damaged hash, stays the bug it is."""
    return bool(error.args) and error.args[0] in _SHORTAGES


def normalise(typed: str) -> str:
    """Return the passphrase as it is hashed: the same words give the same text whatever keyboard or client sent them.

    The mapping and NFKC of SASLprep (RFC 4013, section 2.1 and 2.2), because the SSH library applies SASLprep to the
    `password` method and nothing to keyboard-interactive. Its prohibitions are left out: they would refuse every
    character newer than Unicode 3.2. White space at both ends goes and runs of it become one space, as
    NIST SP 800-63B-4 allows for mistyping. Only the first 4,096 characters are looked at; `check` refuses more.
    """
    mapped = "".join(
        " " if stringprep.in_table_c12(char) else char
        for char in typed[:_MOST_TYPED]
        if stringprep.in_table_c12(char) or not stringprep.in_table_b1(char)
    )
    return " ".join(unicodedata.normalize("NFKC", mapped).split())


def check(passphrase: str, *context: str) -> None:
    """Say kindly why a passphrase will not do, as NotUnderstood; return nothing when it will.

    `context` is what others know of this member and place: the handle, the community's name. There are no rules on
    which kinds of characters to use (NIST SP 800-63B-4, section 3.1.1.2).
    """
    secret = normalise(passphrase)
    if len(passphrase) > _MOST_TYPED or len(_encoded(secret)) > MOST_BYTES:
        raise NotUnderstood(_TOO_LONG, most=f"{MOST_BYTES:,}")
    if len(secret) < SHORTEST:
        raise NotUnderstood(_TOO_SHORT, shortest=SHORTEST)
    text = _squeezed(secret)
    if _repeats(text):
        raise NotUnderstood(_REPEATS)
    own = _without_words(text, [*map(_squeezed, context), *_KNOWN_WORDS])
    if len(own) < _LEAST_OWN:
        raise NotUnderstood(_KNOWN)
    if len(_without_runs(own)) < _LEAST_OWN:
        raise NotUnderstood(_IN_A_ROW)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s_'’-]", "", normalise(text).casefold())


def _repeats(text: str) -> bool:
    """Return whether text is something short said again and again, or has hardly any different characters."""
    periods = range(1, min(SHORTEST, len(text) // 2 + 1))
    return len(set(text)) < _LEAST_DIFFERENT or any(text[period:] == text[:-period] for period in periods)


def _without_words(text: str, words: Sequence[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        if len(word) > 1:
            text = text.replace(word, "")
    return text


def _without_runs(text: str) -> str:
    in_runs = {at + step for at in range(len(text)) if text[at : at + _RUN] in _RUNS for step in range(_RUN)}
    return "".join(char for at, char in enumerate(text) if at not in in_runs)


@cache
def words() -> tuple[str, ...]:
    """Return the 2,048 English words of BIP-39: short, common, and no two begin with the same four letters."""
    return tuple(Mnemonic("english").wordlist)


@cache
def kind_words() -> tuple[str, ...]:
    """Return the words for codes: BIP-39's without those that could hurt."""
    unkind = frozenset(_UNKIND.split())
    return tuple(word for word in words() if word not in unkind)


@cache
def words_to_keep_in_mind() -> tuple[str, ...]:
    """Return the kind words that one can picture or say by themselves: a code that begins with "that" is soon gone."""
    little = frozenset(_LITTLE.split())
    return tuple(word for word in kind_words() if word not in little)


def suggest(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Return a passphrase to offer: five words of 1,781, which is 54 bits. None of them is one that could hurt.

    At a million guesses a second, six hundred years for an even chance; Argon2id lets one core make a few dozen.
    """
    return " ".join(choose(kind_words()) for _ in range(SUGGESTED_WORDS))


def recovery_codes(count: int = CODES, choose: Callable[[Sequence[str]], str] = secrets.choice) -> list[str]:
    """Return one-time codes like `maple-orbit-candle-river-spoon` that let a member in who lost everything else.

    A code opens what a passphrase opens, so it is as hard to guess: 54 bits. Four words (43 bits) would be quicker to
    copy, but codes are looked up by a fast keyed mark: whoever had the server key beside the database would find them
    in minutes. A data key wrapped by a code needs Argon2id in both places, or the mark is the way around it.
    """
    return ["-".join(choose(kind_words()) for _ in range(CODE_WORDS)) for _ in range(count)]


def return_code(is_taken: Callable[[str], bool], choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Return a code like `otter-4173` with which somebody without an account reads the answer to a note.

    Low entropy, so that it can be remembered on a bad night: 24 bits, where an animal and two digits would be 13 and
    fall to some hundred guesses once twenty notes wait. **Callers must limit tries**, per network and in all (100 an
    hour in all: a year for an even chance at one of twenty), and let codes expire. Raises Busy when none is free.
    """
    for _ in range(_TRIES):
        number = choose("123456789") + "".join(choose("0123456789") for _ in range(3))
        code = f"{choose(words_to_keep_in_mind())}-{number}"
        if not is_taken(code):
            return code
    raise Busy


def normalise_code(typed: str) -> str:
    """Return a recovery or return code as it was given out: capitals, spaces and dashes forgiven, `Otter 41 73` too."""
    code = "-".join(re.findall(r"[^\W\d_]+|\d+", normalise(typed).casefold()))
    return re.sub(r"(?<=\d)-(?=\d)", "", code)
