"""`overlap connect` and `overlap pull`, whichever CRM it is: the token out of the environment, one pull at a time."""

from datetime import datetime
from importlib import import_module
from types import ModuleType

from overlap.connecting.connection import token_in, variable_of
from overlap.connecting.libraries import demand_libraries
from overlap.connecting.place import Place
from overlap.connecting.running import Progress
from overlap.errors import RemoteError
from overlap.reading import Source


def try_token(name: str, token: str) -> None:
    """Ask the CRM one thing. Raises RemoteError in words that say what is wrong."""
    _client(name).try_token(token)


def pull(
    place: Place, source: Source, now: datetime, on_progress: Progress, *, is_whole: bool = False
) -> None:  # fmt: skip
    """Bring the tables of a connection up to date; all of them, or the former stay.

    Raises UsageError (not connected, no token, libraries missing), WarehouseError while another pull runs, RemoteError,
    which the connection remembers until a pull succeeds.
    """
    token = token_in(variable_of(place))
    client = _client(place.name)
    with place.alone():
        try:
            client.pull(token, place, source, now, on_progress, is_whole=is_whole)
        except RemoteError as error:
            place.keep_failure(now, str(error))
            raise


def _client(name: str) -> ModuleType:
    """The CRM's part of this room, imported late: what it stands on is optional."""
    demand_libraries()
    return import_module(f"overlap.connecting.{name}.pull")
