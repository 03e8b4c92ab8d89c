"""Stock Textual: the program itself, with what stands in the place of Textual's own output taken out again.

The same pages and widgets in the same App: but Textual lays out and draws when it likes, and what `App._display`
renders goes to the caller. Run it as `python -m tests.bench.stock serve ...`.
"""

from __future__ import annotations

from textual.app import App
from textual.css.stylesheet import Stylesheet

from bbs.cli import main
from screens.fullscreen import app, opening
from screens.fullscreen.app import FullApp
from screens.fullscreen.calm import CalmScreen, CalmWidget
from screens.fullscreen.driver import WireDriver


class StockApp(FullApp):
    """The App, which sends Textual's own frames."""

    _display = App._display

    def _paint(self) -> None:
        """Send no frame of ours."""


def take_out() -> None:
    """Put Textual's own ways back, in this process."""
    vars(opening)["FullApp"] = StockApp
    vars(app)["SharedStylesheet"] = Stylesheet
    for name in ("_update_timer", "_on_idle", "_compositor_refresh", "update_node_styles", "BLANK"):
        delattr(CalmScreen, name)
    for name in ("refresh", "render_lines"):
        delattr(CalmWidget, name)
    WireDriver.write = WireDriver.send  # type: ignore[method-assign]


if __name__ == "__main__":
    take_out()
    main()
