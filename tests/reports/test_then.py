"""What SQL is the wrong tool for is done by a named function, of the same question's frames and nothing else."""

import polars as pl
import pytest
from of_each import of_each
from threadpoolctl import threadpool_info

from overlap.errors import UsageError
from overlap.reports import catalogue
from overlap.reports.header import report_of
from overlap.reports.params import param_of
from overlap.sqlfile import HeaderError, load
from overlap.steps import Given, docstring, step
from overlap.warehouse.building.models import models

THENS = sorted(
    {report.then for report in catalogue().values() if report.then}
    | {model.line("then") for model in models().values() if model.line("then")}
)


@of_each(THENS)
def test_a_then_names_a_function_that_says_what_it_does(name):
    assert len(docstring(name).split()) > 10


@of_each(r for r in catalogue().values() if r.then)
def test_what_is_asked_beside_is_a_report_and_needs_no_param_of_its_own(report):
    own = {param.name for param in report.params}
    for _, other in report.beside:
        assert {param.name for param in catalogue()[other].params if param.required} <= own


def test_something_beside_without_a_then_is_refused(tmp_path):
    text = "-- How?\n--\n-- grain: n\n-- columns: n\n-- with: more=funnel/stages\nselect 1 as n"
    (tmp_path / "x.sql").write_text(text)
    with pytest.raises(HeaderError, match="x: with is name=report, and needs a then"):
        report_of(load(tmp_path / "x.sql", tmp_path))


def test_removal_effects_are_given_no_more_than_their_frame():
    steps = pl.DataFrame(
        {"from_id": [None, "a"], "to_id": ["a", None], "ends": [None, "won"], "journey_count": [2, 2]},
        schema_overrides={"from_id": pl.String, "to_id": pl.String, "ends": pl.String},
    )
    made = step("overlap.credit.markov.removal_effects")(steps, Given())
    assert made.rows() == [("a", 1.0, 1_000_000)]


def test_matrices_take_one_thread_so_that_fits_of_many_people_do_not_wait_for_each_other():
    step("overlap.subjects.quality.steps.scorecard.fitted")
    assert {library["num_threads"] for library in threadpool_info()} == {1}


@pytest.mark.parametrize(
    ("declared", "given", "said"),
    [
        ("window_days integer = null in 1..365", "0", "window_days 0 is out of range: it is from 1 to 365."),
        ("window_days integer = null in 1..365", "half", 'window_days "half" is not a whole number.'),
        ("half_life_days double = null in 0.01..3650", "nan", "half_life_days nan is out of range"),
        ("weights weights = null", "1,2,3", 'weights "1,2,3" is not 5 whole numbers from 0 to 10,000'),
        ("weights weights = null", "1,2,3,4,-5", "is not 5 whole numbers"),
        ("weights weights = null", "0,50,50,0,0", "a deal could earn nobody credit"),
    ],
)
def test_a_value_that_cannot_be_says_what_can(declared, given, said):
    param = param_of(declared)
    assert param is not None
    with pytest.raises(UsageError) as raised:
        param.value(given)
    assert said in str(raised.value)


def test_weights_are_read_in_the_order_of_the_agreement():
    param = param_of("weights weights = null")
    assert param is not None
    assert param.value("30,20,20,20,10") == [30, 20, 20, 20, 10]
    assert param.value(None) is None
