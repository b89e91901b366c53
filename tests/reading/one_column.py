"""A file of people with one more column, whose way of writing is to be found."""

from declared import declared
from exports import import_files

from overlap.reading import Account

PEOPLE = """
[files.people]
key = ["id"]
[files.people.columns]
id = { type = "text" }
met_at = { type = "time" }
met_on = { type = "day" }
money = { type = "money" }
count = { type = "integer" }
rate = { type = "rate" }
share = { type = "share" }
percent = { type = "percent" }
number = { type = "number" }
lasted = { type = "duration" }
tags = { type = "list" }
"""


def column_of(column: str, values: list[str], first: str = "") -> str:
    """The file: a person a value."""
    lines = (f'{number},"{value.replace(chr(34), chr(34) * 2)}"' for number, value in enumerate(values))
    return "\n".join((f"{first}id,{column}", *lines, ""))


def import_column(connection, folder, column: str, values: list[str]) -> Account:
    """The account of its import."""
    content = column_of(column, values)
    return import_files(connection, folder, {"people.csv": content}, source=declared(folder, PEOPLE))
