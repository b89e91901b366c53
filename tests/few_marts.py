"""Builds that make only the marts some reports read: planning all 76 is most of a small build."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from overlap.lineage import lineage
from overlap.reports import find
from overlap.sqlfile import SqlFile
from overlap.warehouse.building import checks, models

ORDERED, CHECKS = models._ordered, checks.all_checks  # noqa: SLF001 - the seam of models.models
# What every reader and some macros look into, and the headlines that are kept from build to build.
ALWAYS = ("stages", "handoffs", "ratings", "leads", "episodes", "deals", "week_starts")


@contextmanager
def few_marts(*asked_for: str, has_every_check: bool = False) -> Iterator[None]:
    """Within it what is published answers these reports and no other, and holds the marts that are named (`marts.x`).

    Checks of marts that it lacks are not asked, nor, unless it `has_every_check`, those generated from the contract
    and the models: nine in ten.
    """
    marts = {name for name in asked_for if name.startswith("marts.")}
    wanted = marts | {name for report in asked_for if report not in marts for name, _ in lineage(find(report))}
    names = {name.removeprefix("marts.") for name in wanted if name.startswith("marts.")}

    def ordered(*given: object) -> tuple[tuple[str, SqlFile], ...]:
        files = dict(ORDERED(*given))
        read, kept, left = models.marts_read(files), set(), [*ALWAYS, *names]
        while left:
            name = left.pop()
            kept.add(name)
            left += [each for each in read[name] if each not in kept]
        return tuple((name, file) for name, file in files.items() if name in kept)

    def asked() -> list[checks.Check]:
        return askable(CHECKS() if has_every_check else checks._identities())  # noqa: SLF001 - all but the generated

    with patch.object(models, "_ordered", ordered), patch.object(checks, "all_checks", asked):
        yield


def askable(every: Iterable[checks.Check]) -> list[checks.Check]:
    """Those of the checks that read no mart which is not made now."""
    made = {f"marts.{name}" for name in models.models()}
    return [check for check in every if all(name in made for name in check.reads if name.startswith("marts."))]
