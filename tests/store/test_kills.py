"""Once the page has said "saved", nothing takes it away: not kill -9, not another writer, not a second click."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from overlap.store import open_store
from overlap.store.feedback import given
from overlap.store.schema import AUDIT

WRITER = """
import sys
from overlap.store import open_store
from overlap.store.feedback import Rating, give

place, who, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_store(place, "house-1") as store:
    for number in range(count):
        for click in range(2):
            give(store, Rating(f"{who}-{number}", f"H{number}", "L1", who, 4, "Sam"))
        print(f"{who}-{number}", flush=True)
"""
PROJECT = Path(__file__).parents[2]


def writer(place: Path, who: str, count: int) -> subprocess.Popen[str]:
    """A process that saves `count` ratings, each by a double click, and says so after each."""
    command = [sys.executable, "-c", WRITER, str(place), who, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT)


def killed(place: Path, who: str, after: int) -> set[str]:
    """Kill -9 a writer the moment it has said "saved" for the nth time; what it had said by then."""
    with writer(place, who, 10_000) as process:
        assert process.stdout
        said = {process.stdout.readline().strip() for _ in range(after)}
        process.send_signal(signal.SIGKILL)
        said |= {line.strip() for line in process.stdout if line.endswith("\n")}
    assert process.returncode == -signal.SIGKILL
    return said


def refuse_loss(place: Path, said: set[str]) -> None:
    """Everything that was said to be saved is there once, whole, and so is its audit."""
    with open_store(place, "house-1") as store:
        there = [one.submit_id for one in given(store)]
        with store.read() as connection:
            written = connection.scalar(select(func.count()).select_from(AUDIT))
            sound = connection.scalar(text("pragma integrity_check"))
        assert sound == "ok"
        assert said <= set(there)
        assert len(there) == len(set(there)) == written == store.revision("feedback") == store.revision("audit")


@pytest.mark.whole
def test_what_was_saved_survives_kill_9_while_another_goes_on_writing(tmp_path):
    place, draws = tmp_path / "store.db", random.Random(7)
    with writer(place, "steady", 60) as steady:
        said = set().union(*(killed(place, f"killed-{turn}", draws.randint(1, 6)) for turn in range(2)))
        assert steady.stdout
        said |= {line.strip() for line in steady.stdout}
    assert steady.returncode == 0
    assert {f"steady-{number}" for number in range(60)} <= said
    refuse_loss(place, said)


@pytest.mark.soak
def test_what_was_saved_survives_sixty_kills(tmp_path):
    place, draws = tmp_path / "store.db", random.Random(11)
    said: set[str] = set()
    for turn in range(60):
        said |= killed(place, f"killed-{turn}", draws.randint(1, 12))
        refuse_loss(place, said)
