"""The demo company from options to files: pass A counts the work, a queue makes it load, pass B tells the story."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl
import pyarrow as pa

from overlap.demo.company.basics.draws import Floats, Ints
from overlap.demo.company.files.dirty import Planted, each_kind, in_turns
from overlap.demo.company.files.frame_files import CsvFile, ParquetFile, opened
from overlap.demo.company.leads.leads import leads
from overlap.demo.company.leads.touches import touches
from overlap.demo.company.revenue.deals import deals
from overlap.demo.company.revenue.goals import goal_table
from overlap.demo.company.revenue.late import late_deals
from overlap.demo.company.revenue.quarters import Brought, brought, nothing
from overlap.demo.company.sales.handoffs import handoffs
from overlap.demo.company.sales.outcomes import outcomes
from overlap.demo.company.sales.queues import counted, empty_counts, loads
from overlap.demo.company.tables.activities import activity_table
from overlap.demo.company.tables.deal_tables import deal_tables
from overlap.demo.company.tables.feedback import feedback_table
from overlap.demo.company.tables.house_tables import house_tables
from overlap.demo.company.tables.lead_tables import lead_tables, touch_table
from overlap.demo.company.tables.sales_tables import sales_tables, stage_table
from overlap.demo.company.world.accounts import whole_blocks
from overlap.demo.company.world.world import World, world
from overlap.demo.folder import replacing
from overlap.demo.options import DemoOptions, DemoSummary
from overlap.demo.truth.interventions import interventions
from overlap.demo.truth.truth_file import Witness, witnesses, write_truth

Progress = Callable[[str, float], None]
Result = TypeVar("Result")

_PASS_A_SHARE = 0.25  # of the time


def _unheard(_what: str, _done: float) -> None:
    return None


@dataclass(frozen=True)
class Chunk:
    """What pass B tells of some leads: a frame for each table."""

    frames: dict[str, pl.DataFrame]
    witness: Witness
    late: pl.DataFrame
    brought: Brought


@dataclass(frozen=True)
class Rendered:
    """A chunk as its files will take it."""

    parts: dict[str, bytes | pa.Table]
    rows: dict[str, int]
    first: dict[str, pl.DataFrame]  # the first record of each table, if there is one
    frames: dict[str, pl.DataFrame]  # kept only where some of them are to be faulty
    witness: Witness
    late: pl.DataFrame
    brought: Brought


@dataclass(frozen=True)
class Written:
    """What was written, and what only the truth tells about it."""

    rows: dict[str, int]
    seen: list[Witness]
    late: pl.DataFrame
    dirty: list[Planted]


def generate(out: Path, options: DemoOptions, on_progress: Progress | None = None) -> DemoSummary:
    """Write the company's exports into the folder `out`, one file a table, with house.toml and truth.json.

    `on_progress` hears what is being done and how much of all work is done (0 to 1).
    Raises UsageError where `out` holds anything but an older demo export.
    """
    tell = on_progress or _unheard
    with replacing(out) as folder:
        company = world(options)
        load = load_of_company(company, options, tell)
        written = _write(folder, company, load, options, tell)
        tell("measuring what is planted", 1.0)
        planted = interventions(options, company, load, lambda other: load_of_company(other, options))
        write_truth(folder, options, company, planted, written.seen, written.late, written.dirty)
    tell("done", 1.0)
    return DemoSummary(folder=out, as_of=options.cut_at, rows=written.rows)


def story(company: World, numbers: Ints, load: Floats) -> Chunk:
    """Pass B for some leads: every row of every table that is about them."""
    some_leads = leads(company, numbers)
    their_touches = touches(company, some_leads)
    found = outcomes(company, some_leads, handoffs(company, some_leads, their_touches), load)
    sold = deals(company, some_leads, found)
    frames = {
        **lead_tables(company, some_leads),
        "touches": touch_table(company, some_leads, their_touches),
        "stage_entries": stage_table(company, some_leads, found),
        **sales_tables(company, some_leads, found),
        "activities": activity_table(company, some_leads, found),
        "feedback": feedback_table(company, some_leads, found),
        **deal_tables(company, some_leads, sold),
    }
    return Chunk(frames, witnesses(company, found), late_deals(company, sold), brought(company, found, sold))


def load_of_company(company: World, options: DemoOptions, tell: Progress = _unheard) -> Floats:
    """Pass A and the queue: sellers x days, days of waiting work."""

    def count(numbers: Ints) -> Ints:
        some_leads = leads(company, numbers)
        return counted(company, handoffs(company, some_leads, touches(company, some_leads)))

    counts = empty_counts(company)
    for part, done in _in_order(count, _ranges(company, options.chunk), options.threads):
        counts += part
        tell("counting the work", _PASS_A_SHARE * done)
    return loads(company, counts)


def _write(folder: Path, company: World, load: Floats, options: DemoOptions, tell: Progress) -> Written:
    """Pass B into files."""
    kind = ParquetFile if options.parquet else CsvFile
    house, seen, late, so_far = house_tables(company), [], [], nothing()
    empty = house | {"goals": goal_table(company, so_far)} | story(company, np.array([], dtype=np.int64), load).frames
    rows = Counter({name: frame.height for name, frame in house.items()})
    first = {name: frame.clear() for name, frame in empty.items()} | {n: frame.head(1) for n, frame in house.items()}

    def rendered(numbers: Ints) -> Rendered:
        chunk = story(company, numbers, load)
        parts = {name: kind.render(frame) for name, frame in chunk.frames.items()}
        heights = {name: frame.height for name, frame in chunk.frames.items()}
        heads = {name: _first_record(frame) for name, frame in chunk.frames.items()} if options.dirty else {}
        kept = chunk.frames if options.dirty_share else {}
        return Rendered(parts, heights, heads, kept, chunk.witness, chunk.late, chunk.brought)

    to_spoil = _EveryNth(options.dirty_share)
    for name, frame in house.items():
        to_spoil.take(name, frame)

    with opened(folder, kind, {name: frame.clear() for name, frame in empty.items()}) as files:
        for name, frame in house.items():
            files[name].add(kind.render(frame))
        for chunk, done in _in_order(rendered, _ranges(company, options.chunk), options.threads):
            for name, part in chunk.parts.items():
                files[name].add(part)
            rows.update(chunk.rows)
            first |= {name: frame for name, frame in chunk.first.items() if not first[name].height}
            for name, frame in chunk.frames.items():
                to_spoil.take(name, frame)
            seen.append(chunk.witness)
            late.append(chunk.late)
            so_far += chunk.brought
            tell("writing", _PASS_A_SHARE + (1 - _PASS_A_SHARE) * done)
        goals = goal_table(company, so_far)
        files["goals"].add(kind.render(goals))
        rows["goals"] = goals.height
        to_spoil.take("goals", goals)
        spoilt = [*each_kind(first, options.dirty, kind), *in_turns(to_spoil.taken, kind)]
        for each in spoilt:
            files[each.fault.table].add(each.rendered(kind))
            rows[each.fault.table] += each.records.height
    return Written(dict(rows), seen, pl.concat(late), [each.planted for each in spoilt])


class _EveryNth:
    """Every so many records of each table, told in their order: the same ones whatever the chunks."""

    def __init__(self, share: float) -> None:
        self._step = round(1 / share) if share else 0
        self._told: Counter[str] = Counter()
        self.taken: dict[str, pl.DataFrame] = {}

    def take(self, name: str, frame: pl.DataFrame) -> None:
        """The next records of a table."""
        if self._step:
            # From the middle of the first stretch on, so that a small table has none.
            offset = (self._step // 2 - self._told[name]) % self._step
            found = frame.gather_every(self._step, offset)
            self.taken[name] = pl.concat([self.taken[name], found]) if name in self.taken else found
            self._told[name] += frame.height


def _first_record(frame: pl.DataFrame) -> pl.DataFrame:
    # Copied, because a slice would keep all of its chunk in memory.
    return pl.DataFrame(frame.head(1).to_dicts(), schema=frame.schema)


def _ranges(company: World, chunk: int) -> list[Ints]:
    """The lead numbers of each chunk: whole blocks, so that no account is split."""
    step = whole_blocks(chunk)
    spans = [(start, end) for first, end in company.arrivals.spans for start in range(first, end, step)]
    return [np.arange(start, min(start + step, end)) for start, end in spans]


def _in_order(work: Callable[[Ints], Result], ranges: list[Ints], threads: int) -> Iterator[tuple[Result, float]]:
    """(result, share done) in the order of the ranges, with one chunk at most waiting beside those being worked on."""
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for index, numbers in enumerate(ranges):
            waiting.append(pool.submit(work, numbers))
            if len(waiting) > threads:
                yield waiting.popleft().result(), (index + 1 - threads) / len(ranges)
        while waiting:
            yield waiting.popleft().result(), 1 - len(waiting) / len(ranges)
