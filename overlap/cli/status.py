"""`overlap status`: where everything lies, and what is published."""

import polars as pl
import typer

from overlap import words
from overlap.cli import printing, session
from overlap.settings import Settings
from overlap.store import open_store
from overlap.store.engine import without_secrets


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(status)


def status(format: str = typer.Option("table", help="table, csv, json or parquet")) -> None:
    """Show each setting and where it comes from, the published generation, what it was made of, and the store."""
    settings = session.settings()
    warehouse = session.warehouse(settings)
    rows = [("setting", name, _shown(settings, name), origin) for name, origin in settings.origins.items()]
    current = warehouse.current_id()
    rows.append(("warehouse", "published", current or "nothing yet", ""))
    if current:
        manifest = warehouse.manifest(current)
        rows += [("warehouse", name, str(getattr(manifest, name)), "") for name in
                 ("as_of", "time_zone", "reporting_currency", "app_version", "house_id")]  # fmt: skip
        rows += [
            ("source", name, f"{each['records']} records, {each['accepted']} accepted, {each['rejected']} rejected",
             each["imported_at"])
            for name, each in manifest.sources.items()
        ]  # fmt: skip
        rows += [("accepted", name, found, source) for source, name, found in manifest.accepted_stops]
        rows += [("kept", each.generation, each.built_at, each.app_version) for each in warehouse.kept()]
        rows += [
            ("rolled back", each.generation, f"this export of {each.source} is refused until it is accepted", each.at)
            for each in warehouse.rolled_back()
        ]
        with open_store(settings.store, manifest.house_id) as store:
            revisions = store.revisions()
            rows += [
                ("store", name, words.counted(count, "row"), f"revision {revisions[name]}")
                for name, count in store.counts().items()
            ]
    frame = pl.DataFrame(rows, schema=["about", "name", "value", "origin"], orient="row")
    printing.show(frame, printing.format_named(format))


def _shown(settings: Settings, name: str) -> str:
    """A setting's value without what is secret; of the addresses of alerts only their kinds."""
    if name == "alert_to":
        return ", ".join(f"{address.partition('://')[0]}://***" for address in settings.addresses)
    return without_secrets(str(getattr(settings, name)))
