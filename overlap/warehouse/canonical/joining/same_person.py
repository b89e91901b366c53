"""Leads of several systems that are one person: links are taken in their order, and of a system a person has one lead.

A link that would make two leads of one system one person is not taken: they stay apart, and are named.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

CROSS_ID, E_MAIL, MERGE = "cross id", "e-mail", "merge"

Lead = tuple[str, str]
"""A source and its lead's id."""


@dataclass
class People:
    """Persons as they come together: each lead leads to an older one of its person, the last one leads to itself."""

    _leads_to: dict[Lead, Lead] = field(default_factory=dict)
    _sources: dict[Lead, frozenset[str]] = field(default_factory=dict)
    rules: dict[Lead, str] = field(default_factory=dict)

    def meet(self, one: Lead, other: Lead, rule: str) -> bool:
        """Make them one person if they may be; whether they are."""
        first, second = self.person(one), self.person(other)
        if first == second:
            return True
        if self._sources[first] & self._sources[second]:
            return False
        self._leads_to[second] = first
        self._sources[first] |= self._sources.pop(second)
        for lead in (one, other):
            self.rules.setdefault(lead, rule)
        return True

    def person(self, lead: Lead) -> Lead:
        """The lead that stands for the person so far."""
        self._leads_to.setdefault(lead, lead)
        self._sources.setdefault(self._leads_to[lead], frozenset({lead[0]}))
        while self._leads_to[lead] != lead:
            self._leads_to[lead] = self._leads_to[self._leads_to[lead]]
            lead = self._leads_to[lead]
        return lead

    def joined(self) -> Iterable[tuple[Lead, Lead, str]]:
        """(lead, who stands for the person, the rule that joined it) of all who were joined."""
        return ((lead, self.person(lead), rule) for lead, rule in self.rules.items())


def people(
    cross_ids: Iterable[tuple[Lead, Lead]], addresses: Iterable[list[Lead]], merges: Iterable[tuple[Lead, Lead]]
) -> People:
    """Who is one person: by explicit ids, then by addresses (each with its leads, the oldest first), then by merges."""
    found = People()
    for one, other in cross_ids:
        found.meet(one, other, CROSS_ID)
    for group in addresses:
        for place, lead in enumerate(group):
            any(found.meet(earlier, lead, E_MAIL) for earlier in group[:place])
    for one, other in merges:
        found.meet(one, other, MERGE)
    return found
