"""A process that is killed while Spark is in the middle of a shard: the Python worker that has it, or another."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

Whom = Callable[[int], int | None]
EXECUTOR, CLUSTER_WORKER = "CoarseGrainedExecutorBackend", "deploy.worker.Worker"
_WORKER = "pyspark.daemon"


@contextmanager
def one_killed(folder: Path, whom: Whom = lambda worker: worker) -> Iterator[list[int]]:
    """Meanwhile, as soon as a worker is seen with a file of the folder open, it is killed, or whom `whom` finds for it.

    The process id is in the list then.
    """
    killed: list[int] = []
    over = Event()
    watching = Thread(target=_kill_one, args=(folder, whom, killed, over))
    watching.start()
    try:
        yield killed
    finally:
        over.set()
        watching.join()


def _kill_one(folder: Path, whom: Whom, killed: list[int], over: Event) -> None:
    while not killed and not over.wait(0.05):
        for worker in _workers():
            found = whom(worker) if _has_open(worker, folder) else None
            if found is not None:
                os.kill(found, signal.SIGKILL)
                killed.append(found)
                return


def _workers() -> Iterator[int]:
    """The processes that Spark's daemon has forked."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and _WORKER in _command(int(process.name)):
            yield int(process.name)


def wait_until_ended(folder: Path, seconds: float = 120) -> None:
    """Wait until no worker has a file of the folder open: those of a command that was killed end by themselves."""
    until = time.monotonic() + seconds
    while any(_has_open(worker, folder) for worker in _workers()):
        assert time.monotonic() < until, "a worker goes on with the shard of a build that is over"
        time.sleep(0.1)


def above(what: str) -> Whom:
    """Of the processes above a worker the first whose command names `what`."""

    def found(process: int) -> int | None:
        while process > 1 and what not in _command(process):
            process = _parent(process)
        return process if process > 1 else None

    return found


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended meanwhile
        return ""


def _parent(process: int) -> int:
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return int(told.rpartition(")")[2].split()[1])


def _has_open(process: int, folder: Path) -> bool:
    return any(file.is_relative_to(folder) for file in _open_files(process))


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
