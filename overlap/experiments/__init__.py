"""What only chance can answer: which leads an agreed lot falls on."""

from overlap.experiments.lots import falls_on, lot

__all__ = ["falls_on", "lot"]
