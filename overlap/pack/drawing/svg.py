"""Shapes and words of a drawing, as SVG text in which nothing that was typed can be markup."""

from collections.abc import Mapping
from html import escape

from overlap.charts.palette import LIGHT

WIDTH, TEXT, NOTE = 680, 13, 11
Ink = Mapping[str, str]

ROLES = ("background", "border", "ink", "muted", "marketing", "sales", "shared", "good", "bad", "grey")
ON_PAPER: Ink = {role: getattr(LIGHT, role) for role in ROLES}
ON_SCREEN: Ink = {role: f"var(--{role})" for role in ROLES}  # light or dark, as the page around it says
_MEAN_LETTER = 0.52  # of the size of the type: what a letter takes on average


def tag(name: str, **given: object) -> str:
    """One element without content; `_` in a name stands for `-`."""
    return f"<{name} {_attributes(given)}/>"


def text(at: tuple[float, float], said: str, fill: str, size: int = TEXT, **given: object) -> str:
    """Words at a point."""
    x, y = at
    return f"<text {_attributes({'x': x, 'y': y, 'fill': fill, 'font_size': size, **given})}>{escape(said)}</text>"


def line(start: tuple[float, float], end: tuple[float, float], stroke: str, width: float = 1, **given: object) -> str:
    """A straight line."""
    return tag("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke=stroke, stroke_width=width, **given)


def sheet(height: float, shapes: list[str], font: str, alt: str) -> str:
    """The drawing itself."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" '
        f'height="{height:g}" font-family="{escape(font)}" role="img" aria-label="{escape(alt)}">'
        f"{''.join(shapes)}</svg>"
    )


def wide(said: str, size: int = TEXT) -> float:
    """About how wide words are, in px."""
    return len(said) * size * _MEAN_LETTER


def _attributes(given: Mapping[str, object]) -> str:
    return " ".join(f'{name.replace("_", "-")}="{_said(value)}"' for name, value in given.items() if value is not None)


def _said(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else escape(str(value))
