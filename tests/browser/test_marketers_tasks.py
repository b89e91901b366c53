"""What a marketer comes for, from the first page, in a browser: counted in clicks, the list of calls included."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Served, serving, settle, visit
from controls import unfolded
from demo_house import untuned_house
from playwright.sync_api import Locator, Page, expect

from overlap.reports import answer
from overlap.subjects.funnel import leak_words
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.reader import open_reader

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def leaking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A company large enough for its leak to be told from chance."""
    folder = tmp_path_factory.mktemp("leaking")
    untuned_house(folder)
    with serving(folder) as served:
        yield served


class Clicks:
    """A person with a mouse, who is counted from the first page on."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def on_the_same_page(self) -> "Clicks":
        """Another task that begins with the clicks made so far."""
        task = Clicks(self.page)
        task.count = self.count
        return task

    def on(self, what: Locator) -> None:
        what.click()
        self.count += 1
        settle(self.page)

    def to_leaks(self) -> None:
        self.on(self.page.locator("[data-testid=stSidebar]").get_by_text("Funnel leaks", exact=True))
        self.page.get_by_text("Where do we lose leads?", exact=True).wait_for()
        settle(self.page)


def records(page: Page, at: Locator, name: str) -> list[dict[str, str]]:
    with page.expect_download() as download:
        at.get_by_role("button", name=name).click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_worst_leak_ten_to_call_and_why_mine_looks_bad(leaking: Served, page: Page) -> None:
    visit(page, leaking.url)
    main, drawer = page.locator("[data-testid=stMain]"), page.get_by_role("dialog")

    worst = Clicks(page)
    worst.to_leaks()
    calls, why = worst.on_the_same_page(), worst.on_the_same_page()
    expect(main.get_by_text("The largest leak: ").first).to_be_visible()
    expect(main.get_by_text("worth up to €").first).to_be_visible()
    assert worst.count <= 2

    calls.on(main.get_by_role("button", name="Call these first"))
    expect(drawer.get_by_text("can be called.")).to_be_visible()
    expect(drawer.locator("[data-testid=stDataFrame]")).to_be_visible()
    people = records(page, drawer, "Export CSV")
    calls.count += 1
    assert calls.count <= 3
    assert len(people) >= 10
    assert {"lead_name", "company", "rep_name", "days_since", "worth_each"} <= people[0].keys()
    _are_those_of_the_report(leaking.folder, people)
    ids = records(page, drawer, "Export ids for the CRM")
    assert [one["lead_id"] for one in ids] == list(dict.fromkeys(one["lead_id"] for one in people))
    drawer.get_by_role("button", name="Close").click()
    expect(drawer).to_be_hidden()

    campaigns = main.get_by_role("combobox", name="Campaign")
    why.on(campaigns)
    fourth = unfolded(page, campaigns).nth(3)
    name = fourth.inner_text()
    why.on(fourth)
    expect(main.get_by_text(f"{name}: ").first).to_be_visible()
    expect(main.get_by_text("Behind it: ").or_(main.get_by_text("Too few to say why")).first).to_be_visible()
    assert why.count <= 3
    page.wait_for_url("**why_campaign=*")


def _are_those_of_the_report(folder: Path, people: list[dict[str, str]]) -> None:
    """The list is that of the largest leak, as the command line gives it."""
    reader = open_reader(Warehouse(folder / "warehouse"))
    try:
        leak = leak_words.leaks_of(answer(reader, "funnel/leaks").frame.filter(benchmark="company").to_dicts())[0]
        asked = {"stage": leak["stage"], "dimension": leak["dimension"], "group_id": leak["group_id"]}
        every = answer(reader, "funnel/savable", params={**asked, "in_group": "yes"}).frame
    finally:
        reader.close()
    assert {one["lead_id"] for one in people} <= set(every["lead_id"])
