"""Bringing a second system asks whose word counts where the two differ; the rule answers where it can."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from imported_house import NOW
from without_marts import canonical_alone

from overlap.errors import UsageError
from overlap.reading import load_source
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, judge
from overlap.warehouse.importing.imported import Imported

pytestmark = pytest.mark.whole

LEADS = "lead_id,created_at,email,region,channel\n{name}1,2026-01-05T10:00:00Z,a@x.example,{region},{channel}\n"
SAYS = {"north": ("EMEA", "web"), "south": ("APAC", "fair")}
DEALS = "deal_id,lead_id,opened_at,outcome,amount,currency\nD1,{name}1,2026-02-01T10:00:00Z,open,10.00,EUR\n"


class Company:
    def __init__(self, folder: Path) -> None:
        self.folder, self.warehouse, self.store = folder, Warehouse(folder / "warehouse"), folder / "store.db"
        self.hours = 0

    def export(self, name: str, answers: Mapping[str, tuple[str, ...]], extra: str) -> Export:
        source, files = self.folder / "sources" / name, self.folder / name
        for path in (source, files):
            path.mkdir(parents=True, exist_ok=True)
        (source / "source.toml").write_text(f'about = "{name}"\ncontract = true\n')
        (files / "house.toml").write_text('reporting_currency = "EUR"\n')
        region, channel = SAYS[name]
        (files / "leads.csv").write_text(LEADS.format(name=name, region=region, channel=channel) + extra)
        return Export(load_source(source), files, answers=answers)

    def bring(self, name: str, extra: str = "", **answers: str) -> Imported:
        said = {f"precedence.{about}": (value,) for about, value in answers.items()}
        self.hours += 1
        at = NOW + timedelta(hours=self.hours)
        with canonical_alone(is_compared=False):
            return import_folder(self.warehouse, self.store, self.export(name, said, extra), now=at)

    def check(self, name: str) -> Imported:
        with canonical_alone(is_compared=False):
            return judge(self.export(name, {}, ""), now=NOW, warehouse=self.warehouse, store=self.store)

    def says(self) -> tuple:
        path = self.warehouse.path(self.warehouse.current().files["canonical"])
        with duckdb.connect(str(path), read_only=True) as database:
            return database.sql("select region, channel from canonical.leads where region <> ''").fetchall()[0]


@pytest.mark.usefixtures("no_marts")
def test_it_is_asked_where_no_rule_tells_and_kept_until_it_is_answered_otherwise(tmp_path: Path) -> None:
    company = Company(tmp_path)
    assert company.bring("north").is_new
    asked, checked = company.bring("south"), company.check("south")
    assert asked.manifest is None and asked.asked and checked.asked
    (question,) = asked.asked.open
    assert checked.asked.open == (question,)
    assert (question.key, question.suggested) == ("precedence.sales", ("north",))
    assert question.text.startswith("Systems say different things of one person (region: 1 person)")
    assert list(company.warehouse.current().sources) == ["north"], "what was published stays"

    assert company.bring("south", sales="south").is_new
    # Marketing's is the other one's, since sales is south.
    assert company.says() == ("APAC", "web")
    again = company.bring("south", "south2,2026-01-06T10:00:00Z,b@x.example,,\n")
    assert again.is_new and again.asked
    assert again.asked.answers["precedence.sales"] == ("south",)
    assert not company.bring("south", "south2,2026-01-06T10:00:00Z,b@x.example,,\n").is_new

    # What is said last holds, with whichever source it is said.
    assert company.bring("north", sales="north", marketing="south").is_new
    assert company.says() == ("EMEA", "fair")
    assert "precedence.sales" not in company.warehouse.current().sources["south"]["choices"]
    with pytest.raises(UsageError, match="soth"):
        company.bring("north", sales="soth")


@pytest.mark.usefixtures("no_marts")
def test_no_later_import_stops_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company = Company(tmp_path)
    (tmp_path / "south").mkdir()
    (tmp_path / "south" / "deals.csv").write_text(DEALS.format(name="south"))
    with monkeypatch.context() as alike:
        alike.setitem(SAYS, "south", SAYS["north"])
        for name in SAYS:
            assert company.bring(name).is_new
    done = company.bring("south")  # they differ now, where the rule tells
    assert done.is_new and done.asked and done.asked.answers["precedence.sales"] == ("south",)
    (tmp_path / "north").mkdir(exist_ok=True)
    (tmp_path / "north" / "deals.csv").write_text(DEALS.format(name="north").replace("D1", "D2"))
    done = company.bring("north")  # and now where it does not: it is told, and may be said otherwise
    assert done.is_new and done.asked and not done.asked.open
    assert [question.key for question in done.asked.questions] == [f"precedence.{of}" for of in ("sales", "marketing")]
    assert done.asked.answers["precedence.sales"] == ("north",)
    assert company.warehouse.current().sources["north"]["choices"] == {}, "a rule is no answer"
    assert company.bring("south", sales="south").is_new
    assert company.says()[0] == "APAC"


@pytest.mark.usefixtures("no_marts")
def test_it_is_told_where_the_rule_tells_and_nobody_need_answer(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.bring("north")
    (tmp_path / "south").mkdir()
    (tmp_path / "south" / "deals.csv").write_text(DEALS.format(name="south"))
    done = company.bring("south")
    assert done.is_new and done.asked
    told = {key: values for key, values in done.asked.answers.items() if key.startswith("precedence.")}
    assert told == {"precedence.sales": ("south",), "precedence.marketing": ("north",)}
    assert company.says() == ("APAC", "web")
    assert company.warehouse.current().sources["south"]["choices"] == {}, "a rule is no answer"
