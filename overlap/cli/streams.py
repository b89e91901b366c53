"""Standard output and error as they come: closed, full, or of a terminal that knows few characters."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from types import FrameType

from overlap.errors import AppError

TERMINATED = 128 + signal.SIGTERM


def prepare() -> None:
    """Make what is written fit the terminal; let a stopped command clear up. Raises AppError for a closed output."""
    signal.signal(signal.SIGTERM, _stop)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as we live
    if sys.stdout is None:
        raise AppError("Standard output is closed: there is nowhere to write the answer.")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


@contextmanager
def answered() -> Iterator[None]:
    """See to it that what was written has arrived. Raises AppError for a full disk."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is not None:
            raise
        abandon()
        raise AppError(f"The answer could not be written: {error.strerror}.") from error


def abandon() -> None:
    """Let go of an output that takes nothing any more, so that Python does not try again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(TERMINATED)
