"""The words of a piece of HTML, as plain text: for posts that another program kept as pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

BLOCKS: Final = frozenset({"p", "div", "li", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})
UNSEEN: Final = frozenset({"script", "style", "head", "svg", "title"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unseen = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a line, an item or a link."""
        held = dict(attrs)
        self._unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.said.append("\n\n" if tag != "li" else "\n- ")
        elif tag in ("br", "hr"):
            self.said.append("\n")
        elif tag == "img" and not self._unseen:
            self.said.append(held.get("alt") or "")
        elif tag == "a":
            self._links.append(held.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        """End one; a link whose words do not say where it leads says it now."""
        self._unseen = max(0, self._unseen - (tag in UNSEEN))
        if tag in BLOCKS and tag != "li":
            self.said.append("\n\n")
        elif tag == "a" and self._links:
            to = self._links.pop()
            if to.startswith(("http:", "https:")) and to not in "".join(self.said[-2:]):
                self.said.append(f" ({to})")

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._unseen:
            self.said.append(data)


def text_of(html: str) -> str:
    """Return the words of HTML, a paragraph after the other."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.said).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
