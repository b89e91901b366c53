"""What earlier files showed of how values are written, and what a later import takes where nobody can be asked.

A first import asks whatever it has to. Later ones run on a schedule: a question that arises only then stops none.
"""

from collections.abc import Iterable
from dataclasses import replace

from overlap.choices import Question, Settled, settle, unasked
from overlap.reading import Account, Shown
from overlap.reading.finding.ways import DAY_MONTH, MONTH_DAY
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.importing.export import Export, given_answers, kept_answers

_MONTH_FIRST = (
    "America/New_York", "America/Detroit", "America/Indiana/", "America/Kentucky/", "America/Chicago",
    "America/Menominee", "America/North_Dakota/", "America/Denver", "America/Boise", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "America/Juneau", "Pacific/Honolulu", "US/",
)  # fmt: skip
# A mark with three figures behind it: amounts and counts have no three decimals, so that it stands between thousands.
_POINT_BETWEEN_THOUSANDS = ","


def is_unasked(export: Export, current: Manifest | None) -> bool:
    """Whether the source has been imported before, and nobody is there to be asked."""
    return not export.is_asked and current is not None and export.source.name in current.sources


def shown_before(export: Export, current: Manifest | None) -> dict[str, Shown]:
    """How values are written, by table, as earlier files showed."""
    orders, decimals = _kept(export, current, "orders"), _kept(export, current, "decimals")
    return {table: Shown(orders.get(table), decimals.get(table)) for table in {*orders, *decimals}}


def shown_now(export: Export, current: Manifest | None, account: Account) -> dict[str, dict[str, str]]:
    """The same after this import, as a manifest keeps it; nothing of a table whose files differ."""
    now = {"orders": account.orders, "decimals": account.decimals}
    return {
        what: {table: value for table, value in {**_kept(export, current, what), **found}.items() if value}
        for what, found in now.items()
    }


def otherwise(export: Export, current: Manifest | None, zone: str) -> Shown:
    """What is taken where neither a file nor an earlier one of its table says and nobody can be asked.

    As the source's other tables are written if they agree; else days before months, but where the company's time zone
    is one of the United States, and three figures behind a mark as thousands.
    """
    if not is_unasked(export, current):
        return Shown()
    before = shown_before(export, current).values()
    order = _one(each.order for each in before) or (MONTH_DAY if zone.startswith(_MONTH_FIRST) else DAY_MONTH)
    return Shown(order, _one(each.decimal for each in before) or _POINT_BETWEEN_THOUSANDS)


def settled(questions: Iterable[Question], export: Export, current: Manifest | None, account: Account) -> Settled:
    """The source's questions, and what its files would have asked, with what holds of each."""
    kept = kept_answers(export, current)
    asked = settle(tuple(questions), given_answers(export), kept)
    if is_unasked(export, current):
        asked = unasked(asked, kept)
    taken = {question.key: question.suggested for question in account.assumed}
    return replace(
        asked,
        questions=(*asked.questions, *account.assumed),
        answers={**asked.answers, **taken},
        assumed=(*asked.assumed, *account.assumed),
    )


def _kept(export: Export, current: Manifest | None, what: str) -> dict[str, str]:
    return dict(current.sources.get(export.source.name, {}).get(what, {})) if current else {}


def _one(values: Iterable[str | None]) -> str | None:
    found = {value for value in values if value}
    return found.pop() if len(found) == 1 else None
