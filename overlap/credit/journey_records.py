"""What a record of a journey file must be: its texts judged in SQL, typed where they are good, named where not."""

import re

import duckdb
import polars as pl

from overlap.credit.journey_columns import Columns
from overlap.reading.records import Records
from overlap.reading.values.bound import Bound
from overlap.reading.values.typed_value import text_of

_NUMBER = r"[+-]?(?:\d{1,18}(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?"  # other tools write 0.00001 as 1e-05
_AMOUNT = "decimal(28, 9)"
_NEEDED = ("path", "days_before", "conversions")
_NEVER_NEGATIVE = ("conversions", "lost")


def take(connection: duckdb.DuckDBPyConnection, records: Records, columns: Columns) -> int:
    """Fills the table `texts`: line and, for each role, the trimmed text, null where blank. Returns its height."""
    bound = Bound(dict(records.bound))
    texts = ", ".join(
        f"{text_of(records.given.get(name or ''), records.blanks, bound)} as {role}" for role, name in columns.named
    )
    connection.execute(
        f"create or replace table texts as select {records.line} as line, {texts} from {records.relation}", bound.values
    )
    return connection.cursor().sql("select count(*) from texts").pl().item()


def judge(connection: duckdb.DuckDBPyConnection, columns: Columns, given: set[str], separator: str) -> None:
    """Fills `journeys` and `faults` from `texts`; `given` are the columns the file has.

    `journeys`: line, path, days_before, conversions, value, lost; blank numbers are 0. `faults`: line, column, value,
    reason, a row for every broken rule; a line that stands there is to be left out.
    """
    numbers = ", ".join(f"{_number(role)} as {role}" for role in ("conversions", "value", "lost"))
    connection.execute(f"create table journeys as select line, path, days_before, {numbers} from texts")
    bound = Bound()
    faults = ", ".join(
        f"struct_pack(name := {bound(name)}, value := texts.{role}, reason := {_fault(role, name, separator, bound)})"
        for role, name in columns.named
        if name in given
    )
    connection.execute(
        f"""
        create table faults as
        select line, fault.name as "column", left(fault.value, 200) as value, fault.reason as reason
        from (
            select texts.line, unnest([{faults}]) as fault
            from texts inner join journeys on texts.line = journeys.line
        )
        where fault.reason is not null
        """,
        bound.values,
    )


def accepted(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The journeys in which no rule is broken, in the order of the file."""
    kept = "select * exclude (line) from journeys where line not in (select line from faults) order by line"
    return connection.cursor().sql(kept).pl()


def rejects(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """line, column, value, reason: every broken rule, by line."""
    return connection.cursor().sql('select line, "column", value, reason from faults order by line, "column"').pl()


def _number(role: str) -> str:
    readable = f"when regexp_full_match({role}, '{_NUMBER}') then try_cast({role} as {_AMOUNT})"
    return f"case when {role} is null then 0::{_AMOUNT} {readable} end"


def _fault(role: str, name: str | None, separator: str, bound: Bound) -> str:
    """The sentence about a text that breaks a rule, null where it breaks none."""
    broken, remedy = _rule(role, separator, bound)
    shown = f"""'"' || left(texts.{role}, 200) || '" '"""
    cases = [f"when {broken} then {shown} || {bound(remedy)}"]
    if role in _NEEDED:
        cases.append(f"when texts.{role} is null then {bound(f'{name} is blank. Every record needs one.')}")
    if role in _NEVER_NEGATIVE:
        cases.append(f"when journeys.{role} < 0 then {shown} || {bound(f'is below 0, the lowest {name} can be.')}")
    return f"case {' '.join(cases)} end"


def _rule(role: str, separator: str, bound: Bound) -> tuple[str, str]:
    """(the condition under which a text that is not null is wrong, what to do about it)."""
    between = re.escape(separator)
    if role == "path":
        blank = bound(rf"(?:^|{between})[\s\pZ]*(?:{between}|$)")
        return f"regexp_matches(texts.path, {blank})", "has a blank step. Name the channel, or leave the step out."
    if role == "days_before":
        ages = bound(rf"\s*\d{{1,6}}\s*(?:{between}\s*\d{{1,6}}\s*)*")
        lengths = [f"len(string_split(texts.{column}, {bound(separator)}))" for column in ("path", "days_before")]
        condition = f"not regexp_full_match(texts.days_before, {ages}) or {lengths[0]} <> {lengths[1]}"
        return condition, "is not one age a touch. Use whole days, separated like the path: 12 > 3 > 0."
    condition = f"texts.{role} is not null and journeys.{role} is null"
    return condition, "is not a number. Use digits and a point: 12 or 3.50."
