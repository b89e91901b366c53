"""The instant that a naive time names in a zone, as SQL."""

from collections.abc import Callable


def instant(naive: str, zone: str, bind: Callable[[object], str]) -> str:
    """Null or endless for an endless time. UTC needs no calendar, which costs twice the reading of the text."""
    return f"make_timestamptz(epoch_us({naive}))" if zone == "UTC" else f"timezone({bind(zone)}, {naive})"
