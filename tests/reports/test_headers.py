"""What a report's header promises is what its statement does."""

import re
from difflib import get_close_matches

import pytest
from of_each import of_each

from overlap.reports import catalogue
from overlap.reports.filters import FIELDS
from overlap.reports.header import GIVEN, report_of
from overlap.sqlfile import KEYS, QUERIES, HeaderError, load, load_all
from overlap.warehouse.building.models import models

REPORTS = sorted(catalogue().values(), key=lambda report: report.name)
WORDS_OF_PEOPLE = {"lead_id", "deal_id", "handoff_id", "lead_name", "email"}


@of_each(REPORTS)
def test_a_header_says_what_the_statement_takes_and_reads(report):
    declared = {param.name for param in report.params} | {
        name for name in GIVEN if f"${name}" in report.file.line("params")
    }
    assert declared == set(report.file.parameters)
    assert set(report.reads) == set(report.file.tables_read)
    assert not {param.name for param in report.params} & {*FIELDS, "from", "to", "format"}, "a filter's name"
    begun = re.findall(r"^-- ([a-z]+):", report.file.path.read_text(encoding="utf-8"), re.MULTILINE)
    misspelt = [word for word in begun if word not in KEYS and get_close_matches(word, KEYS, cutoff=0.75)]
    assert not misspelt, "taken for a note"


@of_each(REPORTS)
def test_a_report_that_returns_a_lead_or_a_deal_is_cut_to_the_viewers_scope(report):
    if {column.name for column in report.columns} & WORDS_OF_PEOPLE:
        assert "scope" in report.file.parameters
        assert any(read.endswith("_scoped") for read in report.reads)


def _variants():
    for report in REPORTS:
        named = [param for param in report.params if param.name in report.naming]
        yield from [report.when({param.name: value}) for param in named for value in param.allowed] or [report]


@of_each([report for report in _variants() if report.opens])
def test_what_opens_names_a_report_its_params_and_columns_on_both_sides(report):
    own = {column.name for column in report.columns}
    for opens in report.opens:
        target = catalogue()[opens.report]
        takes = {param.name for param in target.params} | set(FIELDS)
        assert {name for name, _ in (*opens.bound, *opens.literal)} <= takes
        assert {column for _, column in opens.bound} | {opens.count} <= own
        if opens.sum:
            assert opens.sum in own & {column.name for column in target.columns}
        for name, value in opens.literal:
            if name not in FIELDS:
                target.param(name).value(value)


@of_each(REPORTS)
def test_a_report_takes_every_parameter_that_its_opened_report_would_miss(report):
    """A param of the asking report that the opened one does not know would change the count and not the rows."""
    for opens in report.opens:
        takes = {param.name for param in catalogue()[opens.report].params}
        assert {param.name for param in report.params} - set(report.naming) <= takes


@of_each([report for report in _variants() if report.naming])
def test_a_name_in_brackets_is_a_parameter_with_a_value_and_listed_values(report):
    assert not [name for name in _names(report) if "[" in name]
    assert all(report.param(name).allowed and value for name, value in report.naming.items())


def test_a_name_in_brackets_stands_in_no_report_without_such_a_parameter():
    assert not [report.name for report in REPORTS if not report.naming for name in _names(report) if "[" in name]


def _names(report):
    opened = {part for opens in report.opens for pair in opens.bound for part in pair}
    return {*report.grain, *(column.name for column in report.columns)} | opened


@of_each(models().values())
def test_a_model_reads_what_its_header_says(model):
    assert set(model.names("reads")) == set(model.tables_read)
    assert model.names("grain")


@of_each(load_all(QUERIES / "checks").values())
def test_a_check_has_a_group_a_level_and_reads_what_it_says(check):
    assert check.line("level") in ("stop", "warn")
    assert check.line("group")
    assert set(check.names("reads")) == set(check.tables_read)


def test_a_header_without_a_sentence_is_refused(tmp_path):
    (tmp_path / "x.sql").write_text("select 1 as n")
    with pytest.raises(HeaderError, match="one sentence"):
        load(tmp_path / "x.sql", tmp_path)


def test_a_note_that_begins_like_a_key_is_told(tmp_path):
    (tmp_path / "x.sql").write_text("-- How?\n--\n-- state: all;\n-- whom: nobody.\n--\n-- grain: n\nselect 1 as n")
    assert load(tmp_path / "x.sql", tmp_path).sentence == "How? state: all; whom: nobody."


def test_a_parameter_that_cannot_be_read_names_the_file(tmp_path):
    (tmp_path / "x.sql").write_text("-- How?\n--\n-- grain: n\n-- params: $model text\n-- columns: n\nselect 1 as n")
    with pytest.raises(HeaderError, match=r"x: cannot read the parameter \$model text"):
        report_of(load(tmp_path / "x.sql", tmp_path))


@of_each(sorted((QUERIES / "filtered").rglob("*.sql")))
def test_a_macro_reads_only_through_a_schema(path):
    """An unqualified table inside a macro would be captured by a caller's CTE of that name."""
    assert unqualified(path.read_text(encoding="utf-8")) == []


def test_a_macro_that_reads_an_unqualified_table_is_noticed():
    assert unqualified("create macro filtered.x(f) as table select * from marts.a inner join leads on true;") == [
        "leads"
    ]
    own = "create macro filtered.x(f) as table with a as ( select 1 from marts.b ) select * from a join c on true;"
    assert unqualified(own) == unqualified(own.replace("as (", "as materialized (")) == ["c"]


def unqualified(text: str) -> list[str]:
    """The tables after `from` and `join` that name no schema and are no CTE of the macro itself."""
    statements = re.sub(r"--[^\n]*|\bdistinct from\b", "", text)
    own = re.findall(r"\b(\w+) as (?:materialized )?\(\s*select\b", statements)
    read = re.findall(r"\b(?:from|join)\s+([a-z_][\w.]*)", statements)
    return [name for name in read if "." not in name and name not in own]
