"""What users read uses one word for each idea: no page, message, header, setting or document holds a word given up."""

import re

import pytest
import read_texts

from overlap import labels

GIVEN_UP = {
    r"\bhouses?\b": "company, or company average",
    r"(?<!way )\brounds?\b(?!\()": "times qualified",
    r"\b(re)?drawn\b": "sampled, or adjusted for small samples",
    r"\b(the|by) lot\b": "at random, sample",
    r"\bold enough\b": "mature, or: have had their N days",
    r"\bripe(n|ns|ned|ning)?\b": "ready for sales",
    r"\bshrunk\b": "adjusted",
    r"(?<!deal )(?<!to-)\bwin rates?\b(?! of deals)": "deal win rate, or lead-to-win rate",
    r"(?<!marketing-)(?<!sales-)\bqualified leads?\b": "MQL",
    r"(?<!sales-)\baccepted leads?\b": "SAL",
    r"\bgiven back\b": "returned by sales",
    r"\btold apart\b": "about average",
    r"\bstands? so\b": "in this state",
    r"\bhere stands?\b": "you see, or: appears here",
    r"\bvs before\b": "the period compared with, by its name",
    r"\bbeyond chance\b": "significant",
    r"\bon the wall\b": "clock time",
    r"\btoo young\b": "too recent",
    r"\bbelieved?\b": "valid, or: understood",
    r"\bchance (is )?(taken|removed)\b": "adjusted for small samples",
    r"\b(never|first|not|been|is|was|were|be|leads?) tried\b(?! (on|at|for) )": "contacted, or: attempted",
    r"\b(gave|give|gives|giving) (\w+ ){0,2}back\b": "returned by sales",
    r"\baccept(s|ed)?,? (and )?qualif": "SALs, SQLs",
    r"(?<!time )(?<!times )(?<!marketing )(?<!sales )(?<!-)\bqualified\b": "MQL, or SQL",
    r"\bwould qualify\b": "become SQLs",
    r"\b(as booked|booked shares?|spend (was )?booked|booked (by the month|on few))\b": "recorded",
}  # fmt: skip
# What may say such a word all the same, and why.
ALLOWED = {
    "the row named house": "the name of that row in the agreement",
    "round(100 x": "a formula",
    "(qualified by marketing)": "says what MQL means",
    "(qualified by sales)": "says what SQL means",
}


# Names of files, columns, parameters and values are no words: `old_enough`, house.toml.
ANY = re.compile("|".join(GIVEN_UP), re.IGNORECASE)
NAMES = re.compile(r"`[^`]*`|\bhouse\.toml\b|\bdata/house\b|\bhours\.house\b|\[hours\.house\]|--[a-z-]+")


def _faults(text: str) -> list[str]:
    text = " ".join(NAMES.sub("", text).split())
    for sentence in ALLOWED:
        text = text.replace(sentence, "")
    if not ANY.search(text):
        return []
    return [f"say {better}" for given_up, better in GIVEN_UP.items() if re.search(given_up, text, re.IGNORECASE)]


def test_no_text_that_users_read_holds_a_word_that_was_given_up() -> None:
    found = [f"{where}: {text!r}: {fault}" for where, text in read_texts.all_texts() for fault in _faults(text)]
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
