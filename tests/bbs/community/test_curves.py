"""A line in characters goes through its numbers, is whole between them, and is broken where nothing was said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bbs.community.curves import POINT, curve, framed, marks


def test_a_line_rises_and_falls_and_is_broken_where_a_number_is_missing() -> None:
    rows = curve([1, 3, 3, None, 2, 1], low=1, high=3, height=3, step=4)
    assert rows == ("   /o---o", "  /             o-", "o-                \\-o")


numbers = st.lists(st.none() | st.floats(1, 5), min_size=1, max_size=54)


@given(numbers, st.integers(2, 9), st.integers(1, 6))
def test_every_number_is_a_point_at_its_height_and_lines_have_no_gaps(
    values: list[float | None], height: int, step: int
) -> None:
    rows = curve(values, low=1, high=5, height=height, step=step)
    assert len(rows) == height
    assert sum(row.count(POINT) for row in rows) == sum(value is not None for value in values)
    columns = [[n for n, row in enumerate(rows) if row[x : x + 1].strip()] for x in range(step * (len(values) - 1) + 1)]
    for n, value in enumerate(values):
        if value is not None:
            assert rows[height - 1 - round((value - 1) / 4 * (height - 1))][n * step] == POINT
        if value is not None and n and values[n - 1] is not None:
            for left, right in zip(columns[(n - 1) * step : n * step], columns[(n - 1) * step + 1 :], strict=False):
                assert left
                assert right
                assert min(right) - max(left) <= 1
                assert min(left) - max(right) <= 1
        elif n:
            assert not any(columns[(n - 1) * step + 1 : n * step])


def test_a_picture_has_names_and_points_with_levels() -> None:
    rows = framed(("o", "|", " o"), ("a", "", "c"), "x")
    assert rows == ((("a ", 0), ("o", 5)), (("  ", 0), ("|", 0)), (("c ", 0), (" ", 0), ("o", 1)), (("  x", 0),))


def test_names_below_do_not_run_into_each_other() -> None:
    assert marks([(0, "28"), (2, "4"), (3, "11"), (9, "x")]) == "28 11    x"
