"""The demo's export as somebody had taken it weeks before: what was entered late does not stand in it yet."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from overlap.demo.folder import TRUTH
from overlap.demo.used.calendar import Calendar

BEFORE = timedelta(days=18)
_LATE_ONE_IN, _AT_LEAST = 15, 2  # of the deals won in the month before
_KNOWN_AT_THE_CLOSE = ("closed_at", "gross_margin", "lost_reason")

Record = dict[str, str]
Edit = Callable[[Record], Record | None]  # None: the record is left out


@dataclass(frozen=True)
class Late:
    """Won deals that were entered late, by deal and by lead: when each was closed; and the stage each deal was in."""

    deals: dict[str, str]
    leads: dict[str, str]
    before: dict[str, Record]

    def reopened(self, deal: Record) -> Record:
        """The deal as it stood before its close."""
        if deal["deal_id"] not in self.deals or deal["outcome"] != "won":
            return deal
        stood = self.before[deal["deal_id"]]
        known = {"outcome": "open", "stage": stood["stage"], "amount": stood["amount_then"]}
        return deal | known | dict.fromkeys(_KNOWN_AT_THE_CLOSE, "")

    def without_close(self, entry: Record) -> Record | None:
        """A deal's stage, if it was entered before the close."""
        return None if entry["entered_at"] >= self.deals.get(entry["deal_id"], "z") else entry

    def without_win(self, entry: Record) -> Record | None:
        """A lead's stage, unless it is the win."""
        is_win = entry["stage"] == "won" and entry["entered_at"] == self.leads.get(entry["lead_id"])
        return None if is_win else entry


@contextmanager
def earlier_export(export: Path, as_of: datetime, zone: str) -> Iterator[Path]:
    """A folder with the export's files, in which some deals of the month before `as_of` are still open.

    Import it with `as_of`: the import's own rules cut off what happened later. The folder is gone when the block ends.
    """
    late = _late(export, as_of, zone)
    edits: dict[str, Edit] = {
        "deals.csv": late.reopened, "deal_stages.csv": late.without_close, "stage_entries.csv": late.without_win,
    }  # fmt: skip
    with TemporaryDirectory(dir=export.parent, prefix=".earlier-") as made:
        for file in export.iterdir():
            if file.name in edits:
                _edited(file, Path(made) / file.name, edits[file.name], {*late.deals, *late.leads})
            elif file.name != TRUTH:
                copyfile(file, Path(made) / file.name)
        yield Path(made)


def _late(export: Path, as_of: datetime, zone: str) -> Late:
    """One in so many of the deals won in the last month that was over at as-of."""
    calendar = Calendar(as_of, zone)
    starts, ends = (_written(calendar.at(calendar.first_of_month(back), 0)) for back in (1, 0))
    won = [
        deal for deal in _records(export / "deals.csv")
        if deal["outcome"] == "won" and starts <= deal["closed_at"] < ends
    ]  # fmt: skip
    chosen = won[::_LATE_ONE_IN] if len(won) >= _LATE_ONE_IN * _AT_LEAST else won[:_AT_LEAST]
    deals = {deal["deal_id"]: deal["closed_at"] for deal in chosen}
    before = {
        entry["deal_id"]: entry for entry in _records(export / "deal_stages.csv")
        if entry["entered_at"] < deals.get(entry["deal_id"], "")
    }  # fmt: skip
    kept = [deal for deal in chosen if deal["deal_id"] in before]
    leads = {deal["lead_id"]: deal["closed_at"] for deal in kept}
    return Late({deal["deal_id"]: deal["closed_at"] for deal in kept}, leads, before)


def _written(at: datetime) -> str:
    """An instant as the export writes it, to be compared with its texts."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _records(file: Path) -> Iterator[Record]:
    """The records with as many fields as the header; others are the import's to judge."""
    with file.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
        yield from (dict(zip(header, row, strict=True)) for row in rows if len(row) == len(header))


def _edited(file: Path, copy: Path, edit: Edit, late: set[str]) -> None:
    """Only records that name one of the `late` deals and leads are edited."""
    with file.open(encoding="utf-8", newline="") as lines, copy.open("w", encoding="utf-8", newline="") as written:
        rows, writer = csv.reader(lines), csv.writer(written, lineterminator="\n")
        header = next(rows)
        writer.writerow(header)
        for row in rows:
            if len(row) != len(header) or late.isdisjoint(row):
                writer.writerow(row)
            elif (kept := edit(dict(zip(header, row, strict=True)))) is not None:
                writer.writerow(kept.values())
