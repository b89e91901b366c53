"""What names or describes a person is marked so in the contract: it is shown to those alone who may see it."""

from overlap.contract import TABLES

PERSONAL = {
    ("feedback", "comment"),
    ("lead_changes", "value"),
    ("leads", "email"),
    ("leads", "lead_name"),
    ("leads", "title"),
    ("reps", "email"),
    ("reps", "rep_name"),
}
TELLING = ("email", "phone", "comment", "note", "title", "first_name", "last_name", "lead_name", "rep_name", "person")


def test_the_personal_columns_are_these() -> None:
    """A new one belongs here and in the contract at once."""
    assert {(table.name, column.name) for table in TABLES for column in table.columns if column.personal} == PERSONAL


def test_a_column_whose_name_says_so_is_personal() -> None:
    telling = {(table.name, column.name) for table in TABLES for column in table.columns if column.name in TELLING}
    by_any_name = {("lead_changes", "value")}  # of whatever changed, an e-mail too
    assert (
        telling - {("identities", "person")} == PERSONAL - by_any_name
    )  # the person of identities is the id of a lead
