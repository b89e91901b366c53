"""The demo company ready to be looked at: exported, imported as it was weeks ago and as it is, and used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from overlap.demo.earlier import BEFORE, earlier_export
from overlap.demo.export import Progress, generate
from overlap.demo.options import STARTS, DemoOptions, DemoSummary
from overlap.demo.used import fill, forget, is_unused, sign_agreements
from overlap.errors import UsageError
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.accepting import ACCEPTABLE
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.importing.house import DEFAULT_ZONE, House
from overlap.warehouse.reader import is_current

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Home:
    """Where a demo company lives: its export, its warehouse and its store in one folder."""

    folder: Path

    @property
    def export(self) -> Path:
        return self.folder / "export"

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(self.folder / "warehouse")

    @property
    def store(self) -> Path:
        return self.folder / "store.db"

    @property
    def is_ready(self) -> bool:
        """Whether this version can show it, and its store is as people left it."""
        return is_current(self.warehouse) and not is_unused(self.store)


def make_ready(
    home: Home, options: DemoOptions, clock: Clock, resources: Resources, on_progress: Progress
) -> DemoSummary:
    """Make the company anew; what a person typed into its store stays, and then nothing is typed for them.

    Raises UsageError where its folder holds something else or a real company, WarehouseError while another import runs.
    """
    _refuse_real(home)
    made = generate(home.export, options, on_progress)
    export = Export(source_named("overlap"), home.export)
    forget(home.store)
    unused = is_unused(home.store)
    if home.warehouse.current_id() is None and options.cut_at - BEFORE > STARTS and not options.parquet:
        _import_earlier(home, export.house, clock, resources, on_progress)
    if unused:
        sign_agreements(home.store, export.house)
    _import(home, export, clock(), resources, on_progress, None)
    if unused:
        fill(home.warehouse, home.store)
    return made


def _refuse_real(home: Home) -> None:
    if home.warehouse.current_id() is not None and not home.warehouse.current().is_demo:
        raise UsageError(f"{home.folder} holds a company that is no demo. Name another folder.")


def _import_earlier(home: Home, house: House, clock: Clock, resources: Resources, on_progress: Progress) -> None:
    """As it was some weeks before: what differs since is what an import tells, a month restated among it."""
    assert house.as_of, "a demo company's export says when it was taken"
    as_of = house.as_of - BEFORE
    with earlier_export(home.export, as_of, house.time_zone or DEFAULT_ZONE) as folder:
        _import(home, Export(source_named("overlap"), folder), clock(), resources, on_progress, as_of)


def _import(
    home: Home, export: Export, now: datetime, resources: Resources, on_progress: Progress, as_of: datetime | None
) -> None:
    import_folder(
        home.warehouse, home.store, export, now=now, as_of=as_of, accept=tuple(ACCEPTABLE), resources=resources,
        on_progress=on_progress,
    )  # fmt: skip
