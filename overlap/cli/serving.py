"""`overlap run`: the app, on your house or on the demo company."""

import os
import sys
from pathlib import Path

import typer

from overlap.cli import session
from overlap.settings import PROJECT, Settings
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.layout import Warehouse

DEMO = PROJECT / "data" / "demo"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)


def run(
    port: int = typer.Option(None, help="Where to listen; else the setting, 8501"),
    address: str = typer.Option(None, help="Which address to bind; 127.0.0.1 unless told otherwise"),
    or_demo: bool = typer.Option(False, "--or-demo", help="Serve the demo company while the house is empty"),
) -> None:
    """Serve the app. Stop it with Ctrl-C."""
    settings = session.settings()
    house, store = settings.warehouse, settings.store
    if or_demo and Warehouse(house).current_id() is None and "warehouse" not in settings.given:
        house, store = DEMO / "warehouse", DEMO / "store.db"
        _build_demo(Warehouse(house), store, settings)
    session.errors.print(f"Serving {house} on http://{address or settings.address}:{port or settings.port}")
    os.environ.update({"OVERLAP_WAREHOUSE": str(house), "OVERLAP_STORE": str(store)})
    os.chdir(PROJECT)  # Streamlit reads its configuration from the working directory
    arguments = [
        sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py"),
        "--server.port", str(port or settings.port), "--server.address", address or settings.address,
        "--server.headless", "true",
    ]  # fmt: skip
    os.execv(sys.executable, arguments)


def _build_demo(warehouse: Warehouse, store: Path, settings: Settings) -> None:
    """The demo company, once; later runs find it. An import that finds nothing new changes nothing."""
    from overlap.demo import DemoOptions, generate  # scipy costs every other command 0.2 s

    export = DEMO / "export"
    with session.progress() as on_progress:
        if warehouse.current_id() is None:
            generate(export, DemoOptions(), on_progress)
            import_folder(
                warehouse, store, Export(source_named("overlap"), export), now=session.now(),
                resources=session.resources(settings), on_progress=on_progress,
            )  # fmt: skip
