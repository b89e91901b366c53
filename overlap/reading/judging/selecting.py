"""The generated SELECT over a file's records: each declared column's text, its typed value, whether it is good."""

from overlap.contract import Column
from overlap.contract.column import about_of
from overlap.personal import Handling
from overlap.personal.masking import masked
from overlap.reading.judging.placeholders import words_of
from overlap.reading.records import Records, quoted
from overlap.reading.source import RawFile
from overlap.reading.values import parsing, rules
from overlap.reading.values.bound import Bound, Moment
from overlap.reading.values.typed_value import date_only, read_of, text_of, typed_of, within_years, without


def typed_records(
    file: RawFile, records: Records, moment: Moment, personal: Handling, bound: Bound, line: str | None = None
) -> str:
    """A subquery of `text.<column>`, `typed.<column>`, `date_only.<column>` and, where `line` is given, `line`.

    Texts are hidden as `personal` says before anything else is made of them.
    """
    texts, reads, values, flags = [], [], [], []
    names = about_of(file.columns)
    about = records.given[names.name].text if names and names.name in records.given else None
    for column in file.columns:
        given = records.given.get(column.name)
        text, typed = _alias("text", column), _alias("typed", column)
        trimmed = text_of(given, records.blanks, bound)
        cleaned = _or_sign(column, without(trimmed, words_of(column, records), bound), file, records, bound)
        texts.append(f"{masked(column.personal, cleaned, personal, bound, about)} as {text}")
        if given is None or given.typed is None:
            read = read_of(column, text, moment, bound)
            if read:
                reads.append(f"{read} as {_alias('read', column)}")
            known = _alias("read", column) if read else None
            values.append(f"{typed_of(column, text, moment, bound, known)} as {typed}")
        else:
            taken = given.typed
            if column.type == "time" and given.is_local:
                zone = moment.zone_of_days if given.is_date_only else moment.zone
                taken = f"timezone({bound(zone)}, {taken})"
            texts.append(f"{within_years(column, taken)} as {typed}")
        if column.type == "time":
            flags.append(f"{date_only(given, text, typed, column.written)} as {_alias('date_only', column)}")
    if line is not None:
        texts.append(f"{line} as line")
    with_texts = f"(select {', '.join(texts)} from {records.relation})"
    # Each value is computed once: what the next step looks at twice is a column of the step before.
    with_reads = f"(select {', '.join(('*', *reads))} from {with_texts})"
    with_values = f"(select {', '.join(('*', *values))} from {with_reads})"
    return f"(select {', '.join(('*', *flags))} from {with_values})"


def _or_sign(column: Column, cleaned: str, file: RawFile, records: Records, bound: Bound) -> str:
    """The text of a column, or where it is blank the sign beside the number of the column that says so."""
    signed = file.signed_by(column)
    given = records.given.get(signed.name) if signed else None
    if given is None or given.typed is not None:
        return cleaned
    return f"coalesce({cleaned}, {parsing.sign(text_of(given, records.blanks, bound), bound)})"


def accepted_columns(file: RawFile, good: str = "true", error: str | None = None) -> str:
    """The columns of `raw.<table>` out of `typed_records`; with an `error`, a record that is not good raises it."""
    values = [f"cast({_alias('typed', c)} as {c.sql_type}) as {quoted(c.name)}" for c in file.columns]
    if error is not None:
        first = file.columns[0]
        kept = f"case when {good} then {_alias('typed', first)} else error({error}) end"
        values[0] = f"cast({kept} as {first.sql_type}) as {quoted(first.name)}"
    times = [column for column in file.columns if column.type == "time"]
    flags = [f"{_alias('date_only', column)} as {quoted(f'{column.name}_is_date_only')}" for column in times]
    return ", ".join((*values, *flags))


def texts_struct(file: RawFile) -> str:
    """The texts of a record in one value, for the sentences about it."""
    texts = (f"{quoted(column.name)} := {_alias('text', column)}" for column in file.columns)
    return f"struct_pack({', '.join(texts)})"


def is_good(file: RawFile, moment: Moment, bound: Bound) -> str:
    """Whether a record breaks no rule about its values: true or false, never null."""
    values = (
        rules.good(column, _alias("text", column), _alias("typed", column), file.must_hold(column), moment, bound)
        for column in file.columns
    )
    pairs = (
        rules.goes_together(column, _alias("text", column), _alias("typed", other), bound)
        for column, other in file.pairs
    )
    return " and ".join((*values, *pairs))


def _alias(kind: str, column: Column) -> str:
    # A column called "text.x" cannot be declared beside "x" by accident: our names hold no point.
    return quoted(f"{kind}.{column.name}")
