"""Some models over the files of one shard, or of the whole house: the same statements, in a database in memory.

A task knows only files, so that whoever carries it to where they lie can run it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from overlap.warehouse.building import models
from overlap.warehouse.building.shards.parquet import show, write
from overlap.warehouse.connections import Resources, attach, mirror, workbench
from overlap.warehouse.generations.durable import synced


@dataclass(frozen=True)
class Task:
    """What to make of what: marts, each with the file it goes to, and the files behind every table that they read.

    `canonical` is the finished file whose tables are read where `reads` names no files of them.
    """

    makes: Mapping[str, Path]
    reads: Mapping[str, tuple[Path, ...]]
    params: Mapping[str, object]
    seed: int
    spill: Path
    canonical: Path | None = None


def run(task: Task, resources: Resources, stepping: models.Stepping = models.stepped) -> None:
    """Write the marts, each whole or not at all, however often it is begun. Raises WarehouseError naming the model."""
    ordered = {name: model for name, model in models.models().items() if name in task.makes}
    # Two databases do not spill into one folder, and a task that somebody else begins again writes what this one does.
    with TemporaryDirectory(dir=task.spill) as own, workbench(Path(own), resources) as connection:
        connection.execute("attach ':memory:' as marts_file")
        if task.canonical is not None:
            attach(connection, task.canonical, "canonical_file")
            mirror(connection, "canonical_file", "canonical")
        for name, files in task.reads.items():
            show(connection, name, files)
        models.build(connection, task.params, task.seed, ordered=ordered, stepping=stepping)
        for name, path in task.makes.items():
            beside = Path(own) / path.name
            write(connection.table(f'marts_file.marts."{name}"'), beside)
            synced(beside)  # the next build takes it over, also when the machine has stopped in between
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():  # of two that were begun, the first is read already
                beside.replace(path)
