"""A source's questions: what is open, what holds, and which answers are refused in words that help."""

from pathlib import Path

import pytest

from overlap.choices import NONE, Choice, Question, Silent, answers_in, answers_of, joined, settle, typed
from overlap.errors import InputError, UsageError

SQL = Question(
    "sql",
    "Which lead status says that sales took it on?",
    "leads",
    (Choice("Working", count=120), Choice("Qualified", "Qualified (5)", 5), Choice("Nurture", count=9)),
    suggested=("Working",),
    takes_several=True,
)
HANDOFF = Question("handoff", "When?", "leads", (Choice("owner", count=3), Choice("created", count=10)))
ZONE = Question(
    "zone", "Which zone?", "times", (Choice("UTC"),), ("UTC",), is_sure=True, pattern=r"[A-Za-z]+/[A-Za-z]+"
)


def test_a_guess_stays_open_and_what_the_data_say_holds() -> None:
    settled = settle((SQL, HANDOFF, ZONE), {})
    assert settled.open == (SQL, HANDOFF)
    assert settled.answers == {"zone": ("UTC",)}


def test_an_answer_holds_over_what_the_data_say_and_is_spelled_as_the_choice() -> None:
    answers = {
        "sql": ("working", "Qualified", "WORKING"),
        "handoff": (NONE,),
        "zone": ("Europe/Berlin",),
        "old": ("x",),
    }
    settled = settle((SQL, HANDOFF, ZONE), answers)
    assert settled.open == ()
    assert settled.answers == {"sql": ("Working", "Qualified"), "handoff": (NONE,), "zone": ("Europe/Berlin",)}
    assert settled.beside == ("old",)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            {"sql": ("Wroking",)},
            'sql: "Wroking" is none of its choices: Working, Qualified, Nurture, none. Did you mean "Working"?',
        ),
        ({"handoff": ("owner", "created")}, 'handoff: "owner", "created" do not go together. Choose one.'),
        ({"sql": ("Working", NONE)}, 'sql: "Working", "none" do not go together. Choose one.'),
        ({"sql": ()}, "sql: nothing is chosen. Answer with Working, Qualified, Nurture, none."),
    ],
)  # fmt: skip
def test_what_is_no_choice_is_refused_with_the_nearest(answers: dict, said: str) -> None:
    with pytest.raises(InputError) as refused:
        settle((SQL, HANDOFF), answers)
    assert str(refused.value) == said


def test_typed_answers_gather_by_key() -> None:
    assert typed(["sql=Working; Nurture", "handoff=owner", "sql=Qualified"]) == {
        "sql": ("Working", "Nurture", "Qualified"),
        "handoff": ("owner",),
    }
    with pytest.raises(UsageError, match=r'--answer "owner" is no answer'):
        typed(["owner"])


def test_a_file_of_answers_is_read_with_its_heading_or_without(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    for heading in ("", "[choices]\n"):
        path.write_text(f'{heading}sql = ["Working", "Nurture"]\nhandoff = "owner"\n', encoding="utf-8")
        assert answers_in(path) == {"sql": ("Working", "Nurture"), "handoff": ("owner",)}
    with pytest.raises(InputError, match=r'here: sql "3" is neither a text nor a list of texts'):
        answers_of({"sql": 3}, "here")
    with pytest.raises(InputError, match="There is no file"):
        answers_in(tmp_path / "absent.toml")


def test_the_uppermost_answer_replaces_the_one_below_as_a_whole() -> None:
    assert joined({"a": ("1",)}, {"a": ("2", "3"), "b": ("4",)}) == {"a": ("1",), "b": ("4",)}


def test_what_is_printed() -> None:
    assert SQL.as_json() == {
        "key": "sql",
        "question": "Which lead status says that sales took it on?",
        "takes_several": True,
        "choices": [
            {"value": "Working", "label": "Working", "count": 120},
            {"value": "Qualified", "label": "Qualified (5)", "count": 5},
            {"value": "Nurture", "label": "Nurture", "count": 9},
        ],
        "counts": "leads",
        "suggested": ["Working"],
        "is_sure": False,
        "example": "sql=Working",
    }
    assert (HANDOFF.as_json()["suggested"], HANDOFF.example) == (None, "handoff=owner")
    assert Silent("touches", ("revenue/by_campaign",), ("forms.csv",)).as_json() == {
        "table": "touches",
        "would_show": "",
        "reports": ["revenue/by_campaign"],
        "files": ["forms.csv"],
    }
