"""The documents stay true: what they link to, name, quote and count is what the code has."""

import re
import tomllib

import pytest
import read_texts
from typer.main import get_command

from overlap.agreements.working_week import closing_days, week
from overlap.cli import app
from overlap.contract import BY_NAME
from overlap.reading.values.patterns import REMEDIES
from overlap.reports import catalogue
from overlap.sentences.demo_stories import stories
from overlap.warehouse.generations.accepting import ACCEPTABLE
from overlap.warehouse.importing import shrinking

ROOT = read_texts.ROOT
READ = {name: (ROOT / name).read_text(encoding="utf-8") for name in read_texts.DOCUMENTS}
README, REFUSALS, UNRELEASED = READ["README.md"], READ["docs/refusals.md"], read_texts.unreleased()


@pytest.mark.parametrize("name", READ)
def test_what_a_document_links_to_is_there(name: str) -> None:
    here = (ROOT / name).parent
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", READ[name]):
        assert (here / target).exists(), target


@pytest.mark.parametrize("name", READ)
def test_a_command_a_document_shows_exists_with_its_options(name: str) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    shown = re.findall(r"(?:-m |^|`)overlap ([a-z]+)((?: [^\s`]+)*)", READ[name], flags=re.MULTILINE)
    for command, rest in shown:
        assert command in commands, command
        found = commands[command]
        if hasattr(found, "commands"):  # a group: the next word is its command
            found = found.commands[rest.split()[0]]
        options = {option for each in found.params for option in each.opts}
        if command != "ask":  # a report's own parameters, tested with the reports
            assert set(re.findall(r"(?<=\s)--[a-z-]+", rest)) <= options, (command, rest)


def test_the_demo_is_told_page_by_page_as_its_banner_tells_it() -> None:
    told = re.findall(r"^\| [A-Z][a-z -]+ \| (.+) \|$", READ["docs/demo.md"], flags=re.MULTILINE)
    assert [" ".join(each.of_any() for each in page) for page in stories().values()] == told


def test_every_name_an_import_is_accepted_by_is_explained_and_no_other() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \|", REFUSALS, flags=re.MULTILINE) == list(ACCEPTABLE)
    assert set(re.findall(r"--accept ([a-z-]+)", REFUSALS + README)) <= set(ACCEPTABLE)


def test_the_limits_of_an_import_are_those_told() -> None:
    limits = f"more than {shrinking.MOST_REJECTED:.0%} of a file's records are rejected (from {shrinking.JUDGED_FROM}"
    assert limits in REFUSALS
    settings = tomllib.loads((ROOT / "config" / "overlap.toml").read_text(encoding="utf-8"))
    assert settings["generations_kept"] == 3 and "The last three generations are kept" in REFUSALS
    assert f'"31/02/2026" {REMEDIES["time"]}' in REFUSALS


def test_the_readme_writes_hours_as_an_agreement_takes_them() -> None:
    by_weekday, closed = (
        tomllib.loads(re.search(rf"`({name} = \[.*?\])`", README).group(1))[name]  # type: ignore[union-attr]
        for name in ("by_weekday", "closed")
    )
    opens, closes = re.search(r"`(\d\d:\d\d)` to `(\d\d:\d\d)` is a shift past midnight", README).groups()  # type: ignore[union-attr]
    row = {"days": ["mon", "fri"], "opens": opens, "closes": closes, "breaks": [], "by_weekday": by_weekday}
    assert week(row) == {"mon": ((22 * 60, 30 * 60),), "fri": ((9 * 60, 12 * 60), (13 * 60, 15 * 60))}
    assert len(closing_days(closed)) == 9


def test_a_table_the_readme_names_is_canonical() -> None:
    for name in re.findall(r"`([a-z_]+)\.csv`", README):
        assert name in BY_NAME


def test_the_changelog_does_not_promise_more_questions_than_there_are() -> None:
    promised = int(re.search(r"answers over (\d+) questions", UNRELEASED).group(1))  # type: ignore[union-attr]
    assert promised < len(catalogue()) < promised + 25


@pytest.mark.parametrize("name", READ)
def test_no_document_starts_the_app_around_its_own_way_to_serve(name: str) -> None:
    assert "streamlit run app.py" not in READ[name], "a first deep link would say that its page does not exist"
