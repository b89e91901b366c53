"""An export as it was some time ago, what has changed since, and the newer whole: of any system's files, by chance."""

import csv
import io
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

Row = dict[str, str]
_TOLD = ("company", "jobtitle", "title", "segment", "industry", "lastname")


@dataclass(frozen=True)
class Newer:
    """Three folders: `then` and `now` are whole exports, `changes` holds what differs, and what was deleted."""

    then: Path
    now: Path
    changes: Path


def newer(export: Path, folder: Path, keys: dict[str, str], deleted_flag: dict[str, str], seed: int) -> Newer:
    """The export is now's, but for records that are marked as deleted, or are there no more and stand in a list.

    `keys` names the id of a file's records, `deleted_flag` the column that marks them; other files only grow.
    """
    chance = random.Random(seed)
    found = Newer(folder / "then", folder / "now", folder / "changes")
    for each in (found.then, found.now, found.changes):
        each.mkdir()
        shutil.copy(export / "house.toml", each / "house.toml")
    for path in sorted(export.glob("*.csv")):
        rows = _read(path)
        key, flag = keys.get(path.stem), deleted_flag.get(path.stem)
        then, now = _apart(rows, key, flag, chance)
        fields = list(rows[0]) if rows else []
        _write(found.then / path.name, fields, then)
        _write(found.now / path.name, fields, now)
        before = {tuple(row.values()) for row in then}
        changed = [row for row in now if tuple(row.values()) not in before]
        if changed:
            chance.shuffle(changed)
            _write(found.changes / path.name, fields, changed)
        if key:
            left = {row[key] for row in now}
            gone = [{key: row[key]} for row in then if row[key] not in left]
            _write(found.changes / f"deleted_{path.name}", [key], gone)
    return found


def _apart(rows: list[Row], key: str | None, flag: str | None, chance: random.Random) -> tuple[list[Row], list[Row]]:
    """The rows as they were and as they are: some new, some changed, some marked as deleted, some gone."""
    then: list[Row] = []
    now: list[Row] = []
    for number, row in enumerate(rows):
        draw = chance.random()
        if draw < 0.1:
            now.append(row)
            continue
        then.append({**row, **_other(row, chance)} if key and draw < 0.2 else row)
        now.append(row)
        if key and draw > 0.9:
            gone = {**row, key: f"gone{number}"}
            then.append(gone)
            if flag and draw > 0.95:
                now.append({**gone, flag: "TRUE" if row[flag].isupper() else "true"})
    return then, now


def _other(row: Row, chance: random.Random) -> Row:
    """One or two texts as they were before; no question is about them."""
    names = [name for name in row if name.lower().removeprefix("property_").removesuffix("__c") in _TOLD]
    return dict.fromkeys(chance.sample(names, min(len(names), 2)), "Elsewhere")


def _read(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def _write(path: Path, fields: list[str], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        writer.writerows(rows)
