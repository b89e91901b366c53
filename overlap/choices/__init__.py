"""What a source has to ask the company before its numbers can be trusted, what was answered, what stays silent.

Whoever reads files makes questions, each of a key, a text and choices that say how much each would give:

    sql = Question("sql", "Which lead status says that sales took it on?", "leads",
                   (Choice("Working", count=120), Choice("Nurture", count=9)),
                   suggested=("Working",), takes_several=True)

Answers are texts by key (`handoff = "owner_assigned"`, `sql = ["Working", "Qualified"]`), as `--answer KEY=VALUE` gives
them (`typed`), a TOML file (`answers_in`), or the `[choices]` of a source.toml (`answers_of`). `settle(questions,
answers, kept)` judges them and comes back with `Settled`: `.answers`, what holds for each key, `.open`, the questions
that nobody and nothing has answered, and `.beside`, answers to questions that were not asked. A question whose
suggestion is sure (the data say so themselves) is not open, but its answer may be another. `NONE` answers "none of
these". `unasked(settled, kept)` is what holds where nobody can be asked: former answers, else suggestions, `.assumed`.

`Silent` is a canonical table that nothing fills: the reports that then cannot answer, and the files that would.
`as_json` of each is what the command line prints with `--format json`.

This package is pure: it opens no file but a TOML of answers, and knows neither frames nor databases. SQL of a source
finds what holds in `raw._choices` (question, choice; one row for each choice), which the import fills from `.answers`.
"""

from overlap.choices.answers import Answers, answers_in, answers_of, joined, typed
from overlap.choices.question import NONE, Choice, Question
from overlap.choices.settled import Settled, settle, unasked
from overlap.choices.silent import Silent

__all__ = [
    "NONE",
    "Answers",
    "Choice",
    "Question",
    "Settled",
    "Silent",
    "answers_in",
    "answers_of",
    "joined",
    "settle",
    "typed",
    "unasked",
]
