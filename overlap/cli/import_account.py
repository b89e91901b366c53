"""The account of an import on stdout: what became of every file's records, as a table or as JSON."""

import json
import sys
from typing import Any

import polars as pl

from overlap.cli import printing, questions
from overlap.silence import silent
from overlap.warehouse.importing.imported import Imported


def show(done: Imported, kind: str, *, with_rejects: bool) -> None:
    """Print it. The JSON has the rejects in any case, a table only when asked."""
    _print_json(done) if kind == "json" else _print_account(done, kind, with_rejects=with_rejects)


def _account_rows(done: Imported) -> list[dict[str, Any]]:
    return [
        {
            "file": file.file, "table": file.table, "records": file.records, "accepted": file.accepted,
            "rejected": file.rejected, "refused": file.refused,
        }
        for file in done.account.files
        if file.supplied
    ]  # fmt: skip


def _print_json(done: Imported) -> None:
    manifest = done.manifest
    said = {
        "generation": manifest.generation if manifest else None,
        "is_new": done.is_new,
        "as_of": manifest.as_of if manifest else None,
        "files": _account_rows(done),
        "columns": [
            {
                "file": file.file,
                "not_used": list(file.ignored_columns),
                "flags_not_used": list(file.flag_columns),
                "read_as_blank": dict(file.blanked),
                "changed": [{"column": each.column, "change": each.how, "count": each.count} for each in file.changed],
                "written_as": dict(file.written),
                "lines_left_out": file.around,
            }
            for file in done.account.files
            if file.supplied
        ],
        "missing": list(done.account.missing),
        "ignored": [{"file": each.file, "nearest": each.nearest} for each in done.account.ignored],
        "rejects": done.rejects,
        "joined": [{"source": each.source, "rule": each.rule, "count": each.count} for each in done.joined],
        "changed": done.changed,
        "restated": done.restated,
        "moved": done.moved,
        "stopped": [{"accept": stop.name, "found": stop.sentence} for stop in done.stopped],
        "checks": manifest.checks if manifest else {},
        **questions.as_json(done),
        "silent": [each.as_json() for each in silent(done.supplied)] if done.is_new else [],
    }
    sys.stdout.write(json.dumps(said, indent=2, ensure_ascii=False, default=str) + "\n")


def _print_account(done: Imported, kind: str, *, with_rejects: bool) -> None:
    schema = {"file": pl.String, "table": pl.String, "records": pl.Int64, "accepted": pl.Int64, "rejected": pl.Int64,
              "refused": pl.String}  # fmt: skip
    printing.show(pl.DataFrame(_account_rows(done), schema=schema), kind)
    if with_rejects and done.rejects and kind == "table":
        printing.show(pl.DataFrame(done.rejects).drop("source"), kind)
