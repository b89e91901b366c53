"""The page Data says when a CRM that is asked live was last pulled, what it lacks, and what failed since."""

import json
from pathlib import Path

import pytest
from few_rows import LEADS

pytestmark = pytest.mark.whole


def test_the_page_says_when_a_connection_was_pulled_and_what_failed(publish, app, found_at: Path):
    publish(leads=LEADS)
    folder = found_at / "connected" / "hubspot"
    (folder / "tables-1").mkdir(parents=True)
    (folder / "house.toml").write_text('[connection]\nvariable = "HUBSPOT_TOKEN"\n')
    (folder / "CURRENT").write_text("tables-1\n")
    pulled = {"pulled_at": "2026-11-20T09:00:00.000Z", "until": "", "columns": {}, "lacks": {"forms": "no *scope*"}}
    (folder / "tables-1" / ".pull.json").write_text(json.dumps(pulled))
    (folder / "failed.json").write_text(
        json.dumps({"failed_at": "2026-11-20T10:00:00+00:00", "why": "HubSpot said no."})
    )
    app.switch_page("pages/data_page.py").run()
    assert not app.exception
    [table] = [each.value for each in app.table if "Last pulled" in each.value.columns]
    assert table.iloc[0].tolist()[0] == "hubspot" and "20 Nov 2026" in table.iloc[0].tolist()[1]
    said = " ".join(each.value for each in app.markdown)
    assert "no *scope*" not in said and "no \\*scope\\*" in said
    assert "HubSpot said no." in said.replace("\\", "")
