"""Files of a German company: umlauts, semicolons, a workbook with a title above its table and totals below it."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from overlap.guessing.looked import look
from overlap.guessing.synonyms import words_of
from overlap.mapping.proposal import Given, Proposal, propose

PEOPLE = "Kundennr;Vor- und Nachname;E-Mail-Adresse;Firma;Angelegt am;Herkunft;Bundesland;Größenklasse\r\n" + "".join(
    f"K-{n:04};Jürgen Groß {n};juergen{n}@müller.example;Müller & Söhne;{1 + n % 28:02}.{1 + n % 3:02}.2026 08:00;"
    f"{('Messe Köln', 'Empfehlung')[n % 2]};Thüringen;klein\r\n"
    for n in range(40)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kunden_übersicht.csv").write_bytes(PEOPLE.encode("cp1252"))
    with xlsxwriter.Workbook(tmp_path / "Umsätze.xlsx") as book:
        sheet, day = book.add_worksheet("Aufträge"), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, ["Umsatzübersicht 1. Halbjahr"])
        sheet.write_row(2, 0, ["Auftragsnr", "Kundennr", "Betrag", "Erstellt", "Abschlussdatum", "Status"])
        for n in range(30):
            sheet.write_row(3 + n, 0, [f"A{n}", f"K-{n:04}", 1000.5 + n])
            sheet.write_datetime(3 + n, 3, datetime(2026, 1, 5), day)
            sheet.write_datetime(3 + n, 4, datetime(2026, 3, 1 + n % 28), day)
            sheet.write(3 + n, 5, ("Gewonnen", "Verloren", "Angebot")[n % 3])
        sheet.write_row(34, 0, ["Summe", "", 30450.0])
        sheet.write_row(35, 0, ["Nur für den Dienstgebrauch"])
    return tmp_path


def proposed(folder: Path) -> Proposal:
    return propose(look(folder), Given("Europe/Berlin", "EUR"), {})


def test_the_tables_and_columns_are_known(folder: Path) -> None:
    proposal = proposed(folder)
    assert proposal.asked.open == ()
    found = {file.table: {column.ours: column.header for column in file.columns} for file in proposal.mapping.files}
    assert found["leads"].items() >= {
        "lead_id": ("Kundennr",), "created_at": ("Angelegt am",), "email": ("E-Mail-Adresse",), "company": ("Firma",),
        "channel": ("Herkunft",), "region": ("Bundesland",), "segment": ("Größenklasse",),
    }.items()  # fmt: skip
    assert found["deals"].items() >= {
        "deal_id": ("Auftragsnr",), "lead_id": ("Kundennr",), "amount": ("Betrag",), "opened_at": ("Erstellt",),
        "closed_at": ("Abschlussdatum",), "outcome": ("Status",),
    }.items()  # fmt: skip
    records = {file.name: file.records for file in look(folder).files}
    assert records == {"kunden_übersicht.csv": 40, "Umsätze.xlsx": 30}, "neither the total nor what stands below it"


def test_where_names_say_nothing_whoever_has_addresses_is_likely_the_leads(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    header, _, records = PEOPLE.partition("\r\n")
    strange = ";".join(f"Q{place}" for place, _ in enumerate(header.split(";")))
    (folder / "x.csv").write_text(f"{strange}\r\n{records}", encoding="utf-8")
    (folder / "a.csv").write_text("W1;W2\r\n" + "".join(f"x{n};y{n % 3}\r\n" for n in range(20)))
    asked = {question.key: question for question in proposed(folder).asked.open}
    assert asked["leads"].suggested == ("x.csv",)


def test_letters_with_marks_are_letters() -> None:
    assert words_of("Größe_der Übersicht") == "grosse der ubersicht"
    assert words_of("Société créée") == words_of("societe creee")
