"""One pull of Salesforce: everything that changed since the last, object by object."""

from datetime import datetime
from pathlib import Path

from overlap.connecting.place import Place
from overlap.connecting.running import Progress, Running, begin
from overlap.connecting.salesforce.api import ExpiredError, Salesforce
from overlap.connecting.salesforce.object_stream import ObjectStream
from overlap.connecting.salesforce.objects import OBJECTS, ONE_OF, SalesObject
from overlap.errors import LackingError, RemoteError
from overlap.reading import Source


def try_token(token: str) -> None:
    """Log in. Raises RemoteError: the login is wrong, or the app may not use the API."""
    Salesforce(token)


def pull(
    token: str, place: Place, source: Source, now: datetime, on_progress: Progress, *, is_whole: bool
) -> Path:  # fmt: skip
    """Bring the connection's tables up to date, all or none; their folder comes back. Raises RemoteError."""
    sales = Salesforce(token)
    there = sales.objects()
    if not there & set(ONE_OF):
        raise LackingError(
            f"The user the app runs as sees neither {' nor '.join(ONE_OF)}: it lacks read access to them."
        )
    running = begin(place, source, sales.line.began_at or now, on_progress, len(OBJECTS), is_whole=is_whole)
    try:
        for of in OBJECTS:
            running.begins(of.name)
            _pull_object(sales, of, there, running)
    except RemoteError:
        running.staged.write()  # the next pull goes on from here
        raise
    return place.land(running.staged, running.tables, running.done(now))


def _pull_object(sales: Salesforce, of: SalesObject, there: set[str], running: Running) -> None:
    """Pull an object, once more where the session ended in the midst of it; or note that there is none."""
    try:
        if of.name not in there:
            raise LackingError(f"Salesforce has no {of.name} for this user: it lacks {of.needs}, or does not use it.")
        try:
            ObjectStream(sales, of, running).pull()
        except ExpiredError:
            sales.renew()
            ObjectStream(sales, of, running).pull()
    except LackingError as error:
        running.goes_without(of.name, (of.name,), error)
