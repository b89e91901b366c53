"""Which file fills which table is never guessed."""

import pytest
from exports import GOOD_LEADS, OVERLAP, counts, import_files

from overlap.errors import InputError, UsageError
from overlap.reading import IgnoredFile


def test_a_folder_that_does_not_exist_is_named(connection, tmp_path):
    with pytest.raises(InputError, match="There is no folder .*nowhere"):
        import_files(connection, tmp_path / "nowhere", {})


def test_a_folder_without_leads_says_what_it_found_instead(connection, tmp_path):
    with pytest.raises(
        InputError, match=r'has no leads\.csv .*Did you mean "lead\.csv"\? Found: deals\.csv, lead\.csv\.'
    ):
        import_files(connection, tmp_path, {"lead.csv": GOOD_LEADS, "deals.csv": ""})


def test_two_files_for_one_table_are_refused(connection, tmp_path):
    with pytest.raises(InputError, match=r"leads\.csv and leads\.parquet both fill leads"):
        import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS, "leads.parquet": b"PAR1"})


def test_a_file_nobody_asked_for_is_listed_with_the_name_it_may_have_meant(connection, tmp_path):
    files = {"Leads.CSV": GOOD_LEADS, "touchs.csv": "", "notes.txt": "", "house.toml": "", ".hidden": ""}
    account = import_files(connection, tmp_path, files)
    assert account.ignored == (IgnoredFile("notes.txt"), IgnoredFile("touchs.csv", "touches.csv"))


def test_every_table_of_the_source_stands_typed_even_if_no_file_fills_it(connection, tmp_path):
    import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS})
    standing = connection.sql(
        "select table_name, list((column_name, data_type) order by ordinal_position) from information_schema.columns"
        " where table_catalog = current_catalog() and table_schema = 'raw'"
        " and table_name not like '\\_%' escape '\\' group by all"
    ).fetchall()
    names = {"varchar": "VARCHAR", "timestamptz": "TIMESTAMP WITH TIME ZONE", "decimal(18, 2)": "DECIMAL(18,2)"}
    names |= {"decimal(9, 6)": "DECIMAL(9,6)", "decimal(18, 9)": "DECIMAL(18,9)"}
    assert dict(standing) == {
        file.table: [(name, names.get(kind, kind.upper())) for name, kind in file.raw_columns] for file in OVERLAP.files
    }


def test_a_file_left_out_is_as_if_it_were_not_there(connection, tmp_path):
    files = {"leads.csv": GOOD_LEADS, "deals.csv": "rubbish"}
    account = import_files(connection, tmp_path, files, without=("DEALS.csv",))
    assert account.refused == ()
    assert "deals" in account.missing


def test_a_required_file_cannot_be_left_out(connection, tmp_path):
    with pytest.raises(InputError, match=r"leads\.csv cannot be left out"):
        import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS}, without=("leads.csv",))


def test_leaving_out_a_file_that_is_not_there_is_wrong_usage(connection, tmp_path):
    with pytest.raises(UsageError, match=r'no "deal\.csv" .*Did you mean "deals\.csv"\?'):
        import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS, "deals.csv": ""}, without=("deal.csv",))


def test_files_are_identified_by_their_bytes(connection, tmp_path):
    first = import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS})
    second = import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS})
    third = import_files(connection, tmp_path, {"leads.csv": GOOD_LEADS + "\n"})
    assert first == second != third
    assert counts(third, "leads") == (2, 2, 0)
