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
        ("hours", {"EMEA": {"opens": "9:00"}}, '"9:00" is not a time of day. Write it as 09:00.'),
        ("hours", {"EMEA": {"opens": "18:00"}}, "opening, breaks and closing must follow each other, not 18:00 17:30"),
        ("hours", {"EMEA": {"breaks": ["noon"]}}, 'the break "noon" is not a span'),
        ("hours", {"EMEA": {"breaks": ["17:00-18:00"]}}, "must follow each other, not 09:00 17:00 18:00 17:30"),
        ("hours", {"EMEA": {"days": ["monday"]}}, 'days cannot be "monday". Did you mean "mon"?'),
        ("hours", {"EMEA": {"days": []}}, "no working day is listed"),
        ("hours", {"EMEA": 3}, "EMEA must be a table of values, as [agreements.hours.EMEA]"),
        ("hours", {"house": None}, "the row named house cannot be removed: a region not listed follows it"),
        ("stages", {"sql": None}, "there is no stage sql"),
        ("owners", dict.fromkeys(defaults()["owners"]), "the last reason cannot be removed"),
        ("weights", {"first": 0, "last": 0, "rest": 0}, "a deal could earn nobody credit"),
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


def test_a_configuration_file_without_a_value_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "agreements.toml"
    damaged.write_text(DEFAULTS.read_text().replace("limit_minutes = 240", ""))
    with pytest.raises(InputError, match=r"agreements.toml: agreement response: there is no limit_minutes\."):
        defaults(damaged)
