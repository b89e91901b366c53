"""The warehouse folder: immutable files, manifests, the CURRENT pointer, the lock.

CURRENT                      the id of the published generation
rolled_back.json             what was rolled back: each source's content, which later imports refuse
generations/<id>.json        a manifest
files/<set>-<id>.duckdb      what manifests name; a file no kept manifest names is pruned. `records-<source>` holds what
                             a source's exports said, as accepted, for an import of changes
files/shards-<id>/           the marts of the shards of the published generation, if it was built in shards: for the
                             next build to take over; no page reads them, and they go when another is published
applying.json                how the newest build of signed agreements stands; its words are in build.log
preview-<id>/                marts of a draft that somebody looks at; gone when they have
aside-<process>-.../         work that publishes nothing: a check; gone when it ends, or with the next after a kill
building/                    unfinished work of a running import, thrown away by the next
"""

import json
import os
import secrets
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from filelock import FileLock, Timeout

from overlap import disk
from overlap.errors import NoGeneration, WarehouseError
from overlap.folders import PRIVATE_FOLDER, private_folder
from overlap.warehouse.generations.durable import digest_of, sync_folder, synced, write_whole
from overlap.warehouse.generations.manifest import Manifest, RolledBack

_ASIDE = "aside-"
_NAME_A_FOLDER = "OVERLAP_WAREHOUSE must name a folder that Overlap may read and write."


class Warehouse:
    """A folder of generations. Nothing in it is ever changed in place but the pointer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._generations = folder / "generations"
        self._files = folder / "files"
        self._pointer = folder / "CURRENT"
        self._rolled_back = folder / "rolled_back.json"

    def current_id(self) -> str | None:
        """The published generation's id, None while there is none: one small read."""
        try:
            return self._pointer.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise WarehouseError(f"{self._pointer} cannot be read: {error}. {_NAME_A_FOLDER}") from error

    def current(self) -> Manifest:
        """The published generation. Raises NoGeneration."""
        generation = self.current_id()
        if generation is None:
            raise NoGeneration(
                f"Nothing has been imported into {self.folder} yet. "
                "Run `overlap import SOURCE FOLDER`, or `overlap demo` for a company to try it on."
            )
        return self.manifest(generation)

    def manifest(self, generation: str) -> Manifest:
        """The manifest of a generation. Raises WarehouseError."""
        path = self._generations / f"{generation}.json"
        try:
            return Manifest(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise WarehouseError(f"{path} is missing: import again, or restore the folder from a backup.") from None
        except (json.JSONDecodeError, TypeError) as error:
            raise WarehouseError(f"{path} cannot be read ({error}). Import again with this version.") from None

    def kept(self) -> list[Manifest]:
        """Every generation still there, newest first; one that cannot be read is left out."""
        found = []
        for path in sorted(self._generations.glob("*.json"), reverse=True):
            try:
                found.append(self.manifest(path.stem))
            except WarehouseError:
                continue
        return found

    def path(self, file: str) -> Path:
        """Where a file named by a manifest lies."""
        return self._files / file

    @contextmanager
    def writing(self, wait_seconds: float = 0) -> Iterator[Path]:
        """Hold the one writer's lock and an empty folder to build in.

        Raises WarehouseError while another writes, and for a folder that cannot be written.
        """
        building = self.folder / "building"
        try:
            with self._written():
                private_folder(self.folder)
                lock = FileLock(self.folder / ".lock", timeout=wait_seconds).acquire()
        except Timeout:
            raise WarehouseError(f"Another import is writing {self.folder}. Wait until it has finished.") from None
        with lock:
            shutil.rmtree(building, ignore_errors=True)
            with self._written():
                building.mkdir(exist_ok=True)  # a worker of a killed build may write there until it is ended
            try:
                with disk.in_words():
                    yield building
            finally:
                shutil.rmtree(building, ignore_errors=True)

    @contextmanager
    def aside(self) -> Iterator[Path]:
        """An empty folder beside what is published, for work that publishes nothing and holds no lock.

        It lies within the warehouse, not where the machine keeps passing files, since it may hold what a CRM knows.
        What a killed process left goes with the next. Raises WarehouseError for a folder that cannot be written.
        """
        with self._written():
            private_folder(self.folder)
            for left in self.folder.glob(f"{_ASIDE}*"):
                if not _is_running(left.name.removeprefix(_ASIDE).partition("-")[0]):
                    shutil.rmtree(left, ignore_errors=True)
            folder = self.folder / f"{_ASIDE}{os.getpid()}-{secrets.token_hex(4)}"
            folder.mkdir(mode=PRIVATE_FOLDER)
        try:
            with disk.in_words():
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish(self, manifest: Manifest, built: dict[str, Path], keep: int) -> None:
        """Move the built files in, write the manifest, then turn the pointer; older generations beyond `keep` go.

        Raises WarehouseError for a folder that cannot be written; the pointer then stands where it stood.
        """
        with self._written():
            self._files.mkdir(exist_ok=True)
            self._generations.mkdir(exist_ok=True)
            manifest = self._moved_in(manifest, built)
            for folder in {path.parent / shards_name(manifest.generation) for path in built.values()}:
                if folder.is_dir():
                    folder.replace(self.path(folder.name))
            sync_folder(self._files)
            write_whole(self._generations / f"{manifest.generation}.json", json.dumps(asdict(manifest), indent=1))
            write_whole(self._pointer, manifest.generation + "\n")
            self._prune(manifest.generation, keep)
            self._remove_shards(but=manifest.generation)

    def put_in_place(self, manifest: Manifest, built: dict[str, Path]) -> None:
        """Give a kept generation other files; those it had go, and whatever shards there are. Within `writing`."""
        with self._written():
            self._remove_shards()
            manifest = self._moved_in(manifest, built)
            sync_folder(self._files)
            write_whole(self._generations / f"{manifest.generation}.json", json.dumps(asdict(manifest), indent=1))
            self._unlink_unnamed(self.kept())

    def take_away(self, generations: Collection[str]) -> None:
        """Let go of kept generations that are not published, and of their files; within `writing`."""
        with self._written():
            for generation in generations:
                (self._generations / f"{generation}.json").unlink(missing_ok=True)
            sync_folder(self._generations)
            self._unlink_unnamed(self.kept())
            self._remove_shards(but=self.current_id())

    def rolled_back(self) -> list[RolledBack]:
        """What was rolled back and not imported again since. Raises WarehouseError for a damaged list."""
        try:
            return [RolledBack(**entry) for entry in json.loads(self._rolled_back.read_text(encoding="utf-8"))]
        except FileNotFoundError:
            return []
        except (json.JSONDecodeError, TypeError) as error:
            raise WarehouseError(
                f"{self._rolled_back} cannot be read ({error}). Without it, what was rolled back is imported again."
            ) from None

    def keep_rolled_back(self, entries: list[RolledBack]) -> None:
        """Write the list of what was rolled back; within `writing`."""
        with self._written():
            write_whole(self._rolled_back, json.dumps([asdict(entry) for entry in entries], indent=1))

    def turn_back(self, generation: str) -> None:
        """Publish a generation that is kept; within `writing`."""
        with self._written():
            write_whole(self._pointer, generation + "\n")

    @contextmanager
    def _written(self) -> Iterator[None]:
        # A timeout of the lock is an OSError too, and no fault of the folder.
        try:
            yield
        except Timeout:
            raise
        except OSError as error:
            why = f"The warehouse {self.folder} cannot be written: {error}."
            raise WarehouseError(f"{why} Check the rights of the folder and the room on its disk.") from error

    def _moved_in(self, manifest: Manifest, built: dict[str, Path]) -> Manifest:
        """Move built files in; the manifest with what its marts file comes to, so that a build knows it again."""
        for path in built.values():
            synced(path)
            path.replace(self.path(path.name))
        marts, is_new = self.path(manifest.files["marts"]), {path.name for path in built.values()}
        return replace(manifest, marts_digest=digest_of(marts)) if marts.name in is_new else manifest

    def _prune(self, current: str, keep: int) -> None:
        undone = {each.generation for each in self.rolled_back()}
        # Of two generations that are not shown, the one that was rolled back goes first.
        manifests = sorted(self.kept(), key=lambda each: each.generation in undone)
        stays = [each for each in manifests if each.generation == current]
        stays += [each for each in manifests if each.generation != current][: keep - 1]
        for manifest in manifests:
            if manifest not in stays:
                (self._generations / f"{manifest.generation}.json").unlink(missing_ok=True)
        self._unlink_unnamed(stays)

    def _remove_shards(self, but: str | None = None) -> None:
        """They only spare the next build work, and may hold what was taken out of the files of a generation."""
        for folder in self._files.glob(shards_name("*")):
            if but is None or folder.name != shards_name(but):
                shutil.rmtree(folder, ignore_errors=True)

    def _unlink_unnamed(self, kept: Iterable[Manifest]) -> None:
        named = {file for each in kept for file in (*each.files.values(), *each.records.values())}
        for path in self._files.glob("*.duckdb*"):
            if path.name not in named:
                path.unlink(missing_ok=True)


def shards_name(generation: str) -> str:
    """What the folder of a generation's shards is called, beside its files."""
    return f"shards-{generation}"


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
