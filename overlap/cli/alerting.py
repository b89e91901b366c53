"""`overlap alert`: what both teams should hear of without opening a page, told once and sent on."""

from contextlib import closing
from datetime import datetime

import typer

from overlap.alerting.alerts import Alert, House, alerts
from overlap.alerting.send_news import send
from overlap.alerting.told_before import news, remember
from overlap.alerting.waiting import waiting
from overlap.cli import session
from overlap.reports import Filters, answer
from overlap.settings import Settings
from overlap.store import open_store
from overlap.warehouse.reader import open_reader


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(alert)


def alert(
    to: list[str] = typer.Option(None, "--to", help="Where to send, as Apprise writes it; else OVERLAP_ALERT_TO"),
    every: bool = typer.Option(False, "--all", help="Print what was told before, too; it is not sent again"),
    quiet: bool = typer.Option(False, "--quiet", help="Print nothing where nothing is new"),
) -> None:
    """Tell what is new: old data, failed checks, broken promises, goals behind, restated months, signatures waited for.

    What lasts is told once, and once more when it is over. Addresses look like mailto://user:password@example.org,
    slack://..., msteams://...: https://github.com/caronc/apprise lists them. What could not be sent is sent next time.
    """
    settings, warehouse = session.settings(), session.warehouse(session.settings())
    found = _found(settings)
    told = news(found, warehouse.folder)
    for one in (*told.new, *(told.still if every else ())):
        typer.echo(one.text)
    for text in told.over:
        typer.echo(f"No longer: {text}")
    if not told.is_any:
        if not quiet:
            session.errors.print("Nothing new.")
        return
    if addresses := tuple(to or settings.addresses):
        send(told.text(), addresses)
    remember(found, warehouse.folder)


def _found(settings: Settings) -> list[Alert]:
    warehouse = session.warehouse(settings)
    manifest = warehouse.current()
    with (
        open_store(settings.store, manifest.house_id) as store,
        closing(open_reader(warehouse, resources=session.resources(settings), store=store)) as reader,
    ):

        def ask(name: str, filters: Filters | None = None, **params: object):
            return answer(reader, name, filters or Filters(), params=params, seconds=settings.query_seconds).frame

        as_of = datetime.fromisoformat(manifest.as_of)
        house = House(ask, manifest.reporting_currency, as_of, session.now(), settings.stale_days)
        return alerts(house, tuple(waiting(store, manifest.reporting_currency)))
