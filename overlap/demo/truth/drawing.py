"""What the reports show of what is planted: a company is written, imported as any export is, and asked."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from overlap.demo.company.world.world import world
from overlap.demo.export import Progress, generate
from overlap.demo.folder import TRUTH
from overlap.demo.options import DemoOptions
from overlap.demo.truth.entries import with_draws
from overlap.demo.truth.estimators import ESTIMATORS, Estimator
from overlap.demo.truth.planted import PLANTED
from overlap.demo.truth.readings import Reading
from overlap.errors import UsageError
from overlap.reports import Filters, answer
from overlap.warehouse.connections import DEFAULT_RESOURCES, Resources
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.reader import Reader, open_reader

_NEXT = 1_000_003  # between the seeds of draws: prime, so that those of neighbouring companies hardly meet


@contextmanager
def imported(options: DemoOptions, resources: Resources = DEFAULT_RESOURCES) -> Iterator[Reader]:
    """The company of these options, written and imported into a folder that vanishes with the reader."""
    with TemporaryDirectory(prefix="overlap-demo-") as folder:
        warehouse, export = Warehouse(Path(folder) / "warehouse"), Path(folder) / "export"
        generate(export, options)
        import_folder(
            warehouse, Path(folder) / "store.db", Export(source_named("overlap"), export),
            now=options.cut_at + timedelta(days=1), resources=resources,
        )  # fmt: skip
        with closing(open_reader(warehouse, resources=resources)) as reader:
            yield reader


def shown(reader: Reader, options: DemoOptions) -> dict[str, Reading]:
    """What each estimator's report shows in the imported company of these options, by effect."""
    company = world(options)
    places = {planted.id: planted.place(company) for planted in PLANTED}
    return {id_: _read(reader, by, places[id_]) for id_, by in ESTIMATORS.items()}


def draw(
    folder: Path, options: DemoOptions, draws: int, on_progress: Progress, resources: Resources = DEFAULT_RESOURCES
) -> None:
    """Write `expected`, `sd` and `tolerance` into the truth.json of the company in `folder`, from fresh draws of it.

    A draw is another life of the same world at the same size: a larger company would have shorter queues.
    """
    first = (options.seed if options.draw_seed is None else options.draw_seed) + 1
    lives = []
    for number in range(draws):
        on_progress(f"draw {number + 1} of {draws}", number / draws)
        drawn = replace(options, draw_seed=first * _NEXT + number)
        with imported(drawn, resources) as reader:
            lives.append(shown(reader, drawn))
    truth = truth_of(folder)
    truth["effects"] = [_drawn(entry, lives) for entry in truth["effects"]]
    (folder / TRUTH).write_text(json.dumps(truth, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def truth_of(folder: Path) -> dict[str, Any]:
    """What truth.json of that demo company says. Raises UsageError where there is none."""
    path = folder / TRUTH
    if not path.is_file():
        raise UsageError(f"{folder} holds no demo company ({TRUTH}). `overlap demo --out {folder}` writes one.")
    return json.loads(path.read_text(encoding="utf-8"))


def _read(reader: Reader, by: Estimator, place: Any) -> Reading:
    return by.read(lambda filters: _answered(reader, by, filters), place)


def _answered(reader: Reader, by: Estimator, filters: Filters) -> Any:
    return answer(reader, by.report, filters, params=by.params).frame


def _drawn(entry: dict[str, Any], lives: Sequence[dict[str, Reading]]) -> dict[str, Any]:
    return with_draws(entry, [life[entry["id"]].value for life in lives if entry["id"] in life])
