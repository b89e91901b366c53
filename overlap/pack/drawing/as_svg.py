"""A chart drawn, whatever its kind."""

from overlap.pack.drawing import svg
from overlap.pack.drawing.horizontal_rows import rows
from overlap.pack.drawing.over_time import over_time
from overlap.pack.drawing.shown import Chart, RowsChart


def as_svg(chart: Chart, ink: svg.Ink, font: str) -> str:
    """The chart as SVG in these colours and this type."""
    return rows(chart, ink, font) if isinstance(chart, RowsChart) else over_time(chart, ink, font)
