"""Who is forgotten: hashes of ids and addresses, with the company's key, in a file beside its stores."""

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from overlap.errors import InputError
from overlap.folders import PRIVATE_FILE, private_folder
from overlap.personal.key import Bind, Key

NAME = "forgotten.json"
_LEAD = "lead "


@dataclass(frozen=True)
class Forgotten:
    """One person: the hashes of the ids and addresses known then. While not `is_done`, something may still be there."""

    hashes: tuple[str, ...]
    at: str
    is_done: bool = False


@dataclass(frozen=True)
class ForgottenList:
    """The file; there is none while nobody is forgotten."""

    path: Path

    def people(self) -> list[Forgotten]:
        """Everybody on it. Raises InputError for a damaged file: without it, they would be imported again."""
        return [Forgotten(tuple(each["hashes"]), each["at"], each["is_done"]) for each in self._read()["people"]]

    def hashes(self) -> frozenset[str]:
        """All hashes of all people."""
        return frozenset(hashed for person in self.people() for hashed in person.hashes)

    def used(self) -> set[str]:
        """The fingerprint of the key they were hashed with; none while there is nobody."""
        key = self._read()["key"]
        return {key} if key else set()

    def text(self) -> str | None:
        """The list as a backup carries it; None while nobody is forgotten."""
        return json.dumps(self._read()) if self.path.exists() else None

    def take_in(self, text: str) -> None:
        """Put everybody on it whom a backup's list names. Raises InputError where that was made with another key."""
        told = json.loads(text)
        mine = self._read()
        if not told["people"]:
            return
        if mine["key"] not in ("", told["key"]):
            raise InputError(
                "The backup names people who are forgotten, hashed with another key than this company's list. "
                "Restore it beside the warehouse it was made of."
            )
        people = self.people()
        for each in told["people"]:
            hashes = set(each["hashes"])
            same = [person for person in people if hashes & set(person.hashes)]
            hashes |= {hashed for person in same for hashed in person.hashes}
            # Something of the person may be in what is restored: it is not done until it was looked for.
            people = [
                *(person for person in people if person not in same),
                Forgotten(tuple(sorted(hashes)), each["at"]),
            ]
        self._write(told["key"], people)

    def begin(self, key: Key, hashes: frozenset[str], at: str) -> None:
        """Put a person on it, who is kept out of imports from now on; one whose hashes are there is not put twice."""
        known = [person for person in self.people() if not hashes & set(person.hashes)]
        before = {hashed for person in self.people() if person not in known for hashed in person.hashes}
        self._write(key.fingerprint, [*known, Forgotten(tuple(sorted(hashes | before)), at)])

    def finish(self, key: Key, hashes: frozenset[str]) -> None:
        """Say that nothing of the person is left."""
        people = [replace(each, is_done=True) if hashes & set(each.hashes) else each for each in self.people()]
        self._write(key.fingerprint, people)

    def _read(self) -> dict:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return {"key": found["key"], "people": list(found["people"])}
        except FileNotFoundError:
            return {"key": "", "people": []}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{self.path} cannot be read ({error}). Put it back from a copy of the folder: without it, whoever is "
                "forgotten would be imported again."
            ) from error

    def _write(self, key: str, people: list[Forgotten]) -> None:
        private_folder(self.path.parent)
        beside = self.path.with_name(f".{self.path.name}.new")
        with beside.open("w", encoding="utf-8") as file:
            beside.chmod(PRIVATE_FILE)
            json.dump({"key": key, "people": [asdict(each) for each in people]}, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)


def lead_hash(key: Key, lead_id: str) -> str:
    """The hash of a lead's id."""
    return key.hashed(_LEAD + lead_id)


def lead_hash_sql(key: Key, lead_id: str, bind: Bind) -> str:
    """The same of the SQL of an id."""
    return key.hashed_sql(f"'{_LEAD}' || {lead_id}", bind)
