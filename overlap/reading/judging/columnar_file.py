"""A Parquet file or a sheet of a workbook, judged: its records stand in rows that are counted beforehand."""

from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from overlap.errors import InputError
from overlap.faults import is_of_the_machine
from overlap.reading.files.archives import Limits
from overlap.reading.files.named_columns import known_names, match
from overlap.reading.files.parquet import parquet_records, unreadable
from overlap.reading.files.pieces import Piece
from overlap.reading.files.workbooks import sheet_of
from overlap.reading.finding.ways import Known
from overlap.reading.judging.judge import Judge, Miscounted
from overlap.reading.judging.judged import SCANNED, Judged, Progress, judge_at_once
from overlap.reading.records import Given, Records


def judge_parquet(judge: Judge, path: Path, name: str, known: Known, on_progress: Progress) -> Judged:
    """Fills the table with the accepted records of the file. Raises InputError: not to be trusted as a whole."""
    try:
        records, header = parquet_records(path, judge.file, judge.connection)
        judge = judge.of(pq.read_schema(path).names)
        on_progress(name, SCANNED)
        return judge_at_once(judge, records, header, known)
    except Miscounted:
        raise InputError("It holds another number of records than its footer says. Export it again.") from None
    except duckdb.Error as error:
        if is_of_the_machine(error):
            raise
        raise unreadable(error) from None


def judge_sheet(judge: Judge, path: Path, piece: Piece, limits: Limits, known: Known, on_progress: Progress) -> Judged:
    """Fills the table with the accepted rows of the sheet. Raises InputError: not to be trusted as a whole."""
    sheet = sheet_of(path, piece.sheet, limits, known_names(judge.file), judge.file.told)
    header = match(sheet.names, judge.file)
    judge = judge.of(sheet.names)
    on_progress(piece.name, SCANNED)
    columns = ", ".join(f"{name} varchar" for name in sheet.records.columns if name != "line")
    judge.connection.execute(f"create or replace temp table _sheet (line bigint, {columns})")
    judge.connection.from_arrow(sheet.records.to_arrow()).insert_into("_sheet")
    given = {name: Given(f"c{place}") for name, place in header.positions.items()}
    records = Records("_sheet", given, line="line", count=sheet.records.height, place="row")
    judged = judge_at_once(judge, records, header, known)
    return Judged(records, judged.accepted, judged.later, header, judged.file, sheet.around)
