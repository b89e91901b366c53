"""A pack as a file, in the form its name ends in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from overlap.errors import UsageError, nearest
from overlap.pack.as_html import html
from overlap.pack.as_pdf import pdf
from overlap.pack.part import Pack


def _xlsx(pack: Pack) -> bytes:
    from overlap.pack.as_xlsx import xlsx  # a tenth of a second of every command to import, for who writes one

    return xlsx(pack)


FORMS: Mapping[str, Callable[[Pack], bytes]] = {"pdf": pdf, "xlsx": _xlsx, "html": lambda pack: html(pack).encode()}


def form_of(path: Path) -> Callable[[Pack], bytes]:
    """What makes the file. Raises UsageError for an ending that is none of the three."""
    ending = path.suffix.removeprefix(".").lower()
    if ending not in FORMS:
        raise UsageError(f'A pack is a .pdf, .xlsx or .html, not "{path.name}".{nearest(ending, list(FORMS))}')
    return FORMS[ending]
