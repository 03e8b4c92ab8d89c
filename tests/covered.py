"""What `make coverage` prints: a line a package, and the files that are run least, as a table for docs/coverage.md.

`python -m tests.covered` reads what was measured last (`.coverage`, combined).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

LOW: Final = 85
"""Per cent below which a file is named."""
NAMED: Final = 40
"""Files that are named, the least run first: more than these is a part of the tests, and not all of them."""
KINDS: Final = ("covered_lines", "num_statements", "covered_branches", "num_branches")


def percent(counts: Mapping[str, int]) -> float:
    """Return how much of lines and branches is run, as coverage counts it; a hundred where there is nothing to run."""
    whole = counts["num_statements"] + counts["num_branches"]
    return 100 * (counts["covered_lines"] + counts["covered_branches"]) / whole if whole else 100.0


def table(files: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Yield the lines of the table: `files` has the counts of each by its path."""
    packages: dict[str, Counter[str]] = defaultdict(Counter)
    for path, counts in files.items():
        for package in (str(PurePosixPath(path).parent), "all of it"):
            packages[package].update({kind: counts[kind] for kind in KINDS})
    yield "| package | lines | lines and branches run |"
    yield "|---|---|---|"
    for package, summed in sorted(packages.items(), key=lambda each: (each[0] == "all of it", each[0])):
        name = package if package == "all of it" else f"`{package}/`"
        yield f"| {name} | {summed['num_statements']} | {percent(summed):.1f} % |"
    low = sorted((percent(counts), path) for path, counts in files.items() if percent(counts) < LOW)
    yield ""
    yield f"Files under {LOW} %: {len(low) or 'none'}."
    yield from (f"- `{path}` {per_cent:.0f} %" for per_cent, path in low[:NAMED])
    if low[NAMED:]:
        yield f"- and {len(low) - NAMED} more"


def measured() -> dict[str, Mapping[str, int]]:
    """Return the counts of each file, from what was measured last."""
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "coverage.json"
        subprocess.run([sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(said)], check=True)
        found: dict[str, Any] = json.loads(said.read_text("utf-8"))
    return {path: one["summary"] for path, one in found["files"].items()}


if __name__ == "__main__":
    sys.stdout.write("\n".join(table(measured())) + "\n")
