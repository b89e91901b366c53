"""A proposal as one object for `--format json`: files, questions, silent."""

from typing import Any

from overlap.guessing.column_facts import Column
from overlap.guessing.text_tables import File
from overlap.guessing.which_table import Guess
from overlap.mapping.mapped import MappedFile
from overlap.mapping.proposal import Proposal

_EXAMPLES = 5


def as_json(proposal: Proposal) -> dict[str, Any]:
    """What the command line prints; `questions` are the open ones, `choices` what was answered or is sure."""
    mapped = {file.table: file for file in (*proposal.mapping.files, *proposal.mapping.wide)}
    return {
        "files": [
            _file(file, guess, mapped.get(str(guess.table)))
            for file, guess in zip(proposal.files, proposal.guesses, strict=True)
        ],
        "questions": [question.as_json() for question in proposal.asked.open],
        "choices": {key: list(values) for key, values in proposal.asked.answers.items()},
        "silent": [each.as_json() for each in proposal.silent],
    }


def _file(file: File, guess: Guess, mapped: MappedFile | None) -> dict[str, Any]:
    return {
        "file": file.name,
        "records": file.records,
        "refused": file.refused,
        "table": guess.table,
        "guess": guess.table or (guess.others[0][0] if guess.others else None),
        "confidence": guess.confidence,
        "columns": [_column(column, guess, mapped) for column in file.columns],
    }


def _column(column: Column, guess: Guess, mapped: MappedFile | None) -> dict[str, Any]:
    match = next((match for match in guess.matches if match.column == column.name), None)
    cleaned = mapped.column(match.ours) if match and mapped else None
    return {
        "column": column.name,
        "guess": match.ours if match else None,
        "confidence": match.confidence if match else 0.0,
        "format": cleaned.format if cleaned else None,
        "blank": list(cleaned.blank) if cleaned else [],
        "words": dict(cleaned.words) if cleaned else {},
        "filled": column.filled,
        "values": [value for value, _ in column.values[:_EXAMPLES]],
    }
