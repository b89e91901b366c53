"""One of several processes of the app behind one port: it ends with whoever started it, even if that was killed."""

import os
import sys
from threading import Thread

from ui import serve


def main() -> None:
    """Serve until stopped, or until nobody holds the other end of our standard input any more."""
    Thread(target=_ends_with_its_front, daemon=True).start()
    serve.main()


def _ends_with_its_front() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main()
