"""A source asks before anything is published, keeps what was answered, and accounts for what it leaves out."""

import json
from pathlib import Path

import pytest
from asking_company import PEOPLE, Company
from typer.testing import CliRunner

from overlap.cli import app
from overlap.errors import InputError, UsageError
from overlap.warehouse.generations.layout import NoGeneration
from overlap.warehouse.importing.told_by_company import left_out_of, stood_in, told
from overlap.warehouse.source import named

pytestmark = pytest.mark.whole


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


@pytest.mark.usefixtures("no_marts")
def test_an_open_question_stops_the_import_and_says_what_each_choice_would_give(company: Company) -> None:
    done = company.imported()
    assert done.manifest is None
    assert done.asked is not None
    assert [question.key for question in done.asked.open] == ["sql"]
    found = [(choice.value, choice.count) for choice in done.asked.open[0].choices]
    assert found == [("Qualified", 1), ("Working", 1)]
    assert done.asked.open[0].suggested == ("Working",)
    with pytest.raises(NoGeneration):
        company.warehouse.current()


@pytest.mark.usefixtures("no_marts")
def test_an_answer_decides_the_rows_and_is_kept_for_the_next_import(company: Company) -> None:
    done = company.imported(sql="qualified;Working")
    assert done.manifest is not None
    assert done.manifest.sources["crm"]["choices"] == {"sql": ["Qualified", "Working"], "zone": ["UTC"]}
    entered = "select lead_id from canonical.stage_entries order by 1"
    assert company.rows(entered) == [("P1",), ("P2",)]
    assert not company.imported().is_new
    company.bring(PEOPLE.replace("Qualified", "Working"))
    assert company.imported().is_new
    assert [(each.key, each.answer, each.count, each.counts) for each in told(company.warehouse.current())] == [
        ("sql", ("Qualified", "Working"), 2, "people"),
        ("zone", ("UTC",), 1, "people"),
    ]
    company.imported(sql="none")
    assert company.rows(entered) == []


@pytest.mark.usefixtures("no_marts")
def test_a_kept_answer_that_no_longer_means_anything_is_asked_again(company: Company) -> None:
    company.imported(sql="Working")
    company.bring(PEOPLE.replace("Working", "In progress"))
    done = company.imported()
    assert done.asked is not None
    assert [question.key for question in done.asked.open] == ["sql"]
    assert company.rows("select count(*) from canonical.leads") == [(3,)]


@pytest.mark.usefixtures("no_marts")
def test_the_folder_may_answer_and_what_is_said_now_counts_before_it(company: Company) -> None:
    (company.export / "house.toml").write_text('[choices]\nsql = ["Qualified"]\n')
    assert company.imported().manifest is not None
    entered = "select lead_id from canonical.stage_entries"
    assert company.rows(entered) == [("P2",)]
    company.imported(sql="Working")
    assert company.rows(entered) == [("P1",)]


@pytest.mark.usefixtures("no_marts")
def test_what_is_left_out_is_counted_with_its_reason(company: Company) -> None:
    done = company.imported(sql="Working")
    assert done.manifest is not None
    assert [(source, each.reason, each.count) for source, each in left_out_of(done.manifest)] == [
        ("crm", "deleted there", 1)
    ]
    left = done.left_out
    assert [(each.table, each.reason, each.count) for each in left] == [("people", "deleted there", 1)]


@pytest.mark.usefixtures("no_marts")
def test_a_table_is_supplied_by_its_rows_or_by_its_own_files(company: Company) -> None:
    company.imported(sql="none")
    supplied = 'select "table" from meta.tables where is_supplied order by 1'
    assert company.rows(supplied) == [("leads",)]
    company.imported(sql="Working")
    assert company.rows(supplied) == [("leads",), ("stage_entries",)]
    (company.export / "calls.csv").write_text("id,\n")
    company.imported(sql="none")
    assert company.rows(supplied) == [("activities",), ("leads",), ("stage_entries",)]


@pytest.mark.parametrize(
    ("answer", "sources"), [("yes", ("crm",)), pytest.param("no", (), marks=pytest.mark.soak), ("none", ())]
)
@pytest.mark.usefixtures("no_marts")
def test_a_stand_in_is_known_of_its_generation(tmp_path: Path, answer: str, sources: tuple[str, ...]) -> None:
    asks = "-- May it?\nselect unnest(['yes', 'no']) as choice, 4 as choice_count"
    company = Company(tmp_path, **{"questions/stand_in.sql": asks})
    toml = tmp_path / "crm" / "source.toml"
    toml.write_text('[questions.stand_in]\nask = "May it?"\ncounts = "people"\n' + toml.read_text())
    done = company.imported(sql="Working", stand_in=answer)
    assert done.manifest is not None
    assert stood_in(done.manifest) == sources


@pytest.mark.usefixtures("no_marts")
def test_answers_to_no_question_and_wrong_ones_are_named(company: Company) -> None:
    with pytest.raises(UsageError, match='crm asks no question "sqll". Did you mean "sql"?'):
        company.imported(sqll="Working")
    with pytest.raises(InputError, match='"Worked" is none of its choices'):
        company.imported(sql="Worked")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"prepared/living.sql": "-- A.\nselect * from raw.taken_on"}, "read each other in a circle"),
        ({"prepared/people.sql": "-- A.\nselect 1"}, "a file of the export is called so already"),
        ({"prepared/living.sql": "-- A.\nselect nothing from raw.people"}, "prepared/living.sql"),
        ({"questions/sql.sql": "-- A.\nselect status as choise from raw.people"}, "choise is none of choice"),
        ({"account/left_out.sql": "-- A.\nselect 1 as reason"}, "account/left_out.sql"),
    ],
)
@pytest.mark.usefixtures("no_marts")
def test_a_wrong_statement_is_named_with_its_file(tmp_path: Path, files: dict[str, str], said: str) -> None:
    with pytest.raises(InputError) as refused:
        Company(tmp_path, **files).imported(sql="Working")
    assert said in str(refused.value)


@pytest.mark.usefixtures("no_marts")
def test_the_command_line_asks_and_is_answered(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "SOURCES", company.folder)
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(company.warehouse.folder))
    monkeypatch.setenv("OVERLAP_STORE", str(company.folder / "store.db"))
    import_crm = ["import", "crm", str(company.export)]
    asked = CliRunner().invoke(app, import_crm)
    assert asked.exit_code == 1
    assert "sql: Which status says that sales took a person on?" in asked.stderr
    assert "--answer sql=Working" in asked.stderr
    printed = CliRunner().invoke(app, [*import_crm, "--format", "json"])
    assert [question["key"] for question in json.loads(printed.stdout)["questions"]] == ["sql"]
    answers = company.folder / "answers.toml"
    answers.write_text('sql = "Working"\n')
    done = CliRunner().invoke(app, [*import_crm, "--answers", str(answers), "--format", "json"])
    assert done.exit_code == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["questions"] == []
    assert said["choices"] == {"sql": ["Working"], "zone": ["UTC"]}
    assert said["left_out"] == [{"table": "people", "reason": "deleted there", "records": 1}]
    assert "people: 1 record left out: deleted there." in done.stderr


@pytest.mark.usefixtures("no_marts")
def test_the_order_of_days_and_months_is_asked_where_no_file_shows_it_and_kept(company: Company) -> None:
    people = PEOPLE.replace("2026-01-0", "01/0").replace(" 10:00", "/2026 10:00")
    company.bring(people)
    done = company.imported(sql="Working")
    assert done.manifest is None
    assert done.asked is not None
    assert [question.key for question in done.asked.open] == ["date_order"]
    with pytest.raises(InputError, match='"american" is none of its choices: day-month, month-day'):
        company.imported(sql="Working", date_order="american")
    done = company.imported(sql="Working", date_order="day-month")
    assert done.manifest is not None
    assert company.rows("select min(created_at)::date::varchar from canonical.leads") == [("2026-05-01",)]
    company.bring(people.replace("P4", "P5"))
    assert company.imported().is_new
    assert company.rows("select min(created_at)::date::varchar from canonical.leads") == [("2026-05-01",)]


@pytest.mark.usefixtures("no_marts")
def test_days_that_read_both_ways_are_written_as_earlier_files_showed(company: Company) -> None:
    unclear = PEOPLE.replace("2026-01-0", "01/0").replace(" 10:00", "/2026 10:00")
    company.bring(unclear.replace("01/0", "25/0", 1))
    assert company.imported(sql="Working").is_new
    company.bring(unclear)
    for _ in range(2):  # what was read by it shows nothing else to the next one
        company.imported()
        assert company.rows("select min(created_at)::date::varchar from canonical.leads") == [("2026-05-01",)]
    assert "date_order" not in company.warehouse.current().sources["crm"]["choices"], "nobody has answered"
    company.bring(unclear.replace("01/0", "01/2", 1))
    company.imported()  # what values show counts first
    assert company.rows("select max(created_at)::date::varchar from canonical.leads") == [("2026-01-25",)]


@pytest.mark.usefixtures("no_marts")
def test_a_word_from_the_crm_moves_no_cursor(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "SOURCES", company.folder)
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(company.warehouse.folder))
    monkeypatch.setenv("OVERLAP_STORE", str(company.folder / "store.db"))
    company.bring(PEOPLE.replace("Working", "Work\x1b[2Jing"))
    asked = CliRunner().invoke(app, ["import", "crm", str(company.export)])
    assert asked.exit_code == 1
    assert "[2Jing" in asked.stderr
    assert "\x1b" not in asked.stderr
