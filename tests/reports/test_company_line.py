"""What groups are compared with and drawn towards is the company's, whatever the filters leave of it."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from asked import asked
from demo_house import demo_house
from every_second import every_second

from overlap.reports import Filters, catalogue
from overlap.reports.header import Report
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole

YEAR = Filters(starts_on=date(2025, 7, 1), ends_on=date(2026, 7, 1))
LINES = [
    pytest.param(report, column.name, id=f"{report.name} {column.name}")
    for report in sorted(catalogue().values(), key=lambda report: report.name)
    for column in report.columns
    if column.name.startswith("house") and report.takes_filters
]
FIELD_OF = {
    "campaign": "campaigns", "campaign_id": "campaigns", "channel": "channels", "rep": "reps", "rep_id": "reps",
    "rater": "reps", "team": "teams", "team_id": "teams", "region": "regions", "segment": "segments",
}  # fmt: skip
STANDS = re.compile(r"verdict$|^rank|^share|^lift|^shrunk|^severity|^others|^house")
FIELDS = ("channels", "campaigns", "reps", "teams", "regions", "segments")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with closing(open_reader(demo_house(tmp_path_factory.mktemp("demo")))) as opened:
        yield opened


def narrowed(reader: Reader, field: str) -> Filters:
    """The year, narrowed to one value of a field, of which there are handoffs."""
    values = asked(reader, "data/filter_choices").filter(field=field)["value"].drop_nulls()
    each = (YEAR.narrowed({field: (value,)}) for value in values)
    return next(one for one in each if asked(reader, "followup/totals", one)["due_count"][0] > 12)


def lines(reader: Reader, report: Report, column: str, filters: Filters) -> dict[Any, Any]:
    """The line of each measure, step or term, or the one there is."""
    rows = asked(reader, report.name, filters).to_dicts()
    return {row.get("measure", row.get("stage", row.get("term"))): row[column] for row in rows}


def test_there_are_lines_to_look_at() -> None:
    assert len(LINES) > 8


def lines_and_fields() -> Iterator[Any]:
    """Each line with two of the fields, the next with the next two; with all of them by `make soak`."""
    fields = [*FIELDS, "kinds"]
    for place, line in enumerate(LINES):
        for number, field in enumerate(fields):
            marks = () if (number - 2 * place) % len(fields) < 2 else pytest.mark.soak
            yield pytest.param(*line.values, field, id=f"{line.id}-{field}", marks=marks)


@pytest.mark.parametrize(("report", "column", "field"), list(lines_and_fields()))
def test_a_line_is_the_same_under_every_filter(reader: Reader, report: Report, column: str, field: str) -> None:
    filters = YEAR.narrowed({"kinds": ("new",)}) if field == "kinds" else narrowed(reader, field)
    whole, part = lines(reader, report, column, YEAR), lines(reader, report, column, filters)
    assert part or (
        report.name == "quality/distinctive_terms" and field != "kinds"
    )  # under one value few terms are told five times
    assert part == {measure: pytest.approx(whole[measure], nan_ok=True) for measure in part}


def groups() -> list[Any]:
    """Every report with a row a campaign, channel, person, team, region or segment that says how it stands."""
    found = []
    for report in sorted(catalogue().values(), key=lambda report: report.name):
        by = next((one for one in report.params if one.name in ("by", "dimension")), None)
        # The company as a whole is no group that is compared with it.
        for params in [{by.name: value} for value in by.allowed if value != "company"] if by else [{}]:
            chosen = report.when(params)
            standing = [column.name for column in chosen.columns if STANDS.search(column.name)]
            key = next((name for name in chosen.grain if name == "group_id" or name in FIELD_OF), None)
            if key and standing and chosen.takes_filters:
                # where the rows themselves say by what their groups are told apart: two of them
                dimensions = ("channel", "segment") if "dimension" in chosen.grain else (None,)
                for dimension in dimensions:
                    field = FIELD_OF[dimension or next(iter(params.values()), key)]
                    named = f"{report.name} {field}"
                    found.append(pytest.param(chosen, key, field, params, standing, dimension, id=named))
    return found


def test_there_are_groups_that_say_how_they_stand() -> None:
    assert len(groups()) > 12


@pytest.mark.parametrize("most", [1, pytest.param(5, marks=pytest.mark.soak)])
@pytest.mark.parametrize(("report", "key", "field", "params", "standing", "dimension"), every_second(groups()))
def test_a_group_on_its_own_stands_as_it_does_among_all(
    reader: Reader,
    report: Report,
    key: str,
    field: str,
    params: dict[str, object],
    standing: list[str],
    dimension: str | None,
    most: int,
) -> None:
    """Of every second report the first that can be compared of five; all of all by `make soak`."""

    def told(filters: Filters) -> dict[Any, dict[str, Any]]:
        rows = asked(reader, report.name, filters, params).to_dicts()
        return {tuple(row[name] for name in report.grain): row for row in rows if row.get("dimension") == dimension}

    own = [column.name for column in report.columns if column.unit == "count" and column.name.endswith("_count")]
    among_all, compared = told(YEAR), set()
    values = list(dict.fromkeys(row[key] for row in among_all.values() if row[key] in known(reader, field)))
    for value in values[:5]:
        if len(compared) == most:
            break
        alone = told(YEAR.narrowed({field: (value,)}))
        for grain in [one for one, row in among_all.items() if row[key] == value]:
            found, expected = alone[grain], among_all[grain]
            if any(found[name] != expected[name] for name in own):
                continue  # a filter on people leaves out what a person said of leads that others hold
            assert {name: found[name] for name in standing} == {name: same(expected[name]) for name in standing}
            compared.add(value)
    assert compared


def known(reader: Reader, field: str) -> set[str]:
    return set(asked(reader, "data/filter_choices").filter(field=field)["value"].drop_nulls())


def same(value: Any) -> Any:
    return pytest.approx(value, nan_ok=True) if isinstance(value, float) else value
