"""Uploads and pulled tables lose the records of somebody who is forgotten, and keep the others."""

import polars as pl

from overlap.mapping import cleaned_tables, cleaned_uploads


def test_uploads_lose_the_records_and_keep_the_others(tmp_path):
    (tmp_path / "a.csv").write_text('id;mail\n1;"x@y.de"\n2;z@y.de\n', encoding="utf-16")
    assert cleaned_uploads.clean(tmp_path, frozenset({"x@y.de"})) == ("a.csv",)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "id;mail\n2;z@y.de\n"


def test_a_number_that_is_their_id_is_none_where_something_is_counted(tmp_path):
    texts = frozenset({"101", "x@y.de"})
    files = {
        "a.csv": (
            "Record ID,Employees,Mail\n101,7,\n102,101,\n103,9,to X@y.de\n",
            "Record ID,Employees,Mail\n102,101,\n",
        ),
        "no_header.csv": ("101,Ada\n102,Bob\n", "102,Bob\n"),
        "titled.csv": ("A report\nLead No,Name\n101,Ada\n102,Bob\n", "A report\nLead No,Name\n102,Bob\n"),
    }
    for name, (before, _) in files.items():
        (tmp_path / name).write_text(before)
    assert cleaned_uploads.clean(tmp_path, texts) == tuple(files)
    assert {name: (tmp_path / name).read_text() for name in files} == {
        name: after for name, (_, after) in files.items()
    }


def test_pulled_tables_lose_the_records_and_keep_the_deals(tmp_path):
    (tmp_path / "hub").mkdir()
    pl.DataFrame({"id": ["1", "2"], "email": ["X@y.de", "z@y.de"]}).write_parquet(tmp_path / "hub" / "contact.parquet")
    # Ids of other objects may be equal by chance.
    deal = pl.DataFrame({"id": ["1"], "contact_id": ["1"], "amount": ["1"]})
    deal.write_parquet(tmp_path / "hub" / "deal.parquet")
    pl.DataFrame({"id": ["1"], "name": [None]}).write_parquet(tmp_path / "hub" / "owner.parquet")
    gone = frozenset({"1", "x@y.de"})
    assert cleaned_tables.clean(tmp_path, gone) == ("hub/contact.parquet", "hub/deal.parquet")
    assert pl.read_parquet(tmp_path / "hub" / "contact.parquet")["id"].to_list() == ["2"]
    assert pl.read_parquet(tmp_path / "hub" / "deal.parquet").to_dicts() == [
        {"id": "1", "contact_id": None, "amount": "1"}
    ]
    assert cleaned_tables.holding(tmp_path, gone) == ()
