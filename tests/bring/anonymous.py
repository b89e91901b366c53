"""A company's export as a stranger would write it: other file names, headers, dates, amounts and words, by seed.

The same rows in another dialect: whoever reads both must reach the same tables, to the cent and to the second.
"""

import csv
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from strange_headers import HEADERS

from overlap.contract import BY_NAME, Column

WORDS: dict[tuple[str, str], dict[str, str]] = {
    ("deals", "outcome"): {"won": "Closed Won", "lost": "Closed Lost", "open": "In progress"},
    ("deals", "kind"): {"new": "New Business", "expansion": "Existing Business", "renewal": "Renewal"},
    ("leads", "sourced_by"): {"marketing": "Marketing", "sales": "Sales", "partner": "Partner"},
    ("stage_entries", "stage"): {
        "lead": "Lead", "mql": "Marketing Qualified Lead", "sal": "Sales Accepted Lead", "sql": "Sales Qualified Lead",
        "opportunity": "Opportunity", "won": "Customer", "lost": "Disqualified", "recycled": "Nurture",
    },
    ("activities", "outcome"): {
        "connected": "Connected", "no_answer": "No answer", "voicemail": "Left voicemail", "sent": "Sent",
        "replied": "Replied", "bounced": "Bounced", "held": "Held", "no_show": "No show",
    },
    ("activities", "direction"): {"outbound": "Outbound", "inbound": "Inbound"},
    ("activities", "status"): {"planned": "Not started", "done": "Completed"},
}  # fmt: skip


@dataclass(frozen=True)
class Dialect:
    """How a stranger writes: `zone` of naive times, the order of dates, the mark of decimals, the separator."""

    name: str
    zone: str
    date: str
    clock: str
    separator: str = ","
    decimal: str = "."
    thousands: str = ","
    sign: bool = False
    blank: str = ""
    encoding: str = "utf-8"
    flags: tuple[str, str] = ("TRUE", "FALSE")
    words: dict[tuple[str, str], dict[str, str]] = field(default_factory=lambda: WORDS)

    @property
    def order(self) -> str:
        """Whether days or months come first."""
        return "month-day" if self.date.startswith("{m}") else "day-month"


AMERICAN = Dialect("american", "America/Phoenix", "{m}/{d}/{y}", "12", sign=True, flags=("Yes", "No"))
GERMAN = Dialect(
    "german", "Asia/Dubai", "{d:02}.{m:02}.{y}", "24", separator=";", decimal=",", thousands=".", encoding="cp1252"
)
PLAIN = Dialect("plain", "Asia/Tokyo", "{y}-{m:02}-{d:02}", "24", thousands="", blank="N/A")
SIGNS = {"USD": "$"}  # a sign before some amounts, none before others


def relabelled(export: Path, out: Path, dialect: Dialect, seed: int) -> dict[str, str]:
    """Write the export again in the dialect; comes back with the file name that stands for each table."""
    rng = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    tables = [path.stem for path in sorted(export.glob("*.csv"))]
    numbers = rng.sample(range(1, 90), len(tables))
    names = {table: f"export_{number:02}.csv" for table, number in zip(tables, numbers, strict=True)}
    for table in tables:
        _write(export / f"{table}.csv", out / names[table], table, dialect, rng)
    return names


def _write(source: Path, target: Path, table: str, dialect: Dialect, rng: random.Random) -> None:
    with (
        source.open(encoding="utf-8", newline="") as read,
        target.open("w", encoding=dialect.encoding, errors="replace", newline="") as written,
    ):
        records = csv.DictReader(read)
        columns = [BY_NAME[table].column(name) for name in records.fieldnames or ()]
        rng.shuffle(columns)
        writer = csv.writer(written, delimiter=dialect.separator)
        writer.writerow([rng.choice(HEADERS[table].get(column.name, (column.name,))) for column in columns])
        for record in records:
            writer.writerow([_value(table, column, record[column.name], record, dialect) for column in columns])


def _value(table: str, column: Column, text: str, record: dict[str, str], dialect: Dialect) -> str:
    if not text:
        return dialect.blank if column.type == "text" and not column.refers else ""
    if (table, column.name) in dialect.words:
        return dialect.words[table, column.name].get(text, text)
    if column.type in _WRITTEN:
        return _WRITTEN[column.type](text, record, dialect)
    return text


def _time(text: str, _record: dict[str, str], dialect: Dialect) -> str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _day(text, _record, dialect)
    at = datetime.fromisoformat(text).astimezone(ZoneInfo(dialect.zone))
    clock = f"{at:%H:%M:%S}" if dialect.clock == "24" else f"{at.hour % 12 or 12}:{at:%M:%S %p}"
    return f"{dialect.date.format(y=at.year, m=at.month, d=at.day)} {clock}"


def _day(text: str, _record: dict[str, str], dialect: Dialect) -> str:
    on = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return dialect.date.format(y=on.year, m=on.month, d=on.day)


def _money(text: str, record: dict[str, str], dialect: Dialect) -> str:
    number = f"{Decimal(text):,.2f}".replace(",", "_").replace(".", dialect.decimal).replace("_", dialect.thousands)
    return f"{SIGNS.get(record.get('currency') or '', '')}{number}" if dialect.sign else number


def _number(text: str, _record: dict[str, str], dialect: Dialect) -> str:
    return text.replace(".", dialect.decimal)


def _flag(text: str, _record: dict[str, str], dialect: Dialect) -> str:
    return dialect.flags[0 if text == "true" else 1]


_WRITTEN: dict[str, Callable[[str, dict[str, str], Dialect], str]] = {
    "time": _time, "day": _day, "money": _money, "share": _number, "rate": _number, "flag": _flag,
}  # fmt: skip
