"""The judgement of one piece's records, fast where all are good, and what it comes to before it is told."""

from collections.abc import Callable
from dataclasses import dataclass

from overlap.reading.files.named_columns import Header
from overlap.reading.finding.ways import Known
from overlap.reading.judging.deciding import decided, decided_by_all
from overlap.reading.judging.judge import Judge, Miscounted
from overlap.reading.records import Records
from overlap.reading.source import RawFile

Progress = Callable[[str, float], None]
SCANNED = 0.4  # the share of a file's progress that is done once its structure is known


@dataclass(frozen=True)
class Judged:
    """The records, how many were accepted and how many rejected for lying after now, the header, the file as read.

    `around` are the lines above and below the table that are no records.
    """

    records: Records
    accepted: int
    later: int
    header: Header
    file: RawFile
    around: int = 0


def judge_at_once(judge: Judge, records: Records, header: Header, known: Known) -> Judged:
    """In one pass where every record is good, else again with lines.

    Raises InputError, Miscounted (where lines are not to be had, too), and what DuckDB raises about a file.
    """
    judge = decided(judge, records, known)
    if judge.accept_all(records):
        return Judged(records, records.count, 0, header, judge.file)
    by_all = decided_by_all(judge, records, known)
    if by_all.file != judge.file and by_all.accept_all(records):
        return Judged(records, records.count, 0, header, by_all.file)
    if not records.has_lines:
        raise Miscounted(judge.rejects.name)
    return Judged(records, *by_all.judge(records), header, by_all.file)
