"""A source says in one file what it expects; a slip in it is named, not ignored."""

from dataclasses import replace
from typing import get_args

import pytest
from exports import OVERLAP, SOURCES

from overlap.contract import TABLES, Type
from overlap.errors import InputError
from overlap.reading import load_source


def _load(folder, text: str):
    (folder / "source.toml").write_text(text)
    return load_source(folder)


def test_the_contract_source_is_the_contract():
    by_name = {
        file.table: (file.key, tuple(replace(column, blank=()) for column in file.columns)) for file in OVERLAP.files
    }
    assert by_name == {table.name: (table.key, table.columns) for table in TABLES}
    assert [file.table for file in OVERLAP.files if file.required] == ["leads"]


@pytest.mark.parametrize("name", sorted(path.parent.name for path in SOURCES.glob("*/source.toml")))
def test_a_file_is_read_after_the_files_it_refers_to(name):
    source = load_source(SOURCES / name)
    order = [file.table for file in source.files]
    for file in source.files:
        for column in file.columns:
            if column.refers and column.orphans == "reject":
                assert order.index(column.refers.partition(".")[0]) < order.index(file.table)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("about = ", "is not TOML"),
        ("[files]", "names no files"),
        ("zome = 'UTC'", r'"zome" means nothing here\. Did you mean "zone"\?'),
        ("zone = 'Mars/Olympus'\n[files.a.columns]\nx = {type='text'}", "is no time zone"),
        ("[files.a.columns]\nx = {type='string'}", 'type "string" is none of text, integer'),
        ("[files.a.columns]\nx = {type='text', orphans='drop'}", "neither reject nor keep"),
        ("blank = 'NULL'", "blank must be a list of words"),
        ("blank = ['']", "blank must be a list of words"),
        ("blank = ['(None)']", r'"\(none\)" cannot be blank: it is what web analytics calls a direct visit'),
        ("format = 'american'", 'format "american" is none of found, iso, day-month, month-day, spreadsheet-days'),
        ("files = 3", "names no files"),
        ("[files.a]\nnames = 'x'\n[files.a.columns]\nx = {type='text'}", "names must be a list of names"),
        ("[files.a.columns]\nx = {type='text', id='sf'}", 'id "sf" is neither plain nor salesforce'),
        ("[files.a.columns]\nx = {type='day', fold=true}", "only a text can be an id or be folded"),
        ("[files.a.columns]\nx = {type='text', fold='yes'}", "is neither true nor false"),
        ("[files.a.columns]\nx = {type='money', scale=0}", "is no number above 0"),
        ("[files.a]\nseparator = '::'\n[files.a.columns]\nx = {type='text'}", "is no single character"),
        ("[files.a]\nencoding = 'x'\n[files.a.columns]\nx = {type='text'}", "is unknown"),
        ("[files.a]\nskip = -1\n[files.a.columns]\nx = {type='text'}", "is no number of lines"),
        ("[files.a]\ndecimal = ';'\n[files.a.columns]\nx = {type='text'}", "is neither"),
        ("[files.a]\nzone = 'Mars'\n[files.a.columns]\nx = {type='text'}", "is no time zone"),
        ("[files.a.columns]\nx_y = {type='text'}\nz = {type='text', header=['X Y']}", "x_y and z go by the same name"),
        ("files = {a = 3}", r'\[files.a\]: "3" is no table of values'),
        ("files = {a = {columns = {x = 'text'}}}", 'x: "text" is no table of values'),
        ("[files.a]\nkey = ['y']\n[files.a.columns]\nx = {type='text'}", 'key "y" is no column'),
        ("[files.a.columns]\nx = {type='text', refers='b.y'}", 'refers to "b.y", which is not declared'),
        (
            "[files.a.columns]\nx = {type='text', refers='b.x'}\n[files.b.columns]\nx = {type='text', refers='a.x'}",
            "refer to each other in a circle",
        ),
    ],
)
def test_a_slip_in_a_declaration_is_named(tmp_path, text, words):
    with pytest.raises(InputError, match=words):
        _load(tmp_path, text)


def test_a_source_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(InputError, match='There is no source "nosuch"'):
        load_source(tmp_path / "nosuch")


def test_the_documented_source_is_one_and_names_every_type(tmp_path):
    text = (SOURCES.parents[1] / "docs" / "import.md").read_text(encoding="utf-8")
    chapter = text.partition("## What a source.toml says")[2].partition("\n## ")[0]
    example = chapter.partition("```toml\n")[2].partition("```")[0]
    assert [file.table for file in _load(tmp_path, example).files] == ["contacts"]
    assert [name for name in get_args(Type) if f"`{name}`" not in chapter] == []
