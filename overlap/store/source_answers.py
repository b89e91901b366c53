"""What sources were answered, in the audit: who said what when, and what held before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, MetaData, String, Table, select

from overlap.store import typed, written_rows
from overlap.store.audit import Entry, entry_of, history
from overlap.store.schema import AUDIT
from overlap.store.store import Store

Said = Mapping[str, Sequence[str]]
# Answers live in the manifest of a generation: the store holds nothing of them but the lines of the audit.
_ANSWERS = Table("answers", MetaData(), Column("source", String, primary_key=True))


@dataclass(frozen=True)
class Answered:
    """One answer that is another than before; `before` and `after` are empty where there was, or is, none."""

    at: datetime
    who: str
    source: str
    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def note_answers(store: Store, source: str, said: Said, who: str, at: datetime) -> bool:
    """Write down what a source was answered, if that is another thing than was written last; whether it is."""
    now = {key: list(values) for key, values in sorted(said.items())}
    lines = history(store, _ANSWERS.name, source)
    then = lines[-1].after if lines else {}
    if then == now:
        return False
    with store.write(AUDIT.name) as connection:
        written_rows.record(
            connection, _ANSWERS, source, "answer", typed.name("who", who), at, dict(then) if lines else None, now
        )
    return True


def answered(store: Store) -> list[Answered]:
    """Every answer that changed, the newest first."""
    asked = select(AUDIT).where(AUDIT.c.table_name == _ANSWERS.name).order_by(AUDIT.c.audit_id.desc())
    with store.read() as connection:
        entries = [entry_of(dict(row)) for row in connection.execute(asked).mappings()]
    return [change for entry in entries for change in _changes(entry)]


def _changes(entry: Entry) -> list[Answered]:
    before = entry.before or {}
    return [
        Answered(entry.at, entry.who, entry.row_id, key, tuple(before.get(key, ())), tuple(entry.after.get(key, ())))
        for key in sorted({*before, *entry.after})
        if before.get(key) != entry.after.get(key)
    ]
