"""The stages of the buying cycle in words, and whose step each one is."""

from overlap.charts.palette import Palette

_WORDS = {
    "lead": "lead",
    "mql": "MQL",
    "sal": "SAL",
    "sql": "SQL",
    "opportunity": "deal opened",
    "won": "won",
}


def stage_words(stage: str) -> str:
    """`SAL` for `sal`."""
    return _WORDS[stage]


def stage_colour(stage: str, palette: Palette) -> str:
    """Marketing qualifies, both agree on acceptance, sales does the rest."""
    return {"lead": palette.marketing, "mql": palette.marketing, "sal": palette.shared}.get(stage, palette.sales)
