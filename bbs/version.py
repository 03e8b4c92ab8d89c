"""Which Warmline this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def installed() -> str:
    """Return the version of the installed distribution, or that this is a checkout."""
    try:
        return version("warmline")
    except PackageNotFoundError:
        return "from a checkout"


VERSION = installed()
