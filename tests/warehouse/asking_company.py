"""A company of a source that asks: three questions, two files, and what a person's status may be."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from overlap.choices import Answers
from overlap.reading import load_source
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder
from overlap.warehouse.importing.imported import Imported

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DECLARED = """
[questions.sql]
ask = "Which status says that sales took a person on?"
counts = "people"
takes_several = true
[questions.zone]
ask = "Which zone?"
counts = "people"
[questions.unasked]
ask = "What nobody needs to know?"
counts = "people"
[files.people]
key = ["id"]
required = true
[files.people.columns]
id = { type = "text", required = true }
seen = { type = "time", required = true }
status = { type = "text" }
deleted = { type = "flag" }
paid = { type = "money" }
[files.calls]
[files.calls.columns]
id = { type = "text", required = true }
"""
FILES = {
    "prepared/living.sql": "-- People who are not deleted.\n"
    "select * from raw.people where not coalesce(deleted, false)",
    "prepared/taken_on.sql": "-- People whom sales took on.\nselect living.* from raw.living"
    " inner join raw._choices as chosen on chosen.question = 'sql' and chosen.choice = living.status",
    "questions/sql.sql": "-- Every status.\nselect status as choice, count(*) as choice_count,"
    " status = 'Working' as is_suggested from raw.living where status is not null group by status order by status",
    "questions/zone.sql": "-- One zone.\n"
    "select 'UTC' as choice, 1 as choice_count, true as is_suggested, true as is_sure",
    "questions/unasked.sql": "-- Nothing.\nselect status as choice from raw.people where false",
    "account/left_out.sql": "-- The deleted.\nselect 'people' as \"table\", 'deleted there' as reason,"
    " count(*) as record_count from raw.people where deleted union all select 'people', 'never', 0",
    "leads.sql": "-- A lead a person.\nselect id as lead_id, seen as created_at,"
    " seen_is_date_only as created_at_is_date_only from raw.living",
    "stage_entries.sql": "-- Those taken on.\n--\n-- needs: raw.calls\nselect id as lead_id, 'sql' as stage,"
    " seen as entered_at, seen_is_date_only as entered_at_is_date_only from raw.taken_on",
    "activities.sql": "-- Calls.\nselect id as activity_id, now() as occurred_at from raw.calls",
}
PEOPLE = """id,seen,status,deleted
P1,2026-01-05 10:00,Working,
P2,2026-01-06 10:00,Qualified,no
P3,2026-01-07 10:00,Working,yes
P4,2026-01-08 10:00,,
"""  # fmt: skip


class Company:
    def __init__(self, folder: Path, **files: str) -> None:
        for name, text in {**FILES, **files}.items():
            path = folder / "crm" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        (folder / "crm" / "source.toml").write_text(DECLARED)
        self.folder, self.export, self.warehouse = folder, folder / "export", Warehouse(folder / "warehouse")
        self.export.mkdir()
        self.bring(PEOPLE)

    def bring(self, people: str) -> None:
        (self.export / "people.csv").write_text(people)

    def imported(self, **answers: str) -> Imported:
        given: Answers = {key: tuple(value.split(";")) for key, value in answers.items()}
        export = Export(load_source(self.folder / "crm"), self.export, answers=given)
        return import_folder(self.warehouse, self.folder / "store.db", export, now=NOW, accept=("shrink",))

    def rows(self, sql: str) -> list[tuple]:
        path = self.warehouse.path(self.warehouse.current().files["canonical"])
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.sql(sql).fetchall()
