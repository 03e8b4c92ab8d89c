"""What every mode needs of the line to a caller. The SSH server provides it; tests provide their own."""

from __future__ import annotations

from typing import Protocol


class LineCutError(Exception):
    """The line ended without the caller's end of input: what came is perhaps not all they meant to say."""


class Wire(Protocol):
    """Bytes in and out, nothing more."""

    async def read(self) -> bytes:
        """Return the next bytes that came, as one burst; b"" once the caller's end of input was seen.

        Raises LineCutError when the line is gone, or when this place ends the visit.
        """
        ...

    def write(self, data: bytes) -> None:
        """Send bytes; after the line is gone this does nothing."""
        ...

    def write_error(self, data: bytes) -> None:
        """Send bytes beside the output, where the line has a second stream (a script's standard error)."""
        ...

    async def drain(self, most: int | None = None) -> None:
        """Wait until little is left unsent; with `most`, until the caller has taken all but so many bytes."""
        ...

    def pending(self) -> bytes:
        """Return what has arrived and was not read yet, without waiting, and consume it."""
        ...
