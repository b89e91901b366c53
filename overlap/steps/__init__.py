"""What SQL is the wrong tool for, matrices, fits, resampling: pure functions of frames that headers name by `then:`."""

from overlap.steps.given import Given
from overlap.steps.named import docstring, step, steps_hash

__all__ = ["Given", "docstring", "step", "steps_hash"]
