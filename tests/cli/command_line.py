"""The command line in this process: a new one would spend its time importing."""

import contextlib
import io
import subprocess
import sys

import pytest

from overlap.cli import main


def typed(*words: str) -> subprocess.CompletedProcess[str]:
    """What `overlap WORDS` prints and ends with."""
    stdout, stderr, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["overlap", *words])
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return subprocess.CompletedProcess(words, code, stdout.getvalue(), stderr.getvalue())
