"""Whether every report still answers the same, byte for byte, after code has moved.

    python tests/reports/same_answers.py write ANSWERS.json WAREHOUSE     before, with the version that is trusted
    python tests/reports/same_answers.py compare ANSWERS.json WAREHOUSE   after; exit 1 where an answer differs

Each version builds the warehouse from the same export. Reports are asked by the names they had when the file was
written: under all time, a year, one value of every filter, and other values of every parameter.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from overlap.errors import AppError
from overlap.reports import Filters, Report, answer, catalogue
from overlap.reports.filters import LISTS
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_reader

YEAR = {"starts_on": "2025-07-01", "ends_on": "2026-07-01"}
MOST = 3  # other values of a parameter

Question = dict[str, Any]


def questions(reader: Reader) -> Iterator[Question]:
    """The fixed list."""
    chosen, known = _chosen(reader), _known(reader)
    for report in catalogue().values():
        required = [param.name for param in report.params if param.required]
        if not set(required) <= set(known):
            continue  # a decision, which nobody has typed here
        params = {name: known[name] for name in required}
        for filters in _filters(report, chosen):
            yield {"report": report.name, "filters": filters, "params": params}
        for param in report.params:
            for value in [value for value in param.allowed if value != param.default][:MOST]:
                yield {"report": report.name, "filters": {}, "params": {**params, param.name: value}}


def answered(reader: Reader, question: Question) -> str:
    """sha256 of the answer as JSON, or the words of its refusal."""
    filters: dict[str, Any] = {
        name: date.fromisoformat(value) if isinstance(value, str) else tuple(value)
        for name, value in question["filters"].items()
    }
    try:
        frame = answer(reader, question["report"], Filters(**filters), params=question["params"]).frame
    except AppError as error:
        return f"refused: {error}"
    return sha256(frame.write_json().encode()).hexdigest()


def _filters(report: Report, chosen: dict[str, str | None]) -> Iterator[dict[str, Any]]:
    yield {}
    if report.takes_filters:
        yield YEAR
        yield from ({**YEAR, field: [value]} for field, value in chosen.items())


def _chosen(reader: Reader) -> dict[str, str | None]:
    """The most frequent value of every filter."""
    rows = answer(reader, "filters/choices").frame.sort("row_count", "value", descending=True)
    return {field: rows.filter(field=field)["value"][0] for field in LISTS if not rows.filter(field=field).is_empty()}


def _known(reader: Reader) -> dict[str, str]:
    """A deal and a lead that the reports of one deal or lead are asked about."""
    won = answer(reader, "deals/closed", params={"outcome": "won"}).frame.drop_nulls("lead_id").sort("deal_id")
    return {"deal_id": won["deal_id"][0], "lead_id": won["lead_id"][0]}


def main(mode: str, file: str, warehouse: str) -> int:
    """Write the answers, or compare with those written; 1 where any differs."""
    with closing(open_reader(Warehouse(Path(warehouse)))) as reader:
        if mode == "write":
            asked = [{**question, "answer": answered(reader, question)} for question in questions(reader)]
            Path(file).write_text(json.dumps(asked), encoding="utf-8")
            print(f"{len(asked)} answers written")
            return 0
        asked = json.loads(Path(file).read_text(encoding="utf-8"))
        other = [question for question in asked if answered(reader, question) != question["answer"]]
    for question in other:
        print(question["report"], question["filters"], question["params"])
    print(f"{len(asked)} answers compared, {len(other)} differ")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
