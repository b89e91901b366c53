"""The shared filters and the scope: the two structs every question carries."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from overlap.errors import UsageError, nearest
from overlap.reports.listed import Values, listed, meant, quoted

LISTS = ("channels", "campaigns", "reps", "teams", "regions", "segments", "kinds")
KINDS = ("new", "expansion", "renewal")
WORD_FOR_BLANK = "not recorded"  # what a report calls the row without a channel, segment or region

FILTERS_TYPE = "struct(starts_on date, ends_on date, " + ", ".join(f"{name} varchar[]" for name in LISTS) + ")"
SCOPE_TYPE = "struct(sees_all boolean, reps varchar[])"


@dataclass(frozen=True)
class Filters:
    """None is no filter, an empty tuple is nothing, a None inside is the row without a value. `ends_on` is excluded."""

    starts_on: date | None = None
    ends_on: date | None = None
    channels: Values | None = None
    campaigns: Values | None = None
    reps: Values | None = None
    teams: Values | None = None
    regions: Values | None = None
    segments: Values | None = None
    kinds: Values | None = None

    @property
    def struct(self) -> dict[str, object]:
        """What binds to `$filters`."""
        values = ((name, getattr(self, name)) for name in FIELDS)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values}

    @property
    def sets(self) -> dict[str, object]:
        """What binds to `$filters`, and to the sets made of them, which in SQL would be planned at every mention."""
        company = Filters(self.starts_on, self.ends_on)
        of_deals = replace(self, channels=None, campaigns=None, reps=None, teams=None)
        made = {
            "filters": self,
            "company_filters": company,  # the whole company in the period, which groups are compared with
            "company_any_day_filters": Filters(),
            "any_day_filters": self.period(None, None),
            "deal_filters": of_deals,  # that choose deals, without those that choose cells of the ledger
            "people_filters": Filters(reps=self.reps, teams=self.teams),  # that choose people, at any time
            "all_segments_filters": replace(self, segments=None),  # where segments are told apart and only then chosen
            "all_kinds_filters": replace(self, kinds=KINDS if self.kinds is None else self.kinds),
        }
        return {name: filters.struct for name, filters in made.items()}

    @property
    def by_people(self) -> bool:
        """Whether a filter needs to know who in sales worked a lead."""
        return self.reps is not None or self.teams is not None

    def period(self, starts_on: date | None, ends_on: date | None) -> "Filters":
        """The same filters over another period."""
        return replace(self, starts_on=starts_on, ends_on=ends_on)

    def narrowed(self, changes: Mapping[str, object]) -> "Filters":
        """These filters with some replaced; of new days and of a list's values those stay that were wanted already."""
        kept = {name: self._wanted(name, value) for name, value in changes.items()}
        return replace(self, **kept)  # pyright: ignore[reportArgumentType]

    def _wanted(self, name: str, value: object) -> object:
        before = getattr(self, name)
        if isinstance(before, date) and isinstance(value, date):
            return max(before, value) if name == "starts_on" else min(before, value)
        if not isinstance(before, tuple) or not isinstance(value, tuple):
            return value
        return tuple(one for one in value if one in before)


@dataclass(frozen=True)
class Scope:
    """Whose leads and deals a viewer may open. Only the gateway makes one."""

    sees_all: bool = False
    reps: tuple[str, ...] = ()

    @property
    def struct(self) -> dict[str, object]:
        """What binds to `$scope`."""
        return {"sees_all": self.sees_all, "reps": list(self.reps)}


SEES_ALL = Scope(sees_all=True)
FIELDS = tuple(field.name for field in fields(Filters))
FILTER_SETS = tuple(Filters().sets)


def filters_of(texts: Mapping[str, str | None], known: Mapping[str, Mapping[str, str]] | None = None) -> Filters:
    """Filters from words: `channels='a,"b, c",(none)'`, `from`/`to` as YYYY-MM-DD. Raises UsageError.

    `known`: per list the values a company has, with what people call them; others are refused with the nearest.
    """
    names = {"from": "starts_on", "to": "ends_on", **{name: name for name in LISTS}}
    values: dict[str, object] = {}
    for name, text in texts.items():
        if name not in names:
            raise UsageError(f'There is no filter "{name}".{nearest(name, list(names))}')
        if text is not None:
            values[names[name]] = _list(name, text, known) if name in LISTS else _day(name, text)
    filters = Filters(**values)  # pyright: ignore[reportArgumentType]
    if filters.starts_on and filters.ends_on and filters.ends_on <= filters.starts_on:
        raise UsageError(f"The period ends on {filters.ends_on} (excluded), not after its start {filters.starts_on}.")
    return filters


def written(filters: Filters) -> dict[str, str]:
    """The words from which `filters_of` makes these filters."""
    days = {"from": filters.starts_on, "to": filters.ends_on}
    lists = {name: getattr(filters, name) for name in LISTS}
    return {
        **{name: day.isoformat() for name, day in days.items() if day},
        **{name: ",".join(map(quoted, values)) for name, values in lists.items() if values is not None},
    }


def _list(name: str, text: str, known: Mapping[str, Mapping[str, str]] | None) -> Values:
    labels = {kind: kind for kind in KINDS} if name == "kinds" else known[name] if known is not None else None
    if labels is None:
        return listed(text)
    return meant(name, text, labels)


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'{name} "{text}" is not a date. Use YYYY-MM-DD.') from None
