"""What every report costs on a built warehouse: cold and warm, planning apart, and beside an earlier run.

    python -m benchmarks.reports WAREHOUSE --out AFTER.json --before BEFORE.json

Each report is asked without filters, over the year before the data's end, and over that year in its most frequent
channel. Cold is the first time a reader is asked at all, warm the median of the times after it; planning is what
DuckDB spends on explaining its plan. Of a list, as many rows are asked for as a screen shows. CPU counts; the clock
says little on a machine that is shared.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

import typer

from overlap.errors import AppError
from overlap.reports import PAGE_ROWS, SEES_ALL, Filters, Report, answer, catalogue, find
from overlap.warehouse.connections import Resources
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader

Known = Mapping[str, object]


@dataclass(frozen=True)
class Spent:
    """Milliseconds of one question."""

    report: str
    question: str
    cold: float
    cpu: float
    wall: float
    planning: float
    rows: int


def main(
    warehouse: Path = typer.Argument(..., help="A folder with a published generation"),
    repeats: int = typer.Option(3, help="Times each question is asked warm"),
    only: str = typer.Option("", help="Reports whose name holds this text"),
    out: Path | None = typer.Option(None, help="Where to keep the figures as JSON"),
    before: Path | None = typer.Option(None, help="The figures of an earlier run"),
    top: int = typer.Option(40, help="Questions to print"),
    memory: str = typer.Option("4GB", help="What DuckDB may use"),
    threads: int = typer.Option(2),
) -> None:
    """Print the dearest questions first, as a table in Markdown, and what all of them cost."""
    with closing(open_reader(Warehouse(warehouse), resources=Resources(memory, threads))) as reader:
        known = _known(reader)
        spent = [
            _measured(reader, report, question, filters, known, repeats)
            for report in catalogue().values()
            if only in report.name and all(param.name in known for param in report.params if param.required)
            for question, filters in _questions(reader, report)
        ]
    if out:
        out.write_text(json.dumps([asdict(one) for one in spent], indent=1), encoding="utf-8")
    earlier = [Spent(**one) for one in json.loads(before.read_text(encoding="utf-8"))] if before else []
    _print_table(sorted(spent, key=lambda one: -one.cpu)[:top], earlier)
    _print_sums("now", spent)
    _print_sums("before", earlier)


def _known(reader: Reader) -> Known:
    """The lead and the deal that reports of one lead or deal are asked about: those of the first won deal."""
    won = answer(reader, "revenue/deals_closed", params={"outcome": "won"}).frame.drop_nulls("lead_id")
    return {name: won.sort("deal_id")[name][0] for name in ("deal_id", "lead_id")}


def _questions(reader: Reader, report: Report) -> Iterator[tuple[str, Filters]]:
    yield "all", Filters()
    if report.takes_filters:
        end = reader.as_of.date()
        year = Filters(end - timedelta(days=365), end)
        choices = answer(reader, "data/filter_choices").frame.filter(field="channels").drop_nulls("value")
        channel = choices.sort("row_count", "value", descending=True)["value"][0]
        yield "year", year
        yield "channel", year.narrowed({"channels": (channel,)})


def _measured(reader: Reader, report: Report, question: str, filters: Filters, known: Known, repeats: int) -> Spent:
    params = {param.name: known[param.name] for param in report.params if param.required}

    def ask() -> int:
        try:
            return answer(reader, report.name, filters, params=params, seconds=600, row_cap=PAGE_ROWS).frame.height
        except AppError as error:
            typer.echo(f"{report.name}, {question}: {error}", err=True)
            return -1

    rows, cold, _ = _timed(ask)
    warm = [_timed(ask) for _ in range(repeats)]
    planned = [_timed(lambda: _planned(reader, report, filters, params)) for _ in range(repeats)]
    return Spent(
        report.name,
        question,
        cold=cold,
        cpu=median(cpu for _, cpu, _ in warm),
        wall=median(wall for _, _, wall in warm),
        planning=median(cpu for _, cpu, _ in planned),
        rows=rows,
    )


def _planned(reader: Reader, report: Report, filters: Filters, params: Known) -> int:
    """Have every statement behind the answer bound and optimised, not run."""
    for asked in (report.when(params), *(find(name) for _, name in report.when(params).beside)):
        given = {**{param.name: param.default for param in asked.params}, **params}
        bound = {
            **{name: asked.param(name).value(value) for name, value in given.items() if name in asked.file.parameters},
            **filters.sets, "comparison": filters.struct, "scope": SEES_ALL.struct, "as_of": reader.as_of,
            "rows": PAGE_ROWS + 1,
        }  # fmt: skip
        cursor = reader.cursor_for(asked.file.sql)
        taken = {name: value for name, value in bound.items() if name in asked.file.parameters}
        cursor.execute(f"explain (format json) {asked.file.sql}", taken).fetchall()
        cursor.close()
    return 0


def _timed(work: Callable[[], int]) -> tuple[int, float, float]:
    """What it returns, and the milliseconds of CPU and of the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    rows = work()
    return rows, round(1000 * (time.process_time() - cpu), 1), round(1000 * (time.perf_counter() - wall), 1)


def _print_table(spent: list[Spent], earlier: list[Spent]) -> None:
    were = {(one.report, one.question): one for one in earlier}
    more = " before, CPU | planning | times as fast |" if earlier else ""
    typer.echo(f"| report | question | rows | cold, CPU ms | warm, CPU ms | wall, ms | planning |{more}")
    typer.echo("|---" * (10 if earlier else 7) + "|")
    for one in spent:
        line = f"| {one.report} | {one.question} | {one.rows} | {one.cold} | {one.cpu} | {one.wall} | {one.planning} |"
        if was := were.get((one.report, one.question)):
            line += f" {was.cpu} | {was.planning} | {was.cpu / max(one.cpu, 0.1):.1f} |"
        typer.echo(line)


def _print_sums(when: str, spent: list[Spent]) -> None:
    for question in sorted({one.question for one in spent}):
        cpu = sorted(one.cpu for one in spent if one.question == question)
        planning = sorted(one.planning for one in spent if one.question == question)
        typer.echo(
            f"{when}, {question}: {len(cpu)} reports, CPU ms: median {median(cpu):.0f}, "
            f"p90 {cpu[len(cpu) * 9 // 10]:.0f}, most {cpu[-1]:.0f}, sum {sum(cpu):.0f}; "
            f"planning: median {median(planning):.0f}, most {planning[-1]:.0f}"
        )


if __name__ == "__main__":
    typer.run(main)
