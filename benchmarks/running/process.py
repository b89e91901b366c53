"""A command as a process of its own: what it costs in CPU, time and memory, and at which of its steps."""

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Used:
    """Seconds of CPU and of the clock, the peak of memory, and the CPU seconds of each kind of step."""

    cpu_s: float
    wall_s: float
    peak_mib: float
    steps: Mapping[str, float]


def used(module: str, words: list[str], settings: Mapping[str, object], tell: Callable[[str], None]) -> Used:
    """`python -m module words` until it ends; `tell` hears its words. Ends the benchmark where it fails."""
    environment = {**os.environ, **{f"OVERLAP_{name.upper()}": str(value) for name, value in settings.items()}}
    started, steps, said = time.monotonic(), dict[str, float](), deque[str](maxlen=20)
    with subprocess.Popen(
        [sys.executable, "-m", module, *words], env=environment, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stderr
        step, since = "the rest", 0.0
        for line in process.stderr:
            said.append(line.rstrip())
            tell(said[-1])
            now = _cpu(process.pid, since)
            steps[step] = steps.get(step, 0.0) + now - since
            step, since = step_of(said[-1]), now
        _, status, spent = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("\n".join([f"{module} {' '.join(words)} failed:", *said]))
    cpu = spent.ru_utime + spent.ru_stime
    steps[step] = steps.get(step, 0.0) + max(cpu - since, 0.0)
    return Used(cpu, time.monotonic() - started, spent.ru_maxrss / 1024, steps)


def step_of(line: str) -> str:
    """The kind of step that a line of progress announces."""
    if line.startswith("wave "):
        return line.partition(":")[0]
    if line.startswith("mart "):
        return "marts"
    if line.endswith((".parquet", ".csv")):
        return "reading and judging"
    return line if line in ("clusters", "checks", "canonical tables") else "the rest"


def _cpu(process: int, otherwise: float) -> float:
    """Seconds of CPU until now; `otherwise` once it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(") ")[2].split()
    except OSError:
        return otherwise
    return (int(fields[11]) + int(fields[12])) / _TICKS
