"""Copies of what was imported that lie beside a warehouse, cleaned of a person: kept uploads, pulled tables, a log."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from overlap.mapping import cleaned_tables, cleaned_uploads
from overlap.mapping.draft_folder import OWN, DraftFolder
from overlap.warehouse.canonical.prefixing import as_in_files_of
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.generations.manifest import Manifest

_LOG, _PULLED = "build.log", "connected"


@dataclass(frozen=True)
class Copies:
    """Those of a company whose newest generation is `current`; `texts` are the ids and addresses of the person."""

    warehouse: Warehouse
    current: Manifest | None
    texts: frozenset[str]

    def uploads(self) -> tuple[str, ...]:
        """The uploaded files that `clean` would change or take away."""
        return cleaned_uploads.holding(self._draft.path, self._of_draft()) if self.texts else ()

    def pulled(self) -> tuple[str, ...]:
        """The pulled tables that `clean` would change."""
        return tuple(
            f"{folder.name}/{name}"
            for folder, texts in self._connections()
            for name in cleaned_tables.holding(folder, texts)
        )

    def logs(self) -> tuple[str, ...]:
        """The log, where it names the person; it goes whole."""
        path = self.warehouse.folder / _LOG
        content = path.read_bytes().lower() if path.exists() else b""
        every = {*self.texts, *(text for source in self._sources() for text in self._of(source))}
        return (_LOG,) if any(text.lower().encode() in content for text in every) else ()

    def clean(self) -> None:
        """Take the person out of all of them."""
        self._draft.sweep()
        if self.texts:
            cleaned_uploads.clean(self._draft.path, self._of_draft())
        for folder, texts in self._connections():
            cleaned_tables.clean(folder, texts)
        for name in self.logs():
            (self.warehouse.folder / name).unlink(missing_ok=True)

    @property
    def _draft(self) -> DraftFolder:
        return DraftFolder(self.warehouse.folder)

    def _of_draft(self) -> frozenset[str]:
        """As the files of the draft write them; files that were kept when it was published may be of any source."""
        if self._draft.is_begun:
            draft = self._draft.read()
            return self._of(draft.name if draft.system in ("", OWN) else draft.system)
        return self.texts.union(*map(self._of, self._sources()))

    def _connections(self) -> Iterator[tuple[Path, frozenset[str]]]:
        for folder in sorted((self.warehouse.folder.parent / _PULLED).glob("*/")):
            yield folder, self._of(folder.name)

    def _sources(self) -> tuple[str, ...]:
        return tuple(self.current.sources) if self.current else ()

    def _of(self, source: str) -> frozenset[str]:
        return as_in_files_of(self.current, source, self.texts) if self.current else self.texts
