"""A question that first arises in a later import stops none on a schedule: a safe default holds, and is told."""

import ast
from pathlib import Path

import pytest
from asking_company import NOW, PEOPLE, Company
from rooms import ROOT
from typer.testing import CliRunner

from overlap.choices import NONE, Settled
from overlap.cli import app
from overlap.reading import load_source
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.importing.told_by_company import told
from overlap.warehouse.source import named

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("no_marts")]

NOBODY = PEOPLE.replace("Working", "").replace("Qualified", "")
BOTH_WAYS = PEOPLE.replace("2026-01-0", "01/0").replace(" 10:00", "/2026 10:00")
# Who makes questions, and what shows that none of them stops an import on a schedule.
ASKING = {
    "overlap/warehouse/source/questions.py": "what a CRM is asked, below",
    "overlap/reading/judging/unclear.py": "days and decimals, below",
    "overlap/mapping/next_export.py": "columns that are called otherwise, below",
    "overlap/warehouse/canonical/joining/word_questions.py": "tests/warehouse/test_whose_word.py",
    "overlap/personal/handling.py": "its suggestion is sure",
    "overlap/mapping/company_questions.py": "asked while a source is described",
    "overlap/mapping/signs.py": "asked while a source is described",
    "overlap/mapping/value_words.py": "asked while a source is described",
}


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def unasked(company: Company) -> Imported:
    """An import on a schedule."""
    export = Export(load_source(company.folder / "crm"), company.export, is_asked=False)
    return import_folder(company.warehouse, company.folder / "store.db", export, now=NOW, accept=("shrink",))


def settled(done: Imported) -> Settled:
    """What holds of an import that went through."""
    assert done.asked and not done.asked.open and done.manifest and done.is_new
    return done.asked


def test_a_first_import_asks_whoever_starts_it(company: Company) -> None:
    done = unasked(company)
    assert done.manifest is None
    assert done.asked and [each.key for each in done.asked.open] == ["sql"]


def test_what_first_arises_later_is_suggested_and_asked_where_somebody_is(company: Company) -> None:
    company.bring(NOBODY)
    assert company.imported().is_new
    company.bring(PEOPLE)
    done = unasked(company)
    assert settled(done).answers["sql"] == ("Working",)
    assert [each.key for each in settled(done).assumed] == ["sql"]
    entered = "select lead_id from canonical.stage_entries"
    assert company.rows(entered) == [("P1",)]
    assert [each.is_assumed for each in told(company.warehouse.current())] == [True, False]
    assert "sql" not in company.warehouse.current().sources["crm"]["choices"], "nobody has answered"
    assert not unasked(company).is_new, "the same files give the same generation"
    asked = company.imported().asked
    assert asked and [each.key for each in asked.open] == ["sql"]
    company.imported(sql="Qualified")
    assert company.rows(entered) == [("P2",)]
    company.bring(PEOPLE.replace("P4", "P5"))
    assert settled(unasked(company)).assumed == ()
    assert company.rows(entered) == [("P2",)]


def test_an_answer_whose_words_are_gone_still_holds(company: Company) -> None:
    company.imported(sql="Qualified")
    company.bring(PEOPLE.replace("Qualified", "In progress"))
    done = unasked(company)
    assert (settled(done).answers["sql"], settled(done).assumed[0].key) == (("Qualified",), "sql")
    assert company.rows("select * from canonical.stage_entries") == []
    company.bring(PEOPLE)
    assert settled(unasked(company)).assumed == ()
    assert company.rows("select lead_id from canonical.stage_entries") == [("P2",)]


@pytest.mark.parametrize(("zone", "first"), [("Europe/Berlin", "2026-05-01"), ("America/Chicago", "2026-01-05")])
def test_days_that_no_file_ever_showed(company: Company, zone: str, first: str) -> None:
    (company.export / "house.toml").write_text(f'time_zone = "{zone}"\n')
    company.imported(sql="Working")
    company.bring(BOTH_WAYS)
    assert [each.key for each in settled(unasked(company)).assumed] == ["date_order"]
    days = company.rows(f"select min(created_at at time zone '{zone}')::date::varchar from canonical.leads")
    assert days == [(first,)]
    orders = company.warehouse.current().sources["crm"]["orders"]
    assert orders == {}, "what was assumed shows nothing to the next one"


@pytest.mark.parametrize(
    ("before", "assumed", "words"),
    [("1200", ["decimals"], "a comma"), ("9.5", [], "a point")],
)
def test_amounts_that_read_both_ways(company: Company, before: str, assumed: list[str], words: str) -> None:
    """As earlier files of the table showed; else a mark with three figures behind it stands between thousands."""
    for paid in (before, "1.234"):
        company.bring("".join(f'{line},"{paid}"\n' for line in PEOPLE.splitlines()).replace(f'"{paid}"', "paid", 1))
        done = company.imported(sql="Working") if paid == before else unasked(company)
    assert [each.key for each in settled(done).assumed] == assumed
    assert dict(done.account.files[0].written)["paid"].startswith(f"numbers with {words} before")


HUBSPOT_FIRST = "id,createdate,email\n1,2026-01-01T08:00:00Z,a@a.example\n2,2026-01-02T08:00:00Z,b@b.example\n"
HUBSPOT = {
    "contacts": "id,createdate,email,hs_lead_status,hs_analytics_source\n"
    "1,2026-01-01T08:00:00Z,a@a.example,TRIAL,ORGANIC_SEARCH\n2,2026-01-02T08:00:00Z,b@b.example,CALLED,OFFLINE\n",
    "contact_property_history": "contact_id,_fivetran_synced,name,timestamp,value\n"
    "1,x,hs_lead_status,2026-01-03 08:00:00,TRIAL\n2,x,hs_lead_status,2026-01-04 08:00:00,CALLED\n",
    "deals": "id,createdate,closedate,amount,dealstage,pipeline\n"
    "7,2026-02-01T08:00:00Z,2026-02-09T08:00:00Z,10,Signed here,Upsells\n"
    "8,2026-02-01T08:00:00Z,2026-02-09T08:00:00Z,10,Told us no,Renewals\n",
    "tasks": "id,hs_timestamp,hs_task_status\n9,2026-02-01T08:00:00Z,COMPLETED\n",
}
SALESFORCE_FIRST = "Id,IsDeleted,CreatedDate,Email,Status\nL1,false,2026-01-01T08:00:00Z,a@a.example,\n"
SALESFORCE = {
    "Lead": "Id,IsDeleted,CreatedDate,Email,Status,LeadSource\n"
    "L1,false,2026-01-01T08:00:00Z,a@a.example,Trial,Web\nL2,false,2026-01-02T08:00:00Z,b@b.example,Called,Web\n",
    "LeadHistory": "Id,IsDeleted,LeadId,CreatedDate,Field,OldValue,NewValue\n"
    "H1,false,L1,2026-01-05T08:00:00Z,Status,Open,Trial\n",
    "Opportunity": "Id,IsDeleted,StageName,Amount,CreatedDate,CloseDate,Type\n"
    "O1,false,Signed here,10,2026-01-05T08:00:00Z,2026-02-01,More\n"
    "O2,false,No,10,2026-01-05T08:00:00Z,2026-02-01,Again\n",
    "Task": "Id,IsDeleted,Subject,Status,ActivityDate,CreatedDate,IsClosed\n"
    "T1,false,x,Completed,2026-01-09,2026-01-08T08:00:00Z,true\n",
}


@pytest.mark.parametrize(
    ("source", "first", "files"),
    [("hubspot", ("contacts", HUBSPOT_FIRST), HUBSPOT), ("salesforce", ("Lead", SALESFORCE_FIRST), SALESFORCE)],
)
def test_no_question_of_a_crm_stops_a_later_import(
    tmp_path: Path, source: str, first: tuple[str, str], files: dict[str, str]
) -> None:
    crm, folder, warehouse = source_named(source), tmp_path / "export", Warehouse(tmp_path / "warehouse")
    folder.mkdir()
    (folder / f"{first[0]}.csv").write_text(first[1])
    known = import_folder(warehouse, tmp_path / "store.db", Export(crm, folder, answers={"handoff": (NONE,)}), now=NOW)
    assert known.manifest, known.asked and known.asked.open
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    done = import_folder(
        warehouse, tmp_path / "store.db", Export(crm, folder, is_asked=False), now=NOW, accept=("links",)
    )
    assert [each.refused for each in done.account.refused] == []
    arose = {each.key for each in settled(done).assumed}
    declared = {each.key for each in crm.questions}
    assert arose == declared - {"handoff"}, "each question that a CRM can be asked first arises here"


def asks(path: Path) -> bool:
    """Whether a module makes questions."""
    text = path.read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(text))) if "Question" in text else []
    is_known = any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("overlap.choices")
        and "Question" in [each.name for each in node.names]
        for node in nodes
    )  # fmt: skip
    calls = [node.func for node in nodes if isinstance(node, ast.Call)]
    return is_known and any(isinstance(each, ast.Name) and each.id == "Question" for each in calls)


def test_who_asks_is_known() -> None:
    """A new kind of question is listed with what shows that it stops no import on a schedule."""
    asking = {str(path.relative_to(ROOT)) for path in (ROOT / "overlap").rglob("*.py") if asks(path)}
    assert asking == set(ASKING)


def test_the_command_line_takes_a_default_and_says_so(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named, "SOURCES", company.folder)
    monkeypatch.setenv("OVERLAP_WAREHOUSE", str(company.warehouse.folder))
    monkeypatch.setenv("OVERLAP_STORE", str(company.folder / "store.db"))
    company.bring(NOBODY)
    company.imported()
    company.bring(PEOPLE)
    done = CliRunner().invoke(app, ["import", "crm", str(company.export), "--accept", "shrink"])
    assert done.exit_code == 0, done.stderr
    assert (
        "warn: sql: Which status says that sales took a person on? Nobody has answered: taken as Working" in done.stderr
    )
