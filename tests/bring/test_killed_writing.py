"""A process that is killed while it writes a source leaves the old one or the new one, never half and never none."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from overlap.mapping.source_folder import recover
from overlap.reading import load_source

pytestmark = pytest.mark.whole

WRITING = """
import sys
from pathlib import Path
from overlap.mapping.mapped import MappedColumn, MappedFile, Mapping
from overlap.mapping.source_folder import write
columns = (MappedColumn("lead_id", ("Id",)), MappedColumn("created_at", ("Created",)))
print("ready", flush=True)
while True:
    for zone in ("Europe/Berlin", "Asia/Tokyo"):
        files = (MappedFile("leads", ("people",), columns),)
        mapping = Mapping(files, zone, statements={"leads.sql": "-- A lead.\\nselect 1"})
        write(Path(sys.argv[1]), "mine", mapping, {"time_zone": zone})
"""


@pytest.mark.parametrize("seed", range(12))
def test_a_killed_process_leaves_one_whole_source(tmp_path: Path, seed: int) -> None:
    process = subprocess.Popen([sys.executable, "-c", WRITING, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    while not (tmp_path / "mine").exists():
        time.sleep(0.001)
    time.sleep(random.Random(seed).uniform(0.01, 0.4))
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=30)
    process.stdout.close()
    recover(tmp_path)
    zone = load_source(tmp_path / "mine").zone
    assert zone in ("Europe/Berlin", "Asia/Tokyo")
    assert (tmp_path / "mine" / "house.toml").read_text(encoding="utf-8").endswith(f'time_zone = "{zone}"\n')
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
