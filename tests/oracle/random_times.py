"""Random moments of a fortnight, close to every edge: the same seconds of day after day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

SECONDS = (-1, 0, 0, 0, 1, 3600, 36000, 39599, 39600, 43200, 50000)


def random_time(chance: Random, start: datetime, clockless: float, days: Sequence[int] = range(13)) -> str:
    """An instant as a text, or its day alone: `clockless` is the share of days."""
    at = start + timedelta(days=chance.choice(days), seconds=chance.choice(SECONDS))
    return at.date().isoformat() if chance.random() < clockless else at.isoformat()
