"""A wheel of this checkout, and environments that hold what it needs without fetching anything."""

from __future__ import annotations

import shutil
import struct
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from importlib.util import cache_from_source
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PACKAGES = ("bbs", "screens", "store")
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE", "Makefile", *PACKAGES, "tests", "hostkeys", "deploy", "docs")


def copied(tree: Path) -> Path:
    """Copy the checkout to a folder, so that nothing of an earlier build gets into a wheel."""
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, tree / name)
    return tree


def link_needed(wheel: Path, packages: Path) -> None:
    """Link what a wheel declares to need from this environment into another one's packages, and nothing more."""
    found: dict[str, Distribution] = {}
    for name in declared(wheel):
        needed(name, found)
    for each in found.values():
        for top in {file.parts[0] for file in each.files or [] if file.parts[0] not in ("..", "__pycache__")}:
            (packages / top).symlink_to(Path(str(each.locate_file(top))))


def needed(name: str, found: dict[str, Distribution]) -> dict[str, Distribution]:
    """Collect a distribution of this environment and all that it declares to need."""
    if canonicalize_name(name) in found:
        return found
    found[canonicalize_name(name)] = here = distribution(name)
    for text in here.requires or []:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed(requirement.name, found)
    return found


def compiled(packages: Path) -> None:
    """Have the modules of a copy compiled, where they are what was compiled here: it takes longer than to start.

    The head of what Python keeps of a module says of which source it is: 8 bytes, its time, its size.
    """
    for package in PACKAGES:
        for source in (packages / package).rglob("*.py"):
            ours = ROOT / source.relative_to(packages)
            kept, ours_at = Path(cache_from_source(str(ours))), _stamp(ours)
            code = kept.read_bytes() if kept.exists() else b""
            if code[8:16] == ours_at and source.read_bytes() == ours.read_bytes():
                there = Path(cache_from_source(str(source)))
                there.parent.mkdir(exist_ok=True)
                there.write_bytes(code[:8] + _stamp(source) + code[16:])


def _stamp(source: Path) -> bytes:
    about = source.stat()
    return struct.pack("<LL", int(about.st_mtime) & 0xFFFFFFFF, about.st_size & 0xFFFFFFFF)


def declared(wheel: Path) -> Iterator[str]:
    """Yield the names that the wheel itself says it needs."""
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        lines = archive.read(metadata).decode().splitlines()
    for line in lines:
        if line.startswith("Requires-Dist: "):
            yield Requirement(line.removeprefix("Requires-Dist: ")).name
