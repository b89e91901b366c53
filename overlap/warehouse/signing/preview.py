"""What a draft would change, before anyone signs it: the same build, into files that are never published."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout

from overlap.agreements import Draft, SignedAgreement, resolve
from overlap.store import Store
from overlap.warehouse.building import Progress, build_marts, join_anew, same_email_of, silent
from overlap.warehouse.connections import DEFAULT_RESOURCES, Resources
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import Reader, open_files

_PREFIX = "preview-"


@contextmanager
def preview(
    warehouse: Warehouse,
    store: Store,
    draft: Draft,
    resources: Resources = DEFAULT_RESOURCES,
    on_progress: Progress = silent,
) -> Iterator[Reader]:
    """The published generation as it would be with the draft signed, to be asked within the `with`; gone after it.

    Takes as long as a build of the marts. Raises InputError for values nobody can agree on, CheckFailed as a build.
    """
    current = warehouse.current()
    drafted = _as_if_signed(draft, store.agreements())
    signed = [*store.agreements(), drafted]
    agreements = resolve(current.agreed("source_agreements"), current.agreed("folder_agreements"), signed)
    with _folder(warehouse) as folder:
        canonical, marts = warehouse.path(current.files["canonical"]), folder / "marts.duckdb"
        same_email = same_email_of(agreements, max(drafted.effective_from, drafted.created_at))
        if same_email != current.same_email:
            canonical = folder / "joined.duckdb"
            join_anew(warehouse, replace(current, same_email=same_email), canonical, resources)
        manifest = replace(
            current,
            same_email=same_email,
            generation=f"{current.generation}-preview",
            agreements_hash=agreements.hash,
            build_hash=agreements.build_hash,
        )
        manifest, _ = build_marts(canonical, marts, manifest, agreements, resources, on_progress)
        files = {"canonical": canonical, "marts": marts}
        reader = open_files(manifest, files, warehouse.kept(), resources, store, (drafted,))
        try:
            yield reader
        finally:
            reader.close()


def _as_if_signed(draft: Draft, signed: list[SignedAgreement]) -> SignedAgreement:
    version = 1 + max((one.version for one in signed if one.kind == draft.kind), default=0)
    return SignedAgreement(
        f"{draft.kind}-draft",
        draft.kind,
        version,
        draft.values,
        draft.effective_from.astimezone(UTC),
        draft.signed_marketing,
        draft.signed_sales,
        draft.note,
        datetime.now(UTC),
    )


@contextmanager
def _folder(warehouse: Warehouse) -> Iterator[Path]:
    """An empty folder on the warehouse's disk. Its lock is taken before it is made: a free lock means nobody's."""
    for left in warehouse.folder.glob(f"{_PREFIX}*"):
        _remove_if_left(left)
    folder = warehouse.folder / f"{_PREFIX}{token_hex(4)}"
    with FileLock(_lock_of(folder)):
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    _lock_of(folder).unlink(missing_ok=True)


def _remove_if_left(folder: Path) -> None:
    try:
        with FileLock(_lock_of(folder), timeout=0):
            shutil.rmtree(folder, ignore_errors=True)
        _lock_of(folder).unlink(missing_ok=True)
    except Timeout:
        pass  # somebody looks at it


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.lock")
