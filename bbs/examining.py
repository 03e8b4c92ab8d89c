"""Asking the doctor from inside a running server.

It runs as a program of its own: what it opens and closes must not be files that the server's SQLite holds locks on, and
what it takes of memory is given back.
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from typing import Final

from bbs.errors import Busy
from bbs.language import N_
from store.home import Home

LONGEST: Final = 60
"""Seconds it may take."""
WELL: Final = 0
WANTS_A_HAND: Final = 1


@dataclass(frozen=True)
class Examined:
    """What the doctor said, a line each, and whether all is well."""

    is_well: bool
    lines: tuple[str, ...]


@dataclass
class Examination:
    """Looks a home over, one look at a time. The doctor is told who serves: a hardened unit hides that from it."""

    home: Home
    command: tuple[str, ...] = (sys.executable, "-m", "bbs", "doctor", "--server", str(os.getpid()), "--home")
    is_under_way: bool = False

    async def look(self) -> Examined:
        """Run the doctor. Raises Busy where one runs already, or it does not come to an end."""
        if self.is_under_way:
            raise Busy(N_("The doctor is looking already. Please ask again in a moment."))
        self.is_under_way = True
        try:
            async with asyncio.timeout(LONGEST):
                return await self._run()
        except TimeoutError as error:
            raise Busy(N_("The doctor takes long. On the machine itself it is: warmline doctor")) from error
        finally:
            self.is_under_way = False

    async def _run(self) -> Examined:
        pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        running = await asyncio.create_subprocess_exec(
            *self.command,
            str(self.home.path),
            stdin=nothing,
            stdout=pipe,
            stderr=nothing,
            env={**os.environ, "NO_COLOR": "1", "TERM": "dumb"},
        )
        try:
            said, _ = await running.communicate()
        finally:
            if running.returncode is None:
                running.kill()
                await running.communicate()
        lines = tuple(line for line in said.decode("utf-8", "replace").splitlines() if line.strip())
        if running.returncode not in (WELL, WANTS_A_HAND) or not lines:
            raise Busy(N_("The doctor did not say anything. On the machine itself it is: warmline doctor"))
        return Examined(running.returncode == WELL, lines)
