"""What Spark's workers run: a task by the same kernel, once it is certain that they are the same as whoever sent it."""

import pickle
import socket
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

import pyarrow as pa

from overlap.errors import WarehouseError
from overlap.warehouse.building.models import LIBRARIES, made_with, models_hash
from overlap.warehouse.building.shards.kernel import Task, run
from overlap.warehouse.connections import Resources

_SAME_DISK = "The warehouse must lie on a disk that every worker mounts under the same path, and may write to."


def laid_out(tasks: Sequence[Task], resources: Resources) -> Path:
    """A folder with a file for each task, named by its number, where they spill; no other folder is called so."""
    folder = Path(mkdtemp(prefix="tasks-", dir=tasks[0].spill))
    for number, task in enumerate(tasks):
        (folder / str(number)).write_bytes(pickle.dumps((task, resources)))
    return folder


def run_tasks(folder: Path, sent_by: Mapping[str, str], batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Run the tasks of the folder whose numbers come as `id`, for whoever has these `versions`; the numbers, as each
    is done. Raises WarehouseError."""
    for batch in batches:
        for row in batch.to_pylist():
            _refuse_other(sent_by)
            run(*_read(folder, str(row["id"])))
        yield pa.RecordBatch.from_arrays([batch.column("id")], ["id"])


def refuse_missing(tasks: Sequence[Task]) -> None:
    """Raises WarehouseError where a file that the tasks have made is not here."""
    for path in (path for task in tasks for path in task.makes.values()):
        if not path.is_file():
            raise WarehouseError(f"The workers wrote {path.parent.name}/{path.name}, and it is not here. {_SAME_DISK}")


def versions() -> dict[str, str]:
    """What decides the rows of a mart, beside its task: all that computes, by name, and the models."""
    return dict(zip(("Overlap", *LIBRARIES, "models"), (*made_with(), models_hash()[:12]), strict=True))


def _refuse_other(sent_by: Mapping[str, str]) -> None:
    """Its marts would be taken for those of the command."""
    others = [f"{name} {own}, not {sent_by.get(name)}" for name, own in versions().items() if own != sent_by.get(name)]
    if others:
        raise WarehouseError(
            f"The worker {socket.gethostname()} has {'; '.join(others)}. "
            "Install the same there as where the command runs: Overlap, with the same requirements.txt."
        )


def _read(folder: Path, name: str) -> tuple[Task, Resources]:
    try:
        return pickle.loads((folder / name).read_bytes())  # noqa: S301 - from our own driver
    except OSError as error:
        raise WarehouseError(f"The worker {socket.gethostname()} cannot read {folder}. {_SAME_DISK}") from error
