"""A company that changes step by step, as companies do, its marts going on from those before; and built anew beside."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from built_anew import begun_at, told_otherwise, unlike
from company import Company
from houses import SMALL, SOURCE, drafted, write_canonical
from many_companies import many_companies

from overlap.agreements import Agreements, resolve
from overlap.errors import CheckFailed
from overlap.sqlfile import SqlFile
from overlap.store import open_store
from overlap.warehouse.building import build_marts, history, models, silent
from overlap.warehouse.canonical import changes
from overlap.warehouse.connections import Resources, attach, writing
from overlap.warehouse.forgetting import forget
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest, new_id

Rows = list[dict[str, Any]]
IN_ONE_PIECE = replace(SMALL, generations_kept=2)


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
        with warehouse.writing() as building, self.models():
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
        """Publish the marts of the file that is published, again; the first where a check has stopped all until now."""
        if self.warehouse.current_id() is None:
            return self.bring()
        with self.warehouse.writing() as building, self.models():
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
        with self.models():
            forget(
                self.warehouse, self.store, lead, who="Mara", now=self.later(timedelta(hours=1)),
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
        at, generation = self.later(timedelta(minutes=1)), new_id(self.now)
        return replace(
            manifest, generation=generation, built_at=at.isoformat(), agreements_hash=agreed.hash,
            build_hash=agreed.build_hash, previous=current.generation if current is not None else "",
            sources={SOURCE: {**manifest.sources[SOURCE], **self.entry}}, models_hash=models.models_hash(),
            files={kind: f"{kind}-{generation}.duckdb" for kind in manifest.files},
        )  # fmt: skip

    def later(self, by: timedelta) -> datetime:
        self.now += by
        return self.now

    @contextmanager
    def models(self) -> Iterator[None]:
        """Models as they are by now."""
        ordered, hashed = models._ordered, models._hash  # noqa: SLF001 - below whatever names `models`
        moved = repr([(name, file.hash) for name, file in sorted(self.changed.items())])

        def changed(*root: Any) -> tuple[tuple[str, SqlFile], ...]:
            return tuple((name, self.changed.get(name, file)) for name, file in ordered(*root))

        with ExitStack() as stack:
            stack.enter_context(patch.object(models, "_ordered", changed))
            stack.enter_context(patch.object(models, "_hash", lambda *roots: hashed(*roots) + moved))
            yield


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
