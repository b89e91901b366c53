"""Where the key of a company lies: one file for its user alone, beside its stores, in no generation and no backup."""

import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from overlap.errors import InputError
from overlap.folders import PRIVATE_FILE, private_folder
from overlap.personal.key import Key

NAME = "personal.key"
_BYTES = 32
_WRITTEN = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}")


@dataclass(frozen=True)
class KeyFile:
    """The file; it may not be there until something has to be hashed."""

    path: Path

    def key(self, used: Iterable[str] = ()) -> Key:
        """The key, made where there is none and none was `used` before (their fingerprints). Raises InputError."""
        known = set(used)
        if not self.path.exists():
            if known:
                raise InputError(
                    f"The key of this company is gone: {self.path} is missing. Put it back from where you keep it "
                    "apart: without it nobody is recognised who is hashed or forgotten."
                )
            self._make()
        key = self._read()
        if known - {key.fingerprint}:
            raise InputError(
                f"{self.path} is not the key that this company's data were hashed with. Put that one back."
            )
        return key

    def _read(self) -> Key:
        try:
            written = self.path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"The key {self.path} cannot be read: {error}. Check its rights.") from error
        if not _WRITTEN.fullmatch(written):
            raise InputError(f"{self.path} holds no key of Overlap ({2 * _BYTES} hexadecimal digits). Put it back.")
        found = self.path.stat()
        if found.st_mode & 0o077 and found.st_uid == os.getuid():
            self.path.chmod(PRIVATE_FILE)
        return Key(bytes.fromhex(written))

    def _make(self) -> None:
        """Whole or not at all, and never in the place of one that another process has just made."""
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            private_folder(self.path.parent)
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE), "w") as file:
                file.write(secrets.token_hex(_BYTES) + "\n")
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(beside, self.path)
            except FileExistsError:
                pass
            finally:
                beside.unlink()
        except OSError as error:
            raise InputError(f"The key {self.path} cannot be written: {error}. Check the rights.") from error
