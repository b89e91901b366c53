"""The review pack of a demo company says what `overlap ask` says, in every form, and names nobody."""

import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

import openpyxl
import pytest
from asked import asked
from demo_house import demo_house
from pypdf import PdfReader

from overlap import words
from overlap.errors import UsageError
from overlap.pack.drawing.shown import TimeChart
from overlap.pack.file_forms import FORMS
from overlap.pack.in_scope import Question
from overlap.pack.made import last_year, of_page, whole
from overlap.pack.part import Pack
from overlap.reports import Filters
from overlap.store import open_store
from overlap.store.decisions import COMPANY, Decision, decide
from overlap.store.notes import note
from overlap.warehouse.connections import Resources
from overlap.warehouse.reader import Reader, open_reader

pytestmark = pytest.mark.whole
PLACES = re.compile(r"\s+")
SILENT = lambda *_: None  # noqa: E731


@dataclass(frozen=True)
class Made:
    """A pack with its files, and the company it is about."""

    reader: Reader
    filters: Filters
    pack: Pack
    pdf: PdfReader
    book: openpyxl.Workbook
    html: str

    @property
    def paper(self) -> str:
        """All that the PDF says, without white space."""
        return _close("".join(page.extract_text() for page in self.pdf.pages))

    @property
    def sheets(self) -> list[object]:
        """All values of all cells of the workbook."""
        return [cell for sheet in self.book for row in sheet.iter_rows(values_only=True) for cell in row]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("pack")
    warehouse = demo_house(folder)
    with (
        open_store(folder / "store.db", warehouse.current().house_id) as store,
        closing(open_reader(warehouse, resources=Resources(memory_limit="1GB", threads=1), store=store)) as reader,
    ):
        decide(store, _decision(reader))
        note(
            store,
            "noted",
            date(2026, 8, 3),
            f"{_somebody(reader)} <i>away</i>, ask x@example.org about l0000001",
            ("Sales",),
            by="Mia",
        )
        filters, comparison = last_year(reader)
        pack = whole(Question(reader, filters, comparison), SILENT)
        files = {form: make(pack) for form, make in FORMS.items()}
        yield Made(
            reader, filters, pack, PdfReader(io.BytesIO(files["pdf"])),
            openpyxl.load_workbook(io.BytesIO(files["xlsx"]), data_only=True), files["html"].decode(),
        )  # fmt: skip


def _decision(reader: Reader) -> Decision:
    """One that names somebody of sales and an address, as people type."""
    name = _somebody(reader)
    return Decision(
        "once", "acceptance_rate", COMPANY, "nothing", name, f"Call {name} first, or lead.one@example.org for L0000002",
        date(2026, 8, 1), 30, name, due_on=date(2026, 12, 1), guard="handoffs_won_share", dimension=COMPANY,
    )  # fmt: skip


def _somebody(reader: Reader) -> str:
    ((name,),) = reader.cursor().execute("select rep_name from marts.reps order by all limit 1").fetchall()
    return name


def _close(text: str) -> str:
    return PLACES.sub("", text)


def _rate(row: dict, name: str, interval: str) -> str:
    return words.rate(row[name], row[f"{interval}_low"], row[f"{interval}_high"])


def _numbers(made: Made) -> Iterator[tuple[str, object]]:
    """What a reader of the pages would look up: each number as it is written, and as it is."""
    currency = made.pack.currency
    for row in asked(made.reader, "followup/by_team", made.filters).to_dicts():
        yield _rate(row, "service_level", "service_level"), row["service_level"]
        yield words.count(row["handoff_count"]), row["handoff_count"]
    for row in asked(made.reader, "quality/by_campaign", made.filters).to_dicts()[:8]:
        yield _rate(row, "acceptance_rate", "acceptance_rate"), row["acceptance_rate"]
    for row in asked(made.reader, "goals/status").to_dicts():
        if row["is_money"]:
            yield words.money(row["actual"], currency), row["actual"]
            yield words.money(row["forecast_mid"], currency), row["forecast_mid"]
    for row in asked(made.reader, "goals/pipeline_bridge", made.filters).to_dicts():
        yield words.money(row["amount"], currency), row["amount"]
    for row in asked(made.reader, "revenue/intervals", made.filters).sort("revenue", descending=True).to_dicts()[:8]:
        yield words.money(row["revenue"], currency), row["revenue"]
    for row in asked(made.reader, "meeting/agenda", made.filters).drop_nulls("stake").to_dicts():
        yield words.money(row["stake"], currency), row["stake"]
    for row in asked(made.reader, "sides/verdicts", made.filters).drop_nulls("value").to_dicts():
        yield f"{row['value']:.1f}", row["value"]


def test_every_form_has_the_numbers_of_the_reports(made: Made):
    paper, screen = made.paper, _close(made.html)
    values = [cell for cell in made.sheets if isinstance(cell, int | float)]
    seen = 0
    for said, value in _numbers(made):
        assert _close(said) in paper, said
        assert _close(said) in screen, said
        assert any(cell == pytest.approx(float(value), abs=1e-9) for cell in values), said  # pyright: ignore[reportArgumentType]
        seen += 1
    assert seen > 40


def test_it_names_no_person_and_no_lead_in_any_form(made: Made):
    cursor = made.reader.cursor()
    names = {
        name
        for statement in (
            "select rep_name from marts.reps", "select rep_id from marts.reps",
            "select email from marts.leads", "select lead_id from marts.leads",
        )
        for (name,) in cursor.execute(statement).fetchall()
        if name
    }  # fmt: skip
    said = " ".join(page.extract_text() for page in made.pdf.pages)
    said += made.html + " ".join(str(cell) for cell in made.sheets)
    tokens = set(re.split(r"[^\w@.+-]+", said))
    assert len(names) > 2500
    assert "Call somebody in sales first, or an address for a lead" in made.html
    assert "Note for Sales: somebody in sales &lt;i&gt;away&lt;/i&gt;, ask an address about a lead" in made.html
    assert not {name for name in names if name in tokens or (" " in name and name in said)}


def test_nobodys_own_numbers_can_be_asked_for(made: Made):
    question = Question(made.reader, made.filters)
    with pytest.raises(UsageError, match="names teams and nobody else"):
        question.part().rows("revenue/by_rep")
    with pytest.raises(UsageError, match="names teams and nobody else"):
        whole(Question(made.reader, Filters(reps=("R01",))), SILENT)


def test_each_goal_and_each_question_begins_a_page_that_says_what_it_is_of(made: Made):
    pages = [_close(page.extract_text()) for page in made.pdf.pages]
    goals = asked(made.reader, "goals/status").filter(is_replaced=False).height
    assert sum(part.key.startswith("goal ") for part in made.pack.parts) == goals > 0
    for part in made.pack.parts:
        assert any(_close(part.question) in page and _close(part.page.upper()) in page for page in pages[1:]), part.key
    assert all(_close(made.pack.generation) in page and _close(made.pack.as_of) in page for page in pages)
    # a page a part, the first page, and those of definitions: nothing runs over
    assert len(pages) - len(made.pack.parts) - 1 in (3, 4)


def test_a_goal_s_page_draws_its_weeks_up_to_what_is_reached_and_planned_now(made: Made):
    drawn = {part.key: part.chart for part in made.pack.parts if isinstance(part.chart, TimeChart)}
    rows = asked(made.reader, "goals/status").filter(is_replaced=False).to_dicts()
    for row in rows:
        chart = drawn[f"goal {row['origin']} {row['goal_id']}"]
        ends = [(each.label, each.values[-1]) for each in chart.series]
        assert ends == [("Reached", float(row["actual"])), ("Plan", float(row["plan_to_date"]))]
        assert len(chart.days) == len(set(chart.days)) > 1
    assert rows


def test_the_pdf_is_tagged_and_has_a_title_and_words_for_its_charts(made: Made):
    root: Any = made.pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert made.pdf.metadata and made.pdf.metadata.title == f"Review pack, {made.pack.period}"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_sums_of_the_workbook_live_and_hold_what_they_add_up(made: Made):
    buffer = io.BytesIO(FORMS["xlsx"](made.pack))
    formulas = openpyxl.load_workbook(buffer)
    found = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                first, last = re.fullmatch(r"=SUM\((\w+):(\w+)\)", str(cell.value)).groups()  # pyright: ignore[reportOptionalMemberAccess]
                values = [each.value for (each,) in made.book[sheet.title][f"{first}:{last}"]]
                summed = sum(value for value in values if isinstance(value, int | float))
                assert made.book[sheet.title][cell.coordinate].value == pytest.approx(summed, abs=1e-6)
                found += 1
    assert found > 8
    credited = asked(made.reader, "revenue/conservation", made.filters)["credited"][0]
    assert float(credited) in [cell for cell in made.sheets if isinstance(cell, int | float)]


def test_the_html_asks_nothing_of_the_network_and_runs_nothing(made: Made):
    assert "default-src 'none'" in made.html
    assert not re.search(r"<(script|img|link|iframe)|\bsrc=|url\(|@import", made.html)
    assert {link for link in re.findall(r'href="([^"]*)"', made.html) if not link.startswith("#part-")} == set()


def test_a_page_under_filters_says_so_and_counts_only_those(made: Made):
    team = asked(made.reader, "followup/by_team", made.filters)["team_id"].drop_nulls()[0]
    filters = made.filters.narrowed({"teams": (team,)})
    pack = of_page(Question(made.reader, filters), "follow-up", SILENT)
    due = asked(made.reader, "followup/totals", filters)["due_count"][0]
    assert pack.filters.startswith("Team: ")
    assert [part.page for part in pack.parts] == ["Follow-up"]
    assert words.count(due) in _close(FORMS["html"](pack).decode())
