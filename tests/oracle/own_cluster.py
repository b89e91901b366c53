"""A cluster of Spark's own on this machine: a master and its workers, reached from here alone."""

import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

DEFAULTS = """
spark.ui.enabled false
spark.driver.memory 512m
spark.driver.extraJavaOptions {java}
spark.executor.cores 1
spark.executor.memory 512m
spark.executor.extraJavaOptions {java}
"""
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # what runs for seconds does not pay for being compiled well
SECONDS = 120  # until a process of the cluster must have said where it listens


@dataclass(frozen=True)
class Cluster:
    """Its address, what a command that goes to it has in its environment, and the processes of its workers."""

    address: str
    environment: Mapping[str, str]
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def own_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A master and so many workers of one core each; whatever they started has ended with them."""
    (folder / "conf").mkdir(parents=True)
    (folder / "conf" / "spark-defaults.conf").write_text(DEFAULTS.format(java=JAVA), encoding="utf-8")
    environment = {
        **os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_CONF_DIR": str(folder / "conf"), "SPARK_HOME": _home(),
        "SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": JAVA,
        "SPARK_WORKER_DIR": str(folder / "given"), "SPARK_NO_DAEMONIZE": "1",
    }  # fmt: skip
    with ExitStack() as running:
        log = folder / "master.log"
        given = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        running.enter_context(_spark("master.Master", given, environment, log))
        address = _told(log, r"Starting Spark master at (spark://\S+)")
        given = ("--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "600m", address)
        logs = [folder / f"worker-{number}.log" for number in range(workers)]
        begun = tuple(running.enter_context(_spark("worker.Worker", given, environment, each)) for each in logs)
        for each in logs:
            _told(each, r"(Successfully registered with master)")
        yield Cluster(address, environment, begun)


@contextmanager
def _spark(what: str, given: tuple[str, ...], environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen]:
    """A process of the cluster; it ends what it has started."""
    command = [f"{environment['SPARK_HOME']}/bin/spark-class", f"org.apache.spark.deploy.{what}", *given]
    with log.open("wb") as said, subprocess.Popen(command, env=environment, stdout=said, stderr=said) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _told(log: Path, pattern: str) -> str:
    until = time.monotonic() + SECONDS
    while (found := re.search(pattern, log.read_text(encoding="utf-8"))) is None:
        assert time.monotonic() < until, log.read_text(encoding="utf-8")
        time.sleep(0.1)
    return found.group(1)


def _home() -> str:
    found = find_spec("pyspark")
    assert found is not None and found.origin is not None
    return str(Path(found.origin).parent)
