"""What a `then` function is handed beside its own frame."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True)
class Given:
    """The params of the question, the frames of its `with:` lines by name, and the generation's seed.

    A function named by `then: module.function` is `(frame, given) -> frame`: no file, no clock, no chance but the seed,
    so that the same question to the same generation has one answer.
    """

    params: Mapping[str, object] = field(default_factory=dict)
    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    seed: int = 0
