"""The command line on a closed or full output, on a terminal of few characters, and under odd settings."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from command_line import typed

from overlap import cli

in_a_process = pytest.mark.whole  # two seconds each
# Commands as a person would type them one after another, what they write parted by a zero.
ONE_BY_ONE = """
import json, os, sys
from overlap.cli import main
for number, words in enumerate(json.loads(sys.argv[1])):
    if number:
        os.write(1, bytes(1))
    sys.argv = ["overlap", *words]
    try:
        main()
    except SystemExit as ended:
        assert not ended.code, ended.code
    sys.stdout.flush()
"""


def run(*words: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`overlap WORDS` in a process of its own; `shell` is what the shell adds: a redirection, a pipe."""
    command = ["sh", "-c", f'"$0" -m overlap "$@" {shell}', sys.executable, *words]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, check=False, timeout=120)


def one_line(said: str | bytes) -> str:
    [line] = (said if isinstance(said, str) else said.decode()).splitlines()
    return line


@in_a_process
def test_a_closed_output_is_said_in_one_line():
    done = run("reports", shell=">&-")
    assert (done.returncode, one_line(done.stderr)) == (
        1, "Standard output is closed: there is nowhere to write the answer.",
    )  # fmt: skip


@in_a_process
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("kind", ["table", pytest.param("json", marks=pytest.mark.soak)])
def test_a_full_disk_is_said_in_one_line(kind):
    done = run("reports", "--format", kind, shell="> /dev/full")
    assert (done.returncode, one_line(done.stderr)) == (1, "The answer could not be written: No space left on device.")


@pytest.mark.parametrize(
    ("refusal", "code", "said"),
    [
        ((errno.EROFS, "Read-only", "pack.pdf"), 1, "pack.pdf: it may not be read or written. Check the rights of its"),
        ((errno.ENOSPC, "No space left on device", "pack.pdf"), 1, "pack.pdf: the disk is full. Free some space"),
        ((errno.EIO, "Input/output error", "pack.pdf"), 70, "Traceback"),
    ],
)
def test_a_file_that_the_disk_refuses_is_said_in_one_line_and_anything_else_is_a_bug(monkeypatch, refusal, code, said):
    monkeypatch.setattr(cli, "app", Mock(side_effect=OSError(*refusal)))
    done = typed("pack")
    assert (done.returncode, done.stderr.startswith(said)) == (code, True)


@in_a_process
def test_a_reader_that_leaves_early_is_no_fault():
    done = run("reports", "--format", "csv", shell="| head -1")
    assert (done.stdout, done.stderr) == (b"report,question,parameters,notes\n", b"")


@in_a_process
@pytest.mark.soak
def test_a_closed_standard_error_is_no_fault():
    assert run("reports", "--format", "csv", shell="2>&-").stdout.startswith(b"report,question,parameters")


@in_a_process
def test_a_terminal_of_few_characters_gets_a_table_and_programs_the_same_bytes(tmp_path):
    """All in one process: it would spend most of its time importing."""
    (tmp_path / "journeys.csv").write_text("path,total_conversions\nKöln – fair,2\n", encoding="utf-8")
    credit = ("credit", str(tmp_path / "journeys.csv"), "--model", "last")
    words = [credit, (*credit, "--format", "csv"), (*credit, "--format", "json")]
    done = subprocess.run(
        [sys.executable, "-c", ONE_BY_ONE, json.dumps(words)], capture_output=True, check=True, timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )  # fmt: skip
    table, *told = done.stdout.decode().split("\0")
    assert "K\\xf6ln \\u2013 fair" in table
    assert told == [typed(*each).stdout for each in words[1:]] and all("Köln – fair" in each for each in told)


SETTINGS = [
    ("WAREHOUSE", "/etc/passwd"), ("WAREHOUSE", "~nobody-of-this-name/x"), ("STORE", "/"), ("STORE", "/etc/passwd"),
    ("STORE", "weird://ada:secret@host/x"), ("STORE", "sqlite:///"), ("PORT", "70000"), ("THREADS", "100000000"),
    ("QUERY_SECONDS", "inf"), ("QUERY_SECONDS", "nan"), ("MEMORY_LIMIT", "0GB"), ("MEMORY_LIMIT", "9999999999TB"),
    ("ROW_CAP", "99999999999999999999"), ("GENERATIONS_KEPT", "-1"), ("WAREHOSE", "x"),
]  # fmt: skip


def command_under(folder: Path, setting: str, value: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """A command that comes to use the setting, and its environment."""
    here = {"OVERLAP_WAREHOUSE": str(folder / "w"), "OVERLAP_STORE": str(folder / "s.db"), f"OVERLAP_{setting}": value}
    if setting != "STORE":
        return ("status",), here
    (folder / "export").mkdir()
    (folder / "export" / "leads.csv").write_text("lead_id,created_at\nL1,2026-01-05T10:00:00Z\n")
    return ("import", "overlap", str(folder / "export")), here


def is_refused_in_words(code: int, said: str) -> None:
    assert code in (1, 2), said
    assert "Traceback" not in said and "secret" not in said
    assert said.splitlines()[-1].endswith((".", "?"))


@pytest.mark.parametrize(("setting", "value"), SETTINGS)
def test_an_odd_setting_is_refused_in_one_line_that_names_it(tmp_path, monkeypatch, setting, value):
    words, environment = command_under(tmp_path, setting, value)
    for name, text in environment.items():
        monkeypatch.setenv(name, text)
    done = typed(*words)
    is_refused_in_words(done.returncode, done.stderr)


@in_a_process
@pytest.mark.parametrize(("setting", "value"), [SETTINGS[4]])
def test_so_it_is_by_a_command_that_starts_under_it(tmp_path, setting, value):
    words, environment = command_under(tmp_path, setting, value)
    done = run(*words, **environment)
    is_refused_in_words(done.returncode, done.stderr.decode())


@pytest.mark.parametrize("port", ["0", "70000", "-1"])
def test_a_port_that_cannot_be_is_refused_before_anything_is_served(port):
    done = typed("run", "--port", port)
    assert done.returncode == 2
    assert f'The setting port cannot be "{port}"' in one_line(done.stderr)
