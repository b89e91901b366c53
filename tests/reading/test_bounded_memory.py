"""What is refused takes no memory to refuse, however large it is: measured in a process of its own."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

MOST = 96  # MiB beyond what reading a small file takes, of files of 300
READING = """
import json, resource, sys
from datetime import UTC, datetime
from pathlib import Path
import duckdb
from overlap.reading import load_source, read

def refused(folder):
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as connection:
        connection.execute("set global TimeZone = 'UTC'")
        source, now = load_source(Path(sys.argv[1])), datetime(2026, 2, 1, tzinfo=UTC)
        account = read(source, Path(folder), connection, zone="UTC", now=now)
        return [file.refused for file in account.files]

first = refused(sys.argv[2])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for folder in sys.argv[3:]:
    why = refused(folder)
    print(json.dumps([first, why, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024]))
"""


def nuls(folder: Path) -> None:
    with (folder / "people.csv").open("wb") as file:
        file.truncate(300 << 20)


def one_line(folder: Path) -> None:
    with (folder / "people.csv").open("wb") as file:
        file.write(b"id,name\n1,Bo\n2,")
        for _ in range(300):
            file.write(b"x" * (1 << 20))


def bomb(folder: Path) -> None:
    packed = zipfile.ZipFile(folder / "people.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with packed as archive, archive.open("people.csv", "w") as file:
        for _ in range(300):
            file.write(b"1\n" * (1 << 19))


HOSTILE: list[Callable[[Path], None]] = [nuls, one_line, bomb]


def test_what_is_refused_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    """All by one process: what it took at most is told after each."""
    source, small, *large = (tmp_path / name for name in ("crm", "small", *(one.__name__ for one in HOSTILE)))
    for folder in (source, small, *large):
        folder.mkdir()
    (source / "source.toml").write_text('[files.people]\n[files.people.columns]\nid = { type = "text" }\n')
    (small / "people.csv").write_text("id,name\n1,Bo\n")
    for hostile, folder in zip(HOSTILE, large, strict=True):
        hostile(folder)
    command = [sys.executable, "-c", READING, *map(str, (source, small, *large))]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=True)
    for hostile, told in zip(HOSTILE, done.stdout.splitlines(), strict=True):
        first, why, more = json.loads(told)
        assert first == [None]
        assert why and why[0], "it is refused"
        print(hostile.__name__, f"{more:.0f} MiB", why[0])
        assert more < MOST, hostile.__name__
