"""Which canonical table each file is, and which of its columns each column is: the best of all tables, twice.

The first look knows names and values only. The second also knows which columns hold ids of which file, and so what a
column called "Contact" or "ref" points to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from overlap.contract import BY_NAME, TABLES, Table
from overlap.contract import Column as Ours
from overlap.guessing.assigning import assigned
from overlap.guessing.column_facts import Column
from overlap.guessing.joins import Join, is_nearly_key
from overlap.guessing.likely import likely, meant
from overlap.guessing.synonyms import likeness, synonyms, words_of
from overlap.guessing.text_tables import File

SURE = 0.8  # from here on a guess is taken without being shown first
LIKELY = 0.55  # below, a column is taken for none of ours
_KNOWN = 0.5  # a file is one of our tables from here on
_ADDRESSES, _BY_ADDRESS = 0.8, 0.7  # a column is of e-mails from there on, and how much it counts for the lead's id
_BY_CLOSE = 0.6  # how much the day of closing says of whether a deal is won
_INVENTED = 0.25  # how much an id counts that can be made where a file has none
_MADE_KEYS = frozenset(("touch_id", "activity_id", "feedback_id", "handoff_id", "goal_id"))


@dataclass(frozen=True)
class Match:
    """One column of a table of ours, and the column of the file that holds it."""

    ours: str
    column: str
    confidence: float


@dataclass(frozen=True)
class Guess:
    """What a file is: None where it is none of ours. `others` are the next best tables with their scores."""

    file: str
    table: str | None
    confidence: float
    matches: tuple[Match, ...]
    others: tuple[tuple[str, float], ...] = ()

    def match(self, ours: str) -> Match | None:
        """The column that holds ours."""
        return next((match for match in self.matches if match.ours == ours), None)


def guessed(files: Sequence[File], known: Sequence[Join]) -> tuple[Guess, ...]:
    """A guess for each file, in their order; `known` are the keys that join."""
    first = {file.name: guess(file, {}) for file in files}
    return tuple(guess(file, points_to(file, known, first)) for file in files)


def guess(file: File, points_to: Mapping[str, frozenset[str]], table: str | None = None) -> Guess:
    """The best table for a file, or how its columns are those of `table`; `points_to` by column: `leads.lead_id`."""
    if not file.columns:
        return Guess(file.name, table, 0.0, ())
    tables = [BY_NAME[table]] if table else TABLES
    scored = sorted(((_scored(file, each, points_to), each) for each in tables), key=lambda pair: -pair[0][0])
    (best, matches), found = scored[0]
    runner_up = scored[1][0][0] if len(scored) > 1 else 0.0
    confidence = round(min(1.0, best * min(1.0, 0.6 + 4 * (best - runner_up))), 2)
    others = tuple((each.name, round(score, 2)) for (score, _), each in scored[1:4])
    if best < _KNOWN and not table:
        return Guess(file.name, None, round(1 - best, 2), (), ((found.name, round(best, 2)), *others))
    return Guess(file.name, found.name, 1.0 if table else confidence, matches, others)


def points_to(file: File, known: Sequence[Join], guesses: Mapping[str, Guess]) -> dict[str, frozenset[str]]:
    """Of each column the keys of ours it holds, as far as the other file's own guess goes."""
    found: dict[str, set[str]] = {}
    for join in known:
        other = guesses[join.other_file]
        if join.file != file.name or other.table is None:
            continue
        key = BY_NAME[other.table].key
        match = other.match(key[0]) if len(key) == 1 else None
        if match and match.column == join.other_column:
            found.setdefault(join.column, set()).add(f"{other.table}.{key[0]}")
    return {column: frozenset(keys) for column, keys in found.items()}


def _scored(file: File, table: Table, points_to: Mapping[str, frozenset[str]]) -> tuple[float, tuple[Match, ...]]:
    scores = np.array([[_pair(column, table, ours, points_to) for ours in table.columns] for column in file.columns])
    pairs = [
        Match(table.columns[place].name, file.columns[row].name, round(float(scores[row, place]), 2))
        for row, place in assigned(scores, LIKELY)
    ]
    pairs += outcome_of_stage(file, table, pairs)
    by_ours = {match.ours: match.confidence for match in pairs}
    used = [column for column in file.columns if column.filled]
    coverage = sum(by_ours.values()) / max(len(used), 1)
    if "lead_id" not in by_ours and table.name != "leads" and any(c.emails > _ADDRESSES for c in used):
        by_ours["lead_id"] = _BY_ADDRESS  # who it belongs to may be said by e-mail
    if table.name == "deals" and "closed_at" in by_ours:
        by_ours.setdefault("outcome", _BY_CLOSE)  # a list of won deals alone need not say so
    needed = [(_weight(table, ours), by_ours.get(ours.name, 0.0)) for ours in table.columns if _is_needed(table, ours)]
    has = sum(weight * score for weight, score in needed) / sum(weight for weight, _ in needed)
    score = 0.45 * coverage + 0.4 * has + 0.15 * _named(file.name, table)
    return score, tuple(sorted(pairs, key=lambda match: [each.name for each in table.columns].index(match.ours)))


def outcome_of_stage(file: File, table: Table, pairs: Sequence[Match]) -> list[Match]:
    """The outcome of deals out of their stage, where only that tells won from lost; and the stage out of a column that
    is called so, where all its values were outcomes."""
    stage = next((match for match in pairs if match.ours == "stage"), None)
    ended = next((match for match in pairs if match.ours == "outcome"), None)
    if table.name == "deals" and stage is None and ended is not None:
        named = likeness(ended.column, synonyms().columns["deals"]["stage"])
        return [Match("stage", ended.column, ended.confidence)] if named >= SURE else []
    if table.name != "deals" or stage is None or ended is not None:
        return []
    outcome = table.column("outcome")
    found = {meant(table.name, outcome, value) for value, _ in file.column(stage.column).values}
    return [Match("outcome", stage.column, stage.confidence)] if found & {"won", "lost"} else []


def _pair(column: Column, table: Table, ours: Ours, points_to: Mapping[str, frozenset[str]]) -> float:
    score = likely(column, table, ours)
    keys = points_to.get(column.name, frozenset())
    if ours.refers in keys and not (table.key == (ours.name,) and f"{table.name}.{ours.name}" not in keys):
        return max(score, 0.85 + 0.1 * score)
    others = {key for key in keys if key.partition(".")[0] != table.name}
    if others and (ours.refers or table.key == (ours.name,)) and not is_nearly_key(column):
        return 0.3 * score
    return score


def _is_needed(table: Table, ours: Ours) -> bool:
    return ours.required or ours.name in table.key


def _weight(table: Table, ours: Ours) -> float:
    return _INVENTED if ours.name in _MADE_KEYS and table.key == (ours.name,) else 1.0


def _named(file: str, table: Table) -> float:
    """Whether the file's name holds a word for the table, in one or many."""
    stem = words_of(file.rpartition(".")[0] or file)
    words = {word.rstrip("s") for word in stem.split()}
    best = 0.0
    for known in (words_of(table.name), *synonyms().files[table.name]):
        if {word.rstrip("s") for word in known.split()} <= words:
            best = max(best, len(known.split()) / max(len(words), 1))
    return min(1.0, 0.4 + best) if best else 0.0
