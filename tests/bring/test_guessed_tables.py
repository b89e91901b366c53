"""A stranger's files are recognised by headers, values and keys that join, never by their names alone."""

from pathlib import Path

import pytest
from anonymous import AMERICAN, GERMAN, PLAIN, Dialect, relabelled
from strange_headers import HEADERS

from overlap.guessing.looked import look
from overlap.guessing.which_table import Guess


def looked_at(folder: Path, scratch: Path) -> dict[str, Guess]:
    """What each file of the folder is guessed to be."""
    return {guess.file: guess for guess in look(folder, scratch=scratch).guesses}


@pytest.mark.soak
@pytest.mark.parametrize(("dialect", "seed"), [(AMERICAN, 1), (GERMAN, 2), (PLAIN, 3)])
def test_every_file_and_column_of_a_stranger_is_recognised(
    export: Path, tmp_path: Path, dialect: Dialect, seed: int
) -> None:
    """A German's are so in every run, or test_source_of_own_files.py would not find their rows again."""
    names = relabelled(export, tmp_path / "folder", dialect, seed)
    guesses = looked_at(tmp_path / "folder", tmp_path)
    assert {table: guesses[name].table for table, name in names.items()} == {table: table for table in names}
    for table, name in names.items():
        for match in guesses[name].matches:
            assert match.column in (match.ours, *HEADERS[table].get(match.ours, ())), (table, match)


def test_a_column_of_ids_is_known_by_the_file_its_ids_are_in(tmp_path: Path) -> None:
    """Its header says nothing; the values are keys of the people's file, not of the deals'."""
    folder = tmp_path / "folder"
    folder.mkdir()
    people = "".join(f"P{n},Ann {n},ann{n}@a.example,2026-01-{n % 28 + 1:02}\n" for n in range(40))
    visits = "".join(f"V{n},P{n % 40},2026-02-0{n % 8 + 1} 10:00:00,page view,/pricing\n" for n in range(90))
    (folder / "a.csv").write_text(f"Contact ID,Full Name,Email,Create Date\n{people}", encoding="utf-8")
    (folder / "b.csv").write_text(f"Event Id,ref,Timestamp,Event,Page\n{visits}", encoding="utf-8")
    guesses = looked_at(folder, tmp_path)
    assert (guesses["a.csv"].table, guesses["b.csv"].table) == ("leads", "touches")
    pointing = guesses["b.csv"].match("lead_id")
    assert pointing and pointing.column == "ref"


def test_what_is_no_table_of_ours_is_said_to_be_none(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "weather.csv").write_text("station,humidity,wind\nBerlin,80,3\nParis,70,4\n", encoding="utf-8")
    (folder / "notes.docx").write_bytes(b"PK")
    guesses = looked_at(folder, tmp_path)
    assert (guesses["weather.csv"].table, guesses["notes.docx"].table) == (None, None)
