"""What a generation was told when it was imported, kept in its manifest: questions, answers, records left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from overlap.choices import NONE, Settled
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.importing.left_out import LeftOut

STAND_IN = "stand_in"


@dataclass(frozen=True)
class Told:
    """A question of a source, what it was answered with in the words of its choices, and of how many records.

    `is_assumed`: nobody has answered, and it holds until somebody does.
    """

    source: str
    key: str
    question: str
    answer: tuple[str, ...]
    counts: str
    count: int | None
    is_assumed: bool = False


def with_answers(draft: Manifest, source: str, asked: Settled, left_out: Sequence[LeftOut]) -> Manifest:
    """The draft that remembers what the source asked and what holds, and what it leaves out."""
    rows = []
    for question in asked.questions:
        chosen = asked.answers.get(question.key, ())
        known = {choice.value: choice for choice in question.choices}
        counted = [known[value].count for value in chosen if value in known and known[value].count is not None]
        # People may be counted under several choices: only one choice's count is a count of something.
        count = counted[0] if len(counted) == 1 else None
        words = [known[value].words if value in known else value for value in chosen]
        rows.append([question.key, question.text, words, question.counts, count])
    entry = {**draft.sources[source], "asked": rows, "assumed": [each.key for each in asked.assumed],
             "left_out": [[e.table, e.reason, e.count] for e in left_out]}  # fmt: skip
    return replace(draft, sources={**draft.sources, source: entry})


def told(manifest: Manifest) -> list[Told]:
    """Everything the sources of a generation were told, by source."""
    return [
        Told(source, key, question, tuple(answer), counts, count, key in entry.get("assumed", ()))
        for source, entry in sorted(manifest.sources.items())
        for key, question, answer, counts, count in entry.get("asked", ())
    ]


def left_out_of(manifest: Manifest) -> list[tuple[str, LeftOut]]:
    """The records each source left out, and why."""
    return [
        (source, LeftOut(*row))
        for source, entry in sorted(manifest.sources.items())
        for row in entry.get("left_out", ())
    ]


def stood_in(manifest: Manifest) -> tuple[str, ...]:
    """The sources whose touches are a stand-in that was agreed to: one per lead, made of where it came from."""
    return tuple(
        source
        for source, entry in sorted(manifest.sources.items())
        if {*entry.get("choices", {}).get(STAND_IN, ())} - {"no", NONE}
    )
