"""An export of changes over what was imported gives the tables that a fresh import of the whole gives."""

from datetime import timedelta
from pathlib import Path

import pytest
from canonical_rows import canonical_rows
from imported_house import NOW, House
from without_marts import canonical_alone

from overlap.errors import InputError

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("no_marts")]
LEADS = """lead_id,created_at,company,email
L1,2026-01-05T10:00:00Z,Varga,a@b.example
L2,2026-01-06T10:00:00Z,Okoye,
L3,2026-01-07T10:00:00Z,Silva,c@d.example
L4,2026-01-08T10:00:00Z,,e@f.example
"""
MERGED = "lead_id,merged_into\nL4,L3\n"
TOUCHES = """touch_id,lead_id,touched_at,channel
T1,L1,2026-01-05T11:00:00Z,web
T2,L4,2026-01-09T11:00:00Z,web
T3,L2,2026-01-09T12:00:00Z,fair
"""
ENTRIES = "lead_id,stage,entered_at\nL1,mql,2026-01-06T10:00:00Z\nL3,mql,2026-01-08T10:00:00Z\n"
DEALS = """deal_id,lead_id,opened_at,closed_at,outcome,amount,currency
D1,L1,2026-02-01T10:00:00Z,2026-03-01T10:00:00Z,won,100.00,EUR
D2,L2,2026-02-01T10:00:00Z,,open,50.00,EUR
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path).put(leads=LEADS, merged_leads=MERGED, touches=TOUCHES, stage_entries=ENTRIES, deals=DEALS)
    house.begin()
    return house


def fresh(folder: Path, **files: str) -> dict[str, list[tuple]]:
    folder.mkdir()
    house = House(folder).put(**files)
    with canonical_alone(is_compared=False):
        house.bring()
    return canonical_rows(house.warehouse)


def update(house: House, **files: str):
    """Imports the files as changes, an hour later."""
    for path in house.export.iterdir():
        path.unlink()
    return house.put(**files).bring(now=NOW + timedelta(hours=1), is_update=True)


def test_a_newer_whole_export_that_says_no_zone_is_in_the_zone_of_the_one_before(tmp_path: Path) -> None:
    house = House(tmp_path)
    (house.export / "house.toml").write_text('time_zone = "America/New_York"\n')
    first = house.put(leads=LEADS).bring()
    (house.export / "house.toml").unlink()
    same = house.bring(now=NOW + timedelta(hours=1))
    assert not same.is_new
    again = house.put(leads=LEADS.replace("Varga", "Novak")).bring(now=NOW + timedelta(hours=2))
    assert (again.is_new, again.manifest.time_zone, first.manifest.time_zone) == (True, *["America/New_York"] * 2)
    (house.export / "house.toml").write_text('time_zone = "UTC"\n')
    assert house.bring(now=NOW + timedelta(hours=3)).manifest.time_zone == "UTC"


def test_new_and_changed_records_are_taken_and_all_others_stay(house: House, tmp_path: Path) -> None:
    done = update(
        house,
        leads="lead_id,created_at,company,email\nL2,2026-01-06T10:00:00Z,Okoye Ltd,o@k.example\n"
        "L5,2026-01-09T10:00:00Z,Novak,\n",
        merged_leads="lead_id,merged_into\nL5,L4\n",  # which was merged into L3 before
        touches="touch_id,lead_id,touched_at,channel\nT4,L3,2026-02-02T10:00:00Z,web\nT1,L2,2026-01-05T11:00:00Z,web\n",
        deals="deal_id,lead_id,opened_at,closed_at,outcome,amount,currency\n"
        "D2,L2,2026-02-01T10:00:00Z,2026-04-01T10:00:00Z,won,60.00,EUR\n",
    )
    assert done.manifest and [file.rejected for file in done.account.files] == [0, 0, 0, 0]
    expected = fresh(
        tmp_path / "fresh",
        leads=LEADS.replace("Okoye,", "Okoye Ltd,o@k.example") + "L5,2026-01-09T10:00:00Z,Novak,\n",
        merged_leads=MERGED + "L5,L4\n",
        touches=TOUCHES.replace("T1,L1", "T1,L2") + "T4,L3,2026-02-02T10:00:00Z,web\n",
        stage_entries=ENTRIES,
        deals=DEALS.replace("2026-02-01T10:00:00Z,,open,50.00", "2026-02-01T10:00:00Z,2026-04-01T10:00:00Z,won,60.00"),
    )
    assert canonical_rows(house.warehouse) == expected


def test_a_list_of_deletions_takes_out_what_it_names_and_what_points_there_and_columns_left_out_keep_their_values(
    house: House, tmp_path: Path
) -> None:
    update(
        house,
        deleted_leads="lead_id\nL2\nL9\n",
        touches_deleted="touch_id\nT1\n",
        leads="lead_id,created_at,company\nL1,2026-01-05T10:00:00Z,Varga GmbH\n",
    )
    expected = fresh(
        tmp_path / "fresh",
        leads=LEADS.replace("L2,2026-01-06T10:00:00Z,Okoye,\n", "").replace("Varga,", "Varga GmbH,"),
        merged_leads=MERGED,
        touches=TOUCHES.split("T1,")[0] + "T2,L4,2026-01-09T11:00:00Z,web\n",
        stage_entries=ENTRIES,
        deals=DEALS,  # a deal keeps its money, whoever it was about
    )
    assert canonical_rows(house.warehouse) == expected


def test_a_record_that_points_nowhere_is_rejected_and_one_that_points_to_what_was_imported_before_is_not(
    house: House,
) -> None:
    done = update(
        house,
        touches="touch_id,lead_id,touched_at,channel\nT5,L1,2026-02-02T10:00:00Z,web\nT6,L8,2026-02-02T10:00:00Z,web\n",
    )
    (account,) = done.account.files
    assert (account.records, account.accepted, account.rejected) == (2, 1, 1)
    assert done.rejects[0]["reason"].startswith('There is no lead "L8" in what was imported before')
    files = dict(house.rows("select file, rejected from meta.files"))
    assert files["changes/touches.csv"] == 1 and files["leads.csv"] == 0
    entry = done.manifest.sources["overlap"]
    assert (entry["records"], entry["rejected"]) == (14, 1)


def test_changes_that_change_nothing_give_no_generation(house: House) -> None:
    first = house.warehouse.current_id()
    assert not update(house, leads="\n".join(LEADS.splitlines()[:3]) + "\n").is_new
    assert house.warehouse.current_id() == first
    changed = update(house, leads="lead_id,created_at\nL6,2026-01-09T10:00:00Z\n")
    assert changed.is_new
    assert not update(house, leads="lead_id,created_at\nL6,2026-01-09T10:00:00Z\n").is_new


def test_changes_after_changes_give_the_whole_and_a_whole_export_then_removes_what_it_has_not(
    house: House, tmp_path: Path
) -> None:
    before = canonical_rows(house.warehouse)
    update(house, leads="lead_id,created_at,company,email\nL6,2026-01-09T10:00:00Z,Sixth,\n")
    update(house, leads="lead_id,created_at,company,email\nL6,2026-01-09T10:00:00Z,Sixth Ltd,\n")
    whole = {"merged_leads": MERGED, "touches": TOUCHES, "stage_entries": ENTRIES, "deals": DEALS}
    expected = fresh(tmp_path / "fresh", leads=LEADS + "L6,2026-01-09T10:00:00Z,Sixth Ltd,\n", **whole)
    assert canonical_rows(house.warehouse) == expected
    house.put(leads=LEADS, **whole).bring(now=NOW + timedelta(hours=2))
    assert canonical_rows(house.warehouse) == before


def test_changes_of_nothing_are_refused_and_say_what_to_do(tmp_path: Path) -> None:
    house = House(tmp_path).put(leads=LEADS)
    with pytest.raises(InputError, match="overlap has not been imported yet. Import a whole export once"):
        house.bring(is_update=True)


def test_a_folder_without_a_file_of_the_source_is_no_update(house: House) -> None:
    with pytest.raises(InputError, match="holds no file of overlap"):
        update(house, notes="a\n1\n")
