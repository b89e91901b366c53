"""Who is who across systems, the slow way: read from the definition, a person at a time.

An explicit cross id, else the same e-mail (lower case, trimmed; plus-addresses are others), else a cross id that the
other system has merged into another. Of each system a person has one lead at most; nobody is met by name.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

Lead = Mapping[str, Any]
OF_MARKETING = ("source_campaign_id", "channel", "sourced_by")
OF_SALES = (
    "account_id", "lead_name", "company", "segment", "region", "was_customer", "email", "title", "industry",
    "employees",
)  # fmt: skip


def naive_people(
    leads: Sequence[Lead], cross_ids: Sequence[tuple[str, str, str]], merges: Sequence[tuple[str, str, str]]
) -> dict[tuple[str, str], tuple[frozenset[tuple[str, str]], str]]:
    """(source, lead) -> everybody that lead is, and the rule that joined it; only those that were joined.

    `cross_ids` are (source, its lead, the other system's id), `merges` (source, the id that is gone, what stayed).
    """
    by_key = {(lead["source"], lead["lead_id"]): lead for lead in leads}
    age = {key: (lead["created_at"], *key) for key, lead in by_key.items()}
    people = {key: {key} for key in by_key}
    rules: dict[tuple[str, str], str] = {}

    def meet(one: tuple[str, str], other: tuple[str, str], rule: str) -> bool:
        first, second = people[one], people[other]
        if first is second:
            return True
        if {source for source, _ in first} & {source for source, _ in second}:
            return False
        first |= second
        for key in second:
            people[key] = first
        for key in (one, other):
            rules.setdefault(key, rule)
        return True

    named = []
    for source, lead_id, other_id in cross_ids:
        stays = [stayed for merged, gone, stayed in merges if (merged, gone) == (source, lead_id)]
        named.append(((source, (stays or [lead_id])[0]), other_id))
    links: dict[str, list[tuple[tuple[str, str], tuple[str, str]]]] = defaultdict(list)
    for one, other_id in named:
        for other in by_key:
            if other[1] == other_id and other[0] != one[0] and one in by_key:
                links["cross id"].append((one, other))
        for source, gone, stayed in merges:
            if gone == other_id and source != one[0] and one in by_key and (source, stayed) in by_key:
                links["merge"].append((one, (source, stayed)))
    for one, other in sorted(links["cross id"], key=lambda link: (age[link[0]], age[link[1]])):
        meet(one, other, "cross id")
    for group in _of_one_address(by_key, age):
        for place, key in enumerate(group):
            any(meet(earlier, key, "e-mail") for earlier in group[:place])
    for one, other in sorted(links["merge"], key=lambda link: (age[link[0]], age[link[1]])):
        meet(one, other, "merge")
    return {key: (frozenset(people[key]), rules[key]) for key in by_key if len(people[key]) > 1}


def _of_one_address(by_key: Mapping[tuple[str, str], Lead], age: Mapping[tuple[str, str], Any]) -> list[list[Any]]:
    """Each address of several systems: the oldest lead of each system that has it, the oldest first."""
    groups: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for key in sorted(by_key, key=lambda each: age[each]):
        address = (by_key[key].get("email") or "").strip(" \t").lower()
        if address:
            groups[address].setdefault(key[0], key)
    several = [list(group.values()) for group in groups.values() if len(group) > 1]
    return sorted(several, key=lambda group: age[group[0]])


def naive_lead(person: Sequence[Lead], sales: Sequence[str], marketing: Sequence[str]) -> dict[str, Any]:
    """The one lead of a person: the id of sales' row, created when the first was, each value as its system says."""
    by_sales = sorted(person, key=lambda lead: (sales.index(lead["source"]), lead["created_at"], lead["lead_id"]))
    by_marketing = sorted(
        person, key=lambda lead: (marketing.index(lead["source"]), lead["created_at"], lead["lead_id"])
    )
    survivor = by_sales[0]
    one = {"source": survivor["source"], "lead_id": survivor["lead_id"]}
    one["created_at"] = min(lead["created_at"] for lead in person)
    for names, ordered in ((OF_MARKETING, by_marketing), (OF_SALES, by_sales)):
        for name in names:
            one[name] = next((lead[name] for lead in ordered if lead.get(name) is not None), None)
    opted_out = [lead["opted_out_at"] for lead in person if lead.get("opted_out_at")]
    return {**one, "opted_out_at": min(opted_out, default=None)}
