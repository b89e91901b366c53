"""Names say what a thing is in the field's own word: no file, report, column, metric or function holds one given up."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from overlap.glossary import glossary
from overlap.reports import catalogue

ROOT = Path(__file__).resolve().parent.parent
# What a name may not hold, as a whole word between underscores -> what to say.
GIVEN_UP = {
    "chain": "funnel",
    "circles": "venn",
    "book": "ledger",
    "standing": "ranking, or: state",
    "promises": "calibration",
    "sorting": "auc",
    "sorts": "auc",
    "dots": "what the dots are: conversion",
    "explained": "variance_explained",
    "lately": "last_four_weeks",
    "said": "what is said: feedback, sentences",
    "received": "handed over",
    "met": "contacted, reached",
    "holdings": "holders",
    "later_points": "points_after_handoff",
    "drawn": "sampled, adjusted",
    "ripe": "ready, mature",
    "ripening": "held_leads",
    "lot": "sample, random_number",
    "house": "company",
    "themes": "distinctive_terms",
    "severity": "rater_severity",
    "discontinuity": "regression_discontinuity",
}
BYTES = "`ask` gives the same columns as ever: people read them in scripts"
STORED = "links, notes and decisions name metrics by it"
HOUSE = "house.toml keeps its name, and so does what it describes: an installation"
# Names that hold such a word all the same, and why.
ALLOWED = {
    **dict.fromkeys(
        (
            "ever_met_count", "met_count", "met", "received_count", "ripe_count", "ripe_on", "is_ripe", "standing",
            "of_explained", "house", "house_count", "house_level", "house_rate", "house_share", "severity",
            "severity_low", "severity_high", "severity_verdict",
        ),
        BYTES,
    ),
    **dict.fromkeys(
        (
            "chain_rate", "chain_step_rate", "handoffs_received", "contact_met", "pool_ripe", "rating_severity",
            "winning_explained",
        ),
        STORED,
    ),
    "ripening": "a report that people ask by this name",
    **dict.fromkeys(
        ("0001_house_and_agreements", "house_file", "house_tables", "house_text", "house_day", "read_house"), HOUSE
    ),
    "promises": "what both teams promised each other: promises themselves",
    "chain": "the audit chain, in which each entry holds the hash of the one before",
    "0003_audit_chain": "the audit chain",
    "circles": "the circles themselves: their centres and radii",
    "variance_explained": "the field's own word",
    "rater_severity": "the field's own word",
    "sorts_by_chance": "a planted truth, named in files of truth",
    "speaks_of_themes": "a planted truth, named in files of truth",
}  # fmt: skip


@cache
def names() -> tuple[tuple[str, str], ...]:
    """Every name there is, and where."""
    return tuple(_names())


def _names() -> Iterator[tuple[str, str]]:
    for folder, kind in (("overlap", "py"), ("ui", "py"), ("pages", "py"), ("queries", "sql"), ("config", "toml")):
        for path in sorted((ROOT / folder).rglob(f"*.{kind}")):
            where = str(path.relative_to(ROOT))
            yield path.stem, where
            if kind == "py":
                yield from ((name, where) for name in _public(path))
            if kind == "sql":
                yield from ((name, where) for name in re.findall(r"create macro \w+\.(\w+)", path.read_text("utf-8")))
    for report in catalogue().values():
        yield from ((column.name, report.name) for column in report.columns)
        yield from ((param.name, report.name) for param in report.params)
    yield from ((metric, "config/glossary") for metric in glossary())


def _public(path: Path) -> Iterator[str]:
    """Functions and classes of a module that others may name; `RevenueBook` as `revenue_book`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", node.name).lower()


def fault(name: str) -> str:
    """What to say instead of a word that was given up, or ''."""
    return next((f"say {better}" for word, better in GIVEN_UP.items() if f"_{word}_" in f"_{name}_"), "")


def test_no_name_holds_a_word_that_was_given_up() -> None:
    found = {f"{where}: {name}: {fault(name)}" for name, where in names() if fault(name) and name not in ALLOWED}
    assert not found, "\n".join(sorted(found))


def test_every_exception_is_a_name_there_is() -> None:
    """One that was renamed goes from the list, so that its word cannot come back unseen."""
    assert {name for name in ALLOWED if not fault(name)} | (set(ALLOWED) - {name for name, _ in names()}) == set()


@pytest.mark.parametrize("name", ["behind_chain", "house_rate_low", "later_points", "drawn_together", "booked_by_lot"])
def test_a_metaphor_is_found_at_either_end_and_within(name: str) -> None:
    assert fault(name)


@pytest.mark.parametrize("name", ["booked_revenue", "warehouse", "plot", "method", "saidah"])
def test_a_word_within_another_is_none(name: str) -> None:
    assert not fault(name)
