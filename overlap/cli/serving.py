"""`overlap run`: the app, on your house or on the demo company."""

import os
import sys
from pathlib import Path

import typer

from overlap.cli import session
from overlap.cli.workers import Workers
from overlap.errors import AppError, UsageError
from overlap.settings import PROJECT, Settings
from overlap.warehouse.building import rebuild
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import is_current

DEMO = PROJECT / "data" / "demo"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)


def run(
    port: int = typer.Option(None, help="Where to listen; else the setting, 8501"),
    address: str = typer.Option(None, help="Which address of this machine to bind; 127.0.0.1"),
    workers: int = typer.Option(None, help="How many processes answer behind the port; 1 is enough for ten viewers"),
    or_demo: bool = typer.Option(False, "--or-demo", help="Serve the demo company while no company is imported"),
) -> None:
    """Serve the app. Stop it with Ctrl-C."""
    settings = session.settings(port=port, address=address, workers=workers)
    house, store, demo = settings.warehouse, settings.store, settings.demo
    if or_demo and "warehouse" not in settings.given:
        demo = demo or DEMO
        if Warehouse(house).current_id() is None:
            _build_demo(demo, settings)
    if settings.address not in LOOPBACK:
        raise UsageError(
            f"{settings.address} is not this machine. Without a login the app serves one local user: 127.0.0.1."
        )
    _build_again(settings)
    session.errors.print(f"Serving {_served(house, demo)} on http://{settings.address}:{settings.port}")
    os.environ.update({
        "OVERLAP_WAREHOUSE": str(house), "OVERLAP_STORE": str(store), "OVERLAP_DEMO": str(demo or ""),
        "OVERLAP_WORKERS": str(settings.workers),
    })  # fmt: skip
    os.chdir(PROJECT)  # Streamlit reads its configuration from the working directory
    options = ["--server.maxUploadSize", str(settings.upload_mb)]
    if settings.workers > 1:
        Workers(settings.workers, options).serve(settings.address, settings.port)
        return
    arguments = [
        sys.executable, "-m", "ui.serve",
        "--server.port", str(settings.port), "--server.address", settings.address, *options,
    ]  # fmt: skip
    os.execv(sys.executable, arguments)


def _served(house: Path, demo: Path | None) -> Path:
    """The company that is shown first: the demo while there is no other."""
    return demo / "warehouse" if demo and Warehouse(house).current_id() is None else house


def _build_again(settings: Settings) -> None:
    """Make the marts of your house with today's models where an earlier version of Overlap made them.

    Where that cannot be, the pages say so and what to do: it is served as it is.
    """
    warehouse = session.warehouse(settings)
    try:
        if warehouse.current_id() is None or is_current(warehouse):
            return
        session.errors.print("An earlier version of Overlap built what is published: building it again.")
        with session.progress() as on_progress:
            rebuild(
                warehouse, settings.store, now=session.now(), resources=session.resources(settings),
                on_progress=on_progress,
            )  # fmt: skip
    except AppError as error:
        session.errors.print(str(error))


def _build_demo(folder: Path, settings: Settings) -> None:
    """The demo company, made when there is none or an earlier version made it; else found as it is."""
    from overlap.demo import DemoOptions  # scipy costs every other command 0.2 s
    from overlap.demo.options import SHIPPED_DIRTY
    from overlap.demo.ready import Home, make_ready

    home = Home(folder)
    with session.progress() as on_progress:
        if not home.is_ready:
            make_ready(
                home, DemoOptions(dirty_share=SHIPPED_DIRTY), session.now, session.resources(settings), on_progress
            )
