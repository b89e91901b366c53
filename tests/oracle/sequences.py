"""A company that changes step by step, as companies do, its marts going on from those before; and built anew beside."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import duckdb
import pytest
from company import Company, Signing
from houses import SMALL, SOURCE, drafted, write_canonical
from many_companies import NAMED, many_companies

from overlap.agreements import KINDS, Agreements, resolve
from overlap.errors import CheckFailed
from overlap.sqlfile import SqlFile
from overlap.store import open_store
from overlap.warehouse.building import build_marts, history, models, silent
from overlap.warehouse.canonical import changes
from overlap.warehouse.connections import Resources, attach, writing
from overlap.warehouse.forgetting import forget
from overlap.warehouse.generations.layout import Warehouse, shards_name
from overlap.warehouse.generations.manifest import Manifest, new_id
from overlap.warehouse.generations.rolling_back import roll_back

Rows = list[dict[str, Any]]
IN_ONE_PIECE = replace(SMALL, generations_kept=2)
HIDDEN = {"email": "hashed", "names": "dropped", "texts": "dropped", "key": "k"}
TOLD = ("headlines", "restated", "restated_rows", "house")  # what a file says beside its marts and checks


@dataclass
class Sequence:
    """A warehouse, and the company that is told to it next."""

    folder: Path
    chance: Random
    company: Company
    resources: Resources = IN_ONE_PIECE
    entry: dict[str, Any] = field(default_factory=dict)
    changed: dict[str, SqlFile] = field(default_factory=dict)
    now: datetime = field(init=False)
    done: list[str] = field(default_factory=list)
    went_on: int = 0
    before: Company = field(init=False)

    def __post_init__(self) -> None:
        self.now, self.before = self.company.known_at, self.company

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(self.folder / "warehouse")

    @property
    def store(self) -> Path:
        return self.folder / "store.db"

    @property
    def agreed(self) -> Agreements:
        return resolve({}, self.company.agreements, self.company.signed)

    def bring(self) -> list[str]:
        """Publish what the company is now; what of it is not as it would be, built anew."""
        warehouse = self.warehouse
        with warehouse.writing() as building, self._models():
            current = warehouse.current() if warehouse.current_id() else None
            manifest = self._manifest(current)
            paths = {name: building / file for name, file in manifest.files.items()}
            write_canonical(paths["canonical"], manifest, {}, self.company.tables)
            if current is not None:
                with writing(paths["canonical"], SMALL) as connection:
                    attach(connection, warehouse.path(current.files["canonical"]), "previous")
                    changes.compare(connection, "previous", manifest, SOURCE)
                    connection.execute("checkpoint")
            return self._published(building, current, manifest, paths)

    def build(self) -> list[str]:
        """Publish the marts of the file that is published, again."""
        with self.warehouse.writing() as building, self._models():
            current = self.warehouse.current()
            drawn = self._manifest(current)
            files = {**current.files, "marts": drawn.files["marts"]}
            manifest = replace(
                current, generation=drawn.generation, built_at=drawn.built_at, files=files, previous=current.generation,
                agreements_hash=drawn.agreements_hash, build_hash=drawn.build_hash, models_hash=models.models_hash(),
            )  # fmt: skip
            return self._published(building, current, manifest, {"marts": building / files["marts"]})

    def forget(self, lead: str) -> list[str]:
        """Forget a lead, and tell nothing more of it; what is not as it would be, built anew without it."""
        open_store(self.store, "test").close()
        published = self.warehouse.current()
        with self._models():
            forget(
                self.warehouse, self.store, lead, who="Mara", now=self._later(timedelta(hours=1)),
                resources=self.resources,
            )  # fmt: skip
            self.company = without(self.company, lead)
            now = self.warehouse.current()
            if now.generation == published.generation:
                return []
            anew = self.folder / "anew.duckdb"
            agreed = resolve({}, now.agreed("folder_agreements"), self.company.signed)
            build_marts(self.warehouse.path(now.files["canonical"]), anew, now, agreed, IN_ONE_PIECE, silent)
            found = [*unlike(anew, self.warehouse.path(now.files["marts"]))]
        anew.unlink()
        return found

    def _published(
        self, building: Path, current: Manifest | None, manifest: Manifest, paths: dict[str, Path]
    ) -> list[str]:
        warehouse, anew = self.warehouse, self.folder / "anew.duckdb"
        canonical = paths.get("canonical", warehouse.path(manifest.files["canonical"]))
        over = history.before(warehouse, current)
        alone = history.alone(warehouse, current) if current is not None else None
        try:
            beside, _ = build_marts(canonical, anew, manifest, self.agreed, IN_ONE_PIECE, silent, alone)
        except CheckFailed as error:
            anew.unlink()
            with pytest.raises(CheckFailed, match=f"^{re.escape(str(error))}$"):
                build_marts(canonical, paths["marts"], manifest, self.agreed, self.resources, silent, over)
            self.company = self.before  # or every later step would fail too
            return []
        manifest, _ = build_marts(canonical, paths["marts"], manifest, self.agreed, self.resources, silent, over)
        found = [*unlike(anew, paths["marts"]), *told_otherwise(anew, paths["marts"])]
        if beside.checks != manifest.checks:
            found.append(f"counts of checks {manifest.checks} for {beside.checks}")
        anew.unlink()
        self.went_on += begun_at(paths["marts"]) != manifest.built_at
        warehouse.publish(manifest, paths, self.resources.generations_kept)
        return found

    def _manifest(self, current: Manifest | None) -> Manifest:
        company, agreed = self.company, self.agreed
        manifest = drafted(company.as_of, company.zone, company.currency, company.agreements, company.tables)
        at, generation = self._later(timedelta(minutes=1)), new_id(self.now)
        return replace(
            manifest, generation=generation, built_at=at.isoformat(), agreements_hash=agreed.hash,
            build_hash=agreed.build_hash, previous=current.generation if current is not None else "",
            sources={SOURCE: {**manifest.sources[SOURCE], **self.entry}}, models_hash=models.models_hash(),
            files={kind: f"{kind}-{generation}.duckdb" for kind in manifest.files},
        )  # fmt: skip

    def _later(self, by: timedelta) -> datetime:
        self.now += by
        return self.now

    @contextmanager
    def _models(self) -> Iterator[None]:
        """Models as they are by now."""
        ordered, hashed = models._ordered, models._hash  # noqa: SLF001 - below whatever names `models`
        moved = repr([(name, file.hash) for name, file in sorted(self.changed.items())])

        def changed(*root: Any) -> tuple[tuple[str, SqlFile], ...]:
            return tuple((name, self.changed.get(name, file)) for name, file in ordered(*root))

        with ExitStack() as stack:
            stack.enter_context(patch.object(models, "_ordered", changed))
            stack.enter_context(patch.object(models, "_hash", lambda *roots: hashed(*roots) + moved))
            yield


def unlike(anew: Path, found: Path) -> Iterator[str]:
    """The marts and checks of a file that are not those of one built anew; rows may lie behind the others."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{anew}' as anew (read_only); attach '{found}' as found (read_only)")
        for name in models.models():
            one, other = (connection.sql(f'from {file}.marts."{name}" order by all') for file in ("anew", "found"))
            if (one.columns, one.types) != (other.columns, other.types) or one.fetchall() != other.fetchall():
                yield f"marts.{name}"
        names = [
            connection.sql(f"from duckdb_tables() select table_name where database_name = '{file}' and schema_name "
                           "= 'marts' order by all").fetchall()
            for file in ("anew", "found")
        ]  # fmt: skip
        if names[0] != names[1]:
            yield "which marts there are"
        rows = "select * exclude (key) from {}.meta.checks order by all"
        one, other = (connection.sql(rows.format(file)).fetchall() for file in ("anew", "found"))
        yield from (f"meta.checks: {each} for {row}" for row, each in zip(one, other, strict=True) if row != each)
        for kind in KINDS:
            one, other = (connection.sql(f"from {file}.agreements.{kind} order by all") for file in ("anew", "found"))
            if one.fetchall() != other.fetchall():
                yield f"agreements.{kind}"


def begun_at(marts: Path) -> str:
    """Since when a marts file was only copied."""
    with duckdb.connect(str(marts), read_only=True) as connection:
        return connection.sql("select any_value(begun_at) from meta.parts").fetchall()[0][0]


def told_otherwise(anew: Path, found: Path) -> Iterator[str]:
    """What a file tells of the builds before that one built anew does not."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{anew}' as anew (read_only); attach '{found}' as found (read_only)")
        for table in TOLD:
            one, other = (connection.sql(f"from {file}.meta.{table} order by all") for file in ("anew", "found"))
            if one.fetchall() != other.fetchall():
                yield f"meta.{table}"


def without(company: Company, lead: str) -> Company:
    """The company that tells nothing of a lead."""
    merged = [row["lead_id"] for row in company.tables.get("merged_leads", ()) if row["merged_into"] == lead]
    gone = {lead, *merged}
    return with_tables(
        company, lambda _, rows: [row for row in rows if not gone & {row.get("lead_id"), row.get("merged_into")}]
    )


def with_tables(company: Company, told: Callable[[str, Rows], Rows]) -> Company:
    tables = {name: told(name, [dict(row) for row in rows]) for name, rows in company.tables.items()}
    return replace(company, tables=tables)


def begun(folder: Path, chance: Random, count: int) -> Sequence:
    """A company of so many, told for the first time."""
    folder.mkdir(parents=True, exist_ok=True)
    return Sequence(folder, chance, replace(many_companies(chance, count), store=None))


def step(sequence: Sequence) -> list[str]:
    """Let one thing happen; what is then not as it would be, built anew."""
    chance = sequence.chance
    name, change = chance.choice(CHANGES)
    sequence.done.append(name)
    sequence.before = sequence.company
    return change(sequence)


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
    sequence._later(by)  # noqa: SLF001
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
        with sequence._models():  # noqa: SLF001
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
