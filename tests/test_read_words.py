"""What users read uses one word for each idea: no text of the app holds a word that was given up."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from overlap import labels

ROOT = Path(__file__).resolve().parent.parent
READ = ("pages", "ui", "overlap/figures")
GIVEN_UP = {
    r"\bhouses?\b": "company, or company average",
    r"\brounds?\b": "times qualified",
    r"\b(re)?drawn\b": "sampled, or adjusted for small samples",
    r"\b(the|by) lot\b": "at random, sample",
    r"\bold enough\b": "mature, or: have had their N days",
    r"\bripe(n|ns|ned|ning)?\b": "ready for sales",
    r"\bshrunk\b": "adjusted",
    r"(?<!deal )(?<!to-)\bwin rates?\b(?! of deals)": "deal win rate, or lead-to-win rate",
    r"\bqualified leads?\b": "MQL",
    r"\baccepted leads?\b": "SAL",
    r"\bgiven back\b": "returned by sales",
    r"\btold apart\b": "about average",
    r"\bstands? so\b": "in this state",
    r"\bhere stands?\b": "you see, or: appears here",
    r"\bvs before\b": "the period compared with, by its name",
    r"\bbeyond chance\b": "significant",
    r"\bon the wall\b": "clock time",
    r"\btoo young\b": "too recent",
}  # fmt: skip
# What may say such a word all the same, and why.
ALLOWED = {
    "the row named house": "the name of that row in the agreement",
    "Times a lead became an MQL (marketing-qualified lead)": "says what MQL means",
    "Sales-accepted leads: mature handoffs": "says what SAL means",
    "Sales-qualified leads: mature handoffs": "says what SQL means",
    "became SQLs (sales-qualified leads)": "says what SQL means",
    "round(100 x": "a formula",
}


def _docstrings(tree: ast.AST) -> set[int]:
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def _literals(path: Path) -> Iterator[tuple[str, str]]:
    """Every string of a module that may be shown, with where it is: no docstrings, no text that is only a name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unread = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            unread |= {id(part) for part in node.values}
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else " # " for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unread:
            text = node.value
        else:
            continue
        if not re.fullmatch(r"[a-z0-9_/.]*", text):
            yield f"{path.relative_to(ROOT)}:{node.lineno}", text


def _texts() -> Iterator[tuple[str, str]]:
    for folder in READ:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from _literals(path)
    for name in ("glossary", "agreements", "labels", "feedback"):
        declared = tomllib.loads((ROOT / "config" / f"{name}.toml").read_text(encoding="utf-8"))
        yield from _values(f"config/{name}.toml", declared)


def _values(where: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "source":  # tables and agreements, by their names
                yield from _values(f"{where} {key}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(where, inner)
    elif isinstance(value, str):
        yield where, value


def _faults(text: str) -> list[str]:
    for sentence in ALLOWED:
        text = text.replace(sentence, "")
    return [f"say {better}" for given_up, better in GIVEN_UP.items() if re.search(given_up, text, re.IGNORECASE)]


def test_no_text_that_users_read_holds_a_word_that_was_given_up() -> None:
    found = [f"{where}: {text!r}: {fault}" for where, text in _texts() for fault in _faults(text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "9 not told apart from the house",
        "Handoffs old enough",
        "Qualified leads",
        "The win rate",
        "Held back by lot",
        "Second rounds",
        "Win rates by team",
        "With them, here stands",
    ],
)
def test_the_scan_finds_what_stood_on_the_pages(text: str) -> None:
    assert _faults(text)


@pytest.mark.parametrize("text", ["The deal win rate", "MQLs", "a lot of leads", "at random", "company average"])
def test_the_scan_lets_natural_words_pass(text: str) -> None:
    assert not _faults(text)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("paid_search", "Paid search"),
        ("mid_market", "Mid-market"),
        ("ae", "AE"),
        ("cold_call", "Cold call"),
        ("Paid_Search", "Paid_Search"),
        ("spring 2026", "spring 2026"),
        ("eMail-Kampagne", "eMail-Kampagne"),
        ("cold", "cold"),
    ],
)
def test_a_code_is_labelled_and_a_text_somebody_typed_is_not(value: str, said: str) -> None:
    assert labels.of(value) == said


def test_a_name_that_looks_like_a_code_stays_as_typed() -> None:
    assert labels.of_name("spring_webinar") == "spring_webinar"
