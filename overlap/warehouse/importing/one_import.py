"""One import, step by step into files of its own: read, ask, fill, stop or accept, build, check."""

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from overlap.choices import Settled
from overlap.personal import Handling, KeyFile
from overlap.reading import Account, read
from overlap.reports import answer
from overlap.warehouse.building import Progress, agreements_of, checks, make_marts, refuse_broken
from overlap.warehouse.building.history import before
from overlap.warehouse.canonical import changes
from overlap.warehouse.connections import Resources, attach, scratch, writing
from overlap.warehouse.generations.accepting import unaccepted
from overlap.warehouse.generations.hidden import key_of, with_handling
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.generations.rolling_back import rolled_back_before
from overlap.warehouse.importing import personal_data, unasked, whose_word, without_rates
from overlap.warehouse.importing.canonical_file import write_canonical
from overlap.warehouse.importing.draft import accepting, draft_of, fitting, is_unchanged, own_of
from overlap.warehouse.importing.export import Export, answers_of_files, kept_answers
from overlap.warehouse.importing.house import DEFAULT_ZONE
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.importing.keeping_out import keep_out_of_records, unwanted
from overlap.warehouse.importing.left_out import left_out
from overlap.warehouse.importing.records import Held, held, keeping, records_before
from overlap.warehouse.importing.told_by_company import with_answers
from overlap.warehouse.reader import open_files
from overlap.warehouse.source.prepared import prepare_answered, prepare_unasked
from overlap.warehouse.source.questions import keep_answers, questions_of

REJECTS_SHOWN = 1000
MOVED_SHOWN = 1000


@dataclass(frozen=True)
class OneImport:
    """One import of an export over the published generation, into files of its own."""

    export: Export
    warehouse: Warehouse | None
    current: Manifest | None
    store: str | Path | None
    now: datetime
    accepted: frozenset[str]
    resources: Resources
    on_progress: Progress
    key_file: KeyFile

    def done(self, folder: Path, as_of: datetime | None) -> tuple[Imported, dict[str, Path]]:
        """What became of it, and the files built in the folder, to be published."""
        house = fitting(self.export, self.current, as_of)
        own = own_of(self.export, self.current, house)
        personal = personal_data.handling(self.export, self.current, self.warehouse, self.key_file)
        kept_at = folder / "records.duckdb"
        with scratch(folder, self.resources) as connection:
            zones = (own.zone, house.time_zone or DEFAULT_ZONE)
            account, held = self._read(connection, folder, kept_at, zones, personal)
            said = Imported(account, asked=_asked_of(account), rejects=_rejects(connection))
            if account.refused:
                return said, {}
            asked = self._ask(connection, house.time_zone or DEFAULT_ZONE, account)
            if asked.open:
                return replace(said, asked=asked), {}
            asked = personal_data.told(asked, personal)
            said = replace(said, asked=asked, left_out=left_out(connection, self.export.source))
            of_files = answers_of_files(self.export, self.current)
            of_word = whose_word.answered_now(self.export, self.current)
            choices = {**kept_answers(self.export, self.current), **of_files, **asked.answered, **of_word}
            draft = draft_of(
                self.export, self.current, house, account, held.content, own, choices, self.store, self.now
            )
            draft = with_answers(draft, self.export.source.name, asked, said.left_out)
            draft = with_handling(draft, self.export.source.name, personal)
            if self.current and is_unchanged(self.current, draft, self.export.source.name):
                return replace(said, manifest=self.current), {}
            undone = rolled_back_before(self.warehouse, draft, self.export.source.name) if self.warehouse else ()
            if stopped := unaccepted(undone, self.accepted):
                return replace(said, stopped=stopped), {}
            self.on_progress("canonical tables", 0.0)
            paths = {name: folder / file for name, file in draft.files.items()}
            filled = write_canonical(
                connection, paths["canonical"], self.export.source, account, draft, self._published, self.now,
                held.tables, personal, key_of(draft, self.key_file), own.currency,
                unwanted(self.warehouse, self.resources), is_update=self.export.is_update,
            )  # fmt: skip
            asked = whose_word.with_questions(asked, filled.asks, self.export.source.name, self.current, choices)
            if asked.open:
                return replace(said, asked=asked, joined=filled.joined), {}
            keep_out_of_records(connection, self.export.source, kept_at, filled.kept_out, filled.draft)
            paths["records"] = kept_at.rename(folder / draft.records[self.export.source.name])
            left = (*said.left_out, *filled.kept_out.left_out)
            said = replace(said, asked=asked, supplied=filled.supplied, joined=filled.joined, left_out=left)
            draft = with_answers(filled.draft, self.export.source.name, asked, left)
        stopped = unaccepted(filled.stops, self._allowed(draft))
        if stopped:
            return replace(said, stopped=stopped), paths
        return self._built(said, accepting(draft, self.export.source.name, [*undone, *filled.stops]), paths)

    @property
    def _published(self) -> Path | None:
        """The canonical file published now."""
        return self.warehouse.path(self.current.files["canonical"]) if self.current and self.warehouse else None

    def _allowed(self, draft: Manifest) -> frozenset[str]:
        """What is accepted now, and what was when the same content was published."""
        source = self.export.source.name
        before = self.current.sources.get(source) if self.current else None
        if before is None or before["content"] != draft.sources[source]["content"]:
            return self.accepted
        return self.accepted | {name for name, _ in before.get("accepted_stops", ())}

    def _read(
        self,
        connection: duckdb.DuckDBPyConnection,
        scratch: Path,
        kept_at: Path,
        zones: tuple[str, str],
        personal: Handling,
    ) -> tuple[Account, Held]:
        """The account of the files, and what stands in `raw` now: of an update, also what was read before."""
        source, before = self.export.source, None
        if self.export.is_update:
            before = records_before(self.warehouse, self.current, source.name)
        with keeping(connection, kept_at, before) as kept:
            account = read(
                source, self.export.folder, connection, scratch=scratch, zone=zones[1], own_zone=zones[0], now=self.now,
                without=self.export.without, answers=answers_of_files(self.export, self.current),
                before=unasked.shown_before(self.export, self.current),
                otherwise=unasked.otherwise(self.export, self.current, zones[1]),
                personal=personal, limits=self.resources.limits, on_progress=self.on_progress, kept=kept,
            )  # fmt: skip
            now = held(connection, source, account, kept)
        if self.export.is_update:
            account = Account(tuple(file for file in account.files if file.supplied), account.ignored)
        return account, now

    def _ask(self, connection: duckdb.DuckDBPyConnection, zone: str, account: Account) -> Settled:
        """What the source asks of these files, settled; its prepared tables stand if nothing is open."""
        source = self.export.source
        prepare_unasked(connection, source, zone)
        asked = unasked.settled(questions_of(connection, source), self.export, self.current, account)
        if not asked.open:
            keep_answers(connection, asked.answers)
            prepare_answered(connection, source, zone)
        return asked

    def _built(self, said: Imported, draft: Manifest, paths: dict[str, Path]) -> tuple[Imported, dict[str, Path]]:
        source = self.export.source.name
        manifest, results = self._marts(draft, paths)
        unpriced = without_rates.stops_of(results, paths, self.resources)
        stopped = unaccepted(unpriced, self._allowed(draft))
        if stopped:
            return replace(said, stopped=stopped, results=results), paths
        if unpriced:
            rejected = without_rates.leave_out(results, paths, self.resources)
            paths["marts"].unlink()
            manifest, results = self._marts(accepting(draft, source, unpriced, rejected), paths)
        refuse_broken(results)
        said = replace(said, manifest=manifest, is_new=True, results=results)
        if self.current is None:
            return said, paths  # nothing was there that could have changed
        shown = {name: paths[name] for name in manifest.files}
        with closing(open_files(manifest, shown, (manifest,), self.resources, None)) as reader:
            changed, restated, moved = (
                answer(reader, name, row_cap=MOVED_SHOWN).frame.to_dicts()
                for name in ("data/changes", "data/restatements", "data/restated_rows")
            )
        return replace(said, changed=changed, restated=restated, moved=moved), paths

    def _marts(self, draft: Manifest, paths: dict[str, Path]) -> tuple[Manifest, list[checks.Result]]:
        agreements = agreements_of(draft, self.store)
        over = before(self.warehouse, self.current)
        self._compare(draft, paths["canonical"])
        return make_marts(paths["canonical"], paths["marts"], draft, agreements, self.resources, self.on_progress, over)

    def _compare(self, draft: Manifest, path: Path) -> None:
        """Keep in the canonical file what differs from the published one."""
        if self._published:
            with writing(path, self.resources) as connection:
                attach(connection, self._published, "previous")
                changes.compare(connection, "previous", draft, self.export.source.name)
                connection.execute("checkpoint")


def _asked_of(account: Account) -> Settled | None:
    """What the files cannot tell of themselves, open until it is answered."""
    return Settled(account.asks, {}, account.asks, ()) if account.asks else None


def _rejects(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    frame = connection.sql(f"from raw._rejects order by file, line limit {REJECTS_SHOWN}").pl()
    return frame.to_dicts()
