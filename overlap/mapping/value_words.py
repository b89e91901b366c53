"""The words of a column and ours for them: what is known, what can only be open, and what somebody has to say."""

from collections.abc import Mapping
from dataclasses import dataclass

from overlap.choices import NONE, Choice, Question
from overlap.contract import BY_NAME
from overlap.contract import Column as Ours
from overlap.guessing.column_facts import Column
from overlap.guessing.likely import meant
from overlap.guessing.synonyms import synonyms

_MOST_WORDS = 25  # of a column that is to be answered word by word


@dataclass(frozen=True)
class Words:
    """`known` are words of the file and ours, `left` those nobody knows with their counts."""

    known: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, int], ...]


def has_words(table: str, ours: Ours) -> bool:
    """Whether a value of the column is one of few words of ours."""
    return bool(ours.allowed) or ours.name in synonyms().words.get(table, {})


def words_of(table: str, ours: Ours, column: Column) -> Words:
    """Every word of the column; one the reader knows by itself needs no saying."""
    known, left = [], []
    for value, count in column.values:
        word = meant(table, ours, value)
        if word is None:
            left.append((value, count))
        elif word.casefold() != value.casefold():
            known.append((value, word))
    return Words(tuple(known), tuple(left) if ours.allowed else ())


def questions(table: str, ours: Ours, column: Column, words: Words) -> tuple[Question, ...]:
    """What has to be asked: which words are won and lost where neither is known, else one question for each word."""
    if not words.left or not ours.required:
        return ()
    if (table, ours.name) == ("deals", "outcome"):
        found = {word for _, word in words.known} | {value.casefold() for value, _ in column.values}
        return tuple(_outcome(column, word) for word in ("won", "lost") if word not in found)
    return tuple(_one_word(table, ours, value, count) for value, count in words.left[:_MOST_WORDS])


def answered(
    table: str, ours: Ours, words: Words, answers: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, str], ...]:
    """The file's words and ours, with what was answered; the rest of the outcomes of deals is open."""
    if (table, ours.name) == ("deals", "outcome"):
        said = {value: word for word in ("won", "lost") for value in answers.get(f"words.{word}", ()) if value != NONE}
        return (*words.known, *((value, said.get(value, "open")) for value, _ in words.left))
    said = {value: answers.get(_key(table, ours, value), (NONE,))[0] for value, _ in words.left}
    return (*words.known, *((value, word) for value, word in said.items() if word != NONE))


def unread(table: str, ours: Ours, column: Column) -> tuple[str, ...]:
    """Words nobody knows of a column that may be blank: read as blank and counted, since a wrong one is worse."""
    return tuple(value for value, _ in words_of(table, ours, column).left)


def _outcome(column: Column, word: str) -> Question:
    choices = tuple(Choice(value, count=count) for value, count in column.values)
    text = f'Which words of "{column.name}" say that a deal was {word}?'
    return Question(f"words.{word}", text, "deals", choices, takes_several=True)


def _one_word(table: str, ours: Ours, value: str, count: int) -> Question:
    choices = tuple(Choice(word) for word in ours.allowed)
    text = f'What is "{value}" among our words for {ours.name} ({count} records)?'
    return Question(_key(table, ours, value), text, "records", choices)


def _key(table: str, ours: Ours, value: str) -> str:
    return f"words.{table}.{ours.name}.{value}"


def needed(table: str) -> tuple[Ours, ...]:
    """The columns of ours without which no record of the table can stand."""
    found = BY_NAME[table]
    return tuple(column for column in found.columns if column.required or column.name in found.key)
