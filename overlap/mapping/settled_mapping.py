"""From what is settled about files to the mapping: each column's headers and cleaning, and the statements needed."""

from collections import Counter
from collections.abc import Mapping as Answered
from collections.abc import Sequence
from dataclasses import replace

from overlap.contract import BY_NAME, TABLES
from overlap.guessing.looked import DateOrder
from overlap.guessing.text_tables import File
from overlap.guessing.which_table import Guess, Match
from overlap.mapping import signs, value_words
from overlap.mapping.company_questions import ALL_WON, column_key
from overlap.mapping.extra_columns import LEAD_EMAIL, Extra, extras_of
from overlap.mapping.mapped import ExtraColumn, MappedColumn, MappedFile, Mapping
from overlap.mapping.names import pattern_of
from overlap.mapping.shaping import plans_closes, statements
from overlap.mapping.wide_statements import wide_statements

Orders = Answered[tuple[str, str], DateOrder]


def mapping_of(
    files: Sequence[File],
    guesses: Sequence[Guess],
    orders: Orders,
    zone: str | None,
    currency: str | None,
    answers: Answered[str, tuple[str, ...]],
) -> Mapping:
    """The files that are tables of ours, in the order of the contract, and the statements they need."""
    mapped: dict[str, MappedFile] = {}
    wide: list[MappedFile] = []
    counts = Counter(file.name for file in files)
    for file, each, extras in zip(files, guesses, extras_of(files, guesses), strict=True):
        if each.table is None or not each.matches:
            continue
        new = MappedFile(
            each.table,
            (pattern_of(file.stems[0], [stem for other in files if other is not file for stem in other.stems]),),
            _columns(file, each, orders, answers),
            tuple(_extra(file, extra, orders, answers) for extra in extras),
        )
        if counts[file.name] > 1:
            wide.append(new)
            continue
        mapped[each.table] = _joined(mapped[each.table], new) if each.table in mapped else new
    if "leads" not in mapped or mapped["leads"].column("email") is None:
        mapped = {table: _without_addresses(file) for table, file in mapped.items()}
    ordered = tuple(mapped[table.name] for table in TABLES if table.name in mapped)
    parts = tuple(part for part in wide if part.table not in mapped and part.names == wide[0].names)
    plans = "deals" in mapped and any(
        _plans(file, each, mapped["deals"]) for file, each in zip(files, guesses, strict=True) if each.table == "deals"
    )
    found = statements(ordered, parts, zone, answers, plans, _outcome(files, guesses, answers)) | wide_statements(
        parts, zone or "UTC"
    )
    return Mapping(ordered, zone, currency, dict(answers), found, parts)


def _outcome(files: Sequence[File], guesses: Sequence[Guess], answers: Answered[str, tuple[str, ...]]) -> str | None:
    """The SQL of the outcome where a file lists won deals alone."""
    are_won = any(
        each.table == "deals" and answers.get(column_key(file.name, "outcome")) == (ALL_WON,)
        for file, each in zip(files, guesses, strict=True)
    )
    return "case when closed_at is not null then 'won' else 'open' end" if are_won else None


def _without_addresses(file: MappedFile) -> MappedFile:
    """No lead is known by an e-mail."""
    return replace(file, extra=tuple(each for each in file.extra if each.name != LEAD_EMAIL))


def _plans(file: File, guess: Guess, deals: MappedFile) -> bool:
    closed, outcome, words = guess.match("closed_at"), guess.match("outcome"), deals.column("outcome")
    if closed is None or outcome is None or words is None:
        return False
    return plans_closes(file.column(closed.column), file.column(outcome.column), words)


def _extra(file: File, extra: Extra, orders: Orders, answers: Answered[str, tuple[str, ...]]) -> ExtraColumn:
    order = orders.get((file.name, extra.column.name)) if extra.type == "time" else None
    written = order and (order.order or answers.get("date_order", (None,))[0])
    return ExtraColumn(
        extra.name, extra.column.name, extra.type, written, extra.column.blanks, extra.personal, extra.stage
    )


def _column(
    file: File,
    table: str,
    match: Match,
    orders: Orders,
    answers: Answered[str, tuple[str, ...]],
) -> MappedColumn:
    ours, column = BY_NAME[table].column(match.ours), file.column(match.column)
    order = orders.get((file.name, match.column))
    said = value_words.answered(table, ours, value_words.words_of(table, ours, column), answers)
    words = said if value_words.has_words(table, ours) else ()
    unread = () if not ours.allowed or ours.required else value_words.unread(table, ours, column)
    return MappedColumn(
        ours=match.ours,
        header=(match.column,),
        confidence=match.confidence,
        format=order and (order.order or answers.get("date_order", (None,))[0]),
        blank=(*column.blanks, *unread),
        words=words,
    )


def _columns(
    file: File, guess: Guess, orders: Orders, answers: Answered[str, tuple[str, ...]]
) -> tuple[MappedColumn, ...]:
    found = tuple(_column(file, str(guess.table), match, orders, answers) for match in guess.matches)
    return _with_signs(file, guess, found, answers)


def _with_signs(
    file: File, guess: Guess, columns: tuple[MappedColumn, ...], answers: Answered[str, tuple[str, ...]]
) -> tuple[MappedColumn, ...]:
    """The columns with the currency filled by the signs of the amounts, where these are of several currencies."""
    amount = guess.match(signs.AMOUNT)
    if amount is None or not signs.are_mixed(file.column(amount.column)):
        return columns
    there = {column.ours: column for column in columns}
    currency = there.get(signs.CURRENCY, MappedColumn(signs.CURRENCY, ()))
    words = tuple({**dict(signs.words(file.column(amount.column), answers)), **dict(currency.words)}.items())
    there[signs.AMOUNT] = replace(there[signs.AMOUNT], sign=signs.CURRENCY)
    there[signs.CURRENCY] = replace(currency, words=words)
    return tuple(there.values())


def _joined(one: MappedFile, other: MappedFile) -> MappedFile:
    """Two kinds of file that fill one table: all names, and for each column the headers of both."""
    columns = {column.ours: column for column in one.columns}
    for column in other.columns:
        before = columns.get(column.ours)
        columns[column.ours] = column if before is None else replace(
            before,
            header=tuple(dict.fromkeys((*before.header, *column.header))),
            blank=tuple(dict.fromkeys((*before.blank, *column.blank))),
            words=tuple(dict((*before.words, *column.words)).items()),
            format=before.format or column.format,
            sign=before.sign or column.sign,
        )  # fmt: skip
    extra = {each.name: each for each in (*other.extra, *one.extra)}
    names = tuple(dict.fromkeys((*one.names, *other.names)))
    return MappedFile(one.table, names, tuple(columns.values()), tuple(extra.values()))
