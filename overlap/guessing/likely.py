"""How likely a column of a file is a column of ours: its name, and whether its values are of that kind."""

from overlap.contract import Column as Ours
from overlap.contract import Table
from overlap.guessing.column_facts import Column
from overlap.guessing.synonyms import likeness, stage_of, synonyms, words_of

# Words of headers that speak of somebody in sales.
OF_SALES = frozenset(("owner", "rep", "sales", "salesperson", "assigned", "executive", "creator", "user"))
_UNKNOWN = 0.75  # how well the values of a column without any fit: nothing speaks against it
_BY_VALUES = 0.62  # of a column whose name says nothing, at most


def likely(column: Column, table: Table, ours: Ours) -> float:
    """0 to 1: the likeness of the names times the fit of the values; a little for values alone."""
    named = likeness(column.name, synonyms().columns[table.name][ours.name])
    if table.name == "leads" and ours.type == "time" and stage_of(column.name)[1] > named:
        named = 0.0  # "Opportunity date" shares letters with "opt-out date"
    if ours.name == "stage" and (OF_SALES - {"sales"}) & set(words_of(column.name).split()):
        named = 0.0  # "Opportunity Owner" shares a word with "Opportunity Stage"
    fit = fits(column, table, ours)
    return max(named * fit, _by_values(column, table, ours) * fit)


def fits(column: Column, table: Table, ours: Ours) -> float:
    """0 to 1: how many of the values can be what our column holds."""
    if not column.filled:
        return _UNKNOWN if not _must_hold(table, ours) else 0.1
    if _must_hold(table, ours) and column.filled < 0.5 * column.count:
        return 0.2
    if ours.allowed or ours.name in synonyms().words.get(table.name, {}):
        return _words(column, table, ours)
    if ours.type in ("time", "day"):
        dates = max(column.dates, column.counted)
        return dates if ours.type == "time" or column.clocks < 0.5 else 0.6 * dates
    if ours.type == "integer":
        return column.whole
    if ours.type in ("money", "share", "rate"):
        return column.numbers
    if ours.type == "flag":
        return column.flags if column.distinct <= 4 else 0.2
    return _text(column, table, ours)


def _must_hold(table: Table, ours: Ours) -> bool:
    return ours.required or ours.name in table.key


def _words(column: Column, table: Table, ours: Ours) -> float:
    """The share of the most frequent values that mean one of our words."""
    seen = sum(count for _, count in column.values)
    known = sum(count for value, count in column.values if meant(table.name, ours, value))
    return 0.3 + 0.7 * known / max(seen, 1) if column.has_few_values else 0.2


def meant(table: str, ours: Ours, value: str) -> str | None:
    """Our word for a value, None where it is none we know."""
    folded = value.casefold()
    for word in ours.allowed:
        if word.casefold() == folded:
            return word
    found = dict(ours.words).get(folded) or synonyms().word(table, ours.name, value)
    return found if found in ours.allowed or not ours.allowed else None


def _text(column: Column, table: Table, ours: Ours) -> float:
    if ours.name == "email":
        return column.emails
    if column.emails > 0.5 or column.dates > 0.9 or (_is_id(ours) and column.flags > 0.9):
        return 0.3
    if _is_id(ours):
        own = table.key == (ours.name,)
        return (1.0 if column.is_key else 0.35) if own else 1.0
    if ours.name == "currency":
        return 1.0 if all(len(value) == 3 and value.isalpha() for value, _ in column.values) else 0.1
    return 0.5 if column.numbers > 0.95 and column.distinct > 12 else 1.0


def _is_id(ours: Ours) -> bool:
    return bool(ours.refers) or ours.name.endswith("_id")


def _by_values(column: Column, table: Table, ours: Ours) -> float:
    """What the values say where the name says nothing: e-mails, and words that only this column has."""
    if ours.name == "email":
        return _BY_VALUES if column.emails > 0.9 else 0.0
    if ours.allowed and column.filled and column.distinct > 1 and not column.flags > 0.9:
        return _BY_VALUES if _words(column, table, ours) > 0.95 else 0.0
    return 0.0
