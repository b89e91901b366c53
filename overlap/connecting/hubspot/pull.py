"""One pull of HubSpot: everything that changed since the last, in the order in which one thing hangs on another."""

from datetime import datetime
from pathlib import Path

from overlap.connecting.hubspot.api import VERSION, HubSpot
from overlap.connecting.hubspot.events import pull_clicks, pull_forms
from overlap.connecting.hubspot.lists import pull_deal_associations, pull_lists
from overlap.connecting.hubspot.object_stream import ObjectStream
from overlap.connecting.hubspot.objects import CONTACTS, DEALS, OBJECTS
from overlap.connecting.loader_table import LoaderTable
from overlap.connecting.place import Place
from overlap.connecting.running import Progress, Running, begin
from overlap.errors import LackingError, RemoteError
from overlap.reading import Source

STREAMS = len(OBJECTS) + 7  # owners, pipelines, campaigns, two of deals, forms, clicks


def try_token(token: str) -> None:
    """Ask for one contact. Raises RemoteError: the token is wrong, or lacks the scope of contacts."""
    _ask_for_one(HubSpot(token))


def pull(
    token: str, place: Place, source: Source, now: datetime, on_progress: Progress, *, is_whole: bool
) -> Path:  # fmt: skip
    """Bring the connection's tables up to date, all or none; their folder comes back. Raises RemoteError."""
    hub = HubSpot(token)
    _ask_for_one(hub)
    running = begin(place, source, hub.line.began_at or now, on_progress, STREAMS, is_whole=is_whole)
    try:
        _pull_streams(hub, running)
    except RemoteError:
        running.staged.write()  # the next pull goes on from here
        raise
    return place.land(running.staged, running.tables, running.done(now))


def _pull_streams(hub: HubSpot, running: Running) -> None:
    pull_lists(hub, running)
    deals: LoaderTable | None = None
    for of in OBJECTS:
        running.begins(of.kind)
        try:
            stream = ObjectStream(hub, of, running)
            stream.pull()
        except LackingError as error:
            if of.is_required:
                raise
            running.goes_without(of.kind, (of.table,), error)
            continue
        deals = stream.table if of is DEALS else deals
    if deals:
        pull_deal_associations(hub, running, deals)
    pull_forms(hub, running)
    pull_clicks(hub, running)


def _ask_for_one(hub: HubSpot) -> None:
    """The first question tells what time it is there, and whether the token is one."""
    hub.get(f"/crm/objects/{VERSION}/contacts", "contacts", CONTACTS.needs, limit=1)
