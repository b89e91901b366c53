"""Which columns of an export's tables name a person: the ids of objects may be equal by chance, so names decide."""

import re

_PERSONS = re.compile(r"(?i)^(.*_)?(contacts?|leads?|merged_leads)$")
_PERSON = re.compile(
    r"(?i)(contact|lead|person|who).*ids?$|^(who|contact|contacts|lead|leads)$|vids?$|mail$|recipient$|merged"
)


def names_person(table: str, column: str) -> bool:
    """Whether a column of a table holds ids or addresses of leads."""
    return _PERSON.search(column) is not None or (column.casefold() == "id" and _PERSONS.match(table) is not None)
