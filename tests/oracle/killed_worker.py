"""A Python worker of Spark that is killed in the middle of its shard."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread


@contextmanager
def one_worker_killed(folder: Path) -> Iterator[list[int]]:
    """Meanwhile the first worker seen with a file of the folder open is killed; its process id is in the list then."""
    killed: list[int] = []
    over = Event()
    watching = Thread(target=_kill_one, args=(folder, killed, over))
    watching.start()
    try:
        yield killed
    finally:
        over.set()
        watching.join()


def _kill_one(folder: Path, killed: list[int], over: Event) -> None:
    while not killed and not over.wait(0.02):
        for worker in _workers():
            if any(file.is_relative_to(folder) for file in _open_files(worker)):
                os.kill(worker, signal.SIGKILL)
                killed.append(worker)
                return


def _workers() -> Iterator[int]:
    """The processes that Spark's daemon has forked, below this one."""
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and b"pyspark.daemon" in (process / "cmdline").read_bytes():
                yield int(process.name)
        except OSError:  # it has ended meanwhile
            continue


def _open_files(process: int) -> Iterator[Path]:
    try:
        links = list(Path(f"/proc/{process}/fd").iterdir())
    except OSError:
        return
    for link in links:
        try:
            yield link.readlink()
        except OSError:
            continue
