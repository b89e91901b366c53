"""The same export as a stranger would have it: names written otherwise, columns and rows shuffled, other containers."""

import csv
import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl

JUNK = ("Favourite colour", "Notes (internal)", "x_custom_17__c")


def vary(export: Path, seed: int) -> None:
    """Rewrites every CSV file of the folder, each in a way of its own that the seed decides; what they say stays."""
    chance = random.Random(seed)
    for path in sorted(export.glob("*.csv")):
        header, *records = csv.reader(io.StringIO(path.read_text()))
        order = list(range(len(header)))
        chance.shuffle(order)
        chance.shuffle(records)
        names = [_spelled(header[place], chance) for place in order]
        rows = [[record[place] for place in order] for record in records]
        if chance.random() < 0.5:
            names, rows = [*names, chance.choice(JUNK)], [[*row, "some text"] for row in rows]
        path.unlink()
        chance.choice((_csv, _tsv, _excel, _zip))(path, names, rows, chance)


def _spelled(name: str, chance: random.Random) -> str:
    """Another way to write the same name. Names of an API or a loader stay: they say that times are in UTC."""
    if name.startswith(("_", "property_")) or " " not in name:
        return name
    return chance.choice((name, name.upper(), name.lower(), name.replace(" ", "_"), name.replace(" ", "  ")))


def _csv(path: Path, names: Sequence[str], rows: Sequence[Sequence[str]], chance: random.Random) -> None:
    delimiter = chance.choice((",", ";"))
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16"))
    path.write_text(_text(names, rows, delimiter), encoding=encoding)


def _tsv(path: Path, names: Sequence[str], rows: Sequence[Sequence[str]], _chance: random.Random) -> None:
    path.with_suffix(".tsv").write_text(_text(names, rows, "\t"))


def _excel(path: Path, names: Sequence[str], rows: Sequence[Sequence[str]], _chance: random.Random) -> None:
    frame = pl.DataFrame(
        {name: [row[place] or None for row in rows] for place, name in enumerate(names)},
        schema=dict.fromkeys(names, pl.String),
    )
    frame.write_excel(path.with_suffix(".xlsx"), worksheet="Sheet1", autofilter=False)


def _zip(path: Path, names: Sequence[str], rows: Sequence[Sequence[str]], _chance: random.Random) -> None:
    with zipfile.ZipFile(path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(path.name, _text(names, rows, ","))


def _text(names: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([names, *rows])
    return out.getvalue()
