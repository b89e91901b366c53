"""The command line on a company of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from overlap.cli import app
from overlap.errors import AppError

Run = Callable[..., tuple[int, str, str]]


def on_company(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs words as a command on the company in the folder: (exit code, stdout, stderr)."""
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(folder / "warehouse"))
    monkeypatch.setenv("OVERLAP_STORE", str(folder / "store.db"))

    def ran(*words: object) -> tuple[int, str, str]:
        done = CliRunner().invoke(app, list(map(str, words)))
        code = done.exception.exit_code if isinstance(done.exception, AppError) else done.exit_code
        return code, done.stdout, f"{done.stderr}{done.exception or ''}"

    return ran
