"""Pages of the app run in this process, over a lake of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from streamlit.testing.v1 import AppTest

from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder

ROOT: Final = Path(__file__).parent.parent.parent
PAGES: Final = (
    "home",
    "upload",
    "usage",
    "anomalies",
    "forecast",
    "costs",
    "auditor",
    "assistant",
    "report",
    "lake",
)
PATIENCE_SECONDS: Final = 90


def open_page(page: str, *, home: str | None = None) -> AppTest:
    """A page of the app, as the menu opens it; the lake is the one that ENERGY_LAKE names."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=PATIENCE_SECONDS)
    app.context = {"timezone": "Europe/London"}
    if home:
        app.query_params["home"] = home
    return app.run() if page == "home" else _switched(app, page)


def _switched(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"pages/{page}.py")
    return app.run()


def keep(lake: Path, *files: Path, home: Home | None = None) -> Home:
    """A home in the lake with these files."""
    home = home or Home(home_id="house", name="House", timezone="Europe/London")
    kept = Lake(Folder(lake))
    kept.save_home(home)
    for file in files:
        content = file.read_bytes()
        kept.add_file(home.home_id, file.name, content, import_file(content, name=file.name, home=home))
    return home


def texts(app: AppTest) -> str:
    """Everything written on the page."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))
