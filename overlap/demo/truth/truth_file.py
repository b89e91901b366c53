"""What is true of the company, written beside its data: truth.json for tests, house.toml for the import."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from overlap import __version__
from overlap.demo.company.basics.columns import ids, instants
from overlap.demo.company.basics.draws import Floats, Ints
from overlap.demo.company.files.dirty import Planted, told
from overlap.demo.company.sales.outcomes import Outcomes
from overlap.demo.company.tables.activities import unrecorded
from overlap.demo.company.world.world import World
from overlap.demo.folder import HOUSE, TRUTH
from overlap.demo.house_file import house_text
from overlap.demo.options import DemoOptions
from overlap.demo.truth.entries import entries

CLOCK_CHANGES = 3


@dataclass(frozen=True)
class Witness:
    """Handoffs answered on the other side of a clock change, with their true business minutes."""

    handoff: Ints
    handed: Ints
    attempted: Ints
    minutes: Floats


def witnesses(world: World, found: Outcomes) -> Witness:
    """The first few such handoffs of a chunk."""
    handoffs, answered = found.handoffs, found.attempted <= world.as_of
    changed = world.clocks.clock_changed(handoffs.region, handoffs.handed, found.attempted)
    recorded = ~unrecorded(world, handoffs.number, handoffs.rep)
    row = (answered & recorded & changed).nonzero()[0][:CLOCK_CHANGES]
    minutes = found.response_seconds[row] / 60
    return Witness(handoffs.number[row], handoffs.handed[row], found.attempted[row], minutes)


def write_truth(
    folder: Path,
    options: DemoOptions,
    world: World,
    differences: Mapping[str, float | None],
    seen: list[Witness],
    late: pl.DataFrame,
    dirty: list[Planted],
) -> None:
    """truth.json and house.toml; `differences` is what each effect does."""
    document = {
        "version": __version__,
        "leads": options.leads,
        "seed": options.seed,
        "draw_seed": options.draw_seed,
        "as_of": options.cut_at.isoformat(),
        "parameters": asdict(options.effects),
        "effects": entries(world, {**differences, "late_rows": float(late.height)}),
        "clock_changes": _clock_changes(seen),
        "late_rows": _late_rows(late),
        "dirty_rows": told(dirty),
    }
    (folder / TRUTH).write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / HOUSE).write_text(house_text(options), encoding="utf-8")


def _late_rows(late: pl.DataFrame) -> dict[str, int | dict[str, float] | list[str]]:
    """The won deals that stand as open at as-of: how many, their sums by currency, and which."""
    sums = late.group_by("currency").agg(pl.col("amount").sum().cast(pl.Float64)).sort("currency")
    return {"count": late.height, "amounts": dict(sums.iter_rows()), "deals": late["deal_id"].to_list()}


def _clock_changes(seen: list[Witness]) -> list[dict[str, str | float]]:
    rows = [
        pl.DataFrame(
            {
                "handoff_id": ids("H", chunk.handoff),
                "handed_at": instants(chunk.handed),
                "first_attempt_at": instants(chunk.attempted),
                "business_minutes": chunk.minutes.round(4),
            }
        )
        for chunk in seen
    ]
    first = pl.concat(rows).head(CLOCK_CHANGES)
    return first.with_columns(pl.col(pl.Datetime).dt.strftime("%Y-%m-%dT%H:%M:%SZ")).to_dicts()
