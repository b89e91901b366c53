"""Columns of a file that hold something of another table: the owner of a deal, the day a lead became an MQL.

A deal's stages are its company's own: a date is of the stage that its header and the column of stages both name.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from overlap.contract import BY_NAME
from overlap.guessing.column_facts import Column
from overlap.guessing.likely import OF_SALES
from overlap.guessing.synonyms import likeness, stage_of, synonyms, words_of
from overlap.guessing.text_tables import File
from overlap.guessing.which_table import Guess

_LIKE = 0.82
_MOSTLY = 0.8
_OWNERS = (
    "owner", "deal owner", "opportunity owner", "sales rep", "salesperson", "account executive", "rep", "assigned to",
    "contact owner", "lead owner", "owner name", "sales owner", "assigned rep", "owner id", "rep id", "sales rep id",
    "sr id",
)  # fmt: skip
# HubSpot writes: Date entered "Appointment Scheduled (Sales Pipeline)".
_ENTERED = re.compile(
    r"""(?i)(?:date|time)?\s*entered\s+(?:stage\s+)?["']?(?P<stage>[^"'(]*[^"'(\s])(?:\s*\([^)]*\))?["']?"""
)
_OF_DATES = frozenset(("date", "time", "entered", "at", "on", "to", "moved", "reached", "since", "timestamp", "day"))
OWNER, ASSIGNED, LEAD_EMAIL = "owner", "assigned_at", "lead_email"
_TOLD = {OWNER: "the owner", ASSIGNED: "the day of the hand-over", LEAD_EMAIL: "the lead with this e-mail"}
_OF_DEALS = frozenset(("deal", "opportunity"))


@dataclass(frozen=True)
class Extra:
    """A column beside those of the file's own table: `name` is what it is called in the raw table.

    `stage` is the deals' stage that it dates.
    """

    name: str
    column: Column
    type: str
    personal: str = ""
    stage: str = ""


def extras_of(files: Sequence[File], guesses: Sequence[Guess]) -> tuple[tuple[Extra, ...], ...]:
    """What each file, or part of a wide one, holds of tables that no file fills; they stand beside `files`."""
    tables = {each.table for each in guesses if each.table}
    used: dict[str, set[str]] = {}
    for each in guesses:
        used.setdefault(each.file, set()).update(match.column for match in each.matches)
    found = [
        _extras(file, each, tables, [column for column in file.columns if column.filled and column.name not in taken])
        for file, each in zip(files, guesses, strict=True)
        for taken in [used.get(each.file, set())]
    ]
    of_deals = {(each.file, extra.column.name) for each, of in zip(guesses, found, strict=True) for extra in of
                if extra.stage}  # fmt: skip
    # What dates a deal's stage by its name dates no lead's: the file says so more exactly than a synonym does.
    return tuple(
        tuple(extra for extra in of if extra.stage or (each.file, extra.column.name) not in of_deals)
        for each, of in zip(guesses, found, strict=True)
    )


def told(name: str, stage: str) -> str:
    """What a person is told that such a column is used for."""
    if name in _TOLD:
        return _TOLD[name]
    return f"the day of stage {stage or name.removesuffix('_at').upper()}"


def _extras(file: File, guess: Guess, tables: Collection[str], free: Sequence[Column]) -> tuple[Extra, ...]:
    found: list[Extra] = []
    found += _addresses(free, guess, tables)
    if guess.table == "deals" and "deal_reps" not in tables:
        found += _best(free, OWNER, _OWNERS, "text", _is_name)
    if guess.table == "deals" and "deal_stages" not in tables:
        found += _dated_deal_stages(file, guess, free)
    if guess.table == "leads" and "handoffs" not in tables:
        of_leads = [column for column in free if not _OF_DEALS & set(words_of(column.name).split())]
        found += _best(of_leads, OWNER, _OWNERS, "text", _is_name)
        found += _best(free, ASSIGNED, synonyms().columns["handoffs"]["handed_at"], "time", _is_date)
    if guess.table == "leads" and "stage_entries" not in tables:
        taken = {extra.column.name for extra in found}
        found += _dated_stages([column for column in free if column.name not in taken])
    return tuple(found)


def _dated_deal_stages(file: File, guess: Guess, free: Sequence[Column]) -> list[Extra]:
    """In the order of the file, which is that of the stages."""
    match = guess.match("stage") or guess.match("outcome")
    known = {_stage_words(value): value for value, _ in file.column(match.column).values} if match else {}
    dated = [(column, stage) for column in free if _is_date(column) and (stage := _deal_stage(column.name, known))]
    return [
        Extra(f"entered_{place}_at", column, "time", stage=stage)
        for place, (column, stage) in enumerate(dated, start=1)
    ]


def _deal_stage(header: str, known: Mapping[str, str]) -> str | None:
    """The stage whose date a header is: one of the file's, or whatever "Date entered ..." names."""
    said = _stage_words(header)
    if said in known:
        return known[said]
    entered = _ENTERED.fullmatch(header.strip())
    return known.get(_stage_words(entered["stage"]), entered["stage"]) if entered else None


def _stage_words(name: str) -> str:
    words = words_of(name).split()
    return " ".join([word for word in words if word not in _OF_DATES] or words)


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
    left = [column for column in free if column.emails > _MOSTLY and not OF_SALES & set(words_of(column.name).split())]
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
