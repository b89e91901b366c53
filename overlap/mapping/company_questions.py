"""What only the company can say about its files, as questions with choices; what the data say is not asked."""

from collections import Counter
from collections.abc import Mapping, Sequence

from overlap.choices import NONE, Choice, Question
from overlap.contract import BY_NAME, TABLES
from overlap.guessing.column_facts import Column
from overlap.guessing.looked import DateOrder
from overlap.guessing.synonyms import words_of
from overlap.guessing.text_tables import File
from overlap.guessing.which_table import Guess
from overlap.mapping import signs, value_words
from overlap.mapping.extra_columns import ASSIGNED, LEAD_EMAIL, OWNER, extras_of
from overlap.mapping.made_keys import MADE_KEYS
from overlap.reading.finding.ways import DAY_MONTH, MONTH_DAY
from overlap.words import spoken

LEADS, ALL_WON = "leads", "all-won"
_DOUBTED = 0.55  # below, a person is asked what the file is
_POSSIBLE = 0.3  # below, a file that is none of our tables is left alone
_ZONES = (
    "Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "Asia/Singapore", "Australia/Sydney", "UTC",
)  # fmt: skip


def table_key(file: File) -> str:
    """The key of the question what a file is."""
    return f"table.{file.name}"


def column_key(file: str, ours: str) -> str:
    """The key of the question which column of a file is ours."""
    return f"column.{file}.{ours}"


def tables(files: Sequence[File], guesses: Sequence[Guess]) -> tuple[Question, ...]:
    """Which files are what, where that is doubtful; and which holds the leads, where none does."""
    asked = [
        Question(
            table_key(file),
            f"What does {file.name} hold?",
            "records",
            tuple(Choice(name, spoken(name)) for name in dict.fromkeys((best, *_others(each), *_all_tables()))),
            suggested=(best,),
        )
        for file, each in zip(files, guesses, strict=True)
        if (best := _doubted(each)) is not None
    ]
    read = [file for file in files if file.columns]
    if read and not any(each.table == LEADS for each in guesses):
        likely = sorted(zip(files, guesses, strict=True), key=lambda pair: -_like_leads(*pair))
        choices = tuple(Choice(file.name, count=file.records) for file, _ in likely if file.columns)
        text = "Which file holds your leads, one person a record?"
        asked.append(Question(LEADS, text, "records", choices, suggested=(choices[0].value,)))
    return tuple(asked)


def columns(files: Sequence[File], guesses: Sequence[Guess]) -> tuple[Question, ...]:
    """Which column is one that every record of a table needs, where none is like it."""
    asked = []
    by_address = any(each.table == LEADS and each.match("email") for each in guesses)
    for file, each, extras in zip(files, guesses, extras_of(files, guesses), strict=True):
        for ours in value_words.needed(each.table) if each.table else ():
            if each.match(ours.name) or (each.table, ours.name) in MADE_KEYS:
                continue
            if ours.name == "lead_id" and by_address and any(extra.name == LEAD_EMAIL for extra in extras):
                continue
            taken = {match.column for match in each.matches}
            choices = tuple(Choice(column.name, _shown(column)) for column in file.columns if column.name not in taken)
            text = f"Which column of {file.name} is {_what(str(each.table), ours.name)}?"
            won = _all_won(file, each, ours.name)
            closed = each.match("closed_at")
            lean = (ALL_WON,) if won and closed and "won" in words_of(closed.column).split() else ()
            choices = (*won, *choices, Choice(NONE, "none of them"))
            asked.append(Question(column_key(file.name, ours.name), text, "records", choices, suggested=lean))
    return tuple(asked)


def _like_leads(file: File, guess: Guess) -> float:
    """By the names of its columns; a column of e-mail addresses tells where these say nothing."""
    return dict(guess.others).get(LEADS, 0.0) + 0.1 * max((column.emails for column in file.columns), default=0.0)


def _all_won(file: File, each: Guess, ours: str) -> tuple[Choice, ...]:
    """The choice that a file lists won deals alone, by the day each was won."""
    closed = each.match("closed_at")
    if (each.table, ours) != ("deals", "outcome") or closed is None:
        return ()
    label = f'no column: every deal with a "{closed.column}" is won'
    return (Choice(ALL_WON, label, file.column(closed.column).filled),)


def words(files: Sequence[File], guesses: Sequence[Guess]) -> tuple[Question, ...]:
    """What words of a column mean that every record needs."""
    asked: dict[str, Question] = {}
    for file, each in zip(files, guesses, strict=True):
        for match in each.matches:
            ours, column = BY_NAME[str(each.table)].column(match.ours), file.column(match.column)
            if value_words.has_words(str(each.table), ours):
                found = value_words.words_of(str(each.table), ours, column)
                asked |= {each.key: each for each in value_words.questions(str(each.table), ours, column, found)}
    return tuple(asked.values())


def dates(orders: Mapping[tuple[str, str], DateOrder]) -> tuple[Question, ...]:
    """Whether days or months come first, where a column reads both ways; what the other columns do is suggested."""
    open_ = {place: order for place, order in orders.items() if order.order is None}
    if not open_:
        return ()
    (file, column), order = next(iter(open_.items()))
    decided = Counter(each.order for each in orders.values() if each.order)
    found = decided.most_common(1)[0][0] if len(decided) == 1 else None
    text = f'In {file}, "{column}" reads as days and as months first ({", ".join(order.examples)}). Which is it?'
    choices = (Choice(MONTH_DAY, "month first, as in America"), Choice(DAY_MONTH, "day first"))
    return (Question("date_order", text, "columns", choices, suggested=(found,) if found else ()),)


def zone(files: Sequence[File], guesses: Sequence[Guess], given: str | None) -> tuple[Question, ...]:
    """Which clock times without a zone are told by."""
    naive = sum(
        file.records
        for file, each in zip(files, guesses, strict=True)
        if any(_is_naive(file.column(match.column)) for match in each.matches)
    )
    dated = any(
        file.column(match.column).dates > 0.5
        for file, each in zip(files, guesses, strict=True)
        for match in each.matches
    )
    if given or not dated:
        return ()
    text = (
        "Which time zone are the times in these files told in?"
        if naive
        else "Which time zone does the company work in?"
    )
    choices = tuple(Choice(name) for name in _ZONES)
    return (Question("zone", text, "records", choices, pattern=r"[A-Za-z_]+(?:/[A-Za-z_+\-0-9]+)*"),)


def currency(files: Sequence[File], guesses: Sequence[Guess], given: str | None) -> tuple[Question, ...]:
    """Which currency to report in, where the deals do not say or say several."""
    found = next((pair for pair in zip(files, guesses, strict=True) if pair[1].table == "deals"), None)
    amount = found[1].match("amount") if found else None
    if found is None or amount is None or given:
        return ()
    file, each = found
    match = each.match("currency")
    told = Counter(dict(file.column(match.column).values)) if match else Counter[str]()
    codes = told or signs.codes(file.column(amount.column))
    codes = _only_reported(codes, files, guesses)
    is_sure = match is not None and len(codes) == 1
    likely = tuple(Choice(code.upper(), count=count) for code, count in codes.most_common())
    usual = tuple(Choice(code) for code in ("EUR", "USD", "GBP") if code not in codes)
    text = "Which currency does the company report in?" if len(codes) > 1 else "Which currency are the amounts in?"
    return (
        Question(
            "currency",
            text,
            "deals",
            (*likely, *usual),
            (likely[0].value,) if likely else (),
            is_sure=is_sure,
            pattern=r"[A-Za-z]{3}",
        ),
    )


def handoff(files: Sequence[File], guesses: Sequence[Guess]) -> tuple[Question, ...]:
    """When a lead passes from marketing to sales, where its record names an owner and no file says when."""
    for each, found in zip(guesses, extras_of(files, guesses), strict=True):
        extras = {extra.name: extra.column for extra in found} if each.table == LEADS else {}
        if OWNER in extras:
            owner = extras[OWNER]
            when = extras.get(ASSIGNED)
            choices = [Choice("created", "when it is created", owner.filled), Choice(NONE, "the files do not say")]
            if when:
                choices.insert(0, Choice(ASSIGNED, f'on the date of "{when.name}"', when.filled))
            text = f'When does a lead pass from marketing to sales here? "{owner.name}" says to whom.'
            return (Question("handoff", text, "leads", tuple(choices), (ASSIGNED,) if when else ()),)
    return ()


def _only_reported(codes: Counter[str], files: Sequence[File], guesses: Sequence[Guess]) -> Counter[str]:
    """The one currency that no rate leads from, where there is one: rates lead to it."""
    priced = {
        value.upper()
        for file, each in zip(files, guesses, strict=True)
        if each.table == "rates" and (match := each.match("currency"))
        for value, _ in file.column(match.column).values
    }
    left = {code: count for code, count in codes.items() if code.upper() not in priced}
    return Counter(left) if priced and len(left) == 1 else codes


def _is_naive(column: Column) -> bool:
    return column.clocks > 0 and column.offsets < column.clocks


def _doubted(each: Guess) -> str | None:
    """The table that a person is asked about: one that is not sure, or the likeliest where none is likely enough."""
    if each.table is not None:
        return each.table if each.confidence < _DOUBTED else None
    name, score = each.others[0] if each.others else ("", 0.0)
    return name if score >= _POSSIBLE else None


def _others(each: Guess) -> tuple[str, ...]:
    return tuple(name for name, _ in each.others)


def _all_tables() -> tuple[str, ...]:
    return (*(table.name for table in TABLES), NONE)


def _shown(column: Column) -> str:
    values = ", ".join(value for value, _ in column.values[:3])
    return f"{column.name} ({values})" if values else f"{column.name} (blank)"


def _what(table: str, ours: str) -> str:
    about = BY_NAME[table].column(ours).about
    return f"{spoken(ours)} of {spoken(table)}" + (f" ({about})" if about else "")
