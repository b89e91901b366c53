"""A house.toml is taken as it was meant or refused in words, whatever stands in it, by `--check` as by the import."""

import os
import tomllib
from datetime import UTC, datetime

import pytest
from hostile_houses import GOOD, hostile, written

from overlap.agreements import resolve
from overlap.errors import InputError
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, judge, source_named
from overlap.warehouse.importing.house import read_house

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _refused_or_as_written(folder, text: bytes) -> str | None:
    """The refusal, or None where every value was taken as TOML's own reader gives it."""
    (folder / "house.toml").write_bytes(text)
    try:
        house = read_house(folder)
    except InputError as refusal:
        return str(refusal)
    declared = tomllib.loads(text.decode("utf-8-sig"))
    as_of = declared.pop("as_of", None)
    assert house.as_of == (datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of)
    assert house.time_zone == declared.pop("time_zone", None)
    assert house.reporting_currency == (declared.pop("reporting_currency", "").strip().upper() or None)
    assert house.is_demo is declared.pop("is_demo", False)
    assert house.agreements == declared.pop("agreements", {})
    assert not declared
    resolve({}, house.agreements)
    return None


def test_a_good_house_is_taken(tmp_path):
    assert _refused_or_as_written(tmp_path, written(GOOD).encode()) is None


@pytest.mark.parametrize("numbers", [range(300), pytest.param(range(300, 5000), marks=pytest.mark.soak)])
def test_a_hostile_house_is_refused_naming_the_file_or_taken_as_written(tmp_path, numbers):
    taken = 0
    for what, text in hostile(numbers):
        refusal = _refused_or_as_written(tmp_path, text)
        taken += refusal is None
        if refusal is not None:
            assert refusal.startswith(str(tmp_path / "house.toml")), what
            assert len(refusal) < len(str(tmp_path)) + 600, what
            assert refusal.isprintable(), what
            assert refusal.endswith((".", "?")), what
    assert 0 < taken < len(numbers) / 4


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop"])
def test_a_house_that_is_no_file_is_refused_and_not_waited_for(tmp_path, kind):
    path = tmp_path / "house.toml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path)
    with pytest.raises(InputError, match="house.toml is not a file"):
        read_house(tmp_path)


@pytest.mark.parametrize("numbers", [range(8), pytest.param(range(300), marks=pytest.mark.soak)])
def test_checking_refuses_what_the_import_refuses_in_the_same_words(tmp_path, numbers):
    export = Export(source_named("overlap"), tmp_path)
    (tmp_path / "leads.csv").write_text("lead_id,created_at\nL1,2026-01-05\n", encoding="utf-8")
    for what, text in hostile(numbers):
        (tmp_path / "house.toml").write_bytes(text)
        try:
            read_house(tmp_path)
        except InputError as refusal:
            with pytest.raises(InputError) as checked:
                judge(export, now=NOW)
            with pytest.raises(InputError) as imported:
                import_folder(Warehouse(tmp_path / "warehouse"), tmp_path / "store.db", export, now=NOW)
            assert str(checked.value) == str(imported.value) == str(refusal), what
        else:
            assert not judge(export, now=NOW).account.refused, what
            assert import_folder(Warehouse(tmp_path / "warehouse"), tmp_path / "store.db", export, now=NOW).manifest, (
                what
            )
