"""Applying what was signed: a build in a process of its own, one after the other, and how it stands, in words."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Literal

from filelock import FileLock, Timeout

from overlap.errors import AppError, WarehouseError
from overlap.folders import private_folder
from overlap.settings import PROJECT
from overlap.warehouse.building import agreements_of, rebuild
from overlap.warehouse.connections import DEFAULT_RESOURCES, Resources
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest

WAIT_SECONDS = 3600  # for a build that is running: an import of ten million leads takes minutes
STARTING = timedelta(minutes=1)
ENDED = "The build ended before it had finished; build.log in the warehouse's folder says more. Start it again."


@dataclass(frozen=True)
class Applying:
    """How the newest build of signed agreements stands; `what` is its step, or why it failed; `share` is 0 to 1."""

    state: Literal["idle", "starting", "running", "failed"]
    what: str = ""
    share: float = 0.0
    at: str = ""


def start(warehouse: Warehouse, store: str | Path) -> None:
    """Start a build of what is signed and return; it waits for one that is running. `applying` tells how it goes.

    Raises WarehouseError when none can be started.
    """
    place = {"OVERLAP_WAREHOUSE": str(warehouse.folder.resolve()), "OVERLAP_STORE": str(store)}
    try:
        private_folder(warehouse.folder)
        with (warehouse.folder / "build.log").open("ab") as log:
            if applying(warehouse).state != "running":
                _say(warehouse, Applying("starting", "waiting to start"))
            process = subprocess.Popen(
                [sys.executable, "-m", "overlap", "build", "--signed"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=PROJECT,
                env={**os.environ, **place},
                start_new_session=True,  # it outlives a server that is stopped
            )
    except OSError as error:
        raise WarehouseError(f"No build can be started in {warehouse.folder}: {error}. Check its rights.") from error
    Thread(target=process.wait, daemon=True).start()  # else it would stay behind as a zombie


def apply_signed(
    warehouse: Warehouse, store: str | Path, *, now: datetime, resources: Resources = DEFAULT_RESOURCES
) -> Manifest | None:
    """Build and publish if anything signed waits for it; None when nothing does.

    Raises AppError as `rebuild` does; the published generation then keeps serving.
    """
    try:
        with FileLock(_lock(warehouse), timeout=WAIT_SECONDS):
            current = warehouse.current()
            if agreements_of(current, store).build_hash == current.build_hash:
                _say(warehouse, Applying("idle"))
                return None
            said = Applying("failed", ENDED)
            _say(warehouse, Applying("running", "waiting for its turn"))
            try:
                manifest, _ = rebuild(
                    warehouse,
                    store,
                    now=now,
                    resources=resources,
                    on_progress=lambda what, share: _say(warehouse, Applying("running", what, share)),
                    wait_seconds=WAIT_SECONDS,
                )
                said = Applying("idle")
            except AppError as error:
                said = Applying("failed", str(error))
                raise
            finally:
                _say(warehouse, said)
            return manifest
    except Timeout:
        raise WarehouseError(f"Another build has been running for {WAIT_SECONDS // 60} minutes. Look at it.") from None


def applying(warehouse: Warehouse) -> Applying:
    """How the newest build of signed agreements stands; a killed one has failed."""
    try:
        said = Applying(**json.loads(_file(warehouse).read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError):
        return Applying("idle")
    if said.state == "starting" and datetime.now(UTC) - datetime.fromisoformat(said.at) < STARTING:
        return said
    if said.state in ("starting", "running") and _is_free(warehouse):
        return Applying("failed", ENDED, at=said.at)
    return said


def _is_free(warehouse: Warehouse) -> bool:
    try:
        with FileLock(_lock(warehouse), timeout=0):
            return True
    except Timeout:
        return False


def _say(warehouse: Warehouse, said: Applying) -> None:
    stamped = {**asdict(said), "at": datetime.now(UTC).isoformat()}
    beside = _file(warehouse).with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps(stamped), encoding="utf-8")
    beside.replace(_file(warehouse))


def _file(warehouse: Warehouse) -> Path:
    return warehouse.folder / "applying.json"


def _lock(warehouse: Warehouse) -> Path:
    return warehouse.folder / ".applying"
