"""The only exceptions that cross layers. They are shown to the caller word for word; anything else is a bug."""

from __future__ import annotations

from enum import IntEnum

from bbs.language import ENGLISH, N_, Language


class Exit(IntEnum):
    """What an exec verb leaves behind for scripts. Documented in docs/verbs.md; versioned with it."""

    DONE = 0
    REFUSED = 1
    NOT_UNDERSTOOD = 2
    SIGN_IN_FIRST = 3


class BBSError(Exception):
    """Something a caller did or met, in kind words, saying what to do next.

    `message` is marked with N_() where it is written and translated only when it is shown; `values`
    fill its {names}. Values are never logged.
    """

    exit_status = Exit.REFUSED

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def words(self, language: Language = ENGLISH) -> str:
        """Return the sentence to show, in the caller's language."""
        return language(self.message, **self.values)


class Refusal(BBSError):
    """The place cannot do this now, or not for this caller."""


class NotUnderstood(BBSError):
    """What was typed is not an answer to what was asked."""

    exit_status = Exit.NOT_UNDERSTOOD


class SignInFirst(Refusal):
    """Only members can do this; guests are told how to become one."""

    exit_status = Exit.SIGN_IN_FIRST

    def __init__(
        self, message: str = N_("Sign in first, or {do:join/g, then join,} to become a member."), /, **values: object
    ) -> None:
        super().__init__(message, **values)


class NotFound(Refusal):
    """There is nothing here that this caller may know of. Never says "forbidden"."""

    def __init__(
        self, message: str = N_("There is nothing at that address. {Do:home/h} to go home."), /, **values: object
    ) -> None:
        super().__init__(message, **values)


class Busy(Refusal):
    """Too much at once; trying again soon is all it takes."""

    def __init__(
        self, message: str = N_("Busy for a moment. Please try again; nothing was lost."), /, **values: object
    ) -> None:
        super().__init__(message, **values)


class NotSaved(Refusal):
    """The disk would not take it. The caller's words are kept where they can be kept."""

    def __init__(
        self,
        message: str = N_(
            "Not saved: the disk here is full or silent. What you wrote is still with you; please try again later."
        ),
        /,
        **values: object,
    ) -> None:
        super().__init__(message, **values)
