"""The optional libraries of live connections: named in one line where they are missing."""

from importlib.util import find_spec

from overlap.errors import UsageError

_NEEDED = {"dlt": "dlt", "simple-salesforce": "simple_salesforce", "requests": "requests"}


def demand_libraries() -> None:
    """Raises UsageError saying what to install, unless all are there."""
    missing = [name for name, module in _NEEDED.items() if find_spec(module) is None]
    if missing:
        raise UsageError(
            f"Live connections need {' and '.join(missing)}: "
            "run `.venv/bin/python -m pip install -r requirements-connect.txt`."
        )
