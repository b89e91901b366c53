"""One wide file that is several tables at once: the leads, their deals and their touches, laid side by side."""

from collections.abc import Sequence

import numpy as np

from overlap.contract import BY_NAME
from overlap.contract import Column as Ours
from overlap.guessing.assigning import assigned
from overlap.guessing.column_facts import Column
from overlap.guessing.likely import fits
from overlap.guessing.synonyms import likeness, stage_of, synonyms, words_of
from overlap.guessing.text_tables import File
from overlap.guessing.which_table import LIKELY, Guess, Match, outcome_of_stage

_TABLES = ("leads", "deals", "touches")
_SINGLE = 0.7  # a file that is surely one table is no other beside it
_NAMED, _OTHERS = 0.1, 0.25  # how much a word such as "deal" in a header speaks for its table, and against the others
_OF_LEADS = 3  # columns of a lead, its id aside, that tell its record from a mere mention


def parts_of(file: File, guess: Guess) -> tuple[Guess, ...]:
    """A guess for each table the file holds; none where it is one table. The id of the lead belongs to all."""
    if not file.columns or (guess.table is not None and guess.confidence >= _SINGLE):
        return ()
    matches = _assigned(file)
    found = {table: [match for match in matches if match[0] == table] for table in _TABLES}
    lead = next((match for table, match in found["leads"] if match.ours == "lead_id"), None)
    if lead is None or not _is_leads([match for _, match in found["leads"]]):
        return ()
    parts = [Guess(file.name, "leads", 0.75, tuple(match for _, match in found["leads"]))]
    for table, is_there in (("deals", _is_deals), ("touches", _is_touches)):
        own = [match for _, match in found[table]]
        if is_there({match.ours for match in own}):
            own += outcome_of_stage(file, BY_NAME[table], own)
            parts.append(Guess(file.name, table, 0.75, (Match("lead_id", lead.column, lead.confidence), *own)))
    return tuple(parts) if len(parts) > 1 else ()


def _assigned(file: File) -> list[tuple[str, Match]]:
    """Each column as at most one column of one table, those that fit best together."""
    wanted = [
        (table, ours)
        for table in _TABLES
        for ours in BY_NAME[table].columns
        if table == "leads" or ours.name != "lead_id"
    ]
    scores = np.array([[_score(column, table, ours) for table, ours in wanted] for column in file.columns])
    return [
        (wanted[place][0], Match(wanted[place][1].name, file.columns[row].name, round(float(scores[row, place]), 2)))
        for row, place in assigned(scores, LIKELY)
    ]


def _score(column: Column, table: str, ours: Ours) -> float:
    named = likeness(column.name, synonyms().columns[table][ours.name])
    if not named or (table == "leads" and ours.type == "time" and stage_of(column.name)[1] > named):
        return 0.0
    words = {word.rstrip("s") for word in words_of(column.name).split()}
    of = [other for other in _TABLES if words & {word for name in synonyms().files[other] for word in name.split()}]
    leaning = _NAMED if table in of else -_OTHERS if of else 0.0
    is_id = ours.name in BY_NAME[table].key
    return max(0.0, min(1.0, named + leaning)) * (_not_dated(column) if is_id else _fit(column, table, ours))


def _not_dated(column: Column) -> float:
    """An id may be anything but the date of something: "Customer date" is no customer's id."""
    return 1.0 - column.dates


def _fit(column: Column, table: str, ours: Ours) -> float:
    """How well the values fit; a part that most records lack is no fault of it."""
    return max(fits(column, BY_NAME[table], ours), 0.9 if ours.type in ("time", "day") and column.dates > 0.9 else 0.0)


def _is_leads(matches: Sequence[Match]) -> bool:
    names = {match.ours for match in matches}
    return "created_at" in names and len(names - {"lead_id"}) >= _OF_LEADS


def _is_deals(names: set[str]) -> bool:
    return ("outcome" in names or "stage" in names) and bool(names & {"amount", "closed_at"})


def _is_touches(names: set[str]) -> bool:
    return "touched_at" in names and bool(names & {"kind", "campaign_id", "channel", "content"})
