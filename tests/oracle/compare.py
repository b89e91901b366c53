"""A published company against the naive answers: every report, row for row, money to the cent."""

from collections.abc import Iterator, Sequence
from typing import Any

from naive_facts import Facts
from naive_revenue import Asked
from naive_rows import Row

from overlap.reports import Filters, answer
from overlap.warehouse.reader import Reader

DIGITS = 8  # two ways of summing a mixture of Betas part in the eleventh digit


def differences(reader: Reader, filters: Filters, answers: Sequence[tuple[Asked, list[Row]]]) -> Iterator[str]:
    """One text for each report whose rows are not the naive ones, with the rows that only one of the two has."""
    for (name, params), expected in answers:
        rows = answer(reader, name, filters, params=params).frame.to_dicts()
        columns = expected[0] if expected else {}
        found = [{column: row[column] for column in columns or row} for row in rows]
        yield from _said(f"{name} {params} {filters}", found, expected)


def mart_differences(reader: Reader, facts: Facts) -> Iterator[str]:
    """The same of the marts that no report shows whole: rounds, handoffs and leads with their people, overlays."""
    known = facts.known
    rounds = [
        {"lead_id": one.person.lead_id, "episode": one.number}
        | {f"{stage}_at": at and at.at for stage, at in one.reach.items()}
        for one in facts.rounds
    ]
    handoffs = [
        {
            "handoff_id": one.handoff_id,
            "handed_on": known.on(one.handed_at),
            "transfers": one.transfers,
            "rep_id": one.rep_id,
            "holder_id": one.holder_id,
        }
        for one, _ in facts.handoffs
    ]
    leads = [{"lead_id": lead.person.lead_id, "rep_id": lead.person.rep_id} for lead in facts.leads]
    marts = {
        "episodes": rounds, "handoffs": handoffs, "leads": leads,
        "deal_overlays": facts.overlays, "credit": facts.ledger,
    }  # fmt: skip
    for mart, expected in marts.items():
        columns = ", ".join(expected[0]) if expected else "*"
        with reader.cursor_for("") as cursor:
            found = cursor.sql(f"select {columns} from marts.{mart}").pl().to_dicts()
        yield from _said(f"marts.{mart}", found, expected)


def _said(where: str, found: list[Row], expected: list[Row]) -> Iterator[str]:
    ours, theirs = sorted(map(_plain, found)), sorted(map(_plain, expected))
    if ours != theirs:
        only_ours = [row for row in ours if row not in theirs]
        only_theirs = [row for row in theirs if row not in ours]
        yield "\n".join((where, "the report:", *only_ours, "the handbook:", *only_theirs))


def _plain(row: Row) -> str:
    return ", ".join(f"{name}={_value(value)}" for name, value in row.items())


def _value(value: Any) -> Any:
    return round(value, DIGITS) + 0.0 if isinstance(value, float) else value
