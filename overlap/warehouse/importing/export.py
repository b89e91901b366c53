"""An export to import: its folder and source, what they say about the house, and the answers given with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from overlap.choices import Answers, joined
from overlap.errors import UsageError, nearest
from overlap.personal import HANDLED
from overlap.reading import OF_FILES, Source
from overlap.warehouse.canonical.joining import WHOSE_WORD
from overlap.warehouse.generations.manifest import Manifest
from overlap.warehouse.importing.house import House, read_house
from overlap.words import shown


@dataclass(frozen=True)
class Export:
    """A folder to import as rows of a source, and what it and its source say about the house.

    An update holds what has changed since the source was imported, and leaves the rest as it is. Its house.toml lies
    in the folder, or in `said_in`. Where nobody `is_asked`, a later import takes a safe default for what is open.
    """

    source: Source
    folder: Path
    without: Sequence[str] = ()
    answers: Answers = field(default_factory=dict)
    time_zone: str | None = None
    reporting_currency: str | None = None
    is_update: bool = False
    said_in: Path | None = None
    is_asked: bool = True

    @property
    def own_settings(self) -> House:
        """What the house.toml of this export says."""
        return read_house(self.said_in or self.folder)

    @property
    def house(self) -> House:
        """The folder's house.toml over the source's, and over both what was said with the export."""
        house = self.own_settings.over(read_house(self.source.folder))
        return replace(
            house,
            time_zone=self.time_zone or house.time_zone,
            reporting_currency=self.reporting_currency or house.reporting_currency,
        )


def given_answers(export: Export) -> dict[str, tuple[str, ...]]:
    """What is answered with the export: as said now, over its folder's house.toml. Raises UsageError: nobody asked."""
    known = [*(asked.key for asked in export.source.questions), *OF_FILES, *HANDLED, *WHOSE_WORD]
    given = joined(export.answers, export.own_settings.choices)
    for key in given:
        if key not in known:
            raise UsageError(f"{export.source.name} asks no question {shown(key)}.{nearest(key, known)}")
    return given


def answers_of_files(export: Export, current: Manifest | None) -> dict[str, tuple[str, ...]]:
    """What files cannot tell of themselves, as answered now or before."""
    answers = joined(given_answers(export), kept_answers(export, current))
    return {key: values for key, values in answers.items() if key in OF_FILES}


def kept_answers(export: Export, current: Manifest | None) -> dict[str, tuple[str, ...]]:
    """What was answered before: for the published generation, over what the source's own folder says."""
    published = current.sources.get(export.source.name, {}).get("choices", {}) if current else {}
    return joined({key: tuple(values) for key, values in published.items()}, export.source.choices)
