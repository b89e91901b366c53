"""The app as a process of its own for the load test, and what the system says of it: CPU time and memory."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_STARTUP_SECONDS = 90
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """An app that answers on a port of this machine."""

    port: int
    process: int

    def cpu(self) -> float:
        """Seconds of CPU that it and its workers have spent."""
        fields = [_stat(each) for each in self._all()]
        return sum(int(each[11]) + int(each[12]) for each in fields) / _TICKS

    def memory(self) -> float:
        """MB held now; pages that workers share count once."""
        return sum(_kilobytes(Path(f"/proc/{each}/smaps_rollup"), "Pss:") for each in self._all()) / 1024

    def peak(self) -> float:
        """MB at most, each process at its own time."""
        return sum(_kilobytes(Path(f"/proc/{each}/status"), "VmHWM:") for each in self._all()) / 1024

    def _all(self) -> list[int]:
        found, left = [], [self.process]
        while left:
            found.append(left.pop())
            left += map(int, Path(f"/proc/{found[-1]}/task/{found[-1]}/children").read_text("utf-8").split())
        return found


@contextmanager
def serving(warehouse: Path, store: Path, folder: Path, workers: int) -> Iterator[Served]:
    """`overlap run` until the block ends; its words go to `folder`."""
    port = _free_port()
    environment = {**os.environ, "OVERLAP_WAREHOUSE": str(warehouse), "OVERLAP_STORE": str(store)}
    several = ["--workers", str(workers)] if workers > 1 else []
    command = [sys.executable, "-m", "overlap", "run", "--port", str(port), *several]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait(server, port, folder / "server.log")
            yield Served(port, server.pid)
        finally:
            server.terminate()
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                server.kill()


def _stat(process: int) -> list[str]:
    """The fields after the name, which may hold blanks."""
    return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(") ")[2].split()


def _kilobytes(file: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in file.read_text("utf-8").splitlines() if line.startswith(name))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    ends = time.monotonic() + _STARTUP_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health") as answer:
                if answer.status == 200:
                    return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise SystemExit(f"The app did not start:\n{log.read_text(errors='replace')}")
