"""A signed change whose build fails: the pages keep their numbers, say why and what to do, and try again when asked."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from few_rows import LEADS
from houses import SMALL, house
from streamlit.testing.v1 import AppTest

from overlap.agreements import Draft
from overlap.errors import CheckFailed
from overlap.store import open_store
from overlap.store.proposals import propose
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.signing import applying
from ui import gateway
from ui.person import Person

pytestmark = pytest.mark.whole

JUNE = datetime(2026, 6, 1, tzinfo=UTC)
NOW = datetime(2026, 7, 2, tzinfo=UTC)
STRICT = Draft("response", {"limit_minutes": 30}, JUNE, "", "Sam")
BROKEN = "In every file, records read = accepted + rejected"


def account(warehouse: Warehouse, change: int) -> None:
    """Let the account of the imported files be wrong by so many records, a check of level stop."""
    canonical = warehouse.path(warehouse.current().files["canonical"])
    copied = canonical.with_name("copied.duckdb")  # the app holds the file itself open
    copied.write_bytes(canonical.read_bytes())
    with duckdb.connect(str(copied)) as connection:
        connection.execute("update meta.files set records = records + $n where file = 'leads.csv'", {"n": change})
    copied.replace(canonical)


@pytest.fixture
def warehouse(found_at: Path) -> Warehouse:
    """One whose account is wrong, and in whose store a change waits for marketing."""
    house(found_at, leads=LEADS, store={}).close()
    warehouse = Warehouse(found_at / "warehouse")
    account(warehouse, 1)
    with open_store(found_at / "store.db") as store:
        propose(store, STRICT, "form-1")
    return warehouse


@pytest.fixture
def builds(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each build that was started was published; none is a process of its own."""
    published: list[bool] = []

    def start(of: Warehouse, store: str | Path) -> None:
        try:
            applying.apply_signed(of, store, now=NOW, resources=SMALL)
        except CheckFailed:
            published.append(False)
        else:
            published.append(True)

    monkeypatch.setattr(gateway, "start", start)
    return published


def said(app: AppTest) -> str:
    assert not app.exception, [each.value for each in app.exception]
    elements = [*app.markdown, *app.caption, *app.text, *app.error, *app.warning, *app.info]
    return "\n".join(element.value for element in elements)


def press(app: AppTest, label: str) -> None:
    next(each for each in app.button if each.label == label).click().run()


def held(app: AppTest) -> list[str]:
    """The values that the agreement on the page has."""
    return app.table[0].value.iloc[:, -1].tolist()


def test_a_signed_change_that_cannot_be_built_is_said_on_every_page_and_built_when_asked_again(app, warehouse, builds):
    generation = warehouse.current_id()
    app.session_state["person"] = Person("Mia", "marketing")
    app.query_params["look_up"], app.query_params["find_Agreements"] = "Agreements", "response"
    app.switch_page("pages/agreements_page.py").run()
    before = held(app)
    press(app, "Sign for marketing")
    app.run()
    assert "Both signatures are kept" in said(app)
    assert BROKEN in said(app) and "Mend these rows in the export and import it again" in said(app)
    assert held(app) == before

    app.switch_page("pages/followup_page.py").run()
    assert "Signed, but not in these numbers: Response." in said(app)
    (link,) = (each for each in app.main.get("page_link") if each.proto.label == "Why, and what to do")
    assert link.proto.query_string == "look_up=Agreements&find_Agreements=response"
    assert builds == [False]  # nothing tries again by itself
    assert warehouse.current_id() == generation

    account(warehouse, -1)
    app.query_params["look_up"], app.query_params["find_Agreements"] = "Agreements", "response"
    app.switch_page("pages/agreements_page.py").run()
    press(app, "Try again")
    app.run()
    assert "in force since 1 Jun 2026" in said(app)
    assert held(app) == ["30", before[1]]
    assert "Both signatures are kept" not in said(app)
    assert builds == [False, True]
    assert warehouse.current_id() != generation
