"""Textual counts cells as we do, wherever its fields break lines and put the cursor.

Rich gives no cell to the vowel signs of Hindi, Tamil or Burmese that stand beside their letter. By its count a line
that is written is longer than its row, so its end was not seen, and the cursor stood left of where it writes.
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from textual import _cells, _wrap
from textual.document import _document_navigator, _wrapped_document
from textual.widgets import _input, _text_area

from bbs.safe_text import cells

COUNTING: Final[tuple[ModuleType, ...]] = (_cells, _wrap, _document_navigator, _wrapped_document, _input, _text_area)
"""Textual's modules that count the cells of a text by a name of their own."""


def count_alike() -> None:
    """Have them count as we do."""
    for module in COUNTING:
        vars(module)["cell_len"] = cells
