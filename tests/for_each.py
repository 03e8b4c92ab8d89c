"""One test for very many values: a test of its own for each would cost more than what it does."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any


def for_each(name: str, values: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try a test with every one of some values, as `parametrize` does, in one go; all that fail are told.

    Several names, with commas between them, take a tuple of values apart.
    """
    names, all_of_them = [one.strip() for one in name.split(",")], list(values)
    assert all_of_them, "nothing would be tried"

    def over(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def tries(**fixtures: Any) -> None:
            failed: list[Exception] = []
            for value in all_of_them:
                given = dict(zip(names, value if len(names) > 1 else (value,), strict=True))
                try:
                    test(**given, **fixtures)
                except Exception as error:  # noqa: BLE001 - told with the others
                    error.add_note(f"with {', '.join(f'{one}={what!r}' for one, what in given.items())}")
                    failed.append(error)
            if len(failed) == 1:
                raise failed[0]
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(all_of_them)} failed", failed)

        asked = inspect.signature(test)
        rest = [parameter for parameter in asked.parameters.values() if parameter.name not in names]
        vars(tries)["__signature__"] = asked.replace(parameters=rest)
        return tries

    return over
