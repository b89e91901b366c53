"""A pack as PDF: tagged, with real text and drawn charts, set by typst, to which everything said is data."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from overlap.charts.palette import LIGHT
from overlap.pack.drawing.svg import ON_PAPER
from overlap.pack.part import Pack
from overlap.pack.words_and_drawings import told

SETTING = Path(__file__).parent / "pdf" / "pack.typ"
FONT = "Libertinus Serif"  # typst brings it along: a pack looks the same on every machine
ACCESSIBLE = "ua-1"


def pdf(pack: Pack) -> bytes:
    """The document, accessible as PDF/UA says; where a letter is in no font of this machine, tagged all the same."""
    inputs = {"pack": json.dumps(_data(pack), ensure_ascii=False)}
    source = SETTING.read_bytes()
    try:
        return typst.compile(source, format="pdf", sys_inputs=inputs, pdf_standards=ACCESSIBLE)
    except typst.TypstError:  # PDF/UA allows no letter that cannot be shown
        return typst.compile(source, format="pdf", sys_inputs=inputs)


def _data(pack: Pack) -> dict[str, object]:
    parts = [told(part, pack, ON_PAPER, FONT) for part in pack.parts]
    return {
        **{name: getattr(pack, name) for name in ("title", "subtitle", "generation", "as_of", "built", "checks")},
        **{name: getattr(pack, name) for name in ("period", "filters", "is_demo", "foot")},
        "colours": {role: value for role, value in asdict(LIGHT).items() if isinstance(value, str)},
        "parts": [asdict(part) for part in parts],
        "definitions": [asdict(each) for each in pack.definitions],
    }
