"""Which way a file writes its values is decided before it is judged, and told in its account."""

from dataclasses import replace

from overlap.contract import Column
from overlap.errors import InputError
from overlap.reading.finding.ways import Known, Texts, Ways, is_found, ways_of, ways_of_sample
from overlap.reading.judging.judge import Judge
from overlap.reading.judging.placeholders import words_of
from overlap.reading.judging.unclear import decimal_question, order_question
from overlap.reading.records import Records
from overlap.reading.source import RawFile
from overlap.reading.values import typed_value
from overlap.reading.values.bound import Bound


def decided(judge: Judge, records: Records, known: Known) -> Judge:
    """The judge, told how the columns are written whose first values are not plain."""
    columns = _found(judge, records)
    if not columns:
        return judge
    return _told(judge, ways_of_sample(judge.connection, _texts(records, columns), columns, known))


def decided_by_all(judge: Judge, records: Records, known: Known) -> Judge:
    """The judge, told how every column is written, from all of its values."""
    columns = _found(judge, records)
    if not columns:
        return judge
    return _told(judge, ways_of(judge.connection, _texts(records, columns), columns, known))


def told(file: RawFile) -> tuple[tuple[str, str], ...]:
    """(column, how it is written) of each column that is not written plainly."""
    return tuple((column.called, column.written.words) for column in file.columns if column.written)


def _found(judge: Judge, records: Records) -> tuple[Column, ...]:
    given = records.given
    return tuple(
        column
        for column in judge.file.columns
        if is_found(column) and column.name in given and given[column.name].typed is None
    )


def _told(judge: Judge, ways: Ways) -> Judge:
    _refuse_unclear(judge, ways)
    columns = tuple(replace(column, written=ways.written.get(column.name)) for column in judge.file.columns)
    file = replace(judge.file, columns=columns, decimal=judge.file.decimal or ways.decimal)
    return replace(judge, file=file, rejects=replace(judge.rejects, file=file))


def _refuse_unclear(judge: Judge, ways: Ways) -> None:
    called = {column.name: column.called for column in judge.file.columns}
    if ways.mixes:
        words = "; ".join(f"{called[name]} {why}" for name, why in ways.mixes.items())
        raise InputError(f"{words}. Export it again, written in one way.")
    for name, why in ways.asks.items():
        asks = order_question if "day-month" in why else decimal_question
        raise asks(called[name], judge.rejects.name, why)


def _texts(records: Records, columns: tuple[Column, ...]) -> Texts:
    bound = Bound(dict(records.bound))
    texts = {}
    for column in columns:
        trimmed = typed_value.text_of(records.given[column.name], records.blanks, bound)
        texts[column.name] = typed_value.without(trimmed, words_of(column, records), bound)
    return Texts(records.relation, texts, bound.values)
