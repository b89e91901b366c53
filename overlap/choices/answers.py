"""Answers to a source's questions: as typed, as a TOML file holds them, and several of them laid over each other."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from overlap.errors import InputError, UsageError
from overlap.tomlfile import read_toml
from overlap.words import shown

Answers = Mapping[str, tuple[str, ...]]


def typed(texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """`KEY=VALUE` texts by key; several values stand behind each other, or apart by `;`. Raises UsageError."""
    answers: dict[str, tuple[str, ...]] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise UsageError(f'--answer "{text}" is no answer. Write it as KEY=VALUE.')
        values = tuple(part.strip() for part in value.split(";") if part.strip())
        answers[key.strip()] = (*answers.get(key.strip(), ()), *values)
    return answers


def answers_of(declared: object, where: str) -> dict[str, tuple[str, ...]]:
    """What a table `[choices]` says; a value is a text or a list of texts. Raises InputError naming `where`."""
    if not isinstance(declared, Mapping):
        raise InputError(f'{where}: {shown(declared)} is no table. Write answers as KEY = "VALUE".')
    return {str(key): _values(value, f"{where}: {key}") for key, value in declared.items()}


def answers_in(path: Path) -> dict[str, tuple[str, ...]]:
    """The answers of a TOML file, with or without `[choices]` above them. Raises InputError."""
    try:
        declared = read_toml(path)
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    return answers_of(declared.get("choices", declared), str(path))


def joined(*layers: Answers) -> dict[str, tuple[str, ...]]:
    """One over the other, the first uppermost: an answer replaces the same question's below it as a whole."""
    return {key: values for layer in reversed(layers) for key, values in layer.items()}


def _values(value: object, where: str) -> tuple[str, ...]:
    values = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
    if len(values) != (len(value) if isinstance(value, list) else 1):
        raise InputError(f"{where} {shown(value)} is neither a text nor a list of texts.")
    return tuple(values)
