"""The draft of a source that somebody is describing: what was said so far and the files, kept until it is published.

draft.json   what was said: the name, where the files are, the answers
files/       the files that were uploaded
"""

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from overlap.errors import InputError
from overlap.folders import PRIVATE_FILE, private_folder

OWN = "own"  # files of no system we know
_FOLDER, _SAID, _FILES = "draft", "draft.json", "files"


@dataclass(frozen=True)
class Draft:
    """`system` is a source that comes with Overlap, or OWN, blank while nobody has said so; `folder` one of this
    machine, else the uploaded files'."""

    name: str = "company"
    system: str = ""
    folder: str = ""
    answers: dict[str, list[str]] = field(default_factory=dict)


class DraftFolder:
    """The draft of one company, in a folder beside its warehouse; there may be none yet."""

    def __init__(self, beside: Path) -> None:
        self.path = beside.parent / _FOLDER
        self.uploads = self.path / _FILES

    @property
    def is_begun(self) -> bool:
        """Whether anything was said that is not published yet."""
        return (self.path / _SAID).exists()

    def read(self) -> Draft:
        """What was said so far; a new draft where there is none or it cannot be read."""
        self.sweep()
        try:
            return Draft(**json.loads((self.path / _SAID).read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return Draft()

    def write(self, draft: Draft) -> None:
        """Keep what is said, whole or not at all. Raises InputError for a folder that cannot be written."""
        try:
            private_folder(self.path)
            beside = self.path / f"{_SAID}.{os.getpid()}"
            with beside.open("w", encoding="utf-8") as file:
                file.write(json.dumps(asdict(draft), indent=1))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path / _SAID)
        except OSError as error:
            raise InputError(f"The draft cannot be kept in {self.path}: {error}. Check its rights.") from error

    def change(self, **said: object) -> Draft:
        """What was said, with this said anew."""
        draft = replace(self.read(), **said)  # pyright: ignore[reportArgumentType]
        self.write(draft)
        return draft

    def folder(self, draft: Draft) -> Path:
        """Where the files of the draft are."""
        return Path(draft.folder) if draft.folder else self.uploads

    def names(self, draft: Draft) -> tuple[str, ...]:
        """The files there are, in order of name."""
        folder = self.folder(draft)
        found = sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
        return tuple(name for name in found if not name.startswith("."))

    def keep(self, name: str, chunks: Iterable[bytes]) -> str:
        """Keep an uploaded file under its own name; one of that name is replaced. Raises InputError."""
        plain = Path(name.replace("\\", "/")).name.lstrip(".") or "file"
        try:
            private_folder(self.uploads)
            beside = self.uploads / f".{plain}.{os.getpid()}"
            with beside.open("wb") as file:
                beside.chmod(PRIVATE_FILE)
                for chunk in chunks:
                    file.write(chunk)
            beside.replace(self.uploads / plain)
        except OSError as error:
            raise InputError(
                f"{plain} cannot be kept in {self.uploads}: {error}. Check the room on the disk."
            ) from error
        return plain

    def take_away(self, name: str) -> None:
        """Forget an uploaded file."""
        (self.uploads / Path(name).name).unlink(missing_ok=True)

    def clear(self, *, keep_files: bool) -> None:
        """Forget the draft, and the uploaded files unless they are kept."""
        self.sweep()
        if keep_files:
            (self.path / _SAID).unlink(missing_ok=True)
        elif self.path.exists():
            # All at once: files without what was said of them would look like a new draft.
            self.path.rename(self._gone)
            self.sweep()

    def sweep(self) -> None:
        """Take away what a killed process has left of a draft that was forgotten."""
        if self._gone.exists():
            shutil.rmtree(self._gone, ignore_errors=True)

    @property
    def _gone(self) -> Path:
        return self.path.with_name(f".{self.path.name}-gone")
