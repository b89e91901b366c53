"""What cannot be agreed on."""

from pathlib import Path
from typing import Any

import pytest

from overlap.agreements import defaults, resolve
from overlap.agreements.values import DEFAULTS
from overlap.errors import InputError


@pytest.mark.parametrize(
    ("kind", "values", "complaint"),
    [
        ("treshold", {}, 'there is no agreement "treshold". Did you mean "threshold"?'),
        ("threshold", 35, "agreement threshold must be a table of values"),
        ("response", {"limit": 3}, 'there is no value "limit". Did you mean "limit_minutes"?'),
        ("response", {"limit_minutes": 3.5}, 'limit_minutes must be a whole number, not "3.5"'),
        ("response", {"limit_minutes": True}, 'limit_minutes must be a whole number, not "True"'),
        ("response", {"limit_minutes": 0}, "limit_minutes must be at least 1, not 0"),
        ("response", {"limit_minutes": "none"}, 'limit_minutes must be a whole number, not "none"'),
        ("response", {"target": 85}, "target must be between 0 and 1, not 85"),
        ("response", {"target": float("nan")}, "target must be between 0 and 1, not nan"),
        ("attempts", {"kinds": "call"}, 'kinds must be a list of texts, not "call"'),
        ("attempts", {"kinds": [1]}, "kinds must be a list of texts"),
        ("attribution", {"model": "liner"}, 'model cannot be "liner". Did you mean "linear"?'),
        ("attribution", {"window_days": 400}, "window_days must be between 1 and 365, not 400"),
        ("hours", {"EMEA": {"zone": "Europe/Berlim"}}, 'EMEA: there is no time zone "Europe/Berlim"'),
        ("hours", {"EMEA": {"zone": "Europe"}}, 'EMEA: there is no time zone "Europe"'),
        ("hours", {"EMEA": {"country": "XX"}}, 'EMEA: no public holidays are known for "XX"'),
        ("hours", {"EMEA": {"country": "DE-XX"}}, 'no public holidays are known for "XX" in DE. Known there: BB, BE'),
        ("hours", {"EMEA": {"country": "DE-"}}, 'no public holidays are known for "DE-". Use a code such as DE'),
        ("hours", {"EMEA": {"opens": "9:00"}}, '"9:00" is not a time of day. Write it as 09:00'),
        ("hours", {"EMEA": {"closes": "24:01"}}, '"24:01" is not a time of day'),
        ("hours", {"EMEA": {"opens": "24:00"}}, "nothing begins at 24:00. Write 00:00."),
        ("hours", {"EMEA": {"opens": "18:00"}}, "18:00 to 17:30 would be a shift of 23 hours past midnight."),
        ("hours", {"EMEA": {"opens": "17:30"}}, "it opens and closes at 17:30. Write 00:00 and 24:00"),
        ("hours", {"EMEA": {"breaks": ["noon"]}}, 'the break "noon" is not a span'),
        ("hours", {"EMEA": {"breaks": ["17:00-18:00"]}}, "the break 17:00-18:00 does not lie within 09:00-17:30."),
        ("hours", {"EMEA": {"breaks": ["12:00-12:00"]}}, "12:00-12:00 begins and ends at the same time."),
        ("hours", {"EMEA": {"breaks": ["12:00-13:00", "12:30-14:00"]}}, "two breaks overlap. Write them as one."),
        (
            "hours",
            {"EMEA": {"breaks": ["fra 12:00-13:00"]}},
            '"fra" in "fra 12:00-13:00" is not a weekday.',
        ),
        ("hours", {"EMEA": {"breaks": ["sat 12:00-13:00"]}}, "is about sat, which is not among the working days."),
        ("hours", {"EMEA": {"breaks": ["fri 09:00-17:30"]}}, "the breaks leave fri no open minute."),
        (
            "hours",
            {"EMEA": {"by_weekday": ["09:00-14:00"]}},
            '"09:00-14:00" names no weekday.',
        ),
        ("hours", {"EMEA": {"by_weekday": ["fri at nine"]}}, 'the hours "fri at nine" are not a span.'),
        (
            "hours",
            {"EMEA": {"by_weekday": ["fri 13:00-14:00", "fri 09:00-12:00"]}},
            "fri 09:00-12:00 does not follow the hours before it.",
        ),
        (
            "hours",
            {"EMEA": {"by_weekday": ["fri 09:00-14:00"], "breaks": ["fri 12:00-12:30"]}},
            "fri has hours of its own.",
        ),
        (
            "hours",
            {"EMEA": {"by_weekday": ["mon 20:00-10:00"]}},
            "the shift of mon runs until 10:00 of tue, which opens at 09:00 already.",
        ),
        ("hours", {"EMEA": {"closed": ["24.12.2026"]}}, 'closed "24.12.2026" is not a day. Write it as 2026-12-24'),
        ("hours", {"EMEA": {"closed": ["2026-02-30"]}}, 'closed "2026-02-30" is not a day.'),
        ("hours", {"EMEA": {"closed": ["2026-12-31..2026-12-24"]}}, "ends before it begins."),
        ("hours", {"EMEA": {"closed": ["2026-01-01..2027-01-02"]}}, "is longer than a year."),
        ("hours", {"EMEA": {"days": ["monday"]}}, 'days cannot be "monday". Did you mean "mon"?'),
        ("hours", {"EMEA": {"days": []}}, "no working day is listed"),
        ("hours", {"EMEA": 3}, "EMEA must be a table of values, as [agreements.hours.EMEA]"),
        ("hours", {"house": None}, "the row named house cannot be removed: a region not listed follows it"),
        ("stages", {"sql": None}, "there is no stage sql"),
        ("owners", dict.fromkeys(defaults()["owners"]), "the last reason cannot be removed"),
        ("weights", {"first": 0, "last": 0, "rest": 0}, "a deal could earn nobody credit"),
        ("reference", {"starts_on": "1.1.2025"}, '"1.1.2025" is not a date. Use YYYY-MM-DD.'),
        ("seasonal", {"13": 1.0}, 'there is no month "13"'),
        ("seasonal", {str(month): 0 for month in range(1, 13)}, "all months weigh 0"),
        ("stages", {"sqll": "x"}, 'there is no stage "sqll". Did you mean "sql"?'),
        ("stages", {"sql": " "}, "definition must be a text"),
    ],
)
def test_what_cannot_be_agreed_on_is_refused_by_name(kind: str, values: Any, complaint: str) -> None:
    with pytest.raises(InputError) as refused:
        resolve({}, {kind: values})
    assert str(refused.value).startswith("house.toml of the folder: ")
    assert complaint in str(refused.value)


def test_a_configuration_file_without_a_kind_of_one_value_names_the_value(tmp_path: Path) -> None:
    damaged = tmp_path / "agreements.toml"
    written = DEFAULTS.read_text()
    start = written.index("[threshold]")
    damaged.write_text(written[:start] + written[written.index("[", start + 1) :])
    with pytest.raises(InputError, match=r"agreements.toml: agreement threshold: there is no points\."):
        defaults(damaged)


def test_a_configuration_file_without_a_value_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "agreements.toml"
    damaged.write_text(DEFAULTS.read_text().replace("limit_minutes = 240", ""))
    with pytest.raises(InputError, match=r"agreements.toml: agreement response: there is no limit_minutes\."):
        defaults(damaged)
