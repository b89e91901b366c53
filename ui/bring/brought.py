"""What is brought: files that were guessed, or those of a system Overlap knows, as an import takes them."""

from dataclasses import dataclass
from pathlib import Path

from overlap.mapping import source_folder
from overlap.mapping.draft_folder import Draft
from overlap.mapping.proposal import Proposal
from overlap.warehouse.canonical.joining import WHOSE_WORD
from overlap.warehouse.importing import source_named
from overlap.warehouse.importing.export import Export
from ui.bring import system
from ui.bring.draft import Place, answers_of


@dataclass(frozen=True)
class Own:
    """Files that were guessed: what they are taken for becomes a source of the company's own."""

    proposal: Proposal

    def export(self, at: Place, draft: Draft, sources: Path) -> Export:
        """The files as rows of that source, written below `sources`."""
        company = at.company.sources if at.company else ()
        mapping = self.proposal.mapping
        source_folder.write(sources, draft.name, mapping, mapping.settings(draft.name, company))
        said = {key: values for key, values in answers_of(draft).items() if key in WHOSE_WORD}
        return Export(source_named(draft.name, sources), at.folder.folder(draft), answers=said)


@dataclass(frozen=True)
class Known:
    """Files of a system that comes with Overlap."""

    name: str

    def export(self, at: Place, draft: Draft, _sources: Path) -> Export:
        """The files as rows of that source."""
        return system.export(at, draft, self.name)


Brought = Own | Known
