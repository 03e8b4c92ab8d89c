"""The table of what tests run adds up, and names what is left out."""

from __future__ import annotations

from tests.covered import table


def counts(lines: int, run: int, branches: int = 0, taken: int = 0) -> dict[str, int]:
    return {"num_statements": lines, "covered_lines": run, "num_branches": branches, "covered_branches": taken}


def test_packages_add_up_and_files_under_the_bound_are_named() -> None:
    files = {
        "bbs/cli.py": counts(80, 80, 20, 20),
        "bbs/moving/mail.py": counts(90, 40, 10, 0),
        "bbs/a.py": counts(0, 0),
    }
    assert list(table(files)) == [
        "| package | lines | lines and branches run |",
        "|---|---|---|",
        "| `bbs/` | 80 | 100.0 % |",
        "| `bbs/moving/` | 90 | 40.0 % |",
        "| all of it | 170 | 70.0 % |",
        "",
        "Files under 85 %: 1.",
        "- `bbs/moving/mail.py` 40 %",
    ]


def test_nothing_is_named_where_all_is_run() -> None:
    assert list(table({"bbs/cli.py": counts(8, 8)}))[-1] == "Files under 85 %: none."


def test_the_least_run_are_named_first_and_not_hundreds_of_them() -> None:
    said = list(table({f"bbs/{n}.py": counts(100, n) for n in range(50)}))
    assert said[-41:-39] == ["- `bbs/0.py` 0 %", "- `bbs/1.py` 1 %"]
    assert said[-1] == "- and 10 more"
