"""So many requests in so much time, and no more: what a CRM allows is not tried out on it."""

import time
from collections import deque


class Pace:
    """At most `count` requests in any `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._sent: deque[float] = deque(maxlen=count)

    def wait(self) -> None:
        """Come back when the next request may be sent."""
        if len(self._sent) == self._sent.maxlen:
            early = self._sent[0] + self._seconds - time.monotonic()
            if early > 0:
                time.sleep(early)
        self._sent.append(time.monotonic())
