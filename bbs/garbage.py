"""How often Python looks for objects that refer to each other and that nobody else refers to.

Nobody gets an answer while it looks, and it looks at all there is: with a hundred full screens half a million objects,
a third of a second each time, thirteen times a minute. Pages that were left are such objects, so it has to look. But
what was loaded at the start never goes, and a page more that waits for it is a tenth of a megabyte.
"""

from __future__ import annotations

import gc
from typing import Final

EVERY: Final = (2_000, 10, 20)
"""Objects, then looks at the young ones, then at the middle ones, before a look at all: 400,000 objects more."""


def settle() -> None:
    """Leave all that is there now out of every look to come, and look less often. Once, when everything is loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*EVERY)
