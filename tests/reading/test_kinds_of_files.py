"""A source says by which names its files and columns go; any number of files of one kind make one table."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from declared import PEOPLE, declared
from exports import NOW, counts, import_files, of, rejects, rows
from hypothesis import given
from hypothesis import strategies as st

from overlap.errors import InputError
from overlap.reading import read
from overlap.reading.folding import folded


@pytest.mark.parametrize(
    "header",
    ["id,first_name,met_at", "Record ID,First Name,Create Date", "RECORD-ID,FirstName,createdate",
     '"Record  ID ",firstName,Create_Date', "hs_object_id,First-Name,met at", "id,First Name?,Create Date:"],
)  # fmt: skip
def test_a_column_goes_by_any_of_its_names_however_it_is_spelled(connection, tmp_path, header):
    content = f"{header}\n1,Anna,2026-01-05\n"
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert rows(connection, "people", "id, first_name, met_at_is_date_only") == [("1", "Anna", "true")]
    assert of(account, "people").ignored_columns == ()


@given(st.lists(st.sampled_from(["first", "Name", "ID", "über"]), min_size=1), st.sampled_from([" ", "_", "-", ""]))
def test_folding_forgets_case_and_what_stands_between_words(words, between):
    assert folded(between.join(words)) == folded("_".join(words).upper()) == folded(" ".join(words).title())


def test_an_exact_name_goes_before_a_folded_one_and_the_first_name_before_the_others(connection, tmp_path):
    content = "Record ID,hs_object_id,id,First Name,first_name\n8,7,1,Zoe,Anna\n"
    account = import_files(connection, tmp_path, {"people.csv": content}, source=declared(tmp_path, PEOPLE))
    assert rows(connection, "people", "id, first_name") == [("1", "Anna")]
    assert [name.partition(" Did")[0] for name in of(account, "people").ignored_columns] == [
        "Record ID", "hs_object_id", "First Name",
    ]  # fmt: skip


def test_a_name_that_stands_twice_is_refused_only_where_it_is_used(connection, tmp_path):
    twice = "id,Owner,owner,first name,FirstName\n1,a,b,Anna,Bo\n"
    account = import_files(connection, tmp_path, {"people.csv": twice}, source=declared(tmp_path, PEOPLE))
    assert str(of(account, "people").refused).startswith("Its header names first name, FirstName more than once.")
    unused = "id,Owner,owner,first name\n1,a,b,Anna\n"
    account = import_files(connection, tmp_path, {"people.csv": unused}, source=declared(tmp_path, PEOPLE))
    assert counts(account, "people") == (1, 1, 0)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["csv", "tsv", "TSV"])
def test_the_separator_is_found_whatever_the_file_is_called(connection, tmp_path, separator, ending):
    content = "id,first_name,met_at\n1,Anna,2026-01-05\n2,Bo,\n".replace(",", separator)
    account = import_files(connection, tmp_path, {f"people.{ending}": content}, source=declared(tmp_path, PEOPLE))
    assert counts(account, "people") == (2, 2, 0)


def test_all_files_of_a_kind_make_one_table_each_with_its_own_account(connection, tmp_path):
    files = {
        "contacts 2025.csv": "id,first_name\n1,Anna\n2,Bo\n2,Bo\n",
        "contacts-2026.tsv": "Record ID\tFirst Name\n3\tCy\n1\tAnna\n\tDi\n",
        "Contacts_old.csv": '\n"hs_object_id"\n4\n3\n',
    }
    source = declared(tmp_path, PEOPLE)
    pq.write_table(pa.table({"ID": ["5", "4"]}), tmp_path / "people.parquet")
    account = import_files(connection, tmp_path, files, source=source)
    assert account.refused == ()
    told = {file.file: (file.records, file.accepted, file.rejected) for file in account.files}
    assert told == {
        "Contacts_old.csv": (2, 2, 0), "contacts 2025.csv": (3, 2, 1), "contacts-2026.tsv": (3, 0, 3),
        "people.parquet": (2, 1, 1),
    }  # fmt: skip
    assert [row[0] for row in rows(connection, "people", "id")] == ["1", "2", "3", "4", "5"]
    assert [reject[:2] + reject[4:] for reject in rejects(connection)] == [
        ("contacts 2025.csv", 4, 'id "2" already stands in line 3. Keep one of them.'),
        ("contacts-2026.tsv", 2, 'id "3" already stands in Contacts_old.csv. Keep one of them.'),
        ("contacts-2026.tsv", 3, 'id "1" already stands in contacts 2025.csv. Keep one of them.'),
        ("contacts-2026.tsv", 4, "id is blank. Every record needs one."),
        ("people.parquet", 2, 'id "4" already stands in Contacts_old.csv. Keep one of them.'),
    ]
    left = connection.sql("select count(*) from information_schema.tables where table_name like '%part%'").fetchall()
    assert left == [(0,)]


def test_a_refused_file_leaves_the_others_of_its_kind(connection, tmp_path):
    files = {"contacts1.csv": "id\n1\n", "contacts2.csv": "name\n1\n"}
    account = import_files(connection, tmp_path, files, source=declared(tmp_path, PEOPLE))
    assert [(file.file, file.refused is None) for file in account.files] == [
        ("contacts1.csv", True), ("contacts2.csv", False),
    ]  # fmt: skip
    assert rows(connection, "people", "id") == [("1",)]


def test_the_same_export_in_two_formats_is_refused(connection, tmp_path):
    pq.write_table(pa.table({"id": ["5"]}), tmp_path / "people.parquet")
    with pytest.raises(InputError, match=r"people\.csv and people\.parquet both fill people"):
        import_files(connection, tmp_path, {"people.csv": "id\n1\n"}, source=declared(tmp_path, PEOPLE))


def test_a_file_goes_to_the_pattern_that_says_most_of_its_name(connection, tmp_path):
    text = PEOPLE + (
        '[files.history]\nnames = ["contact*history*"]\nkey = ["id"]\n[files.history.columns]\nid = { type = "text" }\n'
    )
    files = {"Contact Field History.csv": "id\n1\n", "contacts.csv": "id\n2\n"}
    account = import_files(connection, tmp_path, files, source=declared(tmp_path, text))
    assert {file.table: file.file for file in account.files} == {
        "people": "contacts.csv", "history": "Contact Field History.csv",
    }  # fmt: skip


def test_a_file_may_be_in_a_zone_of_its_own(connection, tmp_path):
    text = PEOPLE.replace("[files.people]", '[files.people]\nzone = "America/New_York"')
    import_files(
        connection, tmp_path, {"people.csv": "id,met_at\n1,2026-01-05 09:00\n"}, source=declared(tmp_path, text)
    )
    assert rows(connection, "people", "met_at") == [("2026-01-05 14:00:00+00",)]


def test_an_absent_file_is_named_by_its_first_name(tmp_path, connection):
    account = read(declared(tmp_path, PEOPLE), tmp_path, connection, zone="UTC", now=NOW)
    assert [(file.file, file.supplied) for file in account.files] == [("contact.csv", False)]
    assert account.missing == ("people",)
