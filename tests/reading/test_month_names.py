"""Months by their names in other languages are read as what they are, and one nobody knows rejects its record."""

from datetime import date

import pytest
from declared import declared
from exports import NOW, of

from overlap.reading import read

PEOPLE = """
[files.people]
key = ["id"]
[files.people.columns]
id = { type = "text" }
born = { type = "day" }
"""
# Every month of a language, as people write it and as programs cut it.
WRITTEN = {
    "German": "{day}. {name} 2025|Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "German, cut": "{day:02}. {name} 2025|Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
    "French": "{day} {name} 2025|janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "French, cut": "{day:02}-{name}-2025|janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "Spanish": "{day} de {name} de 2025|enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "Spanish, cut": "{day}-{name}-2025|ene feb mar abr may jun jul ago sep oct nov dic",
    "English": "{day} {name} 2025|January February March April May June July August September October November "
    "December",
}


@pytest.mark.parametrize("language", WRITTEN)
def test_every_month_is_read(connection, tmp_path, language):
    """As it is written, in capitals and in small letters."""
    form, _, names = WRITTEN[language].partition("|")
    cases, months = (str, str.upper, str.lower), range(1, 13)
    days = [(case, month, day) for case in cases for month in months for day in (1, 12, 28)]
    words = names.split()
    written = [case(form.format(day=day, name=words[month - 1])) for case, month, day in days]
    lines = [f"{place},{text}" for place, text in enumerate(written)]
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "people.csv").write_text("\n".join(["id,born", *lines]) + "\n", encoding="utf-8")
    people = of(read(declared(tmp_path, PEOPLE), folder, connection, zone="UTC", now=NOW), "people")
    assert (people.refused, people.rejected) == (None, 0)
    found = connection.sql("select born from raw.people order by cast(id as integer)").fetchall()
    assert found == [(date(2025, month, day),) for _, month, day in days]


def test_a_word_that_is_no_month_rejects_its_record_alone(connection, tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    lines = [f"{number},{number % 28 + 1}. März 2025" for number in range(40)]
    lines[7] = "7,7. Merz 2025"
    (folder / "people.csv").write_text("\n".join(["id,born", *lines]) + "\n", encoding="utf-8")
    people = of(read(declared(tmp_path, PEOPLE), folder, connection, zone="UTC", now=NOW), "people")
    assert (people.accepted, people.rejected) == (39, 1)
