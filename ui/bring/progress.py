"""How far a long step is, in a bar that goes when it has ended."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.delta_generator import DeltaGenerator

from overlap import words
from overlap.warehouse.building import Progress


@contextmanager
def progress(first: str, where: DeltaGenerator) -> Iterator[Progress]:
    """Tell the bar with what is given; it begins with that word. What a button calls draws `where` the page said."""
    bar = where.progress(0.0, first)

    def told(what: str, share: float) -> None:
        bar.progress(min(max(share, 0.0), 1.0), words.spoken(what))

    try:
        yield told
    finally:
        bar.empty()
