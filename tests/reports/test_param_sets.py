"""Parameters that reports take together stand in one place, and a report that takes the set takes each of them."""

import re

import pytest

from overlap.agreements import KINDS
from overlap.reports import catalogue
from overlap.reports.header import report_of
from overlap.reports.param_sets import param_sets
from overlap.reports.params import param_of
from overlap.sqlfile import HeaderError, load

HEADER = "-- How?\n--\n-- grain: n\n-- params: {params}\n-- columns: n\nselect 1 as n"


def taken(folder, params):
    """The parameters of a report whose header says this."""
    (folder / "x.sql").write_text(HEADER.format(params=params))
    return [param.name for param in report_of(load(folder / "x.sql", folder)).params]


def test_a_set_stands_for_each_of_its_parameters_in_its_place(tmp_path):
    taking = "$filters, $deal_id varchar required, @credit_rule,\n--          $state varchar = null"
    assert taken(tmp_path, taking) == ["deal_id", "model", "window_days", "half_life_days", "weights", "state"]
    assert taken(tmp_path, "@credit_rule, @ledger_cell") == [*param_sets()["credit_rule"], *param_sets()["ledger_cell"]]


def test_a_set_nobody_declared_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(HeaderError, match=r"x: there is no set of parameters @credit_rules\..*credit_rule"):
        taken(tmp_path, "$filters, @credit_rules")


def test_a_parameter_beside_the_set_that_has_it_is_refused(tmp_path):
    with pytest.raises(HeaderError, match=r"x: takes the parameter \$model twice"):
        taken(tmp_path, "@credit_rule, $model varchar = 'first'")


@pytest.mark.parametrize("name", param_sets())
def test_a_set_can_be_read_and_is_taken_by_several_reports(name):
    assert all(param_of(f"{param} {declared}") for param, declared in param_sets()[name].items())
    assert len([report for report in catalogue().values() if f"@{name}" in report.file.line("params")]) > 1


def test_no_header_spells_what_a_set_declares():
    spelled = {
        name: [f"${param} {declared}" for param, declared in declared.items()]
        for name, declared in param_sets().items()
    }
    written = {report.name: re.sub(r",?\s+(?=\$)", "\n", report.file.line("params")) for report in catalogue().values()}
    found = [
        f"{report} takes @{name}"
        for report, params in written.items()
        for name, texts in spelled.items()
        if set(texts) <= set(params.split("\n"))
    ]
    assert found == []


def test_no_two_reports_spell_three_parameters_alike():
    """What two reports have in common is a set; one or two parameters are not worth another place to look."""
    spelled = {}
    for report in catalogue().values():
        texts = re.sub(r",?\s+(?=[$@])", "\n", report.file.line("params")).split("\n")
        texts = [text.strip(", ") for text in texts if re.match(r"\$\w+ ", text)]
        for run in zip(texts, texts[1:], texts[2:], strict=False):
            spelled.setdefault(run, []).append(report.name)
    assert {run: names for run, names in spelled.items() if len(names) > 1} == {}


def test_the_credit_rule_asked_for_has_the_models_and_limits_of_the_one_agreed():
    declared = {name: param_of(f"{name} {text}") for name, text in param_sets()["credit_rule"].items()}
    asked = {name: param for name, param in declared.items() if param}
    agreed = {value.name: value for value in KINDS["attribution"].values}
    assert set(asked["model"].allowed) == set(agreed["model"].allowed)
    window, half_life = (agreed[name] for name in ("window_days", "half_life_days"))
    assert (asked["window_days"].low, asked["window_days"].high) == (window.low, window.high)
    assert asked["half_life_days"].low == half_life.low
