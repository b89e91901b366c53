"""Sending news to the addresses a company has named: mail, chats and the like, as Apprise writes their addresses."""

from collections.abc import Sequence

from overlap.errors import RemoteError, UsageError

TITLE = "Overlap"


def send(text: str, addresses: Sequence[str]) -> None:
    """Send one message to all addresses.

    Raises UsageError for an address that none of Apprise's services knows, RemoteError where one could not be reached:
    the addresses carry passwords, so the place in the list is named, not the address.
    """
    try:
        import apprise  # noqa: PLC0415 - optional
    except ModuleNotFoundError as error:
        raise UsageError(
            "Sending needs apprise: run .venv/bin/python -m pip install -r requirements-alert.txt."
        ) from error
    failed = []
    for place, address in enumerate(addresses, start=1):
        service = apprise.Apprise()
        if not service.add(address):
            scheme = address.partition("://")[0]
            raise UsageError(f"Address {place} ({scheme}://...) is of no service that is known: overlap alert --help.")
        if not service.notify(body=text, title=TITLE):
            failed.append(place)
    if failed:
        which = f"Address {', '.join(map(str, failed))} of {len(addresses)}"
        raise RemoteError(f"{which} could not be reached. All of it is sent again next time.")
