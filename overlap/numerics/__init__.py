"""What SQL is the wrong tool for: matrices, fits, resampling; pure functions of frames that headers name by `then:`."""

from overlap.numerics.given import Given
from overlap.numerics.then import explained, function, numerics_hash

__all__ = ["Given", "explained", "function", "numerics_hash"]
