"""A build in shards: wave after wave, in each shard what is not as it was in the build before."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp

from overlap.agreements import Agreements
from overlap.sqlfile import SqlFile
from overlap.warehouse.building import models
from overlap.warehouse.building.shards.cutting import rows_of
from overlap.warehouse.building.shards.held_tables import Held, Part, once
from overlap.warehouse.building.shards.kernel import Task, run
from overlap.warehouse.building.shards.keys import content_of
from overlap.warehouse.building.shards.older import Older, tell_digests
from overlap.warehouse.building.shards.parquet import read
from overlap.warehouse.building.shards.planning import Plan, Shelf
from overlap.warehouse.building.shards.preparing import prepare, write_rows_of
from overlap.warehouse.building.shards.sums import add_up
from overlap.warehouse.building.shards.waves import scope_of, waves
from overlap.warehouse.connections import Resources, workbench

Progress = Callable[[str, float], None]
_PREPARED = "prepared"  # what is known of the canonical file, and what all shards share: for the next build too
Carry = Callable[[Sequence[Task], Resources, Progress], None]


@dataclass(frozen=True)
class House:
    """What decides the marts of a house: its canonical file, what was agreed, what is bound, where chance begins."""

    canonical: Path
    agreements: Agreements
    params: Mapping[str, object]
    seed: int


def one_after_the_other(tasks: Sequence[Task], resources: Resources, on_progress: Progress) -> None:
    """Carry the tasks of a wave here, so that memory is that of the largest. Raises WarehouseError naming the model."""
    for number, task in enumerate(tasks):
        on_progress(f"shard {number + 1} of {len(tasks)}", number / len(tasks))
        run(task, resources)


@dataclass
class ShardedBuild:
    """A build in so many shards below a folder, over the folder of the build before.

    `made` and `taken_over` count the marts of shards, when it has run.
    """

    house: House
    count: int
    folder: Path
    before: Path | None
    resources: Resources
    on_progress: Progress
    carry: Carry = one_after_the_other
    stepping: models.Stepping = models.stepped
    made: int = 0
    taken_over: int = 0
    _tables: dict[str, Held] = field(default_factory=dict)
    _rows: dict[tuple[str, int], Path] = field(default_factory=dict)  # where canonical rows of a shard were written

    def run(self) -> dict[str, Held]:
        """Make every mart, its files in the folder; all tables by `schema.name`. Raises WarehouseError for a model.

        Of canonical tables that are cut a part has files where its shard was made anew: until `clear`.
        """
        shutil.rmtree(self._prepared, ignore_errors=True)  # of the same build, before an import left records out
        self.on_progress("clusters", 0.0)
        self._tables = prepare(
            self.house.canonical, self.house.agreements, self._prepared, self._older, self.count, self.resources
        )
        ordered = models.models()
        every = waves(ordered)
        for number, wave in enumerate(every):
            named = {name: ordered[name] for name in wave.models}
            said = f"wave {number + 1} of {len(every)}"
            if wave.in_shards:
                self._in_shards(named, self._told(said, number, len(every)))
            else:
                self.on_progress(f"{said}: the whole company", number / len(every))
                self._over_house(named)
        if self._older is None:
            self.clear()  # nobody asks what changed
        tell_digests(self.folder, self._older)
        return {name: self._at_hand(name, held) for name, held in self._tables.items()}

    def clear(self) -> None:
        """Remove the canonical rows of shards."""
        self._rows.clear()
        shutil.rmtree(self._work, ignore_errors=True)

    @cached_property
    def _older(self) -> Older | None:
        return Older(self.before) if self.before is not None else None

    @property
    def _prepared(self) -> Path:
        return self.folder / _PREPARED

    @cached_property
    def _work(self) -> Path:
        """Beside the marts: a worker of Spark that was given up may write there until it is ended."""
        return Path(mkdtemp(prefix="work-", dir=self.folder.parent))

    def _told(self, said: str, number: int, count: int) -> Progress:
        return lambda what, share: self.on_progress(f"{said}: {what}", (number + share) / count)

    def _over_house(self, named: Mapping[str, SqlFile]) -> None:
        there = {name: held.whole for name, held in self._tables.items()}
        plan = self._plan(named, there, None)
        if plan.makes:
            files = {name: plan.parts[name].files for name in plan.reads if not name.startswith("canonical.")}
            run(self._task(plan, files, self.house.canonical), self.resources, self.stepping)
        with workbench(self._work, self.resources) as connection:
            for name in named:
                # Known by what it holds: where that is as before, what reads it is too.
                files = plan.parts[f"marts.{name}"].files
                self._tables[f"marts.{name}"] = once(content_of(read(connection, files)), *files)

    def _in_shards(self, named: Mapping[str, SqlFile], told: Progress) -> None:
        there = ({name: held.of(shard) for name, held in self._tables.items()} for shard in range(self.count))
        plans = [self._plan(named, parts, shard) for shard, parts in enumerate(there)]
        self._write_rows(plans)
        self.made += sum(len(plan.makes) for plan in plans)
        self.taken_over += sum(len(named) - len(plan.makes) for plan in plans)
        tasks = [
            self._task(plan, {name: (*plan.parts[name].files, *self._rows_of(name, shard)) for name in plan.reads})
            for shard, plan in enumerate(plans)
            if plan.makes
        ]
        self.carry(tasks, self.resources, told)
        for name, model in named.items():
            held = Held(tuple(plan.parts[f"marts.{name}"] for plan in plans), is_cut=True)
            self._tables[f"marts.{name}"] = self._added(model, held) if scope_of(model) == "sum" else held

    def _plan(self, named: Mapping[str, SqlFile], there: Mapping[str, Part], shard: int | None) -> Plan:
        shelf = Shelf(self.folder, self._older)
        return shelf.plan(named, there, self.house.params, self.house.seed, shard)

    def _task(self, plan: Plan, files: Mapping[str, tuple[Path, ...]], canonical: Path | None = None) -> Task:
        return Task(plan.makes, files, self.house.params, self.house.seed, self._work, canonical)

    def _write_rows(self, plans: Sequence[Plan]) -> None:
        """The canonical rows that the plans read, of their shards alone, where no wave before has written them."""
        wanted = {
            name: [shard for shard, plan in enumerate(plans) if name in plan.reads and (name, shard) not in self._rows]
            for name, held in self._tables.items()
            if name.startswith("canonical.") and held.is_cut
        }
        if not any(wanted.values()):
            return
        folder = self._work / f"rows-{len(self._rows)}"
        write_rows_of(self.house.canonical, self._prepared, folder, self.count, wanted, self.resources)
        self._rows |= {(name, shard): folder for name, shards in wanted.items() for shard in shards}

    def _rows_of(self, name: str, shard: int) -> tuple[Path, ...]:
        folder = self._rows.get((name, shard))
        return rows_of(folder / name, shard) if folder is not None else ()

    def _at_hand(self, name: str, held: Held) -> Held:
        """A table, of which parts that were not cut have no file."""
        if not (name.startswith("canonical.") and held.is_cut):
            return held
        parts = (
            Part(part.key, (*part.files, *self._rows_of(name, shard)) if (name, shard) in self._rows else ())
            for shard, part in enumerate(held.parts)
        )
        return Held(tuple(parts), is_cut=True)

    def _added(self, model: SqlFile, held: Held) -> Held:
        """What the shards counted, added up in one file."""
        with workbench(self._work, self.resources) as connection:
            file = add_up(connection, model, held.whole.files, self._older)
            return once(content_of(read(connection, [file])), file)
