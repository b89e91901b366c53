"""What a source's files say decides the generation and its chance; comments, line breaks and order of keys do not."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from overlap.sqlfile import QUERIES
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.source.hashing import contents

OLIST = QUERIES / "sources" / "olist"
Edit = Callable[[str], str]


def edited(folder: Path, name: str, edit: Edit) -> Path:
    """A copy of a source with one of its files edited."""
    copy = Path(shutil.copytree(OLIST, folder / "olist"))
    before = (copy / name).read_text(encoding="utf-8")
    assert edit(before) != before
    (copy / name).write_text(edit(before), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("source.toml", lambda text: "# Kept by Zoë, €5 a month.\n" + text + "\n# The end.\n"),
        ("house.toml", lambda text: text.replace(" = ", "   =   ")),
        ("deals.sql", lambda text: "-- Zoë's deals, in €.\n" + text),
        ("deals.sql", lambda text: text.replace("select", "/* of one shop — ours */ select", 1)),
        ("deals.sql", lambda text: text.replace("\n", "\n\n").replace(" as ", "\n    as ")),
    ],
)
def test_a_comment_or_a_line_break_says_nothing(tmp_path: Path, name: str, edit: Edit) -> None:
    assert contents(edited(tmp_path, name, edit)) == contents(OLIST)


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("source.toml", lambda text: text + '\n[more]\nfile = "x.csv"\n'),
        ("deals.sql", lambda text: text.replace("'won'", "'won '")),
        ("deals.sql", lambda text: text.replace("'won'", "'lost'  -- 'won'")),
        ("deals.sql", lambda text: text.replace("'won'", "'-- won'")),
    ],
)
def test_a_word_that_counts_is_noticed(tmp_path: Path, name: str, edit: Edit) -> None:
    assert contents(edited(tmp_path, name, edit)) != contents(OLIST)


def test_the_order_of_a_tables_keys_says_nothing_and_their_values_do(tmp_path: Path) -> None:
    def said(text: str) -> list[str]:
        (tmp_path / "source.toml").write_text(text, encoding="utf-8")
        return contents(tmp_path)

    first = said('about = "shop"\n[leads]\nfile = "a.csv"\nkey = "id"\n')
    assert said('about = "shop"\n[leads]\nkey = "id"\nfile = "a.csv"\n') == first
    assert said('about = "shop"\n[leads]\nkey = "id"\nfile = "b.csv"\n') != first


@pytest.mark.whole
@pytest.mark.usefixtures("no_marts")
def test_a_comment_in_house_toml_publishes_nothing_and_moves_no_chance(tmp_path: Path) -> None:
    export, warehouse = tmp_path / "export", Warehouse(tmp_path / "warehouse")
    export.mkdir()
    (export / "leads.csv").write_text("lead_id,created_at\nL1,2026-01-05T10:00:00Z\n", encoding="utf-8")

    def brought(house: str, day: int):
        (export / "house.toml").write_text(house, encoding="utf-8")
        now = datetime(2026, 11, day, 12, tzinfo=UTC)
        return import_folder(warehouse, tmp_path / "store.db", Export(source_named("overlap"), export), now=now)

    lines = ['time_zone = "UTC"', "[agreements.threshold]", "points = 40", "[agreements.conversion]", "won = 200"]
    first = brought("\n".join(lines), 21)
    assert first.manifest
    again = brought("\n".join([lines[0], "# agreed in May", *lines[3:], *lines[1:3]]), 22)
    assert not again.is_new and again.manifest == first.manifest
    assert brought("\n".join([*lines[:2], "points = 41"]), 23).is_new
