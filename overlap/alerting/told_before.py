"""What has been told: an alert is news once, and its end is news once. Kept as a small file beside the warehouse."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from overlap.alerting.alerts import HAPPENED, Alert
from overlap.errors import WarehouseError

FILE = "alerts.json"
_REMEDY = "Delete it; then everything is told once more."


@dataclass(frozen=True)
class News:
    """What is new since the last time, what lasts (`still`), and what is over: the texts that were told of it."""

    new: tuple[Alert, ...]
    still: tuple[Alert, ...]
    over: tuple[str, ...]

    @property
    def is_any(self) -> bool:
        """Whether there is anything that has not been told."""
        return bool(self.new or self.over)

    def text(self) -> str:
        """The lines to read: what is new, then what is over."""
        lines = [f"- {alert.text}" for alert in self.new]
        return "\n".join([*lines, *(f"- No longer: {text}" for text in self.over)])


def news(now: Sequence[Alert], folder: Path) -> News:
    """What of these has not been told. Raises WarehouseError where the file cannot be read."""
    told, keys = _read(folder / FILE), {alert.key for alert in now}
    return News(
        tuple(alert for alert in now if alert.key not in told),
        tuple(alert for alert in now if alert.key in told),
        tuple(text for key, text in told.items() if key not in keys and not key.startswith(HAPPENED)),
    )


def remember(now: Sequence[Alert], folder: Path) -> None:
    """Keep these as told; the old file stays until the new one is whole. Raises WarehouseError."""
    place, unfinished = folder / FILE, folder / f".{FILE}.{os.getpid()}"
    try:
        unfinished.write_text(json.dumps({alert.key: alert.text for alert in now}, indent=1), "utf-8")
        unfinished.replace(place)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise WarehouseError(f"{place} cannot be written: {error.strerror}. The same is told again.") from error


def _read(place: Path) -> dict[str, str]:
    try:
        told = json.loads(place.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise WarehouseError(f"{place} cannot be read: {error}. {_REMEDY}") from error
    if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
        raise WarehouseError(f"{place} holds something else. {_REMEDY}")
    return told
