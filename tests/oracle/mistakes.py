"""Mistakes that people make in such SQL, planted one at a time in a copy of the queries."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from overlap.sqlfile import QUERIES
from overlap.warehouse import models, reader


@dataclass(frozen=True)
class Mistake:
    """A wrong rule: in which file, what it says, and what it would say."""

    rule: str
    file: str
    right: str
    wrong: str


QUICK_MISTAKES = (
    Mistake(
        "a touch as old as the window is left out",
        "models/deal_touches.sql",
        "age_s <= window_days * 86400",
        "age_s < window_days * 86400",
    ),
    Mistake(
        "of two touches at one instant the other one is the last",
        "models/deal_touches.sql",
        "touched_at desc, campaign_id desc, touch_id desc",
        "touched_at desc, campaign_id, touch_id",
    ),
    Mistake(
        "the day after the period belongs to it",
        "seen/rules.sql",
        "day < (filters::filters).ends_on",
        "day <= (filters::filters).ends_on",
    ),
    Mistake(
        "a record just old enough is too young",
        "seen/rules.sql",
        "coalesce(age_days >= within_days, false)",
        "coalesce(age_days > within_days, false)",
    ),
    Mistake(
        "a young lead that was won already is counted",
        "seen/rules.sql",
        "else seen.is_old_enough(age_days, within_days) and seen.is_within(",
        "else seen.is_within(",
    ),
    Mistake(
        "the first instant after N days is within them",
        "seen/rules.sql",
        "coalesce(days < within_days and",
        "coalesce(days <= within_days and",
    ),
)

# A mistake in a model takes another build to be noticed: these are left to the long run.
SLOW_MISTAKES = (
    Mistake(
        "a touch in the second of the close is left out",
        "models/deal_touches.sql",
        "touches.touched_at <= deals.ends_at",
        "touches.touched_at < deals.ends_at",
    ),
    Mistake(
        "somebody named twice in a buying group counts twice",
        "models/deal_groups.sql",
        "    union\n",
        "    union all\n",
    ),
    Mistake(
        "the day of a close is that of Greenwich",
        "models/deals.sql",
        "cast(timezone($zone, deals.closed_at) as date) as closed_on",
        "cast(timezone('UTC', deals.closed_at) as date) as closed_on",
    ),
    Mistake(
        "a stage that was skipped is not reached",
        "models/episodes.sql",
        "min(case when position >= 2 then entered_at end) as sal_at",
        "min(case when position = 2 then entered_at end) as sal_at",
    ),
)


@contextmanager
def planted(mistake: Mistake, folder: Path) -> Iterator[None]:
    """Builds and readers use a copy of the queries below `folder` in which one rule is wrong."""
    copy = folder / "queries"
    shutil.copytree(QUERIES, copy)
    path = copy / mistake.file
    text = path.read_text(encoding="utf-8")
    assert mistake.right in text, f"{mistake.file} no longer says: {mistake.right}"
    path.write_text(text.replace(mistake.right, mistake.wrong), encoding="utf-8")
    with (
        patch.object(models, "models", partial(models.models, copy / "models")),
        patch.object(reader, "SEEN", copy / "seen"),
    ):
        yield
