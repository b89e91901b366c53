"""What a source's rules change in values is what they say, and every change is counted in the account."""

import random
import string

import pytest
from declared import declared
from exports import counts, import_files, of, rejects, rows

PEOPLE = """
blank = ["N/A"]
[files.people]
names = ["people*"]
key = ["id"]
[files.people.columns]
id = { type = "text", id = "plain" }
origin = { type = "text", fold = true }
stage = { type = "text", words = { "Closed Won" = "won", "SQL" = "qualified" } }
amount = { type = "money" }
account = { type = "text", id = "salesforce" }
"""


def _read(connection, folder, **files):
    source = declared(folder, PEOPLE)
    return import_files(connection, folder, {f"{name}.csv": text for name, text in files.items()}, source=source)


def _changed(account, table="people"):
    return {(change.column, change.how): change.count for change in of(account, table).changed}


def _eighteen(id_: str) -> str:
    """Salesforce's rule, letter by letter: https://developer.salesforce.com on 15 and 18 characters."""
    suffix = ""
    for start in (0, 5, 10):
        bits = sum(1 << place for place, letter in enumerate(id_[start : start + 5]) if letter.isupper())
        suffix += "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[bits]
    return id_ + suffix


def test_ids_of_15_and_18_characters_are_one(connection, tmp_path):
    draws = random.Random(7)
    ids = ["".join(draws.choices(string.ascii_letters + string.digits, k=15)) for _ in range(200)]
    assert _eighteen("001300000048fDn") == "001300000048fDnAAI"  # a published example
    written = [_eighteen(id_) if number % 2 else id_ for number, id_ in enumerate(ids)]
    content = "id,account\n" + "".join(f"{number},{id_}\n" for number, id_ in enumerate(written))
    account = _read(connection, tmp_path, people=content)
    found = connection.sql("select account from raw.people order by id::int").fetchall()
    assert [id_ for (id_,) in found] == [_eighteen(id_) for id_ in ids]
    assert _changed(account) == {("account", "written as one id"): 100}


def test_an_id_whose_case_was_lost_is_rejected(connection, tmp_path):
    content = "id,account\n1,001300000048fDnAAI\n2,001300000048FDNAAI\n3,lead-7\n4,\n"
    account = _read(connection, tmp_path, people=content)
    assert counts(account, "people") == (4, 3, 1)
    assert [reject[1:4] for reject in rejects(connection)] == [(3, "account", "001300000048FDNAAI")]


@pytest.mark.parametrize("first", ["", "\n"], ids=["fast", "careful"])
def test_what_a_spreadsheet_did_to_ids_is_undone_or_rejected(connection, tmp_path, first):
    content = f"{first}id\n00017\n12.0\n13.5\n1.23E+15\nA-1.0\n\u200b14\n"
    account = _read(connection, tmp_path, people=content)
    assert [row[0] for row in rows(connection, "people", "id")] == ["00017", "12", "13.5", "14", "A-1.0"]
    assert _changed(account) == {("id", "written as one id"): 2}
    assert [reject[3:] for reject in rejects(connection)] == [
        ("1.23E+15", '"1.23E+15" was turned into a number by a spreadsheet, and its last figures are lost. Export the '
         "column as text."),
    ]  # fmt: skip


def test_values_that_differ_only_in_writing_are_spelled_as_most_rows_do(connection, tmp_path):
    first = ["Google", "google", "Google", "GOOGLE ", "Goo\u200bgle", "Paid  Search", "Paid Search", "N/A", "", "Bing"]
    second = ["google", "google", "google", "paid\u00a0search", "Paid search", "Paid Search"]
    files = {
        name: "id,origin\n" + "".join(f'{name}{n},"{value}"\n' for n, value in enumerate(values))
        for name, values in (("people1", first), ("people2", second))
    }
    account = _read(connection, tmp_path, **files)
    found = connection.sql("select origin, count(*) from raw.people group by 1 order by 1 nulls last").fetchall()
    assert found == [("Bing", 1), ("Paid Search", 5), ("google", 8), (None, 2)]
    told = {file.file: {(each.column, each.how): each.count for each in file.changed} for file in account.files}
    assert told == {
        # Spaces around a value are no part of it.
        "people1.csv": {("origin", "read as blank"): 1, ("origin", "spelled as most are"): 5},
        "people2.csv": {("origin", "spelled as most are"): 2},
    }


def test_the_source_s_words_and_roundings_are_counted(connection, tmp_path):
    content = 'id,stage,amount\n1,Closed Won,"1,234.505"\n2,closed won,2.50\n3,sql,0.125\n4,Open,\n5,won,1\n'
    account = _read(connection, tmp_path, people=content)
    assert rows(connection, "people", "id, stage, amount") == [
        ("1", "won", "1234.50"), ("2", "won", "2.50"), ("3", "qualified", "0.12"), ("4", "Open", None),
        ("5", "won", "1.00"),
    ]  # fmt: skip
    assert _changed(account) == {("stage", "put into our words"): 3, ("amount", "rounded half to even"): 2}


def test_a_file_without_changes_says_none(connection, tmp_path):
    account = _read(connection, tmp_path, people="id,origin,stage,amount\n1,Google,won,1.50\n")
    assert of(account, "people").changed == ()
