"""What the staff do to joining codes, and operators to help lines and boards, each with its line in the log.

The rules are in the modules of the nouns; the log is written in the same transaction (SAFETY.md 21).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bbs.community import joining, line_checks, log, own_lines, tags
from bbs.community.crisis import CrisisData
from bbs.community.line_checks import operator_of
from bbs.community.members import Person, Role
from bbs.community.own_lines import Own
from bbs.errors import NotFound
from store.vault import Vault

NAMED: Final = 3
"""Help lines that are named in one entry; of more, the country is."""


def make_code(vault: Vault, staff: Person | None, *, now: int) -> str:
    """Return a new code with which one member joins. Raises NotFound for all but the staff."""
    if staff is None or not staff.is_staff:
        raise NotFound
    code = joining.make_code(vault, Role.MEMBER, now=now, made_by=staff.id)
    log.record(vault, "joining-code-made", by=staff.id, about=None, now=now)
    return code


def end_code(vault: Vault, code_id: int, staff: Person | None, *, now: int) -> None:
    """Take an unused code back. Raises NotFound when there is none, and for all but the staff."""
    if staff is None or not staff.is_staff:
        raise NotFound
    joining.end_code(code_id)
    log.record(vault, "joining-code-ended", by=staff.id, about=None, now=now)


# Help lines


def confirm_lines(vault: Vault, keys: Sequence[str], operator: Person | None, *, now: int) -> dict[str, int]:
    """Note that these check keys were confirmed; return all checks. Raises as `line_checks.confirm` does."""
    checked = line_checks.confirm(keys, operator, now=now)
    log.record(vault, "lines-confirmed", by=operator_of(operator).id, about=None, now=now, words=_named(keys))
    return checked


def _named(keys: Sequence[str]) -> str:
    """Return the lines of some check keys, of many their countries."""
    if len(keys) > NAMED:
        return ", ".join(sorted({key.partition(":")[0] for key in keys}))
    return ", ".join(keys)


def take_confirmation_back(vault: Vault, key: str, operator: Person | None, *, now: int) -> dict[str, int]:
    """Undo a confirmation; return all checks. Raises as `line_checks.take_back` does."""
    checked = line_checks.take_back(key, operator)
    log.record(vault, "line-unconfirmed", by=operator_of(operator).id, about=None, now=now, words=key)
    return checked


def put_line(
    vault: Vault, given: Mapping[str, str], data: CrisisData, operator: Person | None, *, now: int
) -> tuple[Own, dict[str, int]]:
    """Add or change a line of one's own; return all there are, and the checks. Raises as `own_lines.put` does."""
    own, checked = own_lines.put(given, data, operator, now=now)
    words = ", ".join(filter(None, (given.get("service", "").strip(), given.get("country", ""))))
    log.record(vault, "line-written", by=operator_of(operator).id, about=None, now=now, words=words)
    return own, checked


def take_line_away(vault: Vault, line_id: str, operator: Person | None, *, now: int) -> Own:
    """Remove a line of one's own; return what is left. Raises as `own_lines.take_away` does."""
    own = own_lines.take_away(line_id, operator)
    log.record(vault, "line-taken-away", by=operator_of(operator).id, about=None, now=now, words=line_id)
    return own


def hide_line(vault: Vault, line_id: str, data: CrisisData, operator: Person | None, *, now: int) -> Own:
    """Hide a shipped line from callers. Raises as `own_lines.hide` does."""
    own = own_lines.hide(line_id, data, operator, now=now)
    log.record(vault, "line-hidden", by=operator_of(operator).id, about=None, now=now, words=line_id)
    return own


def show_line(vault: Vault, line_id: str, operator: Person | None, *, now: int) -> Own:
    """Show a hidden line again. Raises as `own_lines.show` does."""
    own = own_lines.show(line_id, operator)
    log.record(vault, "line-shown", by=operator_of(operator).id, about=None, now=now, words=line_id)
    return own


# Boards


def add_tags(vault: Vault, operator: Person | None, slug: str, words: Sequence[str], *, now: int) -> tuple[str, ...]:
    """Add tags to a board and return them. Raises as `tags.add` does."""
    added = tuple(tags.add(operator, slug, word) for word in words)
    by = operator_of(operator).id
    log.record(vault, "tags-added", by=by, about=None, now=now, words=f"{slug}: {', '.join(added)}")
    return added


def add_first_tags(
    vault: Vault, operator: Person | None, slug: str, words: Sequence[str], *, now: int
) -> tuple[str, ...]:
    """Give a board that has no tags some, and return them. Raises as `tags.add_all` does."""
    added = tags.add_all(operator, slug, words)
    by = operator_of(operator).id
    log.record(vault, "tags-added", by=by, about=None, now=now, words=f"{slug}: {', '.join(added)}")
    return added


def take_tag_away(vault: Vault, operator: Person | None, slug: str, word: str, *, now: int) -> None:
    """Take a tag from a board and its threads. Raises as `tags.take_away` does."""
    tags.take_away(operator, slug, word)
    log.record(vault, "tag-taken-away", by=operator_of(operator).id, about=None, now=now, words=f"{slug}: {word}")


def allow_nameless(vault: Vault, operator: Person | None, slug: str, *, allowed: bool, now: int) -> None:
    """Let members write on a board without their names, or not any more. Raises as `tags.allow_nameless` does."""
    tags.allow_nameless(operator, slug, allowed=allowed)
    act = "nameless-allowed" if allowed else "nameless-ended"
    log.record(vault, act, by=operator_of(operator).id, about=None, now=now, words=slug)
