"""What may happen to a company between two builds: each changes it, and lets it be published."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from company import Signing
from many_companies import NAMED, many_companies
from sequences import Rows, Sequence, with_tables, without

from overlap.warehouse.building import models
from overlap.warehouse.generations.layout import shards_name
from overlap.warehouse.generations.rolling_back import roll_back

HIDDEN = {"email": "hashed", "names": "dropped", "texts": "dropped", "key": "k"}


def _leads(sequence: Sequence) -> list[str]:
    return sorted(row["lead_id"] for row in sequence.company.tables["leads"])


def a_cell(sequence: Sequence) -> list[str]:
    """A cell of a few rows is another: that of another row of the table, or none."""
    chance = sequence.chance
    spared = {*NAMED, "rep_id", "campaign_id", "currency", "day", "measure", "created_at", "touched_at", "opened_at"}

    def told(name: str, rows: Rows) -> Rows:
        columns = sorted({column for row in rows for column in row} - spared)
        for _ in range(chance.randrange(3) if rows and columns else 0):
            column, row = chance.choice(columns), chance.choice(rows)
            row[column] = chance.choice(rows).get(column)
        return rows

    sequence.company = with_tables(sequence.company, told)
    return sequence.bring()


def another_region(sequence: Sequence) -> list[str]:
    leads = _leads(sequence)
    lead, region = sequence.chance.choice([*leads, ""]), sequence.chance.choice(("EMEA", "APAC", "AMER", None))
    sequence.company = with_tables(
        sequence.company,
        lambda name, rows: [{**row, "region": region} if row.get("lead_id") == lead and name == "leads" else row
                            for row in rows],
    )  # fmt: skip
    return sequence.bring()


def more_leads(sequence: Sequence) -> list[str]:
    chance = sequence.chance
    more = many_companies(chance, chance.randint(1, 2))
    known = sequence.company.known_at
    shift, prefix = known - more.known_at, f"x{chance.randrange(10**6)}-"
    shift = timedelta(days=shift.days)

    def fresh(row: dict[str, Any]) -> dict[str, Any]:
        named = {key: f"{prefix}{value}" if key in NAMED and value is not None else value for key, value in row.items()}
        return {key: _shifted(key, value, shift) for key, value in named.items()}

    own = ("campaigns", "campaign_days", "reps", "rates", "lead_changes")
    sequence.company = with_tables(
        sequence.company,
        lambda name, rows: rows if name in own else [*rows, *(fresh(dict(row)) for row in more.tables.get(name, ()))],
    )
    return sequence.bring()


def _shifted(key: str, value: Any, by: timedelta) -> Any:
    if not isinstance(value, str) or not (key.endswith("_at") or key.endswith("_on") or key.endswith("_date")):
        return value
    at = datetime.fromisoformat(value) + by
    return value if len(value) < len("2026-01-01") else at.date().isoformat() if len(value) == 10 else at.isoformat()


def fewer_leads(sequence: Sequence) -> list[str]:
    leads = _leads(sequence)
    if len(leads) > 3:
        sequence.company = without(sequence.company, sequence.chance.choice(leads))
    return sequence.bring()


def fewer_rows(sequence: Sequence) -> list[str]:
    chance = sequence.chance
    tables = ("touches", "activities", "feedback", "deal_members", "lead_changes", "merged_leads", "deals")
    name = chance.choice([each for each in tables if sequence.company.tables.get(each)] or ["touches"])
    sequence.company = with_tables(
        sequence.company, lambda each, rows: [row for row in rows if each != name or chance.randrange(8)]
    )
    return sequence.bring()


def later(sequence: Sequence) -> list[str]:
    by = sequence.chance.choice((timedelta(seconds=1), timedelta(hours=5), timedelta(days=1), timedelta(days=9)))
    sequence.company = replace(sequence.company, as_of=(sequence.company.known_at + by).isoformat())
    sequence.later(by)
    return sequence.bring()


def earlier(sequence: Sequence) -> list[str]:
    by = sequence.chance.choice((timedelta(seconds=1), timedelta(days=1)))
    sequence.company = replace(sequence.company, as_of=(sequence.company.known_at - by).isoformat())
    return sequence.bring()


def signed(sequence: Sequence) -> list[str]:
    chance = sequence.chance
    values = chance.choice(
        (
            ("fit", {"smb": chance.randrange(9)}),
            ("weights", {"first": chance.randint(1, 50), "lead": 20, "opportunity": 20, "last": 20, "rest": 10}),
            ("threshold", {"points": chance.randrange(90)}),
            ("attribution", {"window_days": chance.choice((1, 7, 90)), "half_life_days": 7,
                             "uncredited_channels": chance.choice(([], ["mail"])), "account_fallback": "off"}),
        )
    )  # fmt: skip
    since = sequence.company.known_at - timedelta(days=chance.choice((0, 3, 30)))
    new = Signing(*values, since.isoformat())
    sequence.company = replace(sequence.company, signings=[*sequence.company.signings, new])
    return chance.choice((sequence.build, sequence.bring))()


def forgotten(sequence: Sequence) -> list[str]:
    leads = _leads(sequence)
    return sequence.forget(sequence.chance.choice(leads)) if len(leads) > 3 else []


def hidden(sequence: Sequence) -> list[str]:
    sequence.entry = {"personal": HIDDEN} if not sequence.entry else sequence.entry
    return sequence.bring()


def another_model(sequence: Sequence) -> list[str]:
    """A model that no other reads gives one column more, or fewer rows; or any is spelled otherwise."""
    chance, every = sequence.chance, models.models()
    read = {name for each in models.marts_read(every).values() for name in each}
    name = chance.choice([name for name, file in every.items() if not file.line("then")])
    file, way = every[name], chance.choice(("spelled", "more", "fewer"))
    head, found, tail = file.sql.rpartition("select * from ")
    if way == "spelled" or name in read or not found or file.line("scope") == "sum":
        sql = f"{file.sql.rstrip()}\n-- spelled otherwise {chance.random()}"
    elif way == "more":
        sql = f"{head}select *, {chance.randrange(9)} as more from {tail}"
    else:
        last, _, order = tail.partition("\n")
        sql = f"{head}select * from {last} where hash({last.split()[0]}) % 3 > 0 {order}"
    sequence.changed = {**sequence.changed, name: replace(file, sql=sql)}
    sequence.done[-1] += f" {name} {way}"
    return chance.choice((sequence.build, sequence.bring))()


def the_models_of_today(sequence: Sequence) -> list[str]:
    sequence.changed = {}
    return sequence.build()


def cut_otherwise(sequence: Sequence) -> list[str]:
    each = sequence.chance.choice((2, 5, 12, 12, 10_000))
    sequence.resources = replace(sequence.resources, leads_per_shard=each)
    sequence.done[-1] += f" {each}"
    return sequence.build()


def rolled_back(sequence: Sequence) -> list[str]:
    if len(sequence.warehouse.kept()) > 1:
        with sequence.models():
            roll_back(sequence.warehouse, now=sequence.now)
    return sequence.chance.choice((sequence.build, sequence.bring))()


def a_damaged_byte(sequence: Sequence) -> list[str]:
    """Of the marts file, where only a digest finds it, or of a file of a shard."""
    warehouse, chance = sequence.warehouse, sequence.chance
    current = warehouse.current()
    folder = warehouse.path(shards_name(current.generation))
    path = chance.choice([warehouse.path(current.files["marts"]), *sorted(folder.rglob("*.parquet"))])
    data = bytearray(path.read_bytes())
    # The last block of a marts file is none that the history is read from: what it is of can then be built anew.
    data[len(data) - 9 if path.suffix == ".duckdb" else chance.randrange(len(data))] ^= 1
    path.write_bytes(data)
    sequence.done[-1] += f" {path.relative_to(warehouse.folder)}"
    return sequence.build()


def restored(sequence: Sequence) -> list[str]:
    """The folder is that of a backup, with the times of its files; one is taken where there is none."""
    backup, folder = sequence.folder / "backup", sequence.warehouse.folder
    if backup.exists():
        shutil.rmtree(folder)
        backup.rename(folder)
    else:
        shutil.copytree(folder, backup)
    return sequence.chance.choice((sequence.build, sequence.bring))()


def lost_shards(sequence: Sequence) -> list[str]:
    folder = sequence.warehouse.path(shards_name(sequence.warehouse.current().generation))
    files = sorted(folder.rglob("*.parquet"))
    if files and sequence.chance.randrange(2):
        sequence.chance.choice(files).unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return another_region(sequence)


CHANGES: list[tuple[str, Callable[[Sequence], list[str]]]] = [
    (change.__name__, change)
    for change in (
        a_cell, a_cell, another_region, another_region, another_region, more_leads, fewer_leads, fewer_rows, later,
        earlier, signed, forgotten, hidden, another_model, another_model, the_models_of_today, cut_otherwise,
        rolled_back, a_damaged_byte, restored, restored, lost_shards, Sequence.build, Sequence.bring,
    )
]  # fmt: skip


OF_PUBLISHED = ("forgotten", "a_damaged_byte", "lost_shards")


def step(sequence: Sequence) -> list[str]:
    """Let one thing happen; what is then not as it would be, built anew."""
    chance = sequence.chance
    is_published = sequence.warehouse.current_id() is not None  # not while a check of level stop fails
    name, change = chance.choice([each for each in CHANGES if is_published or each[0] not in OF_PUBLISHED])
    sequence.done.append(name)
    sequence.before = sequence.company
    return change(sequence)
