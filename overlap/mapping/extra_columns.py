"""Columns of a file that hold something of another table: the owner of a deal, the day a lead became an MQL."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from overlap.contract import BY_NAME
from overlap.guessing.column_facts import Column
from overlap.guessing.files import File
from overlap.guessing.synonyms import likeness, stage_of, synonyms, words_of
from overlap.guessing.tables import Guess

_LIKE = 0.82
_MOSTLY = 0.8
_OWNERS = (
    "owner", "deal owner", "opportunity owner", "sales rep", "salesperson", "account executive", "rep", "assigned to",
    "contact owner", "lead owner", "owner name", "sales owner", "assigned rep",
)  # fmt: skip
OWNER, ASSIGNED, LEAD_EMAIL = "owner", "assigned_at", "lead_email"
_OF_SALES = frozenset(("owner", "rep", "sales", "salesperson", "assigned", "executive", "creator", "user"))


@dataclass(frozen=True)
class Extra:
    """A column beside those of the file's own table: `name` is what it is called in the raw table."""

    name: str
    column: Column
    type: str
    personal: str = ""


def extras_of(file: File, guess: Guess, tables: Collection[str]) -> tuple[Extra, ...]:
    """What a file of leads or deals holds of tables that no file fills."""
    used = {match.column for match in guess.matches}
    free = [column for column in file.columns if column.name not in used and column.filled]
    found: list[Extra] = []
    found += _addresses(free, guess, tables)
    if guess.table == "deals" and "deal_reps" not in tables:
        found += _best(free, OWNER, _OWNERS, "text", _is_name)
    if guess.table == "leads" and "handoffs" not in tables:
        found += _best(free, OWNER, _OWNERS, "text", _is_name)
        found += _best(free, ASSIGNED, synonyms().columns["handoffs"]["handed_at"], "time", _is_date)
    if guess.table == "leads" and "stage_entries" not in tables:
        taken = {extra.column.name for extra in found}
        found += _dated_stages([column for column in free if column.name not in taken])
    return tuple(found)


def _dated_stages(columns: Sequence[Column]) -> list[Extra]:
    """Each column as the stage its name is most like: "SQL date" is not far from "SAL date", and is none."""
    found: dict[str, tuple[float, Column]] = {}
    for column in columns:
        stage, like = stage_of(column.name)
        if like >= _LIKE and _is_date(column) and like > found.get(stage, (0.0, column))[0]:
            found[stage] = like, column
    return [Extra(f"{stage}_at", column, "time") for stage, (_, column) in found.items()]


def _addresses(free: Sequence[Column], guess: Guess, tables: Collection[str]) -> list[Extra]:
    """The e-mail of the lead, where a table that belongs to leads names it by that and not by its id."""
    if guess.table in (None, "leads", "reps") or "leads" not in tables or guess.match("lead_id"):
        return []
    if "lead_id" not in [column.name for column in BY_NAME[str(guess.table)].columns]:
        return []
    left = [column for column in free if column.emails > _MOSTLY and not _OF_SALES & set(words_of(column.name).split())]
    known = synonyms().columns["leads"]["email"]
    best = max(left, key=lambda column: likeness(column.name, known), default=None)
    return [Extra(LEAD_EMAIL, best, "text", "email")] if best else []


def _best(
    columns: Sequence[Column], name: str, names: Sequence[str], type_: str, fits: Callable[[Column], bool]
) -> list[Extra]:
    known = tuple(words_of(each) for each in names)
    scored = [(likeness(column.name, known), column) for column in columns if fits(column)]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return [Extra(name, best[1], type_)] if best[1] is not None and best[0] >= _LIKE else []


def _is_date(column: Column) -> bool:
    return column.dates > 0.9 or column.counted > 0.9


def _is_name(column: Column) -> bool:
    return column.dates < 0.1 and column.flags < 0.9
